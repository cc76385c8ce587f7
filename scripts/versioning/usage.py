"""Find the operations that use a part of a document, and the status of the part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
RANKS = ("inferred", "documented", "verified")
DEFAULT_STATUS = "documented"  # a document without x-status describes the API as published
Pointer = tuple[str, ...]


@dataclass(frozen=True)
class Operation:
    """An operation of a document, with the components that it refers to, directly or indirectly."""

    key: str
    status: str
    place: Pointer
    components: frozenset[Pointer]


class UsageIndex:
    """The operations of a document and the components that they use.

    Args:
        document: a built document; every $ref in it is local.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._direct: dict[Pointer, frozenset[Pointer]] = {}
        self.operations = tuple(self._operations())

    def operations_using(self, pointer: Pointer) -> tuple[Operation, ...]:
        """Return the operations that use a part of the document; all of them if the part is global."""
        if pointer[:1] == ("paths",):
            place = pointer[:3] if pointer[2:3] and pointer[2] in METHODS else pointer[:2]
            return tuple(operation for operation in self.operations if operation.place[: len(place)] == place)
        if pointer[:1] == ("components",) and pointer[1:2] != ("securitySchemes",):
            return tuple(operation for operation in self.operations if pointer[:3] in operation.components)
        return self.operations

    def status(self, pointer: Pointer) -> str:
        """Return the status of a part: the weaker of its nearest `x-status` and that of its best known operation."""
        statuses = [operation.status for operation in self.operations_using(pointer)]
        stated = [
            str(node["x-status"]) for node in self._nodes(pointer) if isinstance(node, dict) and "x-status" in node
        ]
        best = max(statuses, key=_rank, default=DEFAULT_STATUS)
        return min([best, *stated[-1:]], key=_rank)

    def at(self, pointer: Pointer) -> Any:
        """Return a part of the document, or the nearest enclosing part if the document does not have it."""
        return [self.document, *self._nodes(pointer)][-1]

    def _nodes(self, pointer: Pointer) -> Iterator[Any]:
        """Yield the values along a pointer, as far as the document has them."""
        node: Any = self.document
        for step in pointer:
            if isinstance(node, list) and step.isdecimal() and int(step) < len(node):
                node = node[int(step)]
            elif isinstance(node, dict) and step in node:
                node = node[step]
            else:
                return
            yield node

    def _operations(self) -> Iterator[Operation]:
        for path, item in self.document.get("paths", {}).items():
            for method in (method for method in METHODS if method in item):
                operation = item[method]
                key = operation.get("operationId", f"{method.upper()} {path}")
                status = str(operation.get("x-status", DEFAULT_STATUS))
                reached = self._reached([operation, item.get("parameters", [])])
                yield Operation(key, status, ("paths", path, method), reached)

    def _reached(self, node: Any) -> frozenset[Pointer]:
        found: set[Pointer] = set()
        waiting = list(_references(node))
        while waiting:
            component = waiting.pop()
            if component not in found:
                found.add(component)
                if component not in self._direct:
                    self._direct[component] = frozenset(_references(self.at(component)))
                waiting.extend(self._direct[component])
        return frozenset(found)


def parts(pointer: str) -> Pointer:
    """Return the steps of a JSON pointer, which may begin with `#`."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _references(node: Any) -> Iterator[Pointer]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield parts(node["$ref"])[:3]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _rank(status: str) -> int:
    return RANKS.index(status) if status in RANKS else RANKS.index(DEFAULT_STATUS)
