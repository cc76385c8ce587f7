from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.time_entry import TimeEntry

PAGING = Paging(max_page_size=500)


def list_time_entries(
    *, employee_id: int | None = None, job_id: int | None = None, task_type_id: int | None = None,
    date_from: datetime.date | None = None, date_to: datetime.date | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[TimeEntry]]:  # fmt: skip
    """Build the request for `time_entries.list`: List time entries."""
    return Call(
        api="v1", operation="TimeEntries_ListTimeEntries", method="GET", path="/v1/timeentries",
        query={
            "employeeId": employee_id, "jobId": job_id, "taskTypeId": task_type_id, "dateFrom": wire.as_date(date_from),
            "dateTo": wire.as_date(date_to), "modifiedSince": wire.as_datetime(modified_since), "page": page,
            "pageSize": page_size,
        },
        decode=page_of(TimeEntry.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("employee_id", "employee_id", "eq", employee_id), ("job_id", "job_id", "eq", job_id),
            ("task_type_id", "task_type_id", "eq", task_type_id), ("date_from", "timesheet_date", "ge", date_from),
            ("date_to", "timesheet_date", "le", date_to), ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_time_entry(
    *, job_id: int, timesheet_date: datetime.date, employee_id: int | None | Unset = UNSET,
    task_type_id: int | None | Unset = UNSET, billable_hours: Decimal | int | None | Unset = UNSET,
    non_billable_hours: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[TimeEntry]:  # fmt: skip
    """Build the request for `time_entries.create`: Create a time entry."""
    return Call(
        api="v1", operation="TimeEntries_CreateTimeEntry", method="POST", path="/v1/timeentries",
        body={
            "employeeId": employee_id, "jobId": job_id, "taskTypeId": task_type_id,
            "timesheetDate": wire.as_date(timesheet_date), "billableHours": billable_hours,
            "nonBillableHours": non_billable_hours, "notes": notes,
        },
        decode=TimeEntry.from_dict, status="inferred",
    )  # fmt: skip


def get_time_entry(time_entry_id: int) -> Call[TimeEntry]:
    """Build the request for `time_entries.get`: Get one time entry."""
    return Call(
        api="v1", operation="TimeEntries_GetTimeEntry", method="GET",
        path=f"/v1/timeentries/{wire.path_segment(time_entry_id)}", decode=TimeEntry.from_dict, status="inferred",
        identity=[("id", time_entry_id)],
    )  # fmt: skip


def update_time_entry(
    time_entry_id: int, *, employee_id: int | None | Unset = UNSET, job_id: int | Unset = UNSET,
    task_type_id: int | None | Unset = UNSET, timesheet_date: datetime.date | Unset = UNSET,
    billable_hours: Decimal | int | None | Unset = UNSET, non_billable_hours: Decimal | int | None | Unset = UNSET,
    notes: str | None | Unset = UNSET,
) -> Call[TimeEntry]:  # fmt: skip
    """Build the request for `time_entries.update`: Change a time entry."""
    return Call(
        api="v1", operation="TimeEntries_UpdateTimeEntry", method="PATCH",
        path=f"/v1/timeentries/{wire.path_segment(time_entry_id)}",
        body={
            "employeeId": employee_id, "jobId": job_id, "taskTypeId": task_type_id,
            "timesheetDate": wire.as_date(timesheet_date), "billableHours": billable_hours,
            "nonBillableHours": non_billable_hours, "notes": notes,
        },
        media="application/merge-patch+json", decode=TimeEntry.from_dict, status="inferred",
        identity=[("id", time_entry_id)],
    )  # fmt: skip


def approve_time_entry(time_entry_id: int) -> Call[TimeEntry]:
    """Build the request for `time_entries.approve`: Approve a time entry."""
    return Call(
        api="v1", operation="TimeEntries_ApproveTimeEntry", method="POST",
        path=f"/v1/timeentries/{wire.path_segment(time_entry_id)}/approve", decode=TimeEntry.from_dict,
        status="inferred", identity=[("id", time_entry_id)],
    )  # fmt: skip


def unapprove_time_entry(time_entry_id: int) -> Call[TimeEntry]:
    """Build the request for `time_entries.unapprove`: Take a time entry's approval back."""
    return Call(
        api="v1", operation="TimeEntries_UnapproveTimeEntry", method="POST",
        path=f"/v1/timeentries/{wire.path_segment(time_entry_id)}/unapprove", decode=TimeEntry.from_dict,
        status="inferred", identity=[("id", time_entry_id)],
    )  # fmt: skip


class TimeEntries(Resource):
    """Hours that employees spent on jobs."""

    def list(
        self, *, employee_id: int | None = None, job_id: int | None = None, task_type_id: int | None = None,
        date_from: datetime.date | None = None, date_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[TimeEntry]:  # fmt: skip
        """List time entries.

        Time entries in ascending order of id, a page at a time.
        Inferred, not published: legacy Timesheet names the properties, legacy GetTimesheesData filters by day and
        modification; method, path, names and paging by convention.

        Args:
            employee_id: Only the hours of this employee.
            job_id: Only hours on this job.
            task_type_id: Only hours of this task type.
            date_from: Only hours worked on this day or later.
            date_to: Only hours worked on this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_time_entries(
            employee_id=employee_id, job_id=job_id, task_type_id=task_type_id, date_from=date_from, date_to=date_to,
            modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, job_id: int, timesheet_date: datetime.date, employee_id: int | None | Unset = UNSET,
        task_type_id: int | None | Unset = UNSET, billable_hours: Decimal | int | None | Unset = UNSET,
        non_billable_hours: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> TimeEntry:  # fmt: skip
        """Create a time entry.

        Puts hours on a job, which must be active. A job may have several entries of one employee on one day. Without
        a task type the entry has its employee's default one; a task type has to be one that the job's type allows. A
        week that was submitted, days before the Time Lock Date, and what the agency's time sheet options exclude are
        refused.
        Inferred, not published: KB my-time-time-entry; AAH 47; method and path by convention.

        Args:
            job_id: The job that the hours were spent on; it must be active.
            timesheet_date: The day that the hours were worked.
            employee_id: Whose hours these are; the caller's when left out.
            task_type_id: What was done; the employee's default when left out.
            billable_hours: Hours that the client pays for, in decimals (2 h 45 min is 2.75).
            non_billable_hours: Hours that the client does not pay for, in decimals.
            notes: What was done, in words.

        Returns:
            The record as it was created.
        """
        return self._send(create_time_entry(
            job_id=job_id, timesheet_date=timesheet_date, employee_id=employee_id, task_type_id=task_type_id,
            billable_hours=billable_hours, non_billable_hours=non_billable_hours, notes=notes,
        ))  # fmt: skip

    def get(self, time_entry_id: int) -> TimeEntry:
        """Get one time entry.

        The time entry with this id.
        Inferred, not published: legacy Timesheet names the properties; method and path by convention.

        Args:
            time_entry_id: The time entry's id.

        Returns:
            The record.
        """
        return self._send(get_time_entry(time_entry_id))

    def update(
        self, time_entry_id: int, *, employee_id: int | None | Unset = UNSET, job_id: int | Unset = UNSET,
        task_type_id: int | None | Unset = UNSET, timesheet_date: datetime.date | Unset = UNSET,
        billable_hours: Decimal | int | None | Unset = UNSET, non_billable_hours: Decimal | int | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> TimeEntry:  # fmt: skip
        """Change a time entry.

        Changes the properties that are sent; null clears one. An approved entry must be un-approved first, and the
        submission of a week that was submitted deleted. The job must be active, and its type allow the task type.
        Days before the Time Lock Date, and what the agency's time sheet options exclude, are refused.
        Inferred, not published: KB my-time-time-entry (editable while unapproved); method, path and merge patch by
        convention.

        Args:
            time_entry_id: The time entry's id.
            employee_id: Whose hours these are; the caller's when left out.
            job_id: The job that the hours were spent on; it must be active.
            task_type_id: What was done; the employee's default when left out.
            timesheet_date: The day that the hours were worked.
            billable_hours: Hours that the client pays for, in decimals (2 h 45 min is 2.75).
            non_billable_hours: Hours that the client does not pay for, in decimals.
            notes: What was done, in words.

        Returns:
            The record after the change.
        """
        return self._send(update_time_entry(
            time_entry_id, employee_id=employee_id, job_id=job_id, task_type_id=task_type_id,
            timesheet_date=timesheet_date, billable_hours=billable_hours, non_billable_hours=non_billable_hours,
            notes=notes,
        ))  # fmt: skip

    def approve(self, time_entry_id: int) -> TimeEntry:
        """Approve a time entry.

        Marks the entry as approved, now and by the caller, who needs the right to approve.
        Inferred, not published: KB weekly-timesheet-approval (managers approve a week; what they approve is on each
        entry in legacy Timesheet.DateApproved and ApprovedByID); that an entry is approved by itself, method and
        path by convention.

        Args:
            time_entry_id: The time entry's id.

        Returns:
            The record after the change.
        """
        return self._send(approve_time_entry(time_entry_id))

    def unapprove(self, time_entry_id: int) -> TimeEntry:
        """Take a time entry's approval back.

        Marks the entry as not approved, so that it may be changed again. The caller needs the right to approve.
        Inferred, not published: KB unapprove-a-timesheet (approved entries are un-approved, then they may be
        changed); KB my-time-time-entry; method and path by convention.

        Args:
            time_entry_id: The time entry's id.

        Returns:
            The record after the change.
        """
        return self._send(unapprove_time_entry(time_entry_id))


class AsyncTimeEntries(AsyncResource):
    """Hours that employees spent on jobs."""

    def list(
        self, *, employee_id: int | None = None, job_id: int | None = None, task_type_id: int | None = None,
        date_from: datetime.date | None = None, date_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[TimeEntry]:  # fmt: skip
        """List time entries.

        Time entries in ascending order of id, a page at a time.
        Inferred, not published: legacy Timesheet names the properties, legacy GetTimesheesData filters by day and
        modification; method, path, names and paging by convention.

        Args:
            employee_id: Only the hours of this employee.
            job_id: Only hours on this job.
            task_type_id: Only hours of this task type.
            date_from: Only hours worked on this day or later.
            date_to: Only hours worked on this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_time_entries(
            employee_id=employee_id, job_id=job_id, task_type_id=task_type_id, date_from=date_from, date_to=date_to,
            modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, job_id: int, timesheet_date: datetime.date, employee_id: int | None | Unset = UNSET,
        task_type_id: int | None | Unset = UNSET, billable_hours: Decimal | int | None | Unset = UNSET,
        non_billable_hours: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> TimeEntry:  # fmt: skip
        """Create a time entry.

        Puts hours on a job, which must be active. A job may have several entries of one employee on one day. Without
        a task type the entry has its employee's default one; a task type has to be one that the job's type allows. A
        week that was submitted, days before the Time Lock Date, and what the agency's time sheet options exclude are
        refused.
        Inferred, not published: KB my-time-time-entry; AAH 47; method and path by convention.

        Args:
            job_id: The job that the hours were spent on; it must be active.
            timesheet_date: The day that the hours were worked.
            employee_id: Whose hours these are; the caller's when left out.
            task_type_id: What was done; the employee's default when left out.
            billable_hours: Hours that the client pays for, in decimals (2 h 45 min is 2.75).
            non_billable_hours: Hours that the client does not pay for, in decimals.
            notes: What was done, in words.

        Returns:
            The record as it was created.
        """
        return await self._send(create_time_entry(
            job_id=job_id, timesheet_date=timesheet_date, employee_id=employee_id, task_type_id=task_type_id,
            billable_hours=billable_hours, non_billable_hours=non_billable_hours, notes=notes,
        ))  # fmt: skip

    async def get(self, time_entry_id: int) -> TimeEntry:
        """Get one time entry.

        The time entry with this id.
        Inferred, not published: legacy Timesheet names the properties; method and path by convention.

        Args:
            time_entry_id: The time entry's id.

        Returns:
            The record.
        """
        return await self._send(get_time_entry(time_entry_id))

    async def update(
        self, time_entry_id: int, *, employee_id: int | None | Unset = UNSET, job_id: int | Unset = UNSET,
        task_type_id: int | None | Unset = UNSET, timesheet_date: datetime.date | Unset = UNSET,
        billable_hours: Decimal | int | None | Unset = UNSET, non_billable_hours: Decimal | int | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> TimeEntry:  # fmt: skip
        """Change a time entry.

        Changes the properties that are sent; null clears one. An approved entry must be un-approved first, and the
        submission of a week that was submitted deleted. The job must be active, and its type allow the task type.
        Days before the Time Lock Date, and what the agency's time sheet options exclude, are refused.
        Inferred, not published: KB my-time-time-entry (editable while unapproved); method, path and merge patch by
        convention.

        Args:
            time_entry_id: The time entry's id.
            employee_id: Whose hours these are; the caller's when left out.
            job_id: The job that the hours were spent on; it must be active.
            task_type_id: What was done; the employee's default when left out.
            timesheet_date: The day that the hours were worked.
            billable_hours: Hours that the client pays for, in decimals (2 h 45 min is 2.75).
            non_billable_hours: Hours that the client does not pay for, in decimals.
            notes: What was done, in words.

        Returns:
            The record after the change.
        """
        return await self._send(update_time_entry(
            time_entry_id, employee_id=employee_id, job_id=job_id, task_type_id=task_type_id,
            timesheet_date=timesheet_date, billable_hours=billable_hours, non_billable_hours=non_billable_hours,
            notes=notes,
        ))  # fmt: skip

    async def approve(self, time_entry_id: int) -> TimeEntry:
        """Approve a time entry.

        Marks the entry as approved, now and by the caller, who needs the right to approve.
        Inferred, not published: KB weekly-timesheet-approval (managers approve a week; what they approve is on each
        entry in legacy Timesheet.DateApproved and ApprovedByID); that an entry is approved by itself, method and
        path by convention.

        Args:
            time_entry_id: The time entry's id.

        Returns:
            The record after the change.
        """
        return await self._send(approve_time_entry(time_entry_id))

    async def unapprove(self, time_entry_id: int) -> TimeEntry:
        """Take a time entry's approval back.

        Marks the entry as not approved, so that it may be changed again. The caller needs the right to approve.
        Inferred, not published: KB unapprove-a-timesheet (approved entries are un-approved, then they may be
        changed); KB my-time-time-entry; method and path by convention.

        Args:
            time_entry_id: The time entry's id.

        Returns:
            The record after the change.
        """
        return await self._send(unapprove_time_entry(time_entry_id))
