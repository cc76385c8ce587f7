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
class ProductionInvoiceEntry(Model):
    """A line of an invoice for a job.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "productionInvoiceId", "estimateEntryId", "taskTypeId", "taskTypeHeadingId", "chargeTypeId",
        "internalChargeTypeId", "description", "employeeId", "supplierId", "units", "rate", "entryCurrencyId",
        "entryFxRate", "markup", "overrideMarkUp", "serviceFeeApplies", "serviceFee", "subTotal", "subTotal2",
        "taxStatusId", "tax", "sortOrder", "notes",
    )  # fmt: skip

    id: int
    """Unique key of the entry, given by the server."""
    production_invoice_id: int | None = None
    """The invoice that the line belongs to."""
    estimate_entry_id: int | None = None
    """The estimate's line that is billed."""
    task_type_id: int | None = None
    """The kind of work that is billed."""
    task_type_heading_id: int | None = None
    """Key of the heading that the line is printed under."""
    charge_type_id: int | None = None
    """Key of the charge type: time, internal or supplier."""
    internal_charge_type_id: int | None = None
    """Key of the internal charge's type."""
    description: str | None = None
    """What is billed, in words."""
    employee_id: int | None = None
    """The employee whose time is billed."""
    supplier_id: int | None = None
    """The supplier whose cost is billed."""
    units: Decimal | None = None
    """How many units."""
    rate: Decimal | None = None
    """Price of one unit."""
    entry_currency_id: int | None = None
    """Key of the currency the cost arose in."""
    entry_fx_rate: Decimal | None = None
    """Exchange rate between that currency and the invoice's; which way round is not published."""
    markup: Decimal | None = None
    """Mark-up on a supplier's cost, in percent."""
    override_mark_up: bool | None = None
    """Whether the mark-up was set by hand."""
    service_fee_applies: bool | None = None
    """Whether the service fee is charged on the line."""
    service_fee: Decimal | None = None
    """Amount of the service fee on the line."""
    sub_total: Decimal | None = None
    """Amount of the line before service fee and tax; whether the mark-up is in it is not published."""
    sub_total_2: Decimal | None = None
    """Second sub-total; which charges it takes in is not published."""
    tax_status_id: int | None = None
    """Key of the line's tax status."""
    tax: Decimal | None = None
    """Amount of tax on the line."""
    sort_order: Decimal | None = None
    """The position of the line among the others; lines are shown in ascending order."""
    notes: str | None = None
    """Free text."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("productionInvoiceId", UNSET)
        model.production_invoice_id = v if type(v) is int else integer(v, "productionInvoiceId", state)
        v = take("estimateEntryId", None)
        model.estimate_entry_id = v if type(v) is int else integer_or_null(v, "estimateEntryId", state)
        v = take("taskTypeId", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "taskTypeId", state)
        v = take("taskTypeHeadingId", None)
        model.task_type_heading_id = v if type(v) is int else integer_or_null(v, "taskTypeHeadingId", state)
        v = take("chargeTypeId", None)
        model.charge_type_id = v if type(v) is int else integer_or_null(v, "chargeTypeId", state)
        v = take("internalChargeTypeId", None)
        model.internal_charge_type_id = v if type(v) is int else integer_or_null(v, "internalChargeTypeId", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", state)
        model.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", state)
        model.units = v if type(v := take("units", None)) is Decimal else number_or_null(v, "units", state)
        model.rate = v if type(v := take("rate", None)) is Decimal else number_or_null(v, "rate", state)
        v = take("entryCurrencyId", None)
        model.entry_currency_id = v if type(v) is int else integer_or_null(v, "entryCurrencyId", state)
        v = take("entryFxRate", None)
        model.entry_fx_rate = v if type(v) is Decimal else number_or_null(v, "entryFxRate", state)
        model.markup = v if type(v := take("markup", None)) is Decimal else number_or_null(v, "markup", state)
        v = take("overrideMarkUp", None)
        model.override_mark_up = v if type(v) is bool else boolean_or_null(v, "overrideMarkUp", state)
        v = take("serviceFeeApplies", None)
        model.service_fee_applies = v if type(v) is bool else boolean_or_null(v, "serviceFeeApplies", state)
        v = take("serviceFee", None)
        model.service_fee = v if type(v) is Decimal else number_or_null(v, "serviceFee", state)
        model.sub_total = v if type(v := take("subTotal", None)) is Decimal else number_or_null(v, "subTotal", state)
        v = take("subTotal2", None)
        model.sub_total_2 = v if type(v) is Decimal else number_or_null(v, "subTotal2", state)
        v = take("taxStatusId", None)
        model.tax_status_id = v if type(v) is int else integer_or_null(v, "taxStatusId", state)
        model.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", state)
        model.sort_order = v if type(v := take("sortOrder", None)) is Decimal else number_or_null(v, "sortOrder", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "productionInvoiceId": self.production_invoice_id,
            "estimateEntryId": self.estimate_entry_id, "taskTypeId": self.task_type_id,
            "taskTypeHeadingId": self.task_type_heading_id, "chargeTypeId": self.charge_type_id,
            "internalChargeTypeId": self.internal_charge_type_id, "description": self.description,
            "employeeId": self.employee_id, "supplierId": self.supplier_id, "units": self.units, "rate": self.rate,
            "entryCurrencyId": self.entry_currency_id, "entryFxRate": self.entry_fx_rate, "markup": self.markup,
            "overrideMarkUp": self.override_mark_up, "serviceFeeApplies": self.service_fee_applies,
            "serviceFee": self.service_fee, "subTotal": self.sub_total, "subTotal2": self.sub_total_2,
            "taxStatusId": self.tax_status_id, "tax": self.tax, "sortOrder": self.sort_order, "notes": self.notes,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
