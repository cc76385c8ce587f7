"""Rules of purchase orders: the published defaults, what a line names, and that a posted one stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Broken, Rule, Search, by_contract

_TERMS = "Days"
_CURRENCIES = Search("currencies", ("currencyCode",))
_TAX_CODES = Search("taxcodes", ("taxCode",))
_FACTORS = Search("paymenttermsfactors", ("paymentTermsFactorName",))
SEARCHES = (_CURRENCIES, _TAX_CODES, _FACTORS)


def default_currency(act: Act) -> Mapping[str, Any]:
    """The supplier's currency. [REF purchaseorders_createpurchaseorder, member 3]"""
    currency = act.first(_CURRENCIES, _supplier(act).get("currencyCode"))
    return act.filled(currencyId=currency.get("id"))


def default_tax_code(act: Act) -> Mapping[str, Any]:
    """The supplier's tax code. [REF purchaseorders_createpurchaseorder, member 6]"""
    tax = act.first(_TAX_CODES, _supplier(act).get("taxCode"))
    return act.filled(taxCodeId=tax.get("id"))


def default_tax_percentage(act: Act) -> Mapping[str, Any]:
    """The rate of the tax code, given or default. [REF purchaseorders_createpurchaseorder, member 7]"""
    return act.filled(taxPct=act.other("taxcodes", act.record.get("taxCodeId")).get("taxPct"))


def default_terms(act: Act) -> Mapping[str, Any]:
    """The payment terms factor "Days". [REF purchaseorders_createpurchaseorder, member 9]"""
    terms = act.first(_FACTORS, _TERMS)
    return act.filled(paymentTermsFactorId=terms.get("id"))


def posted_is_locked(act: Act) -> Mapping[str, Any]:
    """A posted one is not altered, but cancelled. [KB purchase-orders-how-to-create-from-purchase-or]"""
    line = act.collection == "purchaseorderentries"
    order = act.other("purchaseorders", act.record.get("purchaseOrderId")) if line else act.before or {}
    cancelled = not line and act.record.get("canceled")
    if order.get("approved") and not cancelled:
        raise Broken("The purchase order is posted and not altered any more; cancel it, and issue another.")
    return {}


def line_target(act: Act) -> Mapping[str, Any]:
    """A line names a job and a task type, or a ledger account. [KB purchase-orders-how-to-create-from-purchase-or]"""
    on_job = not (act.lacks("jobId") or act.lacks("taskTypeId"))
    on_ledger = not (act.lacks("glAccountId") and act.lacks("glAccountNo"))
    if on_job == on_ledger:
        raise Broken("A line names a job and a task type, or else a ledger account for overhead.")
    return {}


def _supplier(act: Act) -> Mapping[str, Any]:
    return act.other("suppliers", act.record.get("supplierId"))


RULES: dict[str, Rule] = {
    "purchase-order-default-currency": default_currency,
    "purchase-order-default-date": by_contract,
    "purchase-order-default-tax-code": default_tax_code,
    "purchase-order-default-tax-percentage": default_tax_percentage,
    "purchase-order-default-terms": default_terms,
    "purchase-order-line-target": line_target,
    "posted-purchase-order-locked": posted_is_locked,
}
