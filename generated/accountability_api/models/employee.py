from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    date_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string,
    string_or_null,
    timestamp,
)
from .._runtime.wire import UNSET, as_date, as_datetime


@define(kw_only=True, repr=False)
class Employee(Model):
    """Someone who works for the agency. Holds what other records refer to and no pay, bank or card data.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    """The access group that defines what the employee may see and do."""
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.employee_code = v if type(v := take("employeeCode", UNSET)) is str else string(v, "employeeCode", state)
        model.employee_name = v if type(v := take("employeeName", UNSET)) is str else string(v, "employeeName", state)
        v = take("preferredName", None)
        model.preferred_name = v if type(v) is str else string_or_null(v, "preferredName", state)
        v = take("emailAddress", None)
        model.email_address = v if type(v) is str else string_or_null(v, "emailAddress", state)
        model.title = v if type(v := take("title", None)) is str else string_or_null(v, "title", state)
        model.office_code = v if type(v := take("officeCode", None)) is str else string_or_null(v, "officeCode", state)
        v = take("departmentCode", None)
        model.department_code = v if type(v) is str else string_or_null(v, "departmentCode", state)
        v = take("supervisorId", None)
        model.supervisor_id = v if type(v) is int else integer_or_null(v, "supervisorId", state)
        v = take("defaultTaskTypeId", None)
        model.default_task_type_id = v if type(v) is int else integer_or_null(v, "defaultTaskTypeId", state)
        v = take("userAccessGroupId", None)
        model.user_access_group_id = v if type(v) is int else integer_or_null(v, "userAccessGroupId", state)
        v = take("ownOfficeDataOnly", UNSET)
        model.own_office_data_only = v if type(v) is bool else boolean(v, "ownOfficeDataOnly", state)
        model.start_date = date_or_null(take("startDate", None), "startDate", state)
        model.end_date = date_or_null(take("endDate", None), "endDate", state)
        v = take("dailyHours", None)
        model.daily_hours = v if type(v) is Decimal else number_or_null(v, "dailyHours", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "employeeCode": self.employee_code, "employeeName": self.employee_name,
            "preferredName": self.preferred_name, "emailAddress": self.email_address, "title": self.title,
            "officeCode": self.office_code, "departmentCode": self.department_code,
            "supervisorId": self.supervisor_id, "defaultTaskTypeId": self.default_task_type_id,
            "userAccessGroupId": self.user_access_group_id, "ownOfficeDataOnly": self.own_office_data_only,
            "startDate": as_date(self.start_date), "endDate": as_date(self.end_date),
            "dailyHours": self.daily_hours, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
