"""Rules of purchase orders: the published defaults, what a line refers to, and when an order is locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rule import Change, Index, Rule, RuleViolationError, no_op

_TERMS = "Days"
_CURRENCIES = Index("currencies", ("currencyCode",))
_TAX_CODES = Index("taxcodes", ("taxCode",))
_FACTORS = Index("paymenttermsfactors", ("paymentTermsFactorName",))
INDEXES = (_CURRENCIES, _TAX_CODES, _FACTORS)


def default_currency(change: Change) -> Mapping[str, Any]:
    """Set the supplier's currency by default. [REF purchaseorders_createpurchaseorder, member 3]"""
    currency = change.first(_CURRENCIES, _supplier(change).get("currencyCode"))
    return change.defaults(currencyId=currency.get("id"))


def default_tax_code(change: Change) -> Mapping[str, Any]:
    """Set the supplier's tax code by default. [REF purchaseorders_createpurchaseorder, member 6]"""
    tax = change.first(_TAX_CODES, _supplier(change).get("taxCode"))
    return change.defaults(taxCodeId=tax.get("id"))


def default_tax_percentage(change: Change) -> Mapping[str, Any]:
    """Set the rate of the tax code by default. [REF purchaseorders_createpurchaseorder, member 7]"""
    return change.defaults(taxPct=change.related("taxcodes", change.record.get("taxCodeId")).get("taxPct"))


def default_terms(change: Change) -> Mapping[str, Any]:
    """Set the payment terms factor "Days" by default. [REF purchaseorders_createpurchaseorder, member 9]"""
    return change.defaults(paymentTermsFactorId=change.first(_FACTORS, _TERMS).get("id"))


def posted_is_locked(change: Change) -> Mapping[str, Any]:
    """Reject changes of a posted order except its cancellation. [KB purchase-orders-how-to-create-from-purchase-or]"""
    order, cancels = _order(change)
    if order.get("approved") and not cancels:
        raise RuleViolationError("The purchase order is posted and cannot be altered. Cancel it and issue another.")
    return {}


def cancelled_is_locked(change: Change) -> Mapping[str, Any]:
    """Reject every change of a cancelled order. [KB purchase-orders-how-to-create-from-purchase-or]"""
    order, _ = _order(change)
    if order.get("canceled"):
        raise RuleViolationError("The purchase order is cancelled and cannot be altered. Issue another.")
    return {}


def _order(change: Change) -> tuple[Mapping[str, Any], bool]:
    """Return the order that a change is about, as it is stored, and whether the change cancels it."""
    if change.collection == "purchaseorderentries":
        return change.related("purchaseorders", change.record.get("purchaseOrderId")), False
    return change.before or {}, bool(change.record.get("canceled"))


def line_target(change: Change) -> Mapping[str, Any]:
    """Require a job and a task type, or a ledger account. [KB purchase-orders-how-to-create-from-purchase-or]"""
    on_job = not (change.is_blank("jobId") or change.is_blank("taskTypeId"))
    on_ledger = not (change.is_blank("glAccountId") and change.is_blank("glAccountNo"))
    if on_job == on_ledger:
        raise RuleViolationError("A line names either a job and a task type, or a ledger account for overhead.")
    return {}


def _supplier(change: Change) -> Mapping[str, Any]:
    return change.related("suppliers", change.record.get("supplierId"))


RULES: dict[str, Rule] = {
    "purchase-order-default-currency": default_currency,
    "purchase-order-default-date": no_op,
    "purchase-order-default-tax-code": default_tax_code,
    "purchase-order-default-tax-percentage": default_tax_percentage,
    "purchase-order-default-terms": default_terms,
    "purchase-order-line-target": line_target,
    "posted-purchase-order-locked": posted_is_locked,
    "cancelled-purchase-order-locked": cancelled_is_locked,
}
