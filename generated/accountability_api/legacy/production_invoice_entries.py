from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, records_of, representation
from ..models.legacy_production_invoice_entry import LegacyProductionInvoiceEntry


def get_production_invoice_entry(
    production_invoice_entry_id: int, *, format: Literal["json", "xml"] = "xml",
) -> Call[LegacyProductionInvoiceEntry]:  # fmt: skip
    """Build the request for `production_invoice_entries.get`: Read a line of an invoice for a job."""
    return Call(
        api="legacy", operation="ProductionInvoiceEntries_GetProductionInvoiceEntry", method="GET",
        path=f"/productioninvoiceentries/{wire.path_segment(production_invoice_entry_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacyProductionInvoiceEntry.from_dict, status="inferred" if format == "json" else "documented",
    )  # fmt: skip


def list_production_invoice_entries_by_invoice(
    production_invoice_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[list[LegacyProductionInvoiceEntry]]:  # fmt: skip
    """Build the request for `production_invoice_entries.list_by_invoice`: List the lines of an invoice for a job."""
    return Call(
        api="legacy", operation="ProductionInvoiceEntries_ListProductionInvoiceEntriesByInvoice", method="GET",
        path=f"/productioninvoiceentriesbyinviceid/{wire.path_segment(production_invoice_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=records_of(LegacyProductionInvoiceEntry.from_dict),
        status="documented" if format == "json" else "inferred",
        identity=[("production_invoice_id", production_invoice_id)],
    )  # fmt: skip


class ProductionInvoiceEntries(Resource):
    """Lines of invoices for jobs."""

    def get(
        self, production_invoice_entry_id: int, *, format: Literal["json", "xml"] = "xml",
    ) -> LegacyProductionInvoiceEntry:  # fmt: skip
        """Read a line of an invoice for a job.

        The line with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetProductionInvoiceEntryByID.

        Args:
            production_invoice_entry_id: IDKey of the line.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The line.
        """
        return self._send(get_production_invoice_entry(production_invoice_entry_id, format=format))

    def list_by_invoice(
        self, production_invoice_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacyProductionInvoiceEntry]:  # fmt: skip
        """List the lines of an invoice for a job.

        Every line of this invoice, all at once.
        Documented:
        https://www.accountabilityapi.com/Service.svc/help/operations/GetProductionInvoiceEntryByInvoiceIDAsJson.

        Args:
            production_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The lines.
        """
        return self._send(list_production_invoice_entries_by_invoice(production_invoice_id, format=format))


class AsyncProductionInvoiceEntries(AsyncResource):
    """Lines of invoices for jobs."""

    async def get(
        self, production_invoice_entry_id: int, *, format: Literal["json", "xml"] = "xml",
    ) -> LegacyProductionInvoiceEntry:  # fmt: skip
        """Read a line of an invoice for a job.

        The line with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetProductionInvoiceEntryByID.

        Args:
            production_invoice_entry_id: IDKey of the line.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The line.
        """
        return await self._send(get_production_invoice_entry(production_invoice_entry_id, format=format))

    async def list_by_invoice(
        self, production_invoice_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacyProductionInvoiceEntry]:  # fmt: skip
        """List the lines of an invoice for a job.

        Every line of this invoice, all at once.
        Documented:
        https://www.accountabilityapi.com/Service.svc/help/operations/GetProductionInvoiceEntryByInvoiceIDAsJson.

        Args:
            production_invoice_id: IDKey of the invoice.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The lines.
        """
        return await self._send(list_production_invoice_entries_by_invoice(production_invoice_id, format=format))
