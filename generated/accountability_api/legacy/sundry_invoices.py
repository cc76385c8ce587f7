from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_sundry_invoice import LegacySundryInvoice


def get_sundry_invoice(sundry_invoice_id: int, *, format: Literal["json", "xml"] = "xml") -> Call[LegacySundryInvoice]:
    """Build the request for `sundry_invoices.get`: Read a sundry invoice."""
    return Call(
        api="legacy", operation="SundryInvoices_GetSundryInvoice", method="GET",
        path=f"/sundryinvoices/{wire.path_segment(sundry_invoice_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacySundryInvoice.from_dict, status="inferred" if format == "json" else "documented",
    )  # fmt: skip


class SundryInvoices(Resource):
    """Invoices to clients that are for no job."""

    def get(self, sundry_invoice_id: int, *, format: Literal["json", "xml"] = "xml") -> LegacySundryInvoice:
        """Read a sundry invoice.

        The invoice with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSundryInvoiceByID.

        Args:
            sundry_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The invoice.
        """
        return self._send(get_sundry_invoice(sundry_invoice_id, format=format))


class AsyncSundryInvoices(AsyncResource):
    """Invoices to clients that are for no job."""

    async def get(self, sundry_invoice_id: int, *, format: Literal["json", "xml"] = "xml") -> LegacySundryInvoice:
        """Read a sundry invoice.

        The invoice with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSundryInvoiceByID.

        Args:
            sundry_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The invoice.
        """
        return await self._send(get_sundry_invoice(sundry_invoice_id, format=format))
