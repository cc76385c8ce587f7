"""Demo accounts: who may call the sandbox. Their credentials are made for it and open nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the sandbox, with the API token that both ways of signing in start from."""

    tenant: str
    username: str
    api_token: str = field(repr=False)

    def as_dict(self) -> dict[str, str]:
        """What `GET /_sandbox/accounts` says of it, credentials included: that is what the page is for."""
        return {"tenantId": self.tenant, "username": self.username, "apiToken": self.api_token}


ACCOUNTS = (Account(tenant="acme", username="ops@acme.example", api_token="acme-sandbox-token"),)
