"""The server under test: its addresses, the callers, and how it is reset."""

from __future__ import annotations

import base64
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

import httpx
from attrs import define, field

from accountability.spec import Operation

from .exchange import RecordedExchange
from .settings import Account

TIMEOUT = 20.0  # seconds
NO_TOKEN = "no-token-was-given"
SNAPSHOT = "before-conformance"


class TargetError(Exception):
    """The server cannot be tested: it does not respond, it rejects the credentials, or it cannot be reset."""


@define
class CallWindow:
    """Delays calls so that no more than `calls` start in any `seconds`."""

    calls: int
    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    _started: deque[float] = field(factory=deque)

    def acquire(self) -> None:
        """Wait until one more call may start."""
        if len(self._started) >= self.calls:
            self.sleep(max(0.0, self._started.popleft() + self.seconds - self.clock()))
        self._started.append(self.clock())


@define
class Target:
    """A server under test.

    Args:
        urls: The base URL of each API; an operation's path is appended to it.
        accounts: The callers. The first one may call everything.
        control_url: The sandbox's own API; None for a server that is not a sandbox.
        on_reset: Resets a server of this process.
        window: Limits the calls of a server that is not a sandbox.
        observed: The exchanges with operations, if a list was set.
        tokens_by_user: The tokens of each caller by user name, requested when they are needed.
    """

    urls: Mapping[str, str]
    accounts: Sequence[Account]
    control_url: str | None = None
    on_reset: Callable[[], object] | None = None
    window: CallWindow | None = None
    client: httpx.Client = field(factory=lambda: httpx.Client(timeout=TIMEOUT, trust_env=False), repr=False)
    request_count: int = 0
    observed: list[tuple[Operation, RecordedExchange]] | None = field(default=None, repr=False)
    tokens_by_user: dict[str, Mapping[str, str]] = field(factory=dict, repr=False)

    @property
    def account(self) -> Account:
        return self.accounts[0]

    @property
    def secrets(self) -> list[str]:
        """Every credential that a report must not contain, the longest first."""
        tokens = [account.api_token for account in self.accounts]
        basics = [basic(token).removeprefix("Basic ") for token in tokens]
        granted_tokens = [token for grant in self.tokens_by_user.values() for token in grant.values()]
        return sorted(filter(None, (*tokens, *basics, *granted_tokens)), key=len, reverse=True)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"", authorization: str | None = None
    ) -> RecordedExchange:
        """Send a request. Without a response, the exchange has status 0 and the reason as its content."""
        request_headers = {**headers, **({"Authorization": authorization} if authorization else {})}
        self.request_count += 1
        if self.window:
            self.window.acquire()
        try:
            response = self.client.request(method, url, headers=request_headers, content=body or None)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = f"{type(error).__name__}: {error}".encode()
            return RecordedExchange(method, url, request_headers, body, 0, {}, reason)
        headers = dict(response.headers)
        return RecordedExchange(
            method, str(response.url), request_headers, body, response.status_code, headers, response.content
        )

    def control(self, method: str, path: str, body: bytes = b"") -> RecordedExchange:
        """Call the sandbox's own API.

        Raises:
            TargetError: It did not return a 2xx.
        """
        exchange = self.send(method, f"{self.control_url}/{path}", {"Content-Type": "application/json"}, body)
        if not exchange.succeeded:
            raise TargetError(f"{method} {exchange.url}: expected a 2xx of a sandbox, got {exchange.status or 'none'}.")
        return exchange

    def stored_keys(self) -> dict[str, list[Any]]:
        """Return the ids of the records that a sandbox stores by path, which are those of a foreign contract."""
        if not self.control_url:
            return {}
        paths = [name for name in self.control("GET", "records").json()["collections"] if name.startswith("/")]
        records_by_path = {
            path: self.control("GET", f"records/{quote(path, safe='')}").json()["records"] for path in paths
        }
        return {path: [record["id"] for record in records] for path, records in records_by_path.items()}

    def reset(self) -> None:
        """Reset the server to its initial state, without a limit of calls.

        Raises:
            TargetError: The sandbox does not reset.
        """
        if self.on_reset:
            self.on_reset()
        elif self.control_url:
            self.control("POST", "reset")
            self.control("PUT", "limit", b'{"callsPerMinute": null}')

    def authorization(self, scheme: str, account: Account | None = None) -> str:
        """Return the header value for `basic` or `bearer`; a wrong token if the server does not grant one."""
        caller = account or self.account
        return basic(caller.api_token) if scheme == "basic" else f"Bearer {self.tokens(caller)['access_token']}"

    def tokens(self, account: Account | None = None) -> Mapping[str, str]:
        """Return the access and refresh token of a caller, which are requested once."""
        caller = account or self.account
        if caller.username not in self.tokens_by_user:
            tokens = self.grant(self.password_form(caller)).record()
            self.tokens_by_user[caller.username] = {
                name: str(tokens.get(name, NO_TOKEN)) for name in ("access_token", "refresh_token")
            }
        return self.tokens_by_user[caller.username]

    def grant(self, form: Mapping[str, str]) -> RecordedExchange:
        """Send a token request."""
        url = self.urls.get("v1") or self.urls.get("v2", "")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", f"{url}/v1/token", headers, str(httpx.QueryParams(dict(form))).encode())

    def password_form(self, account: Account | None = None) -> dict[str, str]:
        """Return the form of the password grant."""
        caller = account or self.account
        return {
            "grant_type": "password",
            "username": caller.username,
            "password": caller.api_token,
            "tenantId": caller.tenant_id,
        }

    def close(self) -> None:
        self.client.close()


def basic(token: str, password: str = "") -> str:
    """Return the Basic scheme as the product has it: the token as user name, with an empty password."""
    return "Basic " + base64.b64encode(f"{token}:{password}".encode()).decode()


@contextmanager
def embedded_sandbox() -> Iterator[Target]:
    """Serve the embedded sandbox on a free port until the block ends."""
    from accountability.sandbox import sandbox

    with sandbox() as running:
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # it warns of requests that are invalid on purpose
        accounts = [Account(account.tenant, account.username, account.api_token) for account in running.accounts]
        urls = {"v1": running.url, "v2": running.url, "legacy": running.legacy_url}
        with closing(Target(urls, accounts, f"{running.url}/_sandbox", on_reset=running.reset)) as target:
            yield target


@contextmanager
def running_sandbox(url: str) -> Iterator[Target]:
    """Use a running sandbox, and restore its records when the block ends.

    Raises:
        TargetError: The server is not a sandbox.
    """
    url = url.rstrip("/")
    urls = {"v1": url, "v2": url, "legacy": f"{url}/Service.svc"}
    with closing(Target(urls, (), f"{url}/_sandbox")) as target:
        exchange = target.send("GET", f"{url}/_sandbox/accounts", {})
        if not exchange.succeeded or "accountability-sandbox" not in exchange.response_headers:
            reason = exchange.content.decode("utf-8", "replace") if not exchange.status else f"status {exchange.status}"
            raise TargetError(f"--sandbox: expected a running sandbox at {url}, got {reason[:200]}.")
        rows = exchange.json()["accounts"]
        target.accounts = [Account(account["tenantId"], account["username"], account["apiToken"]) for account in rows]
        target.control("PUT", f"snapshots/{SNAPSHOT}")
        try:
            yield target
        finally:
            target.control("POST", "reset")  # its limit of calls is back then
            target.control("POST", f"snapshots/{SNAPSHOT}/restore")
            target.control("DELETE", f"snapshots/{SNAPSHOT}")
