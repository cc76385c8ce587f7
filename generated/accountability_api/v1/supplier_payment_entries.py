from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.supplier_payment_entry import SupplierPaymentEntry

PAGING = Paging(max_page_size=500)


def list_supplier_payment_entries(
    supplier_payment_id: int, *, supplier_invoice_id: int | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[SupplierPaymentEntry]]:  # fmt: skip
    """Build the request for `supplier_payment_entries.list`: List the entries of a payment to a supplier."""
    return Call(
        api="v1", operation="SupplierPaymentEntries_ListSupplierPaymentEntries", method="GET",
        path=f"/v1/supplierpayments/{wire.path_segment(supplier_payment_id)}/entries",
        query={"supplierInvoiceId": supplier_invoice_id, "page": page, "pageSize": page_size},
        decode=page_of(SupplierPaymentEntry.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("supplier_invoice_id", "supplier_invoice_id", "eq", supplier_invoice_id)],
        identity=[("supplier_payment_id", supplier_payment_id)],
    )  # fmt: skip


def get_supplier_payment_entry(supplier_payment_id: int, supplier_payment_entry_id: int) -> Call[SupplierPaymentEntry]:
    """Build the request for `supplier_payment_entries.get`: Get one entry of a payment to a supplier."""
    return Call(
        api="v1", operation="SupplierPaymentEntries_GetSupplierPaymentEntry", method="GET",
        path=f"/v1/supplierpayments/{wire.path_segment(supplier_payment_id)}/entries/{wire.path_segment(supplier_payment_entry_id)}",
        decode=SupplierPaymentEntry.from_dict, status="inferred",
        identity=[("supplier_payment_id", supplier_payment_id), ("id", supplier_payment_entry_id)],
    )  # fmt: skip


class SupplierPaymentEntries(Resource):
    """The lines of a payment to a supplier."""

    def list(
        self, supplier_payment_id: int, *, supplier_invoice_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[SupplierPaymentEntry]:  # fmt: skip
        """List the entries of a payment to a supplier.

        The payment's entries in ascending order of id, a page at a time.
        Inferred, not published: legacy Supplier_Payment_Entry names the properties and the payment; that a payment
        lists its entries, method, path and paging by convention.

        Args:
            supplier_payment_id: The payment's id.
            supplier_invoice_id: Only entries that pay this invoice.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_supplier_payment_entries(
            supplier_payment_id, supplier_invoice_id=supplier_invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, supplier_payment_id: int, supplier_payment_entry_id: int) -> SupplierPaymentEntry:
        """Get one entry of a payment to a supplier.

        The entry with this id, if it belongs to the payment in the path.
        Inferred, not published: legacy GetSupplierPaymentEntryByIDAsJson reads one by its key,
        Supplier_Payment_Entry names the properties; method and path by convention.

        Args:
            supplier_payment_id: The payment's id.
            supplier_payment_entry_id: The entry's id.

        Returns:
            The record.
        """
        return self._send(get_supplier_payment_entry(supplier_payment_id, supplier_payment_entry_id))


class AsyncSupplierPaymentEntries(AsyncResource):
    """The lines of a payment to a supplier."""

    def list(
        self, supplier_payment_id: int, *, supplier_invoice_id: int | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[SupplierPaymentEntry]:  # fmt: skip
        """List the entries of a payment to a supplier.

        The payment's entries in ascending order of id, a page at a time.
        Inferred, not published: legacy Supplier_Payment_Entry names the properties and the payment; that a payment
        lists its entries, method, path and paging by convention.

        Args:
            supplier_payment_id: The payment's id.
            supplier_invoice_id: Only entries that pay this invoice.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_supplier_payment_entries(
            supplier_payment_id, supplier_invoice_id=supplier_invoice_id, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, supplier_payment_id: int, supplier_payment_entry_id: int) -> SupplierPaymentEntry:
        """Get one entry of a payment to a supplier.

        The entry with this id, if it belongs to the payment in the path.
        Inferred, not published: legacy GetSupplierPaymentEntryByIDAsJson reads one by its key,
        Supplier_Payment_Entry names the properties; method and path by convention.

        Args:
            supplier_payment_id: The payment's id.
            supplier_payment_entry_id: The entry's id.

        Returns:
            The record.
        """
        return await self._send(get_supplier_payment_entry(supplier_payment_id, supplier_payment_entry_id))
