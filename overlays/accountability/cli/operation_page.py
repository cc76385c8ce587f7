"""Render everything that the contract has for one operation as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accountability.spec import Operation

from .columns import align

__all__ = ("page",)


def page(operation: Operation) -> str:
    """Return request, Python path, access, rules, parameters, properties and responses, each with its source."""
    lines = [
        f"{operation.key}: {operation.summary}",
        "",
        f"  {operation.method} {operation.path}",
        f"  api.{operation.python}",
        f"  {operation.status}: {operation.source}",
    ]
    if names := operation.raw.get("x-operation-names"):
        lines.append(f"  help pages: {', '.join(names)}")
    if operation.description:
        lines += ["", f"  {' '.join(operation.description.split())}"]
    lines += (
        _access(operation) + _rules(operation) + _parameters(operation) + _bodies(operation) + _responses(operation)
    )
    return "\n".join(lines)


def _access(operation: Operation) -> list[str]:
    kind = operation.raw.get("x-access")
    if kind is None:
        return []
    ownership = operation.record_schema.get("x-own", {})
    rows = [
        ("  transaction type", kind),
        ("  levels that allow it", ", ".join(_levels(operation)) or "not known"),
        ("  own records by", ", ".join(ownership.get("employees", ())) or "nothing: no record is a user's own"),
        ("  office in", ownership.get("office", "nothing: shared by all offices")),
    ]
    return ["", "access (inferred):", align(rows)]


def _levels(operation: Operation) -> list[str]:
    schema = operation.contract.document["components"]["schemas"].get("AccessLevel", {})
    action = "see" if operation.method == "GET" else "change"
    return [
        f"{level['value']} ({level['x-allows'][action]})"
        for level in schema.get("x-open-enum", ())
        if level.get("x-allows", {}).get(action, "none") != "none"
    ]


def _rules(operation: Operation) -> list[str]:
    lines = [
        f"  {name} ({rule['x-status']}: {rule['x-source']})\n    {_line(rule['summary'])}"
        + (f"\n    {_line(rule['unseen'])}" if "unseen" in rule else "")
        for name, rule in operation.rules.items()
    ]
    return ["", "rules:", *lines] if lines else []


def _parameters(operation: Operation) -> list[str]:
    rows = [
        (
            f"  {p['name']}",
            p["in"],
            _type(p.get("schema", {})),
            _status(p, operation),
            _filter(p, operation) + _description(p),
        )
        for p in operation.parameters
    ]
    return ["", "parameters:", align(rows)] if rows else []


def _filter(parameter: Mapping[str, Any], operation: Operation) -> str:
    """Return the property that a list parameter filters by, if it has another name."""
    chosen = parameter.get("x-filter")
    return f"({chosen['property']} {_OPERATORS[chosen.get('op', 'eq')]}) " if chosen and operation.paging else ""


_OPERATORS = {"eq": "=", "ge": ">=", "le": "<="}


def _bodies(operation: Operation) -> list[str]:
    lines: list[str] = []
    for media in operation.request_content:
        schema = operation.resolve(operation.request_schema(media) or {})
        lines += ["", f"body, {media} (* required):", *_properties(schema, operation)]
    return lines


def _properties(schema: Mapping[str, Any], operation: Operation) -> list[str]:
    needed = set(schema.get("required", ()))
    rows = [
        (
            f"  {name}{'*' if name in needed else ''}",
            _type(property),
            _status({**{key: schema[key] for key in ("x-status",) if key in schema}, **property}, operation),
            _description(property),
        )
        for name, property in schema.get("properties", {}).items()
    ]
    return [align(rows)] if rows else ["  no known properties"]


def _responses(operation: Operation) -> list[str]:
    lines = ["", "responses:"]
    for status, response in operation.raw["responses"].items():
        lines.append(f"  {status}  {_description(operation.resolve(response))}")
    record = operation.record_schema
    if record.get("properties"):
        lines += ["", "record (* always present):", *_properties(record, operation)]
    return lines


def _type(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type", schema.get("$ref", "any"))
    kind = "|".join(kind) if isinstance(kind, list) else str(kind).rpartition("/")[2]
    return ", ".join((f"{kind} ({schema['format']})" if "format" in schema else kind, *_marks(schema)))


def _marks(schema: Mapping[str, Any]) -> Iterator[str]:
    if schema.get("readOnly"):
        yield "read only"
    if "x-references" in schema:
        yield f"of {schema['x-references']}"
    if "x-sensitive" in schema:
        yield f"masked ({schema['x-sensitive']})"


def _status(part: Mapping[str, Any], operation: Operation) -> str:
    return str(part.get("x-status", operation.status))


def _description(part: Mapping[str, Any]) -> str:
    """Return the description of a part, and its own source if it has one."""
    source = f" [{_line(part['x-source'])}]" if part.get("x-source") else ""
    return _line(part.get("description", "")) + source


def _line(text: str) -> str:
    return " ".join(text.split())
