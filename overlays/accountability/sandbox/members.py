"""Members of records: which ones a schema declares, and a value cut down to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from accountability.spec import Contract

Schema = Mapping[str, Any]
Key = int | str

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,4000})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_TRUTH = {"true": True, "false": False}


def declared(contract: Contract, schema: Schema) -> dict[str, Schema]:
    """The members an object schema declares, those of its `allOf` parts included, references followed."""
    schema = contract.resolve(schema)
    found: dict[str, Schema] = {}
    for part in schema.get("allOf", []):
        found.update(declared(contract, part))
    found.update({name: contract.resolve(member) for name, member in schema.get("properties", {}).items()})
    return found


def admits_unknown(contract: Contract, schema: Schema) -> bool:
    """Whether a schema says by itself that members beside the declared ones belong to it."""
    schema = contract.resolve(schema)
    parts = schema.get("allOf", [])
    return bool(schema.get("additionalProperties")) or any(admits_unknown(contract, part) for part in parts)


def types(schema: Schema) -> tuple[str, ...]:
    """The JSON types a schema names."""
    named = schema.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named)


def nullable(schema: Schema) -> bool:
    """Whether null fits a schema."""
    if any(nullable(part) for key in ("anyOf", "oneOf") for part in schema.get(key, [])):
        return True
    return "null" in types(schema) or bool(schema.get("nullable")) or not (types(schema) or _shaped(schema))


def _shaped(schema: Schema) -> bool:
    return any(key in schema for key in ("anyOf", "oneOf", "allOf", "$ref", "enum", "properties"))


def identity(schema: Schema) -> Callable[[int], Key]:
    """How the n-th record of a collection is called, where its ids are as a schema says."""
    if not is_text(schema):
        return int
    return _uuid if schema.get("format") == "uuid" else str


def is_text(schema: Schema) -> bool:
    """Whether a value is a text, and never a number."""
    return "string" in types(schema) and not {"integer", "number"} & {*types(schema)}


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def typed(text: str, schema: Schema) -> Any:
    """The value a text stands for under a schema; the text itself where it stands for none, for the schema to judge."""
    wanted = types(schema)
    if "integer" in wanted and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in wanted and _NUMBER.fullmatch(text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return text
    if "boolean" in wanted and text in _TRUTH:
        return _TRUTH[text]
    return text
