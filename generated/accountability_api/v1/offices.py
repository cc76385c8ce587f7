from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.office import Office

PAGING = Paging(max_page_size=500)


def list_offices(
    *, office_code: str | None = None, active: bool | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[Office]]:  # fmt: skip
    """Build the request for `offices.list`: List offices."""
    return Call(
        api="v1", operation="Offices_ListOffices", method="GET", path="/v1/offices",
        query={"officeCode": office_code, "active": active, "page": page, "pageSize": page_size},
        decode=page_of(Office.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("office_code", "office_code", "eq", office_code), ("active", "active", "eq", active)],
    )  # fmt: skip


def get_office(office_id: int) -> Call[Office]:
    """Build the request for `offices.get`: Get one office."""
    return Call(
        api="v1", operation="Offices_GetOffice", method="GET", path=f"/v1/offices/{wire.path_segment(office_id)}",
        decode=Office.from_dict, status="inferred", identity=[("id", office_id)],
    )  # fmt: skip


class Offices(Resource):
    """Offices of the agency."""

    def list(
        self, *, office_code: str | None = None, active: bool | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[Office]:  # fmt: skip
        """List offices.

        Offices in ascending order of id, a page at a time.
        Inferred, not published: KB "How to create an office"; legacy FullJob; method, path, filter and paging by
        convention.

        Args:
            office_code: Only the office with this code.
            active: Only offices that are active, or only those that are not.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_offices(office_code=office_code, active=active, page=page, page_size=page_size))

    def get(self, office_id: int) -> Office:
        """Get one office.

        The office with this id.
        Inferred, not published: KB "How to create an office"; legacy FullJob; method and path by convention.

        Args:
            office_id: The office's id.

        Returns:
            The record.
        """
        return self._send(get_office(office_id))


class AsyncOffices(AsyncResource):
    """Offices of the agency."""

    def list(
        self, *, office_code: str | None = None, active: bool | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[Office]:  # fmt: skip
        """List offices.

        Offices in ascending order of id, a page at a time.
        Inferred, not published: KB "How to create an office"; legacy FullJob; method, path, filter and paging by
        convention.

        Args:
            office_code: Only the office with this code.
            active: Only offices that are active, or only those that are not.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_offices(
            office_code=office_code, active=active, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, office_id: int) -> Office:
        """Get one office.

        The office with this id.
        Inferred, not published: KB "How to create an office"; legacy FullJob; method and path by convention.

        Args:
            office_id: The office's id.

        Returns:
            The record.
        """
        return await self._send(get_office(office_id))
