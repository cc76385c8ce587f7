from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.department import Department

PAGING = Paging(max_page_size=500)


def list_departments(
    *, department_code: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[Department]]:  # fmt: skip
    """Build the request for `departments.list`: List departments."""
    return Call(
        api="v1", operation="Departments_ListDepartments", method="GET", path="/v1/departments",
        query={"departmentCode": department_code, "page": page, "pageSize": page_size},
        decode=page_of(Department.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("department_code", "department_code", "eq", department_code)],
    )  # fmt: skip


def get_department(department_id: int) -> Call[Department]:
    """Build the request for `departments.get`: Get one department."""
    return Call(
        api="v1", operation="Departments_GetDepartment", method="GET",
        path=f"/v1/departments/{wire.path_segment(department_id)}", decode=Department.from_dict, status="inferred",
        identity=[("id", department_id)],
    )  # fmt: skip


class Departments(Resource):
    """Departments of the agency."""

    def list(
        self, *, department_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[Department]:  # fmt: skip
        """List departments.

        Departments in ascending order of id, a page at a time.
        Inferred, not published: legacy Timesheet; KB employees; method, path, filter and paging by convention.

        Args:
            department_code: Only the department with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_departments(department_code=department_code, page=page, page_size=page_size))

    def get(self, department_id: int) -> Department:
        """Get one department.

        The department with this id.
        Inferred, not published: legacy Timesheet; KB employees; method and path by convention.

        Args:
            department_id: The department's id.

        Returns:
            The record.
        """
        return self._send(get_department(department_id))


class AsyncDepartments(AsyncResource):
    """Departments of the agency."""

    def list(
        self, *, department_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[Department]:  # fmt: skip
        """List departments.

        Departments in ascending order of id, a page at a time.
        Inferred, not published: legacy Timesheet; KB employees; method, path, filter and paging by convention.

        Args:
            department_code: Only the department with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_departments(department_code=department_code, page=page, page_size=page_size))

    async def get(self, department_id: int) -> Department:
        """Get one department.

        The department with this id.
        Inferred, not published: legacy Timesheet; KB employees; method and path by convention.

        Args:
            department_id: The department's id.

        Returns:
            The record.
        """
        return await self._send(get_department(department_id))
