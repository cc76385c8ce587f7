"""The token cache: a file with access tokens for the next run and for other processes of the user."""

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

from .fake_service import API_TOKEN, Clock, Make, MakeAsync, Service, get_job, response

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and locks are those of POSIX")
Run = Callable[..., Accountability]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "cache" / "tokens.json"


@pytest.fixture
def make_grant(path: Path, clock: Clock) -> Callable[..., PasswordGrant]:
    """Return a factory of grants that share the file; the calendar follows the clock."""

    def make(**changes: Any) -> PasswordGrant:
        defaults: dict[str, Any] = {"tenant_id": "acme", "username": "ops@acme.example", "api_token": API_TOKEN}
        times = {"clock": clock, "calendar": lambda: clock.now + 1.7e9}
        return PasswordGrant(**{**defaults, **times, "token_cache": path, **changes})

    return make


@pytest.fixture
def run(client: Make, service: Service, make_grant: Callable[..., PasswordGrant]) -> Run:
    """Return a factory of clients as each run of a program creates them: they share only the file."""
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))

    def make(**changes: Any) -> Accountability:
        return client(make_grant(**changes))

    return make


def grants(service: Service) -> list[str]:
    return [form["grant_type"] for form in service.token_forms()]


def test_the_next_run_requests_no_token(run: Run, service: Service) -> None:
    run().send(get_job())
    run().send(get_job())
    assert grants(service) == ["password"]
    assert [request.headers["authorization"] for request in service.requests_to("/v2/jobs/4711")] == [
        "Bearer access-1"
    ] * 2


def test_a_run_after_the_token_expired_uses_the_cached_refresh_token(run: Run, service: Service, clock: Clock) -> None:
    run().send(get_job())
    clock.now += 3541
    run().send(get_job())
    clock.now += 3000
    run().send(get_job())
    assert grants(service) == ["password", "refresh_token"]


def test_expiry_uses_wall_time_if_the_monotonic_clock_restarted(run: Run, service: Service, clock: Clock) -> None:
    run().send(get_job())
    later = clock.now + 1.7e9 + 3541
    run(clock=lambda: 5.0, calendar=lambda: later).send(get_job())
    assert grants(service) == ["password", "refresh_token"]


def test_a_revoked_token_is_refreshed_once_for_all_clients(run: Run, service: Service) -> None:
    first, other = run(), run()
    for api in (first, other):
        api.send(get_job())
    service.on(
        "GET",
        "/v2/jobs/4711",
        lambda request: response({"id": 4711}, 401 if request.headers["authorization"] == "Bearer access-1" else 200),
    )
    for api in (first, other):
        api.send(get_job())
    assert grants(service) == ["password", "refresh_token"]


def test_clients_wait_while_one_refreshes_and_use_its_token(run: Run, service: Service) -> None:
    count = 6
    clients = [run() for _ in range(count)]
    started = threading.Semaphore(0)

    def grant_after_all_threads_started(request: object) -> object:
        for _ in range(count):
            assert started.acquire(timeout=5)
        return response({"access_token": "shared", "refresh_token": "again"})

    def call(api: Accountability) -> None:
        started.release()
        api.send(get_job())

    service.on("POST", "/v1/token", grant_after_all_threads_started)
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(call, clients))
    assert grants(service) == ["password"]


def test_asynchronous_clients_wait_without_blocking_the_event_loop(
    async_client: MakeAsync, make_grant: Callable[..., PasswordGrant], service: Service
) -> None:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))

    async def slow_service(request: Any) -> Any:
        await asyncio.sleep(0)
        return service(request)

    async def call() -> None:
        async with async_client(make_grant(), slow_service) as api:
            await api.send(get_job())

    async def call_concurrently() -> None:
        await asyncio.gather(*(call() for _ in range(3)))

    asyncio.run(call_concurrently())
    assert grants(service) == ["password"]


def test_the_wait_for_a_locked_file_is_bounded(
    run: Run, service: Service, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr("accountability._auth.token_cache._LOCK_TIMEOUT", 0.02)
    monkeypatch.setattr("accountability._auth.token_cache._POLL_INTERVAL", 0.01)
    api = run()
    with path.with_name("tokens.json.lock").open("w") as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_a_child_forked_during_a_refresh_does_not_hold_the_lock(path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", FORK, path], capture_output=True, text=True, check=False, timeout=60
    )
    assert (process.stdout, process.stderr) == ("0\n", "")


def test_after_a_failed_refresh_the_next_client_tries_again(run: Run, service: Service) -> None:
    service.on("POST", "/v1/token", response({"error": "invalid_grant"}, 400), response({"access_token": "valid"}))
    with pytest.raises(UnauthorizedError):
        run().send(get_job())
    assert run().send(get_job()) == {"id": 4711}


@pytest.mark.parametrize("other", [{"tenant_id": "other"}, {"username": "eve@acme.example"}])
def test_another_user_has_other_tokens(run: Run, service: Service, other: dict[str, str]) -> None:
    run().send(get_job())
    run(**other).send(get_job())
    run().send(get_job())
    run(**other).send(get_job())
    assert grants(service) == ["password", "password"]


def test_the_tokens_are_not_sent_to_another_service(
    client: Make, make_grant: Callable[..., PasswordGrant], service: Service
) -> None:
    client(make_grant()).raw(get_job())
    client(make_grant(), base_url="https://elsewhere.example").raw(get_job())
    assert grants(service) == ["password", "password"]


def test_only_the_user_can_read_the_file_and_it_contains_no_names(run: Run, path: Path) -> None:
    run().send(get_job())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in path.parent.iterdir()) == ["tokens.json", "tokens.json.lock"]
    content = path.read_text()
    assert "access-1" in content
    assert not [word for word in ("acme", "ops", API_TOKEN) if word in content]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666, 0o601, 0o610])
def test_a_file_that_others_can_access_is_an_error_when_the_client_is_created(run: Run, path: Path, mode: int) -> None:
    run().send(get_job())
    path.chmod(mode)
    with pytest.raises(
        ConfigurationError, match=r"token_cache: expected that only you can read .*tokens\.json\. Run `chmod 600`"
    ):
        run()


def test_a_symbolic_link_is_an_error(run: Run, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parent / "elsewhere")
    with pytest.raises(ConfigurationError, match=r"token_cache: .* the symbolic link"):
        run()


def test_a_directory_is_an_error(run: Run, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"token_cache: expected to use .*: Is a directory"):
        run()


@pytest.mark.parametrize("content", ["{", "[]", "\xff\xfe", '{"half": '])
def test_an_invalid_file_is_ignored_with_a_warning_and_replaced(
    run: Run, service: Service, path: Path, content: str
) -> None:
    run()
    path.write_text(content, encoding="latin-1")
    with pytest.warns(RuntimeWarning, match=r"token_cache: expected stored tokens in .* It is ignored") as warning_list:
        run().send(get_job())
    assert all("access-1" not in str(warning.message) for warning in warning_list)
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
def test_an_invalid_entry_is_replaced(run: Run, service: Service, path: Path, entry: Any) -> None:
    run().send(get_job())
    path.write_text(json.dumps(dict.fromkeys(json.loads(path.read_text()), entry)))
    run().send(get_job())
    assert grants(service) == ["password", "password"]


@pytest.mark.parametrize("step", ["the file is created", "the file is written"])
def test_a_full_disk_loses_the_cached_tokens_and_not_the_call(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    open_file = os.open

    def raise_disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def open_only_existing(path: Any, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL:
            raise_disk_full()
        return open_file(path, flags, mode)

    if step == "the file is created":
        monkeypatch.setattr("accountability._auth.token_cache.os.open", open_only_existing)
    else:
        monkeypatch.setattr("accountability._auth.token_cache.json.dump", raise_disk_full)
    with pytest.warns(RuntimeWarning, match="token_cache: expected to write .*: No space left on device"):
        assert run().send(get_job()) == {"id": 4711}
    assert sorted(path.name for path in path.parent.iterdir()) == ["tokens.json", "tokens.json.lock"]


def test_no_token_is_logged(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    run().send(get_job())
    run().send(get_job())
    assert caplog.text
    assert not [word for word in ("access-1", "refresh-1", API_TOKEN) if word in caplog.text]
