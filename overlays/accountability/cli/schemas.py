"""The schemas of an operation's body and of the records that it returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accountability.spec import Operation

__all__ = ("body_schema", "columns", "record_schema")


def body_schema(operation: Operation) -> Mapping[str, Any]:
    """Return the schema of an operation's body, the JSON one where there are several; empty without a body."""
    content = operation.resolve(operation.raw.get("requestBody", {})).get("content", {})
    return operation.resolve(content[_preferred(content)].get("schema", {})) if content else {}


def record_schema(operation: Operation) -> Mapping[str, Any]:
    """Return the schema of the record in an operation's response, or of the records that it lists."""
    responses = operation.raw.get("responses", {})
    success = next((operation.resolve(responses[status]) for status in responses if status.startswith("2")), {})
    schema = operation.resolve(operation.success(_preferred(success.get("content", {}))) or {})
    if operation.paging is not None:
        schema = operation.resolve(schema.get("properties", {}).get(operation.paging["items"], {}))
    return operation.resolve(schema["items"]) if "items" in schema else schema


def columns(operation: Operation) -> list[str]:
    """Return the properties of the records that an operation returns, in the contract's order."""
    return list(record_schema(operation).get("properties", {}))


def _preferred(media: Iterable[str]) -> str:
    """Return the JSON one of several media types."""
    return min(media, key=lambda name: "json" not in name, default="")
