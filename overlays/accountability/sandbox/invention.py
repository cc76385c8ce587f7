"""Inventions: values for members, drawn from what the contract says of them and from nothing else.

Each maker is made once from a schema and then draws many values. It draws by `Random.random` alone, whose numbers are
the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from random import Random
from typing import Any
from uuid import UUID

from accountability.spec import Contract

from .members import Schema, declared, nullable, types

Maker = Callable[[Random, int], Any]  # from a source of chance and the id of the record that the value is for

_DAYS = tuple((date(2024, 1, 1) + timedelta(days)).isoformat() for days in range(731))
_NULLS = 1 / 8  # of the values that may be null
_USUAL = {  # lowest, highest and step of numbers, where the contract does not limit them further
    "money": ("0", "20000", "0.01"),
    "rate": ("0.50", "500", "0.01"),
    "percent": ("0", "100", "0.5"),
    "hours": ("0.25", "8", "0.25"),
    "units": ("1", "100", "0.5"),
}
_FORMATS: dict[str, Maker] = {
    "date": lambda chance, key: _one(chance, _DAYS),
    "date-time": lambda chance, key: f"{_one(chance, _DAYS)}T{_below(chance, 24):02}:{_below(chance, 60):02}:00Z",
    "time": lambda chance, key: f"{_below(chance, 24):02}:{_below(chance, 60):02}:00Z",
    "uuid": lambda chance, key: str(UUID(int=_below(chance, 2**48) << 80 | key, version=4)),
    "email": lambda chance, key: f"person{key}@acme.example",
    "uri": lambda chance, key: f"https://acme.example/{key}",
    "uri-reference": lambda chance, key: f"/{key}",
}


class Unmakeable(ValueError):
    """The contract asks for a value that cannot be made from what it says."""


class Inventor:
    """Makes the makers of one collection's members.

    Args:
        contract: what references lead into.
        collection: whose records they are for, such as `jobs`.
        ids: the ids there are, by collection; those added later count too.
    """

    def __init__(self, contract: Contract, collection: str, ids: Callable[[str], Sequence[Any]]) -> None:
        self._contract, self._collection, self._ids = contract, collection, ids

    def record(self, schema: Schema, examples: Sequence[Any]) -> Maker:
        """A maker of objects, the id of the record aside.

        Args:
            schema: of the objects.
            examples: objects of the contract, whose texts are used again.

        Raises:
            Unmakeable: a member's value cannot be made.
        """
        schema = self._contract.resolve(schema)
        firm = {*schema.get("required", ()), *schema.get("x-required-on-create", ())}
        makers = [
            (name, self._member(name, member, [each[name] for each in examples if name in each], name in firm))
            for name, member in declared(self._contract, schema).items()
        ]
        return lambda chance, key: {name: make(chance, key) for name, make in makers}

    def _member(self, name: str, schema: Schema, examples: Sequence[Any], firm: bool) -> Maker:
        """The maker of a member, null now and then where that fits; of a parent in the same list, mostly."""
        target = schema.get("x-references")
        make = self._reference(name, target, schema) if target else self.value(name, schema, examples)
        if firm or not nullable(schema) or _is_own_code(name, self._collection):
            return make
        nulls = 1 - _NULLS if target == self._collection else _NULLS
        return lambda chance, key: None if chance.random() < nulls else make(chance, key)

    def _reference(self, name: str, target: str, schema: Schema) -> Maker:
        ids = self._ids(target)
        if not ids and not nullable(schema):
            raise Unmakeable(f"{name} names a record of {target}, and there is none; fill {target} first")
        return lambda chance, key: _one(chance, ids) if ids else None

    def value(self, name: str, schema: Schema, examples: Sequence[Any]) -> Maker:
        """The maker of what a schema describes, never null unless nothing else fits."""
        parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
        if whole := next((part for part in map(self._contract.resolve, parts) if types(part) != ("null",)), None):
            return self.value(name, whole, examples)
        listed = [each for each in schema.get("enum", ()) if each is not None]
        listed += [each["value"] for each in schema.get("x-open-enum", ())]
        listed += [schema["const"]] if "const" in schema else []
        if listed:
            return lambda chance, key: _one(chance, listed)
        kind = next((each for each in types(schema) if each != "null"), "")
        if kind == "boolean":
            return lambda chance, key: chance.random() < 0.5
        if kind in ("integer", "number"):
            return _number(name, schema, whole=kind == "integer")
        if kind == "array":
            return self._array(name, schema, [item for each in examples if isinstance(each, list) for item in each])
        if declared(self._contract, schema):
            return self.record(schema, [each for each in examples if isinstance(each, Mapping)])
        if kind == "string":
            return _text(name, schema, [each for each in examples if isinstance(each, str)], self._collection)
        return lambda chance, key: {} if kind == "object" else None

    def _array(self, name: str, schema: Schema, examples: Sequence[Any]) -> Maker:
        item = self._contract.resolve(schema.get("items", {}))
        target = schema.get("x-references") or item.get("x-references")
        make = self._reference(name, target, item) if target else self.value(name, item, examples)
        least = int(schema.get("minItems", 0))
        most = min(least + 3, int(schema.get("maxItems", least + 3)))

        def several(chance: Random, key: int) -> list[Any]:
            made: list[Any] = [make(chance, key) for _ in range(least + _below(chance, most - least + 1))]
            return [each for place, each in enumerate(made) if each not in made[:place]] if distinct else made

        distinct = bool(schema.get("uniqueItems"))
        return several


def _one(chance: Random, values: Sequence[Any]) -> Any:
    return values[int(chance.random() * len(values))]


def _below(chance: Random, end: int) -> int:
    return int(chance.random() * end)


def _number(name: str, schema: Schema, *, whole: bool) -> Maker:
    usual = ("1", "1000", "1") if whole else _USUAL.get(schema.get("x-scalar", ""), ("0", "1000", "0.01"))
    low, high, step = map(Decimal, usual)
    step = Decimal(str(schema.get("multipleOf", step)))
    bottom = max(_limits(schema, "minimum", "exclusiveMinimum", step), default=low)
    top = min(_limits(schema, "maximum", "exclusiveMaximum", -step), default=high)
    low = max(low, bottom) if low <= top else max(bottom, top - (high - low))
    high = min(max(high, low + step), top)
    first = int((low / step).to_integral_value(ROUND_CEILING))
    count = int((high / step).to_integral_value(ROUND_FLOOR)) - first + 1
    if count < 1:
        raise Unmakeable(f"no number fits the limits of {name}")
    if whole:
        return lambda chance, key: int((first + _below(chance, count)) * step)
    return lambda chance, key: (first + _below(chance, count)) * step


def _limits(schema: Schema, plain: str, exclusive: str, step: Decimal) -> list[Decimal]:
    found = [Decimal(str(schema[plain]))] if plain in schema else []
    return found + ([Decimal(str(schema[exclusive])) + step] if exclusive in schema else [])


def _text(name: str, schema: Schema, examples: Sequence[str], collection: str) -> Maker:
    form, least, most = schema.get("format"), int(schema.get("minLength", 0)), int(schema.get("maxLength", 10**6))
    if form in _FORMATS:
        return _FORMATS[form]
    pattern = schema.get("pattern")
    words = [each for each in dict.fromkeys(examples) if pattern is None or re.search(pattern, each)]
    if words and all("@" in each for each in words):
        return lambda chance, key: f"person{key}@{_one(chance, words).partition('@')[2]}"
    if pattern is None and form is None and _is_own_code(name, collection):
        lead = re.match("[A-Za-z]*", words[0] if words else "")
        return _code(lead[0] if lead else "", most, least)
    if words:
        return lambda chance, key: _one(chance, words)
    if pattern is not None or form is not None:
        raise Unmakeable(f"{name} has a pattern or format of its own, and no example that could be used again")
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return lambda chance, key: f"{label} {1 + _below(chance, 1000)}".ljust(least, ".")[:most]


def _is_own_code(name: str, collection: str) -> bool:
    """Whether a text is what people know the record by (`jobNo` of jobs), and so no two of them have the same."""
    noun = re.fullmatch(r"(\w*?)(?:Code|No|Number)", name)
    single = re.sub("s$", "", re.sub("ies$", "y", collection))
    return name.lower() == single or bool(noun and noun[1] and single.endswith(noun[1].lower()))


def _code(lead: str, most: int, least: int) -> Maker:
    """Codes with the record's id in them, of another look than those of examples."""
    lead = f"{lead}R"[-max(most - 10, 0) :] if most > 10 else ""
    return lambda chance, key: f"{lead}{key:0{max(7, least - len(lead)) if most > 10 else min(least, most)}}"[-most:]
