from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_supplier_payment_entry import LegacySupplierPaymentEntry


def get_supplier_payment_entry(
    supplier_payment_entry_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[LegacySupplierPaymentEntry]:  # fmt: skip
    """Build the request for `supplier_payment_entries.get`: Read a line of a payment."""
    return Call(
        api="legacy", operation="SupplierPaymentEntries_GetSupplierPaymentEntry", method="GET",
        path=f"/supplierpaymententries/{wire.path_segment(supplier_payment_entry_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacySupplierPaymentEntry.from_dict, status="documented",
    )  # fmt: skip


class SupplierPaymentEntries(Resource):
    """Lines of payments to suppliers."""

    def get(
        self, supplier_payment_entry_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> LegacySupplierPaymentEntry:  # fmt: skip
        """Read a line of a payment.

        The line with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierPaymentEntryByID.

        Args:
            supplier_payment_entry_id: IDKey of the line.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The line.
        """
        return self._send(get_supplier_payment_entry(supplier_payment_entry_id, format=format))


class AsyncSupplierPaymentEntries(AsyncResource):
    """Lines of payments to suppliers."""

    async def get(
        self, supplier_payment_entry_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> LegacySupplierPaymentEntry:  # fmt: skip
        """Read a line of a payment.

        The line with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierPaymentEntryByID.

        Args:
            supplier_payment_entry_id: IDKey of the line.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The line.
        """
        return await self._send(get_supplier_payment_entry(supplier_payment_entry_id, format=format))
