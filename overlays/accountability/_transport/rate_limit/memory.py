"""Count the calls of an account in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .window import Rate

__all__ = ("MemoryStore",)


class MemoryStore:
    """Counts calls in progress, calls by the time of their response, and waiting calls in their order.

    Args:
        clock: returns seconds that never decrease.
    """

    blocking = False

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._in_progress: set[str] = set()
        self._ended: list[float] = []  # a heap
        self._queue: dict[str, None] = {}
        self._longest = 0.0  # the longest window of any client: older calls are forgotten
        self._paused_until = -inf

    def try_acquire(self, ticket: str, rate: Rate) -> float:
        with self._lock:
            now = self._clock()
            self._longest = max(self._longest, rate.seconds)
            while self._ended and self._ended[0] + self._longest <= now:
                heappop(self._ended)
            self._queue.setdefault(ticket)
            if wait := max(self._paused_until - now, 0.0) or self._wait(ticket, rate, now):
                return wait
            del self._queue[ticket]
            self._in_progress.add(ticket)
            return 0.0

    def _wait(self, ticket: str, rate: Rate, now: float) -> float:
        if len(self._in_progress) + len(self._ended) + len(self._queue) <= rate.calls:
            return 0.0
        ends = [*self._ended, *[inf] * len(self._in_progress)]
        return rate.wait(ends, list(self._queue).index(ticket), now)

    def cancel(self, ticket: str) -> None:
        with self._lock:
            self._queue.pop(ticket, None)
            self._in_progress.discard(ticket)

    def release(self, ticket: str) -> None:
        with self._lock:
            self._in_progress.discard(ticket)
            heappush(self._ended, self._clock())

    def pause(self, seconds: float) -> None:
        with self._lock:
            self._paused_until = max(self._paused_until, self._clock() + seconds)

    def reset_after_fork(self) -> None:
        """Forget who waits, and count what the parent has in progress as ended now."""
        self._lock = threading.Lock()
        self._queue.clear()
        for _ in self._in_progress:
            heappush(self._ended, self._clock())
        self._in_progress.clear()
