"""Access tokens kept in a file: found by the next run and by other processes, and by nobody else."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from accountability import Accountability, ConfigurationError, PasswordGrant, UnauthorizedError

from .fake_service import API_TOKEN, Clock, Make, MakeAsync, Service, answer, get_job

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and locks are those of POSIX")
Run = Callable[..., Accountability]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "cache" / "tokens.json"


@pytest.fixture
def kept(path: Path, clock: Clock) -> Callable[..., PasswordGrant]:
    """Makes grants that share the file; the calendar goes with the clock."""

    def make(**changes: Any) -> PasswordGrant:
        usual: dict[str, Any] = {"tenant_id": "acme", "username": "ops@acme.example", "api_token": API_TOKEN}
        times = {"clock": clock, "calendar": lambda: clock.now + 1.7e9}
        return PasswordGrant(**{**usual, **times, "token_cache": path, **changes})

    return make


@pytest.fixture
def run(client: Make, service: Service, kept: Callable[..., PasswordGrant]) -> Run:
    """Makes what each run of a program has: a client that knows nothing but the file."""
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))

    def make(**changes: Any) -> Accountability:
        return client(kept(**changes))

    return make


def grants(service: Service) -> list[str]:
    return [form["grant_type"] for form in service.forms()]


def test_the_next_run_asks_for_no_token(run: Run, service: Service) -> None:
    run().send(get_job())
    run().send(get_job())
    assert grants(service) == ["password"]
    assert [request.headers["authorization"] for request in service.to("/v2/jobs/4711")] == ["Bearer access-1"] * 2


def test_a_run_after_the_tokens_end_uses_the_kept_refresh_token(run: Run, service: Service, clock: Clock) -> None:
    run().send(get_job())
    clock.now += 3541
    run().send(get_job())
    clock.now += 3000
    run().send(get_job())
    assert grants(service) == ["password", "refresh_token"]


def test_the_end_is_told_by_the_calendar_though_the_clock_began_anew(run: Run, service: Service, clock: Clock) -> None:
    run().send(get_job())
    later = clock.now + 1.7e9 + 3541
    run(clock=lambda: 5.0, calendar=lambda: later).send(get_job())
    assert grants(service) == ["password", "refresh_token"]


def test_a_token_that_was_revoked_is_renewed_once_for_all(run: Run, service: Service) -> None:
    one, other = run(), run()
    for api in (one, other):
        api.send(get_job())
    service.on(
        "GET",
        "/v2/jobs/4711",
        lambda request: answer({"id": 4711}, 401 if request.headers["authorization"] == "Bearer access-1" else 200),
    )
    for api in (one, other):
        api.send(get_job())
    assert grants(service) == ["password", "refresh_token"]


def test_others_wait_while_one_renews_and_use_what_it_got(run: Run, service: Service) -> None:
    count = 6
    clients = [run() for _ in range(count)]
    begun = threading.Semaphore(0)

    def grant_when_all_have_begun(request: object) -> object:
        for _ in range(count):
            assert begun.acquire(timeout=5)
        return answer({"access_token": "shared", "refresh_token": "again"})

    def call(api: Accountability) -> None:
        begun.release()
        api.send(get_job())

    service.on("POST", "/v1/token", grant_when_all_have_begun)
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(call, clients))
    assert grants(service) == ["password"]


def test_tasks_wait_without_stopping_the_loop(
    async_client: MakeAsync, kept: Callable[..., PasswordGrant], service: Service
) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"id": 4711}))

    async def slow(request: Any) -> Any:
        await asyncio.sleep(0)
        return service(request)

    async def call() -> None:
        async with async_client(kept(), slow) as api:
            await api.send(get_job())

    async def everyone() -> None:
        await asyncio.gather(*(call() for _ in range(3)))

    asyncio.run(everyone())
    assert grants(service) == ["password"]


def test_one_that_is_stuck_is_not_waited_for_for_ever(
    run: Run, service: Service, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr("accountability._auth.token_cache._LOCK_TIMEOUT", 0.02)
    monkeypatch.setattr("accountability._auth.token_cache._POLL_INTERVAL", 0.01)
    api = run()
    with path.with_name("tokens.json.lock").open("w") as stuck:
        fcntl.flock(stuck, fcntl.LOCK_EX)
        assert api.send(get_job()) == {"id": 4711}


FORK = """
import os, signal, sys
from accountability._auth.token_cache import TokenCache

mine, other = TokenCache(sys.argv[1], "me"), TokenCache(sys.argv[1], "me")
assert list(mine.acquire_lock()) == []
pid = os.fork()
if not pid:
    signal.pause()
try:
    mine.release()
    print(len(list(other.acquire_lock())))
finally:
    os.kill(pid, signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_child_that_was_forked_while_one_renewed_holds_up_nobody(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FORK, path], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_failed_renewal_lets_the_next_try(run: Run, service: Service) -> None:
    service.on("POST", "/v1/token", answer({"error": "invalid_grant"}, 400), answer({"access_token": "mended"}))
    with pytest.raises(UnauthorizedError):
        run().send(get_job())
    assert run().send(get_job()) == {"id": 4711}


@pytest.mark.parametrize("other", [{"tenant_id": "other"}, {"username": "eve@acme.example"}])
def test_another_user_has_tokens_of_his_own(run: Run, service: Service, other: dict[str, str]) -> None:
    run().send(get_job())
    run(**other).send(get_job())
    run().send(get_job())
    run(**other).send(get_job())
    assert grants(service) == ["password", "password"]


def test_another_service_is_not_shown_the_tokens(
    client: Make, kept: Callable[..., PasswordGrant], service: Service
) -> None:
    client(kept()).raw(get_job())
    client(kept(), base_url="https://elsewhere.example").raw(get_job())
    assert grants(service) == ["password", "password"]


def test_the_file_is_the_users_alone_and_tells_whose_tokens_it_holds_to_nobody(run: Run, path: Path) -> None:
    run().send(get_job())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(each.name for each in path.parent.iterdir()) == ["tokens.json", "tokens.json.lock"]
    told = path.read_text()
    assert "access-1" in told
    assert not [word for word in ("acme", "ops", API_TOKEN) if word in told]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666, 0o601, 0o610])
def test_a_file_that_others_may_use_is_refused_when_the_client_is_made(run: Run, path: Path, mode: int) -> None:
    run().send(get_job())
    path.chmod(mode)
    with pytest.raises(
        ConfigurationError, match=r"token_cache: expected that only you can read .*tokens\.json\. Run `chmod 600`"
    ):
        run()


def test_a_link_is_refused(run: Run, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parent / "elsewhere")
    with pytest.raises(ConfigurationError, match=r"token_cache: .* the symbolic link"):
        run()


def test_a_path_that_cannot_be_is_refused(run: Run, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"token_cache: expected to use .*: Is a directory"):
        run()


@pytest.mark.parametrize("content", ["{", "[]", "\xff\xfe", '{"half": '])
def test_a_file_that_cannot_be_read_is_ignored_with_a_warning_and_mended(
    run: Run, service: Service, path: Path, content: str
) -> None:
    run()
    path.write_text(content, encoding="latin-1")
    with pytest.warns(RuntimeWarning, match=r"token_cache: expected stored tokens in .* It is ignored") as told:
        run().send(get_job())
    assert all("access-1" not in str(each.message) for each in told)
    run().send(get_job())
    assert grants(service) == ["password"]


@pytest.mark.parametrize(
    "entry",
    [
        7,
        {},
        {"access": "a", "refresh": "r", "renew_at": "soon"},
        {"access": None},
        {"access": "a", "refresh": "r", "renew_at": 10**400},
        {"access": "a", "refresh": "r", "renew_at": float("inf")},
        {"access": "a\nb: c", "refresh": "r", "renew_at": 9e9},
        {"access": "a", "refresh": "\ud800", "renew_at": 0},
    ],
)
def test_an_entry_that_is_none_is_got_anew(run: Run, service: Service, path: Path, entry: Any) -> None:
    run().send(get_job())
    path.write_text(json.dumps(dict.fromkeys(json.loads(path.read_text()), entry)))
    run().send(get_job())
    assert grants(service) == ["password", "password"]


@pytest.mark.parametrize("when", ["it is made", "it is written"])
def test_a_disk_that_is_full_costs_the_kept_tokens_and_not_the_call(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    opened = os.open

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def full_for_new(path: Any, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL:
            full()
        return opened(path, flags, mode)

    if when == "it is made":
        monkeypatch.setattr("accountability._auth.token_cache.os.open", full_for_new)
    else:
        monkeypatch.setattr("accountability._auth.token_cache.json.dump", full)
    with pytest.warns(RuntimeWarning, match="token_cache: expected to write .*: No space left on device"):
        assert run().send(get_job()) == {"id": 4711}
    assert sorted(each.name for each in path.parent.iterdir()) == ["tokens.json", "tokens.json.lock"]


def test_nothing_of_it_is_logged(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    run().send(get_job())
    run().send(get_job())
    assert caplog.text
    assert not [word for word in ("access-1", "refresh-1", API_TOKEN) if word in caplog.text]
