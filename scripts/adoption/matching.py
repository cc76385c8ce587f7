"""Match the vendor's operations with ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adoption import words
from pipeline.source.operation import Operation

SIMILAR = 0.65
"""The minimum similarity of two operations that match; chosen by trial on paths of this domain."""
READS = ("get", "head")


@dataclass(frozen=True)
class Match:
    """A match of one of our operations with one of the vendor's.

    Args:
        ours: our operation.
        theirs: the vendor's operation.
        reason: the reason, as written in the report and the overlay.
        certain: False if the match is based only on similarity.
    """

    ours: Operation
    theirs: Operation
    reason: str
    certain: bool = True

    @property
    def proposed(self) -> bool:
        """Whether a person must confirm the match before it is used: a write, matched by similarity."""
        return not self.certain and self.ours.method not in READS


def match(
    ours: Iterable[Operation],
    theirs: Iterable[tuple[Operation, str]],
    chosen: Mapping[str, tuple[str, str]],
    rejected: Iterable[str],
) -> list[Match]:
    """Match each operation at most once: by the overlay, operationId, method and path, then similarity.

    Args:
        ours: our operations.
        theirs: the vendor's operations, each with its path including the path of the server.
        chosen: method and path in the vendor's document by our operationId, where the overlay names one.
        rejected: our operationIds that a person marked as having no counterpart.
    """
    excluded = set(rejected)
    left = [one for one in ours if one.id and one.id not in excluded]
    right = list(theirs)
    found: list[Match] = []

    def take(one: Operation, other: tuple[Operation, str], reason: str, certain: bool = True) -> None:
        found.append(Match(one, other[0], reason, certain))
        left.remove(one)
        right.remove(other)

    for one in list(left):
        for other in [each for each in right if chosen.get(one.id) == (each[0].method, each[0].path)]:
            take(one, other, "as the overlay says")
    for one in list(left):
        for other in [each for each in right if each[0].id == one.id and _compatible(one, each[0])][:1]:
            take(one, other, "operationId")
    for one in list(left):
        for other in [each for each in right if _address(one, one.path) == _address(each[0], each[1])][:1]:
            take(one, other, "method and path")
    for score, one, other in _similar(left, right):
        if one in left and other in right:
            take(one, other, f"similarity {score:.2f}", certain=False)
    return found


def _compatible(ours: Operation, theirs: Operation) -> bool:
    """Return whether both operations read, both delete or both write otherwise, so that they can mean the same."""
    kinds = [("read" if one.method in READS else one.method == "delete") for one in (ours, theirs)]
    return kinds[0] == kinds[1]


def _address(operation: Operation, path: str) -> str:
    return words.address(operation.method, path)


def _similar(
    left: list[Operation], right: list[tuple[Operation, str]]
) -> list[tuple[float, Operation, tuple[Operation, str]]]:
    scored = [(_similarity(one, *other), one, other) for one in left for other in right]
    enough = [each for each in scored if each[0] >= SIMILAR]
    return sorted(enough, key=lambda each: (-each[0], each[1].id, each[2][1]))


def _similarity(ours: Operation, theirs: Operation, path: str) -> float:
    """Return the similarity of two operations; 0 if only one reads, or their path parameters differ."""
    mine, its = words.segments(ours.path), words.segments(path)
    if not _compatible(ours, theirs) or mine.count("{}") != its.count("{}"):
        return 0.0
    if bool(mine and mine[-1] == "{}") != bool(its and its[-1] == "{}"):
        return 0.0
    literal = words.similarity(
        "/".join(one for one in mine if one != "{}"), "/".join(one for one in its if one != "{}")
    )
    ids = words.similarity(ours.id, theirs.id) if theirs.id else literal
    return max(literal, (literal + ids) / 2) * (1.0 if ours.method == theirs.method else 0.9)
