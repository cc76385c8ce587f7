"""Warnings that point at the caller's own line, and each of them once."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Hashable

from accountability_api._runtime.errors import ResponseMismatchWarning

__all__ = (
    "InferredOperationWarning",
    "InferredTimezoneWarning",
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


def warn(message: str, kind: type[Warning]) -> None:
    """Warn at the line that called this package, however deep within it this happens."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _OURS:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, kind, stacklevel=level)


_OURS = ("accountability", "accountability_api")
