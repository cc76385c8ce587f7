from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.accounting_year import AccountingYear

PAGING = Paging(max_page_size=500)


def list_accounting_years(
    *, accounting_year_code: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[AccountingYear]]:  # fmt: skip
    """Build the request for `accounting_years.list`: List accounting years."""
    return Call(
        api="v2", operation="AccountingYears_ListAccountingYears", method="GET", path="/v2/accountingyears",
        query={"accountingYearCode": accounting_year_code, "page": page, "pageSize": page_size},
        decode=page_of(AccountingYear.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("accounting_year_code", "accounting_year_code", "eq", accounting_year_code)],
    )  # fmt: skip


def get_accounting_year(accounting_year_id: int) -> Call[AccountingYear]:
    """Build the request for `accounting_years.get`: Get one accounting year."""
    return Call(
        api="v2", operation="AccountingYears_GetAccountingYear", method="GET",
        path=f"/v2/accountingyears/{wire.path_segment(accounting_year_id)}", decode=AccountingYear.from_dict,
        status="inferred", identity=[("id", accounting_year_id)],
    )  # fmt: skip


class AccountingYears(Resource):
    """Years of the agency's accounts."""

    def list(
        self, *, accounting_year_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[AccountingYear]:  # fmt: skip
        """List accounting years.

        Accounting years in ascending order of id, a page at a time.
        Inferred, not published: legacy ClientBudget; method, path, filter and paging by convention.

        Args:
            accounting_year_code: Only the year with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_accounting_years(
            accounting_year_code=accounting_year_code, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, accounting_year_id: int) -> AccountingYear:
        """Get one accounting year.

        The accounting year with this id.
        Inferred, not published: legacy ClientBudget; method and path by convention.

        Args:
            accounting_year_id: The accounting year's id.

        Returns:
            The record.
        """
        return self._send(get_accounting_year(accounting_year_id))


class AsyncAccountingYears(AsyncResource):
    """Years of the agency's accounts."""

    def list(
        self, *, accounting_year_code: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[AccountingYear]:  # fmt: skip
        """List accounting years.

        Accounting years in ascending order of id, a page at a time.
        Inferred, not published: legacy ClientBudget; method, path, filter and paging by convention.

        Args:
            accounting_year_code: Only the year with this code.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_accounting_years(
            accounting_year_code=accounting_year_code, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, accounting_year_id: int) -> AccountingYear:
        """Get one accounting year.

        The accounting year with this id.
        Inferred, not published: legacy ClientBudget; method and path by convention.

        Args:
            accounting_year_id: The accounting year's id.

        Returns:
            The record.
        """
        return await self._send(get_accounting_year(accounting_year_id))
