"""The arithmetic of a rate limit: never more than `calls` in any rolling window of `seconds`.

A server counts a call at some time between its sending and its response. So a permit that is free one window after the
response was received can never be too early for the server, however slow the network is, and costs only the latency.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple, Protocol

__all__ = ("Rate", "Store")

_POLLS_PER_WINDOW = 20
_WAKEUP_TOLERANCE = 1.0  # seconds that a busy machine may wake a waiting call too late


class Rate(NamedTuple):
    """The limit of one client: `calls` in a window of `seconds`, each in progress for at most `call_seconds`."""

    calls: int
    seconds: float
    call_seconds: float

    @property
    def poll_interval(self) -> float:
        """Seconds after which a waiting call tries again, since one before it in the queue may have been cancelled."""
        return self.seconds / _POLLS_PER_WINDOW

    @property
    def waiter_timeout(self) -> float:
        """Seconds after its next try when a waiting call counts as cancelled."""
        return self.poll_interval + _WAKEUP_TOLERANCE

    def sleep_seconds(self, wait: float) -> float:
        """Return the seconds to sleep: a waiting call tries again after a window at the latest, to keep its place."""
        return min(wait, self.seconds)

    def wait(self, ends: Iterable[float], position: int, now: float) -> float:
        """Return 0.0 if a call may be sent, else the seconds after which to try again.

        No permit can be free sooner than that: that of a call in progress is free a whole window from now at the
        earliest. So no response needs to wake a waiting call, and the first in the queue tries again exactly in time.
        The others try more often from the next free permit on, since a call before them may have been cancelled.
        """
        counted = [min(end, now) for end in ends if end + self.seconds > now]
        missing = len(counted) + position + 1 - self.calls
        next_free = self._seconds_until_free(counted, missing - position, now)
        return min(self._seconds_until_free(counted, missing, now), max(next_free, self.poll_interval))

    def _seconds_until_free(self, counted: list[float], missing: int, now: float) -> float:
        """Return the seconds until that many more permits are free."""
        if missing <= 0:
            return 0.0
        return (nsmallest(missing, counted)[-1] if missing <= len(counted) else now) + self.seconds - now


class Store(Protocol):
    """Counts the calls of one account."""

    blocking: bool
    """Whether its methods may wait for a disk or the network."""

    def try_acquire(self, ticket: str, rate: Rate) -> float:
        """Return 0.0 if the call may be sent, which then counts as in progress; else seconds until the next try."""

    def cancel(self, ticket: str) -> None:
        """Forget a call that will not be sent."""

    def release(self, ticket: str) -> None:
        """Count a call until one window from now."""

    def pause(self, seconds: float) -> None:
        """Allow no call for that long: the service reported that its own count is full."""
