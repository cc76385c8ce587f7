"""The sandbox without a socket: an HTTP transport for httpx that calls it in the same process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import httpx

from .message import Reply, marks

if TYPE_CHECKING:
    from .app import Sandbox


class InProcess(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries the requests of httpx clients, for threads and tasks, to a sandbox in this process.

    What a fault does to a connection shows as over a socket: `httpx.RemoteProtocolError` where it is closed, and
    `httpx.ReadTimeout` where a wait is longer than the client's own.

    Args:
        sandbox: what answers.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, after its latency."""
        reply = self._reply(request, request.read())
        _wait_in_thread(self._sandbox, request, reply.delivery.latency)
        return _response(self._sandbox, request, reply)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for a task."""
        reply = self._reply(request, await request.aread())
        await _wait_in_task(self._sandbox, request, reply.delivery.latency)
        return _response(self._sandbox, request, reply)

    def _reply(self, request: httpx.Request, content: bytes) -> Reply:
        path, _, query = request.url.raw_path.partition(b"?")
        headers = [(name.lower(), value) for name, value in request.headers.raw]
        return self._sandbox.answer(request.method, path, query, headers, content)


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body as it goes out: in pieces, with waits, perhaps not to its end."""

    def __init__(self, sandbox: Sandbox, request: httpx.Request, reply: Reply, content: bytes) -> None:
        self._sandbox, self._request, self._delivery, self._content = sandbox, request, reply.delivery, content

    def __iter__(self) -> Iterator[bytes]:
        for seconds, piece in self._delivery.pieces(self._content):
            _wait_in_thread(self._sandbox, self._request, seconds)
            yield piece
        self._end()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for seconds, piece in self._delivery.pieces(self._content):
            await _wait_in_task(self._sandbox, self._request, seconds)
            yield piece
        self._end()

    def _end(self) -> None:
        if self._delivery.closes == "within":
            raise httpx.RemoteProtocolError(
                f"peer closed connection without sending complete message body "
                f"(received {len(self._content) // 2} bytes, expected {len(self._content)})",
                request=self._request,
            )


def _response(sandbox: Sandbox, request: httpx.Request, reply: Reply) -> httpx.Response:
    if reply.delivery.closes == "before":
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    content = b"" if request.method == "HEAD" else reply.delivery.body(reply.content)
    headers = {**reply.headers, **marks(), "Content-Length": str(len(content))}
    if reply.media:
        headers["Content-Type"] = reply.media
    return httpx.Response(reply.status, headers=headers, stream=_Body(sandbox, request, reply, content))


def _wait_in_thread(sandbox: Sandbox, request: httpx.Request, seconds: float) -> None:
    if seconds:
        sandbox.sleep(min(seconds, _patience(request, seconds)))
        _check(request, seconds)


async def _wait_in_task(sandbox: Sandbox, request: httpx.Request, seconds: float) -> None:
    if seconds:
        await sandbox.sleep_in_task(min(seconds, _patience(request, seconds)))
        _check(request, seconds)


def _patience(request: httpx.Request, otherwise: float) -> float:
    patience = request.extensions.get("timeout", {}).get("read")
    return otherwise if patience is None else float(patience)


def _check(request: httpx.Request, seconds: float) -> None:
    if seconds > _patience(request, seconds):
        raise httpx.ReadTimeout("The read operation timed out", request=request)
