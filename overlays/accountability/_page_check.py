"""Whether a page is the one that was asked for, and which of its records its walk has given already."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ._errors import PagingIgnoredError

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call
    from accountability_api._runtime.paging import Page

__all__ = ("check_page",)


def check_page(call: Call[Page[Any]], page: Page[Any]) -> None:
    """Takes the records out of a page that its walk has given already, so that none is given twice.

    A record that was added before the place reached moves the last ones of a page to the next: a few come again, and
    that is no fault. A page of which more than half has come before is: the service pages in another way.

    Raises:
        PagingIgnoredError: the service did not heed the page that was asked for, or how pages are numbered.
    """
    assert call.paging is not None
    asked = str(call.query.get(call.paging.parameter, ""))
    told = f"{call.key}: {call.paging.parameter}={asked or 1}"
    if asked and page.page is not None and str(page.page) != asked:
        raise PagingIgnoredError(f"{told} was asked for, and page {page.page} came")
    walk = {} if call.walk is None else call.walk
    before = walk.get("count", _before(int(asked or 1), page.page_size))
    walk["count"] = None if before is None else before + page.received
    if not page.received and page.total_count is not None and before is not None and page.total_count > before:
        raise PagingIgnoredError(
            f"{told} brought nothing, though the list is said to have {page.total_count} records, and {before} are on "
            "the pages before it. Pages are numbered in another way, or the count holds records that are not shown."
        )
    _check_rows(told, page, walk, page.items or page.additional_properties.get(call.paging.items, []))


def _before(number: int, size: int | None) -> int | None:
    """How many records are on the pages before one that is asked for by itself; None where nobody can know."""
    return (number - 1) * size if size is not None else 0 if number == 1 else None


def _check_rows(told: str, page: Page[Any], walk: dict[str, Any], rows: Any) -> None:
    """Judges the records by their ids, and rows that have none, or are no records, by what they are."""
    ids = [item.id for item in page.items if getattr(item, "id", None) is not None]
    if len(set(ids)) < len(ids):
        twice = max(Counter(ids).items(), key=itemgetter(1))[0]
        raise PagingIgnoredError(f"{told} brought two records of one id, {twice}")
    if not ids and rows and rows == walk.get("rows"):
        raise PagingIgnoredError(f"{told} brought the same rows as the page before it")
    seen: set[Any] = walk.setdefault("ids", set())
    again = seen.intersection(ids)
    if len(again) * 2 > len(ids):
        known = next(each for each in ids if each in again)
        raise PagingIgnoredError(
            f"{told} brought {len(again)} records of {len(ids)} that had come before, such as id {known}. Either the "
            "service pages in another way, or many records were added while reading: then read it again."
        )
    seen.update(ids)
    walk["rows"] = [] if ids else rows
    page.items = [item for item in page.items if getattr(item, "id", None) not in again]
