from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.job_type import JobType

PAGING = Paging(max_page_size=500)


def list_job_types(
    *, job_type_name: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[JobType]]:  # fmt: skip
    """Build the request for `job_types.list`: List job types."""
    return Call(
        api="v1", operation="JobTypes_ListJobTypes", method="GET", path="/v1/jobtypes",
        query={"jobTypeName": job_type_name, "page": page, "pageSize": page_size},
        decode=page_of(JobType.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("job_type_name", "job_type_name", "eq", job_type_name)],
    )  # fmt: skip


def get_job_type(job_type_id: int) -> Call[JobType]:
    """Build the request for `job_types.get`: Get one job type."""
    return Call(
        api="v1", operation="JobTypes_GetJobType", method="GET", path=f"/v1/jobtypes/{wire.path_segment(job_type_id)}",
        decode=JobType.from_dict, status="inferred", identity=[("id", job_type_id)],
    )  # fmt: skip


class JobTypes(Resource):
    """Kinds of jobs."""

    def list(
        self, *, job_type_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[JobType]:  # fmt: skip
        """List job types.

        Job types in ascending order of id, a page at a time.
        Inferred, not published: KB how-to-create-a-job; legacy FullJob; method, path, filter and paging by
        convention.

        Args:
            job_type_name: Only the job type with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_job_types(job_type_name=job_type_name, page=page, page_size=page_size))

    def get(self, job_type_id: int) -> JobType:
        """Get one job type.

        The job type with this id.
        Inferred, not published: KB how-to-create-a-job; legacy FullJob; method and path by convention.

        Args:
            job_type_id: The job type's id.

        Returns:
            The record.
        """
        return self._send(get_job_type(job_type_id))


class AsyncJobTypes(AsyncResource):
    """Kinds of jobs."""

    def list(
        self, *, job_type_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[JobType]:  # fmt: skip
        """List job types.

        Job types in ascending order of id, a page at a time.
        Inferred, not published: KB how-to-create-a-job; legacy FullJob; method, path, filter and paging by
        convention.

        Args:
            job_type_name: Only the job type with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_job_types(job_type_name=job_type_name, page=page, page_size=page_size))

    async def get(self, job_type_id: int) -> JobType:
        """Get one job type.

        The job type with this id.
        Inferred, not published: KB how-to-create-a-job; legacy FullJob; method and path by convention.

        Args:
            job_type_id: The job type's id.

        Returns:
            The record.
        """
        return await self._send(get_job_type(job_type_id))
