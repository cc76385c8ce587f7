"""Pages: nothing is lost or repeated, the total is true, and every page conforms to its schema."""

from __future__ import annotations

from typing import Any

from ..exchange import RecordedExchange
from ..operations import Operation
from ..request import Request, listed_records, page_sizes
from ..response import Finding, response_findings
from ..session import Context, Findings

MAX_PAGES, WANTED_RECORDS = 50, 3


def loses_no_record_between_pages(context: Context, request: Request) -> Findings:
    """Small pages hold what one large page holds: every record once, in ascending order, and as many as the total says."""
    paging = request.operation.paging
    if not paging:
        return
    can_create = create_records(context, request, WANTED_RECORDS - 1)
    smallest, largest = page_sizes(request.operation)
    expected, whole = walk(context, request, largest)
    if not all(isinstance(each, int | str) for each in expected):
        yield Finding("id: expected a number or a string in each record of a page, got another value.", whole)
        return
    if len(expected) < 2:
        reason = "" if can_create else " The API has no operation that creates one."
        yield f"Pages were checked with {len(expected)} record{'' if len(expected) == 1 else 's'}.{reason}"
    found: list[Any] = []
    for page in range(1, min(len(expected), MAX_PAGES) + 2):
        exchange = fetch_page(context, request, page, smallest)
        yield from response_findings(request.operation, exchange)
        here = ids_of(request.operation, exchange)
        found += here
        if len(here) > smallest:
            yield Finding(f"Page: expected at most {smallest} records as requested, got {len(here)}.", exchange)
            return
        if not here:
            break
        if len(here) < min(smallest, len(expected) - (page - 1) * smallest):
            yield Finding(f"Page {page}: expected {smallest} records as requested, got {len(here)}.", exchange)
    if found != expected[: (MAX_PAGES + 1) * smallest]:
        yield Finding(f"Pages: expected the ids {expected} of one large page, got {found}.", whole, "other records")
    if all(isinstance(each, int) for each in expected) and expected != sorted(expected):
        yield Finding(f"Order: expected ascending ids, got {expected}.", whole, "not ascending")
    total = whole.record().get(paging["totalCount"])
    if whole.succeeded and total != len(expected):
        yield Finding(f"{paging['totalCount']}: expected {len(expected)}, got {total}.", whole)


def keeps_its_pages_when_a_record_is_added(context: Context, request: Request) -> Findings:
    """A record that is created between two pages shifts no other record out of them or into them twice."""
    if not request.operation.paging or not create_records(context, request, 1):
        return
    smallest, largest = page_sizes(request.operation)
    before, _ = walk(context, request, largest)
    first = fetch_page(context, request, 1, smallest)
    found = ids_of(request.operation, first)
    create_records(context, request, 1)
    for page in range(2, min(len(before), MAX_PAGES) + 1):
        exchange = fetch_page(context, request, page, smallest)
        found += ids_of(request.operation, exchange)
    kept = [each for each in found if each in before]
    if kept != before[: MAX_PAGES * smallest]:
        yield Finding(f"Pages: expected {before} although a record was added, got {kept}.", first, "shifted pages")


def walk(context: Context, request: Request, size: int) -> tuple[list[Any], RecordedExchange]:
    """Return the ids of all records, read in pages of a size, and the last response."""
    found: list[Any] = []
    for page in range(1, MAX_PAGES + 1):
        exchange = fetch_page(context, request, page, size)
        here = ids_of(request.operation, exchange)
        found += here
        if len(here) < size:
            break
    return found, exchange


def fetch_page(context: Context, request: Request, page: int, size: int) -> RecordedExchange:
    paging = request.operation.paging or {}
    query = {**request.query, paging["sizeParameter"]: size, paging["parameter"]: page}
    return context.send(request.replace(query=query))


def ids_of(operation: Operation, exchange: RecordedExchange) -> list[Any]:
    return [record.get("id") for record in listed_records(operation, exchange) if isinstance(record, dict)]


def create_records(context: Context, request: Request, count: int) -> bool:
    """Create records in the collection of a list; return whether the API can."""
    creating = context.find("POST", request.operation.path)
    drafts = context.examples(creating) if creating else []
    if not drafts:
        return False
    draft = drafts[0].replace(values=request.values)
    return all(context.send(draft).status < 500 for _ in range(count))
