"""The properties of an operation's records by their paths, as the contract has them: `jobNo`, `lines.amount`.

A path is relative to the record: it contains neither the envelope of a list nor arrays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..spec import Operation

__all__ = (
    "NAMINGS",
    "Schema",
    "format_and_types",
    "item_schema",
    "non_null_schema",
    "properties_of",
    "record_schema",
    "schema_properties",
)

Schema = Mapping[str, Any]
_JSON = "application/json"


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


def format_and_types(schema: Schema) -> list[str]:
    """Return the format and the types of a property, the format first."""
    types = schema.get("type", [])
    return [str(schema.get("format", "")), *([types] if isinstance(types, str) else types)]


def non_null_schema(operation: Operation, schema: Schema) -> Schema:
    """Return a schema with references resolved; of a union with null, the other branch."""
    resolved = operation.resolve(schema)
    branches = resolved.get("anyOf") or resolved.get("oneOf") or ()
    non_null = [branch for branch in branches if operation.resolve(branch).get("type") != "null"]
    return non_null_schema(operation, non_null[0]) if len(non_null) == 1 else resolved


def record_schema(operation: Operation, schema: Schema) -> Schema:
    """Return the schema of the records in a response or a body: without the envelope of a list, and without arrays."""
    resolved = non_null_schema(operation, schema)
    if operation.paging is not None and operation.paging["items"] in resolved.get("properties", {}):
        resolved = non_null_schema(operation, resolved["properties"][operation.paging["items"]])
    return item_schema(operation, resolved)


def properties_of(operation: Operation) -> dict[str, Schema]:
    """Return the properties that the operation sends or receives in JSON, by path."""
    media_types = [media for media in operation.request_content if media.endswith("json")]
    schemas = [*map(operation.request_schema, media_types), operation.success(_JSON)]
    records = [record_schema(operation, schema) for schema in schemas if schema is not None]
    return dict(item for record in records for item in schema_properties(operation, record).items())


def schema_properties(operation: Operation, schema: Schema) -> dict[str, Schema]:
    """Return the properties of a record by path, including those of objects inside it."""
    return dict(_walk(operation, schema, "", ()))


def _walk(operation: Operation, schema: Schema, prefix: str, parents: tuple[int, ...]) -> Iterator[tuple[str, Schema]]:
    if id(schema) in parents:  # a record that contains others of its kind
        return
    for name, property_schema in schema.get("properties", {}).items():
        resolved = non_null_schema(operation, property_schema)
        yield prefix + name, resolved
        inner = item_schema(operation, resolved)
        yield from _walk(operation, inner, f"{prefix}{name}.", (*parents, id(schema)))


def item_schema(operation: Operation, schema: Schema) -> Schema:
    """Return the schema of the items of an array; any other schema unchanged."""
    while "array" in format_and_types(schema):
        schema = non_null_schema(operation, schema.get("items", {}))
    return schema
