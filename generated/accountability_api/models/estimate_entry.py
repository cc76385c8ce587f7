from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    flag,
    integer,
    integer_or_null,
    left,
    must,
    number,
    number_or_null,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class EstimateEntry(Model):
    """A line of an estimate: so many units of a task type at a rate.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    """Whether markUp stands instead of the job's."""
    service_fee_applies: bool | None = None
    """Whether the service fee is charged on the line."""
    service_fee: Decimal | None = None
    """Service fee on the line."""
    sub_total: Decimal | None = None
    """The line before service fee and tax."""
    tax: Decimal | None = None
    """Tax on the line."""
    sort_order: Decimal | None = None
    """Where the line stands among the others."""
    notes: str | None = None
    """Free text for the agency."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.estimate_id = v if type(v := take("estimateId", UNSET)) is int else integer(v, "estimateId", at)
        made.task_type_id = v if type(v := take("taskTypeId", UNSET)) is int else integer(v, "taskTypeId", at)
        made.description = v if type(v := take("description", None)) is str else text_or_null(v, "description", at)
        made.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", at)
        made.supplier_id = v if type(v := take("supplierId", None)) is int else integer_or_null(v, "supplierId", at)
        made.units = v if type(v := take("units", UNSET)) is Decimal else number(v, "units", at)
        made.rate = v if type(v := take("rate", UNSET)) is Decimal else number(v, "rate", at)
        made.mark_up = v if type(v := take("markUp", None)) is Decimal else number_or_null(v, "markUp", at)
        made.override_mark_up = v if type(v := take("overrideMarkUp", UNSET)) is bool else flag(v, "overrideMarkUp", at)
        v = take("serviceFeeApplies", UNSET)
        made.service_fee_applies = v if type(v) is bool else flag(v, "serviceFeeApplies", at)
        made.service_fee = v if type(v := take("serviceFee", None)) is Decimal else number_or_null(v, "serviceFee", at)
        made.sub_total = v if type(v := take("subTotal", None)) is Decimal else number_or_null(v, "subTotal", at)
        made.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", at)
        made.sort_order = v if type(v := take("sortOrder", None)) is Decimal else number_or_null(v, "sortOrder", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "estimateId": self.estimate_id, "taskTypeId": self.task_type_id,
            "description": self.description, "employeeId": self.employee_id, "supplierId": self.supplier_id,
            "units": self.units, "rate": self.rate, "markUp": self.mark_up, "overrideMarkUp": self.override_mark_up,
            "serviceFeeApplies": self.service_fee_applies, "serviceFee": self.service_fee,
            "subTotal": self.sub_total, "tax": self.tax, "sortOrder": self.sort_order, "notes": self.notes,
        }  # fmt: skip
        return told(members, self.additional_properties)
