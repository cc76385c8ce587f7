"""The time a sandbox lives by: that of another clock, which may be moved on, set and stopped."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from .moment import Clock, now, timestamp


class AdjustableClock:
    """A clock to turn: token expiry, the window of calls and what is dated by the sandbox follow it.

    Args:
        source: what it runs by, aware.
    """

    def __init__(self, source: Clock = now) -> None:
        self._source, self._lock = source, threading.RLock()
        self._ahead = timedelta(0)
        self._standing: datetime | None = None
        self._seen, self._passed = source(), 0.0

    def __call__(self) -> datetime:
        """The moment it shows, aware."""
        with self._lock:
            return self._source() + self._ahead if self._standing is None else self._standing

    @property
    def frozen(self) -> bool:
        """Whether it stands still."""
        return self._standing is not None

    def monotonic(self) -> float:
        """Seconds that have passed on it. They never go back, whatever it is set to."""
        with self._lock:
            moment = self()
            self._passed += max(0.0, (moment - self._seen).total_seconds())
            self._seen = moment
            return self._passed

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move it on by this much.

        Raises:
            ValueError: that would be back; `set` goes there.
            OverflowError: it would go beyond the year 9999.
        """
        forward = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        if forward < timedelta(0):
            raise ValueError(f"advance moves the clock on, not back by {-forward}; set(moment) goes back")
        with self._lock:
            self.set(self() + forward)

    def set(self, moment: datetime) -> None:
        """Let it show this moment, and stand or go on as it did.

        Args:
            moment: aware.

        Raises:
            ValueError: the moment has no time zone.
        """
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone; give one, such as datetime(2026, 3, 2, tzinfo=UTC)")
        moment = moment.astimezone(UTC)
        with self._lock:
            self.monotonic()
            if self._standing is None:
                self._ahead = moment - self._source()
            else:
                self._standing = moment
            self.monotonic()

    def freeze(self) -> None:
        """Let it stand still where it is."""
        with self._lock:
            self._standing = self()

    def unfreeze(self) -> None:
        """Let it go on from where it stands."""
        with self._lock:
            moment, self._standing = self(), None
            self.set(moment)

    def reset(self) -> None:
        """Let it go with its source again."""
        with self._lock:
            self._ahead, self._standing = timedelta(0), None
            self._seen = self._source()

    def as_dict(self) -> dict[str, object]:
        """What `/_sandbox/clock` says of it."""
        return {"now": timestamp(self()), "frozen": self.frozen}
