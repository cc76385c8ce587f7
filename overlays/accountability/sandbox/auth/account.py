"""Accounts: the users of the sandbox. Their credentials give access to nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..store.database import Database


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the sandbox, with the API token that both ways of authentication use."""

    tenant: str
    username: str
    api_token: str = field(repr=False)

    def as_dict(self) -> dict[str, str]:
        """Return the representation of `GET /_sandbox/accounts`, whose purpose is to show credentials."""
        return {"tenantId": self.tenant, "username": self.username, "apiToken": self.api_token}


DEMO = Account(tenant="acme", username="ops@acme.example", api_token="acme-sandbox-token")


def demo_accounts(employees: Iterable[Mapping[str, Any]]) -> tuple[Account, ...]:
    """Return the demo account, and one for each other employee who has an e-mail address."""
    names = dict.fromkeys(str(employee["emailAddress"]) for employee in employees if employee.get("emailAddress"))
    usernames = [name for name in names if name != DEMO.username]
    return DEMO, *(Account(DEMO.tenant, name, f"{name.partition('@')[0]}-sandbox-token") for name in usernames)


class Accounts:
    """The accounts of a sandbox: those it starts with, and those added since, which its database keeps.

    The default tenant, which has the initial records, is that of the first account.
    """

    def __init__(self, database: Database, initial: Sequence[Account]) -> None:
        self._database = database
        rows = database.rows("SELECT tenant, username, api_token FROM account ORDER BY rowid")
        self.all: tuple[Account, ...] = ()
        self.by_token: dict[str, Account] = {}
        self.by_user: dict[tuple[str, str], Account] = {}
        self._include(*initial, *(Account(*row) for row in rows))
        self.default_tenant = initial[0].tenant if initial else DEMO.tenant

    def _include(self, *accounts: Account) -> None:
        self.all = (*self.all, *accounts)
        for account in accounts:
            self.by_token.setdefault(account.api_token, account)
            self.by_user.setdefault((account.tenant, account.username), account)

    def add(self, account: Account) -> None:
        """Add an account.

        Raises:
            ValueError: The username is taken in that tenant, or the API token is not unique.
        """
        if (account.tenant, account.username) in self.by_user:
            raise ValueError(f"username: {account.username!r} already exists in tenant {account.tenant!r}.")
        if account.api_token in self.by_token:
            raise ValueError("apiToken: expected a unique token, got one of another account.")
        values = (account.tenant, account.username, account.api_token)
        self._database.execute("INSERT INTO account VALUES (?, ?, ?)", values)
        self._include(account)
