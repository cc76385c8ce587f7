"""Fixtures: a fake service, and factories of clients for it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from accountability import Accountability, ApiToken, AsyncAccountability, Call, PasswordGrant

from . import redis_server
from .fake_service import API_TOKEN, BASE, LEGACY, Clock, Make, MakeAsync, Send, Service
from .inferred_contract import treat_as_inferred

DEFAULTS = {"base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "rate_limit": None, "retry": None}


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
    """Return a factory of clients. By default they allow inferred operations, without a rate limit and retries."""
    http_clients: list[httpx.Client] = []

    def make(auth: Any = None, handler: Any = None, **settings: Any) -> Accountability:
        http_clients.append(httpx.Client(transport=httpx.MockTransport(handler or service)))
        return Accountability(auth or ApiToken(API_TOKEN), **{**DEFAULTS, "http_client": http_clients[-1], **settings})

    yield make
    for http_client in http_clients:
        http_client.close()


@pytest.fixture
def async_client(service: Service) -> MakeAsync:
    """Return a factory of asynchronous clients with the same defaults."""

    def make(auth: Any = None, handler: Any = None, **settings: Any) -> AsyncAccountability:
        http = httpx.AsyncClient(transport=httpx.MockTransport(handler or service))
        return AsyncAccountability(auth or ApiToken(API_TOKEN), **{**DEFAULTS, "http_client": http, **settings})

    return make


@pytest.fixture(params=["synchronous", "asynchronous"])
def send(request: pytest.FixtureRequest, client: Make, async_client: MakeAsync) -> Send:
    """Return a function that sends calls by a new client of either kind, and returns the result of the last."""

    def send_all(*calls: Call[Any], auth: Any = None, handler: Any = None, **settings: Any) -> Any:
        if request.param == "synchronous":
            api = client(auth, handler, **settings)
            return [api.send(call) for call in calls][-1]

        async def run() -> Any:
            async with async_client(auth, handler, **settings) as api:
                return [await api.send(call) for call in calls][-1]

        return asyncio.run(run())

    return send_all


@pytest.fixture
def all_inferred() -> Iterator[None]:
    """Treat all of v1 and v2 as inferred, adopted or not."""
    with treat_as_inferred():
        yield


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Return the URL of a Redis server that only the tests use."""
    with redis_server.running() as url:
        if url is None:
            pytest.skip(redis_server.MISSING)
        yield url
