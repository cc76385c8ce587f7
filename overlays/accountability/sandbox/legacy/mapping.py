"""Convert between legacy records and those of the store: names, dates, and codes instead of ids.

A legacy property corresponds to the property of the same name in camel case, or to the one its `x-property` names. A
path follows a reference: `clientId.clientCode` is the code of the client that the record's `clientId` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from accountability import wcf

from ..clock import format_timestamp, to_microseconds
from ..contract.endpoint import Endpoint
from ..contract.schema import Schema, coerce, flatten, properties, types
from ..http.problem import FieldError
from ..records import Records
from ..store.query import Index
from ..store.store import Record

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_DATES = ("wcf-date", "xml-local-date-time")
_DAY_ONE = datetime(1, 1, 1, tzinfo=UTC)


def to_camel(name: str) -> str:
    """Return a legacy name as v1 and v2 spell it: `FXRate` is fxRate, `ClientID` clientId, `IDKey` id."""
    if name == "IDKey":
        return "id"
    words = _WORDS.findall(name) or [name]
    return str(words[0]).lower() + "".join(word.capitalize() for word in words[1:])


class RecordMapping:
    """Converts records of one collection to and from one legacy type; the store has the codes and names of others."""

    def __init__(self, endpoint: Endpoint, schema: Schema, records: Records) -> None:
        self._contract, self._schema, self._collection = endpoint.contract, schema, endpoint.collection
        self._collections, self._store = records.collections, records.store
        self._properties = properties(self._contract, schema)
        self._references = {
            _stored_name(name, property_schema): property_schema["x-references"]
            for name, property_schema in self._properties.items()
            if "x-references" in property_schema
        }

    def to_legacy(self, record: Record) -> dict[str, Any]:
        """Return the legacy record, in its JSON form and the type's order; what the store lacks is absent."""
        return dict(self._convert(self._schema, record))

    def _convert(self, schema: Schema, record: Record) -> Iterator[tuple[str, Any]]:
        for name, property_schema in properties(self._contract, schema).items():
            path = self._stored_path(name, property_schema).split(".")
            value, has_value = self._follow(record, self._collection, path)
            if not has_value and to_camel(name) in record:
                value, has_value = record[to_camel(name)], True
            if has_value:
                yield name, self._to_legacy_value(property_schema, value)

    def _to_legacy_value(self, schema: Schema, value: Any) -> Any:
        if isinstance(value, dict):
            return dict(self._convert(schema, value))
        if isinstance(value, list):
            item_schema = self._contract.resolve(schema.get("items", {}))
            return [self._to_legacy_value(item_schema, item) for item in value]
        if schema.get("format") in _DATES:
            return _to_wcf_date(value)
        return _to_type(types(schema), value)

    def _stored_path(self, name: str, schema: Schema) -> str:
        """Return where a legacy property is: its `x-property`, the code or name next to an id, or its own name."""
        stored_name = _stored_name(name, schema)
        if "." in stored_name or stored_name != to_camel(name):
            return stored_name
        stored_schema = self._collections[self._collection].properties.get(stored_name)
        if stored_schema is None or stored_schema.get("readOnly"):
            source = self._collections.source_of(self._collection, stored_name)
            if source is not None and "x-references" not in self._collections[source.target].properties[source.name]:
                return f"{source.reference}.{source.name}"
        return stored_name

    def _follow(self, record: Record, collection: str, path: list[str]) -> tuple[Any, bool]:
        """Return the value at a path, and whether there is one; each part but the last names another record."""
        if path[0] not in record:
            return None, False
        value = record[path[0]]
        if len(path) == 1 or value is None:
            return value, True
        target = self._find_target(collection, path[0])
        if not target or not isinstance(value, int):
            return None, False
        target_record = self._store.get(target, value)
        return self._follow(target_record, target, path[1:]) if target_record else (None, False)

    def _find_target(self, collection: str, name: str) -> str | None:
        target = self._collections[collection].properties.get(name, {}).get("x-references")
        return target or (self._references.get(name) if collection == self._collection else None)

    def from_legacy(self, legacy: Mapping[str, Any]) -> tuple[Record, list[FieldError]]:
        """Return the stored properties of a legacy record, and an error for each code or name that no record has.

        A code or name whose collection no contract serves is stored as it is.
        """
        paths = {name: self._stored_path(name, self._properties.get(name, {})) for name in legacy}
        if not flatten(self._contract, self._schema).get("additionalProperties"):
            paths = {name: path for name, path in paths.items() if name in self._properties}
        record = {
            path: self._from_legacy_value(self._properties.get(name, {}), self._stored_format(path), legacy[name])
            for name, path in paths.items()
            if "." not in path
        }
        errors: list[FieldError] = []
        for name, path in paths.items():
            if "." in path and legacy[name] is not None:
                errors += self._resolve(name, path.split("."), legacy[name], record)
        return record, errors

    def _resolve(self, name: str, path: list[str], value: Any, record: Record) -> list[FieldError]:
        """Set the id that a code or name stands for, unless another property has set it."""
        reference, index = path[0], self._build_index(path)
        if index is None:
            record.setdefault(to_camel(name), value)
        elif len(path) == 2 and isinstance(value, str) and record.get(reference) is None:
            target = self._store.first(index, value)
            if target is None:
                detail = f"There is no record of {index.collection} with {path[1]} {value!r}."
                return [FieldError("body", f"/{name}", detail)]
            record[reference] = target["id"]
        return []

    def legacy_name(self, name: str) -> str | None:
        """Return the legacy property that sets a stored one, or None if the type has none."""
        for legacy_name, schema in self._properties.items():
            if self._stored_path(legacy_name, schema).split(".")[0] == name:
                return legacy_name
        return None

    def _build_index(self, path: list[str]) -> Index | None:
        """Return the index that finds the record of a code or name, or None if no contract serves such records."""
        target = self._find_target(self._collection, path[0])
        return Index(target, (path[1],)) if target in self._collections.names and target else None

    def indexes(self) -> Iterator[Index]:
        """Yield the indexes for the records that codes and names stand for."""
        for name, schema in self._properties.items():
            path = self._stored_path(name, schema).split(".")
            if len(path) == 2 and (index := self._build_index(path)):
                yield index

    def _stored_format(self, name: str) -> str:
        return str(self._collections[self._collection].properties.get(name, {}).get("format", ""))

    def _from_legacy_value(self, schema: Schema, format: str, value: Any) -> Any:
        if isinstance(value, dict):
            schemas = properties(self._contract, schema)
            return {
                _stored_name(name, schemas.get(name, {})): self._from_legacy_value(schemas.get(name, {}), "", part)
                for name, part in value.items()
            }
        if isinstance(value, list):
            item_schema = self._contract.resolve(schema.get("items", {}))
            return [self._from_legacy_value(item_schema, "", item) for item in value]
        if schema.get("format") in _DATES and isinstance(value, str):
            return _from_wcf_date(value, format)
        return value


def _stored_name(name: str, schema: Schema) -> str:
    return str(schema.get("x-property") or to_camel(name))


def _to_wcf_date(value: Any) -> str | None:
    """Return a stored date or time as `/Date(...)/`, or None for one that this form cannot represent."""
    microseconds = to_microseconds(value)
    if microseconds is None:
        return None
    try:
        return wcf.format_date(_DAY_ONE + timedelta(days=-1, microseconds=microseconds))
    except OverflowError:
        return None


def _from_wcf_date(text: str, format: str) -> str:
    """Return a legacy date as it is stored: a day in the writer's own zone, or a point in time."""
    timestamp = wcf.parse_date(text) if text.startswith("/") else datetime.fromisoformat(text)
    timestamp = timestamp if timestamp.tzinfo else timestamp.replace(tzinfo=UTC)
    return timestamp.date().isoformat() if format == "date" else format_timestamp(timestamp)


def _to_type(type_names: tuple[str, ...], value: Any) -> Any:
    """Return a stored value in a legacy type, or None if that type cannot represent it."""
    if "string" in type_names:
        return value if value is None or isinstance(value, str) else str(value)
    if "boolean" in type_names:
        return value if isinstance(value, bool) else None
    if "integer" in type_names or "number" in type_names:
        value = coerce(value, {"type": type_names}) if isinstance(value, str) else value
        return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    return value
