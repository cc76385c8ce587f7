from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.client_budget import ClientBudget

PAGING = Paging(max_page_size=500)


def list_client_budgets(
    *, client_id: int | None = None, accounting_year_id: int | None = None, budget_version_id: int | None = None,
    page: int | None = None, page_size: int | None = None,
) -> Call[Page[ClientBudget]]:  # fmt: skip
    """Build the request for `client_budgets.list`: List client budgets."""
    return Call(
        api="v1", operation="ClientBudgets_ListClientBudgets", method="GET", path="/v1/clientbudgets",
        query={
            "clientId": client_id, "accountingYearId": accounting_year_id, "budgetVersionId": budget_version_id,
            "page": page, "pageSize": page_size,
        },
        decode=page_of(ClientBudget.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[
            ("client_id", "client_id", "eq", client_id),
            ("accounting_year_id", "accounting_year_id", "eq", accounting_year_id),
            ("budget_version_id", "budget_version_id", "eq", budget_version_id),
        ],
    )  # fmt: skip


def get_client_budget(client_budget_id: int) -> Call[ClientBudget]:
    """Build the request for `client_budgets.get`: Get one client budget."""
    return Call(
        api="v1", operation="ClientBudgets_GetClientBudget", method="GET",
        path=f"/v1/clientbudgets/{wire.path_segment(client_budget_id)}", decode=ClientBudget.from_dict,
        status="inferred", identity=[("id", client_budget_id)],
    )  # fmt: skip


class ClientBudgets(Resource):
    """What is planned with clients."""

    def list(
        self, *, client_id: int | None = None, accounting_year_id: int | None = None,
        budget_version_id: int | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[ClientBudget]:  # fmt: skip
        """List client budgets.

        Client budgets in ascending order of id, a page at a time.
        Inferred, not published: legacy GetClientBudgetData lists them, ClientBudget names the properties; method,
        path, filters and paging by convention.

        Args:
            client_id: Only budgets of this client.
            accounting_year_id: Only budgets of this accounting year.
            budget_version_id: Only budgets of this version.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_client_budgets(
            client_id=client_id, accounting_year_id=accounting_year_id, budget_version_id=budget_version_id, page=page,
            page_size=page_size,
        ))  # fmt: skip

    def get(self, client_budget_id: int) -> ClientBudget:
        """Get one client budget.

        The client budget with this id.
        Inferred, not published: legacy ClientBudget names the properties and the key; that one is read by it, method
        and path by convention.

        Args:
            client_budget_id: The client budget's id.

        Returns:
            The record.
        """
        return self._send(get_client_budget(client_budget_id))


class AsyncClientBudgets(AsyncResource):
    """What is planned with clients."""

    def list(
        self, *, client_id: int | None = None, accounting_year_id: int | None = None,
        budget_version_id: int | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[ClientBudget]:  # fmt: skip
        """List client budgets.

        Client budgets in ascending order of id, a page at a time.
        Inferred, not published: legacy GetClientBudgetData lists them, ClientBudget names the properties; method,
        path, filters and paging by convention.

        Args:
            client_id: Only budgets of this client.
            accounting_year_id: Only budgets of this accounting year.
            budget_version_id: Only budgets of this version.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_client_budgets(
            client_id=client_id, accounting_year_id=accounting_year_id, budget_version_id=budget_version_id, page=page,
            page_size=page_size,
        ))  # fmt: skip

    async def get(self, client_budget_id: int) -> ClientBudget:
        """Get one client budget.

        The client budget with this id.
        Inferred, not published: legacy ClientBudget names the properties and the key; that one is read by it, method
        and path by convention.

        Args:
            client_budget_id: The client budget's id.

        Returns:
            The record.
        """
        return await self._send(get_client_budget(client_budget_id))
