from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    extra_properties,
    integer,
    integer_or_null,
    number,
    number_or_null,
    require,
    start,
    string_or_null,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class EstimateEntry(Model):
    """A line of an estimate: so many units of a task type at a rate.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "estimateId", "taskTypeId", "description", "employeeId", "supplierId", "units", "rate", "markUp",
        "overrideMarkUp", "serviceFeeApplies", "serviceFee", "subTotal", "tax", "sortOrder", "notes",
    )  # fmt: skip

    id: int
    """Unique key of the estimate entry, given by the server."""
    estimate_id: int | None = None
    """The estimate that the line belongs to."""
    task_type_id: int | None = None
    """The kind of work or cost."""
    description: str | None = None
    """What the client reads on the line."""
    employee_id: int | None = None
    """The employee whose time it is."""
    supplier_id: int | None = None
    """The supplier whose cost it is."""
    units: Decimal | None = None
    """How many units, hours for time."""
    rate: Decimal | None = None
    """Price of one unit, before mark-up."""
    mark_up: Decimal | None = None
    """Mark-up on a supplier's cost, in percent."""
    override_mark_up: bool | None = None
    """Whether markUp replaces the job's."""
    service_fee_applies: bool | None = None
    """Whether the service fee is charged on the line."""
    service_fee: Decimal | None = None
    """Service fee on the line."""
    sub_total: Decimal | None = None
    """The line before service fee and tax."""
    tax: Decimal | None = None
    """Tax on the line."""
    sort_order: Decimal | None = None
    """The position of the line among the others."""
    notes: str | None = None
    """Free text for the agency."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.estimate_id = v if type(v := take("estimateId", UNSET)) is int else integer(v, "estimateId", state)
        model.task_type_id = v if type(v := take("taskTypeId", UNSET)) is int else integer(v, "taskTypeId", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", state)
        model.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", state)
        model.units = v if type(v := take("units", UNSET)) is Decimal else number(v, "units", state)
        model.rate = v if type(v := take("rate", UNSET)) is Decimal else number(v, "rate", state)
        model.mark_up = v if type(v := take("markUp", None)) is Decimal else number_or_null(v, "markUp", state)
        v = take("overrideMarkUp", UNSET)
        model.override_mark_up = v if type(v) is bool else boolean(v, "overrideMarkUp", state)
        v = take("serviceFeeApplies", UNSET)
        model.service_fee_applies = v if type(v) is bool else boolean(v, "serviceFeeApplies", state)
        v = take("serviceFee", None)
        model.service_fee = v if type(v) is Decimal else number_or_null(v, "serviceFee", state)
        model.sub_total = v if type(v := take("subTotal", None)) is Decimal else number_or_null(v, "subTotal", state)
        model.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", state)
        model.sort_order = v if type(v := take("sortOrder", None)) is Decimal else number_or_null(v, "sortOrder", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "estimateId": self.estimate_id, "taskTypeId": self.task_type_id,
            "description": self.description, "employeeId": self.employee_id, "supplierId": self.supplier_id,
            "units": self.units, "rate": self.rate, "markUp": self.mark_up, "overrideMarkUp": self.override_mark_up,
            "serviceFeeApplies": self.service_fee_applies, "serviceFee": self.service_fee,
            "subTotal": self.sub_total, "tax": self.tax, "sortOrder": self.sort_order, "notes": self.notes,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
