"""A sandbox on a real port, reset before each test, living by a clock that a test can turn, and one without a port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import msgspec
import pytest
from tests.shipped import complete_body, find_operation, media_type

from accountability import spec
from accountability.sandbox import RunningSandbox, Sandbox, sandbox
from accountability.sandbox.clock import AdjustableClock

MORNING = datetime(2025, 3, 10, 9, 0, tzinfo=UTC)


class Caller(httpx.Client):
    """An httpx client that reads numbers exactly, and writes them so."""

    def get_json(self, path: str, **params: Any) -> Any:
        """The body of a good response to a GET."""
        return read(self.get(path, params=params).raise_for_status())

    def send_json(self, method: str, path: str, body: Any, media: str = "application/json") -> httpx.Response:
        """Send a value as JSON."""
        content = msgspec.json.Encoder(decimal_format="number").encode(body)
        return self.request(method, path, content=content, headers={"Content-Type": media})

    def create(self, path: str, body: Any) -> Any:
        """The record that a successful POST returns; what else must be in its body is as in the contract's example."""
        operation = find_operation(path, "POST")
        whole = complete_body(operation.key, body) if operation else body
        return read(self.send_json("POST", path, whole).raise_for_status())

    def patch_json(self, path: str, body: Any) -> httpx.Response:
        """Change a record: by a merge patch, or as the contract has it."""
        operation = find_operation(path, "PATCH", "PUT")
        assert operation is not None
        return self.send_json(operation.method, path, body, media_type(operation))


def read(response: httpx.Response) -> Any:
    """The JSON of an response with exact numbers."""
    return msgspec.json.Decoder(float_hook=Decimal).decode(response.content)


def example_body(key: str, media: str = "application/json") -> Any:
    """The example that the contract gives for an operation's body."""
    return spec.find(key).raw["requestBody"]["content"][media]["example"]


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[RunningSandbox]:
    with sandbox(clock=lambda: MORNING) as running:
        yield running


@pytest.fixture
def running(shared_sandbox: RunningSandbox) -> RunningSandbox:
    shared_sandbox.reset()
    return shared_sandbox


@pytest.fixture
def clock(running: RunningSandbox) -> AdjustableClock:
    """The sandbox's clock, which stands at nine in the morning until it is turned."""
    return running.clock


@pytest.fixture(scope="session")
def shared_in_process() -> Iterator[Sandbox]:
    with closing(Sandbox(clock=lambda: MORNING)) as made:
        yield made


@pytest.fixture
def in_process(shared_in_process: Sandbox) -> Sandbox:
    """A sandbox without a socket."""
    shared_in_process.reset()
    return shared_in_process


@pytest.fixture(params=["in process", "over HTTP"])
def either(request: pytest.FixtureRequest) -> Sandbox:
    """A sandbox in this process, and one on a port: what is tested on it holds for both."""
    name = {"in process": "in_process", "over HTTP": "running"}[request.param]
    found: Sandbox = request.getfixturevalue(name)
    return found


@pytest.fixture
def stranger(running: RunningSandbox) -> Iterator[Caller]:
    """Calls without credentials."""
    with Caller(base_url=running.url) as caller:
        yield caller


@pytest.fixture
def api(running: RunningSandbox) -> Iterator[Caller]:
    """Calls with the demo account's API token."""
    with Caller(base_url=running.url, auth=(running.accounts[0].api_token, "")) as caller:
        yield caller
