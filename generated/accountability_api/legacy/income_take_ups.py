from __future__ import annotations

from typing import Literal

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, representation
from ..models.legacy_income_take_up import LegacyIncomeTakeUp


def get_income_take_up(income_take_up_id: int, *, format: Literal["json", "xml"] = "json") -> Call[LegacyIncomeTakeUp]:
    """Build the request for `income_take_ups.get`: Read an income take-up."""
    return Call(
        api="legacy", operation="IncomeTakeUps_GetIncomeTakeUp", method="GET",
        path=f"/incometakeups/{wire.path_segment(income_take_up_id)}",
        query={"format": format if format == "json" else None}, accept=representation(format),
        decode=LegacyIncomeTakeUp.from_dict, status="documented" if format == "json" else "inferred",
    )  # fmt: skip


class IncomeTakeUps(Resource):
    """Work in progress taken up as income."""

    def get(self, income_take_up_id: int, *, format: Literal["json", "xml"] = "json") -> LegacyIncomeTakeUp:
        """Read an income take-up.

        The take-up with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetIncomeTakeUpByIDAsJson.

        Args:
            income_take_up_id: IDKey of the take-up.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The take-up.
        """
        return self._send(get_income_take_up(income_take_up_id, format=format))


class AsyncIncomeTakeUps(AsyncResource):
    """Work in progress taken up as income."""

    async def get(self, income_take_up_id: int, *, format: Literal["json", "xml"] = "json") -> LegacyIncomeTakeUp:
        """Read an income take-up.

        The take-up with this key.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/GetIncomeTakeUpByIDAsJson.

        Args:
            income_take_up_id: IDKey of the take-up.
            format: Representation, JSON or XML; both hold the same.

        Returns:
            The take-up.
        """
        return await self._send(get_income_take_up(income_take_up_id, format=format))
