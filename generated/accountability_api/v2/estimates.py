from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.estimate import Estimate

PAGING = Paging(max_page_size=500)


def list_estimates(
    *, job_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
    date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[Estimate]]:  # fmt: skip
    """Build the request for `estimates.list`: List estimates."""
    return Call(
        api="v2", operation="Estimates_ListEstimates", method="GET", path="/v2/estimates",
        query={
            "jobId": job_id, "approved": approved, "dateFrom": wire.as_date(date_from), "dateTo": wire.as_date(date_to),
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(Estimate.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("job_id", "job_id", "eq", job_id), ("approved", "approved", "eq", approved),
            ("date_from", "date", "ge", date_from), ("date_to", "date", "le", date_to),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_estimate(
    *, job_id: int, date: datetime.date, pct_service_fee_production: Decimal | int,
    contact_id: int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Estimate]:  # fmt: skip
    """Build the request for `estimates.create`: Create an estimate."""
    return Call(
        api="v2", operation="Estimates_CreateEstimate", method="POST", path="/v2/estimates",
        body={
            "jobId": job_id, "date": wire.as_date(date), "pctServiceFeeProduction": pct_service_fee_production,
            "contactId": contact_id, "notes": notes,
        },
        decode=Estimate.from_dict, status="inferred",
    )  # fmt: skip


def get_estimate(estimate_id: int) -> Call[Estimate]:
    """Build the request for `estimates.get`: Get one estimate."""
    return Call(
        api="v2", operation="Estimates_GetEstimate", method="GET",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}", decode=Estimate.from_dict, status="inferred",
        identity=[("id", estimate_id)],
    )  # fmt: skip


def update_estimate(
    estimate_id: int, *, date: datetime.date | Unset = UNSET, pct_service_fee_production: Decimal | int | Unset = UNSET,
    contact_id: int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[Estimate]:  # fmt: skip
    """Build the request for `estimates.update`: Change an estimate."""
    return Call(
        api="v2", operation="Estimates_UpdateEstimate", method="PATCH",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}",
        body={
            "date": wire.as_date(date), "pctServiceFeeProduction": pct_service_fee_production, "contactId": contact_id,
            "notes": notes,
        },
        media="application/merge-patch+json", decode=Estimate.from_dict, status="inferred",
        identity=[("id", estimate_id)],
    )  # fmt: skip


def approve_estimate(estimate_id: int) -> Call[Estimate]:
    """Build the request for `estimates.approve`: Approve an estimate."""
    return Call(
        api="v2", operation="Estimates_ApproveEstimate", method="POST",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}/approve", decode=Estimate.from_dict, status="inferred",
        identity=[("id", estimate_id)],
    )  # fmt: skip


def unapprove_estimate(estimate_id: int) -> Call[Estimate]:
    """Build the request for `estimates.unapprove`: Take an estimate's approval back."""
    return Call(
        api="v2", operation="Estimates_UnapproveEstimate", method="POST",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}/unapprove", decode=Estimate.from_dict, status="inferred",
        identity=[("id", estimate_id)],
    )  # fmt: skip


class Estimates(Resource):
    """What a job is expected to cost, as the client sees it."""

    def list(
        self, *, job_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[Estimate]:  # fmt: skip
        """List estimates.

        Estimates in ascending order of id, a page at a time, without their entries.
        Inferred, not published: KB estimate-overview; AAH 114; legacy Production_Invoice names like properties;
        method, path, filters and paging by convention.

        Args:
            job_id: Only the estimates of this job.
            approved: Only estimates that are approved, or only those that are not.
            date_from: Only estimates dated this day or later.
            date_to: Only estimates dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_estimates(
            job_id=job_id, approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since,
            page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, job_id: int, date: datetime.date, pct_service_fee_production: Decimal | int,
        contact_id: int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Estimate:  # fmt: skip
        """Create an estimate.

        Starts a freeform estimate of a job; its entries are added one by one. The estimates of a job are numbered 1,
        2 and so on. Without a contact the estimate has the job's.
        Inferred, not published: legacy ExportScope and AAH 467 (a scoping tool sends estimates in); KB
        estimate-overview; AAH 114; method and path by convention.

        Args:
            job_id: The job that is estimated.
            date: The date of the estimate.
            pct_service_fee_production: Service fee on production work, in percent.
            contact_id: The client contact who gets the estimate; it is the job's to begin with.
            notes: Free text on the estimate.

        Returns:
            The record as it was created.
        """
        return self._send(create_estimate(
            job_id=job_id, date=date, pct_service_fee_production=pct_service_fee_production, contact_id=contact_id,
            notes=notes,
        ))  # fmt: skip

    def get(self, estimate_id: int) -> Estimate:
        """Get one estimate.

        The estimate with this id, without its entries.
        Inferred, not published: KB estimate-overview; method and path by convention.

        Args:
            estimate_id: The estimate's id.

        Returns:
            The record.
        """
        return self._send(get_estimate(estimate_id))

    def update(
        self, estimate_id: int, *, date: datetime.date | Unset = UNSET,
        pct_service_fee_production: Decimal | int | Unset = UNSET, contact_id: int | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> Estimate:  # fmt: skip
        """Change an estimate.

        Changes the properties that are sent; null clears one.
        Inferred, not published: KB estimate-overview (a revision may take the older version's place); method, path
        and merge patch by convention.

        Args:
            estimate_id: The estimate's id.
            date: The date of the estimate.
            pct_service_fee_production: Service fee on production work, in percent.
            contact_id: The client contact who gets the estimate; it is the job's to begin with.
            notes: Free text on the estimate.

        Returns:
            The record after the change.
        """
        return self._send(update_estimate(
            estimate_id, date=date, pct_service_fee_production=pct_service_fee_production, contact_id=contact_id,
            notes=notes,
        ))  # fmt: skip

    def approve(self, estimate_id: int) -> Estimate:
        """Approve an estimate.

        Marks the estimate as approved, now and by the caller, who needs the right to approve.
        Inferred, not published: KB timesheets-set-up-options (time is matched with the approved estimate); what
        approving sets follows legacy Production_Invoice; method and path by convention.

        Args:
            estimate_id: The estimate's id.

        Returns:
            The record after the change.
        """
        return self._send(approve_estimate(estimate_id))

    def unapprove(self, estimate_id: int) -> Estimate:
        """Take an estimate's approval back.

        Marks the estimate as not approved. The caller needs the right to approve.
        Inferred, not published: by analogy only: KB unapprove-a-timesheet and sundry-invoices-how-to-change take
        approvals back, no page seen describes it for estimates; method and path by convention.

        Args:
            estimate_id: The estimate's id.

        Returns:
            The record after the change.
        """
        return self._send(unapprove_estimate(estimate_id))


class AsyncEstimates(AsyncResource):
    """What a job is expected to cost, as the client sees it."""

    def list(
        self, *, job_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[Estimate]:  # fmt: skip
        """List estimates.

        Estimates in ascending order of id, a page at a time, without their entries.
        Inferred, not published: KB estimate-overview; AAH 114; legacy Production_Invoice names like properties;
        method, path, filters and paging by convention.

        Args:
            job_id: Only the estimates of this job.
            approved: Only estimates that are approved, or only those that are not.
            date_from: Only estimates dated this day or later.
            date_to: Only estimates dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_estimates(
            job_id=job_id, approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since,
            page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, job_id: int, date: datetime.date, pct_service_fee_production: Decimal | int,
        contact_id: int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> Estimate:  # fmt: skip
        """Create an estimate.

        Starts a freeform estimate of a job; its entries are added one by one. The estimates of a job are numbered 1,
        2 and so on. Without a contact the estimate has the job's.
        Inferred, not published: legacy ExportScope and AAH 467 (a scoping tool sends estimates in); KB
        estimate-overview; AAH 114; method and path by convention.

        Args:
            job_id: The job that is estimated.
            date: The date of the estimate.
            pct_service_fee_production: Service fee on production work, in percent.
            contact_id: The client contact who gets the estimate; it is the job's to begin with.
            notes: Free text on the estimate.

        Returns:
            The record as it was created.
        """
        return await self._send(create_estimate(
            job_id=job_id, date=date, pct_service_fee_production=pct_service_fee_production, contact_id=contact_id,
            notes=notes,
        ))  # fmt: skip

    async def get(self, estimate_id: int) -> Estimate:
        """Get one estimate.

        The estimate with this id, without its entries.
        Inferred, not published: KB estimate-overview; method and path by convention.

        Args:
            estimate_id: The estimate's id.

        Returns:
            The record.
        """
        return await self._send(get_estimate(estimate_id))

    async def update(
        self, estimate_id: int, *, date: datetime.date | Unset = UNSET,
        pct_service_fee_production: Decimal | int | Unset = UNSET, contact_id: int | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> Estimate:  # fmt: skip
        """Change an estimate.

        Changes the properties that are sent; null clears one.
        Inferred, not published: KB estimate-overview (a revision may take the older version's place); method, path
        and merge patch by convention.

        Args:
            estimate_id: The estimate's id.
            date: The date of the estimate.
            pct_service_fee_production: Service fee on production work, in percent.
            contact_id: The client contact who gets the estimate; it is the job's to begin with.
            notes: Free text on the estimate.

        Returns:
            The record after the change.
        """
        return await self._send(update_estimate(
            estimate_id, date=date, pct_service_fee_production=pct_service_fee_production, contact_id=contact_id,
            notes=notes,
        ))  # fmt: skip

    async def approve(self, estimate_id: int) -> Estimate:
        """Approve an estimate.

        Marks the estimate as approved, now and by the caller, who needs the right to approve.
        Inferred, not published: KB timesheets-set-up-options (time is matched with the approved estimate); what
        approving sets follows legacy Production_Invoice; method and path by convention.

        Args:
            estimate_id: The estimate's id.

        Returns:
            The record after the change.
        """
        return await self._send(approve_estimate(estimate_id))

    async def unapprove(self, estimate_id: int) -> Estimate:
        """Take an estimate's approval back.

        Marks the estimate as not approved. The caller needs the right to approve.
        Inferred, not published: by analogy only: KB unapprove-a-timesheet and sundry-invoices-how-to-change take
        approvals back, no page seen describes it for estimates; method and path by convention.

        Args:
            estimate_id: The estimate's id.

        Returns:
            The record after the change.
        """
        return await self._send(unapprove_estimate(estimate_id))
