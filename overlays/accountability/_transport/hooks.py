"""Functions that a client calls for each of its requests: for counting, tracing and progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from inspect import iscoroutinefunction
from typing import TypeAlias

from .._errors import ConfigurationError

__all__ = ("Event", "Hooks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of one request, without headers, query and body, and so without secrets.

    Args:
        key: the operation, as in `v2.Jobs_GetJob`; `v1.Token_Token` for the request of an access token.
        method: the HTTP method.
        path: the path on the host.
        attempt: the number of the attempt, from 1.
        status: the response's HTTP status; None before there is one, and if none was received.
        fault: why no response was received, such as `ReadTimeout`; else empty.
        seconds: `response`: the duration of the attempt; `retry`: until the request is retried; `wait`: the wait for
            the rate limit; `request`: 0.
        request_id: the service's id of this request, or None.
    """

    key: str
    method: str
    path: str
    attempt: int
    status: int | None = None
    fault: str = ""
    seconds: float = 0.0
    request_id: str | None = None


Hook: TypeAlias = Callable[[Event], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Functions that are called with an `Event`; those of an `AsyncAccountability` may be coroutine functions.

    An exception from a hook ends the call and is the cause of a `HookError`: one from `request` before anything is
    sent, one from `response` or `retry` with the response on the error. Hooks are called by the thread or task of the
    call: a hook that calls the client again may wait for the permit or token that its own call holds.

    Args:
        request: before a request is sent, once for each attempt, those for access tokens included.
        response: after its response was received, or none was.
        retry: before the wait for another attempt.
        wait: after a wait for the account's rate limit.
    """

    request: Hook | None = None
    response: Hook | None = None
    retry: Hook | None = None
    wait: Hook | None = None

    def require_synchronous(self) -> Hooks:
        """Return these hooks, if none has to be awaited.

        Raises:
            ConfigurationError: one of them is a coroutine function.
        """
        for name in (field.name for field in fields(self)):
            if iscoroutinefunction(getattr(self, name)):
                raise ConfigurationError(
                    f"hooks: {name} is a coroutine function; only AsyncAccountability awaits hooks"
                )
        return self
