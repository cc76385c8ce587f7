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
    integer,
    integer_or_null,
    left,
    moment,
    moment_or_null,
    must,
    number_or_null,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, day, instant


@define(kw_only=True, repr=False)
class TimeEntry(Model):
    """Hours that an employee spent on a job in one day. Editable until approved.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "employeeId", "jobId", "taskTypeId", "timesheetDate", "billableHours", "nonBillableHours", "notes",
        "currencyCode", "billableRate", "billableAmount", "costRate", "costAmount", "dateApproved", "approvedById",
        "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the time entry, given by the server."""
    employee_id: int | None = None
    """Whose hours these are; the caller's when left out."""
    job_id: int | None = None
    """The job that the hours were spent on; it must be active."""
    task_type_id: int | None = None
    """What was done; the employee's default when left out."""
    timesheet_date: datetime.date | None = None
    """The day that the hours were worked."""
    billable_hours: Decimal | None = None
    """Hours that the client pays for, in decimals (2 h 45 min is 2.75)."""
    non_billable_hours: Decimal | None = None
    """Hours that the client does not pay for, in decimals."""
    notes: str | None = None
    """What was done, in words."""
    currency_code: str | None = None
    """Code of the currency of rates and amounts."""
    billable_rate: Decimal | None = None
    """Price of an hour."""
    billable_amount: Decimal | None = None
    """Price of the billable hours."""
    cost_rate: Decimal | None = None
    """What an hour costs the agency."""
    cost_amount: Decimal | None = None
    """What the hours cost the agency."""
    date_approved: datetime.datetime | None = None
    """When the entry was approved; null while it is not."""
    approved_by_id: int | None = None
    """The employee who approved it."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", at)
        made.job_id = v if type(v := take("jobId", UNSET)) is int else integer(v, "jobId", at)
        made.task_type_id = v if type(v := take("taskTypeId", None)) is int else integer_or_null(v, "taskTypeId", at)
        made.timesheet_date = date(take("timesheetDate", UNSET), "timesheetDate", at)
        v = take("billableHours", None)
        made.billable_hours = v if type(v) is Decimal else number_or_null(v, "billableHours", at)
        v = take("nonBillableHours", None)
        made.non_billable_hours = v if type(v) is Decimal else number_or_null(v, "nonBillableHours", at)
        made.notes = v if type(v := take("notes", None)) is str else text_or_null(v, "notes", at)
        made.currency_code = v if type(v := take("currencyCode", None)) is str else text_or_null(v, "currencyCode", at)
        v = take("billableRate", None)
        made.billable_rate = v if type(v) is Decimal else number_or_null(v, "billableRate", at)
        v = take("billableAmount", None)
        made.billable_amount = v if type(v) is Decimal else number_or_null(v, "billableAmount", at)
        made.cost_rate = v if type(v := take("costRate", None)) is Decimal else number_or_null(v, "costRate", at)
        made.cost_amount = v if type(v := take("costAmount", None)) is Decimal else number_or_null(v, "costAmount", at)
        made.date_approved = moment_or_null(take("dateApproved", None), "dateApproved", at)
        v = take("approvedById", None)
        made.approved_by_id = v if type(v) is int else integer_or_null(v, "approvedById", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "employeeId": self.employee_id, "jobId": self.job_id, "taskTypeId": self.task_type_id,
            "timesheetDate": day(self.timesheet_date), "billableHours": self.billable_hours,
            "nonBillableHours": self.non_billable_hours, "notes": self.notes, "currencyCode": self.currency_code,
            "billableRate": self.billable_rate, "billableAmount": self.billable_amount, "costRate": self.cost_rate,
            "costAmount": self.cost_amount, "dateApproved": instant(self.date_approved),
            "approvedById": self.approved_by_id, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)
