"""When a request that failed is retried and after how long; and a prepared call, with the state of its attempts.

Our own and not a transport such as httpx-retries: each attempt takes a permit of the account's rate limit, those for
access tokens included, while the waits between them hold none, and a write is retried only if nothing of it was sent.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

import httpx

from .._backend import Backend, async_sleep
from .._errors import AccountabilityError, ConfigurationError, HookError, RateLimitTimeoutError, TransportError
from .._messages import TOKEN, Response, is_idempotent
from .hooks import Event, Hooks

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("NO_RETRY", "TOO_MANY_REQUESTS", "Deadline", "Layer", "Outcome", "PreparedCall", "Retry", "RetryLayer")

T = TypeVar("T")
Outcome: TypeAlias = Response | TransportError
TOO_MANY_REQUESTS = 429
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


class Deadline:
    """The seconds of one call: its requests for a token and its own, and the waits between them."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.spent = 0.0
        self._seconds = seconds
        self._started: float | None = None

    def start(self) -> None:
        """Start an attempt."""
        self._started = self.clock()

    def stop(self) -> float:
        """Stop the attempt; return its seconds."""
        seconds, self._started = self._running(), None
        self.spent += seconds
        return seconds

    def left(self) -> float:
        """Return the seconds until the deadline; 0 or less after it."""
        return self._seconds - self.spent - self._running()

    def is_over(self) -> bool:
        """Return whether the deadline has passed."""
        return self.left() <= 0

    def _running(self) -> float:
        return 0.0 if self._started is None else self.clock() - self._started


class PreparedCall(Generic[T]):
    """A call that is ready to be sent, which each layer passes to the next: its request, and its attempts so far."""

    def __init__(
        self,
        call: Call[T],
        sent: Call[T],
        request: httpx.Request,
        deadline: Deadline,
        hooks: Hooks,
        *,
        idempotent: bool | None = None,
    ) -> None:
        self.call = call  # as the caller has it
        self.sent = sent  # as the service expects it
        self.request = request
        self.timeouts: Mapping[str, float | None] = request.extensions["timeout"]
        self.key = call.key
        self.deadline = deadline
        self.hooks = hooks
        self.idempotent = is_idempotent(request.method) if idempotent is None else idempotent
        self.attempt = 0  # the number of the last one, from 1
        self.failures = 0
        self.seconds = 0.0  # of the last attempt

    def discard(self) -> None:
        """Forget what has credentials: an error's frames are shown."""
        del self.sent, self.request

    def restart(self) -> None:
        """Count from the first attempt again, for a request with another access token."""
        self.attempt = self.failures = 0

    def may_have_acted(self, sent: bool) -> bool:
        """Return whether sending the request again could do the same thing twice."""
        return sent and not self.idempotent

    async def notify(self, hook: str, outcome: Outcome | None = None, seconds: float = 0.0) -> None:
        """Call a hook, if there is one, and await what it returns if it is a coroutine function."""
        function = getattr(self.hooks, hook)
        if function is None:
            return
        try:
            result = function(self._event(outcome, seconds))
            if isawaitable(result):
                await result
        except AccountabilityError:
            raise
        except Exception as error:
            raise self.hook_error(f"hooks' {hook}", outcome, hook == "response", error) from error

    def hook_error(self, hook: str, outcome: Outcome | None, sent: bool, error: Exception) -> HookError:
        """Return the error for a hook that raised one, before or after the request was sent."""
        return HookError(
            f"{self.key}: the {hook} hook raised {type(error).__name__}, which is the cause of this error.",
            key=self.key,
            # A response with a token must not be stored.
            response=None if isinstance(outcome, TransportError) or self.key == TOKEN else outcome,
            safe_to_retry=not self.may_have_acted(sent),
        )

    def _event(self, outcome: Outcome | None, seconds: float) -> Event:
        from .._problem import request_id

        return Event(
            key=self.key,
            method=self.request.method,
            path=self.request.url.path,
            attempt=self.attempt,
            status=outcome.status if isinstance(outcome, Response) else None,
            fault=type(outcome.__cause__).__name__ if isinstance(outcome, TransportError) else "",
            seconds=seconds,
            request_id=request_id(outcome.headers) if isinstance(outcome, Response) else None,
        )


class Layer(Protocol):
    """Sends one attempt of a request; a fault of the network is returned, not raised."""

    async def send(self, prepared: PreparedCall[Any], /) -> Outcome: ...


class RetryLayer:
    """Sends a request until it succeeds, its failure is final, or its attempts or its time are used up."""

    def __init__(self, retry: Retry, backend: Backend, inner: Layer) -> None:
        self._retry = retry
        self._backend = backend
        self._inner = inner

    async def send(self, prepared: PreparedCall[Any]) -> Response:
        """Return the last response."""
        last: Outcome | None = None
        while True:
            prepared.attempt += 1
            try:
                last = await self._inner.send(prepared)
            except RateLimitTimeoutError:
                if last is None:
                    raise
                break
            await prepared.notify("response", last, prepared.seconds)
            seconds = _seconds_to_next(self._retry, prepared, last)
            if seconds is None:
                break
            await prepared.notify("retry", last, seconds)
            prepared.deadline.spent += seconds
            await self._backend.sleep(seconds, self._retry)
        if isinstance(last, TransportError):
            raise last
        return last


def _seconds_to_next(retry: Retry, prepared: PreparedCall[Any], outcome: Outcome) -> float | None:
    """Return the seconds until the request is retried; None if this outcome is the last."""
    if retry.attempts == 1 or prepared.failures >= retry.attempts or not _is_retryable(outcome, prepared.idempotent):
        return None
    requested = None if isinstance(outcome, TransportError) else outcome.retry_after
    if requested is not None:
        seconds = requested + retry.random() * retry.backoff
    else:
        seconds = retry.random() * min(retry.backoff * 2.0 ** min(prepared.attempt - 1, 60), retry.longest)
    if seconds >= prepared.deadline.left():
        return None
    reason = type(outcome.__cause__).__name__ if isinstance(outcome, TransportError) else f"status {outcome.status}"
    logger.info(
        "%s: %s %s: %s; attempt %d follows in %.1f s",
        *(prepared.key, prepared.request.method, prepared.request.url.path, reason, prepared.attempt + 1, seconds),
    )
    return seconds


def _is_retryable(outcome: Outcome, idempotent: bool) -> bool:
    if isinstance(outcome, TransportError):
        return outcome.safe_to_retry and type(outcome.__cause__).__name__ not in _PERMANENT_ERRORS
    return outcome.status == TOO_MANY_REQUESTS or (idempotent and outcome.status in _RETRYABLE_STATUSES)
