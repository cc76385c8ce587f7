"""The sandbox's own pages under `/_sandbox`: what it is, who may call it, and a fresh start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .account import Account
from .endpoint import Endpoint, prefix
from .profiles import Profile
from .tokens import ACCESS_SECONDS, REFRESH_SECONDS

NOT_IMITATED = (
    "rules of the product: approval rights, posting, numbering, ledger, tax and exchange rates",
    "access groups: v1 answers every account alike",
    "the limit of 100 calls a minute",
    "speed, size and faults of the real service",
)


def about(base: str, endpoints: Sequence[Endpoint], profile: Profile | None = None) -> dict[str, Any]:
    """What the sandbox says of itself.

    Args:
        base: its address as the caller sees it, without a slash at the end.
        endpoints: all that it serves.
        profile: which other service it is, if it is one.
    """
    contracts = {endpoint.contract.api: endpoint.contract for endpoint in endpoints}
    return {
        "sandbox": True,
        "about": "A stateful imitation of the Accountability APIs for tests. It is not COUNTA's, and no money moves.",
        "profile": {"name": profile.name, "about": profile.about} if profile else None,
        "apis": {api: base + prefix(contract) for api, contract in contracts.items()},
        "operations": [
            {
                "key": endpoint.key,
                "method": endpoint.method,
                "path": prefix(endpoint.contract) + endpoint.path,
                "status": endpoint.operation.status,
            }
            for endpoint in endpoints
        ],
        "accounts": f"{base}/_sandbox/accounts",
        "reset": f"{base}/_sandbox/reset",
        "notImitated": list(NOT_IMITATED),
    }


def accounts(known: Sequence[Account]) -> dict[str, Any]:
    """The demo accounts with their credentials, and how to use them."""
    return {
        "accounts": [account.as_dict() for account in known],
        "basic": "the API token as user name, an empty password",
        "bearer": "POST /v1/token with grant_type=password, username, password (the API token) and tenantId",
        "accessTokenSeconds": ACCESS_SECONDS,
        "refreshTokenSeconds": REFRESH_SECONDS,
    }
