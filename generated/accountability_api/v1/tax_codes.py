from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.tax_code import TaxCode

PAGING = Paging(max_page_size=500)


def list_tax_codes(
    *, tax_code: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[TaxCode]]:  # fmt: skip
    """Build the request for `tax_codes.list`: List tax codes."""
    return Call(
        api="v1", operation="TaxCodes_ListTaxCodes", method="GET", path="/v1/taxcodes",
        query={"taxCode": tax_code, "page": page, "pageSize": page_size}, decode=page_of(TaxCode.from_dict, PAGING),
        status="inferred", paging=PAGING, filters=[("tax_code", "tax_code", "eq", tax_code)],
    )  # fmt: skip


def get_tax_code(tax_code_id: int) -> Call[TaxCode]:
    """Build the request for `tax_codes.get`: Get one tax code."""
    return Call(
        api="v1", operation="TaxCodes_GetTaxCode", method="GET", path=f"/v1/taxcodes/{wire.path_segment(tax_code_id)}",
        decode=TaxCode.from_dict, status="inferred", identity=[("id", tax_code_id)],
    )  # fmt: skip


class TaxCodes(Resource):
    """Tax codes and their rates."""

    def list(
        self, *, tax_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[TaxCode]:  # fmt: skip
        """List tax codes.

        Tax codes in ascending order of id, a page at a time.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient; method, path, filter and
        paging by convention.

        Args:
            tax_code: Only the tax code with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_tax_codes(tax_code=tax_code, page=page, page_size=page_size))

    def get(self, tax_code_id: int) -> TaxCode:
        """Get one tax code.

        The tax code with this id.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient; method and path by
        convention.

        Args:
            tax_code_id: The tax code's id.

        Returns:
            The record.
        """
        return self._send(get_tax_code(tax_code_id))


class AsyncTaxCodes(AsyncResource):
    """Tax codes and their rates."""

    def list(
        self, *, tax_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[TaxCode]:  # fmt: skip
        """List tax codes.

        Tax codes in ascending order of id, a page at a time.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient; method, path, filter and
        paging by convention.

        Args:
            tax_code: Only the tax code with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_tax_codes(tax_code=tax_code, page=page, page_size=page_size))

    async def get(self, tax_code_id: int) -> TaxCode:
        """Get one tax code.

        The tax code with this id.
        Inferred, not published: REF purchaseorders_createpurchaseorder; legacy PostClient; method and path by
        convention.

        Args:
            tax_code_id: The tax code's id.

        Returns:
            The record.
        """
        return await self._send(get_tax_code(tax_code_id))
