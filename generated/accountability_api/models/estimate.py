from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    date,
    extra_properties,
    integer,
    integer_or_null,
    number,
    require,
    start,
    string_or_null,
    timestamp,
    timestamp_or_null,
)
from .._runtime.wire import UNSET, as_date, as_datetime


@define(kw_only=True, repr=False)
class Estimate(Model):
    """What a job is expected to cost, as the client sees it. The amounts are in its entries.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "jobId", "estimateNumber", "date", "pctServiceFeeProduction", "contactId", "notes", "approved",
        "approvedDate", "approvedByEmployeeId", "addedDate", "addedByEmployeeId", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the estimate, given by the server."""
    job_id: int | None = None
    """The job that is estimated."""
    estimate_number: int | None = None
    """1, 2 and so on within the job."""
    date: datetime.date | None = None
    """The date of the estimate."""
    pct_service_fee_production: Decimal | None = None
    """Service fee on production work, in percent."""
    contact_id: int | None = None
    """The client contact who gets the estimate; it is the job's to begin with."""
    notes: str | None = None
    """Free text on the estimate."""
    approved: bool | None = None
    """Whether the estimate is approved; time may be limited to its task types then."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    added_date: datetime.datetime | None = None
    """When the estimate was created."""
    added_by_employee_id: int | None = None
    """The employee who created it."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.job_id = v if type(v := take("jobId", UNSET)) is int else integer(v, "jobId", state)
        v = take("estimateNumber", None)
        model.estimate_number = v if type(v) is int else integer_or_null(v, "estimateNumber", state)
        model.date = date(take("date", UNSET), "date", state)
        v = take("pctServiceFeeProduction", UNSET)
        model.pct_service_fee_production = v if type(v) is Decimal else number(v, "pctServiceFeeProduction", state)
        model.contact_id = v if type(v := take("contactId", None)) is int else integer_or_null(v, "contactId", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.approved = v if type(v := take("approved", UNSET)) is bool else boolean(v, "approved", state)
        model.approved_date = timestamp_or_null(take("approvedDate", None), "approvedDate", state)
        v = take("approvedByEmployeeId", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", state)
        model.added_date = timestamp(take("addedDate", UNSET), "addedDate", state)
        v = take("addedByEmployeeId", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "jobId": self.job_id, "estimateNumber": self.estimate_number, "date": as_date(self.date),
            "pctServiceFeeProduction": self.pct_service_fee_production, "contactId": self.contact_id,
            "notes": self.notes, "approved": self.approved, "approvedDate": as_datetime(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": as_datetime(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
