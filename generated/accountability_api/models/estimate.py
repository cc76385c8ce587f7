from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    date,
    flag,
    integer,
    integer_or_null,
    left,
    moment,
    moment_or_null,
    must,
    number,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, day, instant


@define(kw_only=True, repr=False)
class Estimate(Model):
    """What a job is expected to cost, as the client sees it. The sums stand in its entries.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.job_id = v if type(v := take("jobId", UNSET)) is int else integer(v, "jobId", at)
        v = take("estimateNumber", None)
        made.estimate_number = v if type(v) is int else integer_or_null(v, "estimateNumber", at)
        made.date = date(take("date", UNSET), "date", at)
        v = take("pctServiceFeeProduction", UNSET)
        made.pct_service_fee_production = v if type(v) is Decimal else number(v, "pctServiceFeeProduction", at)
        made.contact_id = v if type(v := take("contactId", None)) is int else integer_or_null(v, "contactId", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.approved = v if type(v := take("approved", UNSET)) is bool else flag(v, "approved", at)
        made.approved_date = moment_or_null(take("approvedDate", None), "approvedDate", at)
        v = take("approvedByEmployeeId", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", at)
        made.added_date = moment(take("addedDate", UNSET), "addedDate", at)
        v = take("addedByEmployeeId", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "jobId": self.job_id, "estimateNumber": self.estimate_number, "date": day(self.date),
            "pctServiceFeeProduction": self.pct_service_fee_production, "contactId": self.contact_id,
            "notes": self.notes, "approved": self.approved, "approvedDate": instant(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": instant(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)
