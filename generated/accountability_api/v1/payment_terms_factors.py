from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.payment_terms_factor import PaymentTermsFactor

PAGING = Paging(max_page_size=500)


def list_payment_terms_factors(
    *, payment_terms_factor_name: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[PaymentTermsFactor]]:  # fmt: skip
    """Build the request for `payment_terms_factors.list`: List payment terms factors."""
    return Call(
        api="v1", operation="PaymentTermsFactors_ListPaymentTermsFactors", method="GET", path="/v1/paymenttermsfactors",
        query={
            "paymentTermsFactorName": payment_terms_factor_name, "page": page, "pageSize": page_size,
        },
        decode=page_of(PaymentTermsFactor.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("payment_terms_factor_name", "payment_terms_factor_name", "eq", payment_terms_factor_name),
        ],
    )  # fmt: skip


def get_payment_terms_factor(payment_terms_factor_id: int) -> Call[PaymentTermsFactor]:
    """Build the request for `payment_terms_factors.get`: Get one payment terms factor."""
    return Call(
        api="v1", operation="PaymentTermsFactors_GetPaymentTermsFactor", method="GET",
        path=f"/v1/paymenttermsfactors/{wire.path_segment(payment_terms_factor_id)}",
        decode=PaymentTermsFactor.from_dict, status="inferred", identity=[("id", payment_terms_factor_id)],
    )  # fmt: skip


class PaymentTermsFactors(Resource):
    """Units in which payment terms count."""

    def list(
        self, *, payment_terms_factor_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[PaymentTermsFactor]:  # fmt: skip
        """List payment terms factors.

        Payment terms factors in ascending order of id, a page at a time.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient and Sundry_Invoice;
        method, path, filter and paging by convention.

        Args:
            payment_terms_factor_name: Only the factor with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_payment_terms_factors(
            payment_terms_factor_name=payment_terms_factor_name, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, payment_terms_factor_id: int) -> PaymentTermsFactor:
        """Get one payment terms factor.

        The payment terms factor with this id.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient and Sundry_Invoice; method
        and path by convention.

        Args:
            payment_terms_factor_id: The payment terms factor's id.

        Returns:
            The record.
        """
        return self._send(get_payment_terms_factor(payment_terms_factor_id))


class AsyncPaymentTermsFactors(AsyncResource):
    """Units in which payment terms count."""

    def list(
        self, *, payment_terms_factor_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[PaymentTermsFactor]:  # fmt: skip
        """List payment terms factors.

        Payment terms factors in ascending order of id, a page at a time.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient and Sundry_Invoice;
        method, path, filter and paging by convention.

        Args:
            payment_terms_factor_name: Only the factor with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_payment_terms_factors(
            payment_terms_factor_name=payment_terms_factor_name, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, payment_terms_factor_id: int) -> PaymentTermsFactor:
        """Get one payment terms factor.

        The payment terms factor with this id.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient and Sundry_Invoice; method
        and path by convention.

        Args:
            payment_terms_factor_id: The payment terms factor's id.

        Returns:
            The record.
        """
        return await self._send(get_payment_terms_factor(payment_terms_factor_id))
