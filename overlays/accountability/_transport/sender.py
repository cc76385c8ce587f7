"""Send one attempt of a request over HTTP, by the HTTP client of the running process or event loop."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Generic, TypeVar

import httpx

from .._concurrency import ForkSafeLock, PerEventLoop
from .._errors import AccountabilityError, ConfigurationError, TransportError
from .._response import Response
from .body import bound_reads, read, read_async, trace
from .retry import TOO_MANY_REQUESTS, Attempts, Outcome

__all__ = ("AsyncHttpClients", "AsyncSender", "HttpClients", "Sender")

Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
logger = logging.getLogger("accountability")
_NO_AUTH = httpx.Auth()  # the header is set already: the HTTP client's own auth must not replace it
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


class _HttpClients(Generic[Http]):
    """The HTTP client of the running process and event loop.

    A connection cannot be shared by two processes (each would read the other's responses) or by two event loops. So a
    client that `build` returns is built again for each of them, and a client of the caller is rejected in a second one,
    unless it has no connections: a transport in memory, or one that has not been used.

    Args:
        build: creates an HTTP client; None if the caller passed `http_client` itself.
        http_client: the first client.
    """

    first: Http
    _build: Callable[[], Http] | None

    def __init__(self, build: Callable[[], Http] | None, http_client: Http) -> None:
        self.first = http_client
        self.owned = build is not None
        self._build = build
        self._used = self._in_memory = False

    def observe(self, response: httpx.Response) -> None:
        """Record whether responses are received over a network."""
        self._in_memory = "network_stream" not in response.extensions

    def _next(self) -> Http:
        """Return the client for a process or an event loop that has none yet."""
        if self._used and self._build is not None:
            self.first = self._build()
        elif self._used and not self._in_memory:
            kind = f"httpx.{type(self.first).__name__}"
            raise ConfigurationError(
                f"http_client: expected an {kind} of this process and event loop, got one with connections of another. "
                f"Pass a function that creates it, such as `http_client=lambda: {kind}(...)`, or create the "
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
        """Close the client's connections, if this process opened them; a client of the caller stays open."""
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
        """Close the connections of the running event loop; a client of the caller stays open."""
        if self.owned:
            await self.get().aclose()


HttpPool = TypeVar("HttpPool", HttpClients, AsyncHttpClients)


class _Sender(Generic[HttpPool]):
    """Sends one attempt of a request.

    Args:
        clients: the HTTP client of the process or event loop.
        timeout: seconds of each wait on the connection; that of the HTTP client if not given.
        limit: of a response's body, in bytes.
    """

    _clients: HttpPool

    def __init__(self, clients: HttpPool, timeout: float | None, limit: int) -> None:
        self._clients = clients
        self._timeout = timeout
        self._limit = limit

    def _start(self, http: httpx.Client | httpx.AsyncClient, attempts: Attempts) -> None:
        """Start an attempt: each of its waits ends at the deadline at the latest."""
        timeout = http.timeout if self._timeout is None else httpx.Timeout(self._timeout)
        left = max(attempts.deadline.left(), 0.001)
        longest = None if left == float("inf") else left
        limits = {
            name: longest if seconds is None or seconds >= left else seconds
            for name, seconds in timeout.as_dict().items()
        }
        attempts.request.extensions = {**attempts.request.extensions, "timeout": limits}
        attempts.deadline.start()


class Sender(_Sender[HttpClients]):
    """Sends one attempt of a request."""

    def send(self, attempts: Attempts) -> Outcome:
        """Return the response, or the error that says why there is none."""
        http = self._clients.get()
        self._start(http, attempts)
        attempts.request.extensions["trace"] = trace
        if attempts.hooks.request:
            attempts.notify("request")
        return _finish(attempts, self._transmit(http, attempts))

    def _transmit(self, http: httpx.Client, attempts: Attempts) -> Outcome:
        try:
            with bound_reads(attempts.deadline.left):
                response = http.send(attempts.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._clients.observe(response)
                return _response(attempts, response, read(response, self._limit, attempts.deadline.is_over))
        except httpx.RequestError as error:
            return _transport_error(attempts, error)
        except Exception as error:
            return _response_of_hook(http, attempts, error)


class AsyncSender(_Sender[AsyncHttpClients]):
    """Does the same for an asynchronous client."""

    async def send(self, attempts: Attempts) -> Outcome:
        """Return the response, or the error that says why there is none."""
        http = self._clients.get()
        self._start(http, attempts)
        if attempts.hooks.request:
            await attempts.notify_async("request")
        return _finish(attempts, await self._transmit(http, attempts))

    async def _transmit(self, http: httpx.AsyncClient, attempts: Attempts) -> Outcome:
        import anyio

        left = max(attempts.deadline.left(), 0.001)
        try:
            with anyio.move_on_after(None if left == float("inf") else left):
                response = await http.send(attempts.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._clients.observe(response)
                return _response(attempts, response, await read_async(response, self._limit, attempts.deadline.is_over))
        except httpx.RequestError as error:
            return _transport_error(attempts, error)
        except Exception as error:
            return _response_of_hook(http, attempts, error)
        return _transport_error(attempts, httpx.ReadTimeout("the deadline passed before the response was received"))


def _finish(attempts: Attempts, outcome: Outcome) -> Outcome:
    if isinstance(outcome, TransportError):
        attempts.failures += 1
    else:
        attempts.failures += outcome.status != TOO_MANY_REQUESTS
        # Method, path and status: a query may hold what is not for a log.
        logger.debug("%s %s %s", attempts.request.method, attempts.request.url.path, outcome.status)
    attempts.seconds = attempts.deadline.stop()
    return outcome


def _response(attempts: Attempts, response: httpx.Response, content: bytes) -> Response:
    headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
    return Response(response.status_code, headers, content, attempts.number)


def _transport_error(attempts: Attempts, error: httpx.RequestError) -> TransportError:
    """Return the error that is raised if no response follows."""
    sent, request = not isinstance(error, _NOT_SENT), attempts.request
    message = f"{attempts.key}: no response to {request.method} {request.url.copy_with(query=None)}"
    message += f" in attempt {attempts.number}" if attempts.number > 1 else ""
    message += f": {type(error).__name__}" + (f": {error}" if str(error) else "")
    if not sent:
        message += " (it was not sent)"
    elif not attempts.idempotent:
        message += " (the service may have acted on it: look before you send it again)"
    may_have_acted = attempts.may_have_acted(sent)
    failure = TransportError(
        message, key=attempts.key, sent=sent, safe_to_retry=not may_have_acted, attempts=attempts.number
    )
    failure.__cause__ = error
    return failure


def _response_of_hook(http: httpx.Client | httpx.AsyncClient, attempts: Attempts, error: Exception) -> Response:
    """Return the response that an event hook of the HTTP client raised, or raise what it raised as our error."""
    hooks = [name for name, functions in http.event_hooks.items() if functions]
    if not hooks or isinstance(error, AccountabilityError):
        raise error
    if isinstance(error, httpx.HTTPStatusError):  # the usual `response.raise_for_status()`
        return _response(attempts, error.response, _content(error.response))
    attempts.request.headers.pop("Authorization", None)  # the hook's frames may hold the request
    raise attempts.hook_error(f"http_client's {' or '.join(hooks)}", None, "response" in hooks, error) from error


def _content(response: httpx.Response) -> bytes:
    """Return the body of a response that an event hook has read, or has left unread."""
    try:
        return response.content
    except httpx.ResponseNotRead:
        return b""
