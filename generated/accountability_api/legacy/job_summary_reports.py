from __future__ import annotations

import builtins
from typing import Literal

from .._runtime.call import AsyncResource, Call, Resource, records_of, representation
from ..models.legacy_job_summary_report import LegacyJobSummaryReport


def list_job_summary_reports(*, format: Literal["json", "xml"] = "json") -> Call[list[LegacyJobSummaryReport]]:
    """Build the request for `job_summary_reports.list`: List the figures of jobs."""
    return Call(
        api="legacy", operation="JobSummaryReports_ListJobSummaryReports", method="GET", path="/jobsummaryreports",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=records_of(LegacyJobSummaryReport.from_dict), status="documented" if format == "json" else "inferred",
    )  # fmt: skip


class JobSummaryReports(Resource):
    """The figures of each job."""

    def list(self, *, format: Literal["json", "xml"] = "json") -> builtins.list[LegacyJobSummaryReport]:
        """List the figures of jobs.

        The figures of every job, all at once. Which jobs the service counts in is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetJobSummaryReportsAsJson.

        Args:
            format: Representation, JSON or XML; both hold the same.

        Returns:
            One row a job.
        """
        return self._send(list_job_summary_reports(format=format))


class AsyncJobSummaryReports(AsyncResource):
    """The figures of each job."""

    async def list(self, *, format: Literal["json", "xml"] = "json") -> builtins.list[LegacyJobSummaryReport]:
        """List the figures of jobs.

        The figures of every job, all at once. Which jobs the service counts in is not published.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetJobSummaryReportsAsJson.

        Args:
            format: Representation, JSON or XML; both hold the same.

        Returns:
            One row a job.
        """
        return await self._send(list_job_summary_reports(format=format))
