"""Locks and HTTP clients that belong to one process, or to one event loop of it."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

import httpx

from ._errors import ConfigurationError

if TYPE_CHECKING:
    from anyio.lowlevel import RunVar

__all__ = ("AsyncHttpClients", "ForkSafeLock", "HttpClients", "PerEventLoop")

T = TypeVar("T")
Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)


class ForkSafeLock:
    """A lock that a forked child gets anew: the thread that holds it at the fork exists only in the parent."""

    def __init__(self) -> None:
        self.current = threading.Lock()
        _locks.add(self)

    def replace(self) -> None:
        """Replace the lock by one that no thread holds."""
        self.current = threading.Lock()


_locks: weakref.WeakSet[ForkSafeLock] = weakref.WeakSet()


def _replace_locks() -> None:
    for lock in list(_locks):
        lock.replace()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_replace_locks)


class PerEventLoop(Generic[T]):
    """A value for each event loop, made when the loop first needs it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = ForkSafeLock()
        self._values: RunVar[T] | None = None

    def get(self) -> T:
        """Return the running event loop's value."""
        values = self._values or self._variable()
        try:
            return values.get()
        except LookupError:
            value = self._make()
            values.set(value)
            return value

    def _variable(self) -> RunVar[T]:
        from anyio.lowlevel import RunVar

        with self._lock.current:
            self._values = self._values or RunVar(f"accountability-{id(self)}")
            return self._values


class _HttpClients(Generic[Http]):
    """The HTTP client of the running process and event loop.

    A connection cannot be shared by two processes (each would read the other's responses) or by two event loops. So a
    client that we build is built again for each of them, and a client of the caller's is rejected in a second one,
    unless it has no connections: a transport in memory, or one that has not been used.

    Args:
        build: makes an HTTP client; None if the caller has given `http_client` itself.
        http_client: the first client.
    """

    first: Http
    _build: Callable[[], Http] | None

    def __init__(self, build: Callable[[], Http] | None, http_client: Http) -> None:
        self.first = http_client
        self.owned = build is not None
        self._build = build
        self._used = self._in_memory = False

    def note(self, response: httpx.Response) -> None:
        """Note whether responses come over a network."""
        self._in_memory = "network_stream" not in response.extensions

    def _next(self) -> Http:
        """Return the client for a process or an event loop that has none yet."""
        if self._used and self._build is not None:
            self.first = self._build()
        elif self._used and not self._in_memory:
            kind = f"httpx.{type(self.first).__name__}"
            raise ConfigurationError(
                f"http_client: expected an {kind} of this process and event loop, got one with connections of another. "
                f"Pass a function that makes it, such as `http_client=lambda: {kind}(...)`, or make the "
                "client after the fork, in the event loop that uses it."
            )
        self._used = True
        return self.first


class HttpClients(_HttpClients[httpx.Client]):
    """The HTTP client of the running process."""

    def __init__(self, build: Callable[[], httpx.Client] | None, http_client: httpx.Client) -> None:
        super().__init__(build, http_client)
        self._lock = ForkSafeLock()
        self._process: int | None = None

    def get(self) -> httpx.Client:
        """Return the client.

        Raises:
            ConfigurationError: the caller's client has connections of the parent process.
        """
        if self._process != os.getpid():
            with self._lock.current:
                if self._process != os.getpid():
                    self._next()
                    self._process = os.getpid()
        return self.first

    def close(self) -> None:
        """Close the client's connections, if this process has opened it and it is ours."""
        if self.owned and self._process in (None, os.getpid()):
            self.first.close()


class AsyncHttpClients(_HttpClients[httpx.AsyncClient]):
    """The HTTP client of the running event loop."""

    def __init__(self, build: Callable[[], httpx.AsyncClient] | None, http_client: httpx.AsyncClient) -> None:
        super().__init__(build, http_client)
        self._clients = PerEventLoop(self._next)

    def get(self) -> httpx.AsyncClient:
        """Return the client.

        Raises:
            ConfigurationError: the caller's client has connections of another event loop.
        """
        return self._clients.get()

    async def close(self) -> None:
        """Close the connections of the running event loop, if the client is ours."""
        if self.owned:
            await self.get().aclose()
