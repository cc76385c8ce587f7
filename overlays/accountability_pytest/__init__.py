"""The sandbox as pytest fixtures. Neither the client nor the sandbox is imported until a test requests a fixture.

Needs the extra `sandbox`. The setting `accountability_sandbox_mode`, or the option `--accountability-sandbox-mode`,
selects how the sandbox is called: in the test's own process (`in-process`, without a socket) or on a free port of this
machine (`http`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from accountability import Accountability, AsyncAccountability
    from accountability.sandbox import Sandbox

_MODE = "accountability_sandbox_mode"
_MODES = ("in-process", "http")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting and the option for the mode."""
    help_ = "how the accountability sandbox is called: in-process (no socket) or http (a free port of 127.0.0.1)"
    parser.addini(_MODE, help_, default=_MODES[0])
    parser.getgroup("accountability").addoption(f"--{_MODE.replace('_', '-')}", choices=_MODES, help=help_)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that activates a variant for a test."""
    config.addinivalue_line(
        "markers",
        "accountability_variant(name): the sandbox simulates a variant of the API; "
        "`accountability sandbox --list-variants` lists them",
    )


@pytest.fixture(scope="session")
def _accountability_mode(pytestconfig: pytest.Config) -> str:
    mode = str(pytestconfig.getoption(_MODE) or pytestconfig.getini(_MODE))
    if mode not in _MODES:
        raise pytest.UsageError(f"{_MODE}: expected one of {', '.join(_MODES)}, got {mode!r}.")
    return mode


@pytest.fixture(scope="session")
def _accountability_session(_accountability_mode: str) -> Iterator[Sandbox]:
    try:
        from accountability.sandbox import Sandbox, sandbox
    except ModuleNotFoundError as error:
        pytest.fail(f"`{error.name}` is not installed: pip install 'accountability-client[sandbox]'", pytrace=False)
    with sandbox() if _accountability_mode == "http" else closing(Sandbox()) as session_sandbox:
        yield session_sandbox


@pytest.fixture
def accountability_sandbox(_accountability_session: Sandbox, request: pytest.FixtureRequest) -> Sandbox:
    """Return a sandbox in its initial state, with the variant of the test's marker.

    It is created once and reset before each test; each parallel worker has its own.
    """
    _accountability_session.reset()
    mark = request.node.get_closest_marker("accountability_variant")
    if mark is not None and len(mark.args) != 1:
        pytest.fail("accountability_variant takes one name, such as 'bare-arrays'", pytrace=False)
    if mark is not None:
        _accountability_session.variant = mark.args[0]
    return _accountability_session


@pytest.fixture
def accountability_client(accountability_sandbox: Sandbox) -> Iterator[Accountability]:
    """Return a synchronous client of the sandbox, which may call inferred operations."""
    with accountability_sandbox.client() as client:
        yield client


@pytest.fixture
def accountability_async_client(accountability_sandbox: Sandbox, _accountability_mode: str) -> AsyncAccountability:
    """Return an asynchronous client of the sandbox, for the event loop of the test."""
    if _accountability_mode != "http":
        return accountability_sandbox.async_client()
    import httpx

    # No connection is reused: a fixture without an event loop of its own could not close it.
    http_client = httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0))
    return accountability_sandbox.async_client(http_client=http_client)
