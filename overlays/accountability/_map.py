"""Many calls side by side: in the order they came, no more at once than told, each one's error kept apart.

The caller's own thread or task writes the requests and reads the answers, so that warnings point at its line; others
only wait for the network.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

    from ._response import Response

__all__ = ("CallResult", "at_least_one", "in_tasks", "in_threads")

T = TypeVar("T")
W = TypeVar("W")
_AHEAD = 2  # calls begun for each one under way, so that one slow answer does not hold up all the others


@dataclass(frozen=True, slots=True)
class CallResult(Generic[T]):
    """What one of many calls came to.

    Args:
        call: the call.
        value: what its answer reads as; None where there is an error.
        error: what went wrong, else None.
    """

    call: Call[T]
    value: T | None = field(default=None, repr=False)
    error: Exception | None = None

    def get(self) -> T:
        """The value, or the error raised."""
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


def at_least_one(concurrency: int) -> int:
    """How many calls may be under way.

    Raises:
        ValueError: none.
    """
    if concurrency < 1:
        raise ValueError(f"concurrency={concurrency} would send nothing")
    return concurrency


def in_threads(
    calls: Iterable[Call[T]],
    concurrency: int,
    begin: Callable[[Call[T]], Callable[[], Response]],
    read: Callable[[Call[T], Response], T],
) -> Generator[CallResult[T], None, None]:
    """The outcomes of calls that threads send; if it is closed before its end, calls under way come to theirs first.

    Args:
        calls: taken one by one, a few ahead of what is given out.
        concurrency: how many are under way at most.
        begin: writes the request; what it gives sends it.
        read: reads the answer.
    """
    from concurrent.futures import Future, ThreadPoolExecutor

    feed = _Feed(calls)
    pending: deque[tuple[Call[T], Future[Response]]] = deque()
    pool = ThreadPoolExecutor(concurrency, "accountability")

    def next_outcome() -> CallResult[T]:
        call, sending = pending.popleft()
        return _outcome(call, sending.result, read)

    try:
        for call in feed:
            pending.append((call, pool.submit(_begun(begin, call))))
            if len(pending) == concurrency * _AHEAD:
                yield next_outcome()
        while pending:
            yield next_outcome()
    finally:
        pool.shutdown(cancel_futures=True)
    feed.end()


async def in_tasks(
    calls: Iterable[Call[T]],
    concurrency: int,
    begin: Callable[[Call[T]], Callable[[], Awaitable[Response]]],
    read: Callable[[Call[T], Response], T],
) -> AsyncGenerator[CallResult[T], None]:
    """The outcomes of calls that tasks of asyncio send; if it is closed before its end, those under way are cancelled.

    Args:
        calls: taken one by one, a few ahead of what is given out.
        concurrency: how many are under way at most.
        begin: writes the request; what it gives sends it.
        read: reads the answer.
    """
    import asyncio

    asyncio.get_running_loop()  # without one nothing may be begun
    feed = _Feed(calls)
    pending: deque[tuple[Call[T], asyncio.Task[Response]]] = deque()
    gate = asyncio.Semaphore(concurrency)

    async def through(work: Callable[[], Awaitable[Response]]) -> Response:
        async with gate:
            return await work()

    async def next_outcome() -> CallResult[T]:
        call, sending = pending[0]
        # This cancels none: all are cancelled together, so that none comes up for another.
        await asyncio.wait([sending])
        pending.popleft()
        return _outcome(call, sending.result, read)

    try:
        for call in feed:
            pending.append((call, asyncio.create_task(through(_begun(begin, call)))))
            if len(pending) == concurrency * _AHEAD:
                yield await next_outcome()
        while pending:
            yield await next_outcome()
    finally:
        for _, sending in pending:
            sending.cancel()
        await asyncio.gather(*(sending for _, sending in pending), return_exceptions=True)
    feed.end()


def _begun(begin: Callable[[Call[T]], Callable[[], W]], call: Call[T]) -> Callable[[], W]:
    """What sends a call; where it cannot be written, what raises why in its turn."""
    try:
        return begin(call)
    except Exception as error:
        return partial(_raised, error)


def _raised(error: Exception) -> Any:
    raise error


def _outcome(call: Call[T], result: Callable[[], Response], read: Callable[[Call[T], Response], T]) -> CallResult[T]:
    try:
        return CallResult(call, read(call, result()))
    except Exception as error:
        return CallResult(call, error=error)


class _Feed(Generic[T]):
    """Calls as they come; should their source fail, what was begun before is given out first."""

    def __init__(self, calls: Iterable[Call[T]]) -> None:
        self._calls = calls
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[Call[T]]:
        try:
            yield from self._calls
        except Exception as error:
            self._error = error

    def end(self) -> None:
        """Raises what the source failed with, if it did."""
        if self._error is not None:
            raise self._error
