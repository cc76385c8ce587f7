from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, rows_of
from ..models.legacy_timesheet import LegacyTimesheet


def export_timesheets(
    from_date: datetime.date, to_date: datetime.date, modified_from: datetime.date, modified_to: datetime.date
) -> Call[list[LegacyTimesheet]]:
    """The call of `timesheets.export`: Read time entries."""
    return Call(
        api="legacy",
        operation="Timesheets_ExportTimesheets",
        method="GET",
        path=f"/Timesheets/Export/{wire.segment(wire.day(from_date))}/{wire.segment(wire.day(to_date))}/{wire.segment(wire.day(modified_from))}/{wire.segment(wire.day(modified_to))}",
        accept="application/xml",
        decode=rows_of(LegacyTimesheet.from_dict),
        status="documented",
    )


class Timesheets(Resource):
    """Hours spent on jobs."""

    def export(
        self, from_date: datetime.date, to_date: datetime.date, modified_from: datetime.date, modified_to: datetime.date
    ) -> list[LegacyTimesheet]:
        """Read time entries.

        Every time entry worked within the first two days and changed within the last two, all at once. That both
        ends of each span count is inferred. The page's name is misspelt as published.

        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetTimesheesData.

        Args:
            from_date: First day of the work.
            to_date: Last day of the work.
            modified_from: First day of the changes.
            modified_to: Last day of the changes.

        Returns:
            The time entries.
        """
        return self._send(export_timesheets(from_date, to_date, modified_from, modified_to))


class AsyncTimesheets(AsyncResource):
    """Hours spent on jobs."""

    async def export(
        self, from_date: datetime.date, to_date: datetime.date, modified_from: datetime.date, modified_to: datetime.date
    ) -> list[LegacyTimesheet]:
        """Read time entries.

        Every time entry worked within the first two days and changed within the last two, all at once. That both
        ends of each span count is inferred. The page's name is misspelt as published.

        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetTimesheesData.

        Args:
            from_date: First day of the work.
            to_date: Last day of the work.
            modified_from: First day of the changes.
            modified_to: Last day of the changes.

        Returns:
            The time entries.
        """
        return await self._send(export_timesheets(from_date, to_date, modified_from, modified_to))
