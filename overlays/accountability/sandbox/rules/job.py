"""Rules of jobs: their numbers, and what a new one takes from its client and its product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Broken, Rule, Search, by_contract

_DIGITS = 4
_NUMBERS = Search("jobs", ("jobNo",))
_FOR_ESTIMATES = Search("clientcontacts", ("clientId", "estimateDefault"))
_FOR_INVOICES = Search("clientcontacts", ("clientId", "invoiceDefault"))
SEARCHES = (_NUMBERS, _FOR_ESTIMATES, _FOR_INVOICES)


def number(act: Act) -> Mapping[str, Any]:
    """The client's code and the next of its own sequence of 4 digits. [AAH 134; KB master-files-clients]"""
    code = act.other("clients", act.record.get("clientId")).get("clientCode")
    if not code or not act.lacks("jobNo"):
        return {}
    taken = act.store.descending(_NUMBERS, within=(code + "0" * _DIGITS, code + "9" * _DIGITS))
    numbers = (each.removeprefix(code) for each in taken)
    last = next((int(each) for each in numbers if len(each) == _DIGITS and each.isdecimal() and each.isascii()), 0)
    if last + 1 >= 10**_DIGITS:
        raise Broken(f"The {_DIGITS} digits of {code}'s job numbers are used up.", "jobNo")
    return {"jobNo": f"{code}{last + 1:0{_DIGITS}}"}


def defaults_of_client(act: Act) -> Mapping[str, Any]:
    """Service fee and mark-up of the client. [KB how-to-create-a-job]"""
    client = act.other("clients", act.record.get("clientId"))
    members = ("pctServiceFeeProduction", "pctSupplierInvoiceMarkUp")
    return act.filled(**{name: client.get(name) for name in members})


def defaults_of_product(act: Act) -> Mapping[str, Any]:
    """Client manager and service fee of the product. [KB products]"""
    product = act.other("products", act.record.get("productId"))
    return act.filled(**{name: product.get(name) for name in ("clientManagerId", "pctServiceFeeProduction")})


def contacts_of_client(act: Act) -> Mapping[str, Any]:
    """The client's default contacts for estimates and invoices. [AAH 260, 267]"""
    client = act.record.get("clientId")
    estimate, invoice = act.first(_FOR_ESTIMATES, client, True), act.first(_FOR_INVOICES, client, True)
    names = {"estimateContactName": estimate, "invoiceContactName": invoice}
    return act.filled(**{name: contact.get("contactName") for name, contact in names.items()})


def contacts_stay(act: Act) -> Mapping[str, Any]:
    """A contact's change reaches no job that is there: jobs hold the contacts' names themselves. [AAH 260, 267]"""
    return {}


RULES: dict[str, Rule] = {
    "job-number": number,
    "job-opened-today": by_contract,
    "job-defaults-of-product": defaults_of_product,  # before those of the client, which it comes before
    "job-defaults-of-client": defaults_of_client,
    "job-contacts-of-client": contacts_of_client,
    "job-contacts-stay": contacts_stay,
}
