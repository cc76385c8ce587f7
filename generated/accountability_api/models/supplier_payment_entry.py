from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class SupplierPaymentEntry(Model):
    """A line of a payment to a supplier: it pays an invoice, or is on its own.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("supplierPaymentId", UNSET)
        model.supplier_payment_id = v if type(v) is int else integer(v, "supplierPaymentId", state)
        model.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.reference = v if type(v := take("reference", None)) is str else string_or_null(v, "reference", state)
        v = take("supplierInvoiceId", None)
        model.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "supplierInvoiceId", state)
        v = take("supplierInvoiceAmountPaid", None)
        model.supplier_invoice_amount_paid = (
            v if type(v) is Decimal else number_or_null(v, "supplierInvoiceAmountPaid", state)
        )
        v = take("invoiceFxRate", None)
        model.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "invoiceFxRate", state)
        v = take("fxGainLoss", None)
        model.fx_gain_loss = v if type(v) is Decimal else number_or_null(v, "fxGainLoss", state)
        v = take("onAccountPaymentEntryId", None)
        model.on_account_payment_entry_id = (
            v if type(v) is int else integer_or_null(v, "onAccountPaymentEntryId", state)
        )
        v = take("nonInvoiceAmount", None)
        model.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "nonInvoiceAmount", state)
        model.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", state)
        v = take("taskTypeId", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "taskTypeId", state)
        model.client_id = v if type(v := take("clientId", None)) is int else integer_or_null(v, "clientId", state)
        model.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", state)
        v = take("glAccountId", None)
        model.gl_account_id = v if type(v) is int else integer_or_null(v, "glAccountId", state)
        model.units = v if type(v := take("units", None)) is Decimal else number_or_null(v, "units", state)
        model.rate = v if type(v := take("rate", None)) is Decimal else number_or_null(v, "rate", state)
        model.mark_up = v if type(v := take("markUp", None)) is Decimal else number_or_null(v, "markUp", state)
        v = take("overrideMarkUp", None)
        model.override_mark_up = v if type(v) is bool else boolean_or_null(v, "overrideMarkUp", state)
        model.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", state)
        v = take("overrideTax", None)
        model.override_tax = v if type(v) is bool else boolean_or_null(v, "overrideTax", state)
        v = take("amtInclTax", None)
        model.amt_incl_tax = v if type(v) is Decimal else number_or_null(v, "amtInclTax", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
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
        return dump(properties, self.additional_properties, omit_none)
