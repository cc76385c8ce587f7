"""Schemas flattened: what a schema says in the end, `$ref` followed, `allOf` and unions brought together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from pipeline.source.pointer import Pointer, find, parse

PLAIN = ("format", "default", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
         "minLength", "maxLength", "minItems", "maxItems", "uniqueItems")  # fmt: skip
"""Keywords that say of a value alone what it may be."""


@dataclass(frozen=True)
class Flat:
    """What a schema says.

    Args:
        types: its JSON types but null; none where it says nothing of them.
        nullable: whether null fits.
        keywords: its plain keywords.
        members: where each member stands.
        required: the members that must be there.
        item: where the items of an array are described.
        values: the texts of its enumeration, closed or open.
        closed: whether it admits no others.
        description: what it says for people.
        marks: `readOnly` and `writeOnly`, where they are true.
    """

    types: frozenset[str] = frozenset()
    nullable: bool = False
    keywords: Mapping[str, Any] = field(default_factory=dict)
    members: Mapping[str, Pointer] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    item: Pointer | None = None
    values: tuple[str, ...] = ()
    closed: bool = False
    description: str = ""
    marks: frozenset[str] = frozenset()

    @property
    def value(self) -> tuple[Any, ...]:
        """What it says of a value by itself, as one thing that can be compared."""
        return tuple(sorted(self.types)), self.nullable, tuple(sorted(self.keywords.items(), key=str)), self.values

    @property
    def kind(self) -> tuple[frozenset[str], Any]:
        """Types and format, as likeness goes by them."""
        return self.types, self.keywords.get("format")


def flat(document: dict[str, Any], at: Pointer, seen: frozenset[str] = frozenset()) -> Flat:
    """The schema at a pointer, flattened; nothing said where there is none."""
    try:
        schema = find(document, at)
    except LookupError:
        return Flat()
    if not isinstance(schema, dict):
        return Flat()
    parts = []
    target = schema.get("$ref")
    if isinstance(target, str) and target.startswith("#") and target not in seen:
        parts.append(flat(document, parse(target.partition("#")[2]), seen | {target}))
    parts += [flat(document, (*at, "allOf", index), seen) for index in range(len(schema.get("allOf", ())))]
    for key in ("oneOf", "anyOf"):
        choices = [flat(document, (*at, key, index), seen) for index in range(len(schema.get(key, ())))]
        parts += [reduce(_either, choices)] if choices else []
    return reduce(_both, [*parts, _own(schema, at)])


def _own(schema: dict[str, Any], at: Pointer) -> Flat:
    types = schema.get("type", [])
    listed = {types} if isinstance(types, str) else set(types)
    told = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    closed = bool(told)
    told = told or [entry.get("value") for entry in schema.get("x-open-enum", ()) if isinstance(entry, dict)]
    members = schema.get("properties") or {}
    if not listed and members:
        listed = {"object"}
    return Flat(
        types=frozenset(listed - {"null"}),
        nullable="null" in listed or None in told,
        keywords={key: schema[key] for key in PLAIN if key in schema},
        members={name: (*at, "properties", name) for name in members},
        required=frozenset(schema.get("required", ())),
        item=(*at, "items") if "items" in schema else None,
        values=tuple(str(value) for value in told if value is not None),
        closed=closed,
        description=" ".join(str(schema.get("description") or "").split()),
        marks=frozenset(mark for mark in ("readOnly", "writeOnly") if schema.get(mark) is True),
    )


def _both(one: Flat, other: Flat) -> Flat:
    """Two parts that hold together; what stands nearer, `other`, wins."""
    return Flat(
        types=other.types or one.types,
        nullable=other.nullable or (one.nullable and not other.types),
        keywords={**one.keywords, **other.keywords},
        members={**one.members, **other.members},
        required=one.required | other.required,
        item=other.item or one.item,
        values=other.values or one.values,
        closed=other.closed or one.closed,
        description=other.description or one.description,
        marks=one.marks | other.marks,
    )


def _either(one: Flat, other: Flat) -> Flat:
    """Two parts of which one holds."""
    if not other.types and other.nullable:
        one, other = other, one
    if not one.types and one.nullable and not one.members:
        return Flat(**{**other.__dict__, "nullable": True})
    return Flat(
        types=one.types | other.types,
        nullable=one.nullable or other.nullable,
        keywords={key: value for key, value in one.keywords.items() if other.keywords.get(key) == value},
        members={**one.members, **other.members},
        required=one.required & other.required,
        item=one.item or other.item,
        values=tuple(dict.fromkeys([*one.values, *other.values])),
        closed=one.closed and other.closed,
        description=one.description or other.description,
        marks=one.marks & other.marks,
    )
