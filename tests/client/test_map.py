"""Many calls side by side: in order, bounded, inside the budget, each with its own error, sound when broken off."""

from __future__ import annotations

import asyncio
import threading
import warnings
from collections.abc import AsyncIterator, Iterator
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

from .fake_service import Clock, Make, MakeAsync, Service, answer, create_job, get_job


def read(number: int) -> Call[Any]:
    return get_job(number, status="documented")


@pytest.fixture
def jobs(service: Service) -> Service:
    for number in range(100):
        service.on("GET", f"/v2/jobs/{number}", answer({"id": number}))
    return service


class Gate:
    """A service whose answers wait until so many requests are there; it notes the most that were at once."""

    def __init__(self, together: int) -> None:
        self._barrier = threading.Barrier(together)
        self._lock = threading.Lock()
        self.now = self.most = self.all = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.now, self.all = self.now + 1, self.all + 1
            self.most = max(self.most, self.now)
        self._barrier.wait(timeout=30)
        with self._lock:
            self.now -= 1
        return answer({"id": 1})


def test_values_come_in_the_order_of_the_calls(client: Make, jobs: Service) -> None:
    found = list(client().map(read(number) for number in range(100)))
    assert [outcome.get() for outcome in found] == [{"id": number} for number in range(100)]
    assert all(outcome.call == read(number) for number, outcome in enumerate(found))


def test_each_error_is_kept_apart(client: Make, jobs: Service) -> None:
    jobs.on("GET", "/v2/jobs/1", answer({}, 404))
    jobs.on("GET", "/v2/jobs/3", httpx.ReadTimeout("slow"))
    found = list(client(inferred="guard").map([read(0), read(1), create_job(), read(3), read(4)]))
    assert [outcome.value for outcome in found] == [{"id": 0}, None, None, None, {"id": 4}]
    assert [type(outcome.error) for outcome in found] == [
        type(None), NotFoundError, UnverifiedOperationError, TransportError, type(None),
    ]  # fmt: skip
    with pytest.raises(NotFoundError):
        found[1].get()


def test_a_task_maps_alike(async_client: MakeAsync, jobs: Service) -> None:
    jobs.on("GET", "/v2/jobs/1", answer({}, 404))

    async def run() -> list[CallResult[Any]]:
        async with async_client(inferred="guard") as api:
            return [outcome async for outcome in api.map([read(0), read(1), create_job(), *map(read, range(3, 40))])]

    found = asyncio.run(run())
    assert [type(outcome.error) for outcome in found[:3]] == [type(None), NotFoundError, UnverifiedOperationError]
    assert [outcome.get() for outcome in found[3:]] == [{"id": number} for number in range(3, 40)]


def test_no_more_threads_send_than_told_and_as_many(client: Make) -> None:
    gate = Gate(together=4)
    with httpx.Client(transport=httpx.MockTransport(gate)) as http:
        assert len(list(client(http_client=http).map(map(read, range(16)), concurrency=4))) == 16
    assert gate.most == 4


def test_no_more_tasks_send_than_told_and_as_many(async_client: MakeAsync) -> None:
    under_way = most = 0

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        for _ in range(5):
            await asyncio.sleep(0)
        under_way -= 1
        return answer({"id": 1})

    async def run() -> int:
        async with async_client(handler=handler) as api:
            return len([outcome async for outcome in api.map(map(read, range(40)), concurrency=5)])

    assert asyncio.run(run()) == 40
    assert most == 5


class Source:
    """Calls from a generator that counts how many were taken."""

    def __init__(self, size: int = 1000, broken_at: int | None = None) -> None:
        self.taken = 0
        self._size = size
        self._broken_at = broken_at

    def __iter__(self) -> Iterator[Call[Any]]:
        for number in range(self._size):
            if number == self._broken_at:
                raise OSError("the file of numbers ends here")
            self.taken += 1
            yield read(number % 100)


def test_calls_are_taken_few_at_a_time(client: Make, jobs: Service) -> None:
    source = Source()
    with closing(client().map(source, concurrency=3)) as found:
        next(found)
        assert source.taken == 6


def test_breaking_off_leaves_nothing_running_and_the_client_whole(client: Make, jobs: Service) -> None:
    api, source = client(), Source()
    for outcome in api.map(source, concurrency=3):
        if outcome.value == {"id": 5}:
            break
    assert len(jobs.requests) <= source.taken < 20
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("accountability_")]
    assert api.send(read(7)) == {"id": 7}


def test_breaking_off_cancels_tasks_and_leaves_the_client_whole(async_client: MakeAsync, clock: Clock) -> None:
    begun = ended = 0

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal begun, ended
        begun += 1
        if begun > 2:
            await asyncio.sleep(0 if begun > 10 else 3600)
        ended += 1
        return answer({"id": 1})

    async def run() -> Any:
        rate_limit = RateLimit(calls=100, clock=clock)
        async with async_client(handler=handler, rate_limit=rate_limit, account="of a broken map") as api:
            async with aclosing(api.map(Source(), concurrency=4)) as found:
                async for _ in found:
                    break
            alive = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            nonlocal begun
            begun = 10
            return alive, await api.send(read(7))

    assert asyncio.run(run()) == ([], {"id": 1})


def test_a_task_that_is_cancelled_while_it_waits_leaves_none_behind(async_client: MakeAsync) -> None:
    begun = cleaned = 0
    all_three = asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal begun, cleaned
        begun += 1
        if begun == 3:
            all_three.set()
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0)
            cleaned += 1
        return answer({"id": 1})

    async def run() -> None:
        async with async_client(handler=handler) as api:

            async def work() -> None:
                async for _ in api.map(Source(), concurrency=3):
                    pass

            working = asyncio.ensure_future(work())
            await all_three.wait()
            working.cancel()
            with pytest.raises(asyncio.CancelledError):
                await working
            assert [each for each in asyncio.all_tasks() if each is not asyncio.current_task()] == []

    asyncio.run(run())
    assert begun == cleaned == 3


def test_ctrl_c_while_waiting_reaches_the_caller_and_leaves_no_thread(client: Make, jobs: Service) -> None:
    def interrupted(call: Any) -> Iterator[Call[Any]]:
        yield from map(read, range(4))
        raise KeyboardInterrupt

    api = client()
    with pytest.raises(KeyboardInterrupt):
        list(api.map(interrupted(None), concurrency=2))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("accountability_")]
    assert api.send(read(7)) == {"id": 7}


def test_a_source_that_fails_fails_after_the_outcomes_of_what_was_sent(client: Make, jobs: Service) -> None:
    given: list[Any] = []
    with pytest.raises(OSError, match="the file of numbers"):
        given.extend(outcome.value for outcome in client().map(Source(broken_at=5), concurrency=8))
    assert len(jobs.requests) == 5
    assert given == [{"id": number} for number in range(5)]


def test_a_source_that_fails_in_a_task_fails_after_the_outcomes_too(async_client: MakeAsync, jobs: Service) -> None:
    given: list[Any] = []

    async def run() -> None:
        async with async_client() as api:
            async for outcome in api.map(Source(broken_at=5), concurrency=8):
                given.append(outcome.value)  # noqa: PERF401 - what was given before the error counts

    with pytest.raises(OSError, match="the file of numbers"):
        asyncio.run(run())
    assert given == [{"id": number} for number in range(5)]


def test_they_take_slots_of_the_budget(async_client: MakeAsync, jobs: Service, clock: Clock) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock.sleep(seconds)
        await asyncio.sleep(0)

    async def run() -> None:
        rate_limit = RateLimit(calls=10, seconds=60, clock=clock, sleep_in_task=sleep)
        async with async_client(rate_limit=rate_limit, account="of a map") as api:
            assert len([outcome async for outcome in api.map(map(read, range(30)))]) == 30

    asyncio.run(run())
    assert clock.now >= 1120.0, "thirty calls at ten a minute take two minutes"


def test_a_warning_points_at_the_callers_line(client: Make, jobs: Service) -> None:
    with pytest.warns(InferredOperationWarning) as caught:
        list(client(inferred="guard").map([get_job(1)]))
    assert [Path(each.filename) for each in caught] == [Path(__file__)]


@pytest.mark.parametrize("concurrency", [0, -1])
def test_none_at_a_time_is_refused_at_once(client: Make, async_client: MakeAsync, concurrency: int) -> None:
    with pytest.raises(ValueError, match="expected 1 or more"):
        client().map([], concurrency)
    with pytest.raises(ValueError, match="expected 1 or more"):
        async_client().map([], concurrency)


def test_no_calls_have_no_outcomes(client: Make, async_client: MakeAsync) -> None:
    assert list(client().map([])) == []

    async def run() -> list[Any]:
        empty: AsyncIterator[Any] = async_client().map([])
        return [each async for each in empty]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert asyncio.run(run()) == []
