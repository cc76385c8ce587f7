from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.call import AsyncSend, Send

if TYPE_CHECKING:
    from .client_budgets import AsyncClientBudgets, ClientBudgets
    from .client_contacts import AsyncClientContacts, ClientContacts
    from .clients import AsyncClients, Clients
    from .income_take_ups import AsyncIncomeTakeUps, IncomeTakeUps
    from .job_summary_reports import AsyncJobSummaryReports, JobSummaryReports
    from .jobs import AsyncJobs, Jobs
    from .media_invoice_entries import AsyncMediaInvoiceEntries, MediaInvoiceEntries
    from .production_invoice_entries import AsyncProductionInvoiceEntries, ProductionInvoiceEntries
    from .production_invoices import AsyncProductionInvoices, ProductionInvoices
    from .purchase_order_entries import AsyncPurchaseOrderEntries, PurchaseOrderEntries
    from .purchase_orders import AsyncPurchaseOrders, PurchaseOrders
    from .receipt_entries import AsyncReceiptEntries, ReceiptEntries
    from .scopes import AsyncScopes, Scopes
    from .sundry_invoices import AsyncSundryInvoices, SundryInvoices
    from .supplier_invoices import AsyncSupplierInvoices, SupplierInvoices
    from .supplier_payment_entries import AsyncSupplierPaymentEntries, SupplierPaymentEntries
    from .supplier_payments import AsyncSupplierPayments, SupplierPayments
    from .suppliers import AsyncSuppliers, Suppliers
    from .timesheets import AsyncTimesheets, Timesheets


class Legacy:
    """Accountability legacy API (unofficial description). Each resource is loaded when it is first used."""

    def __init__(self, send: Send) -> None:
        self._send = send

    @cached_property
    def client_budgets(self) -> ClientBudgets:
        """What is planned with each client."""
        from .client_budgets import ClientBudgets

        return ClientBudgets(self._send)

    @cached_property
    def client_contacts(self) -> ClientContacts:
        """The people at a client; created only."""
        from .client_contacts import ClientContacts

        return ClientContacts(self._send)

    @cached_property
    def clients(self) -> Clients:
        """Whom the agency works for; created only."""
        from .clients import Clients

        return Clients(self._send)

    @cached_property
    def income_take_ups(self) -> IncomeTakeUps:
        """Work in progress taken up as income."""
        from .income_take_ups import IncomeTakeUps

        return IncomeTakeUps(self._send)

    @cached_property
    def job_summary_reports(self) -> JobSummaryReports:
        """The figures of each job."""
        from .job_summary_reports import JobSummaryReports

        return JobSummaryReports(self._send)

    @cached_property
    def jobs(self) -> Jobs:
        """Pieces of work for a client; read by key and created."""
        from .jobs import Jobs

        return Jobs(self._send)

    @cached_property
    def media_invoice_entries(self) -> MediaInvoiceEntries:
        """Lines of invoices for media."""
        from .media_invoice_entries import MediaInvoiceEntries

        return MediaInvoiceEntries(self._send)

    @cached_property
    def production_invoice_entries(self) -> ProductionInvoiceEntries:
        """Lines of invoices for jobs."""
        from .production_invoice_entries import ProductionInvoiceEntries

        return ProductionInvoiceEntries(self._send)

    @cached_property
    def production_invoices(self) -> ProductionInvoices:
        """Invoices for jobs."""
        from .production_invoices import ProductionInvoices

        return ProductionInvoices(self._send)

    @cached_property
    def purchase_order_entries(self) -> PurchaseOrderEntries:
        """Lines of orders to suppliers."""
        from .purchase_order_entries import PurchaseOrderEntries

        return PurchaseOrderEntries(self._send)

    @cached_property
    def purchase_orders(self) -> PurchaseOrders:
        """Orders to suppliers."""
        from .purchase_orders import PurchaseOrders

        return PurchaseOrders(self._send)

    @cached_property
    def receipt_entries(self) -> ReceiptEntries:
        """Lines of receipts from clients."""
        from .receipt_entries import ReceiptEntries

        return ReceiptEntries(self._send)

    @cached_property
    def scopes(self) -> Scopes:
        """Scopes of work from a scoping tool; handed over."""
        from .scopes import Scopes

        return Scopes(self._send)

    @cached_property
    def sundry_invoices(self) -> SundryInvoices:
        """Invoices to clients that are for no job."""
        from .sundry_invoices import SundryInvoices

        return SundryInvoices(self._send)

    @cached_property
    def supplier_invoices(self) -> SupplierInvoices:
        """What suppliers charge."""
        from .supplier_invoices import SupplierInvoices

        return SupplierInvoices(self._send)

    @cached_property
    def supplier_payment_entries(self) -> SupplierPaymentEntries:
        """Lines of payments to suppliers."""
        from .supplier_payment_entries import SupplierPaymentEntries

        return SupplierPaymentEntries(self._send)

    @cached_property
    def supplier_payments(self) -> SupplierPayments:
        """What suppliers are paid."""
        from .supplier_payments import SupplierPayments

        return SupplierPayments(self._send)

    @cached_property
    def suppliers(self) -> Suppliers:
        """Whom the agency buys from; created only."""
        from .suppliers import Suppliers

        return Suppliers(self._send)

    @cached_property
    def timesheets(self) -> Timesheets:
        """Hours spent on jobs."""
        from .timesheets import Timesheets

        return Timesheets(self._send)


class AsyncLegacy:
    """Accountability legacy API (unofficial description). Each resource is loaded when it is first used. For
    asynchronous callers.
    """

    def __init__(self, send: AsyncSend) -> None:
        self._send = send

    @cached_property
    def client_budgets(self) -> AsyncClientBudgets:
        """What is planned with each client."""
        from .client_budgets import AsyncClientBudgets

        return AsyncClientBudgets(self._send)

    @cached_property
    def client_contacts(self) -> AsyncClientContacts:
        """The people at a client; created only."""
        from .client_contacts import AsyncClientContacts

        return AsyncClientContacts(self._send)

    @cached_property
    def clients(self) -> AsyncClients:
        """Whom the agency works for; created only."""
        from .clients import AsyncClients

        return AsyncClients(self._send)

    @cached_property
    def income_take_ups(self) -> AsyncIncomeTakeUps:
        """Work in progress taken up as income."""
        from .income_take_ups import AsyncIncomeTakeUps

        return AsyncIncomeTakeUps(self._send)

    @cached_property
    def job_summary_reports(self) -> AsyncJobSummaryReports:
        """The figures of each job."""
        from .job_summary_reports import AsyncJobSummaryReports

        return AsyncJobSummaryReports(self._send)

    @cached_property
    def jobs(self) -> AsyncJobs:
        """Pieces of work for a client; read by key and created."""
        from .jobs import AsyncJobs

        return AsyncJobs(self._send)

    @cached_property
    def media_invoice_entries(self) -> AsyncMediaInvoiceEntries:
        """Lines of invoices for media."""
        from .media_invoice_entries import AsyncMediaInvoiceEntries

        return AsyncMediaInvoiceEntries(self._send)

    @cached_property
    def production_invoice_entries(self) -> AsyncProductionInvoiceEntries:
        """Lines of invoices for jobs."""
        from .production_invoice_entries import AsyncProductionInvoiceEntries

        return AsyncProductionInvoiceEntries(self._send)

    @cached_property
    def production_invoices(self) -> AsyncProductionInvoices:
        """Invoices for jobs."""
        from .production_invoices import AsyncProductionInvoices

        return AsyncProductionInvoices(self._send)

    @cached_property
    def purchase_order_entries(self) -> AsyncPurchaseOrderEntries:
        """Lines of orders to suppliers."""
        from .purchase_order_entries import AsyncPurchaseOrderEntries

        return AsyncPurchaseOrderEntries(self._send)

    @cached_property
    def purchase_orders(self) -> AsyncPurchaseOrders:
        """Orders to suppliers."""
        from .purchase_orders import AsyncPurchaseOrders

        return AsyncPurchaseOrders(self._send)

    @cached_property
    def receipt_entries(self) -> AsyncReceiptEntries:
        """Lines of receipts from clients."""
        from .receipt_entries import AsyncReceiptEntries

        return AsyncReceiptEntries(self._send)

    @cached_property
    def scopes(self) -> AsyncScopes:
        """Scopes of work from a scoping tool; handed over."""
        from .scopes import AsyncScopes

        return AsyncScopes(self._send)

    @cached_property
    def sundry_invoices(self) -> AsyncSundryInvoices:
        """Invoices to clients that are for no job."""
        from .sundry_invoices import AsyncSundryInvoices

        return AsyncSundryInvoices(self._send)

    @cached_property
    def supplier_invoices(self) -> AsyncSupplierInvoices:
        """What suppliers charge."""
        from .supplier_invoices import AsyncSupplierInvoices

        return AsyncSupplierInvoices(self._send)

    @cached_property
    def supplier_payment_entries(self) -> AsyncSupplierPaymentEntries:
        """Lines of payments to suppliers."""
        from .supplier_payment_entries import AsyncSupplierPaymentEntries

        return AsyncSupplierPaymentEntries(self._send)

    @cached_property
    def supplier_payments(self) -> AsyncSupplierPayments:
        """What suppliers are paid."""
        from .supplier_payments import AsyncSupplierPayments

        return AsyncSupplierPayments(self._send)

    @cached_property
    def suppliers(self) -> AsyncSuppliers:
        """Whom the agency buys from; created only."""
        from .suppliers import AsyncSuppliers

        return AsyncSuppliers(self._send)

    @cached_property
    def timesheets(self) -> AsyncTimesheets:
        """Hours spent on jobs."""
        from .timesheets import AsyncTimesheets

        return AsyncTimesheets(self._send)
