"""Access and refresh tokens: issued, looked up, expired."""

from __future__ import annotations

import hashlib
import secrets
from typing import Literal

from ..clock import Clock
from ..store.database import Database

ACCESS_SECONDS = 3600  # published
REFRESH_SECONDS = 30 * 24 * 3600  # published as "up to 30 days"

Kind = Literal["access", "refresh"]


class Tokens:
    """The tokens of one database, stored as digests; a reset of the records keeps them.

    Args:
        database: Where they are, so that a file's tokens are valid after a restart.
        clock: Determines when a token has expired.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def issue(self, tenant: str, username: str) -> dict[str, str]:
        """Return a new pair of tokens for a user, as the token operation's response has them."""
        with self._database.transaction():
            self._database.execute("DELETE FROM token WHERE expires <= ?", (self._now(),))
            return {
                "access_token": self._create("access", tenant, username, ACCESS_SECONDS),
                "refresh_token": self._create("refresh", tenant, username, REFRESH_SECONDS),
            }

    def user_of(self, token: str, kind: Kind) -> tuple[str, str] | None:
        """Return tenant and username of a token of this kind, or None if it is unknown or expired."""
        rows = self._database.rows(
            "SELECT tenant, username FROM token WHERE digest = ? AND kind = ? AND expires > ?",
            (_digest(token), kind, self._now()),
        )
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def _create(self, kind: Kind, tenant: str, username: str, seconds: int) -> str:
        token = secrets.token_urlsafe(24)
        values = (_digest(token), kind, tenant, username, self._now() + seconds)
        self._database.execute("INSERT INTO token VALUES (?, ?, ?, ?, ?)", values)
        return token

    def _now(self) -> float:
        return self._clock().timestamp()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
