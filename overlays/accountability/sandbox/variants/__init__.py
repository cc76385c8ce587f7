"""Variants: other services that the real one may turn out to be, to try a client on before it does.

All of them are invented. None says what the real service does: v1 and v2 are mostly inferred, and each variant is one
way in which an inference may be wrong. They are made from the contracts, so a resource new in YAML has them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import manner, refusal, shape, spelling
from .variant import Service, Variant

__all__ = ("ALL", "VARIANTS", "Service", "UnknownVariantError", "Variant", "named", "table")

ALL: Mapping[str, Variant] = {
    variant.name: variant for module in (shape, spelling, manner, refusal) for variant in module.VARIANTS
}
VARIANTS: tuple[str, ...] = tuple(ALL)


class UnknownVariantError(ValueError):
    """No variant is called so; the message lists all."""


def table() -> str:
    """Every variant on a line of its own: its name, and what it does otherwise."""
    width = max(map(len, VARIANTS))
    lines = [f"{variant.name:{width}}  {variant.about}" for variant in ALL.values()]
    return "\n".join(["Other services that the real one may turn out to be. All are invented.", "", *lines])


def named(name: str) -> Variant:
    """The variant of that name.

    Raises:
        UnknownVariantError: there is none; the message lists all.
    """
    if name not in ALL:
        raise UnknownVariantError(f"there is no variant {name!r}; the variants are {', '.join(VARIANTS)}")
    return ALL[name]
