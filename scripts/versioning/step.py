"""Steps of a version: which one changes ask for, and whether one is enough."""

import re
from collections.abc import Iterable

from versioning.change import Change

Version = tuple[int, int, int]
STEPS = ("patch", "minor", "major")


def parse(text: str) -> Version:
    """A version `1.2.3` as numbers.

    Raises:
        ValueError: it is not three numbers.
    """
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", text)
    if not found:
        raise ValueError(f"the version {text!r} is not three numbers, such as 1.2.3")
    return int(found[1]), int(found[2]), int(found[3])


def step(version: Version, changes: Iterable[Change]) -> str | None:
    """Which number of a version the changes step: major, minor or patch; None where there are none.

    From 1.0.0 on what breaks a documented operation steps the first, what corrects an inferred one or adds the second.
    Before it, where nothing is promised yet, whatever breaks a caller steps the second number and all else the third.
    """
    verdicts = {change.verdict for change in changes}
    if not verdicts:
        return None
    if version < (1, 0, 0):
        return "minor" if verdicts & {"breaking", "correction"} else "patch"
    if "breaking" in verdicts:
        return "major"
    return "minor" if verdicts & {"correction", "addition"} else "patch"


def stepped(version: Version, by: str | None) -> Version:
    """The version after a step."""
    major, minor, patch = version
    after = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return version if by is None else after[by]


def taken(old: Version, new: Version) -> str | None:
    """Which number of a version a step has changed, the first of them; None where it has changed none."""
    unequal = [name for name, was, now in zip(reversed(STEPS), old, new, strict=True) if was != now]
    return unequal[0] if unequal else None


def render(version: Version) -> str:
    """A version as it is written."""
    return ".".join(map(str, version))
