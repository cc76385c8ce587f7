"""The sandbox without a socket: synchronous and asynchronous clients call it in this process."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest

from accountability import TransportError
from accountability.sandbox import Fault, Sandbox


@pytest.fixture(autouse=True)
def no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_synchronous_client_calls_the_sandbox(in_process: Sandbox) -> None:
    with in_process.client() as api:
        job = api.v2.jobs.create(client_id=31, job_type_id=2, description="Launch film")
        assert api.v2.jobs.get(job.id) == job
        assert api.legacy.purchase_orders.get(5001) is not None


def test_many_threads_call_the_sandbox_at_once(in_process: Sandbox) -> None:
    with in_process.client() as api, ThreadPoolExecutor(8) as pool:

        def create(number: int) -> int:
            return api.v2.jobs.create(client_id=31, job_type_id=2, description=str(number)).id

        ids = list(pool.map(create, range(80)))
    assert len(set(ids)) == 80
    assert len(in_process.calls("v2.Jobs_CreateJob")) == 80


def test_an_asynchronous_client_calls_the_sandbox(in_process: Sandbox) -> None:
    async def call() -> list[int]:
        async with in_process.async_client() as api:
            job = await api.v2.jobs.create(client_id=31, job_type_id=2, description="Launch film")
            return [job.id, *[listed_job.id async for listed_job in api.v2.jobs.list() if listed_job.id == job.id]]

    first, second = anyio.run(call)
    assert first == second


def test_an_asynchronous_client_gets_the_same_faults(in_process: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def async_sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(in_process, "async_sleep", async_sleep)
    in_process.faults.add(Fault(operation="v2.Jobs_UpdateJob", damage="truncated", latency=2, slow=1))

    async def call() -> None:
        async with in_process.async_client() as api:
            await api.v2.jobs.update(4711, notes="x")

    with pytest.raises(TransportError, match="peer closed connection"):
        anyio.run(call)
    assert waits[0] == 2
    assert sum(waits) == pytest.approx(3)


def test_the_control_api_is_served_in_process(in_process: Sandbox) -> None:
    response = in_process.http_client().get("/_sandbox")
    assert response.json()["apis"]["v2"] == in_process.url
    assert response.headers["Accountability-Sandbox"] == "1"
    assert len(response.headers["X-Request-Id"]) == 16


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])  # old versions of anyio also choose trio, installed or not
async def test_the_app_supports_the_asgi_lifespan(in_process: Sandbox) -> None:
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    message_types: list[Any] = []

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        message_types.append(message["type"])

    await in_process.app({"type": "lifespan"}, receive, send)
    assert message_types == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(in_process.app), base_url=in_process.url) as http:

        async def body() -> AsyncIterator[bytes]:
            yield b'{"clientId":31,"jobTypeId":2,'
            yield b'"jobDescription":"Launch film"}'

        response = await http.post(
            "/v2/jobs",
            content=body(),
            headers={"Content-Type": "application/json"},
            auth=(in_process.accounts[0].api_token, ""),
        )
    assert response.status_code == 201
