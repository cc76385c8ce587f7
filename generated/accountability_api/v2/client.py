from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.call import AsyncSend, Send

if TYPE_CHECKING:
    from .accounting_years import AccountingYears, AsyncAccountingYears
    from .budget_versions import AsyncBudgetVersions, BudgetVersions
    from .campaigns import AsyncCampaigns, Campaigns
    from .client_budgets import AsyncClientBudgets, ClientBudgets
    from .client_contacts import AsyncClientContacts, ClientContacts
    from .clients import AsyncClients, Clients
    from .currencies import AsyncCurrencies, Currencies
    from .departments import AsyncDepartments, Departments
    from .employees import AsyncEmployees, Employees
    from .estimate_entries import AsyncEstimateEntries, EstimateEntries
    from .estimates import AsyncEstimates, Estimates
    from .gl_accounts import AsyncGlAccounts, GlAccounts
    from .job_types import AsyncJobTypes, JobTypes
    from .jobs import AsyncJobs, Jobs
    from .master_clients import AsyncMasterClients, MasterClients
    from .media_invoice_entries import AsyncMediaInvoiceEntries, MediaInvoiceEntries
    from .offices import AsyncOffices, Offices
    from .payment_terms_factors import AsyncPaymentTermsFactors, PaymentTermsFactors
    from .production_invoice_entries import AsyncProductionInvoiceEntries, ProductionInvoiceEntries
    from .production_invoices import AsyncProductionInvoices, ProductionInvoices
    from .products import AsyncProducts, Products
    from .purchase_order_entries import AsyncPurchaseOrderEntries, PurchaseOrderEntries
    from .purchase_orders import AsyncPurchaseOrders, PurchaseOrders
    from .receipt_entries import AsyncReceiptEntries, ReceiptEntries
    from .sundry_invoices import AsyncSundryInvoices, SundryInvoices
    from .supplier_invoices import AsyncSupplierInvoices, SupplierInvoices
    from .supplier_payment_entries import AsyncSupplierPaymentEntries, SupplierPaymentEntries
    from .supplier_payments import AsyncSupplierPayments, SupplierPayments
    from .suppliers import AsyncSuppliers, Suppliers
    from .task_types import AsyncTaskTypes, TaskTypes
    from .tax_codes import AsyncTaxCodes, TaxCodes
    from .time_entries import AsyncTimeEntries, TimeEntries
    from .user_access_groups import AsyncUserAccessGroups, UserAccessGroups
    from .wip_take_ups import AsyncWipTakeUps, WipTakeUps


class V2:
    """Accountability API v2 (unofficial description). Each resource is loaded when it is first used."""

    def __init__(self, send: Send) -> None:
        self._send = send

    @cached_property
    def accounting_years(self) -> AccountingYears:
        """Years of the agency's accounts."""
        from .accounting_years import AccountingYears

        return AccountingYears(self._send)

    @cached_property
    def budget_versions(self) -> BudgetVersions:
        """Versions of budgets."""
        from .budget_versions import BudgetVersions

        return BudgetVersions(self._send)

    @cached_property
    def campaigns(self) -> Campaigns:
        """What jobs for a product may belong to."""
        from .campaigns import Campaigns

        return Campaigns(self._send)

    @cached_property
    def client_budgets(self) -> ClientBudgets:
        """What is planned with clients."""
        from .client_budgets import ClientBudgets

        return ClientBudgets(self._send)

    @cached_property
    def client_contacts(self) -> ClientContacts:
        """The people at a client."""
        from .client_contacts import ClientContacts

        return ClientContacts(self._send)

    @cached_property
    def clients(self) -> Clients:
        """Whom the agency works for."""
        from .clients import Clients

        return Clients(self._send)

    @cached_property
    def currencies(self) -> Currencies:
        """Currencies of amounts."""
        from .currencies import Currencies

        return Currencies(self._send)

    @cached_property
    def departments(self) -> Departments:
        """Departments of the agency."""
        from .departments import Departments

        return Departments(self._send)

    @cached_property
    def employees(self) -> Employees:
        """The people of the agency."""
        from .employees import Employees

        return Employees(self._send)

    @cached_property
    def estimate_entries(self) -> EstimateEntries:
        """The lines of an estimate."""
        from .estimate_entries import EstimateEntries

        return EstimateEntries(self._send)

    @cached_property
    def estimates(self) -> Estimates:
        """What a job is expected to cost, as the client sees it."""
        from .estimates import Estimates

        return Estimates(self._send)

    @cached_property
    def gl_accounts(self) -> GlAccounts:
        """Accounts of the general ledger."""
        from .gl_accounts import GlAccounts

        return GlAccounts(self._send)

    @cached_property
    def job_types(self) -> JobTypes:
        """Kinds of jobs."""
        from .job_types import JobTypes

        return JobTypes(self._send)

    @cached_property
    def jobs(self) -> Jobs:
        """Pieces of work for a client, and their sub jobs."""
        from .jobs import Jobs

        return Jobs(self._send)

    @cached_property
    def master_clients(self) -> MasterClients:
        """Groups of clients, at the top of the client hierarchy."""
        from .master_clients import MasterClients

        return MasterClients(self._send)

    @cached_property
    def media_invoice_entries(self) -> MediaInvoiceEntries:
        """The lines of invoices for media."""
        from .media_invoice_entries import MediaInvoiceEntries

        return MediaInvoiceEntries(self._send)

    @cached_property
    def offices(self) -> Offices:
        """Offices of the agency."""
        from .offices import Offices

        return Offices(self._send)

    @cached_property
    def payment_terms_factors(self) -> PaymentTermsFactors:
        """Units in which payment terms count."""
        from .payment_terms_factors import PaymentTermsFactors

        return PaymentTermsFactors(self._send)

    @cached_property
    def production_invoice_entries(self) -> ProductionInvoiceEntries:
        """The lines of an invoice for a job."""
        from .production_invoice_entries import ProductionInvoiceEntries

        return ProductionInvoiceEntries(self._send)

    @cached_property
    def production_invoices(self) -> ProductionInvoices:
        """Invoices for jobs."""
        from .production_invoices import ProductionInvoices

        return ProductionInvoices(self._send)

    @cached_property
    def products(self) -> Products:
        """Clients' products, between client and campaign."""
        from .products import Products

        return Products(self._send)

    @cached_property
    def purchase_order_entries(self) -> PurchaseOrderEntries:
        """The lines of a purchase order."""
        from .purchase_order_entries import PurchaseOrderEntries

        return PurchaseOrderEntries(self._send)

    @cached_property
    def purchase_orders(self) -> PurchaseOrders:
        """Orders to suppliers."""
        from .purchase_orders import PurchaseOrders

        return PurchaseOrders(self._send)

    @cached_property
    def receipt_entries(self) -> ReceiptEntries:
        """The lines of receipts."""
        from .receipt_entries import ReceiptEntries

        return ReceiptEntries(self._send)

    @cached_property
    def sundry_invoices(self) -> SundryInvoices:
        """Invoices to clients that are for no job."""
        from .sundry_invoices import SundryInvoices

        return SundryInvoices(self._send)

    @cached_property
    def supplier_invoices(self) -> SupplierInvoices:
        """Suppliers' invoices."""
        from .supplier_invoices import SupplierInvoices

        return SupplierInvoices(self._send)

    @cached_property
    def supplier_payment_entries(self) -> SupplierPaymentEntries:
        """The lines of a payment to a supplier."""
        from .supplier_payment_entries import SupplierPaymentEntries

        return SupplierPaymentEntries(self._send)

    @cached_property
    def supplier_payments(self) -> SupplierPayments:
        """Payments to suppliers."""
        from .supplier_payments import SupplierPayments

        return SupplierPayments(self._send)

    @cached_property
    def suppliers(self) -> Suppliers:
        """Whom the agency buys from."""
        from .suppliers import Suppliers

        return Suppliers(self._send)

    @cached_property
    def task_types(self) -> TaskTypes:
        """Kinds of work and cost, shared by estimates, time, orders and invoices."""
        from .task_types import TaskTypes

        return TaskTypes(self._send)

    @cached_property
    def tax_codes(self) -> TaxCodes:
        """Tax codes and their rates."""
        from .tax_codes import TaxCodes

        return TaxCodes(self._send)

    @cached_property
    def time_entries(self) -> TimeEntries:
        """Hours that employees spent on jobs."""
        from .time_entries import TimeEntries

        return TimeEntries(self._send)

    @cached_property
    def user_access_groups(self) -> UserAccessGroups:
        """What the users of a group may see and do."""
        from .user_access_groups import UserAccessGroups

        return UserAccessGroups(self._send)

    @cached_property
    def wip_take_ups(self) -> WipTakeUps:
        """Work in progress of jobs taken up as revenue, or written off."""
        from .wip_take_ups import WipTakeUps

        return WipTakeUps(self._send)


class AsyncV2:
    """Accountability API v2 (unofficial description). Each resource is loaded when it is first used. For asynchronous
    callers.
    """

    def __init__(self, send: AsyncSend) -> None:
        self._send = send

    @cached_property
    def accounting_years(self) -> AsyncAccountingYears:
        """Years of the agency's accounts."""
        from .accounting_years import AsyncAccountingYears

        return AsyncAccountingYears(self._send)

    @cached_property
    def budget_versions(self) -> AsyncBudgetVersions:
        """Versions of budgets."""
        from .budget_versions import AsyncBudgetVersions

        return AsyncBudgetVersions(self._send)

    @cached_property
    def campaigns(self) -> AsyncCampaigns:
        """What jobs for a product may belong to."""
        from .campaigns import AsyncCampaigns

        return AsyncCampaigns(self._send)

    @cached_property
    def client_budgets(self) -> AsyncClientBudgets:
        """What is planned with clients."""
        from .client_budgets import AsyncClientBudgets

        return AsyncClientBudgets(self._send)

    @cached_property
    def client_contacts(self) -> AsyncClientContacts:
        """The people at a client."""
        from .client_contacts import AsyncClientContacts

        return AsyncClientContacts(self._send)

    @cached_property
    def clients(self) -> AsyncClients:
        """Whom the agency works for."""
        from .clients import AsyncClients

        return AsyncClients(self._send)

    @cached_property
    def currencies(self) -> AsyncCurrencies:
        """Currencies of amounts."""
        from .currencies import AsyncCurrencies

        return AsyncCurrencies(self._send)

    @cached_property
    def departments(self) -> AsyncDepartments:
        """Departments of the agency."""
        from .departments import AsyncDepartments

        return AsyncDepartments(self._send)

    @cached_property
    def employees(self) -> AsyncEmployees:
        """The people of the agency."""
        from .employees import AsyncEmployees

        return AsyncEmployees(self._send)

    @cached_property
    def estimate_entries(self) -> AsyncEstimateEntries:
        """The lines of an estimate."""
        from .estimate_entries import AsyncEstimateEntries

        return AsyncEstimateEntries(self._send)

    @cached_property
    def estimates(self) -> AsyncEstimates:
        """What a job is expected to cost, as the client sees it."""
        from .estimates import AsyncEstimates

        return AsyncEstimates(self._send)

    @cached_property
    def gl_accounts(self) -> AsyncGlAccounts:
        """Accounts of the general ledger."""
        from .gl_accounts import AsyncGlAccounts

        return AsyncGlAccounts(self._send)

    @cached_property
    def job_types(self) -> AsyncJobTypes:
        """Kinds of jobs."""
        from .job_types import AsyncJobTypes

        return AsyncJobTypes(self._send)

    @cached_property
    def jobs(self) -> AsyncJobs:
        """Pieces of work for a client, and their sub jobs."""
        from .jobs import AsyncJobs

        return AsyncJobs(self._send)

    @cached_property
    def master_clients(self) -> AsyncMasterClients:
        """Groups of clients, at the top of the client hierarchy."""
        from .master_clients import AsyncMasterClients

        return AsyncMasterClients(self._send)

    @cached_property
    def media_invoice_entries(self) -> AsyncMediaInvoiceEntries:
        """The lines of invoices for media."""
        from .media_invoice_entries import AsyncMediaInvoiceEntries

        return AsyncMediaInvoiceEntries(self._send)

    @cached_property
    def offices(self) -> AsyncOffices:
        """Offices of the agency."""
        from .offices import AsyncOffices

        return AsyncOffices(self._send)

    @cached_property
    def payment_terms_factors(self) -> AsyncPaymentTermsFactors:
        """Units in which payment terms count."""
        from .payment_terms_factors import AsyncPaymentTermsFactors

        return AsyncPaymentTermsFactors(self._send)

    @cached_property
    def production_invoice_entries(self) -> AsyncProductionInvoiceEntries:
        """The lines of an invoice for a job."""
        from .production_invoice_entries import AsyncProductionInvoiceEntries

        return AsyncProductionInvoiceEntries(self._send)

    @cached_property
    def production_invoices(self) -> AsyncProductionInvoices:
        """Invoices for jobs."""
        from .production_invoices import AsyncProductionInvoices

        return AsyncProductionInvoices(self._send)

    @cached_property
    def products(self) -> AsyncProducts:
        """Clients' products, between client and campaign."""
        from .products import AsyncProducts

        return AsyncProducts(self._send)

    @cached_property
    def purchase_order_entries(self) -> AsyncPurchaseOrderEntries:
        """The lines of a purchase order."""
        from .purchase_order_entries import AsyncPurchaseOrderEntries

        return AsyncPurchaseOrderEntries(self._send)

    @cached_property
    def purchase_orders(self) -> AsyncPurchaseOrders:
        """Orders to suppliers."""
        from .purchase_orders import AsyncPurchaseOrders

        return AsyncPurchaseOrders(self._send)

    @cached_property
    def receipt_entries(self) -> AsyncReceiptEntries:
        """The lines of receipts."""
        from .receipt_entries import AsyncReceiptEntries

        return AsyncReceiptEntries(self._send)

    @cached_property
    def sundry_invoices(self) -> AsyncSundryInvoices:
        """Invoices to clients that are for no job."""
        from .sundry_invoices import AsyncSundryInvoices

        return AsyncSundryInvoices(self._send)

    @cached_property
    def supplier_invoices(self) -> AsyncSupplierInvoices:
        """Suppliers' invoices."""
        from .supplier_invoices import AsyncSupplierInvoices

        return AsyncSupplierInvoices(self._send)

    @cached_property
    def supplier_payment_entries(self) -> AsyncSupplierPaymentEntries:
        """The lines of a payment to a supplier."""
        from .supplier_payment_entries import AsyncSupplierPaymentEntries

        return AsyncSupplierPaymentEntries(self._send)

    @cached_property
    def supplier_payments(self) -> AsyncSupplierPayments:
        """Payments to suppliers."""
        from .supplier_payments import AsyncSupplierPayments

        return AsyncSupplierPayments(self._send)

    @cached_property
    def suppliers(self) -> AsyncSuppliers:
        """Whom the agency buys from."""
        from .suppliers import AsyncSuppliers

        return AsyncSuppliers(self._send)

    @cached_property
    def task_types(self) -> AsyncTaskTypes:
        """Kinds of work and cost, shared by estimates, time, orders and invoices."""
        from .task_types import AsyncTaskTypes

        return AsyncTaskTypes(self._send)

    @cached_property
    def tax_codes(self) -> AsyncTaxCodes:
        """Tax codes and their rates."""
        from .tax_codes import AsyncTaxCodes

        return AsyncTaxCodes(self._send)

    @cached_property
    def time_entries(self) -> AsyncTimeEntries:
        """Hours that employees spent on jobs."""
        from .time_entries import AsyncTimeEntries

        return AsyncTimeEntries(self._send)

    @cached_property
    def user_access_groups(self) -> AsyncUserAccessGroups:
        """What the users of a group may see and do."""
        from .user_access_groups import AsyncUserAccessGroups

        return AsyncUserAccessGroups(self._send)

    @cached_property
    def wip_take_ups(self) -> AsyncWipTakeUps:
        """Work in progress of jobs taken up as revenue, or written off."""
        from .wip_take_ups import AsyncWipTakeUps

        return AsyncWipTakeUps(self._send)
