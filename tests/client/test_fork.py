"""Forked processes and second event loops have their own connections and locks, or raise a clear error."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import Accountability, ApiToken, AsyncAccountability, ConfigurationError
from accountability._auth.token_cache import TokenCache

from .fake_service import API_TOKEN, MakeAsync, Service, get_job, response

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
SETTINGS: dict[str, Any] = {"inferred": "allow", "rate_limit": None, "retry": None, "timeout": 10}


class Handler(BaseHTTPRequestHandler):
    """Return the record whose id is the last part of the path, and record the client's port."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        ports.append(self.client_address[1])
        body = b'{"id": %d}' % int(self.path.rpartition("/")[2])
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None: ...


ports: list[int] = []


@pytest.fixture
def url() -> Iterator[str]:
    ports.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def in_child(function: Callable[[], str]) -> str:
    """Return what a function returns in a forked child, or the name of its error."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, function().encode())
        except BaseException as error:
            os.write(write, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with open(read) as result:
        text = result.read()
    os.waitpid(child, 0)
    return text


@forks
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("http_client", [None, httpx.Client])
def test_a_child_uses_connections_of_its_own(url: str, http_client: Any) -> None:
    with Accountability(ApiToken("t"), base_url=url, http_client=http_client, **SETTINGS) as api:
        api.v2.jobs.get(1)
        assert in_child(lambda: str(api.v2.jobs.get(2).id)) == "2"
        assert in_child(lambda: str(api.with_options(timeout=5).v2.jobs.get(3).id)) == "3"
        assert api.v2.jobs.get(4).id == 4
    parent, child, other_child, later_parent = ports
    assert parent == later_parent
    assert len({parent, child, other_child}) == 3


@forks
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_uses_connections_of_its_own_in_its_own_event_loop(url: str) -> None:
    async def get(api: AsyncAccountability, number: int) -> str:
        return str((await api.v2.jobs.get(number)).id)

    async def run() -> str:
        async with AsyncAccountability(ApiToken("t"), base_url=url, **SETTINGS) as api:
            await get(api, 1)
            return in_child(lambda: _in_thread(lambda: asyncio.run(get(api, 2))))

    assert asyncio.run(run()) == "2"
    assert len(set(ports)) == 2


def _in_thread(function: Callable[[], str]) -> str:
    """Run a function in a thread: the child of a fork within an event loop is within that loop as well."""
    results: list[str] = []
    thread = threading.Thread(target=lambda: results.append(function()))
    thread.start()
    thread.join()
    return results[0]


@forks
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_an_http_client_of_the_callers_with_connections_is_a_configuration_error_in_the_child(url: str) -> None:
    with httpx.Client() as http:
        api = Accountability(ApiToken("t"), base_url=url, http_client=http, **SETTINGS)
        assert in_child(lambda: str(api.v2.jobs.get(1).id)) == "1", "nothing was sent before the fork"
        api.v2.jobs.get(2)
        error = in_child(lambda: str(api.v2.jobs.get(3).id))
    assert error.startswith("ConfigurationError: http_client: expected an httpx.Client of this process")
    assert "http_client=lambda: httpx.Client(...)" in error


@forks
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_an_http_client_in_memory_works_in_the_child(service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711}))
    with httpx.Client(transport=httpx.MockTransport(service)) as http:
        api = Accountability(ApiToken("t"), base_url="https://api.example", http_client=http, **SETTINGS)
        api.v2.jobs.get(4711)
        assert in_child(lambda: str(api.v2.jobs.get(4711).id)) == "4711"


# A thread of the parent holds every lock that the package has while the process forks.
LOCKS = """
import gc, os, signal, sys, threading
import httpx
import accountability
from accountability import Accountability, PasswordGrant, RateLimit
from accountability._backend import ForkSafeLock

def respond(request):
    if request.url.path == "/v1/token":
        return httpx.Response(200, json={"access_token": "a"})
    return httpx.Response(200, json={"id": 7, "budget": "no number"})

grant = PasswordGrant(tenant_id="t", username="u", api_token="p", token_cache=sys.argv[1] + "/tokens.json")
api = Accountability(
    grant, base_url="https://api.example", rate_limit=RateLimit(store=sys.argv[2]),
    http_client=lambda: httpx.Client(transport=httpx.MockTransport(respond)),
)
locks = [lock.current for lock in gc.get_objects() if isinstance(lock, ForkSafeLock)]
assert len(locks) >= 2, locks
for lock in locks:
    lock.acquire()
child = os.fork()
if child == 0:
    signal.alarm(20)
    os._exit(api.v2.jobs.get(7).id)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@forks
@pytest.mark.parametrize("store", ["memory", "sqlite"])
def test_a_lock_held_during_a_fork_does_not_block_the_child(tmp_path: Any, store: str) -> None:
    url = "memory" if store == "memory" else f"sqlite:///{tmp_path}/calls.db"
    command = [sys.executable, "-W", "ignore", "-c", LOCKS, str(tmp_path), url]
    process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (process.stdout, process.stderr) == ("7\n", "")


def release(cache: TokenCache) -> str:
    cache.release()
    return "released"


@forks
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_does_not_release_the_lock_of_its_parents_token_cache(tmp_path: Path) -> None:
    cache, other = (TokenCache(tmp_path / "tokens.json", "acme") for _ in range(2))
    assert list(cache.acquire_lock()) == []
    assert in_child(lambda: release(cache)) == "released"
    assert next(other.acquire_lock(), None) is not None, "the parent still holds it"
    cache.release()
    assert list(other.acquire_lock()) == []
    other.release()


def test_the_package_has_no_other_thread_locks() -> None:
    """The modules with other locks register their own fork handlers, which `test_rate_limit` covers."""
    package = Path(sys.modules["accountability"].__file__ or "").parent
    client = [*package.glob("*.py"), *(package / "_transport").rglob("*.py"), *(package / "_auth").glob("*.py")]
    names = {file.name for file in client if "Lock()" in file.read_text()}
    assert names == {"_backend.py", "limiter.py", "sender.py", "settings.py", "sqlite.py"}


def test_a_second_event_loop_gets_connections_of_its_own(url: str) -> None:
    api = AsyncAccountability(ApiToken("t"), base_url=url, **SETTINGS)

    async def get(number: int) -> int | None:
        record_id = (await api.v2.jobs.get(number)).id
        await api.close() if number == 2 else None
        return record_id

    async def get_and_end(number: int) -> int | None:
        record_id = await get(number)
        await api._sender.http().aclose()
        return record_id

    assert [asyncio.run(get_and_end(1)), asyncio.run(get(2))] == [1, 2]
    assert len(set(ports)) == 2


def test_an_http_client_of_the_callers_with_connections_of_another_event_loop_is_a_configuration_error(
    url: str,
) -> None:
    http = httpx.AsyncClient(headers={"connection": "close"})
    api = AsyncAccountability(ApiToken("t"), base_url=url, http_client=http, **SETTINGS)
    asyncio.run(api.raw(get_job()))
    with pytest.raises(ConfigurationError, match=r"http_client: expected an httpx\.AsyncClient of this process and"):
        asyncio.run(api.raw(get_job()))


def test_two_event_loops_share_tokens_without_waiting_for_each_others_locks(
    async_client: MakeAsync, service: Service, grant: Any
) -> None:
    service.on("GET", "/v2/jobs/4711", response({}, 401), response({"id": 4711}))
    api = async_client(grant)
    for _ in range(2):
        asyncio.run(api.raw(get_job()))
    assert service.issued == 2
    assert API_TOKEN not in repr(api)
