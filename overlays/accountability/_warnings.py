"""Warnings that point at the caller's own line, and each of them once."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Hashable

from accountability_api._runtime.errors import ResponseMismatchWarning

__all__ = (
    "IGNORED",
    "InferredOperationWarning",
    "InferredTimezoneWarning",
    "MismatchReporter",
    "Once",
    "PagingWarning",
    "ResponseMismatchWarning",
    "warn",
)


class InferredOperationWarning(UserWarning):
    """An operation was used that is inferred, not published: its path, names and response may be wrong."""


class InferredTimezoneWarning(UserWarning):
    """Date-times without an offset were taken as UTC, because `timezone` or `legacy_timezone` is not set."""


class PagingWarning(UserWarning):
    """Records of a list may be missing, or the service numbers its pages differently; an error with `strict=True`."""


class Once:
    """Reports whether a key is seen for the first time; may be shared by threads and tasks."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, object] = {}

    def __call__(self, key: Hashable) -> bool:
        if key in self._seen:
            return False
        caller = object()
        return self._seen.setdefault(key, caller) is caller  # atomic


class MismatchReporter:
    """Warns of properties that do not conform to the contract, of each once a client."""

    def __init__(self) -> None:
        self._is_first = Once()

    def report(self, key: str, path: str) -> None:
        """Warn that the property at `path` (such as `items[3].dateOpened`) has an invalid value."""
        if self._is_first((key, re.sub(r"\[\d+\]", "[]", path))):
            warn(
                f"{key}: {path} does not fit the contract. It reads as None; additional_properties has what was "
                "received.",
                ResponseMismatchWarning,
            )

    def report_ignored(self, key: str, name: str) -> None:
        """Warn that the record in the response to a write has another value than was sent."""
        if self._is_first((key, name, "sent")):
            warn(f"{key}: {name} was sent, and {IGNORED}.", ResponseMismatchWarning)


IGNORED = "the record in the response lacks it or has another value: the service may use another name for it"


def warn(message: str, kind: type[Warning]) -> None:
    """Warn at the line that called this package, however deep within it this happens."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _OURS:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, kind, stacklevel=level)


_OURS = ("accountability", "accountability_api")
