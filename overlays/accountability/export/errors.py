"""The error of an export."""

from __future__ import annotations

from accountability import AccountabilityError

__all__ = ("ExportError",)


class ExportError(AccountabilityError):
    """An export cannot go on: a value does not fit its column, or a package cannot be loaded."""
