"""Whether a page is the one that was asked for, and which of its records its walk has given already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import PagingIgnored

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call
    from accountability_api._runtime.paging import Page

__all__ = ("check_page",)


def check_page(call: Call[Page[Any]], page: Page[Any]) -> None:
    """Takes the records out of a page that its walk has given already, so that none is given twice.

    A record that was added before the place reached moves the last ones of a page to the next: a few come again, and
    that is no fault. A page of which more than half has come before is: the service pages in another way.

    Raises:
        PagingIgnored: the service did not heed the page that was asked for, or how pages are numbered.
    """
    assert call.paging is not None
    name = call.paging.parameter
    asked = call.query.get(name)
    if asked is not None and page.page is not None and str(page.page) != asked:
        raise PagingIgnored(f"{call.key}: {name}={asked} was asked for, and page {page.page} came")
    if call.walk is None:
        return
    ids = [item.id for item in page.items if getattr(item, "id", None) is not None]
    if len(set(ids)) < len(ids):
        twice = next(each for each in ids if ids.count(each) > 1)
        raise PagingIgnored(f"{call.key}: {name}={asked} brought two records of one id, {twice}")
    seen: set[Any] = call.walk.setdefault("ids", set())
    again = seen.intersection(ids)
    if len(again) * 2 > len(ids):
        raise PagingIgnored(
            f"{call.key}: {name}={asked} brought {len(again)} records of {len(ids)} that had come before, such as id "
            f"{min(again)}. Either the service pages in another way, or many records were added while reading: then "
            "read again, with larger pages."
        )
    seen.update(ids)
    page.items = [item for item in page.items if getattr(item, "id", None) not in again]
