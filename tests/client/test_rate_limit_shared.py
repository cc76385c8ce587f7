"""A rate limit shared by processes: fair, and correct when a process ends or a store fails."""

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
from accountability._transport.rate_limit.window import Rate

from .fake_service import Clock, Make, Service, get_job, response
from .limiters import Limiter

Process = Callable[..., Limiter]


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "redis":
        return str(request.getfixturevalue("redis_url"))
    return f"sqlite:///{tmp_path}/calls.db"


@pytest.fixture
def process(store: str, clock: Clock) -> Process:
    """Return a factory of limiters as each process has them: one account, each with its own connection."""
    account = str(uuid4())

    def make(call_seconds: float = 30, **settings: Any) -> Limiter:
        process_clock = lambda: clock.now  # noqa: E731 - a new function for each limiter, so that they share only the store
        defaults = {"calls": 1, "store": store, "clock": process_clock, "sleep": clock.sleep}
        return Limiter(RateLimit(**{**defaults, **settings}), account, call_seconds)

    return make


class WouldWait(Exception):
    """Raised instead of sleeping."""


def raise_instead_of_waiting(seconds: float) -> None:
    raise WouldWait(seconds)


def make_calls(limiter: Limiter, times: int = 1) -> None:
    for _ in range(times):
        with limiter.permit():
            pass


def test_processes_are_counted_together(process: Process, clock: Clock) -> None:
    first, other = process(calls=3), process(calls=3)
    make_calls(first, 2)
    make_calls(other)
    assert clock.now == 1000
    make_calls(other)
    assert clock.now == pytest.approx(1060)


def test_each_process_counts_by_its_own_window_what_all_have_sent(process: Process, clock: Clock) -> None:
    long, short = process(calls=3), process(calls=2, seconds=10)
    make_calls(long)
    clock.now += 20
    make_calls(short)
    clock.now += 4
    make_calls(short, 2)
    assert clock.now == pytest.approx(1030)
    make_calls(long)
    assert clock.now == pytest.approx(1020 + 60)


def test_a_call_under_way_in_one_process_counts_in_another(process: Process) -> None:
    other = process(sleep=raise_instead_of_waiting)
    with process().permit(), pytest.raises(WouldWait):
        make_calls(other)


def test_other_accounts_do_not_count(store: str, clock: Clock) -> None:
    rate_limit = RateLimit(calls=1, store=store, clock=clock, sleep=raise_instead_of_waiting)
    for _ in range(3):
        make_calls(Limiter(rate_limit, str(uuid4())))


def test_the_permit_of_an_ended_process_is_available_a_window_after_the_maximum_duration_of_its_call(
    process: Process, clock: Clock
) -> None:
    unfinished: AbstractContextManager[None] = process(call_seconds=30).permit()
    unfinished.__enter__()
    make_calls(process())
    assert clock.now == pytest.approx(1000 + 30 + 60)


def test_a_call_that_takes_longer_than_expected_counts_from_its_response(process: Process, clock: Clock) -> None:
    with process(call_seconds=30).permit():
        clock.now += 200
    make_calls(process())
    assert clock.now == pytest.approx(1000 + 200 + 60)


def test_a_permit_is_available_a_window_after_its_response_even_if_the_file_was_locked(
    tmp_path: Path, clock: Clock
) -> None:
    clock_read = threading.Event()

    def read_clock() -> float:
        clock_read.set()
        return clock.now

    limiter = Limiter(
        RateLimit(calls=1, store=f"sqlite:///{tmp_path}/calls.db", clock=read_clock, sleep=raise_instead_of_waiting),
        "account",
    )
    with sqlite3.connect(tmp_path / "calls.db", isolation_level=None) as other:
        permit = limiter.permit()
        permit.__enter__()
        other.execute("BEGIN IMMEDIATE")
        clock_read.clear()
        thread = threading.Thread(target=permit.__exit__, args=(None, None, None))
        thread.start()
        clock_read.wait()
        clock.now += 30
        other.execute("ROLLBACK")
        thread.join()
    other.close()
    with pytest.raises(WouldWait, match=r"^30\."):
        make_calls(limiter)
    clock.now += 30
    make_calls(limiter)


@pytest.mark.parametrize("window", [1, 60])
def test_a_waiting_process_is_not_overtaken_by_another(process: Process, clock: Clock, window: int) -> None:
    make_calls(process(seconds=window))
    later_calls: list[str] = []

    def call_later(seconds: float) -> None:
        clock.now += seconds
        if clock.now > 998 + window and not later_calls:
            later_calls.append("called")
            with pytest.raises(WouldWait):
                make_calls(process(seconds=window, sleep=raise_instead_of_waiting))

    make_calls(process(seconds=window, sleep=call_later))
    assert later_calls
    assert clock.now == pytest.approx(1000 + window)


def test_the_queue_entry_of_an_ended_process_expires_shortly_after_its_turn(process: Process, clock: Clock) -> None:
    make_calls(process())

    limiter = process()
    limiter.store.try_acquire("of an ended process", limiter.rate)
    clock.now += 61
    make_calls(process())
    assert clock.now == pytest.approx(1060 + 60 / 20 + 1)


def test_a_process_behind_an_ended_one_queries_the_store_twenty_times_a_window(process: Process, clock: Clock) -> None:
    make_calls(process(seconds=10))
    limiter = process(seconds=10)
    limiter.store.try_acquire("of an ended process", limiter.rate)
    clock.now += 11
    make_calls(process(seconds=10))
    assert clock.now == pytest.approx(1010 + 10 / 20 + 1)


def test_a_process_that_wakes_slightly_late_keeps_its_turn(process: Process, clock: Clock) -> None:
    make_calls(process())

    def oversleep(seconds: float) -> None:
        clock.now += seconds + 60 / 20 + 0.9
        with pytest.raises(WouldWait):
            make_calls(process(sleep=raise_instead_of_waiting))

    make_calls(process(sleep=oversleep))
    assert clock.now == pytest.approx(1063.9)


def test_a_process_that_wakes_very_late_still_gets_a_permit(process: Process, clock: Clock) -> None:
    make_calls(process())

    def oversleep(seconds: float) -> None:
        clock.now += seconds + 1000

    make_calls(process(sleep=oversleep))
    assert clock.now == pytest.approx(2060)


def test_a_process_that_stops_waiting_leaves_the_queue_immediately(process: Process, clock: Clock) -> None:
    make_calls(process())
    clock.now += 59
    with pytest.raises(WouldWait):
        make_calls(process(sleep=raise_instead_of_waiting))
    make_calls(process())
    assert clock.now == pytest.approx(1060)


def test_a_task_that_times_out_leaves_the_queue_immediately(process: Process, clock: Clock) -> None:
    make_calls(process())
    clock.now += 59

    async def run() -> None:
        with anyio.CancelScope() as scope:

            async def time_out(seconds: float) -> None:
                scope.cancel()
                await anyio.lowlevel.checkpoint()

            async with process(async_sleep=time_out).permit_async():
                raise AssertionError("no permit is available")

    anyio.run(run)
    make_calls(process())
    assert clock.now == pytest.approx(1060)


def test_a_task_cancelled_during_a_store_query_leaves_no_queue_entry(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = process()
    querying, may_query, dropped = threading.Event(), threading.Event(), threading.Event()
    ask, drop = limiter.store.try_acquire, limiter.store.cancel

    def slow_query(ticket: str, rate: Rate) -> float:
        querying.set()
        assert may_query.wait(timeout=10)
        return ask(ticket, rate)

    def record_drop(ticket: str) -> None:
        drop(ticket)
        dropped.set()

    monkeypatch.setattr(limiter.store, "try_acquire", slow_query)
    monkeypatch.setattr(limiter.store, "cancel", record_drop)

    async def call() -> None:
        async with limiter.permit_async():
            raise AssertionError("the task was cancelled before")

    async def run() -> None:
        task = asyncio.create_task(call())
        await asyncio.to_thread(querying.wait)
        task.cancel()
        await asyncio.to_thread(dropped.wait, 0.1)  # before the query ends, its entry would not be dropped
        may_query.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    make_calls(process(sleep=raise_instead_of_waiting))


def test_an_unavailable_store_is_a_transport_error_in_the_asynchronous_client(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    limiter = Limiter(RateLimit(store=f"sqlite:///{path}"), "account")
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE waiting")
    other.close()

    async def call() -> None:
        async with limiter.permit_async():
            raise AssertionError("nothing can be sent")

    with pytest.raises(TransportError, match="cannot be used now: no such table: waiting"):
        asyncio.run(call())


def test_a_429_pauses_every_process_for_retry_after(process: Process, clock: Clock) -> None:
    first, other = process(calls=100), process(calls=100)
    make_calls(first)
    first.pause(7)
    make_calls(other)
    assert clock.now == pytest.approx(1007)


def test_the_end_of_a_pause_makes_no_permit_available(process: Process, clock: Clock) -> None:
    first = process(calls=1)
    make_calls(first)
    first.pause(7)
    make_calls(process(calls=1))
    assert clock.now == pytest.approx(1060)


def test_a_clock_that_was_set_back_does_not_block_the_account(process: Process, clock: Clock) -> None:
    first = process(calls=1)
    make_calls(first)
    first.pause(50)
    with pytest.raises(WouldWait):
        make_calls(process(sleep=raise_instead_of_waiting))
    clock.now = 100
    make_calls(process())
    assert clock.now == pytest.approx(160)


def test_the_queue_entry_of_an_ended_process_expires_when_the_clock_is_set_back(process: Process, clock: Clock) -> None:
    make_calls(process())
    limiter = process()
    limiter.store.try_acquire("of an ended process", limiter.rate)
    clock.now = 100
    make_calls(process())
    assert clock.now == pytest.approx(160)


COUNT_CALLS = """
import sys
from accountability import RateLimit
from tests.client.limiters import Limiter

class WouldWait(Exception): pass

def do_not_wait(seconds): raise WouldWait

limiter = Limiter(RateLimit(calls=7, seconds=3600, store=sys.argv[1], sleep=do_not_wait), sys.argv[2])
spent = 0
try:
    while spent < 7:
        with limiter.permit():
            spent += 1
except WouldWait:
    pass
print(spent)
"""


def test_real_processes_that_start_together_share_the_permits(store: str) -> None:
    command = [sys.executable, "-c", COUNT_CALLS, store, str(uuid4())]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    counts = [int(process.communicate(timeout=60)[0]) for process in processes]
    assert sum(counts) == 7


FORK = """
import os, signal, sys, threading
from accountability import RateLimit
from tests.client.limiters import Limiter

def do_not_wait(seconds): os._exit(7)

def hold():
    with limiter.store._transaction():
        begun.set()
        may_end.wait(1)

limiter = Limiter(RateLimit(calls=1, seconds=3600, store=sys.argv[1], sleep=do_not_wait), "account")
begun, may_end = threading.Event(), threading.Event()
with limiter.permit():
    threading.Thread(target=hold).start()
    begun.wait()
    threading.Timer(0.1, may_end.set).start()
    pid = os.fork()
    if not pid:
        signal.alarm(20)
        with limiter.permit():
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert limiter.store.try_acquire("of the parent", limiter.rate) > 3500
print(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_parent_and_child_both_count_after_a_fork_during_a_transaction(tmp_path: Path) -> None:
    options = ["-W", "ignore:This process:DeprecationWarning"]  # Python 3.12 and later warn about threads at a fork
    command = [sys.executable, *options, "-c", FORK, f"sqlite:///{tmp_path}/calls.db"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (result.stdout, result.stderr) == ("7\n", "")


OPEN_IN_A_CHILD = """
import os, sys
from accountability import RateLimit
from tests.client.limiters import Limiter

limiter = Limiter(RateLimit(store=sys.argv[1]), "account")
with limiter.permit():
    pass
pid = os.fork()
if pid:
    os.waitpid(pid, 0)
else:
    folder = "/proc/self/fd"
    links = (os.path.join(folder, name) for name in os.listdir(folder))
    print([os.readlink(link) for link in links if "calls.db" in os.path.realpath(link)])
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this platform does not list open files")
def test_a_forked_child_has_none_of_its_parents_file_locks(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN_IN_A_CHILD, f"sqlite:///{tmp_path}/calls.db"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (result.stdout, result.stderr) == ("[]\n", "")


def test_redis_uses_its_own_time(redis_url: str) -> None:
    limiter = Limiter(RateLimit(calls=1, seconds=3600, store=redis_url), str(uuid4()))
    make_calls(limiter)
    assert 3590 < limiter.store.try_acquire("next", limiter.rate) < 3600


def test_a_redis_query_that_is_retried_returns_the_same_permit(redis_url: str) -> None:
    limiter = Limiter(RateLimit(calls=1, store=redis_url), str(uuid4()))
    assert [limiter.store.try_acquire("the same", limiter.rate) for _ in range(2)] == [0, 0]
    assert limiter.store.try_acquire("another", limiter.rate) > 0


def key_lifetimes(redis_url: str, account: str) -> list[int]:
    """Return the remaining lifetime of each key of the account in seconds, at least one."""
    import redis

    with redis.Redis.from_url(redis_url) as server:
        lifetimes = [server.ttl(key) for key in server.keys(f"*{account}*")]
    assert lifetimes
    return lifetimes


def test_redis_keys_expire_when_they_no_longer_count(redis_url: str) -> None:
    account = str(uuid4())
    make_calls(Limiter(RateLimit(store=redis_url), account, 30))
    assert all(90 <= seconds <= 150 for seconds in key_lifetimes(redis_url, account))


def test_redis_keys_do_not_expire_while_they_count(redis_url: str) -> None:
    account = str(uuid4())
    limiter = Limiter(RateLimit(store=redis_url), account, 300)
    with limiter.permit():
        assert min(key_lifetimes(redis_url, account)) >= 300 + 60
    limiter.pause(1000)
    assert all(1000 <= seconds <= 1500 for seconds in key_lifetimes(redis_url, account))


def test_redis_memory_does_not_grow_with_the_number_of_calls(redis_url: str, clock: Clock) -> None:
    import redis

    account = str(uuid4())
    limiter = Limiter(RateLimit(calls=1, store=redis_url, clock=clock, sleep=clock.sleep), account)

    def memory_usage() -> int:
        return sum(server.memory_usage(key) or 0 for key in server.keys(f"*{account}*"))

    with redis.Redis.from_url(redis_url) as server:
        make_calls(limiter, 5)
        initial = memory_usage()
        make_calls(limiter, 200)
        assert 0 < memory_usage() < 2 * initial


# A call that cannot be counted is not sent


@pytest.mark.parametrize("content", [b"not a database, but a text of some length" * 30, None])
def test_a_file_that_cannot_be_used_is_an_error_when_the_client_is_created(
    client: Make, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "calls.db"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"rate_limit: expected to use the store .*calls\.db, got: "):
        client(rate_limit=RateLimit(store=f"sqlite:///{path}"))


def test_a_call_is_not_sent_if_another_process_has_locked_the_file(
    client: Make, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountability._transport.rate_limit.sqlite._BUSY_TIMEOUT", 0.01)
    path = tmp_path / "calls.db"
    api = client(rate_limit=RateLimit(store=f"sqlite:///{path}"))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            TransportError, match=r"rate_limit: the store .*calls\.db cannot be used now: .*locked"
        ) as exc_info:
            api.raw(get_job())
        other.execute("ROLLBACK")
    assert not exc_info.value.sent
    assert exc_info.value.safe_to_retry
    assert service.requests == []
    other.close()


def test_a_call_is_not_sent_if_redis_is_unavailable(client: Make, service: Service) -> None:
    api = client(rate_limit=RateLimit(store="redis://:s3cret-word@127.0.0.1:1/0?password=s3cret-word"))
    with pytest.raises(
        TransportError, match=r"rate_limit: the store redis://127\.0\.0\.1:1/0 cannot be used now"
    ) as exc_info:
        api.raw(get_job())
    assert not exc_info.value.sent
    assert exc_info.value.safe_to_retry
    assert "s3cret-word" not in str(exc_info.value)
    assert service.requests == []


def test_a_response_is_returned_if_the_store_fails_after_it(
    client: Make, service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    api = client(rate_limit=RateLimit(store=f"sqlite:///{tmp_path}/calls.db"))

    def drop_tables(request: object) -> object:
        with sqlite3.connect(tmp_path / "calls.db") as other:
            other.execute("DROP TABLE call")
        other.close()
        return response({"id": 4711})

    service.on("GET", "/v2/jobs/4711", drop_tables)
    assert api.send(get_job()) == {"id": 4711}
    assert "the permit counts until its call can no longer be in progress" in caplog.text.lower()


def test_the_error_without_the_redis_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'accountability-client\[redis\]'"):
        Limiter(RateLimit(store="redis://localhost/7"), "account")


def test_a_password_of_redis_is_not_shown() -> None:
    assert "s3cret-word" not in repr(RateLimit(store="redis://:s3cret-word@localhost/0"))
    with pytest.raises(ConfigurationError, match="got an invalid URL") as exc_info:
        Limiter(RateLimit(store="redis://:s3cret-word@localhost:port/0"), "account")
    assert "s3cret-word" not in str(exc_info.value)


def test_the_memory_store_imports_no_other_store() -> None:
    code = "import sys\nfrom accountability import Accountability, ApiToken\nAccountability(ApiToken('a'))\n"
    code += "print({'redis', 'sqlite3'} & {*sys.modules})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"
