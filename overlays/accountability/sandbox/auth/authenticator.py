"""Authenticate callers, and count their calls.

They send the API token as username (Basic), a bearer token, or one of the grants of the token operation.
"""

from __future__ import annotations

import binascii
import hashlib
import math
import secrets
import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Literal

from ..clock import Clock
from ..contract.endpoint import Endpoint
from ..http.problem import Problem
from ..store.database import Database
from .account import Account, Accounts

TOKEN_OPERATION = "v1.Token_Token"
ACCESS_SECONDS = 3600  # published
REFRESH_SECONDS = 30 * 24 * 3600  # published as "up to 30 days"
PUBLISHED_CALLS = 100
_WINDOW = 60.0  # seconds

_Kind = Literal["access", "refresh"]


class Authenticator:
    """Finds the account of a request, and issues tokens, whose digests are in the database."""

    def __init__(self, accounts: Accounts, database: Database, clock: Clock) -> None:
        self._accounts, self._database, self._clock = accounts, database, clock

    def authenticate(self, endpoint: Endpoint, header: str | None) -> Account | None:
        """Return the account of an Authorization header, or None if the operation is open to anyone."""
        if endpoint.is_public:
            return None
        schemes = endpoint.schemes
        scheme, _, credentials = (header or "").strip().partition(" ")
        account = self._find_account(scheme.lower(), credentials.strip()) if scheme.lower() in schemes else None
        if account is None:
            detail, challenge = _explain_rejection(header, schemes), _build_challenge(schemes)
            raise Problem(401, detail, type="unauthorized", headers=challenge)
        return account

    def _find_account(self, scheme: str, credentials: str) -> Account | None:
        if scheme == "bearer":
            return self._find_by_token(credentials, "access")
        token = _parse_basic_username(credentials)
        return None if token is None else self._accounts.by_token.get(token)

    def authenticate_grant(self, form: Mapping[str, Any]) -> Account:
        """Return the account of a token request. The tenant may be spelled tenantId or tenantid: both are published."""
        if form.get("grant_type", "password") == "refresh_token":
            account = self._find_by_token(form["refresh_token"], "refresh")
            reason = "The refresh token is unknown or has expired. Use the password grant."
        else:
            tenant = form.get("tenantId", form.get("tenantid"))
            account = self._find_by_password(form["username"], form["password"], tenant)
            reason = "Username, API token and tenant do not belong to one account. See /_sandbox/accounts."
        if account is None:
            raise Problem((401, 400), reason, type="grant")
        return account

    def _find_by_password(self, username: str, password: str, tenant: str | None) -> Account | None:
        """Return the account of the password grant; without a tenant the API token determines it."""
        account = self._accounts.by_token.get(password)
        matches = account and account.username == username and tenant in (None, account.tenant)
        return account if matches else None

    def _find_by_token(self, token: str, kind: _Kind) -> Account | None:
        rows = self._database.rows(
            "SELECT tenant, username FROM token WHERE digest = ? AND kind = ? AND expires > ?",
            (_hash_token(token), kind, self._now()),
        )
        return self._accounts.by_user.get(rows[0]) if rows else None

    def issue_tokens(self, account: Account) -> dict[str, str]:
        """Return a new pair of tokens for an account, as the token operation's response has them."""
        with self._database.transaction():
            self._database.execute("DELETE FROM token WHERE expires <= ?", (self._now(),))
            return {
                "access_token": self._issue("access", account, ACCESS_SECONDS),
                "refresh_token": self._issue("refresh", account, REFRESH_SECONDS),
            }

    def _issue(self, kind: _Kind, account: Account, seconds: int) -> str:
        token = secrets.token_urlsafe(24)
        values = (_hash_token(token), kind, account.tenant, account.username, self._now() + seconds)
        self._database.execute("INSERT INTO token VALUES (?, ?, ?, ?, ?)", values)
        return token

    def _now(self) -> float:
        return self._clock().timestamp()


class RateLimiter:
    """Counts the calls of each account in any 60 s of `monotonic`; `calls` is how many are allowed, None for any.

    Published: 100 calls; one above it gets 429 and is not processed. Inferred: `Retry-After` is the wait, a rejected
    call does not count, and token and legacy calls count.
    """

    def __init__(self, monotonic: Callable[[], float], calls: int | None) -> None:
        self.calls = calls
        self._monotonic, self._lock = monotonic, threading.Lock()
        self._call_times: dict[Account, deque[float]] = {}

    def check(self, account: Account) -> None:
        """Count one call of an account, or raise a problem (429) with the whole seconds until the next is allowed."""
        if self.calls is None:
            return
        with self._lock:
            now = self._monotonic()
            call_times = self._call_times.setdefault(account, deque())
            while call_times and call_times[0] + _WINDOW <= now:
                call_times.popleft()
            if len(call_times) < self.calls:
                call_times.append(now)
                return
            wait = math.ceil(call_times[len(call_times) - self.calls] + _WINDOW - now)
        detail = f"{account.username}: expected at most {self.calls} calls in 60 s. The next is allowed in {wait} s."
        raise Problem(429, detail, type="limit", headers={"Retry-After": str(wait)})

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._call_times.clear()


def _hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _explain_rejection(header: str | None, schemes: Mapping[str, Any]) -> str:
    accepted = " or ".join(scheme.capitalize() for scheme in schemes)
    if header is None:
        return f"Authorization: expected {accepted}, got no header. See /_sandbox/accounts for credentials."
    return f"Authorization: expected valid {accepted} credentials, got unknown or expired ones. See /_sandbox/accounts."


def _build_challenge(schemes: Mapping[str, Any]) -> dict[str, str]:
    return {"WWW-Authenticate": ", ".join(f'{scheme.capitalize()} realm="sandbox"' for scheme in schemes)}


def _parse_basic_username(credentials: str) -> str | None:
    try:
        user, _, password = binascii.a2b_base64(credentials, strict_mode=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return user if not password else None
