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
    date_or_null,
    flag,
    integer,
    integer_or_null,
    left,
    moment,
    must,
    number_or_null,
    text,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, day, instant


@define(kw_only=True, repr=False)
class Employee(Model):
    """Someone who works for the agency. Holds what other records refer to and no pay, bank or card data.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "employeeCode", "employeeName", "preferredName", "emailAddress", "title", "officeCode",
        "departmentCode", "supervisorId", "defaultTaskTypeId", "userAccessGroupId", "ownOfficeDataOnly",
        "startDate", "endDate", "dailyHours", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the employee, given by the server."""
    employee_code: str | None = None
    """Short code, also the code the employee logs in with."""
    employee_name: str | None = None
    """Full name."""
    preferred_name: str | None = None
    """The name the employee goes by."""
    email_address: str | None = None
    """Work e-mail address, which the employee logs in with at the API."""
    title: str | None = None
    """What the employee is at the agency."""
    office_code: str | None = None
    """Code of the employee's office."""
    department_code: str | None = None
    """Code of the employee's department."""
    supervisor_id: int | None = None
    """The employee's supervisor."""
    default_task_type_id: int | None = None
    """The task type that the employee's time entries begin with."""
    user_access_group_id: int | None = None
    """The access group that says what the employee may see and do."""
    own_office_data_only: bool | None = None
    """Whether the employee sees the data of the own office only."""
    start_date: datetime.date | None = None
    """First day at the agency."""
    end_date: datetime.date | None = None
    """Last day at the agency; it takes the access away."""
    daily_hours: Decimal | None = None
    """Hours of a working day."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.employee_code = v if type(v := take("employeeCode", UNSET)) is str else text(v, "employeeCode", at)
        made.employee_name = v if type(v := take("employeeName", UNSET)) is str else text(v, "employeeName", at)
        v = take("preferredName", None)
        made.preferred_name = v if type(v) is str else text_or_null(v, "preferredName", at)
        made.email_address = v if type(v := take("emailAddress", None)) is str else text_or_null(v, "emailAddress", at)
        made.title = v if type(v := take("title", None)) is str else text_or_null(v, "title", at)
        made.office_code = v if type(v := take("officeCode", None)) is str else text_or_null(v, "officeCode", at)
        v = take("departmentCode", None)
        made.department_code = v if type(v) is str else text_or_null(v, "departmentCode", at)
        v = take("supervisorId", None)
        made.supervisor_id = v if type(v) is int else integer_or_null(v, "supervisorId", at)
        v = take("defaultTaskTypeId", None)
        made.default_task_type_id = v if type(v) is int else integer_or_null(v, "defaultTaskTypeId", at)
        v = take("userAccessGroupId", None)
        made.user_access_group_id = v if type(v) is int else integer_or_null(v, "userAccessGroupId", at)
        v = take("ownOfficeDataOnly", UNSET)
        made.own_office_data_only = v if type(v) is bool else flag(v, "ownOfficeDataOnly", at)
        made.start_date = date_or_null(take("startDate", None), "startDate", at)
        made.end_date = date_or_null(take("endDate", None), "endDate", at)
        made.daily_hours = v if type(v := take("dailyHours", None)) is Decimal else number_or_null(v, "dailyHours", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "employeeCode": self.employee_code, "employeeName": self.employee_name,
            "preferredName": self.preferred_name, "emailAddress": self.email_address, "title": self.title,
            "officeCode": self.office_code, "departmentCode": self.department_code,
            "supervisorId": self.supervisor_id, "defaultTaskTypeId": self.default_task_type_id,
            "userAccessGroupId": self.user_access_group_id, "ownOfficeDataOnly": self.own_office_data_only,
            "startDate": day(self.start_date), "endDate": day(self.end_date), "dailyHours": self.daily_hours,
            "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)
