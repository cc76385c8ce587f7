"""Operations of the contract as a table with counts, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from accountability.spec import Operation

from .census import STATUSES, census
from .columns import columns

__all__ = ("as_json", "counts", "table")


def table(operations: Sequence[Operation]) -> str:
    """A line an operation, and below it how many are known how well."""
    rows: list[tuple[str, ...]] = [("operation", "request", "status", "python")]
    rows += [(o.key, f"{o.method} {o.path}", o.status, f"api.{o.python}") for o in operations]
    return f"{columns(rows)}\n\n{counts(operations)}"


def counts(operations: Sequence[Operation]) -> str:
    """How many resources, operations, schemas and members of each API are documented, inferred and verified."""
    rows: list[tuple[str, ...]] = [("api", "what", *STATUSES, "all")]
    for api, what, seen in census(operations):
        rows.append((api, what, *(str(seen[status]) for status in STATUSES), str(seen.total())))
    return columns(rows)


def as_json(operations: Sequence[Operation]) -> str:
    """Operations for tools: key, request, status and source, the Python that calls them, access and rules."""
    told = [
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
    return json.dumps(told, indent=2)
