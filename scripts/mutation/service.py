"""A sandbox with a defect in front of it, served over HTTP."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import msgspec
import uvicorn
from attrs import define, field
from starlette.requests import Request
from starlette.responses import Response

from accountability.conformance import Account, Target
from accountability.sandbox import Sandbox

_json = msgspec.json.Encoder(decimal_format="number")
Defect = Callable[["Call"], Generator[None, None, None]]
"""Changes the request, yields, and changes the response."""


@define
class Call:
    """One request and its response, which a defect may change. `seen` lasts as long as the defect."""

    sandbox: Sandbox
    seen: dict[str, Any]
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    status: int = 0
    response_headers: dict[str, str] = field(factory=dict)
    content: bytes = b""

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    @property
    def sent_record(self) -> dict[str, Any]:
        """The JSON object that was sent; empty if it is anything else."""
        return self._object(self.body)

    @property
    def record(self) -> dict[str, Any]:
        """The JSON object in the response; empty if it is anything else."""
        return self._object(self.content)

    @staticmethod
    def _object(content: bytes) -> dict[str, Any]:
        try:
            value = json.loads(content, parse_float=Decimal)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def send(self, value: object) -> None:
        """Send this JSON instead."""
        self.body = _json.encode(value)

    def reply(self, value: object) -> None:
        """Respond with this JSON instead."""
        self.content = _json.encode(value)

    def edit_records(self, edit: Callable[[dict[str, Any]], object]) -> None:
        """Change each record of a successful JSON response."""
        value = self.record
        if self.succeeded and value:
            for record in value.get("items", [value]):
                edit(record)
            self.reply(value)

    def act_as_first(self) -> None:
        """Send the request with the credentials of the account that may do everything."""
        with self.sandbox.http_client(auth=(self.sandbox.accounts[0].api_token, "")) as client:
            request = client.build_request("GET", "/")
            next(client.auth.sync_auth_flow(request))  # type: ignore[union-attr]
            self.headers["authorization"] = request.headers["authorization"]


class DefectiveService:
    """The application of a sandbox with a defect in every call but those of the sandbox's own API."""

    def __init__(self, sandbox: Sandbox, defect: Defect | None = None) -> None:
        self.sandbox, self.defect = sandbox, defect
        self.seen: dict[str, Any] = {}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        if self.defect is None or scope["path"].startswith("/_sandbox"):
            await self.sandbox.app(scope, receive, send)
            return
        request = Request(scope, receive)
        query, headers = dict(request.query_params), dict(request.headers)
        call = Call(self.sandbox, self.seen, request.method, scope["path"], query, headers, await request.body())
        steps = self.defect(call)
        next(steps, None)
        is_same_url = call.path == scope["path"] and call.query == dict(request.query_params)
        await self._forward(call, scope if is_same_url else with_url(scope, call.path, call.query))
        next(steps, None)
        content = b"" if call.method == "HEAD" else call.content
        response = Response(content, call.status, call.response_headers)
        response.headers["content-length"] = str(len(call.content))
        await response(scope, receive, send)

    async def _forward(self, call: Call, scope: Mapping[str, Any]) -> None:
        headers = {**call.headers, "content-length": str(len(call.body))} if call.body else call.headers
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        messages: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": call.body, "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.sandbox.app({**scope, "method": call.method, "headers": pairs}, receive, send)
        call.status = messages[0]["status"]
        call.response_headers = {name.decode().lower(): value.decode() for name, value in messages[0]["headers"]}
        call.content = b"".join(message.get("body", b"") for message in messages[1:])


def with_url(scope: Mapping[str, Any], path: str, query: Mapping[str, str]) -> dict[str, Any]:
    return {**scope, "path": path, "raw_path": path.encode(), "query_string": urlencode(query).encode()}


@contextmanager
def serve(app: Any) -> Iterator[str]:
    """Serve an ASGI app until the block ends, and return its URL."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    # Named as TCP, so that the event loop sends small responses at once instead of waiting 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(5)


@contextmanager
def defective_sandbox(sandbox: Sandbox, defect: Defect | None = None) -> Iterator[Target]:
    """Serve a sandbox with a defect, as the target of a run."""
    with serve(DefectiveService(sandbox, defect)) as url:
        accounts = [Account(account.tenant, account.username, account.api_token) for account in sandbox.accounts]
        urls = {"v1": url, "v2": url, "legacy": f"{url}/Service.svc"}
        with closing(Target(urls, accounts, f"{url}/_sandbox", on_reset=sandbox.reset)) as target:
            yield target
