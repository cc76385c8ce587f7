"""How a record compares with its schema: names and types. No value goes from the record into what is told of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import define, field

from .._members import Schema, core
from ..spec import Operation
from .likeness import likenesses

__all__ = ("Shape", "fits", "kind", "shape")

_MOMENT = r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?"
_FORMS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(_MOMENT + r"([Zz]|[+-]\d\d:?\d\d)"),
    "wcf-date": re.compile(r"/Date\(-?\d+([+-]\d{4})?\)/"),
    "xml-local-date-time": re.compile(_MOMENT),
}
_READ_AS = {"xml-local-date-time": "wcf-date"}  # the codec gives wall time the form that it has in JSON
_NAME = re.compile(r"[A-Za-z_$@][\w$@.:-]{0,60}")  # what else names a member may be a record's key or a person


@define
class Shape:
    """What of a record is as the contract has it, and what is not; paths as corrections have them.

    Attributes:
        seen: Members that came by the contract's name with a type that fits, and the type.
        unseen: Members that did not come, and need not.
        unknown: Members that the contract lacks, and their type.
        missing: Members that did not come, and must.
        types: Members of another type: what was expected, and what came.
        renamed: Members that probably came by another name.
    """

    seen: dict[str, str] = field(factory=dict)
    unseen: list[str] = field(factory=list)
    unknown: dict[str, str] = field(factory=dict)
    missing: list[str] = field(factory=list)
    types: dict[str, tuple[str, str]] = field(factory=dict)
    renamed: dict[str, str] = field(factory=dict)

    @property
    def differs(self) -> bool:
        return bool(self.unknown or self.missing or self.types or self.renamed)


def shape(operation: Operation, schema: Schema, record: Any) -> Shape:
    """Compares a record.

    Args:
        operation: Whose answer it is part of.
        schema: The record's.
        record: As it came, decoded.
    """
    made = Shape()
    if isinstance(record, Mapping):
        _members(operation, schema, record, "", made)
    elif not fits(schema, record):
        made.types["."] = _expected(schema), kind(record)
    return made


def _members(operation: Operation, schema: Schema, record: Mapping[str, Any], before: str, made: Shape) -> None:
    known: Mapping[str, Schema] = schema.get("properties", {})
    if not known:
        return  # of which nothing is known, nothing can differ
    here = {name: core(operation, known[name]) for name in known}
    strange = {name: value for name, value in record.items() if name not in known}
    absent = {name: each for name, each in here.items() if name not in record}
    # A name goes into files and onto terminals: one that would break a line there is none to propose.
    other = likenesses(absent, {name: strange[name] for name in strange if name.isprintable()}, operation.tag, fits)
    for name, member in here.items():
        path = before + name
        if name in record:
            _member(operation, member, record[name], path, made)
        elif name in other:
            made.renamed[path] = other[name]
            _member(operation, member, record[other[name]], path, made, renamed=True)
        elif name in schema.get("required", ()):
            made.missing.append(path)
        else:
            made.unseen.append(path)
    for name in strange.keys() - set(other.values()):
        made.unknown[before + (name if _NAME.fullmatch(name) else "(not a name)")] = kind(record[name])


def _member(operation: Operation, schema: Schema, value: Any, path: str, made: Shape, *, renamed: bool = False) -> None:
    if not fits(schema, value):
        made.types[path] = _expected(schema), kind(value)
        return
    if not renamed:
        made.seen[path] = kind(value).partition(" ")[0]
    for row in (value if isinstance(value, list) else [value])[:1]:
        if isinstance(row, Mapping):
            inner = schema
            while inner.get("type") == "array" or "array" in _types(inner):
                inner = core(operation, inner.get("items", {}))
            _members(operation, inner, row, f"{path}.", made)


def fits(schema: Schema, value: Any) -> bool:
    """Whether a value is of a schema's type, and has the form of its dates."""
    types, came = _types(schema), kind(value).partition(" ")[0]
    if types and came not in types and not (came == "integer" and "number" in types):
        return False
    form = str(schema.get("format", ""))
    pattern = _FORMS.get(_READ_AS.get(form, form))
    return pattern is None or not isinstance(value, str) or pattern.fullmatch(value) is not None


def kind(value: Any) -> str:
    """A value's type in the words of JSON Schema, a date's with its format."""
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
    named = [types] if isinstance(types, str) else list(types)
    return named or (["object"] if "properties" in schema else [])


def _expected(schema: Schema) -> str:
    types = [each for each in _types(schema) if each != "null"]
    form = schema.get("format", "")
    return " or ".join(types) + (f" ({_READ_AS.get(form, form)})" if form in _FORMS else "")
