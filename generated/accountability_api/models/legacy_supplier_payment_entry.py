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
class LegacySupplierPaymentEntry(Model):
    """A line of a payment to a supplier: it pays an invoice, or is on its own."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AmtInclTax", "ClientID", "Description", "EmployeeID", "FXGainLoss", "GLAccountID", "IDKey",
        "InvoiceFXRate", "JobID", "MarkUp", "NonInvoiceAmount", "Notes", "OnAccountPaymentEntryID",
        "OverrideMarkUp", "OverrideTax", "Rate", "Reference", "SupplierID", "SupplierInvoiceAmountPaid",
        "SupplierInvoiceID", "SupplierPaymentID", "TaskTypeID", "Tax", "Units",
    )  # fmt: skip

    amt_incl_tax: Decimal | None = None
    """Amount of the line, tax included."""
    client_id: int | None = None
    """The client that the line is charged to."""
    description: str | None = None
    """What the line pays, in words."""
    employee_id: int | None = None
    """The employee that the line concerns."""
    fx_gain_loss: Decimal | None = None
    """Gain (or loss) that the exchange rate made between invoice and payment."""
    gl_account_id: int | None = None
    """Key of the general ledger account that the line is booked on."""
    id_key: int
    """Key of the line."""
    invoice_fx_rate: Decimal | None = None
    """Exchange rate of the invoice that is paid."""
    job_id: int | None = None
    """The job that the line is charged to."""
    mark_up: Decimal | None = None
    """What is added to the cost when it is billed; whether an amount or percent is not published."""
    non_invoice_amount: Decimal | None = None
    """Amount that pays no invoice."""
    notes: str | None = None
    """Free text."""
    on_account_payment_entry_id: int | None = None
    """Key of the earlier line, paid on account, that this one uses up."""
    override_mark_up: bool | None = None
    """Whether the mark-up was set by hand."""
    override_tax: bool | None = None
    """Whether the tax was set by hand."""
    rate: Decimal | None = None
    """Price of one unit."""
    reference: str | None = None
    """Reference of the line, such as the supplier's own number."""
    supplier_id: int | None = None
    """The supplier that the line pays."""
    supplier_invoice_amount_paid: Decimal | None = None
    """How much of the supplier's invoice the line pays."""
    supplier_invoice_id: int | None = None
    """The supplier's invoice that the line pays."""
    supplier_payment_id: int | None = None
    """The payment that the line belongs to."""
    task_type_id: int | None = None
    """The kind of work that the line is charged to."""
    tax: Decimal | None = None
    """Amount of tax."""
    units: Decimal | None = None
    """How many units."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AmtInclTax", None)
        model.amt_incl_tax = v if type(v) is Decimal else number_or_null(v, "AmtInclTax", state)
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        v = take("Description", None)
        model.description = v if type(v) is str else string_or_null(v, "Description", state)
        model.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", state)
        v = take("FXGainLoss", None)
        model.fx_gain_loss = v if type(v) is Decimal else number_or_null(v, "FXGainLoss", state)
        v = take("GLAccountID", None)
        model.gl_account_id = v if type(v) is int else integer_or_null(v, "GLAccountID", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("InvoiceFXRate", None)
        model.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "InvoiceFXRate", state)
        model.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", state)
        model.mark_up = v if type(v := take("MarkUp", None)) is Decimal else number_or_null(v, "MarkUp", state)
        v = take("NonInvoiceAmount", None)
        model.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "NonInvoiceAmount", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        v = take("OnAccountPaymentEntryID", None)
        model.on_account_payment_entry_id = (
            v if type(v) is int else integer_or_null(v, "OnAccountPaymentEntryID", state)
        )
        v = take("OverrideMarkUp", None)
        model.override_mark_up = v if type(v) is bool else boolean_or_null(v, "OverrideMarkUp", state)
        v = take("OverrideTax", None)
        model.override_tax = v if type(v) is bool else boolean_or_null(v, "OverrideTax", state)
        model.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", state)
        model.reference = v if type(v := take("Reference", None)) is str else string_or_null(v, "Reference", state)
        model.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", state)
        v = take("SupplierInvoiceAmountPaid", None)
        model.supplier_invoice_amount_paid = (
            v if type(v) is Decimal else number_or_null(v, "SupplierInvoiceAmountPaid", state)
        )
        v = take("SupplierInvoiceID", None)
        model.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "SupplierInvoiceID", state)
        v = take("SupplierPaymentID", None)
        model.supplier_payment_id = v if type(v) is int else integer_or_null(v, "SupplierPaymentID", state)
        v = take("TaskTypeID", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "TaskTypeID", state)
        model.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", state)
        model.units = v if type(v := take("Units", None)) is Decimal else number_or_null(v, "Units", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AmtInclTax": self.amt_incl_tax, "ClientID": self.client_id, "Description": self.description,
            "EmployeeID": self.employee_id, "FXGainLoss": self.fx_gain_loss, "GLAccountID": self.gl_account_id,
            "IDKey": self.id_key, "InvoiceFXRate": self.invoice_fx_rate, "JobID": self.job_id,
            "MarkUp": self.mark_up, "NonInvoiceAmount": self.non_invoice_amount, "Notes": self.notes,
            "OnAccountPaymentEntryID": self.on_account_payment_entry_id, "OverrideMarkUp": self.override_mark_up,
            "OverrideTax": self.override_tax, "Rate": self.rate, "Reference": self.reference,
            "SupplierID": self.supplier_id, "SupplierInvoiceAmountPaid": self.supplier_invoice_amount_paid,
            "SupplierInvoiceID": self.supplier_invoice_id, "SupplierPaymentID": self.supplier_payment_id,
            "TaskTypeID": self.task_type_id, "Tax": self.tax, "Units": self.units,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
