"""How much of each API is known how well: resources, operations, schemas and members, counted by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accountability.spec import Contract, Operation

__all__ = ("STATUSES", "census")

STATUSES = ("documented", "inferred", "verified")
_SURE = ("verified", "documented", "inferred")
"""From the best known to the least known."""


def census(operations: Sequence[Operation]) -> Iterator[tuple[str, str, Counter[str]]]:
    """API, what is counted, and how many of it have each status.

    A resource is as known as the best known of its operations. A schema is as known as it says, else as the least
    known operation that reaches it; what the pipeline derived from it (bodies, pages, XML twins) is not counted again.
    A member is as known as it says, else as its schema.

    Args:
        operations: those that count, with the schemas that they reach.
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
            "members",
            Counter(
                member.get("x-status", status)
                for status, schema in schemas.values()
                for member in schema.get("properties", {}).values()
            ),
        )


def _schemas(operations: Sequence[Operation]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Each schema that operations reach, under its own name or that of the one it was derived from, with its status."""
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for operation in sorted(operations, key=lambda each: _SURE.index(each.status)):
        known = operation.contract.document["components"]["schemas"]
        for name in _reached(operation.contract, operation.raw):
            base = known[name].get("x-derived-from", name)
            schema = known.get(base, known[name])
            found[base] = (schema.get("x-status", operation.status), schema)
    return found


def _reached(contract: Contract, value: Any) -> set[str]:
    """Names of the schemas that a part of a contract refers to, directly or through others."""
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
