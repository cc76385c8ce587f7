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
            what = f"for {name} {unused}, which no record has"
            yield from expect_status(context, unknown, 404, what, f"an unknown {name}")


def does_not_find_a_record_under_another_parent(context: Context, request: Request) -> Findings:
    """A record inside of another one is 404 under any other parent."""
    names = request.operation.path_parameters
    if len(names) < 2 or not request.operation.path.endswith("}"):
        return
    known = {each[names[0]] for each in context.ids.of(request.operation)}
    listing = context.find("GET", request.operation.path.split("/{")[0])
    others = {each["id"] for each in context.ids.records.get(listing.record, [])} if listing else known
    others = {each for each in others | known if each != request.values.get(names[0])}
    for other in sorted(others, key=str)[:3]:
        misplaced = request.replace(values={**request.values, names[0]: other})
        yield from expect_status(context, misplaced, 404, f"under another {names[0]}")


def lists_the_children_of_each_parent(context: Context, request: Request) -> Findings:
    """A list inside of a record holds the records of that record, for each parent."""
    names = request.operation.path_parameters
    if names and request.operation.paging and is_read(request.operation):
        parent = context.find("GET", request.operation.path.rpartition("/")[0])
        for known in context.ids.of(parent) if parent else []:
            exchange = context.send(request.replace(values=known))
            yield from returns_the_addressed_record(Call(request.operation, exchange, context.target))
