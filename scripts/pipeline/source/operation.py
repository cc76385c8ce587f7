"""The operations of a document as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.source.grammar import METHODS
from pipeline.source.pointer import Pointer, find
from pipeline.source.pointer import parse as parse_pointer


@dataclass(frozen=True)
class Operation:
    """An operation of a document: method and path, and the object that describes it."""

    method: str
    path: str
    value: dict[str, Any]

    @property
    def pointer(self) -> Pointer:
        """The pointer of the operation."""
        return ("paths", self.path, self.method)

    @property
    def id(self) -> str:
        """Its operationId; empty if it has none."""
        return str(self.value.get("operationId", ""))

    @property
    def tag(self) -> str:
        """Its first tag; empty if it has none."""
        tags = self.value.get("tags")
        return str(tags[0]) if isinstance(tags, list) and tags else ""

    @property
    def title(self) -> str:
        """A readable name: the operationId, or method and path."""
        return self.id or f"{self.method.upper()} {self.path}"

    def responses(self) -> Iterator[tuple[Pointer, str, dict[str, Any]]]:
        """Yield the pointer, status and object of each response."""
        responses = self.value.get("responses")
        for status, response in responses.items() if isinstance(responses, dict) else ():
            if isinstance(response, dict):
                yield (*self.pointer, "responses", status), str(status), response


def success_contents(document: dict[str, Any], operation: Operation) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the pointer and the object of each media type of the 2xx responses, references followed."""
    for pointer, status, response in operation.responses():
        content = (resolve(document, response) or {}).get("content") or {} if status.startswith("2") else {}
        yield from (
            ((*pointer, "content", media), value) for media, value in content.items() if isinstance(value, dict)
        )


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """Yield every operation, in the order of the paths."""
    paths = document.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        for method, value in item.items() if isinstance(item, dict) else ():
            if method in METHODS and isinstance(value, dict):
                yield Operation(method, path, value)


def parameters(document: dict[str, Any], operation: Operation) -> list[dict[str, Any]]:
    """Return an operation's parameters with those of its path, references followed; the operation's own win."""
    item = document["paths"][operation.path]
    listed = (*item.get("parameters", ()), *operation.value.get("parameters", ()))
    resolved = (resolve(document, value) for value in listed)
    objects = (parameter for parameter in resolved if isinstance(parameter, dict))
    return list({(parameter.get("name"), parameter.get("in")): parameter for parameter in objects}.values())


def resolve(document: dict[str, Any], value: Any) -> Any:
    """Return the object, or the target of its local `$ref`; siblings of the `$ref` are ignored."""
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        value = find(document, parse_pointer(value["$ref"].partition("#")[2]))
    return value
