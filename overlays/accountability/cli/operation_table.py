"""Render operations of the contract as a table with counts, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from accountability.spec import Operation

from .census import STATUSES, census
from .columns import align, width

__all__ = ("as_json", "counts", "table")


def table(operations: Sequence[Operation], room: int | None = None) -> str:
    """Return a row for each operation, and the counts by status.

    Args:
        operations: the operations.
        room: columns of the terminal; a wider table leaves out Python paths, then requests. None for no limit.
    """
    rows: list[tuple[str, ...]] = [("operation", "status", "request", "python")]
    rows += [(o.key, o.status, f"{o.method} {o.path}", f"api.{o.python}") for o in operations]
    while room is not None and len(rows[0]) > 1 and max(map(width, align(rows).splitlines())) > room:
        rows = [row[:-1] for row in rows]
    return f"{align(rows)}\n\n{counts(operations)}"


def counts(operations: Sequence[Operation]) -> str:
    """Return the numbers of resources, operations, schemas and properties of each API by status."""
    rows: list[tuple[str, ...]] = [("api", "what", *STATUSES, "all")]
    for api, what, seen in census(operations):
        rows.append((api, what, *(str(seen[status]) for status in STATUSES), str(seen.total())))
    return align(rows)


def as_json(operations: Sequence[Operation]) -> str:
    """Return operations as JSON: key, request, status and source, Python path, access and rules."""
    described = [
        {
            "key": o.key,
            "method": o.method,
            "path": o.path,
            "status": o.status,
            "source": o.source,
            "python": f"api.{o.python}",
            "access": o.raw.get("x-access"),
            "rules": list(o.rules),
        }
        for o in operations
    ]
    return json.dumps(described, indent=2)
