"""What a client tells of its requests while it works, for counting, tracing and progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from inspect import iscoroutinefunction
from typing import TypeAlias

from ._errors import ConfigurationError

__all__ = ("Event", "Hook", "Hooks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One moment of one request; it holds no header, no query, no body, and so no secret.

    Args:
        key: the operation, as in `v2.Jobs_GetJob`; `v1.Token_Token` where an access token is asked for.
        method: the HTTP method.
        path: the path at the host.
        attempt: which sending of the request this is, from 1.
        status: the answer's HTTP status; None before there is one, and where none came.
        fault: why no answer came, such as `ReadTimeout`; else empty.
        seconds: `response`: how long the answer took; `retry`: until the request goes out again; `wait`: how long it
            waited for the budget; `request`: 0.
        request_id: what the service calls this request, or None.
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

    An exception from a hook ends the call and reaches its caller: one from `request` before anything is sent, one from
    `response` or `retry` in place of the answer. They are called by whichever thread or task makes the call, amid it: a
    hook that calls the client again may wait for the very slot or token that its own call holds.

    Args:
        request: a request goes out, once for each attempt, those for access tokens included.
        response: its answer came, or none came.
        retry: it will go out again.
        wait: it has waited for the account's budget.
    """

    request: Hook | None = None
    response: Hook | None = None
    retry: Hook | None = None
    wait: Hook | None = None

    def for_threads(self) -> Hooks:
        """The same hooks, where nobody could await one.

        Raises:
            ConfigurationError: one of them is a coroutine function.
        """
        for name in (field.name for field in fields(self)):
            if iscoroutinefunction(getattr(self, name)):
                raise ConfigurationError(
                    f"hooks: {name} is a coroutine function; only AsyncAccountability awaits hooks"
                )
        return self
