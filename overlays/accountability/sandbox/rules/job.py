"""Rules of jobs: their numbers, and the defaults of their client and product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rule import Change, Index, Rule, RuleViolationError, no_op

_DIGITS = 4
_NUMBERS = Index("jobs", ("jobNo",))
_FOR_ESTIMATES = Index("clientcontacts", ("clientId", "estimateDefault"))
_FOR_INVOICES = Index("clientcontacts", ("clientId", "invoiceDefault"))
INDEXES = (_NUMBERS, _FOR_ESTIMATES, _FOR_INVOICES)


def number(change: Change) -> Mapping[str, Any]:
    """Set the client's code and the next number of its sequence. [AAH 134; KB master-files-clients]"""
    code = change.related("clients", change.record.get("clientId")).get("clientCode")
    if not code or not change.is_blank("jobNo"):
        return {}
    used = change.store.descending(_NUMBERS, between=(code + "0" * _DIGITS, code + "9" * _DIGITS))
    numbers = (each.removeprefix(code) for each in used)
    last = next((int(each) for each in numbers if len(each) == _DIGITS and each.isdecimal() and each.isascii()), 0)
    if last + 1 >= 10**_DIGITS:
        raise RuleViolationError(f"All {_DIGITS}-digit job numbers of {code} are used.", "jobNo")
    return {"jobNo": f"{code}{last + 1:0{_DIGITS}}"}


def defaults_of_client(change: Change) -> Mapping[str, Any]:
    """Set service fee and mark-up of the client by default. [KB how-to-create-a-job]"""
    client = change.related("clients", change.record.get("clientId"))
    names = ("pctServiceFeeProduction", "pctSupplierInvoiceMarkUp")
    return change.defaults(**{name: client.get(name) for name in names})


def defaults_of_product(change: Change) -> Mapping[str, Any]:
    """Set client manager and service fee of the product by default. [KB products]"""
    product = change.related("products", change.record.get("productId"))
    return change.defaults(**{name: product.get(name) for name in ("clientManagerId", "pctServiceFeeProduction")})


def contacts_of_client(change: Change) -> Mapping[str, Any]:
    """Set the client's contacts for estimates and invoices by default. [AAH 260, 267]"""
    client = change.record.get("clientId")
    estimate, invoice = change.first(_FOR_ESTIMATES, client, True), change.first(_FOR_INVOICES, client, True)
    contacts = {"estimateContactName": estimate, "invoiceContactName": invoice}
    return change.defaults(**{name: contact.get("contactName") for name, contact in contacts.items()})


RULES: dict[str, Rule] = {
    "job-number": number,
    "job-opened-today": no_op,
    "job-defaults-of-product": defaults_of_product,  # before those of the client, which it overrides
    "job-defaults-of-client": defaults_of_client,
    "job-contacts-of-client": contacts_of_client,
    "job-contacts-stay": no_op,  # jobs hold the contacts' names, so no change of a contact reaches them
}
