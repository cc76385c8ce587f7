from __future__ import annotations

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Paging, Resource
from .._runtime.paging import AsyncItems, Items, Page, page_of
from ..models.budget_version import BudgetVersion

PAGING = Paging(max_page_size=500)


def list_budget_versions(
    *, budget_version_name: str | None = None, page: int | None = None, page_size: int | None = None,
) -> Call[Page[BudgetVersion]]:  # fmt: skip
    """Build the request for `budget_versions.list`: List budget versions."""
    return Call(
        api="v1", operation="BudgetVersions_ListBudgetVersions", method="GET", path="/v1/budgetversions",
        query={"budgetVersionName": budget_version_name, "page": page, "pageSize": page_size},
        decode=page_of(BudgetVersion.from_dict, PAGING), status="inferred", paging=PAGING,
        filters=[("budget_version_name", "budget_version_name", "eq", budget_version_name)],
    )  # fmt: skip


def get_budget_version(budget_version_id: int) -> Call[BudgetVersion]:
    """Build the request for `budget_versions.get`: Get one budget version."""
    return Call(
        api="v1", operation="BudgetVersions_GetBudgetVersion", method="GET",
        path=f"/v1/budgetversions/{wire.path_segment(budget_version_id)}", decode=BudgetVersion.from_dict,
        status="inferred", identity=[("id", budget_version_id)],
    )  # fmt: skip


class BudgetVersions(Resource):
    """Versions of budgets."""

    def list(
        self, *, budget_version_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> Items[BudgetVersion]:  # fmt: skip
        """List budget versions.

        Budget versions in ascending order of id, a page at a time.
        Inferred, not published: legacy ClientBudget; KB revenue-management-screen; method, path, filter and paging
        by convention.

        Args:
            budget_version_name: Only the version with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return Items(self._send, list_budget_versions(
            budget_version_name=budget_version_name, page=page, page_size=page_size,
        ))  # fmt: skip

    def get(self, budget_version_id: int) -> BudgetVersion:
        """Get one budget version.

        The budget version with this id.
        Inferred, not published: legacy ClientBudget; KB revenue-management-screen; method and path by convention.

        Args:
            budget_version_id: The budget version's id.

        Returns:
            The record.
        """
        return self._send(get_budget_version(budget_version_id))


class AsyncBudgetVersions(AsyncResource):
    """Versions of budgets."""

    def list(
        self, *, budget_version_name: str | None = None, page: int | None = None, page_size: int | None = None,
    ) -> AsyncItems[BudgetVersion]:  # fmt: skip
        """List budget versions.

        Budget versions in ascending order of id, a page at a time.
        Inferred, not published: legacy ClientBudget; KB revenue-management-screen; method, path, filter and paging
        by convention.

        Args:
            budget_version_name: Only the version with this name.
            page: The number of the page, from 1.
            page_size: The most items a page may hold.

        Returns:
            The records; each page is requested when it is reached. To change them, read `.all()` first.
        """
        return AsyncItems(self._send, list_budget_versions(
            budget_version_name=budget_version_name, page=page, page_size=page_size,
        ))  # fmt: skip

    async def get(self, budget_version_id: int) -> BudgetVersion:
        """Get one budget version.

        The budget version with this id.
        Inferred, not published: legacy ClientBudget; KB revenue-management-screen; method and path by convention.

        Args:
            budget_version_id: The budget version's id.

        Returns:
            The record.
        """
        return await self._send(get_budget_version(budget_version_id))
