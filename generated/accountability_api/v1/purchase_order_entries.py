from __future__ import annotations

from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.purchase_order_entry import PurchaseOrderEntry

PAGING = Paging(max_page_size=500)


def list_purchase_order_entries(
    purchase_order_id: int, *, job_id: int | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[PurchaseOrderEntry]]:  # fmt: skip
    """Build the request for `purchase_order_entries.list`: List the entries of a purchase order."""
    return Call(
        api="v1", operation="PurchaseOrderEntries_ListPurchaseOrderEntries", method="GET",
        path=f"/v1/purchaseorders/{wire.path_segment(purchase_order_id)}/entries",
        query={"jobId": job_id, "page": page, "pageSize": page_size},
        decode=page_of(PurchaseOrderEntry.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("job_id", "job_id", "eq", job_id)], identity=[("purchase_order_id", purchase_order_id)],
    )  # fmt: skip


def create_purchase_order_entry(
    purchase_order_id: int, *, units: Decimal | int, rate: Decimal | int, description: str | None | Unset = UNSET,
    job_id: int | None | Unset = UNSET, task_type_id: int | None | Unset = UNSET,
    estimate_entry_id: int | None | Unset = UNSET, gl_account_id: int | None | Unset = UNSET,
    override_mark_up: bool | Unset = UNSET, mark_up: Decimal | int | None | Unset = UNSET,
    override_tax: bool | Unset = UNSET, tax: Decimal | int | None | Unset = UNSET,
    sort_order: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[PurchaseOrderEntry]:  # fmt: skip
    """Build the request for `purchase_order_entries.create`: Add an entry to a purchase order."""
    return Call(
        api="v1", operation="PurchaseOrderEntries_CreatePurchaseOrderEntry", method="POST",
        path=f"/v1/purchaseorders/{wire.path_segment(purchase_order_id)}/entries",
        body={
            "description": description, "jobId": job_id, "taskTypeId": task_type_id,
            "estimateEntriesId": estimate_entry_id, "glAccountId": gl_account_id, "units": units, "rate": rate,
            "overrideMarkUp": override_mark_up, "markUp": mark_up, "overrideTax": override_tax, "tax": tax,
            "sortOrder": sort_order, "notes": notes,
        },
        decode=PurchaseOrderEntry.from_dict, status="inferred", identity=[("purchase_order_id", purchase_order_id)],
    )  # fmt: skip


def get_purchase_order_entry(purchase_order_id: int, purchase_order_entry_id: int) -> Call[PurchaseOrderEntry]:
    """Build the request for `purchase_order_entries.get`: Get one entry of a purchase order."""
    return Call(
        api="v1", operation="PurchaseOrderEntries_GetPurchaseOrderEntry", method="GET",
        path=f"/v1/purchaseorders/{wire.path_segment(purchase_order_id)}/entries/{wire.path_segment(purchase_order_entry_id)}",
        decode=PurchaseOrderEntry.from_dict, status="inferred",
        identity=[("purchase_order_id", purchase_order_id), ("id", purchase_order_entry_id)],
    )  # fmt: skip


class PurchaseOrderEntries(Resource):
    """The lines of a purchase order."""

    def list(
        self, purchase_order_id: int, *, job_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[PurchaseOrderEntry]:  # fmt: skip
        """List the entries of a purchase order.

        The order's entries in ascending order of id, a page at a time.
        Inferred, not published: legacy GetPurchaseOrderEntriesByOrderIdAsJson; path and paging by convention.

        Args:
            purchase_order_id: The purchase order's id.
            job_id: Only entries for this job.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_purchase_order_entries(
            purchase_order_id, job_id=job_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, purchase_order_id: int, *, units: Decimal | int, rate: Decimal | int,
        description: str | None | Unset = UNSET, job_id: int | None | Unset = UNSET,
        task_type_id: int | None | Unset = UNSET, estimate_entry_id: int | None | Unset = UNSET,
        gl_account_id: int | None | Unset = UNSET, override_mark_up: bool | Unset = UNSET,
        mark_up: Decimal | int | None | Unset = UNSET, override_tax: bool | Unset = UNSET,
        tax: Decimal | int | None | Unset = UNSET, sort_order: Decimal | int | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> PurchaseOrderEntry:  # fmt: skip
        """Add an entry to a purchase order.

        Adds a line to a saved order that is not yet posted: a posted one is cancelled and issued anew. A line names
        a job and a task type, which the job's type has to allow, or a ledger account for overhead. The published
        body of the order has no lines, so they go by this operation of their own.
        Inferred, not published: KB purchase-orders-how-to-create-from-purchase-or; legacy Purchase_Order_Entry; REF
        purchaseorders_createpurchaseorder (no property holds lines); method and path by convention.

        Args:
            purchase_order_id: The purchase order's id.
            units: How many units.
            rate: Price of one unit, before tax, in the order's currency.
            description: What is ordered.
            job_id: The job that it is for.
            task_type_id: The task type, where there is a job.
            estimate_entry_id: The estimate entry that the line draws on.
            gl_account_id: The ledger account, for overhead.
            override_mark_up: Whether markUp replaces the job's.
            mark_up: Mark-up for the client, in percent.
            override_tax: Whether tax replaces the order's percentage.
            tax: Tax on the line.
            sort_order: The position of the line among the others.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return self._send(create_purchase_order_entry(
            purchase_order_id, units=units, rate=rate, description=description, job_id=job_id,
            task_type_id=task_type_id, estimate_entry_id=estimate_entry_id, gl_account_id=gl_account_id,
            override_mark_up=override_mark_up, mark_up=mark_up, override_tax=override_tax, tax=tax,
            sort_order=sort_order, notes=notes,
        ))  # fmt: skip

    def get(self, purchase_order_id: int, purchase_order_entry_id: int) -> PurchaseOrderEntry:
        """Get one entry of a purchase order.

        The entry with this id, if it belongs to the order in the path.
        Inferred, not published: legacy Purchase_Order_Entry names the properties; method and path by convention.

        Args:
            purchase_order_id: The purchase order's id.
            purchase_order_entry_id: The entry's id.

        Returns:
            The record.
        """
        return self._send(get_purchase_order_entry(purchase_order_id, purchase_order_entry_id))


class AsyncPurchaseOrderEntries(AsyncResource):
    """The lines of a purchase order."""

    def list(
        self, purchase_order_id: int, *, job_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[PurchaseOrderEntry]:  # fmt: skip
        """List the entries of a purchase order.

        The order's entries in ascending order of id, a page at a time.
        Inferred, not published: legacy GetPurchaseOrderEntriesByOrderIdAsJson; path and paging by convention.

        Args:
            purchase_order_id: The purchase order's id.
            job_id: Only entries for this job.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_purchase_order_entries(
            purchase_order_id, job_id=job_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, purchase_order_id: int, *, units: Decimal | int, rate: Decimal | int,
        description: str | None | Unset = UNSET, job_id: int | None | Unset = UNSET,
        task_type_id: int | None | Unset = UNSET, estimate_entry_id: int | None | Unset = UNSET,
        gl_account_id: int | None | Unset = UNSET, override_mark_up: bool | Unset = UNSET,
        mark_up: Decimal | int | None | Unset = UNSET, override_tax: bool | Unset = UNSET,
        tax: Decimal | int | None | Unset = UNSET, sort_order: Decimal | int | None | Unset = UNSET,
        notes: str | None | Unset = UNSET,
    ) -> PurchaseOrderEntry:  # fmt: skip
        """Add an entry to a purchase order.

        Adds a line to a saved order that is not yet posted: a posted one is cancelled and issued anew. A line names
        a job and a task type, which the job's type has to allow, or a ledger account for overhead. The published
        body of the order has no lines, so they go by this operation of their own.
        Inferred, not published: KB purchase-orders-how-to-create-from-purchase-or; legacy Purchase_Order_Entry; REF
        purchaseorders_createpurchaseorder (no property holds lines); method and path by convention.

        Args:
            purchase_order_id: The purchase order's id.
            units: How many units.
            rate: Price of one unit, before tax, in the order's currency.
            description: What is ordered.
            job_id: The job that it is for.
            task_type_id: The task type, where there is a job.
            estimate_entry_id: The estimate entry that the line draws on.
            gl_account_id: The ledger account, for overhead.
            override_mark_up: Whether markUp replaces the job's.
            mark_up: Mark-up for the client, in percent.
            override_tax: Whether tax replaces the order's percentage.
            tax: Tax on the line.
            sort_order: The position of the line among the others.
            notes: Free text.

        Returns:
            The record as it was created.
        """
        return await self._send(create_purchase_order_entry(
            purchase_order_id, units=units, rate=rate, description=description, job_id=job_id,
            task_type_id=task_type_id, estimate_entry_id=estimate_entry_id, gl_account_id=gl_account_id,
            override_mark_up=override_mark_up, mark_up=mark_up, override_tax=override_tax, tax=tax,
            sort_order=sort_order, notes=notes,
        ))  # fmt: skip

    async def get(self, purchase_order_id: int, purchase_order_entry_id: int) -> PurchaseOrderEntry:
        """Get one entry of a purchase order.

        The entry with this id, if it belongs to the order in the path.
        Inferred, not published: legacy Purchase_Order_Entry names the properties; method and path by convention.

        Args:
            purchase_order_id: The purchase order's id.
            purchase_order_entry_id: The entry's id.

        Returns:
            The record.
        """
        return await self._send(get_purchase_order_entry(purchase_order_id, purchase_order_entry_id))
