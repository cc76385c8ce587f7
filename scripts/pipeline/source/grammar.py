"""The grammar of OpenAPI 3: the kind of object under each key.

A kind is a word (`operation`), with `*` for a map of it and `[]` for a list of it. A key without a kind holds a plain
value, such as an example, in which a `$ref` is not a reference.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.source.pointer import Pointer

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_SCHEMA = {
    **dict.fromkeys(("properties",), "property*"),
    **dict.fromkeys(("patternProperties", "dependentSchemas", "$defs"), "schema*"),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema[]"),
    **dict.fromkeys(("additionalProperties", "unevaluatedProperties", "unevaluatedItems"), "schema"),
    "items": "item",
    **dict.fromkeys(("not", "if", "then", "else", "contains", "propertyNames"), "schema"),
    "discriminator": "discriminator",
}
_VALUE = {"schema": "schema", "content": "media*", "examples": "example*"}

GRAMMAR: dict[str, dict[str, str]] = {
    "document": {
        "info": "info",
        "tags": "tag[]",
        "paths": "pathItem*",
        "webhooks": "pathItem*",
        "components": "components",
        "x-responses": "response*",
    },
    "info": {"x-rules": "rule*"},
    "components": {
        "schemas": "schema*",
        "parameters": "parameter*",
        "headers": "header*",
        "requestBodies": "requestBody*",
        "responses": "response*",
        "examples": "example*",
        "links": "link*",
        "callbacks": "pathItem**",
        "pathItems": "pathItem*",
        "securitySchemes": "securityScheme*",
    },
    "pathItem": {"parameters": "parameter[]", **dict.fromkeys(METHODS, "operation")},
    "operation": {
        "parameters": "parameter[]",
        "requestBody": "requestBody",
        "responses": "response*",
        "callbacks": "pathItem**",
    },
    "parameter": _VALUE,
    "header": _VALUE,
    "requestBody": {"content": "media*"},
    "response": {"headers": "header*", "content": "media*", "links": "link*"},
    "media": {"schema": "schema", "examples": "example*", "encoding": "encoding*"},
    "encoding": {"headers": "header*"},
    "schema": _SCHEMA,
    "property": _SCHEMA,
    "item": _SCHEMA,
}

SCHEMAS = ("schema", "property", "item")
PLURALS = {
    "schema": "schemas",
    "property": "schemas",
    "item": "schemas",
    "parameter": "parameters",
    "header": "headers",
    "requestBody": "requestBodies",
    "response": "responses",
    "example": "examples",
    "link": "links",
    "pathItem": "pathItems",
    "securityScheme": "securitySchemes",
}
SINGULARS = {plural: singular for singular, plural in reversed(PLURALS.items())}


@dataclass(frozen=True)
class Node:
    """An object of the document: its pointer, its kind and its value."""

    pointer: Pointer
    kind: str
    value: dict[str, Any]


def child(kind: str, key: str | int) -> str:
    """Return the kind of the value under `key`; empty for a plain value."""
    if kind.endswith("[]"):
        return kind[:-2]
    if kind.endswith("*"):
        return kind[:-1]
    return GRAMMAR.get(kind, {}).get(str(key), "")


def entries(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the keys or indexes of an object or a list with their values."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def walk(value: Any, kind: str = "document", pointer: Pointer = ()) -> Iterator[Node]:
    """Yield every object that has a kind, parents before children; references are not followed."""
    if isinstance(value, dict) and not kind.endswith("*"):
        yield Node(pointer, kind, value)
    for key, item in entries(value):
        if child_kind := child(kind, key):
            yield from walk(item, child_kind, (*pointer, key))


def rewrite(value: Any, change: Callable[[str, dict[str, Any]], Any], kind: str = "document") -> Any:
    """Return a copy in which each object that has a kind is replaced by `change(kind, object)`, children first."""
    if isinstance(value, dict):
        result = {key: _rewrite_item(item, change, child(kind, key)) for key, item in value.items()}
        return result if kind.endswith("*") else change(kind, result)
    if isinstance(value, list):
        return [_rewrite_item(item, change, child(kind, index)) for index, item in enumerate(value)]
    return value


def _rewrite_item(value: Any, change: Callable[[str, dict[str, Any]], Any], kind: str) -> Any:
    return rewrite(value, change, kind) if kind else value


def references(value: Any, kind: str = "document") -> Iterator[tuple[Pointer, str]]:
    """Yield every `$ref` (and discriminator mapping) of a part of the document with its pointer in that part."""
    for node in walk(value, kind):
        if node.kind == "discriminator":
            for key, ref in entries(node.value.get("mapping")):
                yield (*node.pointer, "mapping", key), str(ref)
        elif isinstance(node.value.get("$ref"), str):
            yield node.pointer, node.value["$ref"]


def with_references(value: Any, new: Callable[[str], str]) -> Any:
    """Return a copy of any part of a document in which each `$ref` is replaced by `new($ref)`."""
    if isinstance(value, list):
        return [with_references(item, new) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: with_references(item, new) for key, item in value.items()}
    return {**result, "$ref": new(result["$ref"])} if isinstance(result.get("$ref"), str) else result


def find_reachable(document: Mapping[str, Any], value: Any, kind: str = "document") -> set[tuple[str, str]]:
    """Return kind and name of the document's components that a part refers to, directly or through others."""
    components = document.get("components", {})
    targets: set[tuple[str, str]] = set()
    todo = [(value, kind)]
    while todo:
        for _, ref in references(*todo.pop()):
            target = component(ref)
            if target and target not in targets and target[1] in components.get(target[0], {}):
                targets.add(target)
                todo.append((components[target[0]][target[1]], SINGULARS[target[0]]))
    return targets


def with_holders(names: set[str], references: Mapping[str, set[str]]) -> set[str]:
    """Return the names, and all names that refer to one of them, directly or through others."""
    holders = set(names)
    while more := {name for name, targets in references.items() if targets & holders} - holders:
        holders |= more
    return holders


def component(ref: Any) -> tuple[str, str] | None:
    """Return the kind and the name of a local component reference, such as `("schemas", "Job")`, else None."""
    parts = ref.split("/") if isinstance(ref, str) else []
    return (parts[2], parts[3]) if len(parts) == 4 and parts[:2] == ["#", "components"] else None
