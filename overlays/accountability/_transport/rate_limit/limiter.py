"""The account's allowance of calls: never more than `calls` in any rolling window of `seconds`.

A server counts a call at some moment between its sending and its answer. A slot that becomes free one window after the
answer arrived can therefore never be early at the server, whatever the network does, and costs only the latency.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf
from typing import Protocol, TypeVar

from ..._errors import ConfigurationError, RateLimitTimeoutError, TransportError, without_references
from .window import Rate

__all__ = ("Ledger", "RateLimit", "Store", "sleep_in_task")

T = TypeVar("T")
logger = logging.getLogger("accountability")
_CALL_SECONDS = 120.0  # four waits of 30 s: for a connection of the pool, to connect, to write, to read


async def sleep_in_task(seconds: float) -> None:
    """Waits that many seconds in a task, under asyncio or trio."""
    import anyio

    await anyio.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """How many calls an account may make, and where they are counted.

    Args:
        calls: calls in one window; the documented limit is 100.
        seconds: length of the rolling window; the documented one is 60.
        max_wait: the most seconds that a call waits for its permit; if not given, until the deadline of `Retry`, for
            which the waits count then. `math.inf` lets a call wait for as long as it takes.
        store: "memory" counts for every client of the account in this process, "sqlite:///file" for every process of
            this machine that names the same file (a path from the root has four slashes), "redis://host:6379/0" for
            every machine (extra `redis`; a password belongs into the URL, and is not shown).
        clock: seconds, never going back; for tests. Redis goes by its own server's time.
        sleep: waits that many seconds in a thread; for tests.
        sleep_in_task: waits that many seconds in a task; for tests.

    Raises:
        ConfigurationError: a limit that allows nothing, or a store that is not known.
    """

    calls: int = 100
    seconds: float = 60.0
    max_wait: float | None = None
    store: str = field(default="memory", repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)
    sleep_in_task: Callable[[float], Awaitable[object]] = field(default=sleep_in_task, repr=False)

    def __post_init__(self) -> None:
        if not (self.calls >= 1 and 0 < self.seconds < inf):
            wanted = "calls=1 or more in a finite number of seconds"
            raise ConfigurationError(f"rate_limit: expected {wanted}, got calls={self.calls}, seconds={self.seconds}.")
        if self.max_wait is not None and not self.max_wait >= 0:
            raise ConfigurationError(f"rate_limit: expected max_wait=0 seconds or more, got max_wait={self.max_wait}.")
        if self.store != "memory" and not self.store.startswith(("sqlite:///", "redis://", "rediss://")):
            known = '"memory", "sqlite:///file" or "redis://host:6379/0"'
            raise ConfigurationError(
                f"rate_limit: the store {self.store.partition('://')[0]!r} is not known; it is {known}"
            )

    def ledger(self, account: str, call_seconds: float = _CALL_SECONDS) -> Ledger:
        """What counts the calls of this account; clients of one account and store are given the same counts.

        Args:
            account: names whose calls are counted together.
            call_seconds: the longest that a call may take. The slot of a call whose process is gone counts until that
                and one window have passed.

        Raises:
            ConfigurationError: the store cannot be used; the message says why.
        """
        return Ledger(self, self._shared(account), Rate(self.calls, self.seconds, call_seconds))

    def _shared(self, account: str) -> Store:
        try:
            with _registry_lock:
                key = (account, self.store, self.clock)
                if key not in _registry:
                    _registry[key] = self._opened(account)
                return _registry[key]
        except ConfigurationError as error:
            failure = without_references(error, ())  # the frames have the store's URL, which may have a password
        del key
        raise failure

    def _opened(self, account: str) -> Store:
        if self.store == "memory":
            return _Memory(self.clock)
        if self.store.startswith("sqlite:"):
            from .sqlite import SqliteStore

            return SqliteStore(self.store.removeprefix("sqlite:///"), account, self.clock)
        from .redis import RedisStore

        return RedisStore(self.store, account, None if self.clock is time.monotonic else self.clock)


class Store(Protocol):
    """Counts the calls of one account."""

    blocking: bool
    """Whether its methods may wait for a disk or the network."""

    def ask(self, ticket: str, rate: Rate) -> float:
        """0.0 when the call may go, which then counts as under way; else seconds after which to ask again."""

    def drop(self, ticket: str) -> None:
        """Forgets a call that will not be sent."""

    def answered(self, ticket: str) -> None:
        """Counts a call until one window from now."""

    def close(self, seconds: float) -> None:
        """Lets nothing out for so long: the service said that its own count is full."""


class Ledger:
    """One account's calls under one budget; safe for threads and tasks together, first come first served."""

    def __init__(self, rate_limit: RateLimit, store: Store, rate: Rate) -> None:
        self._rate_limit = rate_limit
        self._store = store
        self._rate = rate

    @property
    def max_wait(self) -> float | None:
        """The most seconds that a call waits for its permit; None if the call's deadline decides."""
        return self._rate_limit.max_wait

    @contextmanager
    def slot(self, max_wait: float = inf, key: str = "rate_limit") -> Iterator[None]:
        """Wait for a permit; it counts until one window after the block was left.

        Args:
            max_wait: the most seconds to wait.
            key: the operation, for the error.

        Raises:
            RateLimitTimeoutError: no permit can be free in time; that is raised as soon as it is known.
            TransportError: the store cannot be used; without it nothing is sent.
        """
        ticket, left = os.urandom(12).hex(), self._store.drop
        until = self._rate_limit.clock() + max_wait
        try:
            wait = self._store.ask(ticket, self._rate)
            self._log(wait)
            while wait:
                self._check(wait, until, key)
                self._rate_limit.sleep(self._rate.nap(wait))
                wait = self._store.ask(ticket, self._rate)
            left = self._store.answered
            yield
        finally:
            _note(left, ticket)

    @asynccontextmanager
    async def slot_in_task(self, max_wait: float = inf, key: str = "rate_limit") -> AsyncIterator[None]:
        """Wait for a permit in a task."""
        ticket, left = os.urandom(12).hex(), self._store.drop
        until = self._rate_limit.clock() + max_wait
        try:
            wait = await self._in_task(self._store.ask, ticket, self._rate)
            self._log(wait)
            while wait:
                self._check(wait, until, key)
                await self._rate_limit.sleep_in_task(self._rate.nap(wait))
                wait = await self._in_task(self._store.ask, ticket, self._rate)
            left = self._store.answered
            yield
        finally:
            await self._in_task(_note, left, ticket)

    def penalise(self, seconds: float) -> None:
        """Lets no call of the account out for so many seconds, in any process: what a 429's Retry-After asks for."""
        _note(self._store.close, seconds)

    async def penalise_in_task(self, seconds: float) -> None:
        """The same for a task."""
        await self._in_task(_note, self._store.close, seconds)

    async def _in_task(self, step: Callable[..., T], *values: object) -> T:
        """A step of the store, in a thread where it may block; a task that is cancelled then sees it to its end."""
        if not self._store.blocking:
            return step(*values)
        import anyio.to_thread

        async def run() -> None:
            with anyio.CancelScope(shield=True):
                try:
                    done.append(await anyio.to_thread.run_sync(step, *values))
                except TransportError as error:
                    failed.append(error)

        done: list[T] = []
        failed: list[TransportError] = []
        async with anyio.create_task_group() as alone:
            alone.start_soon(run)
        if failed:
            raise failed[0]
        return done[0]

    def _check(self, wait: float, until: float, key: str) -> None:
        if self._rate_limit.clock() + wait <= until:
            return
        rate = self._rate
        raise RateLimitTimeoutError(
            f"{key}: nothing was sent: the rate limit ({rate.calls} calls in {rate.seconds:g} s) has no permit for at "
            f"least {wait:.1f} s, which is after the call's deadline. Call again then, or increase rate_limit's "
            "max_wait or retry's deadline.",
            key=key,
            retry_after=wait,
        )

    def _log(self, wait: float) -> None:
        if wait:
            logger.info("rate limit of %d calls in %g s: waiting for a permit", self._rate.calls, self._rate.seconds)


_registry: dict[tuple[str, str, Callable[[], float]], Store] = {}
_registry_lock = threading.Lock()


def _in_child() -> None:
    """After a fork: whoever held a lock, a slot or a place in the queue of this process is in the parent."""
    global _registry_lock
    _registry_lock = threading.Lock()
    for store in _registry.values():
        if isinstance(store, _Memory):
            store.begin_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)


def _note(step: Callable[..., None], *values: object) -> None:
    """Tells the store something; should it not answer now, nothing is lost but time, and no answer of the service."""
    try:
        step(*values)
    except TransportError as error:
        logger.warning("%s The slot counts until its call can no longer be under way.", error)


class _Memory:
    """Counts in this process. Calls under way, answered (when), and waiting (in the order they came)."""

    blocking = False

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._under_way: set[str] = set()
        self._answered: list[float] = []  # a heap
        self._queue: dict[str, None] = {}
        self._longest = 0.0  # the longest window that anyone counts by: older answers are forgotten
        self._closed_until = -inf

    def ask(self, ticket: str, rate: Rate) -> float:
        with self._lock:
            now = self._clock()
            self._longest = max(self._longest, rate.seconds)
            while self._answered and self._answered[0] + self._longest <= now:
                heappop(self._answered)
            self._queue.setdefault(ticket)
            if wait := rate.closed(self._closed_until, now) or self._wait(ticket, rate, now):
                return wait
            del self._queue[ticket]
            self._under_way.add(ticket)
            return 0.0

    def _wait(self, ticket: str, rate: Rate, now: float) -> float:
        if len(self._under_way) + len(self._answered) + len(self._queue) <= rate.calls:
            return 0.0
        ends = [*self._answered, *[inf] * len(self._under_way)]
        return rate.wait(ends, list(self._queue).index(ticket), now)

    def drop(self, ticket: str) -> None:
        with self._lock:
            self._queue.pop(ticket, None)
            self._under_way.discard(ticket)

    def answered(self, ticket: str) -> None:
        with self._lock:
            self._under_way.discard(ticket)
            heappush(self._answered, self._clock())

    def close(self, seconds: float) -> None:
        with self._lock:
            self._closed_until = max(self._closed_until, self._clock() + seconds)

    def begin_in_child(self) -> None:
        """After a fork: nobody waits, and what the parent has under way counts as answered now."""
        self._lock = threading.Lock()
        self._queue.clear()
        for _ in self._under_way:
            heappush(self._answered, self._clock())
        self._under_way.clear()
