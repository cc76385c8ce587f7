"""Warnings that point at the caller's own line, and each of them once."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from accountability_api._runtime.errors import ResponseMismatchWarning

from ._concurrency import ForkSafeLock

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = (
    "Deprecations",
    "InferredOperationWarning",
    "InferredTimezoneWarning",
    "Misfits",
    "Once",
    "PagingWarning",
    "ResponseMismatchWarning",
    "warn",
)


class InferredOperationWarning(UserWarning):
    """An operation was used that no publication states: its path, its names and its answer are reasoned."""


class InferredTimezoneWarning(UserWarning):
    """Dates of legacy XML were taken as UTC, because `legacy_timezone` is not set."""


class PagingWarning(UserWarning):
    """Records of a list may be missing, or the service numbers its pages differently; an error with `strict=True`."""


class Once:
    """Says of a thing whether it is the first time; for threads and tasks."""

    def __init__(self) -> None:
        self._seen: set[Hashable] = set()
        self._lock = ForkSafeLock()

    def __call__(self, thing: Hashable) -> bool:
        with self._lock.current:
            first = thing not in self._seen
            self._seen.add(thing)
        return first


class Misfits:
    """Members that do not fit the contract, each warned of once a client, in whichever record it is first seen."""

    def __init__(self) -> None:
        self._first = Once()

    def note(self, key: str, path: str) -> None:
        """Warns that the member at `path` (such as `items[3].dateOpened`) of that operation's answer is a misfit."""
        if self._first((key, re.sub(r"\[\d+\]", "[]", path))):
            warn(
                f"{key}: {path} does not fit the contract. It reads as None; additional_properties has what came.",
                ResponseMismatchWarning,
            )

    def unheeded(self, key: str, name: str) -> None:
        """Warns that a member was written, and did not come back as it was sent."""
        if self._first((key, name, "sent")):
            warn(f"{key}: {name} was sent, and {UNHEEDED}.", ResponseMismatchWarning)


UNHEEDED = "the record came back without it, or with another value: the service may not know it by that name"


class Deprecations:
    """Operations that the contract calls deprecated, each warned of once a client."""

    def __init__(self) -> None:
        self._first = Once()

    def note(self, call: Call[Any]) -> None:
        """Warns of the call's operation, if it is one of them."""
        if call.deprecated and self._first(call.key):
            warn(
                f"{call.key} ({call.method} {call.path}) is deprecated: the service may end it. `accountability "
                f"operations {call.key}` shows what is known of it.",
                DeprecationWarning,
            )


def warn(message: str, kind: type[Warning]) -> None:
    """Warns at the line that called into this package, however deep within it this happens."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _OURS:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, kind, stacklevel=level)


_OURS = ("accountability", "accountability_api")
