from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.receipt_entry import ReceiptEntry

PAGING = Paging(max_page_size=500)


def list_receipt_entries(
    *, receipt_id: int | None = None, client_id: int | None = None, invoice_id: int | None = None,
    page: int | None = None, page_size: int | None = None,
) -> Call[Page[ReceiptEntry]]:  # fmt: skip
    """Build the request for `receipt_entries.list`: List entries of receipts."""
    return Call(
        api="v1", operation="ReceiptEntries_ListReceiptEntries", method="GET", path="/v1/receiptentries",
        query={
            "receiptId": receipt_id, "clientId": client_id, "invoiceId": invoice_id, "page": page,
            "pageSize": page_size,
        },
        decode=page_of(ReceiptEntry.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("receipt_id", "receipt_id", "eq", receipt_id), ("client_id", "client_id", "eq", client_id),
            ("invoice_id", "invoice_id", "eq", invoice_id),
        ],
    )  # fmt: skip


def get_receipt_entry(receipt_entry_id: int) -> Call[ReceiptEntry]:
    """Build the request for `receipt_entries.get`: Get one entry of a receipt."""
    return Call(
        api="v1", operation="ReceiptEntries_GetReceiptEntry", method="GET",
        path=f"/v1/receiptentries/{wire.path_segment(receipt_entry_id)}", decode=ReceiptEntry.from_dict,
        status="inferred", identity=[("id", receipt_entry_id)],
    )  # fmt: skip


class ReceiptEntries(Resource):
    """The lines of receipts."""

    def list(
        self, *, receipt_id: int | None = None, client_id: int | None = None, invoice_id: int | None = None,
        page: int | None = None, page_size: int | None = None,
    ) -> Items[ReceiptEntry]:  # fmt: skip
        """List entries of receipts.

        Entries of receipts in ascending order of id, a page at a time.
        Inferred, not published: legacy GetReceiptEntriesByReceiptIdAsJson lists by receipt, Receipt_Entry names the
        properties; method, path, other filters and paging by convention.

        Args:
            receipt_id: Only the entries of this receipt.
            client_id: Only what this client paid.
            invoice_id: Only entries that pay this invoice.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_receipt_entries(
            receipt_id=receipt_id, client_id=client_id, invoice_id=invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, receipt_entry_id: int) -> ReceiptEntry:
        """Get one entry of a receipt.

        The entry of a receipt with this id.
        Inferred, not published: legacy Receipt_Entry names the properties and the key; that one is read by it,
        method and path by convention.

        Args:
            receipt_entry_id: The entry of a receipt's id.

        Returns:
            The record.
        """
        return self._send(get_receipt_entry(receipt_entry_id))


class AsyncReceiptEntries(AsyncResource):
    """The lines of receipts."""

    def list(
        self, *, receipt_id: int | None = None, client_id: int | None = None, invoice_id: int | None = None,
        page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[ReceiptEntry]:  # fmt: skip
        """List entries of receipts.

        Entries of receipts in ascending order of id, a page at a time.
        Inferred, not published: legacy GetReceiptEntriesByReceiptIdAsJson lists by receipt, Receipt_Entry names the
        properties; method, path, other filters and paging by convention.

        Args:
            receipt_id: Only the entries of this receipt.
            client_id: Only what this client paid.
            invoice_id: Only entries that pay this invoice.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_receipt_entries(
            receipt_id=receipt_id, client_id=client_id, invoice_id=invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, receipt_entry_id: int) -> ReceiptEntry:
        """Get one entry of a receipt.

        The entry of a receipt with this id.
        Inferred, not published: legacy Receipt_Entry names the properties and the key; that one is read by it,
        method and path by convention.

        Args:
            receipt_entry_id: The entry of a receipt's id.

        Returns:
            The record.
        """
        return await self._send(get_receipt_entry(receipt_entry_id))
