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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import httpx

from .._concurrency import ForkSafeLock, PerEventLoop
from .._errors import AccountabilityError, ConfigurationError, TransportError
from .._messages import ENCODINGS, Response
from .retry import TOO_MANY_REQUESTS, Outcome, PreparedCall

__all__ = ("LIMIT", "AsyncSender", "Sender")

LIMIT = 100_000_000  # bytes of a response: fifteen times a page of 10,000 jobs
Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
logger = logging.getLogger("accountability")
_NO_AUTH = httpx.Auth()  # the header is set already: the HTTP client's own auth must not replace it
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
_STEP = 65_536
_WINDOWS = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
    "bare deflate": -zlib.MAX_WBITS,
}


class _Sender(Generic[Http]):
    """Sends one attempt of a request by the HTTP client of the running process and event loop.

    A connection cannot be shared by two processes (each would read the other's responses) or by two event loops. So a
    client that `build` returns is built again for each of them, and a client of the caller is rejected in a second one,
    unless it has no connections: a transport in memory, or one that has not been used.

    Args:
        build: creates an HTTP client; None if the caller passed `http_client` itself.
        http_client: the first client.
        limit: of a response's body, in bytes.
    """

    first: Http
    _build: Callable[[], Http] | None

    def __init__(self, build: Callable[[], Http] | None, http_client: Http, limit: int) -> None:
        self.first = http_client
        self.owned = build is not None
        self._build = build
        self._limit = limit
        self._used = self._in_memory = False

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


class Sender(_Sender[httpx.Client]):
    """Sends one attempt of a request by the HTTP client of the running process."""

    def __init__(self, build: Callable[[], httpx.Client] | None, http_client: httpx.Client, limit: int) -> None:
        super().__init__(build, http_client, limit)
        self._lock = ForkSafeLock()
        self._process: int | None = None

    def http(self) -> httpx.Client:
        """Return the HTTP client.

        Raises:
            ConfigurationError: the caller's client has connections of the parent process.
        """
        if self._process != os.getpid():
            with self._lock.current:
                if self._process != os.getpid():
                    self._next()
                    self._process = os.getpid()
        return self.first

    def send(self, prepared: PreparedCall[Any]) -> Outcome:
        """Return the response, or the error that says why there is none."""
        _start(prepared)
        prepared.request.extensions["trace"] = _trace
        prepared.notify("request")
        return _finish(prepared, self._transmit(self.http(), prepared))

    def _transmit(self, http: httpx.Client, prepared: PreparedCall[Any]) -> Outcome:
        try:
            with _bound_reads(prepared.deadline.left):
                response = http.send(prepared.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._in_memory = "network_stream" not in response.extensions
                return _response(prepared, response, _read(response, self._limit, prepared.deadline.is_over))
        except httpx.RequestError as error:
            return _transport_error(prepared, error)
        except Exception as error:
            return _response_of_hook(http, prepared, error)

    def close(self) -> None:
        """Close the client's connections, if this process opened them; a client of the caller stays open."""
        if self.owned and self._process in (None, os.getpid()):
            self.first.close()


class AsyncSender(_Sender[httpx.AsyncClient]):
    """Sends one attempt of a request by the HTTP client of the running event loop."""

    def __init__(
        self, build: Callable[[], httpx.AsyncClient] | None, http_client: httpx.AsyncClient, limit: int
    ) -> None:
        super().__init__(build, http_client, limit)
        self._clients = PerEventLoop(self._next)

    def http(self) -> httpx.AsyncClient:
        """Return the HTTP client.

        Raises:
            ConfigurationError: the caller's client has connections of another event loop.
        """
        return self._clients.get()

    async def send(self, prepared: PreparedCall[Any]) -> Outcome:
        """Return the response, or the error that says why there is none."""
        _start(prepared)
        await prepared.notify_async("request")
        return _finish(prepared, await self._transmit(self.http(), prepared))

    async def _transmit(self, http: httpx.AsyncClient, prepared: PreparedCall[Any]) -> Outcome:
        import anyio

        left = max(prepared.deadline.left(), 0.001)
        try:
            with anyio.move_on_after(None if left == float("inf") else left):
                response = await http.send(prepared.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._in_memory = "network_stream" not in response.extensions
                return _response(
                    prepared, response, await _read_async(response, self._limit, prepared.deadline.is_over)
                )
        except httpx.RequestError as error:
            return _transport_error(prepared, error)
        except Exception as error:
            return _response_of_hook(http, prepared, error)
        return _transport_error(prepared, httpx.ReadTimeout("the deadline passed before the response was received"))

    async def close(self) -> None:
        """Close the connections of the running event loop; a client of the caller stays open."""
        if self.owned:
            await self.http().aclose()


def _start(prepared: PreparedCall[Any]) -> None:
    """Start an attempt: each of its waits ends at the deadline at the latest."""
    left = max(prepared.deadline.left(), 0.001)
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


def _response(prepared: PreparedCall[Any], response: httpx.Response, content: bytes) -> Response:
    headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
    return Response(response.status_code, headers, content, prepared.attempt)


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
        return _response(prepared, error.response, _content(error.response))
    prepared.request.headers.pop("Authorization", None)  # the hook's frames may hold the request
    raise prepared.hook_error(f"http_client's {' or '.join(hooks)}", None, "response" in hooks, error) from error


def _content(response: httpx.Response) -> bytes:
    """Return the body of a response that an event hook has read, or has left unread."""
    try:
        return response.content
    except httpx.ResponseNotRead:
        return b""


def _read(response: httpx.Response, limit: int, is_late: Callable[[], bool]) -> bytes:
    """Return the decompressed body of a response that is streamed, and close it.

    Raises:
        httpx.DecodingError: the body is larger than `limit` bytes, or not compressed as its header says.
        httpx.ReadTimeout: `is_late` before all was received; each part alone may have been received in time.
    """
    try:
        if response.is_stream_consumed:  # created in memory, by a transport for tests
            return _Decoder("", limit, is_late).count(response.content)
        decoder = _Decoder(response.headers.get("content-encoding", ""), limit, is_late)
        parts = [part for raw in response.iter_raw() for part in decoder.decode(raw)]
        return b"".join([*parts, decoder.flush()])
    finally:
        response.close()


async def _read_async(response: httpx.Response, limit: int, is_late: Callable[[], bool]) -> bytes:
    """Return the same for an asynchronous client."""
    try:
        if response.is_stream_consumed:
            return _Decoder("", limit, is_late).count(response.content)
        decoder = _Decoder(response.headers.get("content-encoding", ""), limit, is_late)
        parts = [part async for raw in response.aiter_raw() for part in decoder.decode(raw)]
        return b"".join([*parts, decoder.flush()])
    finally:
        await response.aclose()


class _Decoder:
    """Decompresses a body part by part, and counts its bytes."""

    def __init__(self, encoding: str, limit: int, is_late: Callable[[], bool]) -> None:
        self._encoding = encoding.strip().lower()
        if "," in self._encoding:
            raise httpx.DecodingError("the body is compressed more than once")
        self._limit = limit
        self._is_late = is_late
        self._size = 0
        self._has_begun = False
        self._zlib = zlib.decompressobj(_WINDOWS[self._encoding]) if self._encoding in _WINDOWS else None

    def decode(self, raw: bytes) -> Iterator[bytes]:
        if self._is_late():
            raise httpx.ReadTimeout("the deadline passed while the body was received")
        if self._zlib is None:
            if self._encoding not in ("", "identity"):
                raise httpx.DecodingError(f"the body is {self._encoding!r}, and only {ENCODINGS} was accepted")
            yield self.count(raw)
            return
        while raw:
            yield self.count(self._decompress(raw))
            raw = self._zlib.unconsumed_tail or self._next_member()

    def flush(self) -> bytes:
        """Return what is left when all was received."""
        if self._zlib is None or not self._has_begun:
            return b""
        rest = self.count(self._zlib.flush())
        if not self._zlib.eof:
            raise httpx.DecodingError(f"the body is {self._encoding} and incomplete")
        return rest

    def count(self, part: bytes) -> bytes:
        self._size += len(part)
        if self._size > self._limit:
            raise httpx.DecodingError(f"the body has more than {self._limit:,} bytes (max_response_bytes)")
        return part

    def _next_member(self) -> bytes:
        """Return the bytes after the compressed data: gzip may consist of several members."""
        assert self._zlib is not None
        rest = self._zlib.unused_data
        if rest and "gzip" not in self._encoding:
            raise httpx.DecodingError(f"the body is {self._encoding} and has more bytes after its end")
        if rest:
            self._zlib = zlib.decompressobj(_WINDOWS[self._encoding])
        return rest

    def _decompress(self, raw: bytes) -> bytes:
        assert self._zlib is not None
        try:
            part = self._zlib.decompress(raw, _STEP)
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
