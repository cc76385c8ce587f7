from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.employee import Employee

PAGING = Paging(max_page_size=500)


def list_employees(
    *, employee_code: str | None = None, email_address: str | None = None, office_code: str | None = None,
    department_code: str | None = None, supervisor_id: int | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[Employee]]:  # fmt: skip
    """Build the request for `employees.list`: List employees."""
    return Call(
        api="v2", operation="Employees_ListEmployees", method="GET", path="/v2/employees",
        query={
            "employeeCode": employee_code, "emailAddress": email_address, "officeCode": office_code,
            "departmentCode": department_code, "supervisorId": supervisor_id,
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(Employee.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("employee_code", "employee_code", "eq", employee_code),
            ("email_address", "email_address", "eq", email_address), ("office_code", "office_code", "eq", office_code),
            ("department_code", "department_code", "eq", department_code),
            ("supervisor_id", "supervisor_id", "eq", supervisor_id),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_employee(
    *, employee_code: str, employee_name: str, preferred_name: str | None | Unset = UNSET,
    email_address: str | None | Unset = UNSET, title: str | None | Unset = UNSET,
    office_code: str | None | Unset = UNSET, department_code: str | None | Unset = UNSET,
    supervisor_id: int | None | Unset = UNSET, default_task_type_id: int | None | Unset = UNSET,
    user_access_group_id: int | None | Unset = UNSET, own_office_data_only: bool | Unset = UNSET,
    start_date: datetime.date | None | Unset = UNSET, end_date: datetime.date | None | Unset = UNSET,
    daily_hours: Decimal | int | None | Unset = UNSET,
) -> Call[Employee]:  # fmt: skip
    """Build the request for `employees.create`: Create an employee."""
    return Call(
        api="v2", operation="Employees_CreateEmployee", method="POST", path="/v2/employees",
        body={
            "employeeCode": employee_code, "employeeName": employee_name, "preferredName": preferred_name,
            "emailAddress": email_address, "title": title, "officeCode": office_code, "departmentCode": department_code,
            "supervisorId": supervisor_id, "defaultTaskTypeId": default_task_type_id,
            "userAccessGroupId": user_access_group_id, "ownOfficeDataOnly": own_office_data_only,
            "startDate": wire.as_date(start_date), "endDate": wire.as_date(end_date), "dailyHours": daily_hours,
        },
        decode=Employee.from_dict, status="inferred",
    )  # fmt: skip


def get_employee(employee_id: int) -> Call[Employee]:
    """Build the request for `employees.get`: Get one employee."""
    return Call(
        api="v2", operation="Employees_GetEmployee", method="GET",
        path=f"/v2/employees/{wire.path_segment(employee_id)}", decode=Employee.from_dict, status="inferred",
        identity=[("id", employee_id)],
    )  # fmt: skip


def update_employee(
    employee_id: int, *, employee_code: str | Unset = UNSET, employee_name: str | Unset = UNSET,
    preferred_name: str | None | Unset = UNSET, email_address: str | None | Unset = UNSET,
    title: str | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
    department_code: str | None | Unset = UNSET, supervisor_id: int | None | Unset = UNSET,
    default_task_type_id: int | None | Unset = UNSET, user_access_group_id: int | None | Unset = UNSET,
    own_office_data_only: bool | Unset = UNSET, start_date: datetime.date | None | Unset = UNSET,
    end_date: datetime.date | None | Unset = UNSET, daily_hours: Decimal | int | None | Unset = UNSET,
) -> Call[Employee]:  # fmt: skip
    """Build the request for `employees.update`: Change an employee."""
    return Call(
        api="v2", operation="Employees_UpdateEmployee", method="PATCH",
        path=f"/v2/employees/{wire.path_segment(employee_id)}",
        body={
            "employeeCode": employee_code, "employeeName": employee_name, "preferredName": preferred_name,
            "emailAddress": email_address, "title": title, "officeCode": office_code, "departmentCode": department_code,
            "supervisorId": supervisor_id, "defaultTaskTypeId": default_task_type_id,
            "userAccessGroupId": user_access_group_id, "ownOfficeDataOnly": own_office_data_only,
            "startDate": wire.as_date(start_date), "endDate": wire.as_date(end_date), "dailyHours": daily_hours,
        },
        media="application/merge-patch+json", decode=Employee.from_dict, status="inferred",
        identity=[("id", employee_id)],
    )  # fmt: skip


class Employees(Resource):
    """The people of the agency."""

    def list(
        self, *, employee_code: str | None = None, email_address: str | None = None, office_code: str | None = None,
        department_code: str | None = None, supervisor_id: int | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[Employee]:  # fmt: skip
        """List employees.

        Employees in ascending order of id, a page at a time, also those who have left.
        Inferred, not published: KB employees names the properties; method, path, filters and paging by convention.

        Args:
            employee_code: Only the employee with this code.
            email_address: Only the employee with this e-mail address.
            office_code: Only employees of the office with this code.
            department_code: Only employees of the department with this code.
            supervisor_id: Only employees whom this employee supervises.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_employees(
            employee_code=employee_code, email_address=email_address, office_code=office_code,
            department_code=department_code, supervisor_id=supervisor_id, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, employee_code: str, employee_name: str, preferred_name: str | None | Unset = UNSET,
        email_address: str | None | Unset = UNSET, title: str | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, department_code: str | None | Unset = UNSET,
        supervisor_id: int | None | Unset = UNSET, default_task_type_id: int | None | Unset = UNSET,
        user_access_group_id: int | None | Unset = UNSET, own_office_data_only: bool | Unset = UNSET,
        start_date: datetime.date | None | Unset = UNSET, end_date: datetime.date | None | Unset = UNSET,
        daily_hours: Decimal | int | None | Unset = UNSET,
    ) -> Employee:  # fmt: skip
        """Create an employee.

        Adds an employee. An employee who is paid expense claims needs a supplier record too, which this does not
        create. A code that is taken already is stored with a "1" appended. After an endDate the employee has no
        access.
        Inferred, not published: KB suppliers (employees come from HR systems through the open API); KB employees;
        method and path by convention.

        Args:
            employee_code: Short code, also the code the employee logs in with.
            employee_name: Full name.
            preferred_name: The name the employee goes by.
            email_address: Work e-mail address, which the employee logs in with at the API.
            title: What the employee is at the agency.
            office_code: Code of the employee's office.
            department_code: Code of the employee's department.
            supervisor_id: The employee's supervisor.
            default_task_type_id: The task type that the employee's time entries begin with.
            user_access_group_id: The access group that defines what the employee may see and do.
            own_office_data_only: Whether the employee sees the data of the own office only.
            start_date: First day at the agency.
            end_date: Last day at the agency; it takes the access away.
            daily_hours: Hours of a working day.

        Returns:
            The record as it was created.
        """
        return self._send(create_employee(
            employee_code=employee_code, employee_name=employee_name, preferred_name=preferred_name,
            email_address=email_address, title=title, office_code=office_code, department_code=department_code,
            supervisor_id=supervisor_id, default_task_type_id=default_task_type_id,
            user_access_group_id=user_access_group_id, own_office_data_only=own_office_data_only, start_date=start_date,
            end_date=end_date, daily_hours=daily_hours,
        ))  # fmt: skip

    def get(self, employee_id: int) -> Employee:
        """Get one employee.

        The employee with this id.
        Inferred, not published: KB getting-started-with-the-accountability-api-web-and-postman-instructions names
        the section and an employee ID; method and path by convention.

        Args:
            employee_id: The employee's id.

        Returns:
            The record.
        """
        return self._send(get_employee(employee_id))

    def update(
        self, employee_id: int, *, employee_code: str | Unset = UNSET, employee_name: str | Unset = UNSET,
        preferred_name: str | None | Unset = UNSET, email_address: str | None | Unset = UNSET,
        title: str | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
        department_code: str | None | Unset = UNSET, supervisor_id: int | None | Unset = UNSET,
        default_task_type_id: int | None | Unset = UNSET, user_access_group_id: int | None | Unset = UNSET,
        own_office_data_only: bool | Unset = UNSET, start_date: datetime.date | None | Unset = UNSET,
        end_date: datetime.date | None | Unset = UNSET, daily_hours: Decimal | int | None | Unset = UNSET,
    ) -> Employee:  # fmt: skip
        """Change an employee.

        Changes the properties that are sent; null clears one. After an endDate the employee has no access.
        Inferred, not published: KB employees (the end date removes access); method, path and merge patch by
        convention.

        Args:
            employee_id: The employee's id.
            employee_code: Short code, also the code the employee logs in with.
            employee_name: Full name.
            preferred_name: The name the employee goes by.
            email_address: Work e-mail address, which the employee logs in with at the API.
            title: What the employee is at the agency.
            office_code: Code of the employee's office.
            department_code: Code of the employee's department.
            supervisor_id: The employee's supervisor.
            default_task_type_id: The task type that the employee's time entries begin with.
            user_access_group_id: The access group that defines what the employee may see and do.
            own_office_data_only: Whether the employee sees the data of the own office only.
            start_date: First day at the agency.
            end_date: Last day at the agency; it takes the access away.
            daily_hours: Hours of a working day.

        Returns:
            The record after the change.
        """
        return self._send(update_employee(
            employee_id, employee_code=employee_code, employee_name=employee_name, preferred_name=preferred_name,
            email_address=email_address, title=title, office_code=office_code, department_code=department_code,
            supervisor_id=supervisor_id, default_task_type_id=default_task_type_id,
            user_access_group_id=user_access_group_id, own_office_data_only=own_office_data_only, start_date=start_date,
            end_date=end_date, daily_hours=daily_hours,
        ))  # fmt: skip


class AsyncEmployees(AsyncResource):
    """The people of the agency."""

    def list(
        self, *, employee_code: str | None = None, email_address: str | None = None, office_code: str | None = None,
        department_code: str | None = None, supervisor_id: int | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[Employee]:  # fmt: skip
        """List employees.

        Employees in ascending order of id, a page at a time, also those who have left.
        Inferred, not published: KB employees names the properties; method, path, filters and paging by convention.

        Args:
            employee_code: Only the employee with this code.
            email_address: Only the employee with this e-mail address.
            office_code: Only employees of the office with this code.
            department_code: Only employees of the department with this code.
            supervisor_id: Only employees whom this employee supervises.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_employees(
            employee_code=employee_code, email_address=email_address, office_code=office_code,
            department_code=department_code, supervisor_id=supervisor_id, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, employee_code: str, employee_name: str, preferred_name: str | None | Unset = UNSET,
        email_address: str | None | Unset = UNSET, title: str | None | Unset = UNSET,
        office_code: str | None | Unset = UNSET, department_code: str | None | Unset = UNSET,
        supervisor_id: int | None | Unset = UNSET, default_task_type_id: int | None | Unset = UNSET,
        user_access_group_id: int | None | Unset = UNSET, own_office_data_only: bool | Unset = UNSET,
        start_date: datetime.date | None | Unset = UNSET, end_date: datetime.date | None | Unset = UNSET,
        daily_hours: Decimal | int | None | Unset = UNSET,
    ) -> Employee:  # fmt: skip
        """Create an employee.

        Adds an employee. An employee who is paid expense claims needs a supplier record too, which this does not
        create. A code that is taken already is stored with a "1" appended. After an endDate the employee has no
        access.
        Inferred, not published: KB suppliers (employees come from HR systems through the open API); KB employees;
        method and path by convention.

        Args:
            employee_code: Short code, also the code the employee logs in with.
            employee_name: Full name.
            preferred_name: The name the employee goes by.
            email_address: Work e-mail address, which the employee logs in with at the API.
            title: What the employee is at the agency.
            office_code: Code of the employee's office.
            department_code: Code of the employee's department.
            supervisor_id: The employee's supervisor.
            default_task_type_id: The task type that the employee's time entries begin with.
            user_access_group_id: The access group that defines what the employee may see and do.
            own_office_data_only: Whether the employee sees the data of the own office only.
            start_date: First day at the agency.
            end_date: Last day at the agency; it takes the access away.
            daily_hours: Hours of a working day.

        Returns:
            The record as it was created.
        """
        return await self._send(create_employee(
            employee_code=employee_code, employee_name=employee_name, preferred_name=preferred_name,
            email_address=email_address, title=title, office_code=office_code, department_code=department_code,
            supervisor_id=supervisor_id, default_task_type_id=default_task_type_id,
            user_access_group_id=user_access_group_id, own_office_data_only=own_office_data_only, start_date=start_date,
            end_date=end_date, daily_hours=daily_hours,
        ))  # fmt: skip

    async def get(self, employee_id: int) -> Employee:
        """Get one employee.

        The employee with this id.
        Inferred, not published: KB getting-started-with-the-accountability-api-web-and-postman-instructions names
        the section and an employee ID; method and path by convention.

        Args:
            employee_id: The employee's id.

        Returns:
            The record.
        """
        return await self._send(get_employee(employee_id))

    async def update(
        self, employee_id: int, *, employee_code: str | Unset = UNSET, employee_name: str | Unset = UNSET,
        preferred_name: str | None | Unset = UNSET, email_address: str | None | Unset = UNSET,
        title: str | None | Unset = UNSET, office_code: str | None | Unset = UNSET,
        department_code: str | None | Unset = UNSET, supervisor_id: int | None | Unset = UNSET,
        default_task_type_id: int | None | Unset = UNSET, user_access_group_id: int | None | Unset = UNSET,
        own_office_data_only: bool | Unset = UNSET, start_date: datetime.date | None | Unset = UNSET,
        end_date: datetime.date | None | Unset = UNSET, daily_hours: Decimal | int | None | Unset = UNSET,
    ) -> Employee:  # fmt: skip
        """Change an employee.

        Changes the properties that are sent; null clears one. After an endDate the employee has no access.
        Inferred, not published: KB employees (the end date removes access); method, path and merge patch by
        convention.

        Args:
            employee_id: The employee's id.
            employee_code: Short code, also the code the employee logs in with.
            employee_name: Full name.
            preferred_name: The name the employee goes by.
            email_address: Work e-mail address, which the employee logs in with at the API.
            title: What the employee is at the agency.
            office_code: Code of the employee's office.
            department_code: Code of the employee's department.
            supervisor_id: The employee's supervisor.
            default_task_type_id: The task type that the employee's time entries begin with.
            user_access_group_id: The access group that defines what the employee may see and do.
            own_office_data_only: Whether the employee sees the data of the own office only.
            start_date: First day at the agency.
            end_date: Last day at the agency; it takes the access away.
            daily_hours: Hours of a working day.

        Returns:
            The record after the change.
        """
        return await self._send(update_employee(
            employee_id, employee_code=employee_code, employee_name=employee_name, preferred_name=preferred_name,
            email_address=email_address, title=title, office_code=office_code, department_code=department_code,
            supervisor_id=supervisor_id, default_task_type_id=default_task_type_id,
            user_access_group_id=user_access_group_id, own_office_data_only=own_office_data_only, start_date=start_date,
            end_date=end_date, daily_hours=daily_hours,
        ))  # fmt: skip
