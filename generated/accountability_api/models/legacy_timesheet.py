from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    extra_properties,
    integer_or_null,
    number_or_null,
    start,
    string_or_null,
    wcf_date_or_null,
)
from .._runtime.wire import as_wcf_date


@define(kw_only=True, repr=False)
class LegacyTimesheet(Model):
    """One time entry, with the names of everything it refers to. The published page could be read in part only: more
    properties may follow.

    The published type could be read only in part: other properties are in additional_properties.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "ActionDate", "ActionType", "ApprovedByEmployeeCode", "ApprovedByEmployeeName", "ApprovedByID",
        "BillableAmount", "BillableHours", "BillableRate", "CostAmount", "CostRate", "CurrencyCode", "DateApproved",
        "DepartmentCode", "DepartmentName", "EmployeeCode", "EmployeeID", "EmployeeName", "EmployeeOfficeCode",
        "EmployeeOfficeName", "JobDescription", "JobID", "JobNo", "JobOfficeCode", "JobOfficeName",
        "NonBillableHours", "Notes", "TaskTypeCode", "TaskTypeID", "TaskTypeName", "TimeEntryID", "TimeLineID",
        "TimesheetDate",
    )  # fmt: skip

    action_date: datetime.datetime | None = None
    """When the action of the row took place; which actions there are is not published."""
    action_type: str | None = None
    """What was done to the entry, in a word; the words are not published."""
    approved_by_employee_code: str | None = None
    """Code of the employee who approved the entry."""
    approved_by_employee_name: str | None = None
    """Name of the employee who approved the entry."""
    approved_by_id: int | None = None
    """The employee who approved the entry."""
    billable_amount: Decimal | None = None
    """Billable hours at the billable rate."""
    billable_hours: Decimal | None = None
    """Hours that are billed, in decimals (2.75 is 2 h 45 min)."""
    billable_rate: Decimal | None = None
    """What one billable hour is billed at."""
    cost_amount: Decimal | None = None
    """What the hours cost the agency."""
    cost_rate: Decimal | None = None
    """What one hour costs the agency."""
    currency_code: str | None = None
    """Code of the currency of rates and amounts, such as USD."""
    date_approved: datetime.datetime | None = None
    """When the entry was approved."""
    department_code: str | None = None
    """Code of the employee's department."""
    department_name: str | None = None
    """Name of the employee's department."""
    employee_code: str | None = None
    """Code of the employee who worked."""
    employee_id: int | None = None
    """The employee who worked."""
    employee_name: str | None = None
    """Name of the employee who worked."""
    employee_office_code: str | None = None
    """Code of the employee's office."""
    employee_office_name: str | None = None
    """Name of the employee's office."""
    job_description: str | None = None
    """What the job is, in words."""
    job_id: int | None = None
    """The job that was worked on."""
    job_no: str | None = None
    """The job's number, as people know it."""
    job_office_code: str | None = None
    """Code of the job's office."""
    job_office_name: str | None = None
    """Name of the job's office."""
    non_billable_hours: Decimal | None = None
    """Hours that are not billed, in decimals."""
    notes: str | None = None
    """What was done, in words."""
    task_type_code: str | None = None
    """Code of the kind of work."""
    task_type_id: int | None = None
    """The kind of work that was done."""
    task_type_name: str | None = None
    """Name of the kind of work."""
    time_entry_id: int | None = None
    """Key of the time entry."""
    time_line_id: int | None = None
    """Key of the line of the week's grid of the entry."""
    timesheet_date: datetime.datetime | None = None
    """The day on which the hours were worked."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.action_date = wcf_date_or_null(take("ActionDate", None), "ActionDate", state)
        model.action_type = v if type(v := take("ActionType", None)) is str else string_or_null(v, "ActionType", state)
        v = take("ApprovedByEmployeeCode", None)
        model.approved_by_employee_code = v if type(v) is str else string_or_null(v, "ApprovedByEmployeeCode", state)
        v = take("ApprovedByEmployeeName", None)
        model.approved_by_employee_name = v if type(v) is str else string_or_null(v, "ApprovedByEmployeeName", state)
        v = take("ApprovedByID", None)
        model.approved_by_id = v if type(v) is int else integer_or_null(v, "ApprovedByID", state)
        v = take("BillableAmount", None)
        model.billable_amount = v if type(v) is Decimal else number_or_null(v, "BillableAmount", state)
        v = take("BillableHours", None)
        model.billable_hours = v if type(v) is Decimal else number_or_null(v, "BillableHours", state)
        v = take("BillableRate", None)
        model.billable_rate = v if type(v) is Decimal else number_or_null(v, "BillableRate", state)
        v = take("CostAmount", None)
        model.cost_amount = v if type(v) is Decimal else number_or_null(v, "CostAmount", state)
        model.cost_rate = v if type(v := take("CostRate", None)) is Decimal else number_or_null(v, "CostRate", state)
        v = take("CurrencyCode", None)
        model.currency_code = v if type(v) is str else string_or_null(v, "CurrencyCode", state)
        model.date_approved = wcf_date_or_null(take("DateApproved", None), "DateApproved", state)
        v = take("DepartmentCode", None)
        model.department_code = v if type(v) is str else string_or_null(v, "DepartmentCode", state)
        v = take("DepartmentName", None)
        model.department_name = v if type(v) is str else string_or_null(v, "DepartmentName", state)
        v = take("EmployeeCode", None)
        model.employee_code = v if type(v) is str else string_or_null(v, "EmployeeCode", state)
        model.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", state)
        v = take("EmployeeName", None)
        model.employee_name = v if type(v) is str else string_or_null(v, "EmployeeName", state)
        v = take("EmployeeOfficeCode", None)
        model.employee_office_code = v if type(v) is str else string_or_null(v, "EmployeeOfficeCode", state)
        v = take("EmployeeOfficeName", None)
        model.employee_office_name = v if type(v) is str else string_or_null(v, "EmployeeOfficeName", state)
        v = take("JobDescription", None)
        model.job_description = v if type(v) is str else string_or_null(v, "JobDescription", state)
        model.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", state)
        model.job_no = v if type(v := take("JobNo", None)) is str else string_or_null(v, "JobNo", state)
        v = take("JobOfficeCode", None)
        model.job_office_code = v if type(v) is str else string_or_null(v, "JobOfficeCode", state)
        v = take("JobOfficeName", None)
        model.job_office_name = v if type(v) is str else string_or_null(v, "JobOfficeName", state)
        v = take("NonBillableHours", None)
        model.non_billable_hours = v if type(v) is Decimal else number_or_null(v, "NonBillableHours", state)
        model.notes = v if type(v := take("Notes", None)) is str else string_or_null(v, "Notes", state)
        v = take("TaskTypeCode", None)
        model.task_type_code = v if type(v) is str else string_or_null(v, "TaskTypeCode", state)
        v = take("TaskTypeID", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "TaskTypeID", state)
        v = take("TaskTypeName", None)
        model.task_type_name = v if type(v) is str else string_or_null(v, "TaskTypeName", state)
        v = take("TimeEntryID", None)
        model.time_entry_id = v if type(v) is int else integer_or_null(v, "TimeEntryID", state)
        v = take("TimeLineID", None)
        model.time_line_id = v if type(v) is int else integer_or_null(v, "TimeLineID", state)
        model.timesheet_date = wcf_date_or_null(take("TimesheetDate", None), "TimesheetDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "ActionDate": as_wcf_date(self.action_date), "ActionType": self.action_type,
            "ApprovedByEmployeeCode": self.approved_by_employee_code,
            "ApprovedByEmployeeName": self.approved_by_employee_name, "ApprovedByID": self.approved_by_id,
            "BillableAmount": self.billable_amount, "BillableHours": self.billable_hours,
            "BillableRate": self.billable_rate, "CostAmount": self.cost_amount, "CostRate": self.cost_rate,
            "CurrencyCode": self.currency_code, "DateApproved": as_wcf_date(self.date_approved),
            "DepartmentCode": self.department_code, "DepartmentName": self.department_name,
            "EmployeeCode": self.employee_code, "EmployeeID": self.employee_id, "EmployeeName": self.employee_name,
            "EmployeeOfficeCode": self.employee_office_code, "EmployeeOfficeName": self.employee_office_name,
            "JobDescription": self.job_description, "JobID": self.job_id, "JobNo": self.job_no,
            "JobOfficeCode": self.job_office_code, "JobOfficeName": self.job_office_name,
            "NonBillableHours": self.non_billable_hours, "Notes": self.notes, "TaskTypeCode": self.task_type_code,
            "TaskTypeID": self.task_type_id, "TaskTypeName": self.task_type_name, "TimeEntryID": self.time_entry_id,
            "TimeLineID": self.time_line_id, "TimesheetDate": as_wcf_date(self.timesheet_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
