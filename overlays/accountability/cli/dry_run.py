"""Print the request of a call instead of sending it, with `***` in place of secrets."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import click
import httpx

from accountability import Accountability, ApiToken, spec

from .output import encode_json
from .parameters import read_json

__all__ = ("print_request",)


def print_request(send: Callable[[Accountability], object], api: str) -> None:
    """Print the request of a call as HTTP and as a curl command; nothing is sent, and no token is requested.

    Args:
        send: sends the call by the client that it is passed.
        api: the API that is called.
    """
    request = _build_request(send)
    headers = {name: value for name, value in request.headers.items() if name not in _OF_THE_CONNECTION}
    scheme = None
    if "authorization" in request.headers:
        scheme = "Bearer" if api != "legacy" and os.environ.get("ACCOUNTABILITY_TENANT_ID") else "Basic"
    body = _redacted(request.read().decode("utf-8", "replace"), headers.get("content-type", ""))
    click.echo(f"{request.method} {request.url}")
    for name, value in (headers | ({"authorization": f"{scheme} ***"} if scheme else {})).items():
        click.echo(f"{name}: {value}")
    if body:
        click.echo(f"\n{body}")
    click.echo(f"\n{_curl(request.method, str(request.url), headers, scheme, body)}")


def _build_request(send: Callable[[Accountability], object]) -> httpx.Request:
    seen: list[httpx.Request] = []

    def capture(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    with httpx.Client(transport=httpx.MockTransport(capture)) as http:
        settings: dict[str, Any] = {"auth": ApiToken("unused"), "inferred": "allow", "rate_limit": None}
        with Accountability.from_env(http_client=http, **settings) as client:
            send(client)
    return seen[0]


_CURL_AUTHORIZATION = {
    "Bearer": ["--header", '"Authorization: Bearer $ACCESS_TOKEN"'],
    "Basic": ["--user", '"$ACCOUNTABILITY_API_TOKEN:"'],
}
_OF_THE_CONNECTION = ("accept-encoding", "authorization", "connection", "content-length", "host")


def _redacted(body: str, media: str) -> str:
    """Return a body with the values of sensitive properties replaced."""
    if media.partition(";")[0].endswith("form-urlencoded"):
        return "&".join(f"{name}={'***' if name in spec.sensitive() else value}" for name, value in parse_qsl(body))
    if "xml" in media:
        names = "|".join(map(re.escape, spec.sensitive()))
        return re.sub(rf"(<(?:\w+:)?(?:{names})(?:\s[^>]*)?>)[^<]+", r"\1***", body)
    return encode_json(_masked(read_json(body, "body"))) if "json" in media and body else body


def _masked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: "***" if name in spec.sensitive() and item is not None else _masked(item)
            for name, item in value.items()
        }
    return [_masked(item) for item in value] if isinstance(value, list) else value


def _curl(method: str, url: str, headers: Mapping[str, str], scheme: str | None, body: str) -> str:
    words = ["curl", "--request", method, shlex.quote(url)]
    for name, value in headers.items():
        if name != "user-agent":
            words += ["--header", shlex.quote(f"{name}: {value}")]
    # A variable, so that the token is neither shown nor in the shell's history.
    words += _CURL_AUTHORIZATION.get(scheme or "", [])
    words += ["--data-raw", shlex.quote(body)] if body else []
    return " ".join(words)
