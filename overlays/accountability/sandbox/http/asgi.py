"""The sandbox as an ASGI application."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from .message import NORMAL, Handler, RawRequest, Response, common_headers

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_LOG = logging.getLogger("accountability.sandbox")


class Application:
    """Passes every request to a handler and sends its response. No framework: there is one route, for all paths.

    Args:
        handler: The sandbox.
        close_connection: Closes the connection from a client's address, which ASGI has no message for.
    """

    def __init__(self, handler: Handler, close_connection: Callable[[tuple[str, int]], object] | None = None) -> None:
        self._handler, self._close_connection = handler, close_connection

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _run_lifespan(receive, send)
        elif scope["type"] == "http":
            await self._respond(scope, receive, send)
        else:
            raise ValueError(f"scope: expected http, got {scope['type']}.")

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        content = await _read_body(receive)
        if content is None:
            return
        path: bytes = (scope.get("raw_path") or scope["path"].encode()).split(b"?")[0]
        peer = (scope.get("client") or (None,))[0]
        try:
            raw = RawRequest.parse(scope["method"], path, scope["query_string"], scope["headers"], content, peer)
            # Not in a thread of its own: the store serialises all work, and a switch takes longer than most requests.
            response = self._handler.handle(raw)
        except Exception:
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            headers = {"Connection": "close", **common_headers()}
            response = Response(500, b"Internal Server Error", "text/plain; charset=utf-8", headers)
        await self._send(response, scope, receive, send)

    async def _send(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        transmission = response.transmission
        if transmission.latency:
            await self._handler.async_sleep(transmission.latency)
        if transmission.closes == "before":
            await self._close(scope, receive)
            return
        content = transmission.body(response.content)
        headers = _encode_headers(response, content)
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        if transmission is NORMAL:
            await send({"type": "http.response.body", "body": content})
            return
        for seconds, chunk in transmission.chunks(content):
            if seconds:
                await self._handler.async_sleep(seconds)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        if transmission.closes == "within":
            await self._close(scope, receive)
            return
        await send({"type": "http.response.body", "body": b""})

    async def _close(self, scope: Scope, receive: Receive) -> None:
        """Close the connection and wait until it is closed."""
        if self._close_connection is None or not scope.get("client"):
            raise ConnectionAbortedError("A fault closes the connection here, which this server does not support.")
        self._close_connection(tuple(scope["client"]))
        while (await receive())["type"] != "http.disconnect":
            pass


async def _read_body(receive: Receive) -> bytes | None:
    """Return the body of a request, or None if its sender has disconnected."""
    chunks, more = [], True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(chunks)


def _encode_headers(response: Response, content: bytes) -> list[tuple[bytes, bytes]]:
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in response.headers.items()]
    if response.media:
        headers.append((b"content-type", response.media.encode("latin-1")))
    if response.status >= 200 and response.status not in (204, 304):
        headers.append((b"content-length", str(len(content)).encode()))
    return headers


async def _run_lifespan(receive: Receive, send: Send) -> None:
    """Acknowledge start-up and shutdown of the server; neither needs any work."""
    while (type_ := (await receive())["type"]) != "lifespan.shutdown":
        await send({"type": f"{type_}.complete"})
    await send({"type": "lifespan.shutdown.complete"})
