"""Functions that a client calls for each of its requests: for counting, tracing and progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from inspect import isawaitable, iscoroutinefunction
from typing import TYPE_CHECKING, TypeAlias

from .._errors import AccountabilityError, ConfigurationError
from .attempt import Event, hook_error

if TYPE_CHECKING:
    from .attempt import Attempts, Outcome

__all__ = ("Hooks", "call_hook", "call_hook_async")


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


def call_hook(hooks: Hooks, name: str, attempts: Attempts, outcome: Outcome | None = None, seconds: float = 0) -> None:
    """Call a hook, if there is one.

    Raises:
        HookError: the hook raised an error other than one of this package.
    """
    hook = getattr(hooks, name)
    if hook is None:
        return
    try:
        hook(attempts.event(outcome, seconds))
    except AccountabilityError:
        raise
    except Exception as error:
        raise hook_error(attempts, f"hooks' {name}", outcome, name == "response", error) from error


async def call_hook_async(
    hooks: Hooks, name: str, attempts: Attempts, outcome: Outcome | None = None, seconds: float = 0
) -> None:
    """Call a hook of an asynchronous client, which may be a coroutine function."""
    hook = getattr(hooks, name)
    if hook is None:
        return
    try:
        result = hook(attempts.event(outcome, seconds))
        if isawaitable(result):
            await result
    except AccountabilityError:
        raise
    except Exception as error:
        raise hook_error(attempts, f"hooks' {name}", outcome, name == "response", error) from error
