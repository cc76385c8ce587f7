"""Identity: a path without a record is not found."""

from __future__ import annotations

from ..operations import is_read, placeholders, response_of
from ..request import Request, listed_records
from ..response import Finding
from ..session import Context, Findings
from .base import UNUSED_ID


def does_not_find_unknown_ids(context: Context, request: Request) -> Findings:
    """An id that no record has is 404, for each id of the path and for writes as for reads."""
    if response_of(request.operation, 404) is None:
        return
    for name, value in request.values.items():
        if not isinstance(value, int):
            continue
        exchange = context.send(request.replace(values={**request.values, name: UNUSED_ID}))
        if exchange.status != 404:
            yield Finding(f"Status: expected 404 for an unknown {name}, got {exchange.status}.", exchange)


def does_not_find_a_record_under_another_parent(context: Context, request: Request) -> Findings:
    """A record inside of another one is 404 under any other parent."""
    names = placeholders(request.operation)
    if len(names) < 2 or not request.operation.path.endswith("}"):
        return
    known = {each[names[0]] for each in context.ids.of(request.operation)}
    listing = context.find("GET", request.operation.path.split("/{")[0])
    others = {each["id"] for each in context.ids.records.get(listing.record, [])} if listing else known
    others = {each for each in others | known if each != request.values.get(names[0])}
    for other in sorted(others, key=str)[:3]:
        exchange = context.send(request.replace(values={**request.values, names[0]: other}))
        if exchange.status != 404:
            yield Finding(f"Status: expected 404 under another {names[0]}, got {exchange.status}.", exchange)


def lists_the_children_of_the_parent_only(context: Context, request: Request) -> Findings:
    """A list inside of a record holds the records that refer to that record, and no others."""
    names = placeholders(request.operation)
    if not names or not request.operation.paging or not is_read(request.operation):
        return
    for known in _parents(context, request):
        exchange = context.send(request.replace(values=known))
        for record in listed_records(request.operation, exchange):
            if names[-1] in record and record[names[-1]] != known[names[-1]]:
                got = record[names[-1]]
                yield Finding(f"{names[-1]}: expected {known[names[-1]]} as in the path, got {got}.", exchange)
                break


def _parents(context: Context, request: Request) -> list[dict[str, object]]:
    parent = context.find("GET", request.operation.path.rpartition("/")[0])
    return context.ids.of(parent) if parent else [dict(request.values)]
