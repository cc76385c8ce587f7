from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, records_of, representation
from ..models.legacy_purchase_order_entry import LegacyPurchaseOrderEntry


def list_purchase_order_entries_by_order(
    order_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[list[LegacyPurchaseOrderEntry]]:  # fmt: skip
    """Build the request for `purchase_order_entries.list_by_order`: List the lines of a purchase order."""
    return Call(
        api="legacy", operation="PurchaseOrderEntries_ListPurchaseOrderEntriesByOrder", method="GET",
        path=f"/purchaseorderentries/orderid/{wire.path_segment(order_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=records_of(LegacyPurchaseOrderEntry.from_dict), status="documented" if format == "json" else "inferred",
    )  # fmt: skip


class PurchaseOrderEntries(Resource):
    """Lines of orders to suppliers."""

    def list_by_order(
        self, order_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacyPurchaseOrderEntry]:  # fmt: skip
        """List the lines of a purchase order.

        Every line of this order, all at once.
        Documented:
        https://www.accountabilityapi.com/Service.svc/help/operations/GetPurchaseOrderEntriesByOrderIdAsJson.

        Args:
            order_id: IDKey of the order.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The lines.
        """
        return self._send(list_purchase_order_entries_by_order(order_id, format=format))


class AsyncPurchaseOrderEntries(AsyncResource):
    """Lines of orders to suppliers."""

    async def list_by_order(
        self, order_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacyPurchaseOrderEntry]:  # fmt: skip
        """List the lines of a purchase order.

        Every line of this order, all at once.
        Documented:
        https://www.accountabilityapi.com/Service.svc/help/operations/GetPurchaseOrderEntriesByOrderIdAsJson.

        Args:
            order_id: IDKey of the order.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The lines.
        """
        return await self._send(list_purchase_order_entries_by_order(order_id, format=format))
