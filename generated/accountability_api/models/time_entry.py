from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    date,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
    timestamp,
    timestamp_or_null,
)
from .._runtime.wire import UNSET, as_date, as_datetime


@define(kw_only=True, repr=False)
class TimeEntry(Model):
    """Hours that an employee spent on a job in one day. Editable until approved.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.employee_id = v if type(v := take("employeeId", None)) is int else integer_or_null(v, "employeeId", state)
        model.job_id = v if type(v := take("jobId", UNSET)) is int else integer(v, "jobId", state)
        v = take("taskTypeId", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "taskTypeId", state)
        model.timesheet_date = date(take("timesheetDate", UNSET), "timesheetDate", state)
        v = take("billableHours", None)
        model.billable_hours = v if type(v) is Decimal else number_or_null(v, "billableHours", state)
        v = take("nonBillableHours", None)
        model.non_billable_hours = v if type(v) is Decimal else number_or_null(v, "nonBillableHours", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        v = take("currencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "currencyCode", state)
        v = take("billableRate", None)
        model.billable_rate = v if type(v) is Decimal else number_or_null(v, "billableRate", state)
        v = take("billableAmount", None)
        model.billable_amount = v if type(v) is Decimal else number_or_null(v, "billableAmount", state)
        model.cost_rate = v if type(v := take("costRate", None)) is Decimal else number_or_null(v, "costRate", state)
        v = take("costAmount", None)
        model.cost_amount = v if type(v) is Decimal else number_or_null(v, "costAmount", state)
        model.date_approved = timestamp_or_null(take("dateApproved", None), "dateApproved", state)
        v = take("approvedById", None)
        model.approved_by_id = v if type(v) is int else integer_or_null(v, "approvedById", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "employeeId": self.employee_id, "jobId": self.job_id, "taskTypeId": self.task_type_id,
            "timesheetDate": as_date(self.timesheet_date), "billableHours": self.billable_hours,
            "nonBillableHours": self.non_billable_hours, "notes": self.notes, "currencyCode": self.currency_code,
            "billableRate": self.billable_rate, "billableAmount": self.billable_amount, "costRate": self.cost_rate,
            "costAmount": self.cost_amount, "dateApproved": as_datetime(self.date_approved),
            "approvedById": self.approved_by_id, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
