from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_purchase_order import LegacyPurchaseOrder


def get_purchase_order(purchase_order_id: int, *, format: Literal["json", "xml"] = "json") -> Call[LegacyPurchaseOrder]:
    """Build the request for `purchase_orders.get`: Read a purchase order."""
    return Call(
        api="legacy", operation="PurchaseOrders_GetPurchaseOrder", method="GET",
        path=f"/purchaseorders/{wire.path_segment(purchase_order_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacyPurchaseOrder.from_dict, status="documented" if format == "json" else "inferred",
        identity=[("id", purchase_order_id)],
    )  # fmt: skip


class PurchaseOrders(Resource):
    """Orders to suppliers."""

    def get(self, purchase_order_id: int, *, format: Literal["json", "xml"] = "json") -> LegacyPurchaseOrder:
        """Read a purchase order.

        The order with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetPurchaseOrderByIDAsJson.

        Args:
            purchase_order_id: IDKey of the order.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The order.
        """
        return self._send(get_purchase_order(purchase_order_id, format=format))


class AsyncPurchaseOrders(AsyncResource):
    """Orders to suppliers."""

    async def get(self, purchase_order_id: int, *, format: Literal["json", "xml"] = "json") -> LegacyPurchaseOrder:
        """Read a purchase order.

        The order with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetPurchaseOrderByIDAsJson.

        Args:
            purchase_order_id: IDKey of the order.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The order.
        """
        return await self._send(get_purchase_order(purchase_order_id, format=format))
