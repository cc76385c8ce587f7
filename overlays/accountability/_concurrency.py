"""Send many calls concurrently.

Results of concurrent calls are in the order of the calls, and each has its own error. The caller's own thread or task
builds the requests and reads the responses, so that warnings point at its line; the others only wait for the network.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

    from ._messages import Response

__all__ = ("CallResult", "map_async", "map_sync", "validate_concurrency")

T = TypeVar("T")
P = TypeVar("P")
_PREFETCH = 2  # calls started for each one in progress, so that a slow response does not delay all the others


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


def validate_concurrency(concurrency: int) -> int:
    """Return the number of concurrent calls."""
    if concurrency < 1:
        raise ValueError(f"concurrency: expected 1 or more, got {concurrency}.")
    return concurrency


def map_sync(
    calls: Iterable[Call[T]],
    concurrency: int,
    prepare: Callable[[Call[T]], P],
    send: Callable[[P], Response],
    parse: Callable[[P, Response], T],
) -> Generator[CallResult[T], None, None]:
    """Yield the results of calls that threads send; if closed early, wait for the calls in progress."""
    from concurrent.futures import Future, ThreadPoolExecutor

    source = _CallSource(calls)
    pending: deque[tuple[Call[T], P | Exception, Future[Response] | None]] = deque()
    pool = ThreadPoolExecutor(concurrency, "accountability")

    def next_result() -> CallResult[T]:
        call, prepared, sending = pending.popleft()
        return _result(call, prepared, sending, parse)

    try:
        for call in source:
            prepared = _prepared(prepare, call)
            sending = None if isinstance(prepared, Exception) else pool.submit(send, prepared)
            pending.append((call, prepared, sending))
            if len(pending) == concurrency * _PREFETCH:
                yield next_result()
        while pending:
            yield next_result()
    finally:
        pool.shutdown(cancel_futures=True)
    source.raise_error()


async def map_async(
    calls: Iterable[Call[T]],
    concurrency: int,
    prepare: Callable[[Call[T]], P],
    send: Callable[[P], Awaitable[Response]],
    parse: Callable[[P, Response], T],
) -> AsyncGenerator[CallResult[T], None]:
    """Yield the results of calls that asyncio tasks send; if closed early, cancel the calls in progress."""
    import asyncio

    asyncio.get_running_loop()  # without one nothing may be started
    source = _CallSource(calls)
    pending: deque[tuple[Call[T], P | Exception, asyncio.Task[Response] | None]] = deque()
    semaphore = asyncio.Semaphore(concurrency)

    async def send_in_turn(prepared: P) -> Response:
        async with semaphore:
            return await send(prepared)

    async def next_result() -> CallResult[T]:
        call, prepared, sending = pending[0]
        if sending is not None:
            # This cancels none: all are cancelled together, so that none starts for another.
            await asyncio.wait([sending])
        pending.popleft()
        return _result(call, prepared, sending, parse)

    try:
        for call in source:
            prepared = _prepared(prepare, call)
            sending = None if isinstance(prepared, Exception) else asyncio.create_task(send_in_turn(prepared))
            pending.append((call, prepared, sending))
            if len(pending) == concurrency * _PREFETCH:
                yield await next_result()
        while pending:
            yield await next_result()
    finally:
        tasks = [sending for *_, sending in pending if sending is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    source.raise_error()


def _prepared(prepare: Callable[[Call[T]], P], call: Call[T]) -> P | Exception:
    """Return the prepared call, or why it cannot be prepared, which is the error of its result."""
    try:
        return prepare(call)
    except Exception as error:
        return error


class _Sending(Protocol):
    """A future or a task that is done."""

    def result(self) -> Response: ...


def _result(
    call: Call[T], prepared: P | Exception, sending: _Sending | None, parse: Callable[[P, Response], T]
) -> CallResult[T]:
    try:
        if sending is None or isinstance(prepared, Exception):
            raise prepared  # type: ignore[misc]
        return CallResult(call, parse(prepared, sending.result()))
    except Exception as error:
        return CallResult(call, error=error)


class _CallSource(Generic[T]):
    """The calls of an iterable; if it raises, the results of earlier calls are yielded first."""

    def __init__(self, calls: Iterable[Call[T]]) -> None:
        self._calls = calls
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[Call[T]]:
        try:
            yield from self._calls
        except Exception as error:
            self._error = error

    def raise_error(self) -> None:
        """Raise what the iterable raised, if it did."""
        if self._error is not None:
            raise self._error
