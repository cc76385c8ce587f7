"""Demo accounts: who may call the sandbox. Their credentials are made for it and open nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the sandbox, with the API token that both ways of signing in start from."""

    tenant: str
    username: str
    api_token: str = field(repr=False)

    def as_dict(self) -> dict[str, str]:
        """What `GET /_sandbox/accounts` says of it, credentials included: that is what the page is for."""
        return {"tenantId": self.tenant, "username": self.username, "apiToken": self.api_token}


DEMO = Account(tenant="acme", username="ops@acme.example", api_token="acme-sandbox-token")


def accounts_of(employees: Iterable[Mapping[str, Any]]) -> tuple[Account, ...]:
    """The demo account, and one for each other employee of the agency who has an e-mail address.

    Args:
        employees: of the first records.
    """
    names = dict.fromkeys(str(each["emailAddress"]) for each in employees if each.get("emailAddress"))
    others = [name for name in names if name != DEMO.username]
    return DEMO, *(Account(DEMO.tenant, name, f"{name.partition('@')[0]}-sandbox-token") for name in others)
