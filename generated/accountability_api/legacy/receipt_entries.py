from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, records_of, representation
from ..models.legacy_receipt_entry import LegacyReceiptEntry


def list_receipt_entries_by_receipt(
    receipt_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[list[LegacyReceiptEntry]]:  # fmt: skip
    """Build the request for `receipt_entries.list_by_receipt`: List the lines of a receipt."""
    return Call(
        api="legacy", operation="ReceiptEntries_ListReceiptEntriesByReceipt", method="GET",
        path=f"/receiptentries/receiptid/{wire.path_segment(receipt_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=records_of(LegacyReceiptEntry.from_dict), status="documented", identity=[("receipt_id", receipt_id)],
    )  # fmt: skip


class ReceiptEntries(Resource):
    """Lines of receipts from clients."""

    def list_by_receipt(self, receipt_id: int, *, format: Literal["json", "xml"] = "json") -> list[LegacyReceiptEntry]:
        """List the lines of a receipt.

        Every line of this receipt, all at once.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetReceiptEntriesByReceiptId.

        Args:
            receipt_id: Key of the receipt.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The lines.
        """
        return self._send(list_receipt_entries_by_receipt(receipt_id, format=format))


class AsyncReceiptEntries(AsyncResource):
    """Lines of receipts from clients."""

    async def list_by_receipt(
        self, receipt_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacyReceiptEntry]:  # fmt: skip
        """List the lines of a receipt.

        Every line of this receipt, all at once.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetReceiptEntriesByReceiptId.

        Args:
            receipt_id: Key of the receipt.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The lines.
        """
        return await self._send(list_receipt_entries_by_receipt(receipt_id, format=format))
