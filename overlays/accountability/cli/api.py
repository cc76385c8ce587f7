"""The three APIs as a choice of an option."""

from __future__ import annotations

from enum import StrEnum

__all__ = ("Api",)


class Api(StrEnum):
    """The three APIs."""

    V1 = "v1"
    V2 = "v2"
    LEGACY = "legacy"
