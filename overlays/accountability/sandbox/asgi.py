"""The sandbox on a socket: an ASGI application that carries requests in, and answers out as they are to go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .delivery import AS_IT_IS
from .message import Reply, marks

if TYPE_CHECKING:
    from .app import Sandbox

CLOSE = "accountability.close"  # the server's extension of the scope: closes the connection, with no word more


def application(sandbox: Sandbox) -> ASGIApp:
    """The ASGI application of a sandbox."""
    starlette = Starlette()
    starlette.router.default = _Carrier(sandbox)  # a route would not take a path with a line break in it
    return _Stamp(starlette)


class _Carrier:
    """Takes each request to the sandbox, and its answer back."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            content = await request.body()
        except ClientDisconnect:
            return
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        # Not in a thread of its own: the store serialises all work anyway, and most of it takes less than the change.
        reply = self._sandbox.answer(
            request.method, path.split(b"?")[0], scope["query_string"], request.headers.raw, content
        )
        await self._deliver(reply, scope, receive, send)

    async def _deliver(self, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
        delivery = reply.delivery
        if delivery.latency:
            await self._sandbox.sleep_in_task(delivery.latency)
        if delivery.closes == "before":
            await _close(scope, receive)
            return
        content = delivery.body(reply.content)
        await send({"type": "http.response.start", "status": reply.status, "headers": _headers(reply, content)})
        if delivery is AS_IT_IS:
            await send({"type": "http.response.body", "body": content})
            return
        for seconds, piece in delivery.pieces(content):
            if seconds:
                await self._sandbox.sleep_in_task(seconds)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if delivery.closes == "within":
            await _close(scope, receive)
            return
        await send({"type": "http.response.body", "body": b""})


def _headers(reply: Reply, content: bytes) -> list[tuple[bytes, bytes]]:
    named = {**reply.headers, **({"Content-Type": reply.media} if reply.media else {})}
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named.items()]
    sized = reply.status >= 200 and reply.status not in (204, 304)
    return [*headers, (b"content-length", str(len(content)).encode())] if sized else headers


async def _close(scope: Scope, receive: Receive) -> None:
    """Close the connection, and wait until it is."""
    close: Callable[[], object] | None = scope.get("extensions", {}).get(CLOSE)
    if close is None:
        raise ConnectionAbortedError("a fault closes the connection here; this server gives no way to do so")
    close()
    while (await receive())["type"] != "http.disconnect":
        pass


class _Stamp:
    """Marks every answer, those of a failure in here included, as the sandbox's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(marks())
            await send(message)

        await self._app(scope, receive, stamped)
