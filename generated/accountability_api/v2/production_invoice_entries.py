from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.production_invoice_entry import ProductionInvoiceEntry

PAGING = Paging(max_page_size=500)


def list_production_invoice_entries(
    production_invoice_id: int, *, page: int | None = None, page_size: int | None = None,
) -> Call[Page[ProductionInvoiceEntry]]:  # fmt: skip
    """Build the request for `production_invoice_entries.list`: List the entries of an invoice for a job."""
    return Call(
        api="v2", operation="ProductionInvoiceEntries_ListProductionInvoiceEntries", method="GET",
        path=f"/v2/productioninvoices/{wire.path_segment(production_invoice_id)}/entries",
        query={"page": page, "pageSize": page_size}, decode=page_of(ProductionInvoiceEntry.from_dict, PAGING),
        status="inferred", paging=PAGING, identity=[("production_invoice_id", production_invoice_id)],
    )  # fmt: skip


def get_production_invoice_entry(
    production_invoice_id: int, production_invoice_entry_id: int,
) -> Call[ProductionInvoiceEntry]:  # fmt: skip
    """Build the request for `production_invoice_entries.get`: Get one entry of an invoice for a job."""
    return Call(
        api="v2", operation="ProductionInvoiceEntries_GetProductionInvoiceEntry", method="GET",
        path=f"/v2/productioninvoices/{wire.path_segment(production_invoice_id)}/entries/{wire.path_segment(production_invoice_entry_id)}",
        decode=ProductionInvoiceEntry.from_dict, status="inferred",
        identity=[("production_invoice_id", production_invoice_id), ("id", production_invoice_entry_id)],
    )  # fmt: skip


class ProductionInvoiceEntries(Resource):
    """The lines of an invoice for a job."""

    def list(
        self, production_invoice_id: int, *, page: int | None = None, page_size: int | None = None,
    ) -> Items[ProductionInvoiceEntry]:  # fmt: skip
        """List the entries of an invoice for a job.

        The invoice's entries in ascending order of id, a page at a time.
        Inferred, not published: legacy GetProductionInvoiceEntryByInvoiceIDAsJson lists them by invoice,
        Production_Invoice_Entry names the properties; method, path and paging by convention.

        Args:
            production_invoice_id: The invoice's id.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_production_invoice_entries(production_invoice_id, page=page, page_size=page_size))

    def get(self, production_invoice_id: int, production_invoice_entry_id: int) -> ProductionInvoiceEntry:
        """Get one entry of an invoice for a job.

        The entry with this id, if it belongs to the invoice in the path.
        Inferred, not published: legacy GetProductionInvoiceEntryByID reads one by its key, Production_Invoice_Entry
        names the properties; method and path by convention.

        Args:
            production_invoice_id: The invoice's id.
            production_invoice_entry_id: The entry's id.

        Returns:
            The record.
        """
        return self._send(get_production_invoice_entry(production_invoice_id, production_invoice_entry_id))


class AsyncProductionInvoiceEntries(AsyncResource):
    """The lines of an invoice for a job."""

    def list(
        self, production_invoice_id: int, *, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[ProductionInvoiceEntry]:  # fmt: skip
        """List the entries of an invoice for a job.

        The invoice's entries in ascending order of id, a page at a time.
        Inferred, not published: legacy GetProductionInvoiceEntryByInvoiceIDAsJson lists them by invoice,
        Production_Invoice_Entry names the properties; method, path and paging by convention.

        Args:
            production_invoice_id: The invoice's id.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_production_invoice_entries(
            production_invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, production_invoice_id: int, production_invoice_entry_id: int) -> ProductionInvoiceEntry:
        """Get one entry of an invoice for a job.

        The entry with this id, if it belongs to the invoice in the path.
        Inferred, not published: legacy GetProductionInvoiceEntryByID reads one by its key, Production_Invoice_Entry
        names the properties; method and path by convention.

        Args:
            production_invoice_id: The invoice's id.
            production_invoice_entry_id: The entry's id.

        Returns:
            The record.
        """
        return await self._send(get_production_invoice_entry(production_invoice_id, production_invoice_entry_id))
