"""Reduce values to what a schema declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from accountability.spec import Contract

from ..store.json_codec import read, write
from .schema import Schema, allows_additional, coerce, is_string, nullable, properties, types


@lru_cache(maxsize=2048)
def project_json(projection: Projection, text: str) -> msgspec.Raw:
    """Return the projection of a record's JSON as JSON. Cached by the text, so it cannot be stale.

    Args:
        projection: What the response declares.
        text: The whole record as it is stored.
    """
    return msgspec.Raw(write(projection.project(read(text))))


class Projection:
    """Reduces values to the declared properties of a schema, in its order; the schema is read once.

    Properties that the schema does not declare are removed unless it allows them, and so are nulls that it does not
    allow. An integer written as 5.0 becomes 5. Numbers and strings are converted to the schema's type, since a record
    may contain what an operation of another contract received.

    Args:
        contract: Where references are resolved.
        schema: The schema of the values.
    """

    def __init__(self, contract: Contract, schema: Schema) -> None:
        self._contract = contract
        self._schema = contract.resolve(schema)
        self._is_integer = "integer" in types(self._schema)
        self._is_string = is_string(self._schema)
        self._is_number = {*types(self._schema)} - {"null"} in ({"number"}, {"integer"}, {"integer", "number"})
        self.nullable = nullable(self._schema)

    @cached_property
    def _properties(self) -> dict[str, Projection]:
        return {
            name: Projection(self._contract, each) for name, each in properties(self._contract, self._schema).items()
        }

    @cached_property
    def _item(self) -> Projection:
        return Projection(self._contract, self._schema.get("items", {}))

    @cached_property
    def _is_open(self) -> bool:
        return allows_additional(self._contract, self._schema)

    @cached_property
    def _plan(self) -> list[tuple[str, bool, Projection, bool, tuple[type, ...]]]:
        """Each property: name, nullable, projection, whether it needs filtering, and the types it converts."""
        return [
            (name, each.nullable, each, each._needs_filtering, each._converts)
            for name, each in self._properties.items()
        ]

    @cached_property
    def _converts(self) -> tuple[type, ...]:
        return (int, Decimal) if self._is_string else (str,) if self._is_number else ()

    @cached_property
    def _needs_filtering(self) -> bool:
        return bool(self._is_integer or self._properties or "items" in self._schema)

    def project(self, value: Any) -> Any:
        """Return the part of a value that the schema declares."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return coerce(value, self._schema) if self._is_number else value
        if isinstance(value, dict):
            return self._object(value) if self._properties else value
        if isinstance(value, list):
            return [self._item.project(item) for item in value]
        if self._is_string:
            return str(value)
        return int(value) if self._is_integer else value

    def _object(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        result: dict[str, Any] = {}
        for name, may_be_null, projection, needs_filtering, converts in self._plan:
            if name in value:
                part = value[name]
                if part is not None:
                    type_ = type(part)
                    unchanged = type_ not in converts and (not needs_filtering or type_ is int)
                    result[name] = part if unchanged else projection.project(part)
                elif may_be_null:
                    result[name] = None
        if self._is_open:
            result.update({name: part for name, part in value.items() if name not in self._properties})
        return result

    def unknown(self, value: Any, pointer: str = "") -> Iterator[str]:
        """Yield the JSON pointer of each property that the schema does not declare and would be dropped."""
        if isinstance(value, list):
            for position, item in enumerate(value):
                yield from self._item.unknown(item, f"{pointer}/{position}")
        elif isinstance(value, dict) and self._properties and not self._is_open:
            for name, part in value.items():
                if name in self._properties:
                    yield from self._properties[name].unknown(part, f"{pointer}/{name}")
                else:
                    yield f"{pointer}/{name}"
