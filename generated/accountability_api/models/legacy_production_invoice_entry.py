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
    """The position of the line among the others; lines are shown in ascending order."""
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("ChargeTypeID", None)
        model.charge_type_id = v if type(v) is int else integer_or_null(v, "ChargeTypeID", state)
        v = take("Description", None)
        model.description = v if type(v) is str else string_or_null(v, "Description", state)
        model.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", state)
        v = take("EntryCurrencyID", None)
        model.entry_currency_id = v if type(v) is int else integer_or_null(v, "EntryCurrencyID", state)
        v = take("EntryFXRate", None)
        model.entry_fx_rate = v if type(v) is Decimal else number_or_null(v, "EntryFXRate", state)
        v = take("EstimateEntryID", None)
        model.estimate_entry_id = v if type(v) is int else integer_or_null(v, "EstimateEntryID", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("InternalChargeTypeID", None)
        model.internal_charge_type_id = v if type(v) is int else integer_or_null(v, "InternalChargeTypeID", state)
        model.markup = v if type(v := take("Markup", None)) is Decimal else number_or_null(v, "Markup", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        v = take("OverrideMarkUp", None)
        model.override_mark_up = v if type(v) is bool else boolean_or_null(v, "OverrideMarkUp", state)
        v = take("ProductionInvoiceID", None)
        model.production_invoice_id = v if type(v) is int else integer_or_null(v, "ProductionInvoiceID", state)
        model.rate = v if type(v := take("Rate", None)) is Decimal else number_or_null(v, "Rate", state)
        v = take("ServiceFee", None)
        model.service_fee = v if type(v) is Decimal else number_or_null(v, "ServiceFee", state)
        v = take("ServiceFeeApplies", None)
        model.service_fee_applies = v if type(v) is bool else boolean_or_null(v, "ServiceFeeApplies", state)
        model.sort_order = v if type(v := take("SortOrder", None)) is Decimal else number_or_null(v, "SortOrder", state)
        model.sub_total = v if type(v := take("SubTotal", None)) is Decimal else number_or_null(v, "SubTotal", state)
        v = take("SubTotal2", None)
        model.sub_total_2 = v if type(v) is Decimal else number_or_null(v, "SubTotal2", state)
        model.supplier_id = v if type(v := take("SupplierID", None)) is int else integer_or_null(v, "SupplierID", state)
        v = take("TaskTypeHeadingID", None)
        model.task_type_heading_id = v if type(v) is int else integer_or_null(v, "TaskTypeHeadingID", state)
        v = take("TaskTypeID", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "TaskTypeID", state)
        model.tax = v if type(v := take("Tax", None)) is Decimal else number_or_null(v, "Tax", state)
        v = take("TaxStatusID", None)
        model.tax_status_id = v if type(v) is int else integer_or_null(v, "TaxStatusID", state)
        model.units = v if type(v := take("Units", None)) is Decimal else number_or_null(v, "Units", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
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
        return dump(properties, self.additional_properties, omit_none)
