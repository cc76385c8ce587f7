"""Find the operations that use a part of a document, and the status of the part."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.source.grammar import METHODS, entries, find_reachable
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import parse
from pipeline.source.vocabulary import less_certain, uncertainty

DEFAULT_STATUS = "documented"  # a document without x-status describes the API as published
Pointer = tuple[str, ...]


class UsageIndex:
    """The operations of a document and the components that they use.

    Args:
        document: a built document; every $ref in it is local.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = dict(document)
        self._components = [(operation, self._find_reachable(operation)) for operation in operations(self.document)]

    def operations_using(self, pointer: Pointer) -> list[Operation]:
        """Return the operations that use a part of the document; all of them if the part is global."""
        if pointer[:1] == ("paths",):
            place = pointer[:3] if pointer[2:3] and pointer[2] in METHODS else pointer[:2]
            return [operation for operation, _ in self._components if operation.pointer[: len(place)] == place]
        if pointer[:1] == ("components",) and pointer[1:2] != ("securitySchemes",):
            return [operation for operation, components in self._components if pointer[1:3] in components]
        return [operation for operation, _ in self._components]

    def status(self, pointer: Pointer) -> str:
        """Return the status of a part: the weaker of its nearest `x-status` and that of its best known operation."""
        values = [operation.value for operation in self.operations_using(pointer)]
        statuses = [str(value.get("x-status", DEFAULT_STATUS)) for value in values]
        best = min(statuses, key=uncertainty, default=DEFAULT_STATUS)
        stated = [node["x-status"] for node in self._nodes(pointer) if isinstance(node, dict) and "x-status" in node]
        return less_certain(best, str(stated[-1])) if stated else best

    def at(self, pointer: Pointer) -> Any:
        """Return a part of the document, or the nearest enclosing part if the document does not have it."""
        return [self.document, *self._nodes(pointer)][-1]

    def _nodes(self, pointer: Pointer) -> Iterator[Any]:
        """Yield the values along a pointer, as far as the document has them."""
        node: Any = self.document
        for step in pointer:
            inner = {str(key): value for key, value in entries(node)}
            if step not in inner:
                return
            node = inner[step]
            yield node

    def _find_reachable(self, operation: Operation) -> set[tuple[str, str]]:
        shared = self.document["paths"][operation.path].get("parameters", [])
        reachable = find_reachable(self.document, operation.value, "operation")
        return reachable | find_reachable(self.document, shared, "parameter[]")


def parts(pointer: str) -> Pointer:
    """Return the steps of a JSON pointer, which may begin with `#`."""
    return tuple(map(str, parse(pointer.removeprefix("#"))))
