"""Lists in pages: one page, and the walk over all of them, synchronous and asynchronous."""

from __future__ import annotations

import warnings
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Any, Generic, TypeVar

from attrs import define, evolve, field

from .call import AsyncSend, Call, Paging, Send
from .errors import AccountabilityError, ContractViolationError, ResponseMismatchWarning
from .model import Json, Mismatches, Model
from .readers import Reader, integer_or_null, kind_of, parse_records

__all__ = ("AsyncItems", "Items", "ListFacts", "Page", "Walk", "page_of", "paging_of")

T = TypeVar("T")


@define(kw_only=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: The records.
        page: The number of the page in the response, from 1.
        page_size: How many records a page may have.
        total_count: How many records the whole list has.
        received: How many items the response had, including those that are not records and so not in `items`.
        additional_properties: Properties of the envelope that the contract does not name, and values of mismatches.
    """

    items: list[T]
    page: int | None = None
    page_size: int | None = None
    total_count: int | None = None
    received: int = field(repr=False)
    additional_properties: Json = field(factory=dict, repr=False)

    @received.default
    def _all_are_records(self) -> int:
        return len(self.items)


def page_of(reader: Reader[T], names: Paging) -> Reader[Page[T]]:
    """Return a reader of pages that reads each record with `reader`."""

    def read_page(value: Any, mismatches: Mismatches) -> Page[T]:
        if not isinstance(value, dict):
            raise TypeError(f"expected a page, got {kind_of(value)}")
        rest = value.copy()
        items = rest.pop(names.items, None)
        if type(items) is not list:
            raise ContractViolationError(f"is {kind_of(items)}, and a list is expected", path=names.items, record=value)
        state = value, rest, mismatches
        page, size, count = (
            integer_or_null(rest.pop(name, None), name, state)
            for name in (names.page, names.page_size, names.total_count)
        )
        result = parse_records(reader, items, mismatches, names.items)
        if len(result) < len(items):
            rest[names.items] = items
        return Page(
            items=result, page=page, page_size=size, total_count=count, received=len(items), additional_properties=rest
        )

    return read_page


@define
class ListFacts:
    """What a client has learned of a list from the responses of the service.

    Attributes:
        first_page: The number of the first page, 0 or 1; None while nothing has shown it.
        complete_without_size: How many records have been seen to be the whole list though no page size was reported.
        accepts_max_size: Whether the service accepts the largest page size of the contract.
    """

    first_page: int | None = None
    complete_without_size: int = 0
    accepts_max_size: bool = True


class Walk(Generic[T]):
    """One walk over the pages of a list: it chooses the page to request next, and notices a list that changes.

    The sender may replace `facts`, so that walks over the same list share them, and `report`.

    Attributes:
        number: The page to request, from 1; None at the end.
        before: How many records the pages before it had.
        is_probe: Whether page 0 is requested only to see how pages are numbered.
        is_extra: Whether the page is requested although `totalCount` says that all records have been received.
        has_max_size: Whether the walk chose the page size, and not the caller.
        facts: What is known of the list.
        report: Gets a message when records may be missing.
        seen: For the sender, to remember which records it has seen.
    """

    def __init__(self, call: Call[Page[T]], *, largest_pages: bool = True) -> None:
        paging = paging_of(call)
        self.has_max_size = bool(largest_pages and paging.max_page_size) and paging.size_parameter not in call.query
        size = {paging.size_parameter: paging.max_page_size} if self.has_max_size else {}
        self.facts = ListFacts()
        self.report: Callable[[str], None] = self._warn
        self.seen: dict[str, Any] = {}
        self._call = evolve(call, query={**call.query, **size}, walk=self)
        self._items = paging.items
        self.number: int | None = 1
        self.before = 0
        self.is_probe = self.is_extra = False
        self._first: Page[T] | None = None
        self._total: int | None = None
        self._counts_pages = True  # whether `totalCount` may be the number of records on the page
        self._reported = False

    def call(self) -> Call[Page[T]]:
        """Return the call of the page to request."""
        return self._call.with_page(self.number or 0)

    def accept(self, page: Page[T]) -> list[Page[T]]:
        """Take a page, and return those to give to the caller."""
        if self.is_probe:
            return self._numbered(page)
        if self._first is None:
            self._first = page
            if self._may_start_before(page):
                self.number, self.is_probe = 0, True
                return []
        return self._take(page)

    def reject(self, error: AccountabilityError) -> list[Page[T]]:
        """Take an error response; raise it again unless it only says that there is no such page or page size."""
        status = getattr(error, "status", 0)
        if self.is_probe and status in _NO_SUCH_PAGE:
            return self._numbered(None)
        if self.is_extra and status in _NO_SUCH_PAGE:
            self._end()
        elif self._first is None and self.has_max_size and self.facts.accepts_max_size and status in _NO_SUCH_SIZE:
            self.facts.accepts_max_size = False
            query = {name: value for name, value in self._call.query.items() if name != self._size_parameter}
            self._call = evolve(self._call, query=query)
        else:
            raise error
        return []

    @property
    def _size_parameter(self) -> str:
        return paging_of(self._call).size_parameter

    def _may_start_before(self, page: Page[T]) -> bool:
        """Return whether only page 0 can show how pages are numbered: a total that is right would show it as well."""
        if self._call.status != "inferred" or self.facts.first_page is not None:
            return False
        total = page.total_count
        return total is None or (total == page.received > 0 and self._may_be_full(page))

    def _numbered(self, page: Page[T] | None) -> list[Page[T]]:
        """Compare page 0 with page 1, and begin with page 0 if it has other records."""
        assert self._first is not None
        first = self._first
        zero, first_ids = (set(_keys(source, self._items)) for source in (page, first))
        self.number, self.is_probe = 1, False
        if page is None or not zero or (first_ids and len(zero & first_ids) * 2 > len(first_ids)):
            if zero or first_ids or page is None:
                self.facts.first_page = 1
            return self._take(first)
        self.report(
            f"{self._call.key}: the service numbers its pages from 0, not from 1 as in the contract. Unless it is "
            "strict, the client begins with page 0 and returns all records"
        )
        self.facts.first_page = 0
        self._first = page
        pages = self._take(page)
        self.number = 2
        return [*pages, *self._take(first)]

    def _take(self, page: Page[T]) -> list[Page[T]]:
        if self.is_extra and not page.received:
            self._end()
            return []
        self._compare(page)
        if page.total_count is not None and not self._counts_pages and self.before > _MOST * (page.total_count + 100):
            raise ContractViolationError(
                f"has no end: {self.before} records were received, and totalCount is {page.total_count}",
                key=self._call.key,
            )
        received_all = page.total_count == self.before + page.received
        assert self.number is not None
        ends = not page.received or (received_all and not self._may_be_full(page))
        self.number = None if ends else self.number + 1
        self.is_extra = received_all
        self.before += page.received
        return [page]

    def _end(self) -> None:
        """End after a page that was requested to see whether there is one."""
        self.number = None
        if self._first is not None and self._first.page_size is None:
            self.facts.complete_without_size = max(self.facts.complete_without_size, self.before)

    def _may_be_full(self, page: Page[T]) -> bool:
        """Return whether the page may be full, so that more records may follow, even if the total is smaller."""
        if page.page_size is None:
            return self.before + page.received > self.facts.complete_without_size
        assert self._first is not None
        fits = page.page_size if page is self._first else min(page.page_size, self._first.received)
        return page.received >= fits

    def _compare(self, page: Page[T]) -> None:
        """Report, once a walk, that records were removed from the list meanwhile."""
        assert self._first is not None
        total, last, self._total = page.total_count, self._total, page.total_count
        self._counts_pages = self._counts_pages and total == page.received
        if total is None or self._reported or self._counts_pages:
            return
        if last is not None and total < last:
            self._report(f"totalCount fell from {last} to {total}")
        elif self.before + page.received < total and 0 < page.received != self._first.received:
            self._report(f"it has {page.received} records and page 1 has {self._first.received}, of {total} in all")

    def _report(self, change: str) -> None:
        self._reported = True
        self.report(
            f"{self._call.key}: page {self.number} shows that the list changed while it was read ({change}), so "
            "records may be missing. Read the list again; to change its records, read all of them first with `.all()`"
        )

    def _warn(self, message: str) -> None:
        warnings.warn(message, ResponseMismatchWarning, stacklevel=2)


_MOST = 100  # times the total: a service whose pages never end is an error, and not a walk for ever
_NO_SUCH_PAGE = frozenset({400, 404, 405, 406, 409, 410, 416, 422, 500, 501})
_NO_SUCH_SIZE = frozenset({400, 413, 422})


def paging_of(call: Call[Page[T]]) -> Paging:
    """Return the paging of a call.

    Raises:
        ValueError: The operation is not a paged list.
    """
    if call.paging is None:
        raise ValueError(f"{call.key} does not come in pages")
    return call.paging


def _keys(page: Page[Any] | None, items: str) -> list[Any]:
    """Return the keys of the rows of a page: their ids, or else their whole content."""
    if page is None:
        return []
    rows = page.items or page.additional_properties.get(items, [])
    keys = [getattr(row, "id", None) for row in rows]
    return [_text(row) if key is None else key for row, key in zip(rows, keys, strict=True)]


def _text(row: Any) -> str:
    return repr(row.to_dict() if isinstance(row, Model) else row)


def _is_one_page(call: Call[Page[T]]) -> bool:
    return paging_of(call).parameter in call.query


def _no_boolean(items: Any) -> bool:
    raise TypeError(
        f"{items!r} has no boolean value, because a request is needed to know whether it has records. "
        "Use `.first() is not None`, or read the records with `.all()`."
    )


class Items(Generic[T]):
    """The records of a list. Each `for` starts from the first page and requests each page when it is reached.

    - `for record in items` needs the memory of one page. If you change the records so that they leave the list (close
      the jobs of `list(active=True)`), those after them move forward and some are missed: use `.all()` for that.
    - `.all()` reads the whole list first and returns it.
    - `.first()` requests one page.
    - With `page=` in the call, only that page is requested.

    No record is repeated if others are added while the list is read. If records are removed, a warning (with
    `strict`, an error) is raised at the first page that shows it.
    """

    def __init__(self, send: Send, call: Call[Page[T]]) -> None:
        self.call = call
        self._send = send

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """Iterate over the pages, each of the largest size that the contract allows or of the caller's `page_size`."""
        return self._pages(largest_pages=True)

    def _pages(self, *, largest_pages: bool) -> Iterator[Page[T]]:
        if _is_one_page(self.call):
            yield self._send(self.call)
            return
        walk = Walk(self.call, largest_pages=largest_pages)
        while walk.number is not None:
            try:
                pages = walk.accept(self._send(walk.call()))
            except AccountabilityError as error:
                pages = walk.reject(error)
            yield from pages

    def all(self) -> list[T]:
        """Read the whole list and return its records: the safe way if you then change them."""
        return list(self)

    def first(self) -> T | None:
        """Return the first record, or None if there is none."""
        return next((item for page in self._pages(largest_pages=False) for item in page.items), None)

    __bool__ = _no_boolean

    def __repr__(self) -> str:
        return f"Items({self.call.key})"


class AsyncItems(Generic[T]):
    """The records of a list for asynchronous callers: `async for`, `await items.all()`; see `Items`."""

    def __init__(self, send: AsyncSend, call: Call[Page[T]]) -> None:
        self.call = call
        self._send = send

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for item in page.items:
                    yield item

    def pages(self) -> AsyncGenerator[Page[T], None]:
        """Iterate over the pages, each of the largest size that the contract allows or of the caller's `page_size`."""
        return self._pages(largest_pages=True)

    async def _pages(self, *, largest_pages: bool) -> AsyncGenerator[Page[T], None]:
        if _is_one_page(self.call):
            yield await self._send(self.call)
            return
        walk = Walk(self.call, largest_pages=largest_pages)
        while walk.number is not None:
            try:
                pages = walk.accept(await self._send(walk.call()))
            except AccountabilityError as error:
                pages = walk.reject(error)
            for page in pages:
                yield page

    async def all(self) -> list[T]:
        """Read the whole list and return its records: the safe way if you then change them."""
        return [item async for item in self]

    async def first(self) -> T | None:
        """Return the first record, or None if there is none."""
        async with aclosing(self._pages(largest_pages=False)) as pages:
            async for page in pages:
                for item in page.items:
                    return item
        return None

    __bool__ = _no_boolean

    def __repr__(self) -> str:
        return f"AsyncItems({self.call.key})"
