"""An httpx transport that calls the sandbox in the same process, without a socket."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Iterator

import httpx

from .message import Handler, RawRequest, Response


class SandboxTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Passes the requests of synchronous and asynchronous httpx clients to a sandbox in this process.

    Faults have the same effects as over a socket: `httpx.RemoteProtocolError` if the connection is closed, and
    `httpx.ReadTimeout` if a wait is longer than the client's read timeout.
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response, after its latency."""
        response = self._handle(request, request.read())
        body = _Body(self._handler, request, response)
        body.wait(response.transmission.latency)
        return _to_httpx(response, body)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response, after its latency."""
        response = self._handle(request, await request.aread())
        body = _Body(self._handler, request, response)
        await body.async_wait(response.transmission.latency)
        return _to_httpx(response, body)

    def _handle(self, request: httpx.Request, content: bytes) -> Response:
        path, _, query = request.url.raw_path.partition(b"?")
        headers = [(name.lower(), value) for name, value in request.headers.raw]
        return self._handler.handle(RawRequest.parse(request.method, path, query, headers, content))


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body as it is sent: in chunks, with waits, perhaps not to its end."""

    def __init__(self, handler: Handler, request: httpx.Request, response: Response) -> None:
        self._handler, self.request, self._transmission = handler, request, response.transmission
        self.announced_content = response.transmission.body(response.content)
        self._content = b"" if request.method == "HEAD" else self.announced_content
        timeout = request.extensions.get("timeout", {}).get("read")
        self._timeout = math.inf if timeout is None else float(timeout)

    def __iter__(self) -> Iterator[bytes]:
        for seconds, chunk in self._transmission.chunks(self._content):
            self.wait(seconds)
            yield chunk
        self._end()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for seconds, chunk in self._transmission.chunks(self._content):
            await self.async_wait(seconds)
            yield chunk
        self._end()

    def wait(self, seconds: float) -> None:
        if seconds:
            self._handler.sleep(min(seconds, self._timeout))
            self._check_timeout(seconds)

    async def async_wait(self, seconds: float) -> None:
        if seconds:
            await self._handler.async_sleep(min(seconds, self._timeout))
            self._check_timeout(seconds)

    def _check_timeout(self, seconds: float) -> None:
        if seconds > self._timeout:
            raise httpx.ReadTimeout("The read operation timed out", request=self.request)

    def _end(self) -> None:
        if self._transmission.closes == "within":
            raise httpx.RemoteProtocolError(
                f"peer closed connection without sending complete message body "
                f"(received {len(self._content) // 2} bytes, expected {len(self._content)})",
                request=self.request,
            )


def _to_httpx(response: Response, body: _Body) -> httpx.Response:
    if response.transmission.closes == "before":
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=body.request)
    headers = {**response.headers, "Content-Length": str(len(body.announced_content))}
    if response.media:
        headers["Content-Type"] = response.media
    return httpx.Response(response.status, headers=headers, stream=body)
