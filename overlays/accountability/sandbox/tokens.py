"""Bearer and refresh tokens: given out, looked up, and gone when their time is over."""

from __future__ import annotations

import hashlib
import secrets
from typing import Literal

from .moment import Clock
from .store import Store

ACCESS_SECONDS = 3600  # published
REFRESH_SECONDS = 30 * 24 * 3600  # published as "up to 30 days"

Kind = Literal["access", "refresh"]


class Tokens:
    """The tokens of one store. Only digests are kept; a reset of the records leaves them alone.

    Args:
        store: where they are kept, so that a file's tokens outlive a restart.
        clock: tells when one has expired.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        store.execute("CREATE INDEX IF NOT EXISTS token_by_expiry ON token (expires)")

    def give(self, username: str) -> dict[str, str]:
        """A new pair for a user, as the token operation answers it."""
        with self._store.transaction():
            self._store.execute("DELETE FROM token WHERE expires <= ?", (self._now(),))
            return {
                "access_token": self._new("access", username, ACCESS_SECONDS),
                "refresh_token": self._new("refresh", username, REFRESH_SECONDS),
            }

    def user(self, token: str, kind: Kind) -> str | None:
        """The user name that a token of this kind stands for, None when there is none or its time is over."""
        rows = self._store.rows(
            "SELECT username FROM token WHERE digest = ? AND kind = ? AND expires > ?",
            (_digest(token), kind, self._now()),
        )
        return str(rows[0][0]) if rows else None

    def _new(self, kind: Kind, username: str, seconds: int) -> str:
        token = secrets.token_urlsafe(24)
        values = (_digest(token), kind, username, self._now() + seconds)
        self._store.execute("INSERT INTO token VALUES (?, ?, ?, ?)", values)
        return token

    def _now(self) -> float:
        return self._clock().timestamp()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
