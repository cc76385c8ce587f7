"""Serve a sandbox on a port: from a thread for tests, in the foreground for the command."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from types import FrameType
from typing import Any, Unpack

import uvicorn

from .auth.authenticator import PUBLISHED_CALLS
from .http.asgi import Application
from .http.cors import LOOPBACK_HOSTS
from .service import Sandbox
from .simulation import Settings

HOST = "127.0.0.1"
_START_TIMEOUT = 30.0  # seconds


class RunningSandbox(Sandbox):
    """A sandbox that is being served.

    Args:
        url: The URL of v1 and v2, without the version.
        control_token: What callers from other machines send to use the control API.
        settings: As for `Sandbox`.
    """

    def __init__(self, url: str, control_token: str | None = None, **settings: Unpack[Settings]) -> None:
        super().__init__(**settings)
        self.url, self.control_token = url, control_token

    def _build_transport(self) -> None:
        """Return None: its clients use the socket."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables by which `Accountability.from_env()` and the command find it."""
        account = self.accounts[0]
        return {
            "ACCOUNTABILITY_BASE_URL": self.url,
            "ACCOUNTABILITY_LEGACY_URL": self.legacy_url,
            "ACCOUNTABILITY_TENANT_ID": account.tenant,
            "ACCOUNTABILITY_USERNAME": account.username,
            "ACCOUNTABILITY_API_TOKEN": account.api_token,
        }


@contextmanager
def sandbox(port: int = 0, **settings: Unpack[Settings]) -> Iterator[RunningSandbox]:
    """Serve a sandbox from a thread for the duration of the block.

    Args:
        port: A port of 127.0.0.1; 0 for a free one.
        settings: As for `Sandbox`, such as `database`, `clock`, `variant`, `calls_per_minute` and `rows`.

    Raises:
        OSError: The port is taken, or the database file cannot be opened or written.
        NotASandboxDatabaseError: The database file is something else.
        UnknownVariantError: There is no such variant.
        ValueError: The rows cannot be generated; see `Sandbox.fill`.
    """
    with (
        _Listener(HOST, port) as listener,
        closing(RunningSandbox(_format_url(HOST, listener), **settings)) as running,
        _run_in_thread(running, listener),
    ):
        yield running


def serve(
    port: int = 0,
    host: str = HOST,
    allow_remote: bool = False,
    control_token: str | None = None,
    announce: Callable[[RunningSandbox], object] | None = None,
    **settings: Unpack[Settings],
) -> None:
    """Serve a sandbox until Ctrl-C or SIGTERM, after printing where it is and how to call it.

    Args:
        port: A port of the host; 0 for a free one.
        host: The address to listen on.
        allow_remote: Accept callers from other machines, which an address other than this machine's own needs.
        control_token: What callers from other machines send as `Accountability-Sandbox-Token` to use the control API;
            without it only this machine can use it.
        announce: Called with the sandbox as soon as it accepts calls, instead of printing.
        settings: As for `Sandbox`; by default with the published rate limit, and progress printed on stderr.

    Raises:
        OSError: The port is taken, or the database file cannot be opened or written.
        NotASandboxDatabaseError: The database file is something else.
        UnknownVariantError: There is no such variant.
        ValueError: The rows cannot be generated, or the host needs `allow_remote`.
    """
    if host not in LOOPBACK_HOSTS and not allow_remote:
        raise ValueError(
            f"host: expected an address of this machine, such as {HOST}, got {host!r}. "
            "Pass --allow-remote to accept callers from other machines."
        )
    server_settings: Settings = {"calls_per_minute": PUBLISHED_CALLS, "progress": _print_progress, **settings}
    with (
        _sigterm_as_interrupt(),
        suppress(KeyboardInterrupt),
        _Listener(host, port) as listener,
        closing(RunningSandbox(_format_url(host, listener), control_token, **server_settings)) as running,
    ):
        listener.listen()  # from now on callers wait for the first response, and are not refused
        (announce or _print_banner)(running)
        _make_server(running, listener).run([listener])


@contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
    """Treat SIGTERM like Ctrl-C for the duration of the block, so that the database is closed."""

    def interrupt(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # no other thread receives signals
        yield
        return
    previous = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _print_progress(collection: str, count: int, target: int) -> None:
    print(f"{collection}: {count:,} of {target:,} records", file=sys.stderr, flush=True)


def _print_banner(running: RunningSandbox) -> None:
    account = running.accounts[0]
    lines = (
        f"sandbox listening on {running.url}",
        f"legacy API at {running.legacy_url}",
        f"tenant {account.tenant}, username {account.username}, API token {account.api_token}",
        "from accountability import Accountability, ApiToken",
        f'api = Accountability(ApiToken("{account.api_token}"), base_url="{running.url}", '
        f'legacy_url="{running.legacy_url}", inferred="allow")',
    )
    print("\n".join(lines), flush=True)


def _format_url(host: str, listener: _Listener) -> str:
    address = {"0.0.0.0": HOST, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{address}:{listener.getsockname()[1]}"


class _Listener(socket.socket):
    """A listening socket that can close a connection it has accepted, which ASGI has no message for."""

    def __init__(self, host: str, port: int) -> None:
        """Bind to a port.

        Args:
            host: An address or name of this machine.
            port: 0 for a free one.

        Raises:
            OSError: The port is taken, or the host is not an address of this machine.
        """
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Named as TCP, so that the event loop disables Nagle's algorithm; small responses would wait 40 ms else.
        super().__init__(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._connections: dict[Any, socket.socket] = {}
        self.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.bind((host, port))
        except OSError as error:
            self.close()
            raise OSError(error.errno, f"Port {port} of {host} is not available: {error.strerror}.") from None

    def accept(self) -> tuple[socket.socket, Any]:
        """Accept a connection and remember it by its client's address."""
        connection, address = super().accept()
        for client, client_socket in [*self._connections.items()]:
            if client_socket.fileno() == -1:
                del self._connections[client]
        self._connections[tuple(address[:2])] = connection
        return connection, address

    def close_connection(self, address: tuple[str, int]) -> None:
        """Close the connection from a client's address."""
        self._connections[address].shutdown(socket.SHUT_RDWR)


def _make_server(handler: Sandbox, listener: _Listener) -> uvicorn.Server:
    """Return a server for a sandbox, to be run with `listener` as its socket."""
    return uvicorn.Server(
        uvicorn.Config(
            Application(handler, listener.close_connection),
            http="h11",
            loop="asyncio",  # accepts through the listener's own method, as uvloop does not
            log_level="critical",  # the application logs its errors itself
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )


@contextmanager
def _run_in_thread(handler: Sandbox, listener: _Listener) -> Iterator[None]:
    """Serve a sandbox from a thread for the duration of the block.

    Raises:
        RuntimeError: The server did not start.
    """
    server = _make_server(handler, listener)
    thread = threading.Thread(target=server.run, args=([listener],), name="accountability-sandbox", daemon=True)
    thread.start()
    try:
        _wait_until_started(server, thread)
        yield
    finally:
        server.should_exit = True
        if not sys.is_finalizing():  # at the end of the program the daemon thread is stopped
            thread.join()


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + _START_TIMEOUT
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("The sandbox's server did not start.")
        time.sleep(0.001)
