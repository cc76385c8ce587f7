"""The sandbox as an ASGI application, for tests in process and for the server alike."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accountability.contract import Contract, load

from . import control, profiles
from .account import ACCOUNTS, Account
from .exact import write
from .imitation import Imitation
from .message import Incoming, Reply
from .moment import Clock, now
from .problem import MEDIA, Problem, malformed

APIS = ("v2", "v1", "legacy")  # the newest first: where two describe one thing, the first is heard


class Sandbox:
    """A stateful imitation of the three APIs over one store.

    Args:
        database: SQLite file that keeps the records over restarts; in memory when left out.
        clock: gives the time it lives by, aware; the machine's own when left out.
        documents: built OpenAPI documents by API name, in place of the package's own.
        accounts: who may call.
        profile: name of another service to be, of `PROFILES`; as the contract has it when left out.

    Raises:
        NotOurs: the database is a file of something else.
        UnknownProfile: there is none of that name.
    """

    def __init__(
        self,
        database: str | PathLike[str] | None = None,
        clock: Clock = now,
        documents: Mapping[str, Mapping[str, Any]] | None = None,
        accounts: Sequence[Account] = ACCOUNTS,
        profile: str | None = None,
    ) -> None:
        contracts = {api: load(api) for api in APIS} if documents is None else _contracts(documents)
        self.accounts = tuple(accounts)
        self.profile = profile
        self._imitation = Imitation(contracts, database, clock, self.accounts)
        self.app: ASGIApp = _Stamp(self._starlette())

    @property
    def profile(self) -> str | None:
        """Name of the service that it is; None where it is as the contract has it. May be set at any time."""
        return self._profile.name if self._profile else None

    @profile.setter
    def profile(self, name: str | None) -> None:
        self._profile = profiles.named(name) if name is not None else None

    def reset(self) -> None:
        """Back to the first records, ids and all. Tokens that were given out stay good."""
        self._imitation.reset()

    def close(self) -> None:
        """Let go of the database. What was answered is in it."""
        self._imitation.close()

    def _starlette(self) -> Starlette:
        app = Starlette(
            routes=[
                Route("/_sandbox", self._about),
                Route("/_sandbox/accounts", self._accounts),
                Route("/_sandbox/reset", self._reset, methods=["POST"]),
            ]
        )
        app.router.default = self._serve  # a mount would not take a path with a line break in it
        return app

    async def _about(self, request: Request) -> Response:
        return _json(control.about(str(request.base_url).rstrip("/"), self._imitation.endpoints, self._profile))

    async def _accounts(self, request: Request) -> Response:
        return _json(control.accounts(self.accounts))

    async def _reset(self, request: Request) -> Response:
        self.reset()
        return Response(status_code=204)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            content = await request.body()
        except ClientDisconnect:
            return
        # Not in a thread of its own: the store serialises all work anyway, and most of it takes less than the change.
        reply = self._reply(request, content)
        headers = {**reply.headers, **({"Content-Type": reply.media} if reply.media else {})}
        await Response(reply.content, reply.status, headers)(scope, receive, send)

    def _reply(self, request: Request, content: bytes) -> Reply:
        try:
            incoming = _incoming(request, content)
        except Problem as problem:
            return Reply(400, write(problem.as_dict(400, "")), MEDIA)
        profile = self._profile
        return profile.answer(self._imitation, incoming) if profile else self._imitation.answer(incoming)


class _Stamp:
    """Marks every answer, errors included, as the sandbox's, and gives each an id of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Accountability-Sandbox"] = "1"
                headers["X-Request-Id"] = secrets.token_hex(8)
            await send(message)

        await self._app(scope, receive, stamped)


def _contracts(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Contract]:
    order = [*(api for api in APIS if api in documents), *(api for api in documents if api not in APIS)]
    return {api: Contract(api, documents[api]) for api in order}


def _incoming(request: Request, content: bytes) -> Incoming:
    # The decoded path of ASGI cannot tell an encoded slash from a real one, so the raw one is split first.
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    try:
        segments = tuple(unquote_to_bytes(part).decode() for part in raw.split(b"?")[0].split(b"/")[1:])
    except UnicodeDecodeError:
        raise malformed("The path is not percent-encoded UTF-8.") from None
    return Incoming(
        method=request.method,
        segments=segments,
        path=raw.decode("ascii", "replace"),
        query=request.scope["query_string"],
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(request.headers.raw)},
        content=content,
    )


def _json(value: Any) -> Response:
    return Response(write(value), media_type="application/json")
