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


def fit(contract: Contract, schema: Schema, value: Any) -> Any:
    """The value with declared members only, in the schema's order.

    Members that the contract does not name are ignored, unless their schema admits them by itself. A null where none
    may be is left out, and an integer written as 5.0 becomes 5.
    """
    schema = contract.resolve(schema)
    if isinstance(value, dict):
        return _object(contract, schema, value)
    if isinstance(value, list):
        return [fit(contract, schema.get("items", {}), item) for item in value]
    if "integer" in types(schema) and value is not None and not isinstance(value, str | bool):
        return int(value)
    return value


def _object(contract: Contract, schema: Schema, value: Mapping[str, Any]) -> Mapping[str, Any]:
    known = declared(contract, schema)
    if not known:
        return value
    kept = {
        name: fit(contract, member, value[name])
        for name, member in known.items()
        if name in value and (value[name] is not None or nullable(member))
    }
    unknown = {name: member for name, member in value.items() if name not in known}
    return {**kept, **unknown} if unknown and admits_unknown(contract, schema) else kept


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
