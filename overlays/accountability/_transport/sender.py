"""Send one attempt of a request by the HTTP client of the running process or event loop, and read its response.

httpx decompresses all that is received, so that a few kilobytes from a broken or hostile server could fill the memory;
and it has timeouts for each read, not for all of them: a server that sends its headers byte by byte would never time
out. So bodies are decompressed here, and the reads of a synchronous client are bounded by the deadline of its call: the
`trace` extension passes each new connection's stream, whose documented `read` is bounded. Asynchronous clients need
none of the latter, as a cancel scope bounds them.
"""

from __future__ import annotations

import logging
import os
import threading
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import aclosing, closing, contextmanager
from typing import Any, Generic, TypeVar

import httpx

from .._backend import ForkSafeLock, PerEventLoop
from .._errors import AccountabilityError, ConfigurationError, TransportError
from .._messages import ENCODINGS, Response
from .retry import TOO_MANY_REQUESTS, Outcome, PreparedCall

__all__ = ("LIMIT", "AsyncSender", "Sender", "SyncSender")

LIMIT = 100_000_000  # bytes of a response: fifteen times a page of 10,000 jobs
Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
logger = logging.getLogger("accountability")
_NO_AUTH = httpx.Auth()  # the header is set already: the HTTP client's own auth must not replace it
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
_SHORTEST = 0.001  # seconds of a wait on the connection
_STEP = 65_536
_WINDOWS = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
    "bare deflate": -zlib.MAX_WBITS,
}


class Sender(ABC, Generic[Http]):
    """Sends one attempt of a request by the HTTP client of the running process and event loop.

    A connection cannot be shared by two processes (each would read the other's responses) or by two event loops. So a
    client that `build` returns is built again for each of them, and a client of the caller is rejected in a second one,
    unless it has no connections: a transport in memory, or one that has not been used.
    """

    first: Http
    _build: Callable[[], Http] | None

    def __init__(self, build: Callable[[], Http] | None, http_client: Http, limit: int) -> None:
        self.first = http_client
        self.owned = build is not None  # the caller may have passed `http_client` itself
        self._build = build
        self._limit = limit
        self._used = self._in_memory = False

    @abstractmethod
    def http(self) -> Http:
        """Return the HTTP client."""

    @abstractmethod
    async def _receive(self, http: Http, prepared: PreparedCall[Any]) -> Response:
        """Send a request and return its response."""

    async def send(self, prepared: PreparedCall[Any]) -> Outcome:
        """Return the response, or the error that says why there is none."""
        _start(prepared)
        await prepared.notify("request")
        http = self.http()
        outcome: Outcome
        try:
            outcome = await self._receive(http, prepared)
        except httpx.RequestError as error:
            outcome = _transport_error(prepared, error)
        except Exception as error:
            outcome = _response_of_hook(http, prepared, error)
        return _finish(prepared, outcome)

    def _body(self, response: httpx.Response, prepared: PreparedCall[Any]) -> _Body:
        self._in_memory = "network_stream" not in response.extensions
        return _Body(response, self._limit, prepared.deadline.is_over)

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


class SyncSender(Sender[httpx.Client]):
    """Has a client for each process."""

    def __init__(self, build: Callable[[], httpx.Client] | None, http_client: httpx.Client, limit: int) -> None:
        super().__init__(build, http_client, limit)
        self._lock = ForkSafeLock()
        self._process: int | None = None

    def http(self) -> httpx.Client:
        if self._process != os.getpid():
            with self._lock.current:
                if self._process != os.getpid():
                    self._next()
                    self._process = os.getpid()
        return self.first

    async def _receive(self, http: httpx.Client, prepared: PreparedCall[Any]) -> Response:
        prepared.request.extensions["trace"] = _trace
        with _bound_reads(prepared.deadline.left):
            response = http.send(  # noqa: ASYNC212 - no event loop runs it
                prepared.request, auth=_NO_AUTH, follow_redirects=False, stream=True
            )
            with closing(response):
                body = self._body(response, prepared)
                for raw in () if body.is_complete else response.iter_raw():
                    body.receive(raw)
                return _response(response, body.content(), prepared.attempt)

    def close(self) -> None:
        """Close the client's connections, if this process opened them; a client of the caller stays open."""
        if self.owned and self._process in (None, os.getpid()):
            self.first.close()


class AsyncSender(Sender[httpx.AsyncClient]):
    """Has a client for each event loop."""

    def __init__(
        self, build: Callable[[], httpx.AsyncClient] | None, http_client: httpx.AsyncClient, limit: int
    ) -> None:
        super().__init__(build, http_client, limit)
        self._clients = PerEventLoop(self._next)

    def http(self) -> httpx.AsyncClient:
        return self._clients.get()

    async def _receive(self, http: httpx.AsyncClient, prepared: PreparedCall[Any]) -> Response:
        import anyio

        with anyio.move_on_after(max(prepared.deadline.left(), _SHORTEST)):
            response = await http.send(prepared.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
            async with aclosing(response):
                body = self._body(response, prepared)
                if not body.is_complete:
                    async for raw in response.aiter_raw():
                        body.receive(raw)
                return _response(response, body.content(), prepared.attempt)
        raise httpx.ReadTimeout("the deadline passed before the response was received")

    async def close(self) -> None:
        """Close the connections of the running event loop; a client of the caller stays open."""
        if self.owned:
            await self.http().aclose()


def _start(prepared: PreparedCall[Any]) -> None:
    """Start an attempt: each of its waits ends at the deadline at the latest."""
    left = max(prepared.deadline.left(), _SHORTEST)
    longest = None if left == float("inf") else left
    limits = {
        name: longest if seconds is None or seconds >= left else seconds for name, seconds in prepared.timeouts.items()
    }
    prepared.request.extensions = {**prepared.request.extensions, "timeout": limits}
    prepared.deadline.start()


def _finish(prepared: PreparedCall[Any], outcome: Outcome) -> Outcome:
    if isinstance(outcome, TransportError):
        prepared.failures += 1
    else:
        prepared.failures += outcome.status != TOO_MANY_REQUESTS
        # Method, path and status: a query may hold what is not for a log.
        logger.debug("%s %s %s", prepared.request.method, prepared.request.url.path, outcome.status)
    prepared.seconds = prepared.deadline.stop()
    return outcome


def _response(response: httpx.Response, content: bytes, attempt: int) -> Response:
    headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
    return Response(response.status_code, headers, content, attempt)


def _transport_error(prepared: PreparedCall[Any], error: httpx.RequestError) -> TransportError:
    """Return the error that is raised if no response follows."""
    sent, request = not isinstance(error, _NOT_SENT), prepared.request
    message = f"{prepared.key}: no response to {request.method} {request.url.copy_with(query=None)}"
    message += f" in attempt {prepared.attempt}" if prepared.attempt > 1 else ""
    message += f": {type(error).__name__}" + (f": {error}" if str(error) else "")
    if not sent:
        message += " (it was not sent)"
    elif not prepared.idempotent:
        message += " (the service may have acted on it: look before you send it again)"
    may_have_acted = prepared.may_have_acted(sent)
    failure = TransportError(
        message, key=prepared.key, sent=sent, safe_to_retry=not may_have_acted, attempts=prepared.attempt
    )
    failure.__cause__ = error
    return failure


def _response_of_hook(
    http: httpx.Client | httpx.AsyncClient, prepared: PreparedCall[Any], error: Exception
) -> Response:
    """Return the response that an event hook of the HTTP client raised, or raise what it raised as our error."""
    hooks = [name for name, functions in http.event_hooks.items() if functions]
    if not hooks or isinstance(error, AccountabilityError):
        raise error
    if isinstance(error, httpx.HTTPStatusError):  # the usual `response.raise_for_status()`
        return _response(error.response, _content(error.response), prepared.attempt)
    prepared.request.headers.pop("Authorization", None)  # the hook's frames may hold the request
    raise prepared.hook_error(f"http_client's {' or '.join(hooks)}", None, "response" in hooks, error) from error


def _content(response: httpx.Response) -> bytes:
    """Return the body of a response that an event hook has read, or has left unread."""
    try:
        return response.content
    except httpx.ResponseNotRead:
        return b""


class _Body:
    """The body of a response: decompresses its parts, and counts their bytes."""

    def __init__(self, response: httpx.Response, limit: int, is_late: Callable[[], bool]) -> None:
        self._encoding = response.headers.get("content-encoding", "").strip().lower()
        self._limit = limit
        self._is_late = is_late  # each part alone may be received in time
        self._parts: list[bytes] = []
        self._size = 0
        self._has_begun = False
        self._zlib: Any = None
        self.is_complete = response.is_stream_consumed  # created in memory, by a transport for tests
        if self.is_complete:
            self._add(response.content)
        elif self._encoding in _WINDOWS:
            self._zlib = zlib.decompressobj(_WINDOWS[self._encoding])
        elif "," in self._encoding:
            raise httpx.DecodingError("the body is compressed more than once")

    def receive(self, raw: bytes) -> None:
        """Add bytes of the response."""
        if self._is_late():
            raise httpx.ReadTimeout("the deadline passed while the body was received")
        if self._zlib is None:
            if self._encoding not in ("", "identity"):
                raise httpx.DecodingError(f"the body is {self._encoding!r}, and only {ENCODINGS} was accepted")
            self._add(raw)
            return
        while raw:
            self._add(self._decompress(raw))
            raw = self._zlib.unconsumed_tail or self._next_member()

    def content(self) -> bytes:
        """Return the body, when all of it was received."""
        if self._zlib is not None and self._has_begun:
            self._add(self._zlib.flush())
            if not self._zlib.eof:
                raise httpx.DecodingError(f"the body is {self._encoding} and incomplete")
        return b"".join(self._parts)

    def _add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise httpx.DecodingError(f"the body has more than {self._limit:,} bytes (max_response_bytes)")
        self._parts.append(part)

    def _next_member(self) -> bytes:
        """Return the bytes after the compressed data: gzip may consist of several members."""
        rest: bytes = self._zlib.unused_data
        if rest and "gzip" not in self._encoding:
            raise httpx.DecodingError(f"the body is {self._encoding} and has more bytes after its end")
        if rest:
            self._zlib = zlib.decompressobj(_WINDOWS[self._encoding])
        return rest

    def _decompress(self, raw: bytes) -> bytes:
        try:
            part: bytes = self._zlib.decompress(raw, _STEP)
        except zlib.error:
            if self._has_begun or self._encoding != "deflate":
                raise httpx.DecodingError(f"the body is not {self._encoding}, as its header says") from None
            # Many servers send deflate without the header that its specification requires.
            self._encoding, self._zlib = "bare deflate", zlib.decompressobj(_WINDOWS["bare deflate"])
            return self._decompress(raw)
        self._has_begun = True
        return part


_thread = threading.local()
_LEAST = 1e-6  # seconds; 0 would make the socket non-blocking


@contextmanager
def _bound_reads(seconds_left: Callable[[], float]) -> Iterator[None]:
    """Bound the reads of this thread, in the block, by the seconds that are left at each of them."""
    before = getattr(_thread, "seconds_left", None)
    _thread.seconds_left = seconds_left
    try:
        yield
    finally:
        _thread.seconds_left = before


def _trace(event: str, info: Mapping[str, Any]) -> None:
    """Bound the reads of a stream that was opened; for the `trace` extension of a request."""
    stream = info.get("return_value")
    if hasattr(stream, "get_extra_info") and hasattr(stream, "read"):
        _bound(stream)


def _bound(stream: Any) -> None:
    read = stream.read

    def read_until_deadline(max_bytes: int, timeout: float | None = None) -> bytes:
        seconds_left = getattr(_thread, "seconds_left", None)
        if seconds_left is not None:
            left = max(seconds_left(), _LEAST)
            timeout = left if timeout is None else min(timeout, left)
        data: bytes = read(max_bytes, None if timeout == float("inf") else timeout)
        return data

    stream.read = read_until_deadline
