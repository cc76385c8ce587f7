"""Wait for a permit of the account's rate limit before each attempt; calls are counted in this process or elsewhere."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

from ..._errors import RateLimitTimeoutError, TransportError
from ..retry import TOO_MANY_REQUESTS

if TYPE_CHECKING:
    from ..._backend import Backend, Timer
    from ..retry import Layer, Outcome, PreparedCall
    from .window import Rate, Store

__all__ = ("MemoryStore", "RateLimitLayer", "RateLimiter")

T = TypeVar("T")
logger = logging.getLogger("accountability")
_MIN_REPORTED_WAIT = 0.001  # seconds of waiting that a hook is called for


class RateLimitLayer:
    """Sends each attempt with a permit of the rate limit."""

    def __init__(self, limiter: RateLimiter, inner: Layer) -> None:
        self._limiter = limiter
        self._inner = inner

    async def send(self, prepared: PreparedCall[Any]) -> Outcome:
        """Wait for a permit and send the attempt."""
        limiter, deadline = self._limiter, prepared.deadline
        requested_at = deadline.clock()
        max_wait = deadline.left() if limiter.max_wait is None else limiter.max_wait
        async with limiter.permit(max_wait, prepared.key):
            waited = deadline.clock() - requested_at
            if limiter.max_wait is None:
                deadline.spent += waited
            if waited >= _MIN_REPORTED_WAIT:
                await prepared.notify("wait", None, waited)
            outcome = await self._inner.send(prepared)
            if not isinstance(outcome, TransportError) and outcome.status == TOO_MANY_REQUESTS:
                await limiter.pause(outcome.retry_after or 0.0)
            return outcome


class RateLimiter:
    """Grants permits for one account's calls, first come first served; for threads and tasks together."""

    def __init__(
        self,
        store: Store,
        rate: Rate,
        max_wait: float | None,
        clock: Callable[[], float],
        timer: Timer,
        backend: Backend,
    ) -> None:
        self._store = store
        self._rate = rate
        self.max_wait = max_wait
        self._clock = clock
        self._timer = timer
        self._backend = backend

    @asynccontextmanager
    async def permit(self, max_wait: float = inf, key: str = "rate_limit") -> AsyncIterator[None]:
        """Wait for a permit; it counts until one window after the block was left."""
        ticket, end = os.urandom(12).hex(), self._store.cancel
        until = self._clock() + max_wait
        try:
            wait = await self._run(self._store.try_acquire, ticket, self._rate)
            if wait:
                calls, seconds = self._rate.calls, self._rate.seconds
                logger.info("rate limit of %d calls in %g s: waiting for a permit", calls, seconds)
            while wait:
                self._check(wait, until, key)
                await self._backend.sleep(self._rate.sleep_seconds(wait), self._timer)
                wait = await self._run(self._store.try_acquire, ticket, self._rate)
            end = self._store.release
            yield
        finally:
            await self._run(_report, end, ticket)

    async def pause(self, seconds: float) -> None:
        """Allow no call of the account for that many seconds, in any process, as Retry-After of a 429 requests."""
        await self._run(_report, self._store.pause, seconds)

    async def _run(self, step: Callable[..., T], *values: object) -> T:
        return await self._backend.call(step, *values) if self._store.blocking else step(*values)

    def _check(self, wait: float, until: float, key: str) -> None:
        if self._clock() + wait <= until:
            return
        rate = self._rate
        raise RateLimitTimeoutError(
            f"{key}: nothing was sent: the rate limit ({rate.calls} calls in {rate.seconds:g} s) has no permit for at "
            f"least {wait:.1f} s, which is after the call's deadline. Call again then, or increase rate_limit's "
            "max_wait or retry's deadline.",
            key=key,
            retry_after=wait,
        )


def _report(step: Callable[..., None], *values: object) -> None:
    """Report to the store; if that fails, log it, so that the response of the service is not lost."""
    try:
        step(*values)
    except TransportError as error:
        logger.warning("%s The permit counts until its call can no longer be in progress.", error)


class MemoryStore:
    """Counts in this process: calls in progress, calls by the time of their response, waiting calls in their order."""

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
