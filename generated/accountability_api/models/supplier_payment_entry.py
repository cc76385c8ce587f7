from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    flag_or_null,
    integer,
    integer_or_null,
    left,
    must,
    number_or_null,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class SupplierPaymentEntry(Model):
    """A line of a payment to a supplier: it pays an invoice, or stands for itself.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "supplierPaymentId", "supplierId", "description", "reference", "supplierInvoiceId",
        "supplierInvoiceAmountPaid", "invoiceFxRate", "fxGainLoss", "onAccountPaymentEntryId", "nonInvoiceAmount",
        "jobId", "taskTypeId", "clientId", "employeeId", "glAccountId", "units", "rate", "markUp", "overrideMarkUp",
        "tax", "overrideTax", "amtInclTax", "notes",
    )  # fmt: skip

    id: int
    """Unique key of the entry, given by the server."""
    supplier_payment_id: int | None = None
    """The payment that the line belongs to."""
    supplier_id: int | None = None
    """The supplier that the line pays."""
    description: str | None = None
    """What the line pays, in words."""
    reference: str | None = None
    """Reference of the line, such as the supplier's own number."""
    supplier_invoice_id: int | None = None
    """The supplier's invoice that the line pays."""
    supplier_invoice_amount_paid: Decimal | None = None
    """How much of the supplier's invoice the line pays."""
    invoice_fx_rate: Decimal | None = None
    """Exchange rate of the invoice that is paid."""
    fx_gain_loss: Decimal | None = None
    """Gain (or loss) that the exchange rate made between invoice and payment."""
    on_account_payment_entry_id: int | None = None
    """Key of the earlier line, paid on account, that this one uses up."""
    non_invoice_amount: Decimal | None = None
    """Amount that pays no invoice."""
    job_id: int | None = None
    """The job that the line is charged to."""
    task_type_id: int | None = None
    """The kind of work that the line is charged to."""
    client_id: int | None = None
    """The client that the line is charged to."""
    employee_id: int | None = None
    """The employee that the line concerns."""
    gl_account_id: int | None = None
    """Key of the general ledger account that the line is booked on."""
    units: Decimal | None = None
    """How many units."""
    rate: Decimal | None = None
    """Price of one unit."""
    mark_up: Decimal | None = None
    """Mark-up for the client, in percent."""
    override_mark_up: bool | None = None
    """Whether the mark-up was set by hand."""
    tax: Decimal | None = None
    """Amount of tax."""
    override_tax: bool | None = None
    """Whether the tax was set by hand."""
    amt_incl_tax: Decimal | None = None
    """Amount of the line, tax included."""
    notes: str | None = None
    """Free text."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("supplierPaymentId", UNSET)
        made.supplier_payment_id = v if type(v) is int else integer(v, "supplierPaymentId", at)
        made.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", at)
        made.description = v if type(v := take("description", None)) is str else text_or_null(v, "description", at)
        made.reference = v if type(v := take("reference", None)) is str else text_or_null(v, "reference", at)
        v = take("supplierInvoiceId", None)
        made.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "supplierInvoiceId", at)
        v = take("supplierInvoiceAmountPaid", None)
        made.supplier_invoice_amount_paid = (
            v if type(v) is Decimal else number_or_null(v, "supplierInvoiceAmountPaid", at)
        )
        v = take("invoiceFxRate", None)
        made.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "invoiceFxRate", at)
        made.fx_gain_loss = v if type(v := take("fxGainLoss", None)) is Decimal else number_or_null(v, "fxGainLoss", at)
        v = take("onAccountPaymentEntryId", None)
        made.on_account_payment_entry_id = v if type(v) is int else integer_or_null(v, "onAccountPaymentEntryId", at)
        v = take("nonInvoiceAmount", None)
        made.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "nonInvoiceAmount", at)
        made.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", at)
        made.task_type_id = v if type(v := take("taskTypeId", None)) is int else integer_or_null(v, "taskTypeId", at)
        made.client_id = v if type(v := take("clientId", None)) is int else integer_or_null(v, "clientId", at)
        made.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", at)
        made.gl_account_id = v if type(v := take("glAccountId", None)) is int else integer_or_null(v, "glAccountId", at)
        made.units = v if type(v := take("units", None)) is Decimal else number_or_null(v, "units", at)
        made.rate = v if type(v := take("rate", None)) is Decimal else number_or_null(v, "rate", at)
        made.mark_up = v if type(v := take("markUp", None)) is Decimal else number_or_null(v, "markUp", at)
        v = take("overrideMarkUp", None)
        made.override_mark_up = v if type(v) is bool else flag_or_null(v, "overrideMarkUp", at)
        made.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", at)
        made.override_tax = v if type(v := take("overrideTax", None)) is bool else flag_or_null(v, "overrideTax", at)
        made.amt_incl_tax = v if type(v := take("amtInclTax", None)) is Decimal else number_or_null(v, "amtInclTax", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "supplierPaymentId": self.supplier_payment_id, "supplierId": self.supplier_id,
            "description": self.description, "reference": self.reference,
            "supplierInvoiceId": self.supplier_invoice_id,
            "supplierInvoiceAmountPaid": self.supplier_invoice_amount_paid, "invoiceFxRate": self.invoice_fx_rate,
            "fxGainLoss": self.fx_gain_loss, "onAccountPaymentEntryId": self.on_account_payment_entry_id,
            "nonInvoiceAmount": self.non_invoice_amount, "jobId": self.job_id, "taskTypeId": self.task_type_id,
            "clientId": self.client_id, "employeeId": self.employee_id, "glAccountId": self.gl_account_id,
            "units": self.units, "rate": self.rate, "markUp": self.mark_up, "overrideMarkUp": self.override_mark_up,
            "tax": self.tax, "overrideTax": self.override_tax, "amtInclTax": self.amt_incl_tax, "notes": self.notes,
        }  # fmt: skip
        return told(members, self.additional_properties)
