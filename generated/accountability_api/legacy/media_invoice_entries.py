from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_media_invoice_entry import LegacyMediaInvoiceEntry


def get_media_invoice_entry(
    media_invoice_entry_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[LegacyMediaInvoiceEntry]:  # fmt: skip
    """Build the request for `media_invoice_entries.get`: Read a line of an invoice for media."""
    return Call(
        api="legacy", operation="MediaInvoiceEntries_GetMediaInvoiceEntry", method="GET",
        path=f"/mediainvoiceentries/{wire.path_segment(media_invoice_entry_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacyMediaInvoiceEntry.from_dict, status="documented",
    )  # fmt: skip


class MediaInvoiceEntries(Resource):
    """Lines of invoices for media."""

    def get(self, media_invoice_entry_id: int, *, format: Literal["json", "xml"] = "json") -> LegacyMediaInvoiceEntry:
        """Read a line of an invoice for media.

        The line with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetMediaInvoiceEntryByID.

        Args:
            media_invoice_entry_id: IDKey of the line.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The line.
        """
        return self._send(get_media_invoice_entry(media_invoice_entry_id, format=format))


class AsyncMediaInvoiceEntries(AsyncResource):
    """Lines of invoices for media."""

    async def get(
        self, media_invoice_entry_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> LegacyMediaInvoiceEntry:  # fmt: skip
        """Read a line of an invoice for media.

        The line with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetMediaInvoiceEntryByID.

        Args:
            media_invoice_entry_id: IDKey of the line.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The line.
        """
        return await self._send(get_media_invoice_entry(media_invoice_entry_id, format=format))
