"""A service at the wire: a table of answers behind the HTTP client, which remembers every request."""

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


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._lock = threading.Lock()  # two threads that pass the time together must not set it back

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.now += seconds


def answer(body: Any = None, status: int = 200, **headers: str) -> httpx.Response:
    """An answer: bytes and text as they are, anything else as JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, bytes | str):
        return httpx.Response(status, content=body, headers=named)
    kind = "application/json" if status < 400 else "application/problem+json"
    content = b"" if body is None else json.dumps(body).encode()
    return httpx.Response(status, content=content, headers={"content-type": kind, **named})


def xml(text: str, status: int = 200) -> httpx.Response:
    return answer(text, status, content_type="application/xml; charset=utf-8")


class Service:
    """Answers by method and path. Of several answers each is given once, and the last for ever."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._answers: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self.expires_in: int | None = None
        self.issued = 0

    def on(self, method: str, path: str, *answers: Any) -> None:
        self._answers[method, path] = list(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        # As it was then: a request that is sent again has its header changed.
        self.requests.append(
            httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        )
        path = request.url.raw_path.decode().partition("?")[0]
        answers = self._answers[request.method, path]
        if not answers:
            return self._token() if path == "/v1/token" else answer({"title": "no such path"}, 404)
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(given, Exception):
            raise given
        made: httpx.Response = given(request) if callable(given) else given
        return httpx.Response(made.status_code, headers=made.headers, content=made.content)

    def _token(self) -> httpx.Response:
        self.issued += 1
        lasting = {} if self.expires_in is None else {"expires_in": self.expires_in}
        return answer({"access_token": f"access-{self.issued}", "refresh_token": f"refresh-{self.issued}", **lasting})

    def to(self, path: str) -> list[httpx.Request]:
        return [request for request in self.requests if request.url.raw_path.decode().partition("?")[0] == path]

    def forms(self) -> list[dict[str, str]]:
        """The fields of each request for a token."""
        return [dict(parse_qsl(request.content.decode())) for request in self.to("/v1/token")]


def get_job(number: int = 4711, **changes: Any) -> Call[Any]:
    """A read whose answer is taken as it is."""
    usual: dict[str, Any] = {
        "api": "v2",
        "operation": "Jobs_GetJob",
        "method": "GET",
        "path": f"/v2/jobs/{number}",
        "decode": lambda value, notes: value,
    }
    return Call(**{**usual, **changes})


def create_job(**changes: Any) -> Call[Any]:
    """A write whose answer is taken as it is."""
    usual = {"operation": "Jobs_CreateJob", "method": "POST", "path": "/v2/jobs", "body": {"clientId": 3}}
    return get_job(**{**usual, **changes})
