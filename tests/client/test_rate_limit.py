"""The account's allowance: never over it in any rolling window, never idle within it, and fair."""

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
from accountability._transport.rate_limit.limiter import RateLimiter
from accountability._transport.rate_limit.window import Rate

from .fake_service import Clock, Make, MakeAsync, Service, answer, get_job

WINDOW = 10.0


class WouldWait(Exception):
    """Raised where a call would have to wait."""


def refuse_to_wait(seconds: float) -> None:
    raise WouldWait


class World:
    """Virtual time for tasks: it jumps to the next moment when everyone waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self._asleep: list[tuple[float, int, asyncio.Event]] = []
        self._count = 0

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        mine = (self.now + seconds, self._count, asyncio.Event())
        heapq.heappush(self._asleep, mine)
        try:
            await mine[2].wait()
        finally:
            if mine in self._asleep:  # cancelled
                self._asleep.remove(mine)
                heapq.heapify(self._asleep)

    async def run(self, *work: Any) -> None:
        everyone = [asyncio.ensure_future(each) for each in work]
        while busy := [each for each in everyone if not each.done()]:
            if len(self._asleep) < len(busy):
                await asyncio.sleep(0)
                continue
            self.now, _, woken = heapq.heappop(self._asleep)
            woken.set()
        await asyncio.gather(*everyone, return_exceptions=True)


@pytest.fixture(params=["memory", "sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where calls are counted: every store keeps the same promises."""
    if request.param == "redis":
        return str(request.getfixturevalue("redis_url"))
    return "memory" if request.param == "memory" else f"sqlite:///{tmp_path}/budget.db"


@pytest.fixture
def ledger(store: str, clock: Clock) -> Callable[..., RateLimiter]:
    """Makes ledgers of one account, whose time is the test's clock."""
    name = str(uuid4())

    def make(account: str = name, call_seconds: float = 120, **settings: Any) -> RateLimiter:
        usual = {"store": store, "clock": clock, "sleep": clock.sleep}
        return RateLimit(**{**usual, **settings}).limiter(account, call_seconds)

    return make


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def task_ledger(store: str, world: World) -> Callable[[int], RateLimiter]:
    """Makes ledgers of new accounts, whose time is the world's."""

    def make(calls: int) -> RateLimiter:
        rate_limit = RateLimit(
            calls=calls, seconds=WINDOW, store=store, clock=lambda: world.now, sleep_in_task=world.sleep
        )
        return rate_limit.limiter(str(uuid4()))

    return make


def most_in_a_window(moments: Iterable[float], window: float) -> int:
    """The most moments that any rolling window holds."""
    times = sorted(moments)
    return max((sum(1 for t in times if start <= t < start + window) for start in times), default=0)


# When a call comes, its latency, and which share of that passes before the server counts it.
CALL = st.tuples(st.integers(0, 3000).map(lambda number: number / 100), st.floats(0, 4), st.floats(0, 1))
CALLS = st.lists(CALL, min_size=1, max_size=16, unique_by=lambda call: call[0])
ANY_NUMBER = settings(deadline=None, suppress_health_check=list(HealthCheck))


def check_the_window(world: World, ledger: RateLimiter, limit: int, calls: list[tuple[float, float, float]]) -> None:
    """No window holds more than the limit at the server, and no call waits for longer than that takes."""
    counted: list[float] = []
    began: dict[float, float] = {}
    start = world.now

    async def call(comes: float, latency: float, share: float) -> None:
        await world.sleep(comes)
        async with ledger.permit_async():
            began[comes] = world.now - start
            await world.sleep(latency * share)
            counted.append(world.now)
            await world.sleep(latency * (1 - share))

    asyncio.run(world.run(*(call(*each) for each in calls)))
    assert len(counted) == len(calls)
    assert most_in_a_window(counted, WINDOW - 1e-6) <= limit
    assert began == pytest.approx(earliest(limit, calls), abs=1e-4)


def earliest(limit: int, calls: list[tuple[float, float, float]]) -> dict[float, float]:
    """When each call may begin, first come first served, if each slot is free one window after its answer."""
    free = [0.0] * limit
    begins: dict[float, float] = {}
    last = 0.0
    for comes, latency, _ in sorted(calls):
        last = begins[comes] = max(comes, last, heapq.heappop(free))
        heapq.heappush(free, last + latency + WINDOW)
    return begins


@settings(ANY_NUMBER, max_examples=80)
@given(limit=st.integers(1, 4), calls=CALLS)
def test_in_any_window_there_are_as_many_calls_as_may_be_and_no_more(
    limit: int, calls: list[tuple[float, float, float]]
) -> None:
    world = World()
    rate_limit = RateLimit(calls=limit, seconds=WINDOW, clock=lambda: world.now, sleep_in_task=world.sleep)
    check_the_window(world, rate_limit.limiter("account"), limit, calls)


@pytest.mark.parametrize("store", ["sqlite", "redis"], indirect=True)
@settings(ANY_NUMBER, max_examples=12)
@given(limit=st.integers(1, 4), calls=CALLS)
def test_the_same_holds_where_it_is_shared(
    world: World, task_ledger: Callable[[int], RateLimiter], limit: int, calls: list[tuple[float, float, float]]
) -> None:
    check_the_window(world, task_ledger(limit), limit, calls)


def test_a_hundred_calls_go_at_once_and_the_next_when_the_window_has_passed(
    ledger: Callable[..., RateLimiter], clock: Clock
) -> None:
    mine = ledger()
    moments = []
    for _ in range(250):
        with mine.permit():
            moments.append(clock.now - 1000)
    assert moments == pytest.approx([0] * 100 + [60] * 100 + [120] * 50)


def test_a_slot_is_free_one_window_after_its_answer_not_after_its_sending(
    ledger: Callable[..., RateLimiter], clock: Clock
) -> None:
    mine = ledger(calls=1, seconds=60)
    with mine.permit():
        clock.now += 5
    with mine.permit():
        assert clock.now - 1000 == pytest.approx(65)


def test_a_window_may_be_a_part_of_a_second(ledger: Callable[..., RateLimiter], clock: Clock) -> None:
    mine = ledger(calls=1, seconds=0.5)
    for _ in range(3):
        with mine.permit():
            pass
    assert clock.now == pytest.approx(1001)


def test_a_call_that_failed_counts_as_well(ledger: Callable[..., RateLimiter], clock: Clock) -> None:
    mine = ledger(calls=1, seconds=60)
    with pytest.raises(ZeroDivisionError), mine.permit():
        _ = 1 / 0
    with mine.permit():
        assert clock.now - 1000 == pytest.approx(60)


def test_no_slot_is_left_idle_while_a_call_waits(world: World, task_ledger: Callable[[int], RateLimiter]) -> None:
    ledger = task_ledger(3)
    started: list[float] = []

    async def call() -> None:
        async with ledger.permit_async():
            started.append(world.now)
            await world.sleep(1)

    asyncio.run(world.run(*(call() for _ in range(9))))
    assert started == pytest.approx([0] * 3 + [11] * 3 + [22] * 3)


def test_who_came_first_goes_first(world: World, task_ledger: Callable[[int], RateLimiter]) -> None:
    ledger = task_ledger(1)
    went: list[int] = []

    async def call(number: int) -> None:
        await world.sleep(number / 100)
        async with ledger.permit_async():
            went.append(number)

    asyncio.run(world.run(*(call(number) for number in range(6))))
    assert went == [0, 1, 2, 3, 4, 5]


def test_who_comes_at_the_moment_a_slot_is_free_does_not_pass_who_waits_for_it(
    world: World, task_ledger: Callable[[int], RateLimiter]
) -> None:
    ledger = task_ledger(1)
    went: list[str] = []

    async def call(name: str, comes: float) -> None:
        if comes:
            await world.sleep(comes)
        async with ledger.permit_async():
            went.append(name)

    asyncio.run(world.run(call("late", WINDOW), call("first", 0), call("waiting", 0.01)))
    assert went == ["first", "waiting", "late"]


def test_who_waits_does_not_ask_before_a_slot_can_be_free(
    world: World, task_ledger: Callable[[int], RateLimiter]
) -> None:
    ledger = task_ledger(1)
    asked: list[float] = []
    ask = ledger._store.try_acquire

    def note(ticket: str, rate: Rate) -> float:
        asked.append(world.now)
        return ask(ticket, rate)

    ledger._store.try_acquire = note  # type: ignore[method-assign]

    async def call(comes: float) -> None:
        await world.sleep(comes)
        async with ledger.permit_async():
            pass

    asyncio.run(world.run(*(call(number / 10) for number in range(4))))
    assert asked[:4] == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert min(asked[4:]) == pytest.approx(WINDOW)
    assert len(asked) < 4 + 3 * 21


def test_a_shorter_pause_does_not_end_a_longer_one(ledger: Callable[..., RateLimiter], clock: Clock) -> None:
    mine = ledger()
    with mine.permit():
        mine.pause(7)
        mine.pause(2)
    with mine.permit():
        assert clock.now == pytest.approx(1007)


def test_a_task_that_gives_up_leaves_its_slot_to_the_next(
    world: World, task_ledger: Callable[[int], RateLimiter]
) -> None:
    ledger = task_ledger(2)
    started: list[tuple[str, float]] = []

    async def call(name: str, comes: float) -> None:
        await world.sleep(comes)
        async with ledger.permit_async():
            started.append((name, world.now))

    async def run() -> None:
        tasks = [asyncio.ensure_future(call(*each)) for each in (("a", 0), ("b", 4), ("c", 5), ("d", 5))]

        async def give_up() -> None:
            await world.sleep(6)
            tasks[2].cancel()

        await world.run(*tasks, give_up())

    asyncio.run(run())
    assert started == [("a", 0), ("b", 4), ("d", pytest.approx(WINDOW, abs=WINDOW / 20))]


# Redis cannot read the test's clock at the moment when it counts.
@pytest.mark.parametrize("store", ["memory", "sqlite"], indirect=True)
def test_threads_together_stay_within_the_limit(ledger: Callable[..., RateLimiter], clock: Clock) -> None:
    mine = ledger(calls=5, seconds=60, call_seconds=1e6)  # others let the time pass while a thread is at it
    moments: list[float] = []

    def work(_: int) -> None:
        for _ in range(10):
            with mine.permit():
                moments.append(clock.now)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len(moments) == 80
    assert most_in_a_window(moments, 59.999) <= 5


def test_clients_of_one_account_share_its_budget(client: Make, service: Service, clock: Clock) -> None:
    rate_limit = RateLimit(calls=2, clock=clock, sleep=clock.sleep)
    one, other, stranger = (
        client(rate_limit=rate_limit),
        client(rate_limit=rate_limit),
        client(ApiToken("another"), rate_limit=rate_limit),
    )
    one.raw(get_job())
    other.raw(get_job())
    stranger.raw(get_job())
    assert clock.now == 1000
    one.raw(get_job())
    assert clock.now == pytest.approx(1060)


def test_a_call_that_waits_for_the_budget_is_logged_and_one_that_need_not_is_not(
    client: Make, service: Service, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    api = client(rate_limit=RateLimit(calls=2, seconds=60, clock=clock, sleep=clock.sleep))
    with caplog.at_level(logging.INFO, logger="accountability"):
        for _ in range(3):
            api.raw(get_job())
    told = [record.getMessage() for record in caplog.records if record.name == "accountability"]
    assert told == ["rate limit of 2 calls in 60 s: waiting for a permit"]


def test_a_named_account_is_shared_by_all_who_name_it(client: Make, service: Service, clock: Clock) -> None:
    rate_limit = RateLimit(calls=1, clock=clock, sleep=clock.sleep)
    client(rate_limit=rate_limit, account="both").raw(get_job())
    client(ApiToken("another"), rate_limit=rate_limit, account="both").raw(get_job())
    assert clock.now == pytest.approx(1060)


def test_users_of_one_tenant_share_its_budget(client: Make, service: Service, clock: Clock) -> None:
    rate_limit = RateLimit(calls=2, clock=clock, sleep=clock.sleep)
    for user in ("ann", "ben"):
        client(PasswordGrant(tenant_id="acme", username=user, api_token=user), rate_limit=rate_limit).raw(get_job())
    assert len(service.requests) == 4
    assert clock.now == pytest.approx(1060)


def test_each_client_keeps_to_its_own_limit_on_a_shared_account(
    ledger: Callable[..., RateLimiter], clock: Clock
) -> None:
    wide = ledger(calls=10)
    narrow = ledger(calls=3)
    for _ in range(3):
        with wide.permit():
            pass
    with wide.permit():
        assert clock.now == 1000
    with narrow.permit():
        assert clock.now == pytest.approx(1060)


def test_a_shorter_window_on_a_shared_account_does_not_forget_what_a_longer_one_counts(
    ledger: Callable[..., RateLimiter], clock: Clock
) -> None:
    long = ledger(calls=2, seconds=60)
    short = ledger(calls=5, seconds=10)
    with long.permit():
        pass
    clock.now += 20
    with short.permit():
        pass
    with long.permit():
        assert clock.now - 1000 == pytest.approx(60)


def test_calls_for_tokens_count(client: Make, service: Service, grant: PasswordGrant, clock: Clock) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))
    client(grant, rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep)).send(get_job())
    assert len(service.requests) == 2
    assert clock.now == pytest.approx(1060)


def test_legacy_calls_count(client: Make, service: Service, clock: Clock) -> None:
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep))
    api.raw(get_job())
    api.raw(get_job(api="legacy", path="/Job/Export/", status="documented"))
    assert clock.now == pytest.approx(1060)


LEGACY_JOB = get_job(api="legacy", path="/Job/Export/", status="documented")


def test_legacy_calls_count_apart_where_they_have_a_budget_of_their_own(
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


def test_legacy_calls_need_not_count(client: Make, service: Service, clock: Clock) -> None:
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep), legacy_rate_limit=None)
    for _ in range(3):
        api.raw(LEGACY_JOB)
    assert clock.now == 1000


class Window:
    """A service that counts a true rolling window, and that others call as well."""

    def __init__(self, clock: Clock, calls: int, others: Iterable[float]) -> None:
        self._clock = clock
        self._calls = calls
        self._counted = list(others)
        self.refusals = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        now = self._clock()
        inside = sorted(moment for moment in self._counted if now - WINDOW < moment <= now)
        if len(inside) < self._calls:
            self._counted.append(now)
            return answer({"id": 4711})
        self.refusals += 1
        return answer({}, 429, retry_after=f"{math.ceil(inside[0] + WINDOW - now)}")


def test_a_window_that_others_spend_from_is_waited_out_and_no_call_is_lost(
    client: Make, service: Service, clock: Clock
) -> None:
    window = Window(clock, 10, others=[1000 + step * 1.6 for step in range(40)])
    service.on("GET", "/v2/jobs/4711", window)
    rate_limit = RateLimit(calls=10, seconds=WINDOW, clock=clock, sleep=clock.sleep)
    api = client(rate_limit=rate_limit, retry=Retry(clock=clock, sleep=clock.sleep))
    for _ in range(40):
        assert api.send(get_job()) == {"id": 4711}
    assert window.refusals


@pytest.mark.parametrize(
    ("retry_after", "pause"), [({}, 0), ({"retry_after": "5"}, 5), ({"retry_after": "7200"}, 7200)]
)
def test_a_429_closes_the_rate_limit_for_all_who_share_it(
    client: Make, service: Service, clock: Clock, retry_after: dict[str, str], pause: float
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 429, **retry_after), answer({"id": 4711}))
    rate_limit = RateLimit(calls=3, seconds=60, clock=clock, sleep=clock.sleep)
    with pytest.raises(RateLimitError):
        client(rate_limit=rate_limit, retry=None).send(get_job())
    client(rate_limit=rate_limit).send(get_job())
    assert clock.now == pytest.approx(1000 + pause)


def test_a_task_tells_of_a_429_too(async_client: MakeAsync, service: Service, clock: Clock) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, 429, retry_after="5"), answer({"id": 4711}))

    async def sleep(seconds: float) -> None:
        clock.sleep(seconds)

    async def run() -> None:
        rate_limit = RateLimit(calls=3, clock=clock, sleep_in_task=sleep)
        async with async_client(rate_limit=rate_limit, retry=None) as api:
            await api.raw(get_job())
            await api.raw(get_job())

    asyncio.run(run())
    assert clock.now == pytest.approx(1005)


def test_a_call_without_an_answer_counts(client: Make, service: Service, clock: Clock) -> None:
    from accountability import TransportError

    service.on("GET", "/v2/jobs/4711", httpx.ReadTimeout("late"), answer({}))
    api = client(rate_limit=RateLimit(calls=1, clock=clock, sleep=clock.sleep))
    with pytest.raises(TransportError):
        api.raw(get_job())
    api.raw(get_job())
    assert clock.now == pytest.approx(1060)


def test_a_call_that_may_take_longer_by_its_options_holds_its_slot_for_longer(
    client: Make, service: Service, clock: Clock, tmp_path: Path
) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock.now += 500  # longer than a call may take by the client's own settings
        client(rate_limit=rate_limit, account="slow").raw(get_job(4712))
        return answer({})

    service.on("GET", "/v2/jobs/4711", slow)
    rate_limit = RateLimit(calls=1, store=f"sqlite:///{tmp_path}/budget.db", clock=clock, sleep=refuse_to_wait)
    with pytest.raises(WouldWait):
        client(rate_limit=rate_limit, account="slow").with_options(timeout=1000).raw(get_job())


FORK = """
import os, signal, threading
from accountability import RateLimit

now, waits, parent = [0.0], threading.Semaphore(0), os.getpid()

def sleep(seconds):
    if os.getpid() == parent:
        waits.release()
        threading.Event().wait()
    now[0] += seconds

def hold():
    with ledger.permit():
        waits.release()
        threading.Event().wait()

ledger = RateLimit(calls=2, seconds=60, clock=lambda: now[0], sleep=sleep).limiter("account")
for _ in range(5):
    threading.Thread(target=hold, daemon=True).start()
    waits.acquire()
with ledger._store._lock:
    pid = os.fork()
if not pid:
    signal.alarm(20)
    with ledger.permit():
        os._exit(int(now[0]))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_child_waits_for_what_its_parent_had_under_way_and_for_nobody_who_waited_there() -> None:
    forks_on_purpose = ["-W", "ignore:This process:DeprecationWarning"]  # since 3.12 Python warns of threads at a fork
    command = [sys.executable, *forks_on_purpose, "-c", FORK]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("60\n", "")


def test_tasks_and_threads_count_together(client: Make, async_client: Any, service: Service, clock: Clock) -> None:
    account = str(uuid4())
    rate_limit = RateLimit(calls=1, clock=clock, sleep=clock.sleep)
    client(rate_limit=rate_limit, account=account).raw(get_job())

    async def sleep(seconds: float) -> None:
        clock.sleep(seconds)

    async def run() -> None:
        async with async_client(
            rate_limit=RateLimit(calls=1, clock=clock, sleep_in_task=sleep), account=account
        ) as api:
            await api.raw(get_job())

    asyncio.run(run())
    assert clock.now == pytest.approx(1060)


@pytest.mark.parametrize(
    ("settings_", "told"),
    [
        ({"calls": 0}, "expected calls=1 or more"),
        ({"seconds": 0}, "expected calls=1 or more"),
        ({"seconds": math.nan}, "expected calls=1 or more"),
        ({"seconds": math.inf}, "expected calls=1 or more"),
        ({"store": "postgres://user:secret@host/0"}, "got 'postgres'"),
        ({"store": "sqlite://budget.db"}, "sqlite:///file"),
    ],
)
def test_a_budget_that_cannot_be_is_refused(settings_: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        RateLimit(**settings_)
