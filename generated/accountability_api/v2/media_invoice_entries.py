from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.media_invoice_entry import MediaInvoiceEntry

PAGING = Paging(max_page_size=500)


def list_media_invoice_entries(
    *, media_invoice_id: int | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[MediaInvoiceEntry]]:  # fmt: skip
    """Build the request for `media_invoice_entries.list`: List entries of media invoices."""
    return Call(
        api="v2", operation="MediaInvoiceEntries_ListMediaInvoiceEntries", method="GET", path="/v2/mediainvoiceentries",
        query={"mediaInvoiceId": media_invoice_id, "page": page, "pageSize": page_size},
        decode=page_of(MediaInvoiceEntry.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("media_invoice_id", "media_invoice_id", "eq", media_invoice_id)],
    )  # fmt: skip


def get_media_invoice_entry(media_invoice_entry_id: int) -> Call[MediaInvoiceEntry]:
    """Build the request for `media_invoice_entries.get`: Get one entry of a media invoice."""
    return Call(
        api="v2", operation="MediaInvoiceEntries_GetMediaInvoiceEntry", method="GET",
        path=f"/v2/mediainvoiceentries/{wire.path_segment(media_invoice_entry_id)}", decode=MediaInvoiceEntry.from_dict,
        status="inferred", identity=[("id", media_invoice_entry_id)],
    )  # fmt: skip


class MediaInvoiceEntries(Resource):
    """The lines of invoices for media."""

    def list(
        self, *, media_invoice_id: int | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[MediaInvoiceEntry]:  # fmt: skip
        """List entries of media invoices.

        Entries of media invoices in ascending order of id, a page at a time.
        Inferred, not published: legacy Media_Invoice_Entry names the properties; that all can be listed, method,
        path, filters and paging by convention.

        Args:
            media_invoice_id: Only the entries of this media invoice.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_media_invoice_entries(
            media_invoice_id=media_invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, media_invoice_entry_id: int) -> MediaInvoiceEntry:
        """Get one entry of a media invoice.

        The entry of a media invoice with this id.
        Inferred, not published: legacy GetMediaInvoiceEntryByIDAsJson reads one by its key, Media_Invoice_Entry
        names the properties; method and path by convention.

        Args:
            media_invoice_entry_id: The entry of a media invoice's id.

        Returns:
            The record.
        """
        return self._send(get_media_invoice_entry(media_invoice_entry_id))


class AsyncMediaInvoiceEntries(AsyncResource):
    """The lines of invoices for media."""

    def list(
        self, *, media_invoice_id: int | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[MediaInvoiceEntry]:  # fmt: skip
        """List entries of media invoices.

        Entries of media invoices in ascending order of id, a page at a time.
        Inferred, not published: legacy Media_Invoice_Entry names the properties; that all can be listed, method,
        path, filters and paging by convention.

        Args:
            media_invoice_id: Only the entries of this media invoice.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_media_invoice_entries(
            media_invoice_id=media_invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, media_invoice_entry_id: int) -> MediaInvoiceEntry:
        """Get one entry of a media invoice.

        The entry of a media invoice with this id.
        Inferred, not published: legacy GetMediaInvoiceEntryByIDAsJson reads one by its key, Media_Invoice_Entry
        names the properties; method and path by convention.

        Args:
            media_invoice_entry_id: The entry of a media invoice's id.

        Returns:
            The record.
        """
        return await self._send(get_media_invoice_entry(media_invoice_entry_id))
