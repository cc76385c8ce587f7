"""A sandbox on a port and one in process, both reset before each test, with a clock that a test can adjust."""

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
    """An httpx client that reads and writes numbers exactly."""

    def get_json(self, path: str, **params: Any) -> Any:
        """Return the body of a successful response to a GET."""
        return read(self.get(path, params=params).raise_for_status())

    def send_json(self, method: str, path: str, body: Any, media: str = "application/json") -> httpx.Response:
        """Send a value as JSON."""
        content = msgspec.json.Encoder(decimal_format="number").encode(body)
        return self.request(method, path, content=content, headers={"Content-Type": media})

    def create(self, path: str, body: Any) -> Any:
        """Return the record that a POST creates; other required properties are those of the contract's example."""
        operation = find_operation(path, "POST")
        full_body = complete_body(operation.key, body) if operation else body
        return read(self.send_json("POST", path, full_body).raise_for_status())

    def patch_json(self, path: str, body: Any) -> httpx.Response:
        """Change a record with the method and the media type of the contract."""
        operation = find_operation(path, "PATCH", "PUT")
        assert operation is not None
        return self.send_json(operation.method, path, body, media_type(operation))


def read(response: httpx.Response) -> Any:
    """Return the JSON body of a response with exact numbers."""
    return msgspec.json.Decoder(float_hook=Decimal).decode(response.content)


def example_body(key: str, media: str = "application/json") -> Any:
    """Return the example of an operation's body in the contract."""
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
    """The sandbox's clock, which shows 09:00 until a test adjusts it."""
    return running.clock


@pytest.fixture(scope="session")
def shared_in_process() -> Iterator[Sandbox]:
    with closing(Sandbox(clock=lambda: MORNING)) as in_process_sandbox:
        yield in_process_sandbox


@pytest.fixture
def in_process(shared_in_process: Sandbox) -> Sandbox:
    """A sandbox without a socket."""
    shared_in_process.reset()
    return shared_in_process


@pytest.fixture(params=["in process", "over HTTP"])
def any_sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """Run the test with the sandbox in process and with the one on a port."""
    name = {"in process": "in_process", "over HTTP": "running"}[request.param]
    selected: Sandbox = request.getfixturevalue(name)
    return selected


@pytest.fixture
def anonymous(running: RunningSandbox) -> Iterator[Caller]:
    """A caller without credentials."""
    with Caller(base_url=running.url) as caller:
        yield caller


@pytest.fixture
def api(running: RunningSandbox) -> Iterator[Caller]:
    """A caller with the API token of the demo account."""
    with Caller(base_url=running.url, auth=(running.accounts[0].api_token, "")) as caller:
        yield caller
