"""An httpx transport that calls the sandbox in the same process, without a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx

from .message import Handler, RawRequest, Response


class SandboxTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Passes the requests of synchronous and asynchronous httpx clients to a sandbox in this process.

    Faults have the same effects as over a socket: `httpx.RemoteProtocolError` if the connection is closed, and
    `httpx.ReadTimeout` if a wait is longer than the client's read timeout.

    Args:
        handler: The sandbox.
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response, after its latency."""
        response = self._handle(request, request.read())
        _wait(self._handler, request, response.transmission.latency)
        return _to_httpx(self._handler, request, response)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response, after its latency."""
        response = self._handle(request, await request.aread())
        await _async_wait(self._handler, request, response.transmission.latency)
        return _to_httpx(self._handler, request, response)

    def _handle(self, request: httpx.Request, content: bytes) -> Response:
        path, _, query = request.url.raw_path.partition(b"?")
        headers = [(name.lower(), value) for name, value in request.headers.raw]
        return self._handler.handle(RawRequest.parse(request.method, path, query, headers, content))


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body as it is sent: in chunks, with waits, perhaps not to its end."""

    def __init__(self, handler: Handler, request: httpx.Request, response: Response, content: bytes) -> None:
        self._handler, self._request, self._content = handler, request, content
        self._transmission = response.transmission

    def __iter__(self) -> Iterator[bytes]:
        for seconds, chunk in self._transmission.chunks(self._content):
            _wait(self._handler, self._request, seconds)
            yield chunk
        self._end()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for seconds, chunk in self._transmission.chunks(self._content):
            await _async_wait(self._handler, self._request, seconds)
            yield chunk
        self._end()

    def _end(self) -> None:
        if self._transmission.closes == "within":
            raise httpx.RemoteProtocolError(
                f"peer closed connection without sending complete message body "
                f"(received {len(self._content) // 2} bytes, expected {len(self._content)})",
                request=self._request,
            )


def _to_httpx(handler: Handler, request: httpx.Request, response: Response) -> httpx.Response:
    if response.transmission.closes == "before":
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    announced = response.transmission.body(response.content)
    headers = {**response.headers, "Content-Length": str(len(announced))}
    if response.media:
        headers["Content-Type"] = response.media
    body = _Body(handler, request, response, b"" if request.method == "HEAD" else announced)
    return httpx.Response(response.status, headers=headers, stream=body)


def _wait(handler: Handler, request: httpx.Request, seconds: float) -> None:
    if seconds:
        handler.sleep(min(seconds, _read_timeout(request, seconds)))
        _check_timeout(request, seconds)


async def _async_wait(handler: Handler, request: httpx.Request, seconds: float) -> None:
    if seconds:
        await handler.async_sleep(min(seconds, _read_timeout(request, seconds)))
        _check_timeout(request, seconds)


def _read_timeout(request: httpx.Request, default: float) -> float:
    timeout = request.extensions.get("timeout", {}).get("read")
    return default if timeout is None else float(timeout)


def _check_timeout(request: httpx.Request, seconds: float) -> None:
    if seconds > _read_timeout(request, seconds):
        raise httpx.ReadTimeout("The read operation timed out", request=request)
