from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.sundry_invoice import SundryInvoice

PAGING = Paging(max_page_size=500)


def list_sundry_invoices(
    *, invoice_number: str | None = None, client_id: int | None = None, office_id: int | None = None,
    approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[SundryInvoice]]:  # fmt: skip
    """Build the request for `sundry_invoices.list`: List sundry invoices."""
    return Call(
        api="v2", operation="SundryInvoices_ListSundryInvoices", method="GET", path="/v2/sundryinvoices",
        query={
            "invoiceNumber": invoice_number, "clientId": client_id, "officeId": office_id, "approved": approved,
            "dateFrom": wire.as_date(date_from), "dateTo": wire.as_date(date_to),
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(SundryInvoice.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("invoice_number", "invoice_number", "eq", invoice_number), ("client_id", "client_id", "eq", client_id),
            ("office_id", "office_id", "eq", office_id), ("approved", "approved", "eq", approved),
            ("date_from", "date", "ge", date_from), ("date_to", "date", "le", date_to),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def get_sundry_invoice(sundry_invoice_id: int) -> Call[SundryInvoice]:
    """Build the request for `sundry_invoices.get`: Get one sundry invoice."""
    return Call(
        api="v2", operation="SundryInvoices_GetSundryInvoice", method="GET",
        path=f"/v2/sundryinvoices/{wire.path_segment(sundry_invoice_id)}", decode=SundryInvoice.from_dict,
        status="inferred", identity=[("id", sundry_invoice_id)],
    )  # fmt: skip


class SundryInvoices(Resource):
    """Invoices to clients that are for no job."""

    def list(
        self, *, invoice_number: str | None = None, client_id: int | None = None, office_id: int | None = None,
        approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[SundryInvoice]:  # fmt: skip
        """List sundry invoices.

        Sundry invoices in ascending order of id, a page at a time, without their lines.
        Inferred, not published: legacy Sundry_Invoice names the properties; that all can be listed, method, path,
        filters and paging by convention.

        Args:
            invoice_number: Only the invoice with this number.
            client_id: Only invoices to this client.
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
        return Items(self._send, list_sundry_invoices(
            invoice_number=invoice_number, client_id=client_id, office_id=office_id, approved=approved,
            date_from=date_from, date_to=date_to, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, sundry_invoice_id: int) -> SundryInvoice:
        """Get one sundry invoice.

        The sundry invoice with this id.
        Inferred, not published: legacy GetSundryInvoiceByID reads one by its key, Sundry_Invoice names the
        properties; method and path by convention.

        Args:
            sundry_invoice_id: The sundry invoice's id.

        Returns:
            The record.
        """
        return self._send(get_sundry_invoice(sundry_invoice_id))


class AsyncSundryInvoices(AsyncResource):
    """Invoices to clients that are for no job."""

    def list(
        self, *, invoice_number: str | None = None, client_id: int | None = None, office_id: int | None = None,
        approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
        modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[SundryInvoice]:  # fmt: skip
        """List sundry invoices.

        Sundry invoices in ascending order of id, a page at a time, without their lines.
        Inferred, not published: legacy Sundry_Invoice names the properties; that all can be listed, method, path,
        filters and paging by convention.

        Args:
            invoice_number: Only the invoice with this number.
            client_id: Only invoices to this client.
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
        return AsyncItems(self._send, list_sundry_invoices(
            invoice_number=invoice_number, client_id=client_id, office_id=office_id, approved=approved,
            date_from=date_from, date_to=date_to, modified_since=modified_since, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, sundry_invoice_id: int) -> SundryInvoice:
        """Get one sundry invoice.

        The sundry invoice with this id.
        Inferred, not published: legacy GetSundryInvoiceByID reads one by its key, Sundry_Invoice names the
        properties; method and path by convention.

        Args:
            sundry_invoice_id: The sundry invoice's id.

        Returns:
            The record.
        """
        return await self._send(get_sundry_invoice(sundry_invoice_id))
