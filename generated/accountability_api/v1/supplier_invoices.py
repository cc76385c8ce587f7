from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.supplier_invoice import SupplierInvoice

PAGING = Paging(max_page_size=500)


def list_supplier_invoices(
    *, supplier_invoice_number: str | None = None, supplier_id: int | None = None, purchase_order_id: int | None = None,
    job_id: int | None = None, employee_id: int | None = None, office_id: int | None = None,
    approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[SupplierInvoice]]:  # fmt: skip
    """Build the request for `supplier_invoices.list`: List suppliers' invoices."""
    return Call(
        api="v1", operation="SupplierInvoices_ListSupplierInvoices", method="GET", path="/v1/supplierinvoices",
        query={
            "supplierInvoiceNumber": supplier_invoice_number, "supplierId": supplier_id,
            "purchaseOrderId": purchase_order_id, "jobId": job_id, "employeeId": employee_id, "officeId": office_id,
            "approved": approved, "dateFrom": wire.as_date(date_from), "dateTo": wire.as_date(date_to),
            "modifiedSince": wire.as_datetime(modified_since), "page": page, "pageSize": page_size,
        },
        decode=page_of(SupplierInvoice.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("supplier_invoice_number", "supplier_invoice_number", "eq", supplier_invoice_number),
            ("supplier_id", "supplier_id", "eq", supplier_id),
            ("purchase_order_id", "purchase_order_id", "eq", purchase_order_id), ("job_id", "job_id", "eq", job_id),
            ("employee_id", "employee_id", "eq", employee_id), ("office_id", "office_id", "eq", office_id),
            ("approved", "approved", "eq", approved), ("date_from", "date", "ge", date_from),
            ("date_to", "date", "le", date_to), ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def get_supplier_invoice(supplier_invoice_id: int) -> Call[SupplierInvoice]:
    """Build the request for `supplier_invoices.get`: Get one supplier's invoice."""
    return Call(
        api="v1", operation="SupplierInvoices_GetSupplierInvoice", method="GET",
        path=f"/v1/supplierinvoices/{wire.path_segment(supplier_invoice_id)}", decode=SupplierInvoice.from_dict,
        status="inferred", identity=[("id", supplier_invoice_id)],
    )  # fmt: skip


class SupplierInvoices(Resource):
    """Suppliers' invoices."""

    def list(
        self, *, supplier_invoice_number: str | None = None, supplier_id: int | None = None,
        purchase_order_id: int | None = None, job_id: int | None = None, employee_id: int | None = None,
        office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[SupplierInvoice]:  # fmt: skip
        """List suppliers' invoices.

        Suppliers' invoices in ascending order of id, a page at a time, without their lines.
        Inferred, not published: legacy Supplier_Invoice names the properties; that all can be listed, method, path,
        filters and paging by convention.

        Args:
            supplier_invoice_number: Only invoices with this number, which is the supplier's own.
            supplier_id: Only invoices of this supplier.
            purchase_order_id: Only invoices for this purchase order.
            job_id: Only invoices for this job.
            employee_id: Only the expense claims of this employee.
            office_id: Only invoices to this office.
            approved: Only invoices that are approved, or only those that are not.
            date_from: Only invoices dated this day or later.
            date_to: Only invoices dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_supplier_invoices(
            supplier_invoice_number=supplier_invoice_number, supplier_id=supplier_id,
            purchase_order_id=purchase_order_id, job_id=job_id, employee_id=employee_id, office_id=office_id,
            approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    def get(self, supplier_invoice_id: int) -> SupplierInvoice:
        """Get one supplier's invoice.

        The supplier's invoice with this id.
        Inferred, not published: legacy GetSupplierInvoiceByIDAsJson reads one by its key, Supplier_Invoice names the
        properties; method and path by convention.

        Args:
            supplier_invoice_id: The supplier's invoice's id.

        Returns:
            The record.
        """
        return self._send(get_supplier_invoice(supplier_invoice_id))


class AsyncSupplierInvoices(AsyncResource):
    """Suppliers' invoices."""

    def list(
        self, *, supplier_invoice_number: str | None = None, supplier_id: int | None = None,
        purchase_order_id: int | None = None, job_id: int | None = None, employee_id: int | None = None,
        office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[SupplierInvoice]:  # fmt: skip
        """List suppliers' invoices.

        Suppliers' invoices in ascending order of id, a page at a time, without their lines.
        Inferred, not published: legacy Supplier_Invoice names the properties; that all can be listed, method, path,
        filters and paging by convention.

        Args:
            supplier_invoice_number: Only invoices with this number, which is the supplier's own.
            supplier_id: Only invoices of this supplier.
            purchase_order_id: Only invoices for this purchase order.
            job_id: Only invoices for this job.
            employee_id: Only the expense claims of this employee.
            office_id: Only invoices to this office.
            approved: Only invoices that are approved, or only those that are not.
            date_from: Only invoices dated this day or later.
            date_to: Only invoices dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_supplier_invoices(
            supplier_invoice_number=supplier_invoice_number, supplier_id=supplier_id,
            purchase_order_id=purchase_order_id, job_id=job_id, employee_id=employee_id, office_id=office_id,
            approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    async def get(self, supplier_invoice_id: int) -> SupplierInvoice:
        """Get one supplier's invoice.

        The supplier's invoice with this id.
        Inferred, not published: legacy GetSupplierInvoiceByIDAsJson reads one by its key, Supplier_Invoice names the
        properties; method and path by convention.

        Args:
            supplier_invoice_id: The supplier's invoice's id.

        Returns:
            The record.
        """
        return await self._send(get_supplier_invoice(supplier_invoice_id))
