"""Operations of the contract as a table, as JSON, and one of them whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accountability.contract import Operation

__all__ = ("as_json", "counts", "table", "whole")

STATUSES = ("documented", "inferred", "verified")


def table(operations: Sequence[Operation]) -> str:
    """A line an operation, and below it how many are known how well."""
    rows: list[tuple[str, ...]] = [("operation", "request", "status", "python")]
    rows += [(o.key, f"{o.method} {o.path}", o.status, f"api.{o.python}") for o in operations]
    return f"{columns(rows)}\n\n{counts(operations)}"


def counts(operations: Iterable[Operation]) -> str:
    """How many operations of each API are documented, inferred and verified."""
    seen = Counter((o.api, str(o.status)) for o in operations)
    apis = list(dict.fromkeys(api for api, _ in seen))
    rows: list[tuple[str, ...]] = [("api", *STATUSES, "operations")]
    rows += [(api, *(str(seen[api, s]) for s in STATUSES), str(sum(seen[api, s] for s in STATUSES))) for api in apis]
    return columns(rows)


def columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def whole(operation: Operation) -> str:
    """All that the contract says of one operation."""
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
    """The schema of the record that it answers, or of those on the page that it answers."""
    answer = operation.resolve(operation.success() or {})
    if operation.paging is None:
        return answer
    return operation.resolve(answer.get("properties", {}).get(operation.paging["items"], {}).get("items", {}))


def _rules(operation: Operation) -> list[str]:
    lines = [
        f"  {name} ({rule['x-status']}: {rule['x-source']})\n    {_line(rule['summary'])}"
        + (f"\n    {_line(rule['unseen'])}" if "unseen" in rule else "")
        for name, rule in operation.rules.items()
    ]
    return ["", "rules:", *lines] if lines else []


def _parameters(operation: Operation) -> list[str]:
    rows = [
        (f"  {p['name']}", p["in"], _type(p.get("schema", {})), _known(p, operation), _line(p.get("description", "")))
        for p in operation.parameters
    ]
    return ["", "parameters:", columns(rows)] if rows else []


def _bodies(operation: Operation) -> list[str]:
    lines: list[str] = []
    for media in operation.raw.get("requestBody", {}).get("content", {}):
        schema = operation.resolve(operation.request_schema(media) or {})
        needed = set(schema.get("required", ()))
        rows = [
            (
                f"  {name}{'*' if name in needed else ''}",
                _type(member),
                _known(member, operation),
                _line(member.get("description", "")),
            )
            for name, member in schema.get("properties", {}).items()
        ]
        lines += ["", f"body, {media} (* required):", *([columns(rows)] if rows else ["  of no known members"])]
    return lines


def _answers(operation: Operation) -> list[str]:
    lines = ["", "answers:"]
    for status, answer in operation.raw["responses"].items():
        told = operation.resolve(answer)
        lines.append(f"  {status}  {_line(told.get('description', ''))}")
    return lines


def _type(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type", schema.get("$ref", "any"))
    kind = "|".join(kind) if isinstance(kind, list) else str(kind).rpartition("/")[2]
    return f"{kind} ({schema['format']})" if "format" in schema else kind


def _known(part: Mapping[str, Any], operation: Operation) -> str:
    return str(part.get("x-status", operation.status))


def _line(text: str) -> str:
    return " ".join(text.split())


def as_json(operations: Sequence[Operation]) -> str:
    """Operations for tools: key, request, status and source, and the Python that calls them."""
    told = [
        {
            "key": o.key,
            "method": o.method,
            "path": o.path,
            "status": o.status,
            "source": o.source,
            "python": f"api.{o.python}",
        }
        for o in operations
    ]
    return json.dumps(told, indent=2)
