"""Lists in pages: one page, the number of the next page, and the iteration over pages and records."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Any, Generic, TypeVar

from attrs import define, evolve, field

from .call import AsyncSend, Call, Paging, Send
from .convert import kind_of
from .errors import ContractViolationError
from .model import Json, Mismatches, Reader, integer_or_null, join, parse_records

__all__ = ("AsyncItems", "Items", "Page", "next_page_number", "page_of")

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


def next_page_number(page: Page[Any], number: int, before: int) -> int | None:
    """Return the number of the page after page `number`, or None after the last.

    The last page is the one that completes the total count, or else an empty one. A page that is not full is not the
    last by that: a service may return fewer records to a page than its page size.

    Args:
        before: The number of records on the pages before it.
    """
    if not page.received or page.total_count == before + page.received:
        return None
    return number + 1


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
        made = _items(reader, items, names.items, mismatches)
        if len(made) < len(items):
            rest[names.items] = items
        return Page(
            items=made, page=page, page_size=size, total_count=count, received=len(items), additional_properties=rest
        )

    return read_page


def _items(reader: Reader[T], items: list[Any], name: str, mismatches: Mismatches) -> list[T]:
    mark = len(mismatches)
    try:
        made = parse_records(reader, items, mismatches)
    except ContractViolationError as violation:
        violation.path = join(name, violation.path)
        raise
    if len(mismatches) > mark:
        mismatches[mark:] = [join(name, path) for path in mismatches[mark:]]
    return made


def _first_page(call: Call[Page[T]]) -> tuple[Call[Page[T]], int]:
    """Return the call of a new iteration, and the number of its first page."""
    if call.paging is None:
        raise ValueError(f"{call.key} is not a list in pages")
    return evolve(call, walk={}), int(str(call.query.get(call.paging.parameter, 1)))


class Items(Generic[T]):
    """The records of a list; each page is requested when it is reached. Each `for` starts a new iteration.

    The list may change during an iteration: no record is returned twice, and none that existed throughout is lost
    because others are added. If a record is deleted (or no longer matches the filter), later ones move forward, and the
    first record of the next page may be missed, as with any list in numbered pages: iterate again where that matters.
    """

    def __init__(self, send: Send, call: Call[Page[T]]) -> None:
        self.call = call
        self._send = send

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """Yield the pages in order."""
        call, first = _first_page(self.call)
        number: int | None = first
        before: int | None = None
        while number is not None:
            page = self._send(call.with_page(number))
            before = (number - 1) * (page.page_size or page.received) if before is None else before
            yield page
            number, before = next_page_number(page, number, before), before + page.received

    def first(self) -> T | None:
        """Return the first record, or None if the list is empty."""
        return next(iter(self), None)

    def __repr__(self) -> str:
        return f"Items({self.call.key})"


class AsyncItems(Generic[T]):
    """The records of a list for asynchronous callers: `async for`; see `Items`."""

    def __init__(self, send: AsyncSend, call: Call[Page[T]]) -> None:
        self.call = call
        self._send = send

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for item in page.items:
                    yield item

    async def pages(self) -> AsyncGenerator[Page[T], None]:
        """Yield the pages in order."""
        call, first = _first_page(self.call)
        number: int | None = first
        before: int | None = None
        while number is not None:
            page = await self._send(call.with_page(number))
            before = (number - 1) * (page.page_size or page.received) if before is None else before
            yield page
            number, before = next_page_number(page, number, before), before + page.received

    async def first(self) -> T | None:
        """Return the first record, or None if the list is empty."""
        async with aclosing(self.__aiter__()) as items:
            return await anext(items, None)

    def __repr__(self) -> str:
        return f"AsyncItems({self.call.key})"
