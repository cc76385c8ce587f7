"""Create HTTP clients, one for each process and event loop."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

import httpx

from .._concurrency import ForkSafeLock, PerEventLoop
from .._errors import ConfigurationError

__all__ = ("AsyncHttpClients", "HttpClients", "new_http_client")

Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_CERTIFICATES = "SSL_CERT_FILE"
_KEY_LOG = "SSLKEYLOGFILE"


def new_http_client(kind: type[Http], seconds: float) -> Http:
    """Create an HTTP client that honours the environment's proxies and certificates.

    Args:
        kind: its class.
        seconds: the time limit of each wait on the connection.

    Raises:
        ConfigurationError: a variable of the environment cannot be used. The message names it, and never has the value
            of a proxy, which may contain a password.
    """
    try:
        return kind(timeout=seconds)
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        raise _cause(kind, error) from None


def _cause(kind: type[httpx.Client] | type[httpx.AsyncClient], error: Exception) -> ConfigurationError:
    for name in _PROXIES:
        for variable in (name.lower(), name):
            if proxy := os.environ.get(variable):
                url = proxy if "://" in proxy else f"http://{proxy}"
                try:
                    kind(proxy=url, trust_env=False)
                except ImportError:
                    return ConfigurationError(
                        f"{variable}: expected an installed SOCKS client for a SOCKS proxy, got none. "
                        "Run `pip install 'httpx[socks]'`."
                    )
                except (ValueError, httpx.InvalidURL):
                    return ConfigurationError(
                        f"{variable}: expected the URL of an http, https, socks5 or socks5h proxy, got {_scheme(url)}."
                    )
                except OSError:
                    break
    if isinstance(error, OSError):
        return _certificates(error)
    variable = next((name for name in ("no_proxy", "NO_PROXY") if os.environ.get(name)), "NO_PROXY")
    return ConfigurationError(
        f"{variable}: expected host names and addresses separated by commas, got one httpx rejects."
    )


def _scheme(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "a malformed URL"
    known = parts.scheme in ("http", "https", "socks5", "socks5h")
    return "a malformed URL" if known or not parts.scheme else f"the scheme {parts.scheme!r}"


def _certificates(error: OSError) -> ConfigurationError:
    """Return which file of the environment the TLS library cannot use."""
    file, log = os.environ.get(_CERTIFICATES), os.environ.get(_KEY_LOG)
    reason = error.strerror if not isinstance(error, ssl.SSLError) else "no certificate in it"
    if file and (log is None or error.filename != log):
        return ConfigurationError(f"{_CERTIFICATES}: expected a readable PEM file, got {file!r}: {reason}.")
    if log:
        return ConfigurationError(f"{_KEY_LOG}: expected a file that can be written, got {log!r}: {reason}.")
    return ConfigurationError(f"TLS certificates: expected a readable certificate store, got {reason}.")


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
