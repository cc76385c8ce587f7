"""The models and enumerations of every API, each loaded when it is first used.

Written from the contract by scripts/regenerate: change openapi/, not this file.
"""

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy

if TYPE_CHECKING:
    from .access_level import AccessLevel as AccessLevel
    from .access_right import AccessRight as AccessRight
    from .access_type import AccessType as AccessType
    from .accounting_year import AccountingYear as AccountingYear
    from .budget_version import BudgetVersion as BudgetVersion
    from .campaign import Campaign as Campaign
    from .charge_type import ChargeType as ChargeType
    from .client import Client as Client
    from .client_budget import ClientBudget as ClientBudget
    from .client_contact import ClientContact as ClientContact
    from .currency import Currency as Currency
    from .department import Department as Department
    from .employee import Employee as Employee
    from .estimate import Estimate as Estimate
    from .estimate_entry import EstimateEntry as EstimateEntry
    from .gl_account import GlAccount as GlAccount
    from .gl_account_type import GlAccountType as GlAccountType
    from .job import Job as Job
    from .job_type import JobType as JobType
    from .legacy_client_budget import LegacyClientBudget as LegacyClientBudget
    from .legacy_full_job import LegacyFullJob as LegacyFullJob
    from .legacy_income_take_up import LegacyIncomeTakeUp as LegacyIncomeTakeUp
    from .legacy_job_summary_report import LegacyJobSummaryReport as LegacyJobSummaryReport
    from .legacy_media_invoice_entry import LegacyMediaInvoiceEntry as LegacyMediaInvoiceEntry
    from .legacy_production_invoice import LegacyProductionInvoice as LegacyProductionInvoice
    from .legacy_production_invoice_entry import LegacyProductionInvoiceEntry as LegacyProductionInvoiceEntry
    from .legacy_purchase_order import LegacyPurchaseOrder as LegacyPurchaseOrder
    from .legacy_purchase_order_entry import LegacyPurchaseOrderEntry as LegacyPurchaseOrderEntry
    from .legacy_receipt_entry import LegacyReceiptEntry as LegacyReceiptEntry
    from .legacy_scope_amount import LegacyScopeAmount as LegacyScopeAmount
    from .legacy_scope_client import LegacyScopeClient as LegacyScopeClient
    from .legacy_scope_discount import LegacyScopeDiscount as LegacyScopeDiscount
    from .legacy_scope_label import LegacyScopeLabel as LegacyScopeLabel
    from .legacy_scope_rate_card import LegacyScopeRateCard as LegacyScopeRateCard
    from .legacy_scope_role import LegacyScopeRole as LegacyScopeRole
    from .legacy_scope_traffic_system_reference import (
        LegacyScopeTrafficSystemReference as LegacyScopeTrafficSystemReference,
    )
    from .legacy_sundry_invoice import LegacySundryInvoice as LegacySundryInvoice
    from .legacy_supplier_invoice import LegacySupplierInvoice as LegacySupplierInvoice
    from .legacy_supplier_payment import LegacySupplierPayment as LegacySupplierPayment
    from .legacy_supplier_payment_entry import LegacySupplierPaymentEntry as LegacySupplierPaymentEntry
    from .legacy_timesheet import LegacyTimesheet as LegacyTimesheet
    from .master_client import MasterClient as MasterClient
    from .media_invoice_entry import MediaInvoiceEntry as MediaInvoiceEntry
    from .office import Office as Office
    from .payment_terms_factor import PaymentTermsFactor as PaymentTermsFactor
    from .product import Product as Product
    from .production_invoice import ProductionInvoice as ProductionInvoice
    from .production_invoice_entry import ProductionInvoiceEntry as ProductionInvoiceEntry
    from .purchase_order import PurchaseOrder as PurchaseOrder
    from .purchase_order_entry import PurchaseOrderEntry as PurchaseOrderEntry
    from .receipt_entry import ReceiptEntry as ReceiptEntry
    from .sundry_invoice import SundryInvoice as SundryInvoice
    from .supplier import Supplier as Supplier
    from .supplier_invoice import SupplierInvoice as SupplierInvoice
    from .supplier_payment import SupplierPayment as SupplierPayment
    from .supplier_payment_entry import SupplierPaymentEntry as SupplierPaymentEntry
    from .task_type import TaskType as TaskType
    from .tax_code import TaxCode as TaxCode
    from .time_entry import TimeEntry as TimeEntry
    from .token_request_grant_type import TokenRequestGrantType as TokenRequestGrantType
    from .token_response import TokenResponse as TokenResponse
    from .user_access_group import UserAccessGroup as UserAccessGroup
    from .wip_take_up import WipTakeUp as WipTakeUp

__all__ = (
    "AccessLevel",
    "AccessRight",
    "AccessType",
    "AccountingYear",
    "BudgetVersion",
    "Campaign",
    "ChargeType",
    "Client",
    "ClientBudget",
    "ClientContact",
    "Currency",
    "Department",
    "Employee",
    "Estimate",
    "EstimateEntry",
    "GlAccount",
    "GlAccountType",
    "Job",
    "JobType",
    "LegacyClientBudget",
    "LegacyFullJob",
    "LegacyIncomeTakeUp",
    "LegacyJobSummaryReport",
    "LegacyMediaInvoiceEntry",
    "LegacyProductionInvoice",
    "LegacyProductionInvoiceEntry",
    "LegacyPurchaseOrder",
    "LegacyPurchaseOrderEntry",
    "LegacyReceiptEntry",
    "LegacyScopeAmount",
    "LegacyScopeClient",
    "LegacyScopeDiscount",
    "LegacyScopeLabel",
    "LegacyScopeRateCard",
    "LegacyScopeRole",
    "LegacyScopeTrafficSystemReference",
    "LegacySundryInvoice",
    "LegacySupplierInvoice",
    "LegacySupplierPayment",
    "LegacySupplierPaymentEntry",
    "LegacyTimesheet",
    "MasterClient",
    "MediaInvoiceEntry",
    "Office",
    "PaymentTermsFactor",
    "Product",
    "ProductionInvoice",
    "ProductionInvoiceEntry",
    "PurchaseOrder",
    "PurchaseOrderEntry",
    "ReceiptEntry",
    "SundryInvoice",
    "Supplier",
    "SupplierInvoice",
    "SupplierPayment",
    "SupplierPaymentEntry",
    "TaskType",
    "TaxCode",
    "TimeEntry",
    "TokenRequestGrantType",
    "TokenResponse",
    "UserAccessGroup",
    "WipTakeUp",
)

__getattr__, __dir__ = lazy(
    __name__,
    {
        "AccessLevel": "access_level",
        "AccessRight": "access_right",
        "AccessType": "access_type",
        "AccountingYear": "accounting_year",
        "BudgetVersion": "budget_version",
        "Campaign": "campaign",
        "ChargeType": "charge_type",
        "Client": "client",
        "ClientBudget": "client_budget",
        "ClientContact": "client_contact",
        "Currency": "currency",
        "Department": "department",
        "Employee": "employee",
        "Estimate": "estimate",
        "EstimateEntry": "estimate_entry",
        "GlAccount": "gl_account",
        "GlAccountType": "gl_account_type",
        "Job": "job",
        "JobType": "job_type",
        "LegacyClientBudget": "legacy_client_budget",
        "LegacyFullJob": "legacy_full_job",
        "LegacyIncomeTakeUp": "legacy_income_take_up",
        "LegacyJobSummaryReport": "legacy_job_summary_report",
        "LegacyMediaInvoiceEntry": "legacy_media_invoice_entry",
        "LegacyProductionInvoice": "legacy_production_invoice",
        "LegacyProductionInvoiceEntry": "legacy_production_invoice_entry",
        "LegacyPurchaseOrder": "legacy_purchase_order",
        "LegacyPurchaseOrderEntry": "legacy_purchase_order_entry",
        "LegacyReceiptEntry": "legacy_receipt_entry",
        "LegacyScopeAmount": "legacy_scope_amount",
        "LegacyScopeClient": "legacy_scope_client",
        "LegacyScopeDiscount": "legacy_scope_discount",
        "LegacyScopeLabel": "legacy_scope_label",
        "LegacyScopeRateCard": "legacy_scope_rate_card",
        "LegacyScopeRole": "legacy_scope_role",
        "LegacyScopeTrafficSystemReference": "legacy_scope_traffic_system_reference",
        "LegacySundryInvoice": "legacy_sundry_invoice",
        "LegacySupplierInvoice": "legacy_supplier_invoice",
        "LegacySupplierPayment": "legacy_supplier_payment",
        "LegacySupplierPaymentEntry": "legacy_supplier_payment_entry",
        "LegacyTimesheet": "legacy_timesheet",
        "MasterClient": "master_client",
        "MediaInvoiceEntry": "media_invoice_entry",
        "Office": "office",
        "PaymentTermsFactor": "payment_terms_factor",
        "Product": "product",
        "ProductionInvoice": "production_invoice",
        "ProductionInvoiceEntry": "production_invoice_entry",
        "PurchaseOrder": "purchase_order",
        "PurchaseOrderEntry": "purchase_order_entry",
        "ReceiptEntry": "receipt_entry",
        "SundryInvoice": "sundry_invoice",
        "Supplier": "supplier",
        "SupplierInvoice": "supplier_invoice",
        "SupplierPayment": "supplier_payment",
        "SupplierPaymentEntry": "supplier_payment_entry",
        "TaskType": "task_type",
        "TaxCode": "tax_code",
        "TimeEntry": "time_entry",
        "TokenRequestGrantType": "token_request_grant_type",
        "TokenResponse": "token_response",
        "UserAccessGroup": "user_access_group",
        "WipTakeUp": "wip_take_up",
    },
)
