"""Members of an operation's records by their paths, as the contract has them: `jobNo`, `lines.amount`.

A path is relative to the record: the envelope of a list and the arrays on the way are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..spec import Operation

__all__ = ("NAMINGS", "Schema", "answer", "core", "kinds", "members", "named", "record", "request")

Schema = Mapping[str, Any]
JSON = "application/json"


def _pascal_case(name: str) -> str:
    return name[:1].upper() + name[1:]


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _camel_case(name: str) -> str:
    return name[:1].lower() + name[1:]


NAMINGS: Mapping[str, Callable[[str], str]] = {
    "PascalCase": _pascal_case,
    "snake_case": _snake_case,
    "camelCase": _camel_case,
}
"""Styles in which a service may spell the names of all properties."""


def kinds(schema: Schema) -> list[str]:
    """Return what a property is: its format before its types."""
    types = schema.get("type", [])
    return [str(schema.get("format", "")), *([types] if isinstance(types, str) else types)]


def core(operation: Operation, schema: Schema) -> Schema:
    """The schema itself: references followed, and of a union with null the other branch."""
    found = operation.resolve(schema)
    branches = found.get("anyOf") or found.get("oneOf") or ()
    other = [each for each in branches if operation.resolve(each).get("type") != "null"]
    return core(operation, other[0]) if len(other) == 1 else found


def record(operation: Operation, schema: Schema) -> Schema:
    """What a schema holds once arrays and the envelope of a list are taken off."""
    found = core(operation, schema)
    if operation.paging is not None and operation.paging["items"] in found.get("properties", {}):
        found = core(operation, found["properties"][operation.paging["items"]])
    while found.get("type") == "array":
        found = core(operation, found.get("items", {}))
    return found


def answer(operation: Operation) -> Schema | None:
    """The record that the operation answers in JSON; None where it answers none."""
    schema = operation.success(JSON)
    return None if schema is None else record(operation, schema)


def request(operation: Operation) -> list[Schema]:
    """The records that the operation takes in JSON, one for each media type of that kind."""
    medias = list(operation.resolve(operation.raw.get("requestBody", {})).get("content", {}))
    schemas = [operation.request_schema(media) for media in medias if media.endswith("json")]
    return [record(operation, schema) for schema in schemas if schema is not None]


def members(operation: Operation, schema: Schema) -> dict[str, Schema]:
    """Every member of a record by its path, members of members included."""
    return dict(_walk(operation, schema, "", ()))


def named(operation: Operation) -> dict[str, Schema]:
    """Every member that the operation takes or answers in JSON."""
    schemas = [*request(operation), *filter(None, [answer(operation)])]
    return {path: member for schema in schemas for path, member in members(operation, schema).items()}


def _walk(operation: Operation, schema: Schema, before: str, above: tuple[int, ...]) -> Iterator[tuple[str, Schema]]:
    if id(schema) in above:  # a record that holds others of its kind
        return
    for name, member in schema.get("properties", {}).items():
        found = core(operation, member)
        yield before + name, found
        yield from _walk(operation, _items(operation, found), f"{before}{name}.", (*above, id(schema)))


def _items(operation: Operation, schema: Schema) -> Schema:
    while schema.get("type") == "array":
        schema = core(operation, schema.get("items", {}))
    return schema
