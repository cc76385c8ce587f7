from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.task_type import TaskType

PAGING = Paging(max_page_size=500)


def list_task_types(
    *, task_type_code: str | None = None, active: bool | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[TaskType]]:  # fmt: skip
    """Build the request for `task_types.list`: List task types."""
    return Call(
        api="v1", operation="TaskTypes_ListTaskTypes", method="GET", path="/v1/tasktypes",
        query={"taskTypeCode": task_type_code, "active": active, "page": page, "pageSize": page_size},
        decode=page_of(TaskType.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("task_type_code", "task_type_code", "eq", task_type_code), ("active", "active", "eq", active),
        ],
    )  # fmt: skip


def get_task_type(task_type_id: int) -> Call[TaskType]:
    """Build the request for `task_types.get`: Get one task type."""
    return Call(
        api="v1", operation="TaskTypes_GetTaskType", method="GET",
        path=f"/v1/tasktypes/{wire.path_segment(task_type_id)}", decode=TaskType.from_dict, status="inferred",
        identity=[("id", task_type_id)],
    )  # fmt: skip


class TaskTypes(Resource):
    """Kinds of work and cost, shared by estimates, time, orders and invoices."""

    def list(
        self, *, task_type_code: str | None = None, active: bool | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[TaskType]:  # fmt: skip
        """List task types.

        Task types in ascending order of id, a page at a time.
        Inferred, not published: KB managing-task-types; legacy Timesheet; method, path, filter and paging by
        convention.

        Args:
            task_type_code: Only the task type with this code.
            active: Only task types that are active, or only those that are not.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_task_types(
            task_type_code=task_type_code, active=active, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, task_type_id: int) -> TaskType:
        """Get one task type.

        The task type with this id.
        Inferred, not published: KB managing-task-types; legacy Timesheet; method and path by convention.

        Args:
            task_type_id: The task type's id.

        Returns:
            The record.
        """
        return self._send(get_task_type(task_type_id))


class AsyncTaskTypes(AsyncResource):
    """Kinds of work and cost, shared by estimates, time, orders and invoices."""

    def list(
        self, *, task_type_code: str | None = None, active: bool | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[TaskType]:  # fmt: skip
        """List task types.

        Task types in ascending order of id, a page at a time.
        Inferred, not published: KB managing-task-types; legacy Timesheet; method, path, filter and paging by
        convention.

        Args:
            task_type_code: Only the task type with this code.
            active: Only task types that are active, or only those that are not.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_task_types(
            task_type_code=task_type_code, active=active, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, task_type_id: int) -> TaskType:
        """Get one task type.

        The task type with this id.
        Inferred, not published: KB managing-task-types; legacy Timesheet; method and path by convention.

        Args:
            task_type_id: The task type's id.

        Returns:
            The record.
        """
        return await self._send(get_task_type(task_type_id))
