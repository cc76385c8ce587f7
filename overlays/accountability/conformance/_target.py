"""The server under test: where it is, who calls, and how it is put back to its seed."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from attrs import define, field

from accountability.conformance._exchange import Exchange
from accountability.conformance._settings import Account

PATIENCE = 20.0  # seconds until a server that does not answer counts as one that failed
NO_ANSWER = 599  # the status under which an exchange without an answer is kept; no server sends it


class Unusable(Exception):
    """The server can't be tested at all: it is not there, or it can't be reset."""


@define
class Target:
    """A server that may be written to, because it can be reset.

    Args:
        urls: The base URL of each API it serves; an operation's path is appended to it.
        account: Whose credentials open it.
        reset_url: What puts it back to its seed when posted to; None for a server that is put back otherwise.
        on_reset: How that is done, for a server in this process.
    """

    urls: Mapping[str, str]
    account: Account
    reset_url: str | None = None
    on_reset: Callable[[], None] | None = None
    client: httpx.Client = field(factory=lambda: httpx.Client(timeout=PATIENCE, trust_env=False), repr=False)
    _bearer: str = field(default="", repr=False)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"", authorization: str | None = None
    ) -> Exchange:
        """One exchange; a server that does not answer gives one with the status 599 and the reason as its content."""
        sent = {**headers, **({"Authorization": authorization} if authorization else {})}
        try:
            answer = self.client.request(method, url, headers=sent, content=body or None)
        except httpx.HTTPError as error:
            return Exchange(method, url, sent, body, NO_ANSWER, {}, f"no answer: {type(error).__name__}".encode())
        return Exchange(method, url, sent, body, answer.status_code, dict(answer.headers), answer.content)

    def reset(self) -> None:
        """Puts the server back to its seed.

        Raises:
            Unusable: It says no.
        """
        if self.on_reset:
            self.on_reset()
        if self.reset_url is None:
            return
        exchange = self.send("POST", self.reset_url, {})
        if not exchange.succeeded:
            raise Unusable(
                f"POST {self.reset_url} answered {exchange.status}; only a sandbox can be tested with writes"
            )

    def authorization(self, scheme: str) -> str:
        """The header value for `basic` or `bearer`; a server that gives no token is met with one that is wrong."""
        if scheme == "basic":
            return basic(self.account.api_token)
        if not self._bearer:
            self._bearer = f"Bearer {self._token()}"
        return self._bearer

    def _token(self) -> str:
        form = {
            "grant_type": "password",
            "username": self.account.username,
            "password": self.account.api_token,
            "tenantId": self.account.tenant_id,
        }
        url = self.urls.get("v1", self.urls.get("v2", ""))
        body = str(httpx.QueryParams(form)).encode()
        exchange = self.send("POST", f"{url}/v1/token", {"Content-Type": "application/x-www-form-urlencoded"}, body)
        try:
            return str(exchange.json()["access_token"])
        except (ValueError, KeyError, TypeError):
            return "none-given"

    def close(self) -> None:
        self.client.close()


def basic(token: str) -> str:
    """The Basic scheme as the product has it: the token as user name, an empty password."""
    return "Basic " + base64.b64encode(f"{token}:".encode()).decode()


@contextmanager
def embedded() -> Iterator[Target]:
    """The embedded sandbox as a target, served on a free port until the block ends."""
    from accountability.sandbox import sandbox

    with sandbox() as running:
        target = of_sandbox(running.url, running.legacy_url)
        try:
            yield target
        finally:
            target.close()


def of_sandbox(url: str, legacy_url: str) -> Target:
    """A running sandbox as a target; it tells its demo account itself.

    Raises:
        Unusable: What answers there is no sandbox.
    """
    asked = Target({}, Account())
    exchange = asked.send("GET", f"{url}/_sandbox/accounts", {})
    asked.close()
    if not exchange.succeeded or exchange.answer_headers.get("accountability-sandbox") is None:
        raise Unusable(f"{url} is no sandbox")
    urls = {"v1": url, "v2": url, "legacy": legacy_url}
    return Target(urls, demo_account(json.loads(exchange.content)), f"{url}/_sandbox/reset")


def demo_account(answer: Any) -> Account:
    """The first account that a sandbox lists."""
    listed = answer.get("accounts", answer.get("items")) if isinstance(answer, Mapping) else answer
    first = listed[0]
    token = first.get("api_token") or first.get("apiToken") or first.get("token")
    tenant = first.get("tenant_id") or first.get("tenantId") or first.get("tenant")
    return Account(str(tenant), str(first["username"]), str(token))
