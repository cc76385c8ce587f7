from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, records_of
from ..models.legacy_timesheet import LegacyTimesheet


def export_timesheets(
    from_date: datetime.date, to_date: datetime.date, modified_from: datetime.date, modified_to: datetime.date,
) -> Call[list[LegacyTimesheet]]:  # fmt: skip
    """Build the request for `timesheets.export`: Read time entries."""
    return Call(
        api="legacy", operation="Timesheets_ExportTimesheets", method="GET",
        path=f"/Timesheets/Export/{wire.path_segment(wire.as_date(from_date))}/{wire.path_segment(wire.as_date(to_date))}/{wire.path_segment(wire.as_date(modified_from))}/{wire.path_segment(wire.as_date(modified_to))}",
        accept="application/xml", decode=records_of(LegacyTimesheet.from_dict), status="documented",
    )  # fmt: skip


class Timesheets(Resource):
    """Hours spent on jobs."""

    def export(
        self, from_date: datetime.date, to_date: datetime.date, modified_from: datetime.date,
        modified_to: datetime.date,
    ) -> list[LegacyTimesheet]:  # fmt: skip
        """Read time entries.

        Every time entry of the days of work asked for that was changed on the days of change asked for, all at once.
        The path is published; that dates go as yyyy-MM-dd and that first and last day count is inferred. The name of
        the help page is misspelled as published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetTimesheesData.

        Args:
            from_date: First day of work, sent as yyyy-MM-dd.
            to_date: Last day of work, sent as yyyy-MM-dd.
            modified_from: First day of change, sent as yyyy-MM-dd.
            modified_to: Last day of change, sent as yyyy-MM-dd.

        Returns:
            The time entries.
        """
        return self._send(export_timesheets(from_date, to_date, modified_from, modified_to))


class AsyncTimesheets(AsyncResource):
    """Hours spent on jobs."""

    async def export(
        self, from_date: datetime.date, to_date: datetime.date, modified_from: datetime.date,
        modified_to: datetime.date,
    ) -> list[LegacyTimesheet]:  # fmt: skip
        """Read time entries.

        Every time entry of the days of work asked for that was changed on the days of change asked for, all at once.
        The path is published; that dates go as yyyy-MM-dd and that first and last day count is inferred. The name of
        the help page is misspelled as published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetTimesheesData.

        Args:
            from_date: First day of work, sent as yyyy-MM-dd.
            to_date: Last day of work, sent as yyyy-MM-dd.
            modified_from: First day of change, sent as yyyy-MM-dd.
            modified_to: Last day of change, sent as yyyy-MM-dd.

        Returns:
            The time entries.
        """
        return await self._send(export_timesheets(from_date, to_date, modified_from, modified_to))
