"""Accountability legacy API (unofficial description). Each resource is loaded when it is first used.

Written from the contract by scripts/regenerate: change openapi/, not this file.
"""

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import client_budgets as client_budgets
    from . import client_contacts as client_contacts
    from . import clients as clients
    from . import income_take_ups as income_take_ups
    from . import job_summary_reports as job_summary_reports
    from . import jobs as jobs
    from . import media_invoice_entries as media_invoice_entries
    from . import production_invoice_entries as production_invoice_entries
    from . import production_invoices as production_invoices
    from . import purchase_order_entries as purchase_order_entries
    from . import purchase_orders as purchase_orders
    from . import receipt_entries as receipt_entries
    from . import scopes as scopes
    from . import sundry_invoices as sundry_invoices
    from . import supplier_invoices as supplier_invoices
    from . import supplier_payment_entries as supplier_payment_entries
    from . import supplier_payments as supplier_payments
    from . import suppliers as suppliers
    from . import timesheets as timesheets
    from .client import AsyncLegacy as AsyncLegacy
    from .client import Legacy as Legacy

__all__ = (
    "AsyncLegacy",
    "Legacy",
    "client_budgets",
    "client_contacts",
    "clients",
    "income_take_ups",
    "job_summary_reports",
    "jobs",
    "media_invoice_entries",
    "production_invoice_entries",
    "production_invoices",
    "purchase_order_entries",
    "purchase_orders",
    "receipt_entries",
    "scopes",
    "sundry_invoices",
    "supplier_invoices",
    "supplier_payment_entries",
    "supplier_payments",
    "suppliers",
    "timesheets",
)

__getattr__, __dir__ = lazy(
    __name__,
    {
        "AsyncLegacy": "client",
        "Legacy": "client",
        "client_budgets": "client_budgets",
        "client_contacts": "client_contacts",
        "clients": "clients",
        "income_take_ups": "income_take_ups",
        "job_summary_reports": "job_summary_reports",
        "jobs": "jobs",
        "media_invoice_entries": "media_invoice_entries",
        "production_invoice_entries": "production_invoice_entries",
        "production_invoices": "production_invoices",
        "purchase_order_entries": "purchase_order_entries",
        "purchase_orders": "purchase_orders",
        "receipt_entries": "receipt_entries",
        "scopes": "scopes",
        "sundry_invoices": "sundry_invoices",
        "supplier_invoices": "supplier_invoices",
        "supplier_payment_entries": "supplier_payment_entries",
        "supplier_payments": "supplier_payments",
        "suppliers": "suppliers",
        "timesheets": "timesheets",
    },
)
