"""The document that schemathesis generates cases from, which it must be able to read in a short time.

Only generation uses it: responses are validated by the contract itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from accountability.spec import Contract

_EXAMPLES = frozenset({"example", "examples", "x-example", "x-examples"})
_MAX_CYCLE = 2  # schemas that may refer to each other; generation takes exponential time in longer cycles
_SCHEMAS = "#/components/schemas/"


def document_for_schemathesis(contract: Contract) -> dict[str, Any]:
    """Return a document for schemathesis: without security, with numbers that JSON can hold.

    Credentials are checks of their own (`credentials`); in the document, schemathesis would vary them next to
    everything else, and a 401 would no longer show that a case was rejected by mistake.

    The document of a vendor loses its examples, which schemathesis would search along every path of references: the
    hook `before_add_examples` adds them. Of schemas in a long cycle, optional properties that refer into it are left
    out. Both walks take exponential time.
    """
    document = contract.document
    paths = {
        path: {
            method: {**part, "security": []} if isinstance(part, Mapping) and "responses" in part else part
            for method, part in item.items()
        }
        for path, item in document["paths"].items()
    }
    json_document = json.loads(json.dumps({**document, "paths": paths, "security": []}, default=_number))
    if all(operation.is_ours for operation in contract.operations.values()):
        return dict(json_document)
    schemas = json_document.get("components", {}).get("schemas", {})
    if schemas:
        json_document["components"] = {**json_document["components"], "schemas": _without_long_cycles(schemas)}
    result: dict[str, Any] = _without_examples(json_document)
    return result


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _without_examples(value: Any, *, names: bool = False) -> Any:
    """Return a part of a document without examples; `names` of properties or components are not keywords."""
    if isinstance(value, list):
        return [_without_examples(part) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_examples(part, names=not names and key in ("properties", "schemas", "parameters"))
        for key, part in value.items()
        if names or key not in _EXAMPLES
    }


def _without_long_cycles(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schemas without the optional properties that refer into a long cycle of their schema."""
    reached = _reachable({name: set(_references(schema)) & schemas.keys() for name, schema in schemas.items()})
    cycles = {name: {other for other in references if name in reached[other]} for name, references in reached.items()}
    return {
        name: _without_references(schema, cycles[name], set(_required(schema)))
        if len(cycles[name]) > _MAX_CYCLE
        else schema
        for name, schema in schemas.items()
    }


def _reachable(reached: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the schemas that each schema refers to, directly or through others."""
    further = {
        name: references.union(*(reached[other] for other in references)) for name, references in reached.items()
    }
    return reached if further == reached else _reachable(further)


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object in a value, itself included."""
    if isinstance(value, Mapping):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _nodes(part)


def _references(schema: Any) -> Iterator[str]:
    for node in _nodes(schema):
        pointer = node.get("$ref")
        if isinstance(pointer, str) and pointer.startswith(_SCHEMAS):
            yield pointer.removeprefix(_SCHEMAS)


def _required(schema: Any) -> Iterator[str]:
    for node in _nodes(schema):
        yield from (name for name in node.get("required", ()) if isinstance(node["required"], list))


def _without_references(value: Any, names: set[str], required: set[str]) -> Any:
    """Return a schema without the optional properties that refer to some schemas."""
    if isinstance(value, list):
        return [_without_references(part, names, required) for part in value]
    if not isinstance(value, Mapping):
        return value
    schema = dict(value)
    if isinstance(properties := schema.get("properties"), Mapping):
        schema["properties"] = {
            name: part for name, part in properties.items() if name in required or names.isdisjoint(_references(part))
        }
    return {key: _without_references(part, names, required) for key, part in schema.items()}
