from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.wip_take_up import WipTakeUp

PAGING = Paging(max_page_size=500)


def list_wip_take_ups(
    *, income_take_up_number: str | None = None, job_id: int | None = None, office_id: int | None = None,
    approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[WipTakeUp]]:  # fmt: skip
    """Build the request for `wip_take_ups.list`: List WIP take-ups."""
    return Call(
        api="v1", operation="WipTakeUps_ListWipTakeUps", method="GET", path="/v1/wiptakeups",
        query={
            "incomeTakeUpNumber": income_take_up_number, "jobId": job_id, "officeId": office_id, "approved": approved,
            "dateFrom": wire.as_date(date_from), "dateTo": wire.as_date(date_to),
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(WipTakeUp.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("income_take_up_number", "income_take_up_number", "eq", income_take_up_number),
            ("job_id", "job_id", "eq", job_id), ("office_id", "office_id", "eq", office_id),
            ("approved", "approved", "eq", approved), ("date_from", "date", "ge", date_from),
            ("date_to", "date", "le", date_to), ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def get_wip_take_up(wip_take_up_id: int) -> Call[WipTakeUp]:
    """Build the request for `wip_take_ups.get`: Get one WIP take-up."""
    return Call(
        api="v1", operation="WipTakeUps_GetWipTakeUp", method="GET",
        path=f"/v1/wiptakeups/{wire.path_segment(wip_take_up_id)}", decode=WipTakeUp.from_dict, status="inferred",
        identity=[("id", wip_take_up_id)],
    )  # fmt: skip


class WipTakeUps(Resource):
    """Work in progress of jobs taken up as revenue, or written off."""

    def list(
        self, *, income_take_up_number: str | None = None, job_id: int | None = None, office_id: int | None = None,
        approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[WipTakeUp]:  # fmt: skip
        """List WIP take-ups.

        WIP take-ups in ascending order of id, a page at a time.
        Inferred, not published: legacy Income_TakeUp names the properties; KB wip-takeups-using-wizard; that all can
        be listed, method, path, filters and paging by convention.

        Args:
            income_take_up_number: Only the take-up with this number.
            job_id: Only take-ups of this job.
            office_id: Only take-ups by this office.
            approved: Only take-ups that are approved, or only those that are not.
            date_from: Only take-ups dated this day or later.
            date_to: Only take-ups dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_wip_take_ups(
            income_take_up_number=income_take_up_number, job_id=job_id, office_id=office_id, approved=approved,
            date_from=date_from, date_to=date_to, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, wip_take_up_id: int) -> WipTakeUp:
        """Get one WIP take-up.

        The WIP take-up with this id.
        Inferred, not published: legacy GetIncomeTakeUpByIDAsJson reads one by its key, Income_TakeUp names the
        properties; method and path by convention.

        Args:
            wip_take_up_id: The WIP take-up's id.

        Returns:
            The record.
        """
        return self._send(get_wip_take_up(wip_take_up_id))


class AsyncWipTakeUps(AsyncResource):
    """Work in progress of jobs taken up as revenue, or written off."""

    def list(
        self, *, income_take_up_number: str | None = None, job_id: int | None = None, office_id: int | None = None,
        approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[WipTakeUp]:  # fmt: skip
        """List WIP take-ups.

        WIP take-ups in ascending order of id, a page at a time.
        Inferred, not published: legacy Income_TakeUp names the properties; KB wip-takeups-using-wizard; that all can
        be listed, method, path, filters and paging by convention.

        Args:
            income_take_up_number: Only the take-up with this number.
            job_id: Only take-ups of this job.
            office_id: Only take-ups by this office.
            approved: Only take-ups that are approved, or only those that are not.
            date_from: Only take-ups dated this day or later.
            date_to: Only take-ups dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_wip_take_ups(
            income_take_up_number=income_take_up_number, job_id=job_id, office_id=office_id, approved=approved,
            date_from=date_from, date_to=date_to, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, wip_take_up_id: int) -> WipTakeUp:
        """Get one WIP take-up.

        The WIP take-up with this id.
        Inferred, not published: legacy GetIncomeTakeUpByIDAsJson reads one by its key, Income_TakeUp names the
        properties; method and path by convention.

        Args:
            wip_take_up_id: The WIP take-up's id.

        Returns:
            The record.
        """
        return await self._send(get_wip_take_up(wip_take_up_id))
