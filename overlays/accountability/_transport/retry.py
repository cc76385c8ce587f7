"""When a request that failed is retried, and after how long.

Our own and not a transport such as httpx-retries: each attempt takes a permit of the account's rate limit, those for
access tokens included, while the waits between them hold none, and a write is retried only if nothing of it was sent.
"""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .._errors import ConfigurationError, TransportError
from .rate_limit.limiter import sleep_in_task

if TYPE_CHECKING:
    from .._response import Response

__all__ = ("LIMITED", "ONCE", "Outcome", "Retry", "Spent", "is_repeatable", "requested_pause", "wait_before_next")

Outcome: TypeAlias = "Response | TransportError"

# RFC 9110, 9.2.2. PATCH is not in it, and that a second one changes nothing more is inferred of this API.
_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
_PASSING = (502, 503, 504)
LIMITED = 429
_LASTING = ("UnsupportedProtocol", "LocalProtocolError", "DecodingError")  # the same would happen again


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
        sleep: waits that many seconds in a thread; for tests.
        sleep_in_task: waits that many seconds in a task; for tests.

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
    sleep_in_task: Callable[[float], Awaitable[object]] = field(default=sleep_in_task, repr=False)

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ConfigurationError(f"retry: expected attempts=1 (send once) or more, got attempts={self.attempts}.")
        for name in ("deadline", "backoff", "longest"):
            value = getattr(self, name)
            if not value > 0:
                raise ConfigurationError(
                    f"retry: expected {name}= more than 0 seconds, got {name}={value}. retry=None sends once."
                )


ONCE = Retry(attempts=1, deadline=float("inf"))


class Spent:
    """The seconds of one call: its requests for a token and its own, the waits between them included."""

    def __init__(self, retry: Retry) -> None:
        self._retry = retry
        self._began: float | None = None
        self.seconds = 0.0

    def begin(self) -> None:
        """Begin an attempt."""
        self._began = self._retry.clock()

    def end(self) -> float:
        """End the attempt; return its seconds."""
        seconds, self._began = self._running(), None
        self.seconds += seconds
        return seconds

    def left(self) -> float:
        """Return the seconds until the deadline; 0 or less after it."""
        return self._retry.deadline - self.seconds - self._running()

    def _running(self) -> float:
        return 0.0 if self._began is None else self._retry.clock() - self._began


def is_repeatable(method: str) -> bool:
    """Whether two such requests have the same effect as one."""
    return method in _IDEMPOTENT


def wait_before_next(retry: Retry, outcome: Outcome, *, idempotent: bool, failures: int, attempt: int) -> float | None:
    """Return the seconds until the next attempt; None if this outcome is the last.

    Args:
        retry: the policy.
        outcome: of the last attempt.
        idempotent: whether the request may be received twice.
        failures: how many attempts failed, without those that were rejected with 429.
        attempt: how many there were.
    """
    if retry.attempts == 1 or failures >= retry.attempts or not _is_retryable(outcome, idempotent):
        return None
    requested = None if isinstance(outcome, TransportError) else outcome.retry_after
    if requested is not None:
        return requested + retry.random() * retry.backoff
    return retry.random() * min(retry.backoff * 2.0 ** min(attempt - 1, 60), retry.longest)


def requested_pause(outcome: Outcome) -> float | None:
    """Return the seconds for which a 429 lets no call of the account out; None after anything else."""
    if isinstance(outcome, TransportError) or outcome.status != LIMITED:
        return None
    return outcome.retry_after or 0.0


def _is_retryable(outcome: Outcome, idempotent: bool) -> bool:
    if isinstance(outcome, TransportError):
        return outcome.safe_to_retry and type(outcome.__cause__).__name__ not in _LASTING
    return outcome.status == LIMITED or (idempotent and outcome.status in _PASSING)
