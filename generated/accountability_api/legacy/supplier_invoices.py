from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_supplier_invoice import LegacySupplierInvoice


def get_supplier_invoice(
    supplier_invoice_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[LegacySupplierInvoice]:  # fmt: skip
    """Build the request for `supplier_invoices.get`: Read a supplier's invoice."""
    return Call(
        api="legacy", operation="SupplierInvoices_GetSupplierInvoice", method="GET",
        path=f"/supplierinvoices/{wire.path_segment(supplier_invoice_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacySupplierInvoice.from_dict, status="documented" if format == "json" else "inferred",
    )  # fmt: skip


class SupplierInvoices(Resource):
    """What suppliers charge."""

    def get(self, supplier_invoice_id: int, *, format: Literal["json", "xml"] = "json") -> LegacySupplierInvoice:
        """Read a supplier's invoice.

        The invoice with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierInvoiceByIDAsJson.

        Args:
            supplier_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The invoice.
        """
        return self._send(get_supplier_invoice(supplier_invoice_id, format=format))


class AsyncSupplierInvoices(AsyncResource):
    """What suppliers charge."""

    async def get(self, supplier_invoice_id: int, *, format: Literal["json", "xml"] = "json") -> LegacySupplierInvoice:
        """Read a supplier's invoice.

        The invoice with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierInvoiceByIDAsJson.

        Args:
            supplier_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The invoice.
        """
        return await self._send(get_supplier_invoice(supplier_invoice_id, format=format))
