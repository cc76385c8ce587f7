"""Members of records: which ones a schema declares, and a value cut down to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accountability.contract import Contract

Schema = Mapping[str, Any]


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
