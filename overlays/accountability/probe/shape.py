"""Compare a record with its schema: names and types. The result has no value of the record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import define, field

from ..corrections.formats import FORMATS
from ..corrections.properties import Schema, format_and_types, item_schema, non_null_schema
from ..spec import Operation
from .similarity import match_names

__all__ = ("NAME", "Shape", "fits", "kind", "shape")

_WALL_TIME = r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?"
_FORMS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(_WALL_TIME + r"([Zz]|[+-]\d\d:?\d\d)"),
    "wcf-date": re.compile(r"/Date\(-?\d+([+-]\d{4})?\)/"),
    "xml-local-date-time": re.compile(_WALL_TIME),
}
_READ_AS = {"xml-local-date-time": "wcf-date"}  # the codec decodes wall times to their form in JSON
# Other names may be the key of a record, a person or an address.
NAME = re.compile(r"(?=.{1,60}$)[@$]?[A-Za-z_][\w-]*(?:[.:][A-Za-z_][\w-]*)*(?:@odata\.\w+)?", re.ASCII)


@define
class Shape:
    """Which properties of a record conform to the contract; paths as in corrections.

    Attributes:
        seen: Properties with the contract's name and type, and their types.
        unseen: Optional properties that are absent.
        unknown: Properties that the contract lacks, and their types.
        missing: Required properties that are absent.
        types: Properties of another type: the expected and the received one.
        renamed: Properties that probably have another name.
        formats: Properties of another type that a correction can convert, and the format for it.
    """

    seen: dict[str, str] = field(factory=dict)
    unseen: list[str] = field(factory=list)
    unknown: dict[str, str] = field(factory=dict)
    missing: list[str] = field(factory=list)
    types: dict[str, tuple[str, str]] = field(factory=dict)
    renamed: dict[str, str] = field(factory=dict)
    formats: dict[str, str] = field(factory=dict)

    @property
    def differs(self) -> bool:
        return bool(self.unknown or self.missing or self.types or self.renamed)

    @property
    def is_similar(self) -> bool:
        """Whether a property of the contract was found."""
        return bool(self.seen or self.renamed)


def shape(operation: Operation, schema: Schema, record: Any) -> Shape:
    """Compare a decoded record with its schema."""
    result = Shape()
    if isinstance(record, Mapping):
        _compare_properties(operation, schema, record, "", result)
    elif not fits(schema, record):
        result.types["."] = _expected(schema), kind(record)
    return result


def _compare_properties(
    operation: Operation, schema: Schema, record: Mapping[str, Any], before: str, result: Shape
) -> None:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    if not properties:
        return  # the contract does not describe it
    known_schemas = {name: non_null_schema(operation, properties[name]) for name in properties}
    unknown = {name: value for name, value in record.items() if name not in properties}
    absent = {name: part for name, part in known_schemas.items() if name not in record}
    # A name is written to files and terminals, so one that would break a line is not proposed.
    other = match_names(absent, {name: unknown[name] for name in unknown if name.isprintable()}, operation.tag, fits)
    for name, property_schema in known_schemas.items():
        path = before + name
        if name in record:
            _compare_property(operation, property_schema, record[name], path, result)
        elif name in other:
            result.renamed[path] = other[name]
            _compare_property(operation, property_schema, record[other[name]], path, result, renamed=True)
        elif name in schema.get("required", ()):
            result.missing.append(path)
        else:
            result.unseen.append(path)
    for name in unknown.keys() - set(other.values()):
        result.unknown[before + (name if NAME.fullmatch(name) else "(not a name)")] = kind(record[name])


def _compare_property(
    operation: Operation, schema: Schema, value: Any, path: str, result: Shape, *, renamed: bool = False
) -> None:
    if not fits(schema, value):
        result.types[path] = _expected(schema), kind(value)
        if (format := _format(schema, value)) is not None:
            result.formats[path] = format
        return
    if not renamed:
        result.seen[path] = kind(value).partition(" ")[0]
    for row in (value if isinstance(value, list) else [value])[:1]:
        if isinstance(row, Mapping):
            _compare_properties(operation, item_schema(operation, schema), row, f"{path}.", result)


def _format(schema: Schema, value: Any) -> str | None:
    """Return the format with which a correction converts the value, if there is one."""
    for name, by_type in FORMATS.items():
        for key in format_and_types(schema):
            if key in by_type and (read := by_type[key].read(value)) != value and fits(schema, read):
                return name
    return None


def fits(schema: Schema, value: Any) -> bool:
    """Return whether a value has the type of a schema, and the format of its dates."""
    types, actual = _types(schema), kind(value).partition(" ")[0]
    if types and actual not in types and not (actual == "integer" and "number" in types):
        return False
    form = str(schema.get("format", ""))
    pattern = _FORMS.get(_READ_AS.get(form, form))
    return pattern is None or not isinstance(value, str) or pattern.fullmatch(value) is not None


def kind(value: Any) -> str:
    """Return the type of a value as JSON Schema names it, with the format of a date."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case Decimal() | float():
            return "number"
        case str():
            form = next((name for name, pattern in _FORMS.items() if pattern.fullmatch(value)), "")
            form = "date-time without offset" if form == "xml-local-date-time" else form
            return f"string ({form})" if form else "string"
        case Mapping():
            return "object"
    return "array"


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else list(types)
    return names or (["object"] if "properties" in schema else [])


def _expected(schema: Schema) -> str:
    types = [name for name in _types(schema) if name != "null"]
    form = schema.get("format", "")
    return " or ".join(types) + (f" ({_READ_AS.get(form, form)})" if form in _FORMS else "")
