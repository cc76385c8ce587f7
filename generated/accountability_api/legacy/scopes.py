from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from .._runtime import wire
from .._runtime.call import AsyncResource, Call, Resource, any_json
from .._runtime.wire import UNSET, Unset
from ..models.legacy_scope_client import LegacyScopeClient
from ..models.legacy_scope_discount import LegacyScopeDiscount
from ..models.legacy_scope_rate_card import LegacyScopeRateCard
from ..models.legacy_scope_traffic_system_reference import LegacyScopeTrafficSystemReference


def export_scope(
    *, client: LegacyScopeClient | Unset = UNSET, create_date: datetime.datetime | None | Unset = UNSET,
    created_ts: Sequence[int] | None | Unset = UNSET, discount: LegacyScopeDiscount | Unset = UNSET,
    id: str | None | Unset = UNSET, name: str | None | Unset = UNSET, rate_card: LegacyScopeRateCard | Unset = UNSET,
    traffic_system_reference: LegacyScopeTrafficSystemReference | Unset = UNSET,
    additional_properties: Mapping[str, Any] | None = None,
) -> Call[Any]:  # fmt: skip
    """Build the request for `scopes.export`: Hand over a scope of work."""
    return Call(
        api="legacy", operation="Scopes_ExportScope", method="POST", path="/scope-export/scope",
        body={
            "client": client, "createDate": wire.as_wcf_date(create_date), "createdTs": wire.sequence(created_ts),
            "discount": discount, "id": id, "name": name, "rateCard": rate_card,
            "trafficSystemReference": traffic_system_reference, **(additional_properties or {}),
        },
        media="application/xml", accept="application/xml", decode=any_json, status="documented",
    )  # fmt: skip


class Scopes(Resource):
    """Scopes of work from a scoping tool; handed over."""

    def export(
        self, *, client: LegacyScopeClient | Unset = UNSET, create_date: datetime.datetime | None | Unset = UNSET,
        created_ts: Sequence[int] | None | Unset = UNSET, discount: LegacyScopeDiscount | Unset = UNSET,
        id: str | None | Unset = UNSET, name: str | None | Unset = UNSET,
        rate_card: LegacyScopeRateCard | Unset = UNSET,
        traffic_system_reference: LegacyScopeTrafficSystemReference | Unset = UNSET,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand over a scope of work.

        Takes a scope of work, with its rate card, from a scoping tool.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/ExportScope.

        Args:
            client: Whom the work is for.
            create_date: When the scope was made.
            created_ts: When the scope was made, as whole numbers; the meaning of each is not published.
            discount: What the client is let off.
            id: The scope's key in the tool.
            name: Name of the scope.
            rate_card: What the hours of each role cost.
            traffic_system_reference: The job that the scope belongs to in the traffic system.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return self._send(export_scope(
            client=client, create_date=create_date, created_ts=created_ts, discount=discount, id=id, name=name,
            rate_card=rate_card, traffic_system_reference=traffic_system_reference,
            additional_properties=additional_properties,
        ))  # fmt: skip


class AsyncScopes(AsyncResource):
    """Scopes of work from a scoping tool; handed over."""

    async def export(
        self, *, client: LegacyScopeClient | Unset = UNSET, create_date: datetime.datetime | None | Unset = UNSET,
        created_ts: Sequence[int] | None | Unset = UNSET, discount: LegacyScopeDiscount | Unset = UNSET,
        id: str | None | Unset = UNSET, name: str | None | Unset = UNSET,
        rate_card: LegacyScopeRateCard | Unset = UNSET,
        traffic_system_reference: LegacyScopeTrafficSystemReference | Unset = UNSET,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """Hand over a scope of work.

        Takes a scope of work, with its rate card, from a scoping tool.
        Documented: https://www.accountabilityapi.com/Service.svc/help/operations/ExportScope.

        Args:
            client: Whom the work is for.
            create_date: When the scope was made.
            created_ts: When the scope was made, as whole numbers; the meaning of each is not published.
            discount: What the client is let off.
            id: The scope's key in the tool.
            name: Name of the scope.
            rate_card: What the hours of each role cost.
            traffic_system_reference: The job that the scope belongs to in the traffic system.
            additional_properties: Further properties of the body, by their names in JSON.

        Returns:
            The content of the response is not known; the sandbox gives the new record's key.
        """
        return await self._send(export_scope(
            client=client, create_date=create_date, created_ts=created_ts, discount=discount, id=id, name=name,
            rate_card=rate_card, traffic_system_reference=traffic_system_reference,
            additional_properties=additional_properties,
        ))  # fmt: skip
