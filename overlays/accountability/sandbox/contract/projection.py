"""Reduce values to what a schema declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from accountability.spec import Contract

from ..store.json_codec import read, write
from .schema import Schema, coerce, flatten, is_nullable, is_string, properties, types


@lru_cache(maxsize=2048)
def project_json(projection: Projection, text: str) -> msgspec.Raw:
    """Return the projection of a stored record's JSON as JSON. Cached by the text, so it cannot be stale."""
    return msgspec.Raw(write(projection.project(read(text))))


class Projection:
    """Reduces values to the declared properties of a schema, in its order; the schema is read once.

    Properties that the schema does not declare are removed unless it allows them, and so are nulls that it does not
    allow. An integer written as 5.0 becomes 5. Numbers and strings are converted to the schema's type, since a record
    may contain what an operation of another contract received.
    """

    def __init__(self, contract: Contract, schema: Schema) -> None:
        self._contract = contract
        self._schema = contract.resolve(schema)
        names = {*types(self._schema)} - {"null"}
        is_integer, is_number = "integer" in names, bool(names) and names <= {"integer", "number"}
        self._is_string, self._is_nullable = is_string(self._schema), is_nullable(self._schema)
        conversions = {str: is_number, int: self._is_string, Decimal: self._is_string or is_integer}
        self._unchanged = {
            type(None),
            bool,
            *(type_ for type_, is_converted in conversions.items() if not is_converted),
        }

    @cached_property
    def _properties(self) -> dict[str, Projection]:
        schemas = properties(self._contract, self._schema)
        return {name: Projection(self._contract, schema) for name, schema in schemas.items()}

    @cached_property
    def _item(self) -> Projection:
        return Projection(self._contract, self._schema.get("items", {}))

    @cached_property
    def _is_open(self) -> bool:
        return bool(flatten(self._contract, self._schema).get("additionalProperties"))

    def project(self, value: Any) -> Any:
        """Return the part of a value that the schema declares."""
        if type(value) in self._unchanged:
            return value
        if isinstance(value, dict):
            return self._project_object(value) if self._properties else value
        if isinstance(value, list):
            return [self._item.project(item) for item in value]
        if isinstance(value, str):
            return coerce(value, self._schema)
        return str(value) if self._is_string else int(value)

    def _project_object(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        result: dict[str, Any] = {}
        for name, projection in self._properties.items():
            if name in value:
                part = value[name]
                if part is not None or projection._is_nullable:  # most values need no call
                    result[name] = part if type(part) in projection._unchanged else projection.project(part)
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
