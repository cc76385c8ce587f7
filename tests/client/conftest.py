"""The service behind the HTTP client, and makers of clients for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from accountability import Accountability, ApiToken, AsyncAccountability, PasswordGrant

from . import redis_server
from .fake_service import API_TOKEN, BASE, LEGACY, Clock, Make, MakeAsync, Service
from .guesses import guesses

USUAL = {"base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "rate_limit": None, "retry": None}


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


@pytest.fixture
def guessed() -> Iterator[None]:
    """Nothing of v1 and v2 is known, whatever has been adopted."""
    with guesses():
        yield


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis of the tests' own."""
    with redis_server.running() as url:
        if url is None:
            pytest.skip(redis_server.MISSING)
        yield url
