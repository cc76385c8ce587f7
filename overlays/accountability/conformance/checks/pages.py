"""Pages: nothing is lost or repeated, the total is true, and every page conforms to its schema."""

from __future__ import annotations

from typing import Any

from ..exchange import RecordedExchange
from ..operations import Operation
from ..request import Request, listed_records, page_sizes
from ..response import Finding, response_findings
from ..session import Context, Findings
from .base import MAX_PAGES, fetch_page, read_list

WANTED_RECORDS = 3


def loses_no_record_between_pages(context: Context, request: Request) -> Findings:
    """Small pages hold what one large page holds: every record once, in ascending order, as many as the total says."""
    paging = request.operation.paging
    if not paging or "id" not in request.operation.record_schema.get("properties", {}):
        return  # records of a vendor may have another key
    can_create = create_records(context, request, WANTED_RECORDS - 1)
    smallest, largest = page_sizes(request.operation)
    rows, large_page = read_list(context, request, largest)
    expected: list[Any] = [row.get("id") for row in rows]
    if not all(isinstance(key, int | str) for key in expected):
        yield Finding("id: expected a number or a string in each record of a page, got another value.", large_page)
        return
    if len(expected) < 2:
        reason = "" if can_create else " The API has no operation that creates one."
        yield f"Pages were checked with {len(expected)} record{'' if len(expected) == 1 else 's'}.{reason}"
    ids: list[Any] = []
    for page in range(1, min(len(expected), MAX_PAGES) + 2):
        exchange = fetch_page(context, request, page, smallest)
        yield from response_findings(request.operation, exchange)
        page_ids = ids_of(request.operation, exchange)
        ids += page_ids
        total = exchange.record().get(paging["totalCount"])
        if exchange.succeeded and total != len(expected):
            yield Finding(f"{paging['totalCount']}: expected {len(expected)} on page {page}, got {total}.", exchange)
        if len(page_ids) > smallest:
            yield Finding(f"Page: expected at most {smallest} records as requested, got {len(page_ids)}.", exchange)
            return
        if not page_ids:
            break
        if len(page_ids) < min(smallest, len(expected) - (page - 1) * smallest):
            yield Finding(f"Page {page}: expected {smallest} records as requested, got {len(page_ids)}.", exchange)
    if ids != expected[: (MAX_PAGES + 1) * smallest]:
        yield Finding(f"Pages: expected the ids {expected} of one large page, got {ids}.", large_page, "other records")
    if all(isinstance(key, int) for key in expected) and expected != sorted(expected):
        yield Finding(f"Order: expected ascending ids, got {expected}.", large_page, "not ascending")


def keeps_its_pages_when_a_record_is_added(context: Context, request: Request) -> Findings:
    """A record that is created between two pages shifts no other record out of them or into them twice."""
    if not request.operation.paging or not create_records(context, request, 1):
        return
    smallest, _ = page_sizes(request.operation)
    before = [row.get("id") for row in read_list(context, request)[0]]
    first = fetch_page(context, request, 1, smallest)
    ids = ids_of(request.operation, first)
    create_records(context, request, 1)
    for page in range(2, min(len(before), MAX_PAGES) + 1):
        exchange = fetch_page(context, request, page, smallest)
        ids += ids_of(request.operation, exchange)
    remaining = [key for key in ids if key in before]
    if remaining != before[: MAX_PAGES * smallest]:
        yield Finding(f"Pages: expected {before} although a record was added, got {remaining}.", first, "shifted pages")


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
