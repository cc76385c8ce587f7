"""Matching: which operation there is which of ours, and which name there stands for which of ours."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from adoption.flat import Flat
from pipeline.source.operation import Operation

ENOUGH = 0.65
"""The likeness from which two names are held for one; found by trial on names of the domain."""

T = TypeVar("T")
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_CHANGES = ("put", "patch", "post")


@dataclass(frozen=True)
class Pair:
    """An operation of ours and the one there that it is.

    Args:
        ours: ours.
        theirs: the one there.
        path: its whole path, that of the server included.
        by: how it was found: `operationId`, `method and path` or `likeness`.
    """

    ours: Operation
    theirs: Operation
    path: str
    by: str


def match(ours: Iterable[tuple[Operation, str]], theirs: Iterable[tuple[Operation, str]]) -> list[Pair]:
    """Pairs operations: by operationId, else by method and path, else by likeness; each at most once.

    Args:
        ours: operations with their whole paths.
        theirs: likewise.
    """
    found: list[Pair] = []
    left, right = list(ours), list(theirs)
    for by, key in (("operationId", _id), ("method and path", _address)):
        for one in list(left):
            wanted = key(*one)
            other = next((other for other in right if wanted and key(*other) == wanted), None)
            if other:
                found.append(Pair(one[0], *other, by))
                left.remove(one)
                right.remove(other)
    for one, other in _best(left, right, _likeness):
        found.append(Pair(one[0], *other, "likeness"))
    return found


def blank(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"{[^}]*}", "{}", path)


def _id(operation: Operation, path: str) -> str:
    return operation.id


def _address(operation: Operation, path: str) -> str:
    return f"{operation.method} {blank(path).lower().rstrip('/')}"


def _likeness(one: tuple[Operation, str], other: tuple[Operation, str]) -> float:
    """How like two operations are; 0 where one reads and the other writes, or their paths take other parameters."""
    (ours, path), (theirs, there) = one, other
    kinds = {ours.method, theirs.method}
    if len(kinds) > 1 and not kinds <= set(_CHANGES):
        return 0.0
    if blank(path).count("{}") != blank(there).count("{}") or path.endswith("}") != there.endswith("}"):
        return 0.0
    paths = alike(_literal(path), _literal(there))
    ids = alike(ours.id, theirs.id) if ours.id and theirs.id else paths
    return max(paths, (paths + ids) / 2) * (1.0 if len(kinds) == 1 else 0.9)


def _literal(path: str) -> str:
    """The words of a path that tell it from its siblings."""
    return "/".join(part for part in blank(path).split("/") if part not in ("", "{}") and not re.match(r"v\d", part))


def pair_names(ours: Mapping[str, Flat], theirs: Mapping[str, Flat]) -> dict[str, tuple[str, str]]:
    """Which name there stands for which of ours: `{ours: (theirs, how)}`; the same name first, then by likeness.

    Args:
        ours: our names in their order, with what each holds.
        theirs: likewise.
    """
    made = {name: (name, "name") for name in ours if name in theirs}
    left = [name for name in ours if name not in made]
    right = [name for name in theirs if name not in made]
    around = {name: _neighbours(list(ours), name) for name in left}
    there = {name: _neighbours(list(theirs), name) for name in right}

    def likeness(one: str, other: str) -> float:
        return _like_members(one, ours[one], other, theirs[other], around[one] == there[other])

    return made | {one: (other, "likeness") for one, other in _best(left, right, likeness)}


def _like_members(one: str, mine: Flat, other: str, its: Flat, beside: bool) -> float:
    if _plain(one) == _plain(other):
        return 1.0
    if mine.kind != its.kind:
        return 0.0
    if mine.description and mine.description == its.description:
        return 0.95
    return 0.6 * alike(one, other) + 0.25 + 0.15 * beside


def _neighbours(names: list[str], name: str) -> tuple[str, str]:
    at = names.index(name)
    return (names[at - 1] if at else "", names[at + 1] if at + 1 < len(names) else "")


def alike(one: str, other: str) -> float:
    """How like two names are, from 0 to 1: by their letters, or by the words that they share."""
    letters = SequenceMatcher(None, _plain(one), _plain(other)).ratio()
    words, others = ({word.lower() for word in _WORDS.findall(name)} for name in (one, other))
    shared = len(words & others) / len(words | others) if words | others else 0.0
    return max(letters, shared)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9/]", "", name.lower())


def _best(left: Iterable[T], right: Iterable[T], likeness: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Pairs from the likest down, each thing once, none below what is enough."""
    left, right = list(left), list(right)
    scored = [(likeness(a, b), i, k) for i, a in enumerate(left) for k, b in enumerate(right)]
    made: dict[int, int] = {}
    for score, i, k in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score >= ENOUGH and i not in made and k not in made.values():
            made[i] = k
    return [(left[i], right[k]) for i, k in sorted(made.items())]
