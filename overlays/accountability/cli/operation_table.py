"""Render operations of the contract as a table, and counts by status of what they consist of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accountability.spec import Contract, Operation

from .columns import align, count_fitting

__all__ = ("STATUSES", "table")

STATUSES = ("documented", "inferred", "verified")
_SURE = ("verified", "documented", "inferred")
"""From the most certain to the least certain."""


def table(operations: Sequence[Operation]) -> str:
    """Return a row for each operation, in the columns that fit the terminal, and the counts by status."""
    rows: list[tuple[str, ...]] = [("operation", "status", "request", "python")]
    rows += [(o.key, o.status, f"{o.method} {o.path}", f"api.{o.python}") for o in operations]
    count = count_fitting(rows)
    return f"{align([row[:count] for row in rows])}\n\n{_counts(operations)}"


def _counts(operations: Sequence[Operation]) -> str:
    """Return the numbers of resources, operations, schemas and properties of each API by status."""
    rows: list[tuple[str, ...]] = [("api", "what", *STATUSES, "all")]
    for api, count_name, seen in _census(operations):
        rows.append((api, count_name, *(str(seen[status]) for status in STATUSES), str(seen.total())))
    return align(rows)


def _census(operations: Sequence[Operation]) -> Iterator[tuple[str, str, Counter[str]]]:
    """Yield the API, what is counted, and how many have each status.

    A resource has the most certain status of its operations. A schema has its own status, else the least certain one
    of the operations that use it; schemas that the pipeline derived from it (bodies, pages, XML representations) are
    not counted again. A property has its own status, else that of its schema.

    Args:
        operations: the operations to count, with the schemas that they use.
    """
    for api in dict.fromkeys(operation.api for operation in operations):
        chosen = [operation for operation in operations if operation.api == api]
        by_tag: dict[str, str] = {}
        for operation in chosen:
            by_tag[operation.tag] = min(by_tag.get(operation.tag, _SURE[-1]), operation.status, key=_SURE.index)
        schemas = _schemas(chosen)
        yield api, "resources", Counter(by_tag.values())
        yield api, "operations", Counter(str(operation.status) for operation in chosen)
        yield api, "schemas", Counter(status for status, _ in schemas.values())
        yield (
            api,
            "properties",
            Counter(
                property.get("x-status", status)
                for status, schema in schemas.values()
                for property in schema.get("properties", {}).values()
            ),
        )


def _schemas(operations: Sequence[Operation]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return the schemas that operations use with their status, under the name of the schema they derive from."""
    schemas: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for operation in sorted(operations, key=lambda operation: _SURE.index(operation.status)):
        declared = operation.contract.document["components"]["schemas"]
        for name in _referenced(operation.contract, operation.raw):
            base = declared[name].get("x-derived-from", name)
            schema = declared.get(base, declared[name])
            schemas[base] = (schema.get("x-status", operation.status), schema)
    return schemas


def _referenced(contract: Contract, value: Any) -> set[str]:
    """Return the names of the schemas that a part of a contract refers to, directly or through others."""
    seen: dict[str, None] = {}
    todo = list(_references(value))
    while todo:
        ref = todo.pop()
        if ref not in seen:
            seen[ref] = None
            todo += _references(contract.resolve({"$ref": ref}))
    return {ref.rpartition("/")[2] for ref in seen if ref.startswith("#/components/schemas/")}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from _references(item)
