from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.production_invoice import ProductionInvoice

PAGING = Paging(max_page_size=500)


def list_production_invoices(
    *, invoice_number: str | None = None, job_id: int | None = None, estimate_id: int | None = None,
    office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
    date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[ProductionInvoice]]:  # fmt: skip
    """Build the request for `production_invoices.list`: List invoices for jobs."""
    return Call(
        api="v1", operation="ProductionInvoices_ListProductionInvoices", method="GET", path="/v1/productioninvoices",
        query={
            "invoiceNumber": invoice_number, "jobId": job_id, "estimateId": estimate_id, "officeId": office_id,
            "approved": approved, "dateFrom": wire.as_date(date_from), "dateTo": wire.as_date(date_to),
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(ProductionInvoice.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("invoice_number", "invoice_number", "eq", invoice_number), ("job_id", "job_id", "eq", job_id),
            ("estimate_id", "estimate_id", "eq", estimate_id), ("office_id", "office_id", "eq", office_id),
            ("approved", "approved", "eq", approved), ("date_from", "date", "ge", date_from),
            ("date_to", "date", "le", date_to), ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def get_production_invoice(production_invoice_id: int) -> Call[ProductionInvoice]:
    """Build the request for `production_invoices.get`: Get one invoice for a job."""
    return Call(
        api="v1", operation="ProductionInvoices_GetProductionInvoice", method="GET",
        path=f"/v1/productioninvoices/{wire.path_segment(production_invoice_id)}", decode=ProductionInvoice.from_dict,
        status="inferred", identity=[("id", production_invoice_id)],
    )  # fmt: skip


class ProductionInvoices(Resource):
    """Invoices for jobs."""

    def list(
        self, *, invoice_number: str | None = None, job_id: int | None = None, estimate_id: int | None = None,
        office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[ProductionInvoice]:  # fmt: skip
        """List invoices for jobs.

        Invoices for jobs in ascending order of id, a page at a time, without their entries.
        Inferred, not published: legacy Production_Invoice names the properties; that all can be listed, method,
        path, filters and paging by convention.

        Args:
            invoice_number: Only the invoice with this number.
            job_id: Only the invoices of this job.
            estimate_id: Only invoices that bill this estimate.
            office_id: Only invoices by this office.
            approved: Only invoices that are approved, or only those that are not.
            date_from: Only invoices dated this day or later.
            date_to: Only invoices dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_production_invoices(
            invoice_number=invoice_number, job_id=job_id, estimate_id=estimate_id, office_id=office_id,
            approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    def get(self, production_invoice_id: int) -> ProductionInvoice:
        """Get one invoice for a job.

        The invoice for a job with this id.
        Inferred, not published: legacy GetProductionInvoiceByIDAsJson reads one by its key, Production_Invoice names
        the properties; method and path by convention.

        Args:
            production_invoice_id: The invoice for a job's id.

        Returns:
            The record.
        """
        return self._send(get_production_invoice(production_invoice_id))


class AsyncProductionInvoices(AsyncResource):
    """Invoices for jobs."""

    def list(
        self, *, invoice_number: str | None = None, job_id: int | None = None, estimate_id: int | None = None,
        office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[ProductionInvoice]:  # fmt: skip
        """List invoices for jobs.

        Invoices for jobs in ascending order of id, a page at a time, without their entries.
        Inferred, not published: legacy Production_Invoice names the properties; that all can be listed, method,
        path, filters and paging by convention.

        Args:
            invoice_number: Only the invoice with this number.
            job_id: Only the invoices of this job.
            estimate_id: Only invoices that bill this estimate.
            office_id: Only invoices by this office.
            approved: Only invoices that are approved, or only those that are not.
            date_from: Only invoices dated this day or later.
            date_to: Only invoices dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_production_invoices(
            invoice_number=invoice_number, job_id=job_id, estimate_id=estimate_id, office_id=office_id,
            approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    async def get(self, production_invoice_id: int) -> ProductionInvoice:
        """Get one invoice for a job.

        The invoice for a job with this id.
        Inferred, not published: legacy GetProductionInvoiceByIDAsJson reads one by its key, Production_Invoice names
        the properties; method and path by convention.

        Args:
            production_invoice_id: The invoice for a job's id.

        Returns:
            The record.
        """
        return await self._send(get_production_invoice(production_invoice_id))
