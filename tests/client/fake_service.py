"""A fake service behind the HTTP client: a table of responses that records every request."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx

from accountability import Accountability, AsyncAccountability, Call

BASE = "https://api.example"
LEGACY = "https://legacy.example/Service.svc"
API_TOKEN = "s3cret-api-token"

Make = Callable[..., Accountability]
MakeAsync = Callable[..., AsyncAccountability]
Send = Callable[..., Any]


class Clock:
    """A clock that only `sleep` and assignments advance."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._lock = threading.Lock()  # concurrent calls of `sleep` must not set the time back

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.now += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)


def response(body: Any = None, status: int = 200, **headers: str) -> httpx.Response:
    """Return a response whose body is bytes or a string as they are, or anything else as JSON."""
    header_fields = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, bytes | str):
        return httpx.Response(status, content=body, headers=header_fields)
    media_type = "application/json" if status < 400 else "application/problem+json"
    content = b"" if body is None else json.dumps(body).encode()
    return httpx.Response(status, content=content, headers={"content-type": media_type, **header_fields})


def xml(text: str, status: int = 200) -> httpx.Response:
    return response(text, status, content_type="application/xml; charset=utf-8")


class Service:
    """Respond by method and path. Several responses are returned once each, and the last for all later requests."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._responses: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self.expires_in: int | None = None
        self.issued = 0

    def on(self, method: str, path: str, *responses: Any) -> None:
        self._responses[method, path] = list(responses)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        # A copy, because httpx changes the headers of a request that is retried.
        self.requests.append(
            httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        )
        path = request.url.raw_path.decode().partition("?")[0]
        responses = self._responses[request.method, path]
        if not responses:
            return self._token() if path == "/v1/token" else response({"title": "no such path"}, 404)
        item = responses.pop(0) if len(responses) > 1 else responses[0]
        if isinstance(item, Exception):
            raise item
        template: httpx.Response = item(request) if callable(item) else item
        return httpx.Response(template.status_code, headers=template.headers, content=template.content)

    def _token(self) -> httpx.Response:
        self.issued += 1
        lifetime = {} if self.expires_in is None else {"expires_in": self.expires_in}
        return response(
            {"access_token": f"access-{self.issued}", "refresh_token": f"refresh-{self.issued}", **lifetime}
        )

    def requests_to(self, path: str) -> list[httpx.Request]:
        return [request for request in self.requests if request.url.raw_path.decode().partition("?")[0] == path]

    def token_forms(self) -> list[dict[str, str]]:
        """Return the form fields of each token request."""
        return [dict(parse_qsl(request.content.decode())) for request in self.requests_to("/v1/token")]


def get_job(number: int = 4711, **changes: Any) -> Call[Any]:
    """Return a read whose response is not decoded further."""
    defaults: dict[str, Any] = {
        "api": "v2",
        "operation": "Jobs_GetJob",
        "method": "GET",
        "path": f"/v2/jobs/{number}",
        "decode": lambda value, notes: value,
    }
    return Call(**{**defaults, **changes})


def create_job(**changes: Any) -> Call[Any]:
    """Return a write whose response is not decoded further."""
    defaults = {"operation": "Jobs_CreateJob", "method": "POST", "path": "/v2/jobs", "body": {"clientId": 3}}
    return get_job(**{**defaults, **changes})
