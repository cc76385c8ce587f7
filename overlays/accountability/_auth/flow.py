"""Authorization of requests: the Basic scheme, or access tokens that are renewed as needed."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from .._concurrency import ForkSafeLock, PerEventLoop
from .._request import TOKEN, build_request, is_idempotent
from .._response import is_sign_in_page
from .._transport.retry import Attempts
from .token_store import TokenStore

if TYPE_CHECKING:
    import anyio
    import httpx

    from .._response import Response
    from .._transport.retry import AsyncRetryLayer, RetryLayer
    from .._transport.sender import AsyncHttpClients, HttpClients
    from ..corrections.correction import Correction
    from .credentials import Credentials, PasswordGrant

__all__ = ("AsyncAuthLayer", "Auth", "AuthLayer", "BasicAuth", "TokenAuth")

_SENDS = 2  # a token may expire on its way to the service; a second rejection has another cause
Send: TypeAlias = "Callable[[httpx.Request], Response]"
SendAsync: TypeAlias = "Callable[[httpx.Request], Awaitable[Response]]"


class Auth:
    """Authorizes requests; this base class leaves them as they are, which the request of a token needs."""

    def token(self, rejected: str, send: Send) -> str:
        """Return an access token other than the rejected one; empty if the scheme has none."""
        return ""

    async def token_async(self, rejected: str, send: SendAsync) -> str:
        """Return the same for an asynchronous client."""
        return ""

    def sign(self, request: httpx.Request, token: str) -> None:
        """Set the header of a request."""

    def secrets(self) -> list[str]:
        """Return the credentials, which must not be shown."""
        return []


class BasicAuth(Auth):
    """The API token on every request."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def sign(self, request: httpx.Request, token: str) -> None:
        """Set the Basic scheme's header."""
        request.headers["Authorization"] = self._credentials.basic

    def secrets(self) -> list[str]:
        return [self._credentials.api_token, self._credentials.basic.removeprefix("Basic ")]


class TokenAuth(Auth):
    """An access token on every request; it is renewed before it expires, and once after a 401.

    If several threads or tasks need a new token, one requests it and the others wait.

    Args:
        grant: the user's credentials.
        url: of the token endpoint.
        correction: of the token request.
    """

    def __init__(self, grant: PasswordGrant, url: str, correction: Correction | None = None) -> None:
        self._tokens = TokenStore(grant, url, correction)
        self._lock = ForkSafeLock()
        self._async_lock = PerEventLoop(_lock)

    def token(self, rejected: str, send: Send) -> str:
        """Return the access token, requesting one if there is none, it is about to expire or it was rejected."""
        tokens, generation = self._tokens, self._tokens.generation
        if not tokens.usable(rejected):
            with self._lock.current, tokens.refreshing(generation):
                for pause in tokens.wait_for_lock():
                    time.sleep(pause)
                for request in tokens.requests(rejected):
                    tokens.handle_response(send(request))
        return tokens.access

    async def token_async(self, rejected: str, send: SendAsync) -> str:
        """Return the same for an asynchronous client."""
        from anyio import sleep

        tokens, generation = self._tokens, self._tokens.generation
        if not tokens.usable(rejected):
            async with self._async_lock.get():
                with tokens.refreshing(generation):
                    for pause in tokens.wait_for_lock():
                        await sleep(pause)
                    for request in tokens.requests(rejected):
                        tokens.handle_response(await send(request))
        return tokens.access

    def sign(self, request: httpx.Request, token: str) -> None:
        """Set the bearer token's header."""
        request.headers["Authorization"] = f"Bearer {token}"

    def secrets(self) -> list[str]:
        return self._tokens.secrets()


class AuthLayer:
    """Authorizes a request, after requests for a token if it needs one, and once more if its token was rejected.

    It is outside of retries and rate limit, so that a request for a token has its own attempts, each with a permit.

    Args:
        auth: the scheme.
        clients: the HTTP client of the process.
        inner: sends a request.
    """

    def __init__(self, auth: Auth, clients: HttpClients, inner: RetryLayer) -> None:
        self._auth = auth
        self._clients = clients
        self._inner = inner

    def send(self, attempts: Attempts) -> Response:
        """Return the response to a request.

        Raises:
            TransportError: there is none.
            UnauthorizedError: no token was granted.
        """

        def send_token_request(request: httpx.Request) -> Response:
            return self._inner.send(_token_attempts(self._clients.get(), request, attempts))

        rejected = ""
        for _ in range(_SENDS):
            token = self._auth.token(rejected, send_token_request)
            self._auth.sign(attempts.request, token)
            response = self._inner.send(attempts)
            if not token or not _is_unauthorized(response, attempts.request.method):
                break
            rejected = token
            attempts.restart()
        return response


class AsyncAuthLayer:
    """Does the same for an asynchronous client."""

    def __init__(self, auth: Auth, clients: AsyncHttpClients, inner: AsyncRetryLayer) -> None:
        self._auth = auth
        self._clients = clients
        self._inner = inner

    async def send(self, attempts: Attempts) -> Response:
        """Return the response to a request; see `AuthLayer.send`."""

        async def send_token_request(request: httpx.Request) -> Response:
            return await self._inner.send(_token_attempts(self._clients.get(), request, attempts))

        rejected = ""
        for _ in range(_SENDS):
            token = await self._auth.token_async(rejected, send_token_request)
            self._auth.sign(attempts.request, token)
            response = await self._inner.send(attempts)
            if not token or not _is_unauthorized(response, attempts.request.method):
                break
            rejected = token
            attempts.restart()
        return response


def _token_attempts(http: httpx.Client | httpx.AsyncClient, request: httpx.Request, attempts: Attempts) -> Attempts:
    """Return the request for a token with the HTTP client's headers and parameters; it may be received twice."""
    url, headers = str(request.url), request.headers
    built = build_request(http, request.method, url, headers=headers, content=request.content)
    return Attempts(built, TOKEN, attempts.deadline, attempts.hooks, idempotent=True)


def _is_unauthorized(response: Response, method: str) -> bool:
    """Return whether a response may mean that the access token has expired.

    Some services return a 401 then; others, or a gateway before them, return a page to sign in or a redirect to one.
    To any HTML page a read is worth one more request; a write only if the page asks for a password.
    """
    if response.status == 401 or is_sign_in_page(response):
        return True
    return response.status == 200 and "html" in response.content_type and is_idempotent(method)


def _lock() -> anyio.Lock:
    import anyio

    return anyio.Lock()
