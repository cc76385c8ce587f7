from __future__ import annotations

import datetime

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.supplier_payment import SupplierPayment

PAGING = Paging(max_page_size=500)


def list_supplier_payments(
    *, supplier_payment_number: str | None = None, master_supplier_id: int | None = None, office_id: int | None = None,
    approved: bool | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None,
    modified_since: datetime.datetime | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[SupplierPayment]]:  # fmt: skip
    """Build the request for `supplier_payments.list`: List payments to suppliers."""
    return Call(
        api="v1", operation="SupplierPayments_ListSupplierPayments", method="GET", path="/v1/supplierpayments",
        query={
            "supplierPaymentNumber": supplier_payment_number, "masterSupplierId": master_supplier_id,
            "officeId": office_id, "approved": approved, "dateFrom": wire.as_date(date_from),
            "dateTo": wire.as_date(date_to), "modifiedSince": wire.as_datetime(modified_since), "page": page,
            "pageSize": page_size,
        },
        decode=page_of(SupplierPayment.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("supplier_payment_number", "supplier_payment_number", "eq", supplier_payment_number),
            ("master_supplier_id", "master_supplier_id", "eq", master_supplier_id),
            ("office_id", "office_id", "eq", office_id), ("approved", "approved", "eq", approved),
            ("date_from", "date", "ge", date_from), ("date_to", "date", "le", date_to),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def get_supplier_payment(supplier_payment_id: int) -> Call[SupplierPayment]:
    """Build the request for `supplier_payments.get`: Get one payment to a supplier."""
    return Call(
        api="v1", operation="SupplierPayments_GetSupplierPayment", method="GET",
        path=f"/v1/supplierpayments/{wire.path_segment(supplier_payment_id)}", decode=SupplierPayment.from_dict,
        status="inferred", identity=[("id", supplier_payment_id)],
    )  # fmt: skip


class SupplierPayments(Resource):
    """Payments to suppliers."""

    def list(
        self, *, supplier_payment_number: str | None = None, master_supplier_id: int | None = None,
        office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[SupplierPayment]:  # fmt: skip
        """List payments to suppliers.

        Payments in ascending order of id, a page at a time, without their entries.
        Inferred, not published: legacy Supplier_Payment names the properties, legacy
        GetSupplierPaymentsBySupplierIdAsJson lists by supplier; method, path, other filters and paging by
        convention.

        Args:
            supplier_payment_number: Only payments with this number.
            master_supplier_id: Only payments to this master supplier.
            office_id: Only payments by this office.
            approved: Only payments that are approved, or only those that are not.
            date_from: Only payments dated this day or later.
            date_to: Only payments dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_supplier_payments(
            supplier_payment_number=supplier_payment_number, master_supplier_id=master_supplier_id, office_id=office_id,
            approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    def get(self, supplier_payment_id: int) -> SupplierPayment:
        """Get one payment to a supplier.

        The payment to a supplier with this id.
        Inferred, not published: legacy GetSupplierPaymentByIDAsJson reads one by its key, Supplier_Payment names the
        properties; method and path by convention.

        Args:
            supplier_payment_id: The payment to a supplier's id.

        Returns:
            The record.
        """
        return self._send(get_supplier_payment(supplier_payment_id))


class AsyncSupplierPayments(AsyncResource):
    """Payments to suppliers."""

    def list(
        self, *, supplier_payment_number: str | None = None, master_supplier_id: int | None = None,
        office_id: int | None = None, approved: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[SupplierPayment]:  # fmt: skip
        """List payments to suppliers.

        Payments in ascending order of id, a page at a time, without their entries.
        Inferred, not published: legacy Supplier_Payment names the properties, legacy
        GetSupplierPaymentsBySupplierIdAsJson lists by supplier; method, path, other filters and paging by
        convention.

        Args:
            supplier_payment_number: Only payments with this number.
            master_supplier_id: Only payments to this master supplier.
            office_id: Only payments by this office.
            approved: Only payments that are approved, or only those that are not.
            date_from: Only payments dated this day or later.
            date_to: Only payments dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_supplier_payments(
            supplier_payment_number=supplier_payment_number, master_supplier_id=master_supplier_id, office_id=office_id,
            approved=approved, date_from=date_from, date_to=date_to, modified_since=modified_since, page=page,
            page_size=page_size,
        ))  # fmt: skip

    async def get(self, supplier_payment_id: int) -> SupplierPayment:
        """Get one payment to a supplier.

        The payment to a supplier with this id.
        Inferred, not published: legacy GetSupplierPaymentByIDAsJson reads one by its key, Supplier_Payment names the
        properties; method and path by convention.

        Args:
            supplier_payment_id: The payment to a supplier's id.

        Returns:
            The record.
        """
        return await self._send(get_supplier_payment(supplier_payment_id))
