from __future__ import annotations

import datetime
from decimal import Decimal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from .._runtime.wire import UNSET, Unset
from ..models.purchase_order import PurchaseOrder

PAGING = Paging(max_page_size=500)


def list_purchase_orders(
    *, purchase_order_number: str | None = None, supplier_id: int | None = None, office_id: int | None = None,
    approved: bool | None = None, canceled: bool | None = None, date_from: datetime.date | None = None,
    date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[PurchaseOrder]]:  # fmt: skip
    """Build the request for `purchase_orders.list`: List purchase orders."""
    return Call(
        api="v2", operation="PurchaseOrders_ListPurchaseOrders", method="GET", path="/v2/purchaseorders",
        query={
            "purchaseOrderNumber": purchase_order_number, "supplierId": supplier_id, "officeId": office_id,
            "approved": approved, "canceled": canceled, "dateFrom": wire.as_date(date_from),
            "dateTo": wire.as_date(date_to), "modifiedSince": wire.as_datetime(modified_since), "page": page,
            "pageSize": page_size,
        },
        decode=page_of(PurchaseOrder.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("purchase_order_number", "purchase_order_number", "eq", purchase_order_number),
            ("supplier_id", "supplier_id", "eq", supplier_id), ("office_id", "office_id", "eq", office_id),
            ("approved", "approved", "eq", approved), ("canceled", "canceled", "eq", canceled),
            ("date_from", "date", "ge", date_from), ("date_to", "date", "le", date_to),
            ("modified_since", "modified_date", "ge", modified_since),
        ],
    )  # fmt: skip


def create_purchase_order(
    *, supplier_id: int, office_id: int, currency_id: int | None | Unset = UNSET,
    fx_rate: Decimal | int | None | Unset = UNSET, date: datetime.date | None | Unset = UNSET,
    tax_code_id: int | None | Unset = UNSET, tax_pct: Decimal | int | None | Unset = UNSET,
    nominated_approver_id: int | None | Unset = UNSET, payment_terms_factor_id: int | None | Unset = UNSET,
    payment_terms_number: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
) -> Call[PurchaseOrder]:  # fmt: skip
    """Build the request for `purchase_orders.create`: Create a purchase order."""
    return Call(
        api="v2", operation="PurchaseOrders_CreatePurchaseOrder", method="POST", path="/v2/purchaseorders",
        body={
            "supplierId": supplier_id, "officeId": office_id, "currencyId": currency_id, "fxRate": fx_rate,
            "date": wire.as_date(date), "taxCodeId": tax_code_id, "taxPct": tax_pct,
            "nominatedApproverId": nominated_approver_id, "paymentTermsFactorId": payment_terms_factor_id,
            "paymentTermsNumber": payment_terms_number, "notes": notes,
        },
        decode=PurchaseOrder.from_dict, status="inferred",
    )  # fmt: skip


def get_purchase_order(purchase_order_id: int) -> Call[PurchaseOrder]:
    """Build the request for `purchase_orders.get`: Get one purchase order."""
    return Call(
        api="v2", operation="PurchaseOrders_GetPurchaseOrder", method="GET",
        path=f"/v2/purchaseorders/{wire.path_segment(purchase_order_id)}", decode=PurchaseOrder.from_dict,
        status="inferred", identity=[("id", purchase_order_id)],
    )  # fmt: skip


def post_purchase_order(purchase_order_id: int) -> Call[PurchaseOrder]:
    """Build the request for `purchase_orders.post`: Post a purchase order."""
    return Call(
        api="v2", operation="PurchaseOrders_PostPurchaseOrder", method="POST",
        path=f"/v2/purchaseorders/{wire.path_segment(purchase_order_id)}/post", decode=PurchaseOrder.from_dict,
        status="inferred", identity=[("id", purchase_order_id)],
    )  # fmt: skip


def cancel_purchase_order(purchase_order_id: int) -> Call[PurchaseOrder]:
    """Build the request for `purchase_orders.cancel`: Cancel a purchase order."""
    return Call(
        api="v2", operation="PurchaseOrders_CancelPurchaseOrder", method="POST",
        path=f"/v2/purchaseorders/{wire.path_segment(purchase_order_id)}/cancel", decode=PurchaseOrder.from_dict,
        status="inferred", identity=[("id", purchase_order_id)],
    )  # fmt: skip


class PurchaseOrders(Resource):
    """Orders to suppliers."""

    def list(
        self, *, purchase_order_number: str | None = None, supplier_id: int | None = None, office_id: int | None = None,
        approved: bool | None = None, canceled: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[PurchaseOrder]:  # fmt: skip
        """List purchase orders.

        Purchase orders in ascending order of id, a page at a time, without their entries.
        Inferred, not published: legacy Purchase_Order names the properties; method, path, filters and paging by
        convention.

        Args:
            purchase_order_number: Only the order with this number.
            supplier_id: Only orders to this supplier.
            office_id: Only orders by this office.
            approved: Only orders that are posted, or only those that are not.
            canceled: Only orders that are cancelled, or only those that are not.
            date_from: Only orders dated this day or later.
            date_to: Only orders dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_purchase_orders(
            purchase_order_number=purchase_order_number, supplier_id=supplier_id, office_id=office_id,
            approved=approved, canceled=canceled, date_from=date_from, date_to=date_to, modified_since=modified_since,
            page=page, page_size=page_size,
        ))  # fmt: skip

    def create(
        self, *, supplier_id: int, office_id: int, currency_id: int | None | Unset = UNSET,
        fx_rate: Decimal | int | None | Unset = UNSET, date: datetime.date | None | Unset = UNSET,
        tax_code_id: int | None | Unset = UNSET, tax_pct: Decimal | int | None | Unset = UNSET,
        nominated_approver_id: int | None | Unset = UNSET, payment_terms_factor_id: int | None | Unset = UNSET,
        payment_terms_number: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> PurchaseOrder:  # fmt: skip
        """Create a purchase order.

        Saves an order without lines; its entries are added one by one, then it is posted. The server fills what is
        left blank: currency and tax code are the supplier's, the tax percentage is the tax code's rate, the date is
        today, the unit of the payment terms is Days. The body is published but for its names; method and path are
        inferred.
        Inferred, not published: REF purchaseorders_createpurchaseorder (title and body); KB
        purchase-orders-how-to-create-from-purchase-or; method and path by convention.

        Args:
            supplier_id: The supplier who gets the order.
            office_id: The office that orders.
            currency_id: The currency of the order; the supplier's when left blank.
            fx_rate: Exchange rate between the order's currency and the agency's.
            date: The date of the order, yyyy-MM-dd; today when left blank.
            tax_code_id: The tax code of the lines; the supplier's when left blank.
            tax_pct: Tax of the lines, in percent; the tax code's rate when left blank.
            nominated_approver_id: The employee asked to approve the order.
            payment_terms_factor_id: Unit of the payment terms; Days when left blank.
            payment_terms_number: How many of that unit the agency has to pay.
            notes: Free text on the order.

        Returns:
            The record as it was created.
        """
        return self._send(create_purchase_order(
            supplier_id=supplier_id, office_id=office_id, currency_id=currency_id, fx_rate=fx_rate, date=date,
            tax_code_id=tax_code_id, tax_pct=tax_pct, nominated_approver_id=nominated_approver_id,
            payment_terms_factor_id=payment_terms_factor_id, payment_terms_number=payment_terms_number, notes=notes,
        ))  # fmt: skip

    def get(self, purchase_order_id: int) -> PurchaseOrder:
        """Get one purchase order.

        The purchase order with this id, without its entries.
        Inferred, not published: legacy GetPurchaseOrderByIDAsJson; path by convention.

        Args:
            purchase_order_id: The purchase order's id.

        Returns:
            The record.
        """
        return self._send(get_purchase_order(purchase_order_id))

    def post(self, purchase_order_id: int) -> PurchaseOrder:
        """Post a purchase order.

        Establishes a saved order; it cannot be altered afterwards, nor posted again. The caller needs the right to
        post. Which properties posting sets is inferred from the legacy type, which knows approved and canceled only.
        Inferred, not published: KB purchase-orders-how-to-create-from-purchase-or (save, then post); method and path
        by convention.

        Args:
            purchase_order_id: The purchase order's id.

        Returns:
            The record after the change.
        """
        return self._send(post_purchase_order(purchase_order_id))

    def cancel(self, purchase_order_id: int) -> PurchaseOrder:
        """Cancel a purchase order.

        Takes an order back, which is all that can be done to a posted one; it stays on record as cancelled, and
        another is issued in its place.
        Inferred, not published: KB purchase-orders-how-to-create-from-purchase-or (cancel and reissue); legacy
        Purchase_Order.Canceled; method and path by convention.

        Args:
            purchase_order_id: The purchase order's id.

        Returns:
            The record after the change.
        """
        return self._send(cancel_purchase_order(purchase_order_id))


class AsyncPurchaseOrders(AsyncResource):
    """Orders to suppliers."""

    def list(
        self, *, purchase_order_number: str | None = None, supplier_id: int | None = None, office_id: int | None = None,
        approved: bool | None = None, canceled: bool | None = None, date_from: datetime.date | None = None,
        date_to: datetime.date | None = None, modified_since: datetime.datetime | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[PurchaseOrder]:  # fmt: skip
        """List purchase orders.

        Purchase orders in ascending order of id, a page at a time, without their entries.
        Inferred, not published: legacy Purchase_Order names the properties; method, path, filters and paging by
        convention.

        Args:
            purchase_order_number: Only the order with this number.
            supplier_id: Only orders to this supplier.
            office_id: Only orders by this office.
            approved: Only orders that are posted, or only those that are not.
            canceled: Only orders that are cancelled, or only those that are not.
            date_from: Only orders dated this day or later.
            date_to: Only orders dated this day or before.
            modified_since: Only records changed at this moment or later.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_purchase_orders(
            purchase_order_number=purchase_order_number, supplier_id=supplier_id, office_id=office_id,
            approved=approved, canceled=canceled, date_from=date_from, date_to=date_to, modified_since=modified_since,
            page=page, page_size=page_size,
        ))  # fmt: skip

    async def create(
        self, *, supplier_id: int, office_id: int, currency_id: int | None | Unset = UNSET,
        fx_rate: Decimal | int | None | Unset = UNSET, date: datetime.date | None | Unset = UNSET,
        tax_code_id: int | None | Unset = UNSET, tax_pct: Decimal | int | None | Unset = UNSET,
        nominated_approver_id: int | None | Unset = UNSET, payment_terms_factor_id: int | None | Unset = UNSET,
        payment_terms_number: Decimal | int | None | Unset = UNSET, notes: str | None | Unset = UNSET,
    ) -> PurchaseOrder:  # fmt: skip
        """Create a purchase order.

        Saves an order without lines; its entries are added one by one, then it is posted. The server fills what is
        left blank: currency and tax code are the supplier's, the tax percentage is the tax code's rate, the date is
        today, the unit of the payment terms is Days. The body is published but for its names; method and path are
        inferred.
        Inferred, not published: REF purchaseorders_createpurchaseorder (title and body); KB
        purchase-orders-how-to-create-from-purchase-or; method and path by convention.

        Args:
            supplier_id: The supplier who gets the order.
            office_id: The office that orders.
            currency_id: The currency of the order; the supplier's when left blank.
            fx_rate: Exchange rate between the order's currency and the agency's.
            date: The date of the order, yyyy-MM-dd; today when left blank.
            tax_code_id: The tax code of the lines; the supplier's when left blank.
            tax_pct: Tax of the lines, in percent; the tax code's rate when left blank.
            nominated_approver_id: The employee asked to approve the order.
            payment_terms_factor_id: Unit of the payment terms; Days when left blank.
            payment_terms_number: How many of that unit the agency has to pay.
            notes: Free text on the order.

        Returns:
            The record as it was created.
        """
        return await self._send(create_purchase_order(
            supplier_id=supplier_id, office_id=office_id, currency_id=currency_id, fx_rate=fx_rate, date=date,
            tax_code_id=tax_code_id, tax_pct=tax_pct, nominated_approver_id=nominated_approver_id,
            payment_terms_factor_id=payment_terms_factor_id, payment_terms_number=payment_terms_number, notes=notes,
        ))  # fmt: skip

    async def get(self, purchase_order_id: int) -> PurchaseOrder:
        """Get one purchase order.

        The purchase order with this id, without its entries.
        Inferred, not published: legacy GetPurchaseOrderByIDAsJson; path by convention.

        Args:
            purchase_order_id: The purchase order's id.

        Returns:
            The record.
        """
        return await self._send(get_purchase_order(purchase_order_id))

    async def post(self, purchase_order_id: int) -> PurchaseOrder:
        """Post a purchase order.

        Establishes a saved order; it cannot be altered afterwards, nor posted again. The caller needs the right to
        post. Which properties posting sets is inferred from the legacy type, which knows approved and canceled only.
        Inferred, not published: KB purchase-orders-how-to-create-from-purchase-or (save, then post); method and path
        by convention.

        Args:
            purchase_order_id: The purchase order's id.

        Returns:
            The record after the change.
        """
        return await self._send(post_purchase_order(purchase_order_id))

    async def cancel(self, purchase_order_id: int) -> PurchaseOrder:
        """Cancel a purchase order.

        Takes an order back, which is all that can be done to a posted one; it stays on record as cancelled, and
        another is issued in its place.
        Inferred, not published: KB purchase-orders-how-to-create-from-purchase-or (cancel and reissue); legacy
        Purchase_Order.Canceled; method and path by convention.

        Args:
            purchase_order_id: The purchase order's id.

        Returns:
            The record after the change.
        """
        return await self._send(cancel_purchase_order(purchase_order_id))
