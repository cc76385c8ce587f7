"""Check that a page is the requested one, and remove the records that its walk has returned already."""

from __future__ import annotations

from collections import Counter, deque
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from .._errors import PagingIgnoredError

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call
    from accountability_api._runtime.paging import ListFacts, Page, Walk

__all__ = ("check_page", "prepare_page")

T = TypeVar("T")
_REMEMBERED = 2_000  # ids: a walk over a list of any length needs the same memory


def prepare_page(call: Call[T], facts: ListFacts) -> Call[T]:
    """Return the call as the service numbers and sizes its pages, as far as that is known."""
    assert call.paging is not None
    query, walk = dict(call.query), call.walk
    if walk is not None:
        walk.facts = facts
        if walk.has_max_size and not facts.accepts_max_size:
            query.pop(call.paging.size_parameter, None)
    number = query.get(call.paging.parameter)
    if facts.first_page == 0 and isinstance(number, str) and number.isdigit():
        query[call.paging.parameter] = str(int(number) - 1)
    return call if query == call.query else evolve(call, query=query)


def check_page(call: Call[Page[Any]], page: Page[Any], facts: ListFacts) -> None:
    """Compare a page with the request, and remove the records that its walk has returned already.

    A record that is added to the part of the list that was read moves others to the next page: a few records are
    received twice, which is not an error. If most of a page is received twice, the service pages differently.
    """
    assert call.paging is not None
    walk: Walk[Any] | None = call.walk
    rows = page.items or page.additional_properties.get(call.paging.items, [])
    if walk is not None and walk.is_probe and _holds_page_1(page, walk.seen):
        return
    if walk is not None and walk.is_extra and _repeats(page, walk.seen, rows):
        page.items, page.received = [], 0
        return
    number = str(call.query.get(call.paging.parameter, ""))
    prefix = f"{call.key}: {call.paging.parameter}={number or 1}"
    checked = facts.first_page != 0 and (walk is None or not walk.is_probe)
    if checked and number and page.page is not None and str(page.page) != number:
        raise PagingIgnoredError(f"{prefix} was requested, but the response is page {page.page}.")
    before = _records_before(int(number or 1), page.page_size) if walk is None else walk.before
    if not page.received and page.total_count is not None and before is not None and page.total_count > before:
        raise PagingIgnoredError(
            f"{prefix} has no records, but totalCount is {page.total_count} and the pages before it have {before}. "
            "The service may number its pages differently, or count records that it does not list."
        )
    _check_rows(prefix, page, {} if walk is None else walk.seen, rows)


def _records_before(number: int, size: int | None) -> int | None:
    """Return how many records the pages before a single page have; None if that cannot be known."""
    return max(number - 1, 0) * size if size is not None else 0 if number == 1 else None


def _repeats(page: Page[Any], seen: dict[str, Any], rows: Any) -> bool:
    """Return whether the page has only records that were received before, as if the request had named no page."""
    ids = _ids(page)
    return _seen_ids(ids, seen) == set(ids) if ids else rows == seen.get("rows")


def _holds_page_1(page: Page[Any], seen: dict[str, Any]) -> bool:
    """Return whether page 0 has most of the records of page 1, so that it is not the page before it."""
    first = seen["pages"][0]
    return len(_seen_ids(_ids(page), seen)) * 2 > len(first) if first else not page.received or bool(seen["rows"])


def _ids(page: Page[Any]) -> list[Any]:
    return [item.id for item in page.items if getattr(item, "id", None) is not None]


def _seen_ids(ids: list[Any], seen: dict[str, Any]) -> set[Any]:
    return {id_ for page_ids in seen.get("pages", ()) for id_ in page_ids.intersection(ids)}


def _check_rows(prefix: str, page: Page[Any], seen: dict[str, Any], rows: Any) -> None:
    """Compare the records by their ids, and rows without ids as a whole."""
    ids = _ids(page)
    if len(set(ids)) < len(ids):
        twice = max(Counter(ids).items(), key=itemgetter(1))[0]
        raise PagingIgnoredError(f"{prefix} has two records with the id {twice}.")
    if not ids and rows and rows == seen.get("rows"):
        raise PagingIgnoredError(f"{prefix} has the same rows as the page before it.")
    again = _seen_ids(ids, seen)
    if len(again) * 2 > len(ids):
        example = next(id_ for id_ in ids if id_ in again)
        raise PagingIgnoredError(
            f"{prefix} has {len(again)} records of {len(ids)} that were received before, such as id {example}. Either "
            "the service pages differently, or many records were added while it was read: then read the list again."
        )
    _remember(seen, ids)
    seen["rows"] = [] if ids else rows
    page.items = [item for item in page.items if getattr(item, "id", None) not in again]


def _remember(seen: dict[str, Any], ids: list[Any]) -> None:
    """Keep the ids of page 1, which a service repeats that starts again at the end, and of the latest pages."""
    pages: deque[set[Any]] = seen.setdefault("pages", deque())
    pages.append(set(ids))
    while len(pages) > 2 and sum(map(len, pages)) > _REMEMBERED:
        del pages[1]
