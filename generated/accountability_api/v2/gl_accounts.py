from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.gl_account import GlAccount

PAGING = Paging(max_page_size=500)


def list_gl_accounts(
    *, gl_account_no: str | None = None, active: bool | None = None, page: int | None = None,
    page_size: int | None = None,
) -> Call[Page[GlAccount]]:  # fmt: skip
    """Build the request for `gl_accounts.list`: List ledger accounts."""
    return Call(
        api="v2", operation="GlAccounts_ListGlAccounts", method="GET", path="/v2/glaccounts",
        query={"glAccountNo": gl_account_no, "active": active, "page": page, "pageSize": page_size},
        decode=page_of(GlAccount.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("gl_account_no", "gl_account_no", "eq", gl_account_no), ("active", "active", "eq", active),
        ],
    )  # fmt: skip


def get_gl_account(gl_account_id: int) -> Call[GlAccount]:
    """Build the request for `gl_accounts.get`: Get one ledger account."""
    return Call(
        api="v2", operation="GlAccounts_GetGlAccount", method="GET",
        path=f"/v2/glaccounts/{wire.path_segment(gl_account_id)}", decode=GlAccount.from_dict, status="inferred",
        identity=[("id", gl_account_id)],
    )  # fmt: skip


class GlAccounts(Resource):
    """Accounts of the general ledger."""

    def list(
        self, *, gl_account_no: str | None = None, active: bool | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> Items[GlAccount]:  # fmt: skip
        """List ledger accounts.

        Ledger accounts in ascending order of id, a page at a time.
        Inferred, not published: KB general-ledger-accounts-how-to-create; legacy Purchase_Order_Entry; method, path,
        filter and paging by convention.

        Args:
            gl_account_no: Only the account with this number.
            active: Only accounts that are active, or only those that are not.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_gl_accounts(
            gl_account_no=gl_account_no, active=active, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, gl_account_id: int) -> GlAccount:
        """Get one ledger account.

        The ledger account with this id.
        Inferred, not published: KB general-ledger-accounts-how-to-create; legacy Purchase_Order_Entry; method and
        path by convention.

        Args:
            gl_account_id: The ledger account's id.

        Returns:
            The record.
        """
        return self._send(get_gl_account(gl_account_id))


class AsyncGlAccounts(AsyncResource):
    """Accounts of the general ledger."""

    def list(
        self, *, gl_account_no: str | None = None, active: bool | None = None, page: int | None = None,
        page_size: int | None = None,
    ) -> AsyncItems[GlAccount]:  # fmt: skip
        """List ledger accounts.

        Ledger accounts in ascending order of id, a page at a time.
        Inferred, not published: KB general-ledger-accounts-how-to-create; legacy Purchase_Order_Entry; method, path,
        filter and paging by convention.

        Args:
            gl_account_no: Only the account with this number.
            active: Only accounts that are active, or only those that are not.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_gl_accounts(
            gl_account_no=gl_account_no, active=active, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, gl_account_id: int) -> GlAccount:
        """Get one ledger account.

        The ledger account with this id.
        Inferred, not published: KB general-ledger-accounts-how-to-create; legacy Purchase_Order_Entry; method and
        path by convention.

        Args:
            gl_account_id: The ledger account's id.

        Returns:
            The record.
        """
        return await self._send(get_gl_account(gl_account_id))
