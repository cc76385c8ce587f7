"""Who calls: Basic with the API token as user name, or a bearer token, as the operation's security asks for."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from .account import Account
from .endpoint import Endpoint
from .problem import Problem
from .tokens import Tokens


class Door:
    """Lets in the accounts of the sandbox.

    Args:
        accounts: who has access.
        tokens: the bearer tokens given out.
    """

    def __init__(self, accounts: Sequence[Account], tokens: Tokens) -> None:
        self._accounts, self._tokens = tuple(accounts), tokens

    def enter(self, endpoint: Endpoint, header: str | None) -> Account | None:
        """The account a request comes from; None where the operation is open to anyone.

        Args:
            endpoint: says by its security which schemes are taken.
            header: the Authorization header.

        Raises:
            Problem: 401, for credentials that are missing, wrong or expired.
        """
        if not endpoint.security or frozenset() in endpoint.security:
            return None
        schemes = endpoint.schemes
        scheme, _, credentials = (header or "").strip().partition(" ")
        account = self._known(scheme.lower(), credentials.strip()) if scheme.lower() in schemes else None
        if account is None:
            raise Problem(401, _reason(header, schemes), kind="unauthorized", headers=_challenge(schemes))
        return account

    def _known(self, scheme: str, credentials: str) -> Account | None:
        if scheme == "basic":
            return self._by_token(_user_of(credentials))
        return self.named(self._tokens.user(credentials, "access"))

    def _by_token(self, api_token: str | None) -> Account | None:
        return next((each for each in self._accounts if _same(each.api_token, api_token)), None)

    def named(self, username: str | None) -> Account | None:
        """The account of a user name."""
        return next((each for each in self._accounts if each.username == username), None)

    def with_password(self, username: str, password: str, tenant: str | None) -> Account | None:
        """The account of the password grant; a tenant that is given has to be the account's own."""
        account = self.named(username)
        fits = account is not None and _same(account.api_token, password) and tenant in (None, account.tenant)
        return account if fits else None


def _reason(header: str | None, schemes: Mapping[str, Any]) -> str:
    ways = " or ".join(scheme.capitalize() for scheme in schemes)
    if header is None:
        return f"This operation needs an Authorization header ({ways}); there was none."
    return f"The credentials are wrong or have expired; {ways} is taken here. See /_sandbox/accounts."


def _challenge(schemes: Mapping[str, Any]) -> dict[str, str]:
    return {"WWW-Authenticate": ", ".join(f'{scheme.capitalize()} realm="sandbox"' for scheme in schemes)}


def _user_of(credentials: str) -> str | None:
    try:
        user, _, password = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return user if not password else None


def _same(ours: str, theirs: str | None) -> bool:
    return theirs is not None and hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "surrogatepass"))
