from __future__ import annotations

import builtins

from .._runtime.call import AsyncResource, Call, Resource, records_of
from ..models.legacy_client_budget import LegacyClientBudget


def list_client_budgets() -> Call[list[LegacyClientBudget]]:
    """Build the request for `client_budgets.list`: List client budgets."""
    return Call(
        api="legacy", operation="ClientBudgets_ListClientBudgets", method="GET", path="/clientbudgetdata",
        accept="application/xml", decode=records_of(LegacyClientBudget.from_dict), status="documented",
    )  # fmt: skip


class ClientBudgets(Resource):
    """What is planned with each client."""

    def list(self) -> builtins.list[LegacyClientBudget]:
        """List client budgets.

        Every client budget, all at once.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetClientBudgetData.

        Returns:
            The budgets.
        """
        return self._send(list_client_budgets())


class AsyncClientBudgets(AsyncResource):
    """What is planned with each client."""

    async def list(self) -> builtins.list[LegacyClientBudget]:
        """List client budgets.

        Every client budget, all at once.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetClientBudgetData.

        Returns:
            The budgets.
        """
        return await self._send(list_client_budgets())
