"""Many concurrent calls: results in the order of the calls, bounded concurrency, an error for each call.

The caller's own thread or task builds the requests and reads the responses, so that warnings point at its line; the
others only wait for the network.
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
_AHEAD = 2  # calls begun for each one in progress, so that a slow response does not delay all the others


@dataclass(frozen=True, slots=True)
class CallResult(Generic[T]):
    """The result of one of many calls.

    Args:
        call: the call.
        value: what its response is read as; None if there is an error.
        error: the error, or None.
    """

    call: Call[T]
    value: T | None = field(default=None, repr=False)
    error: Exception | None = None

    def get(self) -> T:
        """Return the value, or raise the error."""
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


def at_least_one(concurrency: int) -> int:
    """Return the number of concurrent calls.

    Raises:
        ValueError: it is less than 1.
    """
    if concurrency < 1:
        raise ValueError(f"concurrency: expected 1 or more, got {concurrency}.")
    return concurrency


def in_threads(
    calls: Iterable[Call[T]],
    concurrency: int,
    begin: Callable[[Call[T]], Callable[[], Response]],
    read: Callable[[Call[T], Response], T],
) -> Generator[CallResult[T], None, None]:
    """Yield the results of calls that threads send; if closed early, wait for the calls in progress.

    Args:
        calls: taken one by one, a few ahead of the results.
        concurrency: the most calls in progress.
        begin: builds the request; returns a function that sends it.
        read: reads the response.
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
    """Yield the results of calls that asyncio tasks send; if closed early, cancel the calls in progress.

    Args:
        calls: taken one by one, a few ahead of the results.
        concurrency: the most calls in progress.
        begin: builds the request; returns a function that sends it.
        read: reads the response.
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
    """Return a function that sends the call or, if its request cannot be built, raises why in its turn."""
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
    """The calls of an iterable; if it raises, the results of earlier calls are yielded first."""

    def __init__(self, calls: Iterable[Call[T]]) -> None:
        self._calls = calls
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[Call[T]]:
        try:
            yield from self._calls
        except Exception as error:
            self._error = error

    def end(self) -> None:
        """Raise what the iterable raised, if it did."""
        if self._error is not None:
            raise self._error
