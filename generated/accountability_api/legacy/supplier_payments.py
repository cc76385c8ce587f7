from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, records_of, representation
from ..models.legacy_supplier_payment import LegacySupplierPayment


def get_supplier_payment(
    supplier_payment_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[LegacySupplierPayment]:  # fmt: skip
    """Build the request for `supplier_payments.get`: Read a payment to a supplier."""
    return Call(
        api="legacy", operation="SupplierPayments_GetSupplierPayment", method="GET",
        path=f"/supplierpayment/{wire.path_segment(supplier_payment_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacySupplierPayment.from_dict, status="documented" if format == "json" else "inferred",
    )  # fmt: skip


def list_supplier_payments_by_supplier(
    supplier_id: int, *, format: Literal["json", "xml"] = "json",
) -> Call[list[LegacySupplierPayment]]:  # fmt: skip
    """Build the request for `supplier_payments.list_by_supplier`: List a supplier's payments."""
    return Call(
        api="legacy", operation="SupplierPayments_ListSupplierPaymentsBySupplier", method="GET",
        path=f"/supplierpayments/supplierid/{wire.path_segment(supplier_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=records_of(LegacySupplierPayment.from_dict), status="documented" if format == "json" else "inferred",
    )  # fmt: skip


class SupplierPayments(Resource):
    """What suppliers are paid."""

    def get(self, supplier_payment_id: int, *, format: Literal["json", "xml"] = "json") -> LegacySupplierPayment:
        """Read a payment to a supplier.

        The payment with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierPaymentByIDAsJson.

        Args:
            supplier_payment_id: IDKey of the payment.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The payment.
        """
        return self._send(get_supplier_payment(supplier_payment_id, format=format))

    def list_by_supplier(
        self, supplier_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacySupplierPayment]:  # fmt: skip
        """List a supplier's payments.

        Every payment to this supplier, all at once. That the key is the one of the master supplier, who is paid, is
        inferred: a payment names no other.
        Documented:
        https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierPaymentsBySupplierIdAsJson.

        Args:
            supplier_id: Key of the supplier.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The payments.
        """
        return self._send(list_supplier_payments_by_supplier(supplier_id, format=format))


class AsyncSupplierPayments(AsyncResource):
    """What suppliers are paid."""

    async def get(self, supplier_payment_id: int, *, format: Literal["json", "xml"] = "json") -> LegacySupplierPayment:
        """Read a payment to a supplier.

        The payment with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierPaymentByIDAsJson.

        Args:
            supplier_payment_id: IDKey of the payment.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The payment.
        """
        return await self._send(get_supplier_payment(supplier_payment_id, format=format))

    async def list_by_supplier(
        self, supplier_id: int, *, format: Literal["json", "xml"] = "json",
    ) -> list[LegacySupplierPayment]:  # fmt: skip
        """List a supplier's payments.

        Every payment to this supplier, all at once. That the key is the one of the master supplier, who is paid, is
        inferred: a payment names no other.
        Documented:
        https://www.accountabilityapi.com/Service.svc/help/operations/GetSupplierPaymentsBySupplierIdAsJson.

        Args:
            supplier_id: Key of the supplier.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The payments.
        """
        return await self._send(list_supplier_payments_by_supplier(supplier_id, format=format))
