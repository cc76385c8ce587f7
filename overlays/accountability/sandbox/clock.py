"""Dates and times: how they are read, written and compared, and the sandbox's clock, which tests can adjust."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

Clock = Callable[[], datetime]

_DATE_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))?)?", re.ASCII
)
_FOUR_CENTURIES = 146_097  # days; the calendar repeats after them, so year 0 has the days of year 400


def now() -> datetime:
    """Return the machine's time, aware."""
    return datetime.now(UTC)


def format_timestamp(timestamp: datetime) -> str:
    """Return a datetime in RFC 3339, in UTC unless the UTC year is out of Python's range."""
    with suppress(OverflowError):
        timestamp = timestamp.astimezone(UTC)
    return timestamp.isoformat().replace("+00:00", "Z")


def to_microseconds(text: object) -> int | None:
    """Return the microseconds of a date or date-time string on the UTC scale, or None for any other value.

    Accepts what `datetime` does not: year 0, second 60, any number of fraction digits. A string without an offset is
    read as UTC.
    """
    match = _DATE_TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        days = date(year, month, day).toordinal() if year else date(400, month, day).toordinal() - _FOUR_CENTURIES
    except ValueError:
        return None
    fraction, sign, zone_hours, zone_minutes = match.groups()[6:]
    offset = (int(zone_hours or 0) * 60 + int(zone_minutes or 0)) * (-1 if sign == "-" else 1)
    seconds = days * 86_400 + hour * 3_600 + (minute - offset) * 60 + second
    return seconds * 1_000_000 + int((fraction or "0")[:6].ljust(6, "0"))


class AdjustableClock:
    """A clock that follows a source until it is adjusted. Token expiry, the rate limit and server dates use it.

    Args:
        source: Returns the current time, aware.
    """

    def __init__(self, source: Clock = now) -> None:
        self._source, self._lock = source, threading.RLock()
        self._offset = timedelta(0)
        self._frozen_at: datetime | None = None
        self._last, self._elapsed = source(), 0.0

    def __call__(self) -> datetime:
        """Return the clock's time, aware."""
        with self._lock:
            return self._source() + self._offset if self._frozen_at is None else self._frozen_at

    @property
    def frozen(self) -> bool:
        """Whether the clock is stopped."""
        return self._frozen_at is not None

    def monotonic(self) -> float:
        """Return the seconds elapsed on this clock. They never decrease, even if the clock is set back."""
        with self._lock:
            current = self()
            self._elapsed += max(0.0, (current - self._last).total_seconds())
            self._last = current
            return self._elapsed

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move the clock forward.

        Raises:
            ValueError: The duration is negative.
            OverflowError: The result is after the year 9999.
        """
        forward = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        if forward < timedelta(0):
            raise ValueError(f"advance: expected 0 s or more, got {forward.total_seconds()} s. Use set() to go back.")
        with self._lock:
            self.set(self() + forward)

    def set(self, moment: datetime) -> None:
        """Set the clock; it stays frozen or running.

        Args:
            moment: The time to show, aware.

        Raises:
            ValueError: The datetime has no time zone.
        """
        if moment.tzinfo is None:
            raise ValueError(
                f"clock: expected an aware datetime, got {moment.isoformat()}. "
                "Pass a time zone, such as datetime(2026, 3, 2, tzinfo=UTC)."
            )
        moment = moment.astimezone(UTC)
        with self._lock:
            self.monotonic()
            if self._frozen_at is None:
                self._offset = moment - self._source()
            else:
                self._frozen_at = moment
            self.monotonic()

    def freeze(self) -> None:
        """Stop the clock."""
        with self._lock:
            self._frozen_at = self()

    def resume(self) -> None:
        """Let a frozen clock run again from the time it shows."""
        with self._lock:
            current, self._frozen_at = self(), None
            self.set(current)

    def reset(self) -> None:
        """Undo all adjustments: follow the source again."""
        with self._lock:
            self._offset, self._frozen_at = timedelta(0), None
            self._last = self._source()

    def as_dict(self) -> dict[str, object]:
        """Return the representation of `/_sandbox/clock`."""
        return {"now": format_timestamp(self()), "frozen": self.frozen}
