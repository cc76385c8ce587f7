"""When a request that failed is retried, and after how long.

Our own and not a transport such as httpx-retries: each attempt takes a permit of the account's rate limit, those for
access tokens included, while the waits between them hold none, and a write is retried only if nothing of it was sent.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._concurrency import async_sleep
from .._errors import ConfigurationError, RateLimitTimeoutError, TransportError
from .attempt import TOO_MANY_REQUESTS
from .hooks import call_hook, call_hook_async

if TYPE_CHECKING:
    from .._response import Response
    from .attempt import AsyncLayer, Attempts, Layer, Outcome
    from .hooks import Hooks

__all__ = ("NO_RETRY", "AsyncRetryLayer", "Retry", "RetryLayer")

logger = logging.getLogger("accountability")
_RETRYABLE_STATUSES = (502, 503, 504)
_PERMANENT_ERRORS = ("UnsupportedProtocol", "LocalProtocolError", "DecodingError")  # the same would happen again


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """When a request that failed is retried.

    Any request is retried after a 429 (its documentation says that a call over the limit is not processed) and if it is
    certain that nothing was sent (no connection); GET, HEAD, PUT and DELETE also after 502, 503, 504, a timeout or a
    broken connection. A POST or PATCH that may have been received is never retried. The wait is what Retry-After
    requests, in seconds or as a date, or else a random part of `backoff`, doubled with each attempt ("full jitter").
    If Retry-After requests more than the deadline leaves, the error is raised at once, with `retry_after`.

    Args:
        attempts: how often a request may fail, the first time included; 1 sends once. A 429 is not counted, since
            waiting helps: it is waited out until the deadline.
        deadline: seconds for all of a call: its attempts, the waits between them, and (unless `RateLimit.max_wait` is
            set) its waits for the rate limit.
        backoff: the most seconds of the first wait.
        longest: the most seconds of any wait that Retry-After does not request.
        random: returns a number from 0 to 1; for tests.
        clock: returns seconds that never decrease; for tests.
        sleep: waits that many seconds; for tests.
        async_sleep: does the same for asynchronous clients; for tests.

    Raises:
        ConfigurationError: a number that cannot work.
    """

    attempts: int = 4
    deadline: float = 300.0
    backoff: float = 0.5
    longest: float = 60.0
    random: Callable[[], float] = field(default=random.random, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)
    async_sleep: Callable[[float], Awaitable[object]] = field(default=async_sleep, repr=False)

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ConfigurationError(f"retry: expected attempts=1 (send once) or more, got attempts={self.attempts}.")
        for name in ("deadline", "backoff", "longest"):
            value = getattr(self, name)
            if not value > 0:
                raise ConfigurationError(
                    f"retry: expected {name}= more than 0 seconds, got {name}={value}. retry=None sends once."
                )


NO_RETRY = Retry(attempts=1, deadline=float("inf"))


class RetryLayer:
    """Sends a request until it succeeds, its failure is final, or its attempts or its time are used up.

    Args:
        retry: when a request is retried.
        hooks: what is called meanwhile.
        inner: sends one attempt.
    """

    def __init__(self, retry: Retry, hooks: Hooks, inner: Layer) -> None:
        self._retry = retry
        self._hooks = hooks
        self._inner = inner

    def send(self, attempts: Attempts) -> Response:
        """Return the last response.

        Raises:
            TransportError: there is none.
        """
        last: Outcome | None = None
        while True:
            try:
                last = self._attempt(attempts)
            except RateLimitTimeoutError:
                if last is None:
                    raise
                break
            seconds = _seconds_to_next(self._retry, attempts, last)
            if seconds is None:
                break
            call_hook(self._hooks, "retry", attempts, last, seconds)
            attempts.deadline.spent += seconds
            self._retry.sleep(seconds)
        return _response(last)

    def _attempt(self, attempts: Attempts) -> Outcome:
        attempts.number += 1
        outcome = self._inner.send(attempts)
        if self._hooks.response:
            call_hook(self._hooks, "response", attempts, outcome, attempts.seconds)
        return outcome


class AsyncRetryLayer:
    """Does the same for an asynchronous client."""

    def __init__(self, retry: Retry, hooks: Hooks, inner: AsyncLayer) -> None:
        self._retry = retry
        self._hooks = hooks
        self._inner = inner

    async def send(self, attempts: Attempts) -> Response:
        """Return the last response; see `RetryLayer.send`."""
        last: Outcome | None = None
        while True:
            try:
                last = await self._attempt(attempts)
            except RateLimitTimeoutError:
                if last is None:
                    raise
                break
            seconds = _seconds_to_next(self._retry, attempts, last)
            if seconds is None:
                break
            await call_hook_async(self._hooks, "retry", attempts, last, seconds)
            attempts.deadline.spent += seconds
            await self._retry.async_sleep(seconds)
        return _response(last)

    async def _attempt(self, attempts: Attempts) -> Outcome:
        attempts.number += 1
        outcome = await self._inner.send(attempts)
        if self._hooks.response:
            await call_hook_async(self._hooks, "response", attempts, outcome, attempts.seconds)
        return outcome


def _response(outcome: Outcome | None) -> Response:
    """Return the last outcome, or raise it."""
    if isinstance(outcome, TransportError):
        raise outcome
    assert outcome is not None
    return outcome


def _seconds_to_next(retry: Retry, attempts: Attempts, outcome: Outcome) -> float | None:
    """Return the seconds until the request is retried; None if this outcome is the last."""
    if retry.attempts == 1 or attempts.failures >= retry.attempts or not _is_retryable(outcome, attempts.idempotent):
        return None
    requested = None if isinstance(outcome, TransportError) else outcome.retry_after
    if requested is not None:
        seconds = requested + retry.random() * retry.backoff
    else:
        seconds = retry.random() * min(retry.backoff * 2.0 ** min(attempts.number - 1, 60), retry.longest)
    if seconds >= attempts.deadline.left():
        return None
    event = attempts.event(outcome, seconds)
    logger.info(
        "%s: %s %s: %s; attempt %d follows in %.1f s",
        *(attempts.key, event.method, event.path, event.fault or f"status {event.status}"),
        *(attempts.number + 1, seconds),
    )
    return seconds


def _is_retryable(outcome: Outcome, idempotent: bool) -> bool:
    if isinstance(outcome, TransportError):
        return outcome.safe_to_retry and type(outcome.__cause__).__name__ not in _PERMANENT_ERRORS
    return outcome.status == TOO_MANY_REQUESTS or (idempotent and outcome.status in _RETRYABLE_STATUSES)
