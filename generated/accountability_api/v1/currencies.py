from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.currency import Currency

PAGING = Paging(max_page_size=500)


def list_currencies(
    *, currency_code: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[Currency]]:  # fmt: skip
    """Build the request for `currencies.list`: List currencies."""
    return Call(
        api="v1", operation="Currencies_ListCurrencies", method="GET", path="/v1/currencies",
        query={"currencyCode": currency_code, "page": page, "pageSize": page_size},
        decode=page_of(Currency.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("currency_code", "currency_code", "eq", currency_code)],
    )  # fmt: skip


def get_currency(currency_id: int) -> Call[Currency]:
    """Build the request for `currencies.get`: Get one currency."""
    return Call(
        api="v1", operation="Currencies_GetCurrency", method="GET",
        path=f"/v1/currencies/{wire.path_segment(currency_id)}", decode=Currency.from_dict, status="inferred",
        identity=[("id", currency_id)],
    )  # fmt: skip


class Currencies(Resource):
    """Currencies of amounts."""

    def list(
        self, *, currency_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[Currency]:  # fmt: skip
        """List currencies.

        Currencies in ascending order of id, a page at a time.
        Inferred, not published: legacy Purchase_Order, Supplier_Invoice and Supplier_Payment; method, path, filter
        and paging by convention.

        Args:
            currency_code: Only the currency with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_currencies(currency_code=currency_code, page=page, page_size=page_size))

    def get(self, currency_id: int) -> Currency:
        """Get one currency.

        The currency with this id.
        Inferred, not published: legacy Purchase_Order, Supplier_Invoice and Supplier_Payment; method and path by
        convention.

        Args:
            currency_id: The currency's id.

        Returns:
            The record.
        """
        return self._send(get_currency(currency_id))


class AsyncCurrencies(AsyncResource):
    """Currencies of amounts."""

    def list(
        self, *, currency_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[Currency]:  # fmt: skip
        """List currencies.

        Currencies in ascending order of id, a page at a time.
        Inferred, not published: legacy Purchase_Order, Supplier_Invoice and Supplier_Payment; method, path, filter
        and paging by convention.

        Args:
            currency_code: Only the currency with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_currencies(currency_code=currency_code, page=page, page_size=page_size))

    async def get(self, currency_id: int) -> Currency:
        """Get one currency.

        The currency with this id.
        Inferred, not published: legacy Purchase_Order, Supplier_Invoice and Supplier_Payment; method and path by
        convention.

        Args:
            currency_id: The currency's id.

        Returns:
            The record.
        """
        return await self._send(get_currency(currency_id))
