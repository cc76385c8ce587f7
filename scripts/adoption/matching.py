"""Match the vendor's operations with ours."""

from collections.abc import Callable, Iterable, Mapping
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
    left = {one.id: one for one in ours if one.id and one.id not in excluded}
    right = {one.pointer: (one, path) for one, path in theirs}
    found: list[Match] = []

    def take(one: Operation, other: Operation, reason: str, certain: bool = True) -> None:
        found.append(Match(one, other, reason, certain))
        del left[one.id], right[other.pointer]

    keys: dict[str, tuple[Callable[[Operation], object], Callable[[Operation, str], object]]] = {
        "as the overlay says": (lambda one: chosen.get(one.id), lambda one, _: (one.method, one.path)),
        "operationId": (lambda one: (one.id, _kind(one)), lambda one, _: (one.id, _kind(one))),
        "method and path": (lambda one: _address(one, one.path), _address),
    }
    for reason, (mine, its) in keys.items():
        free: dict[object, Operation] = {}
        for other, path in right.values():
            free.setdefault(its(other, path), other)
        for one in list(left.values()):
            same = free.pop(mine(one), None)
            if same is not None:
                take(one, same, reason)
    for score, one, other in _similar(left.values(), right.values()):
        if one.id in left and other.pointer in right:
            take(one, other, f"similarity {score:.2f}", certain=False)
    return found


def _kind(operation: Operation) -> str:
    """Return whether an operation reads, deletes or writes differently: operations of two kinds never mean the same."""
    return "read" if operation.method in READS else "delete" if operation.method == "delete" else "write"


def _address(operation: Operation, path: str) -> str:
    return words.address(operation.method, path)


def _similar(
    left: Iterable[Operation], right: Iterable[tuple[Operation, str]]
) -> list[tuple[float, Operation, Operation]]:
    """Return the pairs that are similar enough, the most similar first."""
    others = list(right)
    scored = [(_similarity(one, other, path), one, other, path) for one in left for other, path in others]
    enough = sorted((each for each in scored if each[0] >= SIMILAR), key=lambda each: (-each[0], each[1].id, each[3]))
    return [(score, one, other) for score, one, other, _ in enough]


def _similarity(ours: Operation, theirs: Operation, path: str) -> float:
    """Return the similarity of two operations; 0 if they are of two kinds, or their path parameters differ."""
    mine, its = words.segments(ours.path), words.segments(path)
    if _kind(ours) != _kind(theirs) or mine.count("{}") != its.count("{}"):
        return 0.0
    if (mine[-1:] == ("{}",)) != (its[-1:] == ("{}",)):
        return 0.0
    literal = words.similarity(
        "/".join(one for one in mine if one != "{}"), "/".join(one for one in its if one != "{}")
    )
    ids = words.similarity(ours.id, theirs.id) if theirs.id else literal
    return max(literal, (literal + ids) / 2) * (1.0 if ours.method == theirs.method else 0.9)
