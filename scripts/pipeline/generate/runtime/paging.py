"""Lists that come in pages: one page, which page comes next, and the walk over them, sync and async."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Any, Generic, TypeVar

from attrs import define, evolve, field

from .call import AsyncSend, Call, Paging, Send
from .convert import kind_of
from .errors import ContractViolationError
from .model import Json, Notes, Reader, integer_or_null, join, rows

__all__ = ("AsyncItems", "Items", "Page", "following", "page_of")

T = TypeVar("T")


@define(kw_only=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: The records.
        page: The number the server gave the page, from 1.
        page_size: How many records a page may have.
        total_count: How many records the whole list has.
        received: How many items the answer had, those included that are no records and so are not in `items`.
        additional_properties: Members of the envelope that the contract lacks, and raw values that do not fit.
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


def following(page: Page[Any], number: int, before: int) -> int | None:
    """The number of the page after page `number`, or None after the last.

    The last is the one with which as many records have come as the list is said to have, or else an empty one. That a
    page is not full says nothing: a service may hold fewer records to a page than it says.

    Args:
        before: How many records are on the pages before it.
    """
    if not page.received or page.total_count == before + page.received:
        return None
    return number + 1


def page_of(reader: Reader[T], names: Paging) -> Reader[Page[T]]:
    """Reads a page: its envelope, and each record by `reader`."""

    def read_page(value: Any, notes: Notes) -> Page[T]:
        if not isinstance(value, dict):
            raise TypeError(f"is {kind_of(value)} where a page should be")
        rest = value.copy()
        items = rest.pop(names.items, None)
        if type(items) is not list:
            raise ContractViolationError(f"is {kind_of(items)} where a list should be", path=names.items, record=value)
        at = value, rest, notes
        page, size, count = (
            integer_or_null(rest.pop(name, None), name, at) for name in (names.page, names.page_size, names.total_count)
        )
        made = _items(reader, items, names.items, notes)
        if len(made) < len(items):
            rest[names.items] = items
        return Page(
            items=made, page=page, page_size=size, total_count=count, received=len(items), additional_properties=rest
        )

    return read_page


def _items(reader: Reader[T], items: list[Any], name: str, notes: Notes) -> list[T]:
    mark = len(notes)
    try:
        made = rows(reader, items, notes)
    except ContractViolationError as violation:
        violation.path = join(name, violation.path)
        raise
    if len(notes) > mark:
        notes[mark:] = [join(name, note) for note in notes[mark:]]
    return made


def _start(call: Call[Page[T]]) -> tuple[Call[Page[T]], int]:
    """The call of a new walk, and the page it begins with."""
    if call.paging is None:
        raise ValueError(f"{call.key} does not come in pages")
    return evolve(call, walk={}), int(str(call.query.get(call.paging.parameter, 1)))


class Items(Generic[T]):
    """Every record of a list, each page fetched when it is reached. Each `for` begins the walk anew.

    While it is read, the list may change: no record comes twice, and none that was there all the time is lost because
    others were added. One that is taken away (or no longer meets the filter) draws those after it forward, and the
    first of the next page may be missed, as with any list in numbered pages: read again where that matters.
    """

    def __init__(self, send: Send, call: Call[Page[T]]) -> None:
        self.call = call
        self._send = send

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """The same, page by page."""
        call, first = _start(self.call)
        number: int | None = first
        before: int | None = None
        while number is not None:
            page = self._send(call.at(number))
            before = (number - 1) * (page.page_size or page.received) if before is None else before
            yield page
            number, before = following(page, number, before), before + page.received

    def first(self) -> T | None:
        """The first record, or None where there is none."""
        return next(iter(self), None)

    def __repr__(self) -> str:
        return f"Items({self.call.key})"


class AsyncItems(Generic[T]):
    """Every record of a list for async callers: `async for`; see `Items`."""

    def __init__(self, send: AsyncSend, call: Call[Page[T]]) -> None:
        self.call = call
        self._send = send

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for item in page.items:
                    yield item

    async def pages(self) -> AsyncGenerator[Page[T], None]:
        """The same, page by page."""
        call, first = _start(self.call)
        number: int | None = first
        before: int | None = None
        while number is not None:
            page = await self._send(call.at(number))
            before = (number - 1) * (page.page_size or page.received) if before is None else before
            yield page
            number, before = following(page, number, before), before + page.received

    async def first(self) -> T | None:
        """The first record, or None where there is none."""
        async with aclosing(self.__aiter__()) as items:
            return await anext(items, None)

    def __repr__(self) -> str:
        return f"AsyncItems({self.call.key})"
