from __future__ import annotations

from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.estimate_entry import EstimateEntry

PAGING = Paging(max_page_size=500)


def list_estimate_entries(
    estimate_id: int, *, task_type_id: int | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[EstimateEntry]]:  # fmt: skip
    """Build the request for `estimate_entries.list`: List the entries of an estimate."""
    return Call(
        api="v2", operation="EstimateEntries_ListEstimateEntries", method="GET",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}/entries",
        query={"taskTypeId": task_type_id, "page": page, "pageSize": page_size},
        decode=page_of(EstimateEntry.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("task_type_id", "task_type_id", "eq", task_type_id)], identity=[("estimate_id", estimate_id)],
    )  # fmt: skip


def create_estimate_entry(
    estimate_id: int, *, task_type_id: int, units: Decimal | int, rate: Decimal | int,
    description: str | None | Unset = UNSET, employee_id: int | None | Unset = UNSET,
    supplier_id: int | None | Unset = UNSET, mark_up: Decimal | int | None | Unset = UNSET,
    override_mark_up: bool | Unset = UNSET, service_fee_applies: bool | Unset = UNSET,
    sort_order: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[EstimateEntry]:  # fmt: skip
    """Build the request for `estimate_entries.create`: Add an entry to an estimate."""
    return Call(
        api="v2", operation="EstimateEntries_CreateEstimateEntry", method="POST",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}/entries",
        body={
            "taskTypeId": task_type_id, "description": description, "employeeId": employee_id,
            "supplierId": supplier_id, "units": units, "rate": rate, "markUp": mark_up,
            "overrideMarkUp": override_mark_up, "serviceFeeApplies": service_fee_applies, "sortOrder": sort_order,
            "notes": notes,
        },
        decode=EstimateEntry.from_dict, status="inferred", identity=[("estimate_id", estimate_id)],
    )  # fmt: skip


def get_estimate_entry(estimate_id: int, estimate_entry_id: int) -> Call[EstimateEntry]:
    """Build the request for `estimate_entries.get`: Get one entry of an estimate."""
    return Call(
        api="v2", operation="EstimateEntries_GetEstimateEntry", method="GET",
        path=f"/v2/estimates/{wire.path_segment(estimate_id)}/entries/{wire.path_segment(estimate_entry_id)}",
        decode=EstimateEntry.from_dict, status="inferred",
        identity=[("estimate_id", estimate_id), ("id", estimate_entry_id)],
    )  # fmt: skip


class EstimateEntries(Resource):
    """The lines of an estimate."""

    def list(
        self, estimate_id: int, *, task_type_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[EstimateEntry]:  # fmt: skip
        """List the entries of an estimate.

        The estimate's entries in ascending order of id, a page at a time.
        Inferred, not published: KB estimate-overview; legacy Production_Invoice_Entry names the properties; method,
        path and paging by convention.

        Args:
            estimate_id: The estimate's id.
            task_type_id: Only entries of this task type.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_estimate_entries(
            estimate_id, task_type_id=task_type_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, estimate_id: int, *, task_type_id: int, units: Decimal | int, rate: Decimal | int,
        description: str | None | Unset = UNSET, employee_id: int | None | Unset = UNSET,
        supplier_id: int | None | Unset = UNSET, mark_up: Decimal | int | None | Unset = UNSET,
        override_mark_up: bool | Unset = UNSET, service_fee_applies: bool | Unset = UNSET,
        sort_order: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> EstimateEntry:  # fmt: skip
        """Add an entry to an estimate.

        Adds a line to the estimate in the path. The task type has to be one that the type of the estimate's job
        allows.
        Inferred, not published: legacy ExportScope and AAH 467 (a scoping tool sends estimates in); KB
        estimate-overview; method and path by convention.

        Args:
            estimate_id: The estimate's id.
            task_type_id: The kind of work or cost.
            units: How many units, hours for time.
            rate: Price of one unit, before mark-up.
            description: What the client reads on the line.
            employee_id: The employee whose time it is.
            supplier_id: The supplier whose cost it is.
            mark_up: Mark-up on a supplier's cost, in percent.
            override_mark_up: Whether markUp replaces the job's.
            service_fee_applies: Whether the service fee is charged on the line.
            sort_order: The position of the line among the others.
            notes: Free text for the agency.

        Returns:
            The record as it was created.
        """
        return self._send(create_estimate_entry(
            estimate_id, task_type_id=task_type_id, units=units, rate=rate, description=description,
            employee_id=employee_id, supplier_id=supplier_id, mark_up=mark_up, override_mark_up=override_mark_up,
            service_fee_applies=service_fee_applies, sort_order=sort_order, notes=notes,
        ))  # fmt: skip

    def get(self, estimate_id: int, estimate_entry_id: int) -> EstimateEntry:
        """Get one entry of an estimate.

        The entry with this id, if it belongs to the estimate in the path.
        Inferred, not published: legacy Production_Invoice_Entry names the properties; method and path by convention.

        Args:
            estimate_id: The estimate's id.
            estimate_entry_id: The entry's id.

        Returns:
            The record.
        """
        return self._send(get_estimate_entry(estimate_id, estimate_entry_id))


class AsyncEstimateEntries(AsyncResource):
    """The lines of an estimate."""

    def list(
        self, estimate_id: int, *, task_type_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[EstimateEntry]:  # fmt: skip
        """List the entries of an estimate.

        The estimate's entries in ascending order of id, a page at a time.
        Inferred, not published: KB estimate-overview; legacy Production_Invoice_Entry names the properties; method,
        path and paging by convention.

        Args:
            estimate_id: The estimate's id.
            task_type_id: Only entries of this task type.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_estimate_entries(
            estimate_id, task_type_id=task_type_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, estimate_id: int, *, task_type_id: int, units: Decimal | int, rate: Decimal | int,
        description: str | None | Unset = UNSET, employee_id: int | None | Unset = UNSET,
        supplier_id: int | None | Unset = UNSET, mark_up: Decimal | int | None | Unset = UNSET,
        override_mark_up: bool | Unset = UNSET, service_fee_applies: bool | Unset = UNSET,
        sort_order: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> EstimateEntry:  # fmt: skip
        """Add an entry to an estimate.

        Adds a line to the estimate in the path. The task type has to be one that the type of the estimate's job
        allows.
        Inferred, not published: legacy ExportScope and AAH 467 (a scoping tool sends estimates in); KB
        estimate-overview; method and path by convention.

        Args:
            estimate_id: The estimate's id.
            task_type_id: The kind of work or cost.
            units: How many units, hours for time.
            rate: Price of one unit, before mark-up.
            description: What the client reads on the line.
            employee_id: The employee whose time it is.
            supplier_id: The supplier whose cost it is.
            mark_up: Mark-up on a supplier's cost, in percent.
            override_mark_up: Whether markUp replaces the job's.
            service_fee_applies: Whether the service fee is charged on the line.
            sort_order: The position of the line among the others.
            notes: Free text for the agency.

        Returns:
            The record as it was created.
        """
        return await self._send(create_estimate_entry(
            estimate_id, task_type_id=task_type_id, units=units, rate=rate, description=description,
            employee_id=employee_id, supplier_id=supplier_id, mark_up=mark_up, override_mark_up=override_mark_up,
            service_fee_applies=service_fee_applies, sort_order=sort_order, notes=notes,
        ))  # fmt: skip

    async def get(self, estimate_id: int, estimate_entry_id: int) -> EstimateEntry:
        """Get one entry of an estimate.

        The entry with this id, if it belongs to the estimate in the path.
        Inferred, not published: legacy Production_Invoice_Entry names the properties; method and path by convention.

        Args:
            estimate_id: The estimate's id.
            estimate_entry_id: The entry's id.

        Returns:
            The record.
        """
        return await self._send(get_estimate_entry(estimate_id, estimate_entry_id))
