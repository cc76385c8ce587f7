"""Profiles: other services that the real one may turn out to be, to try a client on before it does.

All of them are invented. None says what the real service does: v1 and v2 are mostly inferred, and each profile is one
way in which an inference may be wrong. They are made from the contracts, so a resource new in YAML has them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import manner, refusal, shape, spelling
from .profile import Profile, Service

__all__ = ("ALL", "PROFILES", "Profile", "Service", "UnknownProfile", "named", "table")

ALL: Mapping[str, Profile] = {
    profile.name: profile for module in (shape, spelling, manner, refusal) for profile in module.PROFILES
}
PROFILES: tuple[str, ...] = tuple(ALL)


class UnknownProfile(ValueError):
    """No profile is called so; the message lists all."""


def table() -> str:
    """Every profile on a line of its own: its name, and what it does otherwise."""
    width = max(map(len, PROFILES))
    lines = [f"{profile.name:{width}}  {profile.about}" for profile in ALL.values()]
    return "\n".join(["Other services that the real one may turn out to be. All are invented.", "", *lines])


def named(name: str) -> Profile:
    """The profile of that name.

    Raises:
        UnknownProfile: there is none; the message lists all.
    """
    if name not in ALL:
        raise UnknownProfile(f"there is no profile {name!r}; the profiles are {', '.join(PROFILES)}")
    return ALL[name]
