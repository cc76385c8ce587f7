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
        our_operation: our operation.
        vendor_operation: the vendor's operation.
        reason: the reason, as written in the report and the overlay.
        certain: False if the match is based only on similarity.
    """

    our_operation: Operation
    vendor_operation: Operation
    reason: str
    certain: bool = True

    @property
    def is_proposed(self) -> bool:
        """Whether a person must confirm the match before it is used: a write, matched by similarity."""
        return not self.certain and self.our_operation.method not in READS


def match_operations(
    our_operations: Iterable[Operation],
    vendor_operations: Iterable[tuple[Operation, str]],
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
    left = {operation.id: operation for operation in our_operations if operation.id and operation.id not in excluded}
    right = {operation.pointer: (operation, path) for operation, path in vendor_operations}
    matches: list[Match] = []

    def take(our_operation: Operation, vendor_operation: Operation, reason: str, certain: bool = True) -> None:
        matches.append(Match(our_operation, vendor_operation, reason, certain))
        del left[our_operation.id], right[vendor_operation.pointer]

    keys: dict[str, tuple[Callable[[Operation], object], Callable[[Operation, str], object]]] = {
        "as the overlay says": (
            lambda operation: chosen.get(operation.id),
            lambda operation, _: (operation.method, operation.path),
        ),
        "operationId": (
            lambda operation: (operation.id, _kind(operation)),
            lambda operation, _: (operation.id, _kind(operation)),
        ),
        "method and path": (lambda operation: _address(operation, operation.path), _address),
    }
    for reason, (our_key, vendor_key) in keys.items():
        free: dict[object, Operation] = {}
        for vendor_operation, path in right.values():
            free.setdefault(vendor_key(vendor_operation, path), vendor_operation)
        for our_operation in list(left.values()):
            counterpart = free.pop(our_key(our_operation), None)
            if counterpart is not None:
                take(our_operation, counterpart, reason)
    for score, our_operation, vendor_operation in _similar(left.values(), right.values()):
        if our_operation.id in left and vendor_operation.pointer in right:
            take(our_operation, vendor_operation, f"similarity {score:.2f}", certain=False)
    return matches


def _kind(operation: Operation) -> str:
    """Return whether an operation reads, deletes or writes differently: operations of two kinds never mean the same."""
    return "read" if operation.method in READS else "delete" if operation.method == "delete" else "write"


def _address(operation: Operation, path: str) -> str:
    return words.address(operation.method, path)


def _similar(
    left: Iterable[Operation], right: Iterable[tuple[Operation, str]]
) -> list[tuple[float, Operation, Operation]]:
    """Return the pairs that are similar enough, the most similar first."""
    vendor_operations = list(right)
    scored = [
        (_similarity(our_operation, vendor_operation, path), our_operation, vendor_operation, path)
        for our_operation in left
        for vendor_operation, path in vendor_operations
    ]
    similar = sorted(
        (candidate for candidate in scored if candidate[0] >= SIMILAR),
        key=lambda candidate: (-candidate[0], candidate[1].id, candidate[3]),
    )
    return [(score, our_operation, vendor_operation) for score, our_operation, vendor_operation, _ in similar]


def _similarity(our_operation: Operation, vendor_operation: Operation, path: str) -> float:
    """Return the similarity of two operations; 0 if they are of two kinds, or their path parameters differ."""
    our_segments, vendor_segments = words.segments(our_operation.path), words.segments(path)
    if _kind(our_operation) != _kind(vendor_operation) or our_segments.count("{}") != vendor_segments.count("{}"):
        return 0.0
    if (our_segments[-1:] == ("{}",)) != (vendor_segments[-1:] == ("{}",)):
        return 0.0
    literal = words.similarity(
        "/".join(segment for segment in our_segments if segment != "{}"),
        "/".join(segment for segment in vendor_segments if segment != "{}"),
    )
    ids = words.similarity(our_operation.id, vendor_operation.id) if vendor_operation.id else literal
    return max(literal, (literal + ids) / 2) * (1.0 if our_operation.method == vendor_operation.method else 0.9)
