"""Generate values for properties, from what the contract states about them and nothing else.

Each factory is built once from a schema and then makes many values. Only `Random.random` is used, whose numbers are the
same on every machine.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from random import Random
from typing import Any
from uuid import UUID

from accountability.spec import Contract

from ..contract.schema import Schema, flatten, is_nullable, properties, types

ValueFactory = Callable[[Random, int], Any]
"""Makes a value from a source of random numbers and the id of the record that it is for."""

_DAYS = tuple((date(2024, 1, 1) + timedelta(days)).isoformat() for days in range(731))
_NULLS = 1 / 8  # share of nulls among the values of a nullable property
_RANGES = {  # lowest, highest and step of numbers, unless the contract limits them further
    "money": ("0", "20000", "0.01"),
    "rate": ("0.50", "500", "0.01"),
    "percent": ("0", "100", "0.5"),
    "hours": ("0.25", "8", "0.25"),
    "units": ("1", "100", "0.5"),
}
_FORMATS: dict[str, ValueFactory] = {
    "date": lambda random, key: _choose(random, _DAYS),
    "date-time": lambda random, key: f"{_choose(random, _DAYS)}T{_draw(random, 24):02}:{_draw(random, 60):02}:00Z",
    "time": lambda random, key: f"{_draw(random, 24):02}:{_draw(random, 60):02}:00Z",
    "uuid": lambda random, key: str(UUID(int=_draw(random, 2**48) << 80 | key, version=4)),
    "email": lambda random, key: f"person{key}@acme.example",
    "uri": lambda random, key: f"https://acme.example/{key}",
    "uri-reference": lambda random, key: f"/{key}",
    "hostname": lambda random, key: f"host{key}.acme.example",
    "ipv4": lambda random, key: f"192.0.2.{_draw(random, 256)}",
    "ipv6": lambda random, key: f"2001:db8::{_draw(random, 2**16):x}",
    "duration": lambda random, key: f"P{1 + _draw(random, 30)}D",
}
_FREE_FORMATS = ("wcf-date", "xml-local-date-time", "regex", "json-pointer", "idn-email", "idn-hostname", "iri")
"""Formats of strings that are validated and not generated; others are not validated."""
_DEPTH, _WHOLE_DEPTH = 8, 2  # of objects in objects: the most, and up to which they have more than is required


class GenerationError(ValueError):
    """The contract requires a value that cannot be generated from what it states."""


class RecordGenerator:
    """Builds the factories for one collection's properties.

    References are to the existing ids that `ids` returns for a collection; those added to that list later are used too.
    """

    def __init__(self, contract: Contract, collection: str, ids: Callable[[str], Sequence[Any]]) -> None:
        self._contract, self._collection, self._ids = contract, collection, ids

    def record_factory(self, schema: Schema, examples: Sequence[Any], depth: int = 0) -> ValueFactory:
        """Return a factory of objects, without the id of the record; strings of the example objects are used again.

        Raises:
            GenerationError: A value that is required cannot be generated.
        """
        schema = flatten(self._contract, schema)
        required_names = {*schema.get("required", ()), *schema.get("x-required-on-create", ())}
        factories = []
        for name, property_schema in properties(self._contract, schema).items():
            property_examples = [item[name] for item in examples if name in item]
            is_required = name in required_names
            try:
                if is_required or depth <= _WHOLE_DEPTH:
                    factory = self._property_factory(name, property_schema, property_examples, is_required, depth + 1)
                    factories.append((name, factory))
            except GenerationError:
                if is_required:
                    raise
        null_factories: dict[str, ValueFactory] = dict.fromkeys(required_names - {name for name, _ in factories}, _null)
        factories += null_factories.items()
        return lambda random, key: {name: factory(random, key) for name, factory in factories}

    def _property_factory(
        self, name: str, schema: Schema, examples: Sequence[Any], is_required: bool, depth: int
    ) -> ValueFactory:
        """Return the factory of a property, sometimes null if that is valid; mostly for a parent of the same list."""
        target = schema.get("x-references")
        if target:
            factory = self._reference_factory(name, target, schema)
        else:
            factory = self.value_factory(name, schema, examples, depth)
        if is_required or not is_nullable(schema) or _is_own_code(name, self._collection):
            return factory
        nulls = 1 - _NULLS if target == self._collection else _NULLS
        return lambda random, key: None if random.random() < nulls else factory(random, key)

    def _reference_factory(self, name: str, target: str, schema: Schema) -> ValueFactory:
        ids = self._ids(target)
        if not ids and not is_nullable(schema):
            raise GenerationError(f"{name} refers to {target}, which are empty. Fill {target} first.")
        return lambda random, key: _choose(random, ids) if ids else None

    def value_factory(self, name: str, schema: Schema, examples: Sequence[Any], depth: int = 0) -> ValueFactory:
        """Return the factory of what a schema describes; null only if nothing else is valid."""
        if depth > _DEPTH:
            raise GenerationError(f"{name} is nested in itself")
        schema = flatten(self._contract, schema)
        examples = examples or [*([schema["example"]] if "example" in schema else ()), *schema.get("examples", ())]
        parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
        if part := next((option for option in map(self._contract.resolve, parts) if types(option) != ("null",)), None):
            return self.value_factory(name, part, examples, depth + 1)
        choices = [value for value in schema.get("enum", ()) if value is not None]
        choices += [choice["value"] for choice in schema.get("x-open-enum", ())]
        choices += [schema["const"]] if "const" in schema else []
        if choices:
            return lambda random, key: _choose(random, choices)
        type_ = next((type_name for type_name in types(schema) if type_name != "null"), "")
        if type_ == "boolean":
            return lambda random, key: random.random() < 0.5
        if type_ in ("integer", "number"):
            return _number_factory(name, schema, integer=type_ == "integer")
        if type_ == "array":
            items = [item for example in examples if isinstance(example, list) for item in example]
            return self._array_factory(name, schema, items, depth)
        if properties(self._contract, schema):
            objects = [example for example in examples if isinstance(example, Mapping)]
            return self.record_factory(schema, objects, depth)
        if type_ == "string":
            texts = [example for example in examples if isinstance(example, str)]
            return _string_factory(name, schema, texts, self._collection)
        return lambda random, key: {} if type_ == "object" else None

    def _array_factory(self, name: str, schema: Schema, examples: Sequence[Any], depth: int) -> ValueFactory:
        item = self._contract.resolve(schema.get("items", {}))
        target, low = schema.get("x-references") or item.get("x-references"), int(schema.get("minItems", 0))
        try:
            if target:
                factory = self._reference_factory(name, target, item)
            else:
                factory = self.value_factory(name, item, examples, depth + 1)
        except GenerationError:
            if low:
                raise
            return lambda random, key: []
        high = min(low + 3, int(schema.get("maxItems", low + 3)))
        unique = bool(schema.get("uniqueItems"))

        def make(random: Random, key: int) -> list[Any]:
            items: list[Any] = [factory(random, key) for _ in range(low + _draw(random, high - low + 1))]
            return [item for index, item in enumerate(items) if item not in items[:index]] if unique else items

        return make


def _null(random: Random, key: int) -> None:
    """Return null, for a property that is required and not described."""


def _choose(random: Random, values: Sequence[Any]) -> Any:
    return values[int(random.random() * len(values))]


def _draw(random: Random, end: int) -> int:
    return int(random.random() * end)


def _number_factory(name: str, schema: Schema, *, integer: bool) -> ValueFactory:
    default = ("1", "1000", "1") if integer else _RANGES.get(schema.get("x-scalar", ""), ("0", "1000", "0.01"))
    low, high, step = map(Decimal, default)
    step = Decimal(str(schema.get("multipleOf", step)))
    bottom = max(_read_limits(schema, "minimum", "exclusiveMinimum", step), default=low)
    top = min(_read_limits(schema, "maximum", "exclusiveMaximum", -step), default=high)
    low = max(low, bottom) if low <= top else max(bottom, top - (high - low))
    high = min(max(high, low + step), top)
    first = int((low / step).to_integral_value(ROUND_CEILING))
    count = int((high / step).to_integral_value(ROUND_FLOOR)) - first + 1
    if count < 1:
        raise GenerationError(f"no number is within the limits of {name}")
    if integer:
        return lambda random, key: int((first + _draw(random, count)) * step)
    return lambda random, key: (first + _draw(random, count)) * step


def _read_limits(schema: Schema, inclusive: str, exclusive: str, step: Decimal) -> list[Decimal]:
    limits = [Decimal(str(schema[inclusive]))] if inclusive in schema else []
    return limits + ([Decimal(str(schema[exclusive])) + step] if exclusive in schema else [])


def _string_factory(name: str, schema: Schema, examples: Sequence[str], collection: str) -> ValueFactory:
    format_, low, high = schema.get("format"), int(schema.get("minLength", 0)), int(schema.get("maxLength", 10**6))
    if format_ in _FORMATS:
        return _FORMATS[format_]
    pattern = schema.get("pattern")
    words = [word for word in dict.fromkeys(examples) if pattern is None or re.search(pattern, word)]
    if words and all("@" in word for word in words):
        return lambda random, key: f"person{key}@{_choose(random, words).partition('@')[2]}"
    if pattern is None and format_ is None and _is_own_code(name, collection):
        prefix = re.match("[A-Za-z]*", words[0] if words else "")
        return _code_factory(prefix[0] if prefix else "", high, low)
    if words:
        return lambda random, key: _choose(random, words)
    text = None if pattern is None else _find_match(pattern)
    if text is not None and low <= len(text) <= high:
        return lambda random, key: text
    if pattern is not None or format_ in _FREE_FORMATS:
        raise GenerationError(f"{name} has a pattern or format of its own, and no example to use again")
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return lambda random, key: f"{label} {1 + _draw(random, 1000)}".ljust(low, ".")[:high]


_REPETITION = r"(?:\{(?P<times>\d+)(?:,\d*)?\}|(?P<mark>[*+?]))?"
_CHARACTER = re.compile(r"(?P<content>\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^\\\[\](){}|*+?])" + _REPETITION)
_GROUP = re.compile(r"(?<!\\)\((?:\?:|\?P?<\w+>)?(?P<content>[^()]*)\)" + _REPETITION)
_SAMPLES = "a0A-_ " + string.punctuation + string.ascii_letters + string.digits


def _find_match(pattern: str) -> str | None:
    """Return a string that matches a pattern of characters, groups, alternatives and repetitions, or else None."""
    try:
        matches = (text for text in _generate_candidates(pattern, 3) if re.search(pattern, text))
        return next(matches, None)
    except re.error:
        return None


def _generate_candidates(pattern: str, groups: int) -> Iterator[str]:
    group = _GROUP.search(pattern)
    if group and groups:
        start, end = pattern[: group.start()], pattern[group.end() :]
        for alternative in group["content"].split("|"):
            yield from _generate_candidates(start + alternative * _count_repetitions(group) + end, groups - 1)
        return
    for part in pattern.split("|"):
        characters = _CHARACTER.finditer(part.removeprefix("^").removesuffix("$"))
        yield "".join(_find_character(character["content"]) * _count_repetitions(character) for character in characters)


def _count_repetitions(match: re.Match[str]) -> int:
    return int(match["times"]) if match["times"] else int(match["mark"] not in ("*", "?"))


def _find_character(pattern: str) -> str:
    return next((character for character in _SAMPLES if re.fullmatch(pattern, character)), "")


def _is_own_code(name: str, collection: str) -> bool:
    """Return whether a string identifies the record to people (`jobNo` of jobs), and is thus unique."""
    noun = re.fullmatch(r"(\w*?)(?:Code|No|Number)", name)
    singular = re.sub("s$", "", re.sub("ies$", "y", collection))
    return name.lower() == singular or bool(noun and noun[1] and singular.endswith(noun[1].lower()))


def _code_factory(prefix: str, high: int, low: int) -> ValueFactory:
    """Return a factory of codes that contain the record's id, and look different from those of examples."""
    prefix = f"{prefix}R"[-max(high - 10, 0) :] if high > 10 else ""
    return lambda random, key: f"{prefix}{key:0{max(7, low - len(prefix)) if high > 10 else min(low, high)}}"[-high:]
