"""The rate limit: not exceeded in any rolling window, fully used, and fair."""

from __future__ import annotations

import asyncio
import heapq
import logging
import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accountability import ApiToken, ConfigurationError, PasswordGrant, RateLimit, RateLimitError, Retry
from accountability._transport.rate_limit.window import Rate

from .fake_service import Clock, Make, MakeAsync, Service, get_job, response
from .limiters import Limiter

WINDOW = 10.0


class WouldWait(Exception):
    """Raised instead of waiting."""


def raise_instead_of_waiting(seconds: float) -> None:
    raise WouldWait


class VirtualTime:
    """Virtual time for asyncio tasks: it advances to the next timer when every task waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self._asleep: list[tuple[float, int, asyncio.Event]] = []
        self._count = 0

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        entry = (self.now + seconds, self._count, asyncio.Event())
        heapq.heappush(self._asleep, entry)
        try:
            await entry[2].wait()
        finally:
            if entry in self._asleep:  # cancelled
                self._asleep.remove(entry)
                heapq.heapify(self._asleep)

    async def run(self, *work: Any) -> None:
        tasks = [asyncio.ensure_future(coroutine) for coroutine in work]
        while running := [task for task in tasks if not task.done()]:
            if len(self._asleep) < len(running):
                await asyncio.sleep(0)
                continue
            self.now, _, event = heapq.heappop(self._asleep)
            event.set()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture(params=["memory", "sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of each store; all must pass the same tests."""
    if request.param == "redis":
        return str(request.getfixturevalue("redis_url"))
    return "memory" if request.param == "memory" else f"sqlite:///{tmp_path}/calls.db"


@pytest.fixture
def make_limiter(store: str, clock: Clock) -> Callable[..., Limiter]:
    """Return a factory of limiters of one account that use the test's clock."""
    name = str(uuid4())

    def make(account: str = name, call_seconds: float = 120, **settings: Any) -> Limiter:
        usual = {"store": store, "clock": clock, "sleep": clock.sleep}
        return Limiter(RateLimit(**{**usual, **settings}), account, call_seconds)

    return make


@pytest.fixture
def virtual_time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def make_async_limiter(store: str, virtual_time: VirtualTime) -> Callable[[int], Limiter]:
    """Return a factory of limiters of new accounts that use virtual time."""

    def make(calls: int) -> Limiter:
        rate_limit = RateLimit(
            calls=calls, seconds=WINDOW, store=store, clock=lambda: virtual_time.now, async_sleep=virtual_time.sleep
        )
        return Limiter(rate_limit, str(uuid4()))

    return make


def max_in_a_window(timestamps: Iterable[float], window: float) -> int:
    """Return the largest number of timestamps in any rolling window."""
    times = sorted(timestamps)
    return max((sum(1 for t in times if start <= t < start + window) for start in times), default=0)


# The arrival of a call, its latency, and the share of the latency before the server counts it.
CALL = st.tuples(st.integers(0, 3000).map(lambda number: number / 100), st.floats(0, 4), st.floats(0, 1))
CALLS = st.lists(CALL, min_size=1, max_size=16, unique_by=lambda call: call[0])
SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


def check_the_window(
    virtual_time: VirtualTime, limiter: Limiter, limit: int, calls: list[tuple[float, float, float]]
) -> None:
    """Assert that no window of the server exceeds the limit and that each call starts as early as possible."""
    counted: list[float] = []
    starts: dict[float, float] = {}
    start = virtual_time.now

    async def call(arrival: float, latency: float, share: float) -> None:
        await virtual_time.sleep(arrival)
        async with limiter.permit_async():
            starts[arrival] = virtual_time.now - start
            await virtual_time.sleep(latency * share)
            counted.append(virtual_time.now)
            await virtual_time.sleep(latency * (1 - share))

    asyncio.run(virtual_time.run(*(call(*arguments) for arguments in calls)))
    assert len(counted) == len(calls)
    assert max_in_a_window(counted, WINDOW - 1e-6) <= limit
    assert starts == pytest.approx(earliest(limit, calls), abs=1e-4)


def earliest(limit: int, calls: list[tuple[float, float, float]]) -> dict[float, float]:
    """Return the earliest start of each call in order of arrival; a permit is available one window after a response."""
    free = [0.0] * limit
    starts: dict[float, float] = {}
    last = 0.0
    for arrival, latency, _ in sorted(calls):
        last = starts[arrival] = max(arrival, last, heapq.heappop(free))
        heapq.heappush(free, last + latency + WINDOW)
    return starts


@settings(SETTINGS, max_examples=80)
@given(limit=st.integers(1, 4), calls=CALLS)
def test_every_rolling_window_has_as_many_calls_as_the_limit_and_no_more(
    limit: int, calls: list[tuple[float, float, float]]
) -> None:
    virtual_time = VirtualTime()
    rate_limit = RateLimit(calls=limit, seconds=WINDOW, clock=lambda: virtual_time.now, async_sleep=virtual_time.sleep)
    check_the_window(virtual_time, Limiter(rate_limit, "account"), limit, calls)


@pytest.mark.parametrize("store", ["sqlite", "redis"], indirect=True)
@settings(SETTINGS, max_examples=12)
@given(limit=st.integers(1, 4), calls=CALLS)
def test_every_rolling_window_of_a_shared_store_is_within_the_limit(
    virtual_time: VirtualTime,
    make_async_limiter: Callable[[int], Limiter],
    limit: int,
    calls: list[tuple[float, float, float]],
) -> None:
    check_the_window(virtual_time, make_async_limiter(limit), limit, calls)


def test_a_hundred_calls_start_immediately_and_the_next_after_the_window(
    make_limiter: Callable[..., Limiter], clock: Clock
) -> None:
    limiter = make_limiter()
    timestamps = []
    for _ in range(250):
        with limiter.permit():
            timestamps.append(clock.now - 1000)
    assert timestamps == pytest.approx([0] * 100 + [60] * 100 + [120] * 50)


def test_a_permit_is_available_one_window_after_the_response_and_not_after_the_request(
    make_limiter: Callable[..., Limiter], clock: Clock
) -> None:
    limiter = make_limiter(calls=1, seconds=60)
    with limiter.permit():
        clock.now += 5
    with limiter.permit():
        assert clock.now - 1000 == pytest.approx(65)


def test_a_window_can_be_shorter_than_a_second(make_limiter: Callable[..., Limiter], clock: Clock) -> None:
    limiter = make_limiter(calls=1, seconds=0.5)
    for _ in range(3):
        with limiter.permit():
            pass
    assert clock.now == pytest.approx(1001)


def test_a_failed_call_counts(make_limiter: Callable[..., Limiter], clock: Clock) -> None:
    limiter = make_limiter(calls=1, seconds=60)
    with pytest.raises(ZeroDivisionError), limiter.permit():
        _ = 1 / 0
    with limiter.permit():
        assert clock.now - 1000 == pytest.approx(60)


def test_no_permit_is_unused_while_a_call_waits(
    virtual_time: VirtualTime, make_async_limiter: Callable[[int], Limiter]
) -> None:
    limiter = make_async_limiter(3)
    started: list[float] = []

    async def call() -> None:
        async with limiter.permit_async():
            started.append(virtual_time.now)
            await virtual_time.sleep(1)

    asyncio.run(virtual_time.run(*(call() for _ in range(9))))
    assert started == pytest.approx([0] * 3 + [11] * 3 + [22] * 3)


def test_waiting_calls_start_in_order_of_arrival(
    virtual_time: VirtualTime, make_async_limiter: Callable[[int], Limiter]
) -> None:
    limiter = make_async_limiter(1)
    order: list[int] = []

    async def call(number: int) -> None:
        await virtual_time.sleep(number / 100)
        async with limiter.permit_async():
            order.append(number)

    asyncio.run(virtual_time.run(*(call(number) for number in range(6))))
    assert order == [0, 1, 2, 3, 4, 5]


def test_a_new_call_does_not_overtake_a_waiting_one_when_a_permit_becomes_available(
    virtual_time: VirtualTime, make_async_limiter: Callable[[int], Limiter]
) -> None:
    limiter = make_async_limiter(1)
    order: list[str] = []

    async def call(name: str, arrival: float) -> None:
        if arrival:
            await virtual_time.sleep(arrival)
        async with limiter.permit_async():
            order.append(name)

    asyncio.run(virtual_time.run(call("late", WINDOW), call("first", 0), call("waiting", 0.01)))
    assert order == ["first", "waiting", "late"]


def test_a_waiting_call_does_not_query_the_store_before_a_permit_can_be_available(
    virtual_time: VirtualTime, make_async_limiter: Callable[[int], Limiter]
) -> None:
    limiter = make_async_limiter(1)
    queries: list[float] = []
    ask = limiter.store.try_acquire

    def record_query(ticket: str, rate: Rate) -> float:
        queries.append(virtual_time.now)
        return ask(ticket, rate)

    limiter.store.try_acquire = record_query  # type: ignore[method-assign]

    async def call(arrival: float) -> None:
        await virtual_time.sleep(arrival)
        async with limiter.permit_async():
            pass

    asyncio.run(virtual_time.run(*(call(number / 10) for number in range(4))))
    assert queries[:4] == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert min(queries[4:]) == pytest.approx(WINDOW)
    assert len(queries) < 4 + 3 * 21


def test_a_shorter_pause_does_not_end_a_longer_one(make_limiter: Callable[..., Limiter], clock: Clock) -> None:
    limiter = make_limiter()
    with limiter.permit():
        limiter.pause(7)
        limiter.pause(2)
    with limiter.permit():
        assert clock.now == pytest.approx(1007)


def test_a_cancelled_task_leaves_its_permit_to_the_next(
    virtual_time: VirtualTime, make_async_limiter: Callable[[int], Limiter]
) -> None:
    limiter = make_async_limiter(2)
    started: list[tuple[str, float]] = []

    async def call(name: str, arrival: float) -> None:
        await virtual_time.sleep(arrival)
        async with limiter.permit_async():
            started.append((name, virtual_time.now))

    async def run() -> None:
        tasks = [asyncio.ensure_future(call(*arguments)) for arguments in (("a", 0), ("b", 4), ("c", 5), ("d", 5))]

        async def give_up() -> None:
            await virtual_time.sleep(6)
            tasks[2].cancel()

        await virtual_time.run(*tasks, give_up())

    asyncio.run(run())
    assert started == [("a", 0), ("b", 4), ("d", pytest.approx(WINDOW, abs=WINDOW / 20))]


# Redis cannot read the test's clock when it counts.
@pytest.mark.parametrize("store", ["memory", "sqlite"], indirect=True)
def test_threads_together_stay_within_the_limit(make_limiter: Callable[..., Limiter], clock: Clock) -> None:
    limiter = make_limiter(calls=5, seconds=60, call_seconds=1e6)  # other threads advance the clock during a call
    timestamps: list[float] = []

    def work(_: int) -> None:
        for _ in range(10):
            with limiter.permit():
                timestamps.append(clock.now)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len(timestamps) == 80
    assert max_in_a_window(timestamps, 59.999) <= 5


def test_clients_of_one_account_share_its_rate_limit(client: Make, service: Service, clock: Clock) -> None:
    rate_limit = RateLimit(calls=2, clock=clock, sleep=clock.sleep)
    first, second, other_account = (
        client(rate_limit=rate_limit),
        client(rate_limit=rate_limit),
        client(ApiToken("another"), rate_limit=rate_limit),
    )
    first.raw(get_job())
    second.raw(get_job())
    other_account.raw(get_job())
    assert clock.now == 1000
    first.raw(get_job())
    assert clock.now == pytest.approx(1060)


def test_only_a_call_that_waits_for_the_rate_limit_is_logged(
    client: Make, service: Service, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    api = client(rate_limit=RateLimit(calls=2, seconds=60, clock=clock, sleep=clock.sleep))
    with caplog.at_level(logging.INFO, logger="accountability"):
        for _ in range(3):
            api.raw(get_job())
    messages = [record.getMessage() for record in caplog.records if record.name == "accountability"]
    assert messages == ["rate limit of 2 calls in 60 s: waiting for a permit"]


def test_clients_with_the_same_account_name_share_a_rate_limit(client: Make, service: Service, clock: Clock) -> None:
    rate_limit = RateLimit(calls=1, clock=clock, sleep=clock.sleep)
    client(rate_limit=rate_limit, account="both").raw(get_job())
    client(ApiToken("another"), rate_limit=rate_limit, account="both").raw(get_job())
    assert clock.now == pytest.approx(1060)


def test_users_of_one_tenant_share_its_rate_limit(client: Make, service: Service, clock: Clock) -> None:
    rate_limit = RateLimit(calls=2, clock=clock, sleep=clock.sleep)
    for user in ("ann", "ben"):
        client(PasswordGrant(tenant_id="acme", username=user, api_token=user), rate_limit=rate_limit).raw(get_job())
    assert len(service.requests) == 4
    assert clock.now == pytest.approx(1060)


def test_each_client_has_its_own_limit_on_a_shared_account(make_limiter: Callable[..., Limiter], clock: Clock) -> None:
    wide = make_limiter(calls=10)
    narrow = make_limiter(calls=3)
    for _ in range(3):
        with wide.permit():
            pass
    with wide.permit():
        assert clock.now == 1000
    with narrow.permit():
        assert clock.now == pytest.approx(1060)


def test_a_shorter_window_on_a_shared_account_does_not_delete_the_calls_of_a_longer_one(
    make_limiter: Callable[..., Limiter], clock: Clock
) -> None:
    long = make_limiter(calls=2, seconds=60)
    short = make_limiter(calls=5, seconds=10)
    with long.permit():
        pass
    clock.now += 20
    with short.permit():
        pass
    with long.permit():
        assert clock.now - 1000 == pytest.approx(60)


def test_token_requests_count(client: Make, service: Service, grant: PasswordGrant, clock: Clock) -> None:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))
    client(grant, rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep)).send(get_job())
    assert len(service.requests) == 2
    assert clock.now == pytest.approx(1060)


def test_legacy_calls_count(client: Make, service: Service, clock: Clock) -> None:
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep))
    api.raw(get_job())
    api.raw(get_job(api="legacy", path="/Job/Export/", status="documented"))
    assert clock.now == pytest.approx(1060)


LEGACY_JOB = get_job(api="legacy", path="/Job/Export/", status="documented")


def test_legacy_calls_count_separately_if_they_have_their_own_rate_limit(
    client: Make, service: Service, clock: Clock
) -> None:
    rate_limit = RateLimit(calls=1, clock=clock, sleep=clock.sleep)
    api = client(rate_limit=rate_limit, legacy_rate_limit=RateLimit(calls=2, clock=clock, sleep=clock.sleep))
    api.raw(get_job())
    api.raw(LEGACY_JOB)
    api.raw(LEGACY_JOB)
    assert clock.now == 1000
    api.raw(LEGACY_JOB)
    assert clock.now == pytest.approx(1060)


def test_legacy_calls_do_not_count_without_a_rate_limit(client: Make, service: Service, clock: Clock) -> None:
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep), legacy_rate_limit=None)
    for _ in range(3):
        api.raw(LEGACY_JOB)
    assert clock.now == 1000


class Window:
    """A service with a rolling window that other programs use as well."""

    def __init__(self, clock: Clock, calls: int, other_calls: Iterable[float]) -> None:
        self._clock = clock
        self._calls = calls
        self._counted = list(other_calls)
        self.rejections = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        now = self._clock()
        recent = sorted(timestamp for timestamp in self._counted if now - WINDOW < timestamp <= now)
        if len(recent) < self._calls:
            self._counted.append(now)
            return response({"id": 4711})
        self.rejections += 1
        return response({}, 429, retry_after=f"{math.ceil(recent[0] + WINDOW - now)}")


def test_no_call_is_lost_if_other_programs_use_the_same_limit(client: Make, service: Service, clock: Clock) -> None:
    window = Window(clock, 10, other_calls=[1000 + step * 1.6 for step in range(40)])
    service.on("GET", "/v2/jobs/4711", window)
    rate_limit = RateLimit(calls=10, seconds=WINDOW, clock=clock, sleep=clock.sleep)
    api = client(rate_limit=rate_limit, retry=Retry(clock=clock, sleep=clock.sleep))
    for _ in range(40):
        assert api.send(get_job()) == {"id": 4711}
    assert window.rejections


@pytest.mark.parametrize(
    ("retry_after", "pause"), [({}, 0), ({"retry_after": "5"}, 5), ({"retry_after": "7200"}, 7200)]
)
def test_a_429_pauses_all_callers_of_the_account(
    client: Make, service: Service, clock: Clock, retry_after: dict[str, str], pause: float
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 429, **retry_after), response({"id": 4711}))
    rate_limit = RateLimit(calls=3, seconds=60, clock=clock, sleep=clock.sleep)
    with pytest.raises(RateLimitError):
        client(rate_limit=rate_limit, retry=None).send(get_job())
    client(rate_limit=rate_limit).send(get_job())
    assert clock.now == pytest.approx(1000 + pause)


def test_a_429_pauses_asynchronous_callers_too(async_client: MakeAsync, service: Service, clock: Clock) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 429, retry_after="5"), response({"id": 4711}))

    async def run() -> None:
        rate_limit = RateLimit(calls=3, clock=clock, async_sleep=clock.async_sleep)
        async with async_client(rate_limit=rate_limit, retry=None) as api:
            await api.raw(get_job())
            await api.raw(get_job())

    asyncio.run(run())
    assert clock.now == pytest.approx(1005)


def test_a_call_without_a_response_counts(client: Make, service: Service, clock: Clock) -> None:
    from accountability import TransportError

    service.on("GET", "/v2/jobs/4711", httpx.ReadTimeout("late"), response({}))
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep))
    with pytest.raises(TransportError):
        api.raw(get_job())
    api.raw(get_job())
    assert clock.now == pytest.approx(1060)


def test_a_call_with_a_longer_timeout_holds_its_permit_for_longer(
    client: Make, service: Service, clock: Clock, tmp_path: Path
) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.now += 500  # longer than a call can take with the client's own settings
        client(rate_limit=rate_limit, account="slow").raw(get_job(4712))
        return response({})

    service.on("GET", "/v2/jobs/4711", slow)
    rate_limit = RateLimit(calls=1, store=f"sqlite:///{tmp_path}/calls.db", clock=clock, sleep=raise_instead_of_waiting)
    with pytest.raises(WouldWait):
        client(rate_limit=rate_limit, account="slow").with_options(timeout=1000).raw(get_job())


FORK = """
import os, signal, threading
from accountability import RateLimit
from tests.client.limiters import Limiter

now, waits, parent = [0.0], threading.Semaphore(0), os.getpid()

def sleep(seconds):
    if os.getpid() == parent:
        waits.release()
        threading.Event().wait()
    now[0] += seconds

def hold():
    with limiter.permit():
        waits.release()
        threading.Event().wait()

limiter = Limiter(RateLimit(calls=2, seconds=60, clock=lambda: now[0], sleep=sleep), "account")
for _ in range(5):
    threading.Thread(target=hold, daemon=True).start()
    waits.acquire()
with limiter.store._lock:
    pid = os.fork()
if not pid:
    signal.alarm(20)
    with limiter.permit():
        os._exit(int(now[0]))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_a_forked_child_waits_for_running_calls_of_its_parent_and_not_for_waiting_ones() -> None:
    options = ["-W", "ignore:This process:DeprecationWarning"]  # Python 3.12 and later warn about threads at a fork
    command = [sys.executable, *options, "-c", FORK]
    process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (process.stdout, process.stderr) == ("60\n", "")


def test_both_clients_share_a_rate_limit(client: Make, async_client: Any, service: Service, clock: Clock) -> None:
    account = str(uuid4())
    rate_limit = RateLimit(calls=1, clock=clock, sleep=clock.sleep, async_sleep=clock.async_sleep)
    client(rate_limit=rate_limit, account=account).raw(get_job())

    async def run() -> None:
        async with async_client(
            rate_limit=RateLimit(calls=1, clock=clock, async_sleep=clock.async_sleep), account=account
        ) as api:
            await api.raw(get_job())

    asyncio.run(run())
    assert clock.now == pytest.approx(1060)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"calls": 0}, "expected calls=1 or more"),
        ({"seconds": 0}, "expected calls=1 or more"),
        ({"seconds": math.nan}, "expected calls=1 or more"),
        ({"seconds": math.inf}, "expected calls=1 or more"),
        ({"store": "postgres://user:secret@host/0"}, "got 'postgres'"),
        ({"store": "sqlite://calls.db"}, "sqlite:///file"),
    ],
)
def test_an_invalid_rate_limit_is_a_configuration_error(arguments: dict[str, Any], error: str) -> None:
    with pytest.raises(ConfigurationError, match=error):
        RateLimit(**arguments)
