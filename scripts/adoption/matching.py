"""Match operations: which operation of the vendor's is which of ours, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adoption import words
from pipeline.source.operation import Operation

SIMILAR = 0.65
"""The similarity from which two operations may be one; found by trial on paths of the domain."""
READS = ("get", "head")


@dataclass(frozen=True)
class Match:
    """An operation of ours and the one of the vendor's that it is.

    Args:
        ours: ours.
        theirs: the vendor's.
        reason: why, as the report and the overlay say it.
        certain: whether the match is more than similarity.
    """

    ours: Operation
    theirs: Operation
    reason: str
    certain: bool = True

    @property
    def proposed(self) -> bool:
        """Whether a person has to confirm the match before calls are sent by it: a write, matched by similarity."""
        return not self.certain and self.ours.method not in READS


def match(
    ours: Iterable[Operation],
    theirs: Iterable[tuple[Operation, str]],
    chosen: Mapping[str, tuple[str, str]],
    rejected: Iterable[str],
) -> list[Match]:
    """Match operations: as chosen before, by operationId, by method and path, then by similarity; each at most once.

    Args:
        ours: our operations.
        theirs: the vendor's, each with the path of its server before its own.
        chosen: method and path in the vendor's document by our operationId, where the overlay names one.
        rejected: operationIds of ours that a person said have no counterpart.
    """
    refused = set(rejected)
    left = [one for one in ours if one.id and one.id not in refused]
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
    """Return whether both read or both write, so that an equal operationId can mean the same."""
    return (ours.method in READS) == (theirs.method in READS)


def _address(operation: Operation, path: str) -> str:
    return words.address(operation.method, path)


def _similar(
    left: list[Operation], right: list[tuple[Operation, str]]
) -> list[tuple[float, Operation, tuple[Operation, str]]]:
    scored = [(_similarity(one, *other), one, other) for one in left for other in right]
    enough = [each for each in scored if each[0] >= SIMILAR]
    return sorted(enough, key=lambda each: (-each[0], each[1].id, each[2][1]))


def _similarity(ours: Operation, theirs: Operation, path: str) -> float:
    """Return how similar two operations are; 0 if only one reads, or their paths take other parameters."""
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
