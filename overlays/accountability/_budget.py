"""The account's allowance of calls: never more than `calls` in any rolling window of `seconds`.

A server counts a call at some moment between its sending and its answer. A slot that becomes free one window after the
answer arrived can therefore never be early at the server, whatever the network does, and costs only the latency.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush, nsmallest

from ._errors import SettingsError

__all__ = ("Budget", "Ledger")

_LOOKS_A_WINDOW = 20  # how often a waiting call looks again, in case one before it in the queue has given up


async def _sleep_in_task(seconds: float) -> None:
    import anyio

    await anyio.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many calls an account may make, and where they are counted.

    Args:
        calls: calls in one window; the documented limit is 100.
        seconds: length of the rolling window; the documented one is 60.
        store: "memory" counts for every client of the account in this process.
        clock: seconds, never going back; for tests.
        sleep: waits that many seconds in a thread; for tests.
        sleep_in_task: waits that many seconds in a task; for tests.

    Raises:
        SettingsError: a limit that allows nothing, or a store that is not known.
    """

    calls: int = 100
    seconds: float = 60.0
    store: str = "memory"
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)
    sleep_in_task: Callable[[float], Awaitable[object]] = field(default=_sleep_in_task, repr=False)

    def __post_init__(self) -> None:
        if self.calls < 1 or self.seconds <= 0:
            raise SettingsError(f"budget: {self.calls} calls in {self.seconds} s would never let a call out")
        if self.store != "memory":
            raise SettingsError(f'budget: the store {self.store!r} is not known; "memory" is the one there is')

    def ledger(self, account: str) -> Ledger:
        """What counts the calls of this account; clients of one account in one process are given the same counts."""
        with _registry_lock:
            counts = _registry.setdefault((account, self.clock), _Counts())
        return Ledger(self, counts)


class _Counts:
    """The calls of one account: under way, answered (when), and waiting (in the order they came)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.under_way = 0
        self.answered: list[float] = []  # a heap
        self.longest = 0.0  # the longest window that anyone counts by: older answers are forgotten
        self.queue: deque[object] = deque()


_registry: dict[tuple[str, Callable[[], float]], _Counts] = {}
_registry_lock = threading.Lock()


class Ledger:
    """One account's calls under one budget; safe for threads and tasks together, first come first served."""

    def __init__(self, budget: Budget, counts: _Counts) -> None:
        self._budget = budget
        self._counts = counts
        with counts.lock:
            counts.longest = max(counts.longest, budget.seconds)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Waits for a slot; it counts until one window after the block was left."""
        with self._ticket() as ticket:
            while wait := self._wait(ticket):
                self._budget.sleep(wait)
        try:
            yield
        finally:
            self._answered()

    @asynccontextmanager
    async def slot_in_task(self) -> AsyncIterator[None]:
        """The same for a task."""
        with self._ticket() as ticket:
            while wait := self._wait(ticket):
                await self._budget.sleep_in_task(wait)
        try:
            yield
        finally:
            self._answered()

    @contextmanager
    def _ticket(self) -> Iterator[object]:
        """A place in the queue, given up when the wait is (Ctrl-C, a cancelled task)."""
        ticket, counts = object(), self._counts
        with counts.lock:
            counts.queue.append(ticket)
        try:
            yield ticket
        finally:
            with counts.lock:
                if ticket in counts.queue:
                    counts.queue.remove(ticket)

    def _wait(self, ticket: object) -> float:
        """0.0 when the call may go (it then counts as under way), else how long to wait before asking again.

        No slot can become free sooner than that: one under way now is free a whole window from now at the earliest.
        So nobody needs to be woken by an answer.
        """
        counts, budget = self._counts, self._budget
        with counts.lock:
            now = budget.clock()
            while counts.answered and counts.answered[0] + counts.longest <= now:
                heappop(counts.answered)
            ahead = counts.queue.index(ticket)
            inside = [moment for moment in counts.answered if moment + budget.seconds > now]
            missing = counts.under_way + len(inside) + ahead + 1 - budget.calls
            if missing <= 0:
                counts.queue.remove(ticket)
                counts.under_way += 1
                return 0.0
            free = nsmallest(missing, inside)
            until = free[-1] + budget.seconds - now if len(free) == missing else budget.seconds
            return min(until, budget.seconds / _LOOKS_A_WINDOW)

    def _answered(self) -> None:
        with self._counts.lock:
            self._counts.under_way -= 1
            heappush(self._counts.answered, self._budget.clock())
