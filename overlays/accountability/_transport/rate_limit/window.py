"""How fast calls may go, and how long one that may not yet go has to wait. Every store of counts goes by it."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

__all__ = ("Rate",)

_LOOKS_A_WINDOW = 20
_LATENESS = 1.0  # seconds that a busy machine may wake a waiting call too late


class Rate(NamedTuple):
    """What one client keeps to: so many calls in a window, none of them under way for longer than `call_seconds`."""

    calls: int
    seconds: float
    call_seconds: float

    @property
    def look(self) -> float:
        """How often a call asks again, in case one before it in the queue has given up."""
        return self.seconds / _LOOKS_A_WINDOW

    @property
    def slack(self) -> float:
        """Seconds after its time to ask again that a waiting call is held to be gone."""
        return self.look + _LATENESS

    def closed(self, until: float, now: float) -> float:
        """Seconds until the account is open again; 0.0 when it is."""
        return max(until - now, 0.0)

    def nap(self, wait: float) -> float:
        """Seconds to sleep of a wait: after a window at the latest a call asks again, to keep its place."""
        return min(wait, self.seconds)

    def wait(self, ends: Iterable[float], ahead: int, now: float) -> float:
        """0.0 when a call may go, else the seconds after which to ask again.

        No slot can become free sooner than that: one under way now is free a whole window from now at the earliest. So
        nobody needs to be woken by an answer, and whoever is first in the queue asks again at the very moment. The
        others ask more often from the next free slot on, in case someone before them has given up.

        Args:
            ends: when each call was answered; later than now for one that is under way.
            ahead: how many wait before it.
            now: the same clock's time.
        """
        counted = [min(end, now) for end in ends if end + self.seconds > now]
        missing = len(counted) + ahead + 1 - self.calls
        next_free = self._free(counted, missing - ahead, now)
        return min(self._free(counted, missing, now), max(next_free, self.look))

    def _free(self, counted: list[float], missing: int, now: float) -> float:
        """Seconds until so many more slots are free."""
        if missing <= 0:
            return 0.0
        return (nsmallest(missing, counted)[-1] if missing <= len(counted) else now) + self.seconds - now
