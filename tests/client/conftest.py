"""The service behind the HTTP client, and makers of clients for it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import Accountability, ApiToken, AsyncAccountability, PasswordGrant

from .fake_service import API_TOKEN, BASE, LEGACY, Clock, Make, MakeAsync, Service

USUAL = {"base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "budget": None, "retry": None}


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def grant(clock: Clock) -> PasswordGrant:
    return PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token=API_TOKEN, clock=clock)


@pytest.fixture
def client(service: Service) -> Iterator[Make]:
    """Makes clients of the service: unless told otherwise they let guesses pass, count and repeat nothing."""
    made: list[httpx.Client] = []

    def make(auth: Any = None, **settings: Any) -> Accountability:
        made.append(httpx.Client(transport=httpx.MockTransport(service)))
        return Accountability(auth or ApiToken(API_TOKEN), **{**USUAL, "http_client": made[-1], **settings})

    yield make
    for each in made:
        each.close()


@pytest.fixture
def async_client(service: Service) -> MakeAsync:
    """The same for tasks."""

    def make(auth: Any = None, handler: Any = None, **settings: Any) -> AsyncAccountability:
        http = httpx.AsyncClient(transport=httpx.MockTransport(handler or service))
        return AsyncAccountability(auth or ApiToken(API_TOKEN), **{**USUAL, "http_client": http, **settings})

    return make


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of the tests' own, on a free port of this machine."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed (Debian has a package of that name)")
    folder = tmp_path_factory.mktemp("redis")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = {"port": port, "bind": "127.0.0.1", "save": "", "dir": folder, "logfile": folder / "log"}
    command = [program, *(str(word) for name, value in options.items() for word in (f"--{name}", value))]
    with subprocess.Popen(command) as server:
        _wait_until_ready(port, folder / "log")
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


def _wait_until_ready(port: int, log: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"redis-server did not start: {log.read_text() if log.exists() else ''}")
