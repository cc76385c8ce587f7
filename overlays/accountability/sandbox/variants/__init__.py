"""Variants: ways in which the real service may differ from the contract, to test a client before it meets them.

All of them are invented. None states what the real service does: v1 and v2 are mostly inferred, and each variant is
one way in which an inference may be wrong. They work on any contract, so a resource new in YAML has them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from .catalog import CATALOG
from .variant import Variant

ALL: Mapping[str, Variant] = {variant.name: variant for variant in CATALOG}
VARIANTS: tuple[str, ...] = tuple(ALL)


class UnknownVariantError(ValueError):
    """No variant has that name; the message lists all."""


def table() -> str:
    """Return a line for each variant: its name and what differs."""
    width = max(map(len, VARIANTS))
    lines = [f"{variant.name:{width}}  {variant.description}" for variant in ALL.values()]
    return "\n".join(["Variants of the API that the real service may have. All are invented.", "", *lines])


def find(name: str) -> Variant:
    """Return the variant of a name.

    Raises:
        UnknownVariantError: There is none; the message lists all.
    """
    if name not in ALL:
        raise UnknownVariantError(f"variant: expected one of {', '.join(VARIANTS)}, got {name!r}.")
    return ALL[name]
