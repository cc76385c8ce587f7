from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_production_invoice import LegacyProductionInvoice


def get_production_invoice(
    production_invoice_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[LegacyProductionInvoice]:  # fmt: skip
    """Build the request for `production_invoices.get`: Read an invoice for a job."""
    return Call(
        api="legacy", operation="ProductionInvoices_GetProductionInvoice", method="GET",
        path=f"/productioninvoices/{wire.path_segment(production_invoice_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacyProductionInvoice.from_dict, status="documented" if format == "json" else "inferred",
    )  # fmt: skip


class ProductionInvoices(Resource):
    """Invoices for jobs."""

    def get(self, production_invoice_id: int, *, format: Literal["json", "xml"] = "json") -> LegacyProductionInvoice:
        """Read an invoice for a job.

        The invoice with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetProductionInvoiceByIDAsJson.

        Args:
            production_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The invoice.
        """
        return self._send(get_production_invoice(production_invoice_id, format=format))


class AsyncProductionInvoices(AsyncResource):
    """Invoices for jobs."""

    async def get(
        self, production_invoice_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> LegacyProductionInvoice:  # fmt: skip
        """Read an invoice for a job.

        The invoice with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetProductionInvoiceByIDAsJson.

        Args:
            production_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The invoice.
        """
        return await self._send(get_production_invoice(production_invoice_id, format=format))
