"""The sandbox on a port of this machine: in a thread for tests, in the foreground for the command."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from os import PathLike
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import Sandbox
from .asgi import CLOSE, Receive, Scope, Send
from .moment import Clock, now
from .window import PUBLISHED_CALLS

HOST = "127.0.0.1"


class RunningSandbox(Sandbox):
    """A sandbox that is being served.

    Args:
        url: where v1 and v2 are, without the version.
        settings: as for `Sandbox`.
    """

    def __init__(self, url: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.url = url

    def _transport(self) -> None:
        """None: its clients come by the socket."""


class _Protocol(H11Protocol):
    """Lets the sandbox close a connection, as a fault may ask it to."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        app: Any = self.app

        async def closable(scope: Scope, receive: Receive, send: Send) -> None:
            extensions = {**scope.get("extensions", {}), CLOSE: transport.close}
            await app({**scope, "extensions": extensions}, receive, send)

        self.app = closable


class _Server(uvicorn.Server):
    """Tells when it has started, or that it never will: then `started` is False."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(
            uvicorn.Config(
                sandbox.app,
                http=_Protocol,
                log_level="warning",
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self.ready = threading.Event()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            super().run(sockets)
        finally:
            self.ready.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def sandbox(
    port: int = 0,
    database: str | PathLike[str] | None = None,
    clock: Clock = now,
    documents: Mapping[str, Mapping[str, Any]] | None = None,
    variant: str | None = None,
    calls_per_minute: int | None = None,
    rows: Mapping[str, int] | None = None,
    seed: int = 0,
) -> Iterator[RunningSandbox]:
    """Serve a sandbox from a thread for as long as the block lasts.

    Args:
        port: a port of 127.0.0.1; 0 takes a free one.
        database: SQLite file that keeps the records; in memory when left out.
        clock: gives the time it lives by.
        documents: built OpenAPI documents by API name, in place of the package's own.
        variant: name of another service to be, of `VARIANTS`.
        calls_per_minute: that each account may make in any 60 s; None allows all.
        rows: how many records a collection is to have at least; see `Sandbox.fill`.
        seed: of these records.

    Raises:
        OSError: the port is taken.
        NotASandboxDatabaseError: the database is a file of something else.
        UnknownVariantError: there is none of that name.
        ValueError: the rows cannot be made; see `Sandbox.fill`.
    """
    settings = {
        "database": database,
        "clock": clock,
        "documents": documents,
        "variant": variant,
        "calls_per_minute": calls_per_minute,
        "rows": rows,
        "seed": seed,
    }
    with (
        _bound(port) as listener,
        closing(RunningSandbox(_url(listener), **settings)) as served,
        _threaded(served, listener),
    ):
        yield served


@contextmanager
def _threaded(served: RunningSandbox, listener: socket.socket) -> Iterator[None]:
    """Answers from a thread, from when it is ready until the block ends."""
    server = _Server(served)
    thread = threading.Thread(target=server.run, args=([listener],), name="accountability-sandbox", daemon=True)
    thread.start()
    try:
        server.ready.wait()
        if not server.started:
            raise RuntimeError("the sandbox's server did not start; its log says why")
        yield
    finally:
        server.should_exit = True
        if not sys.is_finalizing():  # left open to the program's end, which stops the thread where it is
            thread.join()


def serve(
    port: int = 0,
    database: str | PathLike[str] | None = None,
    variant: str | None = None,
    calls_per_minute: int | None = PUBLISHED_CALLS,
    rows: Mapping[str, int] | None = None,
    seed: int = 0,
) -> None:
    """Serve a sandbox until Ctrl-C or a SIGTERM, saying where it is and how to call it.

    Args:
        port: a port of 127.0.0.1; 0 takes a free one.
        database: SQLite file that keeps the records; in memory when left out.
        variant: name of another service to be, of `VARIANTS`.
        calls_per_minute: that each account may make in any 60 s, as published; None allows all.
        rows: how many records a collection is to have at least; see `Sandbox.fill`. It tells of them on stderr.
        seed: of these records.

    Raises:
        OSError: the port is taken.
        NotASandboxDatabaseError: the database is a file of something else.
        UnknownVariantError: there is none of that name.
        ValueError: the rows cannot be made; see `Sandbox.fill`.
    """
    settings: dict[str, Any] = {"database": database, "variant": variant, "calls_per_minute": calls_per_minute}
    settings |= {"rows": rows, "seed": seed, "progress": _tell}
    with _bound(port) as listener, closing(RunningSandbox(_url(listener), **settings)) as served:
        listener.listen()  # from here on a caller waits for the first answer, and is not turned away
        print(_greeting(served), flush=True)
        with suppress(KeyboardInterrupt):  # the server has ended in order, and raises the signal once more
            _Server(served).run([listener])


def _tell(collection: str, have: int, want: int) -> None:
    print(f"{collection}: {have:,} of {want:,} records", file=sys.stderr, flush=True)


def _greeting(running: RunningSandbox) -> str:
    account = running.accounts[0]
    return "\n".join(
        (
            f"sandbox listening on {running.url}",
            f"legacy API under {running.legacy_url}",
            f"tenant {account.tenant}, user name {account.username}, API token {account.api_token}",
            "from accountability import Accountability, ApiToken",
            f'api = Accountability(ApiToken("{account.api_token}"), base_url="{running.url}", '
            f'legacy_url="{running.legacy_url}", inferred="allow")',
        )
    )


@contextmanager
def _bound(port: int) -> Iterator[socket.socket]:
    # Named as TCP, so that the event loop sends small answers at once; they would wait 40 ms for an acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise OSError(error.errno, f"port {port} of {HOST} cannot be had: {error.strerror}") from None
        yield listener


def _url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"
