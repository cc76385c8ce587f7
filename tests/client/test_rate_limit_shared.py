"""A budget shared by processes: counted together, fair, and sound when a process, a file or a server goes away."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import anyio.lowlevel
import pytest

from accountability import ConfigurationError, RateLimit, TransportError
from accountability._transport.rate_limit.limiter import RateLimiter
from accountability._transport.rate_limit.window import Rate

from .fake_service import Clock, Make, Service, answer, get_job

Process = Callable[..., RateLimiter]


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "redis":
        return str(request.getfixturevalue("redis_url"))
    return f"sqlite:///{tmp_path}/budget.db"


@pytest.fixture
def process(store: str, clock: Clock) -> Process:
    """Makes what each process has: a ledger of the account with a connection of its own."""
    account = str(uuid4())

    def make(call_seconds: float = 30, **settings: Any) -> RateLimiter:
        own_clock = lambda: clock.now  # noqa: E731 - a new one each time, so that nothing but the store is shared
        usual = {"calls": 1, "store": store, "clock": own_clock, "sleep": clock.sleep}
        return RateLimit(**{**usual, **settings}).limiter(account, call_seconds)

    return make


class WouldWait(Exception):
    """Raised instead of sleeping."""


def refuse_to_wait(seconds: float) -> None:
    raise WouldWait(seconds)


def spend(ledger: RateLimiter, times: int = 1) -> None:
    for _ in range(times):
        with ledger.permit():
            pass


def test_processes_are_counted_together(process: Process, clock: Clock) -> None:
    one, other = process(calls=3), process(calls=3)
    spend(one, 2)
    spend(other)
    assert clock.now == 1000
    spend(other)
    assert clock.now == pytest.approx(1060)


def test_each_process_counts_by_its_own_window_what_all_have_sent(process: Process, clock: Clock) -> None:
    long, short = process(calls=3), process(calls=2, seconds=10)
    spend(long)
    clock.now += 20
    spend(short)
    clock.now += 4
    spend(short, 2)
    assert clock.now == pytest.approx(1030)
    spend(long)
    assert clock.now == pytest.approx(1020 + 60)


def test_a_call_under_way_in_one_process_counts_in_another(process: Process) -> None:
    other = process(sleep=refuse_to_wait)
    with process().permit(), pytest.raises(WouldWait):
        spend(other)


def test_other_accounts_do_not_count(store: str, clock: Clock) -> None:
    rate_limit = RateLimit(calls=1, store=store, clock=clock, sleep=refuse_to_wait)
    for _ in range(3):
        spend(rate_limit.limiter(str(uuid4())))


def test_the_slot_of_a_process_that_is_gone_is_free_a_window_after_its_call_can_no_longer_run(
    process: Process, clock: Clock
) -> None:
    gone: AbstractContextManager[None] = process(call_seconds=30).permit()
    gone.__enter__()
    spend(process())
    assert clock.now == pytest.approx(1000 + 30 + 60)


def test_a_call_that_takes_longer_than_was_thought_counts_from_its_answer(process: Process, clock: Clock) -> None:
    with process(call_seconds=30).permit():
        clock.now += 200
    spend(process())
    assert clock.now == pytest.approx(1000 + 200 + 60)


def test_a_slot_is_free_a_window_after_its_answer_though_another_had_the_file_then(
    tmp_path: Path, clock: Clock
) -> None:
    came = threading.Event()

    def told() -> float:
        came.set()
        return clock.now

    ledger = RateLimit(calls=1, store=f"sqlite:///{tmp_path}/budget.db", clock=told, sleep=refuse_to_wait).limiter(
        "account"
    )
    with sqlite3.connect(tmp_path / "budget.db", isolation_level=None) as other:
        slot = ledger.permit()
        slot.__enter__()
        other.execute("BEGIN IMMEDIATE")
        came.clear()
        answering = threading.Thread(target=slot.__exit__, args=(None, None, None))
        answering.start()
        came.wait()
        clock.now += 30
        other.execute("ROLLBACK")
        answering.join()
    other.close()
    with pytest.raises(WouldWait, match=r"^30\."):
        spend(ledger)
    clock.now += 30
    spend(ledger)


@pytest.mark.parametrize("window", [1, 60])
def test_who_waits_in_one_process_is_not_passed_by_another(process: Process, clock: Clock, window: int) -> None:
    spend(process(seconds=window))
    went: list[str] = []

    def come_later(seconds: float) -> None:
        clock.now += seconds
        if clock.now > 998 + window and not went:
            went.append("came later")
            with pytest.raises(WouldWait):
                spend(process(seconds=window, sleep=refuse_to_wait))

    spend(process(seconds=window, sleep=come_later))
    assert went
    assert clock.now == pytest.approx(1000 + window)


def test_a_place_in_the_queue_is_lost_soon_after_its_time_when_its_process_is_gone(
    process: Process, clock: Clock
) -> None:
    spend(process())

    ledger = process()
    ledger._store.try_acquire("of a process that is gone", ledger._rate)
    clock.now += 61
    spend(process())
    assert clock.now == pytest.approx(1060 + 60 / 20 + 1)


def test_who_waits_behind_one_that_is_gone_asks_again_twenty_times_a_window(process: Process, clock: Clock) -> None:
    spend(process(seconds=10))
    ledger = process(seconds=10)
    ledger._store.try_acquire("of a process that is gone", ledger._rate)
    clock.now += 11
    spend(process(seconds=10))
    assert clock.now == pytest.approx(1010 + 10 / 20 + 1)


def test_who_wakes_a_little_late_keeps_the_place(process: Process, clock: Clock) -> None:
    spend(process())

    def oversleep(seconds: float) -> None:
        clock.now += seconds + 60 / 20 + 0.9
        with pytest.raises(WouldWait):
            spend(process(sleep=refuse_to_wait))

    spend(process(sleep=oversleep))
    assert clock.now == pytest.approx(1063.9)


def test_who_wakes_much_too_late_goes_all_the_same(process: Process, clock: Clock) -> None:
    spend(process())

    def oversleep(seconds: float) -> None:
        clock.now += seconds + 1000

    spend(process(sleep=oversleep))
    assert clock.now == pytest.approx(2060)


def test_who_gives_up_leaves_the_place_at_once(process: Process, clock: Clock) -> None:
    spend(process())
    clock.now += 59
    with pytest.raises(WouldWait):
        spend(process(sleep=refuse_to_wait))
    spend(process())
    assert clock.now == pytest.approx(1060)


def test_a_task_that_runs_out_of_time_leaves_the_place_at_once(process: Process, clock: Clock) -> None:
    spend(process())
    clock.now += 59

    async def run() -> None:
        with anyio.CancelScope() as time:

            async def run_out(seconds: float) -> None:
                time.cancel()
                await anyio.lowlevel.checkpoint()

            async with process(sleep_in_task=run_out).permit_async():
                raise AssertionError("there is none")

    anyio.run(run)
    spend(process())
    assert clock.now == pytest.approx(1060)


def test_a_task_that_is_cancelled_while_it_asks_leaves_nothing_behind(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = process()
    asking, may_ask, dropped = threading.Event(), threading.Event(), threading.Event()
    ask, drop = ledger._store.try_acquire, ledger._store.cancel

    def slow(ticket: str, rate: Rate) -> float:
        asking.set()
        assert may_ask.wait(timeout=10)
        return ask(ticket, rate)

    def tell(ticket: str) -> None:
        drop(ticket)
        dropped.set()

    monkeypatch.setattr(ledger._store, "try_acquire", slow)
    monkeypatch.setattr(ledger._store, "cancel", tell)

    async def call() -> None:
        async with ledger.permit_async():
            raise AssertionError("it was cancelled before")

    async def run() -> None:
        task = asyncio.create_task(call())
        await asyncio.to_thread(asking.wait)
        task.cancel()
        await asyncio.to_thread(dropped.wait, 0.1)  # too early: what is asked for then would be kept by nobody
        may_ask.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    spend(process(sleep=refuse_to_wait))


def test_a_store_that_does_not_answer_is_told_to_a_task_as_well(tmp_path: Path) -> None:
    path = tmp_path / "budget.db"
    ledger = RateLimit(store=f"sqlite:///{path}").limiter("account")
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE waiting")
    other.close()

    async def call() -> None:
        async with ledger.permit_async():
            raise AssertionError("nothing may be sent")

    with pytest.raises(TransportError, match="cannot be used now: no such table: waiting"):
        asyncio.run(call())


def test_a_429_stops_every_process_for_as_long_as_it_asks(process: Process, clock: Clock) -> None:
    one, other = process(calls=100), process(calls=100)
    spend(one)
    one.pause(7)
    spend(other)
    assert clock.now == pytest.approx(1007)


def test_the_end_of_a_429_frees_no_slot(process: Process, clock: Clock) -> None:
    one = process(calls=1)
    spend(one)
    one.pause(7)
    spend(process(calls=1))
    assert clock.now == pytest.approx(1060)


def test_a_clock_that_was_set_back_does_not_close_the_account(process: Process, clock: Clock) -> None:
    one = process(calls=1)
    spend(one)
    one.pause(50)
    with pytest.raises(WouldWait):
        spend(process(sleep=refuse_to_wait))
    clock.now = 100
    spend(process())
    assert clock.now == pytest.approx(160)


def test_a_place_of_a_process_that_is_gone_is_lost_when_the_clock_was_set_back(process: Process, clock: Clock) -> None:
    spend(process())
    ledger = process()
    ledger._store.try_acquire("of a process that is gone", ledger._rate)
    clock.now = 100
    spend(process())
    assert clock.now == pytest.approx(160)


SPEND = """
import sys
from accountability import RateLimit

class WouldWait(Exception): pass

def refuse(seconds): raise WouldWait

ledger = RateLimit(calls=7, seconds=3600, store=sys.argv[1], sleep=refuse).limiter(sys.argv[2])
spent = 0
try:
    while spent < 7:
        with ledger.permit():
            spent += 1
except WouldWait:
    pass
print(spent)
"""


def test_real_processes_that_begin_together_share_what_there_is(store: str) -> None:
    command = [sys.executable, "-c", SPEND, store, str(uuid4())]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    spent = [int(each.communicate(timeout=60)[0]) for each in running]
    assert sum(spent) == 7


FORK = """
import os, signal, sys, threading
from accountability import RateLimit

def refuse(seconds): os._exit(7)

def hold():
    with ledger._store._transaction():
        begun.set()
        may_end.wait(1)

ledger = RateLimit(calls=1, seconds=3600, store=sys.argv[1], sleep=refuse).limiter("account")
begun, may_end = threading.Event(), threading.Event()
with ledger.permit():
    threading.Thread(target=hold).start()
    begun.wait()
    threading.Timer(0.1, may_end.set).start()
    pid = os.fork()
    if not pid:
        signal.alarm(20)
        with ledger.permit():
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert ledger._store.try_acquire("of the parent", ledger._rate) > 3500
print(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_parent_and_child_both_count_after_a_fork_while_a_thread_was_counting(tmp_path: Path) -> None:
    forks_on_purpose = ["-W", "ignore:This process:DeprecationWarning"]  # since 3.12 Python warns of threads at a fork
    command = [sys.executable, *forks_on_purpose, "-c", FORK, f"sqlite:///{tmp_path}/budget.db"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("7\n", "")


OPEN_IN_A_CHILD = """
import os, sys
from accountability import RateLimit

ledger = RateLimit(store=sys.argv[1]).limiter("account")
with ledger.permit():
    pass
pid = os.fork()
if pid:
    os.waitpid(pid, 0)
else:
    folder = "/proc/self/fd"
    links = (os.path.join(folder, each) for each in os.listdir(folder))
    print([os.readlink(each) for each in links if "budget.db" in os.path.realpath(each)])
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what a process has open cannot be seen here")
def test_a_child_has_none_of_its_parents_locks(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN_IN_A_CHILD, f"sqlite:///{tmp_path}/budget.db"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_redis_goes_by_its_own_time(redis_url: str) -> None:
    ledger = RateLimit(calls=1, seconds=3600, store=redis_url).limiter(str(uuid4()))
    spend(ledger)
    assert 3590 < ledger._store.try_acquire("next", ledger._rate) < 3600


def test_a_call_that_asks_redis_again_since_the_answer_was_lost_goes_by_the_slot_it_has(redis_url: str) -> None:
    ledger = RateLimit(calls=1, store=redis_url).limiter(str(uuid4()))
    assert [ledger._store.try_acquire("the same", ledger._rate) for _ in range(2)] == [0, 0]
    assert ledger._store.try_acquire("another", ledger._rate) > 0


def seconds_kept(redis_url: str, account: str) -> list[int]:
    """How long each key of the account is still kept; not empty."""
    import redis

    with redis.Redis.from_url(redis_url) as server:
        kept = [server.ttl(key) for key in server.keys(f"*{account}*")]
    assert kept
    return kept


def test_what_is_kept_in_redis_goes_when_it_counts_no_longer(redis_url: str) -> None:
    account = str(uuid4())
    spend(RateLimit(store=redis_url).limiter(account, 30))
    assert all(90 <= seconds <= 150 for seconds in seconds_kept(redis_url, account))


def test_what_is_kept_in_redis_stays_while_it_counts(redis_url: str) -> None:
    account = str(uuid4())
    ledger = RateLimit(store=redis_url).limiter(account, 300)
    with ledger.permit():
        assert min(seconds_kept(redis_url, account)) >= 300 + 60
    ledger.pause(1000)
    assert all(1000 <= seconds <= 1500 for seconds in seconds_kept(redis_url, account))


def test_what_is_kept_in_redis_does_not_grow_with_the_calls(redis_url: str, clock: Clock) -> None:
    import redis

    account = str(uuid4())
    ledger = RateLimit(calls=1, store=redis_url, clock=clock, sleep=clock.sleep).limiter(account)

    def kept() -> int:
        return sum(server.memory_usage(key) or 0 for key in server.keys(f"*{account}*"))

    with redis.Redis.from_url(redis_url) as server:
        spend(ledger, 5)
        at_first = kept()
        spend(ledger, 200)
        assert 0 < kept() < 2 * at_first


# What cannot be counted is not sent


@pytest.mark.parametrize("content", [b"no database at all, but a text of some length" * 30, None])
def test_a_file_that_cannot_be_used_is_named_when_the_client_is_made(
    client: Make, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "budget.db"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"rate_limit: expected to use the store .*budget\.db, got: "):
        client(rate_limit=RateLimit(store=f"sqlite:///{path}"))


def test_a_file_that_another_has_locked_stops_the_call(
    client: Make, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountability._transport.rate_limit.sqlite._BUSY_TIMEOUT", 0.01)
    path = tmp_path / "budget.db"
    api = client(rate_limit=RateLimit(store=f"sqlite:///{path}"))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            TransportError, match=r"rate_limit: the store .*budget\.db cannot be used now: .*locked"
        ) as caught:
            api.raw(get_job())
        other.execute("ROLLBACK")
    assert not caught.value.sent
    assert caught.value.safe_to_retry
    assert service.requests == []
    other.close()


def test_a_redis_that_is_not_there_stops_the_call(client: Make, service: Service) -> None:
    api = client(rate_limit=RateLimit(store="redis://:s3cret-word@127.0.0.1:1/0?password=s3cret-word"))
    with pytest.raises(
        TransportError, match=r"rate_limit: the store redis://127\.0\.0\.1:1/0 cannot be used now"
    ) as caught:
        api.raw(get_job())
    assert not caught.value.sent
    assert caught.value.safe_to_retry
    assert "s3cret-word" not in str(caught.value)
    assert service.requests == []


def test_an_answer_is_handed_on_though_the_store_went_away_meanwhile(
    client: Make, service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    api = client(rate_limit=RateLimit(store=f"sqlite:///{tmp_path}/budget.db"))

    def drop_tables(request: object) -> object:
        with sqlite3.connect(tmp_path / "budget.db") as other:
            other.execute("DROP TABLE call")
        other.close()
        return answer({"id": 4711})

    service.on("GET", "/v2/jobs/4711", drop_tables)
    assert api.send(get_job()) == {"id": 4711}
    assert "the permit counts until its call can no longer be in progress" in caplog.text.lower()


def test_without_the_redis_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'accountability-client\[redis\]'"):
        RateLimit(store="redis://localhost/7").limiter("account")


def test_a_password_of_redis_is_not_shown() -> None:
    assert "s3cret-word" not in repr(RateLimit(store="redis://:s3cret-word@localhost/0"))
    with pytest.raises(ConfigurationError, match="got an invalid URL") as caught:
        RateLimit(store="redis://:s3cret-word@localhost:port/0").limiter("account")
    assert "s3cret-word" not in str(caught.value)


def test_memory_needs_no_package_of_a_store() -> None:
    code = "import sys\nfrom accountability import RateLimit\nRateLimit().limiter('a')\n"
    code += "print({'redis', 'sqlite3'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
