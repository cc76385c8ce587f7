"""A sandbox on a real port, reset before each test, living by a clock that a test can turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import msgspec
import pytest

from accountability import contract
from accountability.sandbox import Running, sandbox

MORNING = datetime(2025, 3, 10, 9, 0, tzinfo=UTC)


class TurnableClock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **forward: float) -> None:
        """Move it on: `turn(seconds=5)`."""
        self.time += timedelta(**forward)


class Caller(httpx.Client):
    """An httpx client that reads numbers exactly, and writes them so."""

    def get_json(self, path: str, **params: Any) -> Any:
        """The body of a good answer to a GET."""
        return read(self.get(path, params=params).raise_for_status())

    def send_json(self, method: str, path: str, body: Any, media: str = "application/json") -> httpx.Response:
        """Send a value as JSON."""
        content = msgspec.json.Encoder(decimal_format="number").encode(body)
        return self.request(method, path, content=content, headers={"Content-Type": media})

    def create(self, path: str, body: Any) -> Any:
        """The record that a good POST answers."""
        return read(self.send_json("POST", path, body).raise_for_status())

    def patch_json(self, path: str, body: Any) -> httpx.Response:
        """Send a merge patch."""
        return self.send_json("PATCH", path, body, "application/merge-patch+json")


def read(answer: httpx.Response) -> Any:
    """The JSON of an answer with exact numbers."""
    return msgspec.json.Decoder(float_hook=Decimal).decode(answer.content)


def example_body(key: str, media: str = "application/json") -> Any:
    """The example that the contract gives for an operation's body."""
    return contract.find(key).raw["requestBody"]["content"][media]["example"]


@pytest.fixture(scope="session")
def shared_clock() -> TurnableClock:
    return TurnableClock()


@pytest.fixture(scope="session")
def shared_sandbox(shared_clock: TurnableClock) -> Iterator[Running]:
    with sandbox(clock=shared_clock) as running:
        yield running


@pytest.fixture
def clock(shared_clock: TurnableClock) -> Iterator[TurnableClock]:
    shared_clock.time = MORNING
    yield shared_clock
    shared_clock.time = MORNING


@pytest.fixture
def running(shared_sandbox: Running, clock: TurnableClock) -> Running:
    shared_sandbox.reset()
    return shared_sandbox


@pytest.fixture
def stranger(running: Running) -> Iterator[Caller]:
    """Calls without credentials."""
    with Caller(base_url=running.url) as caller:
        yield caller


@pytest.fixture
def api(running: Running) -> Iterator[Caller]:
    """Calls with the demo account's API token."""
    with Caller(base_url=running.url, auth=(running.accounts[0].api_token, "")) as caller:
        yield caller
