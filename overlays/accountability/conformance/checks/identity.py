"""Identity: a path without a record is not found."""

from __future__ import annotations

from ..operations import is_read
from ..request import Request
from ..session import Context, Findings
from .base import UNUSED_ID, Call, expect_status
from .responses import returns_the_addressed_record


def does_not_find_unknown_ids(context: Context, request: Request) -> Findings:
    """An id that no record has is 404, for each id of the path and for writes as for reads."""
    if request.operation.response(404) is None:
        return
    for name, value in request.values.items():
        if not isinstance(value, int):
            continue
        for unused in (UNUSED_ID, 0):
            unknown = request.replace(values={**request.values, name: unused})
            condition = f"for {name} {unused}, which no record has"
            yield from expect_status(context, unknown, 404, condition, f"an unknown {name}")


def does_not_find_a_record_under_another_parent(context: Context, request: Request) -> Findings:
    """A record inside of another one is 404 under any other parent."""
    names = request.operation.path_parameters
    if len(names) < 2 or not request.operation.path.endswith("}"):
        return
    parent_ids = {values[names[0]] for values in context.ids.of(request.operation)}
    listing = context.find("GET", request.operation.path.split("/{")[0])
    other_ids = {record["id"] for record in context.ids.records.get(listing.record, [])} if listing else parent_ids
    other_ids = {key for key in other_ids | parent_ids if key != request.values.get(names[0])}
    for parent_id in sorted(other_ids, key=str)[:3]:
        misplaced_request = request.replace(values={**request.values, names[0]: parent_id})
        yield from expect_status(context, misplaced_request, 404, f"under another {names[0]}")


def lists_the_children_of_each_parent(context: Context, request: Request) -> Findings:
    """A list inside of a record holds the records of that record, for each parent."""
    names = request.operation.path_parameters
    if names and request.operation.paging and is_read(request.operation):
        parent = context.find("GET", request.operation.path.rpartition("/")[0])
        for values in context.ids.of(parent) if parent else []:
            exchange = context.send(request.replace(values=values))
            yield from returns_the_addressed_record(Call(request.operation, exchange, context.target))
