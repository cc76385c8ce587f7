"""`map`: concurrent calls with results in order, within the rate limit, each with its own error."""

from __future__ import annotations

import asyncio
import threading
import warnings
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import (
    Call,
    CallResult,
    InferredOperationWarning,
    NotFoundError,
    RateLimit,
    TransportError,
    UnverifiedOperationError,
)

from .fake_service import Clock, Make, MakeAsync, Service, create_job, get_job, response


def read(number: int) -> Call[Any]:
    return get_job(number, status="documented")


@pytest.fixture
def jobs(service: Service) -> Service:
    for number in range(100):
        service.on("GET", f"/v2/jobs/{number}", response({"id": number}))
    return service


class BarrierService:
    """A service that responds when `together` requests are active, and records the maximum of active requests."""

    def __init__(self, together: int) -> None:
        self._barrier = threading.Barrier(together)
        self._lock = threading.Lock()
        self.active = self.maximum = self.total = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.active, self.total = self.active + 1, self.total + 1
            self.maximum = max(self.maximum, self.active)
        self._barrier.wait(timeout=30)
        with self._lock:
            self.active -= 1
        return response({"id": 1})


@pytest.fixture(params=["synchronous", "asynchronous"])
def map_calls(request: pytest.FixtureRequest, client: Make, async_client: MakeAsync) -> Callable[..., Any]:
    """Return a function that adds the results of `map` to a list, by a client of either kind."""

    def run(results: list[CallResult[Any]], calls: Iterable[Call[Any]], **settings: Any) -> None:
        if request.param == "synchronous":
            results.extend(client(**settings).map(calls))
            return

        async def run_async() -> None:
            async with async_client(**settings) as api:
                async for result in api.map(calls):
                    results.append(result)  # noqa: PERF401 - results before an error count

        asyncio.run(run_async())

    return run


def test_results_are_in_the_order_of_the_calls(map_calls: Callable[..., Any], jobs: Service) -> None:
    results: list[CallResult[Any]] = []
    map_calls(results, (read(number) for number in range(100)))
    assert [result.get() for result in results] == [{"id": number} for number in range(100)]
    assert all(result.call == read(number) for number, result in enumerate(results))


def test_each_result_has_its_own_error(map_calls: Callable[..., Any], jobs: Service) -> None:
    results: list[CallResult[Any]] = []
    jobs.on("GET", "/v2/jobs/1", response({}, 404))
    jobs.on("GET", "/v2/jobs/3", httpx.ReadTimeout("slow"))
    map_calls(results, [read(0), read(1), create_job(), read(3), read(4)], inferred="guard")
    assert [result.value for result in results] == [{"id": 0}, None, None, None, {"id": 4}]
    assert [type(result.error) for result in results] == [
        type(None), NotFoundError, UnverifiedOperationError, TransportError, type(None),
    ]  # fmt: skip
    with pytest.raises(NotFoundError):
        results[1].get()


def test_concurrency_is_the_number_of_threads_that_send(client: Make) -> None:
    gate = BarrierService(together=4)
    assert len(list(client(handler=gate).map(map(read, range(16)), concurrency=4))) == 16
    assert gate.maximum == 4


def test_concurrency_is_the_number_of_tasks_that_send(async_client: MakeAsync) -> None:
    active = maximum = 0

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal active, maximum
        active += 1
        maximum = max(maximum, active)
        for _ in range(5):
            await asyncio.sleep(0)
        active -= 1
        return response({"id": 1})

    async def run() -> int:
        async with async_client(handler=handler) as api:
            return len([result async for result in api.map(map(read, range(40)), concurrency=5)])

    assert asyncio.run(run()) == 40
    assert maximum == 5


class CountingCalls:
    """An iterable of calls that counts how many were read."""

    def __init__(self, size: int = 1000, broken_at: int | None = None) -> None:
        self.read = 0
        self._size = size
        self._broken_at = broken_at

    def __iter__(self) -> Iterator[Call[Any]]:
        for number in range(self._size):
            if number == self._broken_at:
                raise OSError("the file of numbers ends here")
            self.read += 1
            yield read(number % 100)


def test_calls_are_read_from_the_iterable_a_few_at_a_time(client: Make, jobs: Service) -> None:
    calls = CountingCalls()
    with closing(client().map(calls, concurrency=3)) as results:
        next(results)
        assert calls.read == 6


def test_an_interrupted_map_leaves_no_thread_and_a_usable_client(client: Make, jobs: Service) -> None:
    api, calls = client(), CountingCalls()
    for result in api.map(calls, concurrency=3):
        if result.value == {"id": 5}:
            break
    assert len(jobs.requests) <= calls.read < 20
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("accountability_")]
    assert api.send(read(7)) == {"id": 7}


def test_an_interrupted_asynchronous_map_leaves_no_task_and_a_usable_client(
    async_client: MakeAsync, clock: Clock
) -> None:
    started = ended = 0

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal started, ended
        started += 1
        if started > 2:
            await asyncio.sleep(0 if started > 10 else 3600)
        ended += 1
        return response({"id": 1})

    async def run() -> Any:
        rate_limit = RateLimit(calls=100, clock=clock)
        async with async_client(handler=handler, rate_limit=rate_limit, account="of an interrupted map") as api:
            async with aclosing(api.map(CountingCalls(), concurrency=4)) as results:
                async for _ in results:
                    break
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            nonlocal started
            started = 10
            return tasks, await api.send(read(7))

    assert asyncio.run(run()) == ([], {"id": 1})


def test_a_cancelled_asynchronous_map_leaves_no_task(async_client: MakeAsync) -> None:
    started = finished = 0
    all_three = asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal started, finished
        started += 1
        if started == 3:
            all_three.set()
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0)
            finished += 1
        return response({"id": 1})

    async def run() -> None:
        async with async_client(handler=handler) as api:

            async def iterate() -> None:
                async for _ in api.map(CountingCalls(), concurrency=3):
                    pass

            task = asyncio.ensure_future(iterate())
            await all_three.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

    asyncio.run(run())
    assert started == finished == 3


def test_a_keyboard_interrupt_is_raised_to_the_caller_and_leaves_no_thread(client: Make, jobs: Service) -> None:
    def interrupted_calls(call: Any) -> Iterator[Call[Any]]:
        yield from map(read, range(4))
        raise KeyboardInterrupt

    api = client()
    with pytest.raises(KeyboardInterrupt):
        list(api.map(interrupted_calls(None), concurrency=2))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("accountability_")]
    assert api.send(read(7)) == {"id": 7}


def test_an_error_of_the_iterable_is_raised_after_the_results_of_the_calls_that_were_sent(
    map_calls: Callable[..., Any], jobs: Service
) -> None:
    results: list[CallResult[Any]] = []
    with pytest.raises(OSError, match="the file of numbers"):
        map_calls(results, CountingCalls(broken_at=5))
    assert len(jobs.requests) == 5
    assert [result.value for result in results] == [{"id": number} for number in range(5)]


def test_the_rate_limit_applies_to_the_calls_of_a_map(async_client: MakeAsync, jobs: Service, clock: Clock) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock.sleep(seconds)
        await asyncio.sleep(0)

    async def run() -> None:
        rate_limit = RateLimit(calls=10, seconds=60, clock=clock, async_sleep=sleep)
        async with async_client(rate_limit=rate_limit, account="of a map") as api:
            assert len([result async for result in api.map(map(read, range(30)))]) == 30

    asyncio.run(run())
    assert clock.now >= 1120.0, "thirty calls at ten a minute take two minutes"


def test_a_warning_points_at_the_callers_line(client: Make, jobs: Service) -> None:
    with pytest.warns(InferredOperationWarning) as warning_list:
        list(client(inferred="guard").map([get_job(1)]))
    assert [Path(warning.filename) for warning in warning_list] == [Path(__file__)]


@pytest.mark.parametrize("concurrency", [0, -1])
def test_a_concurrency_below_one_is_an_error_before_iteration(
    client: Make, async_client: MakeAsync, concurrency: int
) -> None:
    with pytest.raises(ValueError, match="expected 1 or more"):
        client().map([], concurrency)
    with pytest.raises(ValueError, match="expected 1 or more"):
        async_client().map([], concurrency)


def test_an_empty_iterable_gives_no_results(client: Make, async_client: MakeAsync) -> None:
    assert list(client().map([])) == []

    async def run() -> list[Any]:
        empty: AsyncIterator[Any] = async_client().map([])
        return [result async for result in empty]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert asyncio.run(run()) == []
