"""Authorization as flows of httpx: generators that yield requests and are given the answers, with no I/O in them."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING

import httpx

from ._refusal import answer_of
from ._tokens import Tokens

if TYPE_CHECKING:
    import anyio

    from ._corrections import Correction
    from ._credentials import Credentials, PasswordGrant

__all__ = ("BasicAuth", "TokenAuth")

_TRIES = 2  # a token may end between the look at its age and the arrival; a second refusal means something else


class BasicAuth(httpx.Auth):
    """The API token on every request."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._credentials.basic
        yield request

    def secrets(self) -> list[str]:
        """What must be shown nowhere."""
        return [self._credentials.api_token, self._credentials.basic.removeprefix("Basic ")]


class TokenAuth(httpx.Auth):
    """An access token on every request; it is renewed before its end, and once after a 401.

    However many threads or tasks need a new token, one asks for it and the others wait.

    Args:
        grant: whose tokens.
        url: where tokens are given.
        correction: of the call for a token.
    """

    def __init__(self, grant: PasswordGrant, url: str, correction: Correction | None = None) -> None:
        self._tokens = Tokens(grant, url, correction)
        self._threads = threading.Lock()
        self._tasks: anyio.Lock | None = None

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        tokens, refused = self._tokens, ""
        for _ in range(_TRIES):
            seen = tokens.attempts
            if not tokens.usable(refused):
                with self._threads, tokens.attempt(seen):
                    for pause in tokens.reserve():
                        time.sleep(pause)
                    for asking in tokens.requests(refused):
                        answer = yield asking
                        answer.read()
                        tokens.take(answer_of(answer))
            refused = tokens.access
            request.headers["Authorization"] = f"Bearer {refused}"
            if (yield request).status_code != 401:
                return

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        from anyio import sleep

        tokens, refused = self._tokens, ""
        for _ in range(_TRIES):
            seen = tokens.attempts
            if not tokens.usable(refused):
                async with self._lock_of_tasks():
                    with tokens.attempt(seen):
                        for pause in tokens.reserve():
                            await sleep(pause)
                        for asking in tokens.requests(refused):
                            answer = yield asking
                            await answer.aread()
                            tokens.take(answer_of(answer))
            refused = tokens.access
            request.headers["Authorization"] = f"Bearer {refused}"
            if (yield request).status_code != 401:
                return

    def secrets(self) -> list[str]:
        """What must be shown nowhere."""
        return self._tokens.secrets()

    def _lock_of_tasks(self) -> anyio.Lock:
        if self._tasks is None:
            import anyio

            self._tasks = anyio.Lock()
        return self._tasks
