"""All that the contract knows of one operation, as a page for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accountability.spec import Operation

from .columns import columns

__all__ = ("page",)


def page(operation: Operation) -> str:
    """Request, Python, source, access, rules, parameters, members and answers of an operation, each with its source."""
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
    lines += _access(operation) + _rules(operation) + _parameters(operation) + _bodies(operation) + _answers(operation)
    return "\n".join(lines)


def _access(operation: Operation) -> list[str]:
    kind = operation.raw.get("x-access")
    if kind is None:
        return []
    own = _record(operation).get("x-own", {})
    rows = [
        ("  transaction type", kind),
        ("  levels that allow it", ", ".join(_levels(operation)) or "not known"),
        ("  one's own by", ", ".join(own.get("employees", ())) or "nothing: nobody's own"),
        ("  of the office in", own.get("office", "nothing: shared by all offices")),
    ]
    return ["", "access (inferred):", columns(rows)]


def _levels(operation: Operation) -> list[str]:
    schema = operation.contract.document["components"]["schemas"].get("AccessLevel", {})
    wanted = "see" if operation.method == "GET" else "change"
    return [
        f"{level['value']} ({level['x-allows'][wanted]})"
        for level in schema.get("x-open-enum", ())
        if level.get("x-allows", {}).get(wanted, "none") != "none"
    ]


def _record(operation: Operation) -> Mapping[str, Any]:
    """The schema of the record that it answers, or of those that it lists."""
    answer = operation.resolve(operation.success(_media(operation)) or {})
    if operation.paging is not None:
        answer = operation.resolve(answer["properties"][operation.paging["items"]])
    return operation.resolve(answer["items"]) if "items" in answer else answer


def _media(operation: Operation) -> str:
    answers = operation.raw["responses"]
    first = next((operation.resolve(answers[status]) for status in answers if status.startswith("2")), {})
    return next(iter(first.get("content", {})), "")


def _rules(operation: Operation) -> list[str]:
    lines = [
        f"  {name} ({rule['x-status']}: {rule['x-source']})\n    {_line(rule['summary'])}"
        + (f"\n    {_line(rule['unseen'])}" if "unseen" in rule else "")
        for name, rule in operation.rules.items()
    ]
    return ["", "rules:", *lines] if lines else []


def _parameters(operation: Operation) -> list[str]:
    rows = [
        (f"  {p['name']}", p["in"], _type(p.get("schema", {})), _status(p, operation), _filter(p, operation) + _told(p))
        for p in operation.parameters
    ]
    return ["", "parameters:", columns(rows)] if rows else []


def _filter(parameter: Mapping[str, Any], operation: Operation) -> str:
    """What a list's parameter filters by, where it is not the member of its own name."""
    chosen = parameter.get("x-filter")
    return f"({chosen['member']} {_OPERATORS[chosen.get('op', 'eq')]}) " if chosen and operation.paging else ""


_OPERATORS = {"eq": "=", "ge": ">=", "le": "<="}


def _bodies(operation: Operation) -> list[str]:
    lines: list[str] = []
    for media in operation.raw.get("requestBody", {}).get("content", {}):
        schema = operation.resolve(operation.request_schema(media) or {})
        lines += ["", f"body, {media} (* required):", *_members(schema, operation)]
    return lines


def _members(schema: Mapping[str, Any], operation: Operation) -> list[str]:
    needed = set(schema.get("required", ()))
    rows = [
        (
            f"  {name}{'*' if name in needed else ''}",
            _type(member),
            _status({**{key: schema[key] for key in ("x-status",) if key in schema}, **member}, operation),
            _told(member),
        )
        for name, member in schema.get("properties", {}).items()
    ]
    return [columns(rows)] if rows else ["  of no known members"]


def _answers(operation: Operation) -> list[str]:
    lines = ["", "answers:"]
    for status, answer in operation.raw["responses"].items():
        lines.append(f"  {status}  {_told(operation.resolve(answer))}")
    record = _record(operation)
    if record.get("properties"):
        lines += ["", "record (* always there):", *_members(record, operation)]
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


def _told(part: Mapping[str, Any]) -> str:
    """A part's description, and its source where it has one of its own."""
    source = f" [{_line(part['x-source'])}]" if part.get("x-source") else ""
    return _line(part.get("description", "")) + source


def _line(text: str) -> str:
    return " ".join(text.split())
