"""The sandbox on a socket: an ASGI application that carries requests in, and answers out as they are to go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

from .delivery import AS_IT_IS
from .message import Reply, marks

if TYPE_CHECKING:
    from .app import Sandbox

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
CLOSE = "accountability.close"  # the server's extension of the scope: closes the connection, with no word more
_BROKEN = Reply(  # says what servers do once it is raised: a client that keeps the connection would meet its end
    500, b"Internal Server Error", "text/plain; charset=utf-8", {"Connection": "close"}
)


def application(sandbox: Sandbox) -> ASGIApp:
    """The ASGI application of a sandbox."""
    return _Carrier(sandbox)


class _Carrier:
    """Takes each request to the sandbox, and its answer back. No framework: there is one route, and it is all paths."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            raise NotImplementedError(f"the sandbox speaks HTTP, not {scope['type']}")

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        content = await _content(receive)
        if content is None:
            return
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        try:
            # Not in a thread of its own: the store serialises all work anyway, and most takes less than the change.
            reply = self._sandbox.answer(
                scope["method"], path.split(b"?")[0], scope["query_string"], scope["headers"], content
            )
        except Exception:
            await self._deliver(_BROKEN, scope, receive, send)
            raise
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


async def _content(receive: Receive) -> bytes | None:
    """The body of a request; None where its sender has gone."""
    pieces, more = [], True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(pieces)


def _headers(reply: Reply, content: bytes) -> list[tuple[bytes, bytes]]:
    named = {**reply.headers, **({"Content-Type": reply.media} if reply.media else {}), **marks()}
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named.items()]
    sized = reply.status >= 200 and reply.status not in (204, 304)
    return [*headers, (b"content-length", str(len(content)).encode())] if sized else headers


async def _live(receive: Receive, send: Send) -> None:
    """Begin and end with the server: there is nothing to do at either."""
    while (kind := (await receive())["type"]) != "lifespan.shutdown":
        await send({"type": f"{kind}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def _close(scope: Scope, receive: Receive) -> None:
    """Close the connection, and wait until it is."""
    close: Callable[[], object] | None = scope.get("extensions", {}).get(CLOSE)
    if close is None:
        raise ConnectionAbortedError("a fault closes the connection here; this server gives no way to do so")
    close()
    while (await receive())["type"] != "http.disconnect":
        pass
