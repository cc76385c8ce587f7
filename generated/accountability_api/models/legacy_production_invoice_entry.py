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
class LegacyProductionInvoiceEntry(Model):
    """A line of an invoice for a job."""

    _wire: ClassVar[tuple[str, ...]] = (
        "ChargeTypeID", "Description", "EmployeeID", "EntryCurrencyID", "EntryFXRate", "EstimateEntryID", "IDKey",
        "InternalChargeTypeID", "Markup", "Notes", "OverrideMarkUp", "ProductionInvoiceID", "Rate", "ServiceFee",
        "ServiceFeeApplies", "SortOrder", "SubTotal", "SubTotal2", "SupplierID", "TaskTypeHeadingID", "TaskTypeID",
        "Tax", "TaxStatusID", "Units",
    )  # fmt: skip

    charge_type_id: int | None = None
    """Key of the charge type: time, internal or supplier."""
    description: str | None = None
    """What is billed, in words."""
    employee_id: int | None = None
    """The employee whose time is billed."""
    entry_currency_id: int | None = None
    """Key of the currency the cost arose in."""
    entry_fx_rate: Decimal | None = None
    """Exchange rate between that currency and the invoice's; which way round is not published."""
    estimate_entry_id: int | None = None
    """The estimate's line that is billed."""
    id_key: int
    """Key of the line."""
    internal_charge_type_id: int | None = None
    """Key of the internal charge's type."""
    markup: Decimal | None = None
    """Mark-up that is added to the line; whether an amount or percent is not published."""
    notes: str | None = None
    """Free text."""
    override_mark_up: bool | None = None
    """Whether the mark-up was set by hand."""
    production_invoice_id: int | None = None
    """The invoice that the line belongs to."""
    rate: Decimal | None = None
    """Price of one unit."""
    service_fee: Decimal | None = None
    """Amount of the service fee on the line."""
    service_fee_applies: bool | None = None
    """Whether the service fee is charged on the line."""
    sort_order: Decimal | None = None
    """Where the line stands among the others; lines are shown in ascending order."""
    sub_total: Decimal | None = None
    """Amount of the line before service fee and tax; whether the mark-up is in it is not published."""
    sub_total_2: Decimal | None = None
    """Second sub-total; which charges it takes in is not published."""
    supplier_id: int | None = None
    """The supplier whose cost is billed."""
    task_type_heading_id: int | None = None
    """Key of the heading that the line is printed under."""
    task_type_id: int | None = None
    """The kind of work that is billed."""
    tax: Decimal | None = None
    """Amount of tax on the line."""
    tax_status_id: int | None = None
    """Key of the line's tax status."""
    units: Decimal | None = None
    """How many units."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        v = take("ChargeTypeID", None)
        made.charge_type_id = v if type(v) is int else integer_or_null(v, "ChargeTypeID", at)
        made.description = v if type(v := take("Description", None)) is str else text_or_null(v, "Description", at)
        made.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", at)
        v = take("EntryCurrencyID", None)
        made.entry_currency_id = v if type(v) is int else integer_or_null(v, "EntryCurrencyID", at)
        v = take("EntryFXRate", None)
        made.entry_fx_rate = v if type(v) is Decimal else number_or_null(v, "EntryFXRate", at)
        v = take("EstimateEntryID", None)
        made.estimate_entry_id = v if type(v) is int else integer_or_null(v, "EstimateEntryID", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("InternalChargeTypeID", None)
        made.internal_charge_type_id = v if type(v) is int else integer_or_null(v, "InternalChargeTypeID", at)
        made.markup = v if type(v := take("Markup", None)) is Decimal else number_or_null(v, "Markup", at)
        made.notes = v if type(v := take("Notes", None)) is str else text_or_null(v, "Notes", at)
        v = take("OverrideMarkUp", None)
        made.override_mark_up = v if type(v) is bool else flag_or_null(v, "OverrideMarkUp", at)
        v = take("ProductionInvoiceID", None)
        made.production_invoice_id = v if type(v) is int else integer_or_null(v, "ProductionInvoiceID", at)
        made.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", at)
        made.service_fee = v if type(v := take("ServiceFee", None)) is Decimal else number_or_null(v, "ServiceFee", at)
        v = take("ServiceFeeApplies", None)
        made.service_fee_applies = v if type(v) is bool else flag_or_null(v, "ServiceFeeApplies", at)
        made.sort_order = v if type(v := take("SortOrder", None)) is Decimal else number_or_null(v, "SortOrder", at)
        made.sub_total = v if type(v := take("SubTotal", None)) is Decimal else number_or_null(v, "SubTotal", at)
        made.sub_total_2 = v if type(v := take("SubTotal2", None)) is Decimal else number_or_null(v, "SubTotal2", at)
        made.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", at)
        v = take("TaskTypeHeadingID", None)
        made.task_type_heading_id = v if type(v) is int else integer_or_null(v, "TaskTypeHeadingID", at)
        made.task_type_id = v if type(v := take("TaskTypeID", None)) is int else integer_or_null(v, "TaskTypeID", at)
        made.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", at)
        made.tax_status_id = v if type(v := take("TaxStatusID", None)) is int else integer_or_null(v, "TaxStatusID", at)
        made.units = v if type(v := take("Units", None)) is Decimal else number_or_null(v, "Units", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "ChargeTypeID": self.charge_type_id, "Description": self.description, "EmployeeID": self.employee_id,
            "EntryCurrencyID": self.entry_currency_id, "EntryFXRate": self.entry_fx_rate,
            "EstimateEntryID": self.estimate_entry_id, "IDKey": self.id_key,
            "InternalChargeTypeID": self.internal_charge_type_id, "Markup": self.markup, "Notes": self.notes,
            "OverrideMarkUp": self.override_mark_up, "ProductionInvoiceID": self.production_invoice_id,
            "Rate": self.rate, "ServiceFee": self.service_fee, "ServiceFeeApplies": self.service_fee_applies,
            "SortOrder": self.sort_order, "SubTotal": self.sub_total, "SubTotal2": self.sub_total_2,
            "SupplierID": self.supplier_id, "TaskTypeHeadingID": self.task_type_heading_id,
            "TaskTypeID": self.task_type_id, "Tax": self.tax, "TaxStatusID": self.tax_status_id,
            "Units": self.units,
        }  # fmt: skip
        return told(members, self.additional_properties)
