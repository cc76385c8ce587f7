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
class LegacySupplierPaymentEntry(Model):
    """A line of a payment to a supplier: it pays an invoice, or stands for itself."""

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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.amt_incl_tax = v if type(v := take("AmtInclTax", None)) is Decimal else number_or_null(v, "AmtInclTax", at)
        made.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", at)
        made.description = v if type(v := take("Description", None)) is str else text_or_null(v, "Description", at)
        made.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", at)
        made.fx_gain_loss = v if type(v := take("FXGainLoss", None)) is Decimal else number_or_null(v, "FXGainLoss", at)
        made.gl_account_id = v if type(v := take("GLAccountID", None)) is int else integer_or_null(v, "GLAccountID", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("InvoiceFXRate", None)
        made.invoice_fx_rate = v if type(v) is Decimal else number_or_null(v, "InvoiceFXRate", at)
        made.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", at)
        made.mark_up = v if type(v := take("MarkUp", None)) is Decimal else number_or_null(v, "MarkUp", at)
        v = take("NonInvoiceAmount", None)
        made.non_invoice_amount = v if type(v) is Decimal else number_or_null(v, "NonInvoiceAmount", at)
        made.notes = v if type(v := take("Notes", None)) is str else text_or_null(v, "Notes", at)
        v = take("OnAccountPaymentEntryID", None)
        made.on_account_payment_entry_id = v if type(v) is int else integer_or_null(v, "OnAccountPaymentEntryID", at)
        v = take("OverrideMarkUp", None)
        made.override_mark_up = v if type(v) is bool else flag_or_null(v, "OverrideMarkUp", at)
        made.override_tax = v if type(v := take("OverrideTax", None)) is bool else flag_or_null(v, "OverrideTax", at)
        made.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", at)
        made.reference = v if type(v := take("Reference", None)) is str else text_or_null(v, "Reference", at)
        made.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", at)
        v = take("SupplierInvoiceAmountPaid", None)
        made.supplier_invoice_amount_paid = (
            v if type(v) is Decimal else number_or_null(v, "SupplierInvoiceAmountPaid", at)
        )
        v = take("SupplierInvoiceID", None)
        made.supplier_invoice_id = v if type(v) is int else integer_or_null(v, "SupplierInvoiceID", at)
        v = take("SupplierPaymentID", None)
        made.supplier_payment_id = v if type(v) is int else integer_or_null(v, "SupplierPaymentID", at)
        made.task_type_id = v if type(v := take("TaskTypeID", None)) is int else integer_or_null(v, "TaskTypeID", at)
        made.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", at)
        made.units = v if type(v := take("Units", None)) is Decimal else number_or_null(v, "Units", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
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
        return told(members, self.additional_properties)
