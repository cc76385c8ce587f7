"""When a request that failed is sent again, and after how long.

Our own and no transport such as httpx-retries: each attempt takes a slot of the account's budget, those for access
tokens included, while the waits between them must hold none, and a write goes again only where nothing of it was sent.
"""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ._errors import ConfigurationError, TransportError
from ._rate_limit import sleep_in_task

if TYPE_CHECKING:
    import httpx

__all__ = ("LIMITED", "ONCE", "Came", "Retry", "closed_for", "repeatable", "wait_before_next")

Came: TypeAlias = "httpx.Response | TransportError"

# RFC 9110, 9.2.2. PATCH is not in it, and that a second one changes nothing more is inferred of this API.
_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
_PASSING = (502, 503, 504)
LIMITED = 429
_LASTING = ("UnsupportedProtocol", "LocalProtocolError", "DecodingError")  # the same would happen again


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """When a request that failed is sent again.

    Any request is after a 429 (a call over the limit is not processed, says its documentation) and where it is certain
    that nothing was sent (no connection); GET, HEAD, PUT and DELETE also after 502, 503, 504, a timeout or a broken
    connection. A POST or PATCH that may have arrived is never sent again. The wait is what Retry-After asks for, in
    seconds or as a date, or else a random part of `backoff`, doubled with each attempt ("full jitter").

    Args:
        attempts: how often a request may fail, the first time included; 1 sends once. A 429 is not counted, since
            waiting helps there: it is waited out until the deadline.
        deadline: seconds for all of a call's attempts and the waits between them; waits for the budget are not counted.
        backoff: seconds that the first wait may take at most.
        longest: seconds that Retry-After or the backoff may ask for; more is cut.
        random: a number from 0 to 1; for tests.
        clock: seconds, never going back; for tests.
        sleep: waits that many seconds in a thread; for tests.
        sleep_in_task: waits that many seconds in a task; for tests.

    Raises:
        ConfigurationError: a number that makes no sense.
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
            raise ConfigurationError(f"retry: attempts={self.attempts} would send nothing; 1 sends once")
        for name in ("deadline", "backoff", "longest"):
            if not getattr(self, name) > 0:
                raise ConfigurationError(
                    f"retry: {name}={getattr(self, name)} is no span of time; retry=None sends once"
                )


ONCE = Retry(attempts=1, deadline=float("inf"))


def repeatable(method: str) -> bool:
    """Whether sending such a request twice does what sending it once does."""
    return method in _IDEMPOTENT


def wait_before_next(retry: Retry, outcome: Came, *, idempotent: bool, failures: int, attempt: int) -> float | None:
    """Seconds until the next attempt; None where this outcome is the last.

    Args:
        retry: the policy.
        outcome: of the last attempt.
        idempotent: whether the request may arrive twice.
        failures: how many attempts failed, but for answers of 429.
        attempt: how many there were.
    """
    if retry.attempts == 1 or failures >= retry.attempts or not _again(outcome, idempotent):
        return None
    asked = None if isinstance(outcome, TransportError) else _asked(outcome)
    if asked is not None:
        return min(asked, retry.longest) + retry.random() * retry.backoff
    return retry.random() * min(retry.backoff * 2.0 ** min(attempt - 1, 60), retry.longest)


def closed_for(retry: Retry, came: Came) -> float | None:
    """Seconds for which nobody may call, as a 429 says; None after anything else."""
    if isinstance(came, TransportError) or came.status_code != LIMITED:
        return None
    return min(_asked(came) or 0.0, retry.longest)


def _again(outcome: Came, idempotent: bool) -> bool:
    if isinstance(outcome, TransportError):
        return outcome.safe_to_retry and type(outcome.__cause__).__name__ not in _LASTING
    return outcome.status_code == LIMITED or (idempotent and outcome.status_code in _PASSING)


def _asked(response: httpx.Response) -> float | None:
    from ._problem import retry_after

    return retry_after(response.headers.get("retry-after"), response.headers.get("date"))
