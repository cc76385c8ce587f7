"""Accountability API v2 (unofficial description). Each resource is loaded when it is first used.

Written from the contract by scripts/regenerate: change openapi/, not this file.
"""

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import accounting_years as accounting_years
    from . import budget_versions as budget_versions
    from . import campaigns as campaigns
    from . import client_budgets as client_budgets
    from . import client_contacts as client_contacts
    from . import clients as clients
    from . import currencies as currencies
    from . import departments as departments
    from . import employees as employees
    from . import estimate_entries as estimate_entries
    from . import estimates as estimates
    from . import gl_accounts as gl_accounts
    from . import job_types as job_types
    from . import jobs as jobs
    from . import master_clients as master_clients
    from . import media_invoice_entries as media_invoice_entries
    from . import offices as offices
    from . import payment_terms_factors as payment_terms_factors
    from . import production_invoice_entries as production_invoice_entries
    from . import production_invoices as production_invoices
    from . import products as products
    from . import purchase_order_entries as purchase_order_entries
    from . import purchase_orders as purchase_orders
    from . import receipt_entries as receipt_entries
    from . import sundry_invoices as sundry_invoices
    from . import supplier_invoices as supplier_invoices
    from . import supplier_payment_entries as supplier_payment_entries
    from . import supplier_payments as supplier_payments
    from . import suppliers as suppliers
    from . import task_types as task_types
    from . import tax_codes as tax_codes
    from . import time_entries as time_entries
    from . import user_access_groups as user_access_groups
    from . import wip_take_ups as wip_take_ups
    from .client import V2 as V2
    from .client import AsyncV2 as AsyncV2

__all__ = (
    "AsyncV2",
    "V2",
    "accounting_years",
    "budget_versions",
    "campaigns",
    "client_budgets",
    "client_contacts",
    "clients",
    "currencies",
    "departments",
    "employees",
    "estimate_entries",
    "estimates",
    "gl_accounts",
    "job_types",
    "jobs",
    "master_clients",
    "media_invoice_entries",
    "offices",
    "payment_terms_factors",
    "production_invoice_entries",
    "production_invoices",
    "products",
    "purchase_order_entries",
    "purchase_orders",
    "receipt_entries",
    "sundry_invoices",
    "supplier_invoices",
    "supplier_payment_entries",
    "supplier_payments",
    "suppliers",
    "task_types",
    "tax_codes",
    "time_entries",
    "user_access_groups",
    "wip_take_ups",
)

__getattr__, __dir__ = lazy(
    __name__,
    {
        "AsyncV2": "client",
        "V2": "client",
        "accounting_years": "accounting_years",
        "budget_versions": "budget_versions",
        "campaigns": "campaigns",
        "client_budgets": "client_budgets",
        "client_contacts": "client_contacts",
        "clients": "clients",
        "currencies": "currencies",
        "departments": "departments",
        "employees": "employees",
        "estimate_entries": "estimate_entries",
        "estimates": "estimates",
        "gl_accounts": "gl_accounts",
        "job_types": "job_types",
        "jobs": "jobs",
        "master_clients": "master_clients",
        "media_invoice_entries": "media_invoice_entries",
        "offices": "offices",
        "payment_terms_factors": "payment_terms_factors",
        "production_invoice_entries": "production_invoice_entries",
        "production_invoices": "production_invoices",
        "products": "products",
        "purchase_order_entries": "purchase_order_entries",
        "purchase_orders": "purchase_orders",
        "receipt_entries": "receipt_entries",
        "sundry_invoices": "sundry_invoices",
        "supplier_invoices": "supplier_invoices",
        "supplier_payment_entries": "supplier_payment_entries",
        "supplier_payments": "supplier_payments",
        "suppliers": "suppliers",
        "task_types": "task_types",
        "tax_codes": "tax_codes",
        "time_entries": "time_entries",
        "user_access_groups": "user_access_groups",
        "wip_take_ups": "wip_take_ups",
    },
)
