"""The domain rules that the sandbox enforces, by the ids that the contract gives them.

A rule is a function of a change: it returns properties to set, or raises a violation, and knows nothing of HTTP. It
applies to the operations for which the contract names it. A rule without a source is not implemented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from .clock import format_timestamp
from .contract.schema import Key, Schema
from .store.query import Index
from .store.store import Record, Store


class RuleViolationError(Exception):
    """A change violates a rule; `property` is a pointer to the property concerned, if it is about one."""

    def __init__(self, detail: str, property: str = "") -> None:
        super().__init__(detail)
        self.detail, self.property = detail, property


@dataclass(frozen=True, slots=True)
class Context:
    """The time and the calling employee of one request, the same for everything that it sets."""

    now: datetime
    employee_id: Key | None

    def evaluate(self, expression: Any, schema: Schema) -> Any:
        """Return the value of an `x-sets`, `x-on-create` or `x-on-change` expression for a property of this schema.

        It is the expression itself unless that is $now, $today or $caller.
        """
        if expression == "$today" or (expression == "$now" and schema.get("format") == "date"):
            return self.now.date().isoformat()
        if expression == "$now":
            return format_timestamp(self.now)
        return self.employee_id if expression == "$caller" else expression


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is about to be stored, and the stored one (`before`), which is None for a new record.

    In a transition the operation sets the properties, rather than the caller.
    """

    collection: str
    before: Record | None
    record: dict[str, Any]
    store: Store
    context: Context
    is_transition: bool = False

    def is_blank(self, name: str) -> bool:
        """Return whether a property is absent or null."""
        return self.record.get(name) is None

    def find_related(self, collection: str, property: str) -> Record:
        """Return the record that a property names; empty if there is none."""
        key = self.record.get(property)
        record = self.store.get(collection, key) if isinstance(key, int | str) else None
        return record or {}

    def first(self, index: Index, *values: Any) -> Record:
        """Return the first record of an index; empty if there is none, or a value is missing."""
        return self.store.first(index, *values) or {}

    def fill_blanks(self, **properties: Any) -> dict[str, Any]:
        """Return those of the properties that are blank in the record and have a value."""
        return {name: value for name, value in properties.items() if self.is_blank(name) and value is not None}


Rule: TypeAlias = Callable[[Change], Mapping[str, Any]]
"""Returns the properties that follow from a change, or raises `RuleViolationError`."""


def _no_op(change: Change) -> Mapping[str, Any]:
    return {}


END_DATE = "end-date-removes-access"
RULES: dict[str, Rule] = {
    END_DATE: _no_op,  # authentication checks it
    "job-contacts-stay": _no_op,  # jobs hold the contacts' names, so no change of a contact reaches them
    "job-opened-today": _no_op,  # the contract's `x-on-create` sets this date, and that of orders
    "purchase-order-default-date": _no_op,
}
"""The enforced rules by id, in the order in which they apply."""


def _rule(id_: str) -> Callable[[Rule], Rule]:
    def add(function: Rule) -> Rule:
        RULES[id_] = function
        return function

    return add


def has_left(employee: Record, today: str) -> bool:
    """Return whether an employee's end date is before today (yyyy-MM-dd), and thus without access. [KB employees]"""
    end = employee.get("endDate")
    return isinstance(end, str) and end < today


_CONTACTS = Index("clientcontacts", ("clientId", "contactName"))
_CONTACTS_FOR_ESTIMATES = Index("clientcontacts", ("clientId", "estimateDefault"))
_CONTACTS_FOR_INVOICES = Index("clientcontacts", ("clientId", "invoiceDefault"))
_CURRENCIES = Index("currencies", ("currencyCode",))
_ESTIMATE_NUMBERS = Index("estimates", ("jobId", "estimateNumber"))
_FACTORS = Index("paymenttermsfactors", ("paymentTermsFactorName",))
_JOB_NUMBERS = Index("jobs", ("jobNo",))
_TAX_CODES = Index("taxcodes", ("taxCode",))
_UNIQUE_CODES = {
    "clients": Index("clients", ("clientCode",)),
    "suppliers": Index("suppliers", ("supplierCode",)),
    "employees": Index("employees", ("employeeCode",)),
}
INDEXES = (
    *(_CONTACTS, _CONTACTS_FOR_ESTIMATES, _CONTACTS_FOR_INVOICES, _CURRENCIES, _ESTIMATE_NUMBERS, _FACTORS),
    *(_JOB_NUMBERS, _TAX_CODES, *_UNIQUE_CODES.values()),
)
"""The indexes that the rules use."""


@_rule("estimate-number")
def _set_estimate_number(change: Change) -> Mapping[str, Any]:
    """Number the estimates of a job 1, 2 and so on. [KB estimate-overview; AAH 114]"""
    estimate_numbers = change.store.descending(_ESTIMATE_NUMBERS, change.record.get("jobId"))
    last = next((number for number in estimate_numbers if isinstance(number, int)), 0)
    return change.fill_blanks(estimateNumber=last + 1)


@_rule("estimate-contact-of-job")
def _set_estimate_contact(change: Change) -> Mapping[str, Any]:
    """Set the estimate contact of the job by default. [AAH 260, 267]"""
    job = change.find_related("jobs", "jobId")
    contact = change.first(_CONTACTS, job.get("clientId"), job.get("estimateContactName"))
    return change.fill_blanks(contactId=contact.get("id"))


@_rule("job-number")
def _set_job_number(change: Change) -> Mapping[str, Any]:
    """Set the client's code and the next number of its sequence. [AAH 134; KB master-files-clients]"""
    code = change.find_related("clients", "clientId").get("clientCode")
    if not code or not change.is_blank("jobNo"):
        return {}
    job_numbers = change.store.descending(_JOB_NUMBERS, between=(f"{code}0000", f"{code}9999"))
    suffixes = (number.removeprefix(code) for number in job_numbers)
    last = next((int(suffix) for suffix in suffixes if re.fullmatch("[0-9]{4}", suffix)), 0)
    if last == 9999:
        raise RuleViolationError(f"All 4-digit job numbers of {code} are used.", "jobNo")
    return {"jobNo": f"{code}{last + 1:04}"}


@_rule("job-defaults-of-product")  # before those of the client, which it overrides
def _set_product_defaults(change: Change) -> Mapping[str, Any]:
    """Set client manager and service fee of the product by default. [KB products]"""
    product = change.find_related("products", "productId")
    return change.fill_blanks(**{name: product.get(name) for name in ("clientManagerId", "pctServiceFeeProduction")})


@_rule("job-defaults-of-client")
def _set_client_defaults(change: Change) -> Mapping[str, Any]:
    """Set service fee and mark-up of the client by default. [KB how-to-create-a-job]"""
    client = change.find_related("clients", "clientId")
    names = ("pctServiceFeeProduction", "pctSupplierInvoiceMarkUp")
    return change.fill_blanks(**{name: client.get(name) for name in names})


@_rule("job-contacts-of-client")
def _set_job_contacts(change: Change) -> Mapping[str, Any]:
    """Set the client's contacts for estimates and invoices by default. [AAH 260, 267]"""
    client = change.record.get("clientId")
    return change.fill_blanks(
        estimateContactName=change.first(_CONTACTS_FOR_ESTIMATES, client, True).get("contactName"),
        invoiceContactName=change.first(_CONTACTS_FOR_INVOICES, client, True).get("contactName"),
    )


@_rule("duplicate-code-gets-1")
def _make_code_unique(change: Change) -> Mapping[str, Any]:
    """Append "1" to a code that is already used, until it is unique. [KB, on integrations]"""
    index = _UNIQUE_CODES.get(change.collection)
    if index is None or change.before is not None:
        return {}
    (name,) = index.properties
    code = change.record.get(name)
    if not isinstance(code, str):
        return {}
    while change.first(index, code):
        code += "1"
    return {name: code}


@_rule("purchase-order-default-currency")
def _set_currency(change: Change) -> Mapping[str, Any]:
    """Set the supplier's currency by default. [REF purchaseorders_createpurchaseorder, property 3]"""
    code = change.find_related("suppliers", "supplierId").get("currencyCode")
    return change.fill_blanks(currencyId=change.first(_CURRENCIES, code).get("id"))


@_rule("purchase-order-default-tax-code")
def _set_tax_code(change: Change) -> Mapping[str, Any]:
    """Set the supplier's tax code by default. [REF purchaseorders_createpurchaseorder, property 6]"""
    code = change.find_related("suppliers", "supplierId").get("taxCode")
    return change.fill_blanks(taxCodeId=change.first(_TAX_CODES, code).get("id"))


@_rule("purchase-order-default-tax-percentage")
def _set_tax_percentage(change: Change) -> Mapping[str, Any]:
    """Set the rate of the tax code by default. [REF purchaseorders_createpurchaseorder, property 7]"""
    return change.fill_blanks(taxPct=change.find_related("taxcodes", "taxCodeId").get("taxPct"))


@_rule("purchase-order-default-terms")
def _set_terms(change: Change) -> Mapping[str, Any]:
    """Set the payment terms factor "Days" by default. [REF purchaseorders_createpurchaseorder, property 9]"""
    return change.fill_blanks(paymentTermsFactorId=change.first(_FACTORS, "Days").get("id"))


@_rule("purchase-order-line-target")
def _check_line_target(change: Change) -> Mapping[str, Any]:
    """Require a job and a task type, or a ledger account. [KB purchase-orders-how-to-create-from-purchase-or]"""
    on_job = not (change.is_blank("jobId") or change.is_blank("taskTypeId"))
    on_ledger = not (change.is_blank("glAccountId") and change.is_blank("glAccountNo"))
    if on_job == on_ledger:
        raise RuleViolationError("A line names either a job and a task type, or a ledger account for overhead.")
    return {}


@_rule("posted-purchase-order-locked")
def _reject_change_of_posted(change: Change) -> Mapping[str, Any]:
    """Reject changes of a posted order except its cancellation. [KB purchase-orders-how-to-create-from-purchase-or]"""
    cancels = change.collection == "purchaseorders" and change.record.get("canceled")
    if _find_order(change).get("approved") and not cancels:
        raise RuleViolationError("The purchase order is posted and cannot be altered. Cancel it and issue another.")
    return {}


@_rule("cancelled-purchase-order-locked")
def _reject_change_of_cancelled(change: Change) -> Mapping[str, Any]:
    """Reject every change of a cancelled order. [KB purchase-orders-how-to-create-from-purchase-or]"""
    if _find_order(change).get("canceled"):
        raise RuleViolationError("The purchase order is cancelled and cannot be altered. Issue another.")
    return {}


def _find_order(change: Change) -> Mapping[str, Any]:
    is_line = change.collection == "purchaseorderentries"
    return change.find_related("purchaseorders", "purchaseOrderId") if is_line else change.before or {}


@_rule("supplier-needs-types")
def _check_supplier_types(change: Change) -> Mapping[str, Any]:
    """Require a type and a payment type. [KB, on suppliers and integrations]"""
    for name, noun in (("supplierTypeName", "type"), ("defaultSupplierPaymentTypeName", "payment type")):
        if not change.record.get(name):
            raise RuleViolationError(f"A supplier needs a {noun}.", f"/{name}")
    return {}


@_rule("approved-time-entry-locked")
def _reject_change_of_approved(change: Change) -> Mapping[str, Any]:
    """Reject changes of an approved entry. [KB my-time-time-entry, unapprove-a-timesheet]"""
    if not change.is_transition and change.before is not None and change.before.get("dateApproved") is not None:
        raise RuleViolationError("The time entry is approved. Un-approve it before you change it.")
    return {}


@_rule("time-on-active-jobs")
def _check_active_job(change: Change) -> Mapping[str, Any]:
    """Reject time on a job that is not active. [KB my-time-time-entry; AAH 47]"""
    is_moved = change.before is None or change.before.get("jobId") != change.record.get("jobId")
    if is_moved and change.find_related("jobs", "jobId").get("active") is False:
        raise RuleViolationError("The job is not active. Time is entered on active jobs only.", "/jobId")
    return {}


@_rule("time-entry-default-task-type")
def _set_task_type(change: Change) -> Mapping[str, Any]:
    """Set the employee's task type by default. [KB my-time-time-entry]"""
    return change.fill_blanks(taskTypeId=change.find_related("employees", "employeeId").get("defaultTaskTypeId"))
