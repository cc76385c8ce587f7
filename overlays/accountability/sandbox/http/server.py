"""Serve a sandbox on a socket of this machine, by uvicorn's public interface."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from .asgi import Application
from .message import Handler

_START_TIMEOUT = 30.0  # seconds


class Listener(socket.socket):
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
        for known in [known for known, each in self._connections.items() if each.fileno() == -1]:
            del self._connections[known]
        self._connections[tuple(address[:2])] = connection
        return connection, address

    def close_connection(self, address: tuple[str, int]) -> None:
        """Close the connection from a client's address."""
        self._connections[address].shutdown(socket.SHUT_RDWR)


def make_server(handler: Handler, listener: Listener) -> uvicorn.Server:
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
def run_in_thread(handler: Handler, listener: Listener) -> Iterator[None]:
    """Serve a sandbox from a thread for the duration of the block.

    Raises:
        RuntimeError: The server did not start.
    """
    server = make_server(handler, listener)
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
