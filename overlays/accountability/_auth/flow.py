"""Authorization of requests: the Basic scheme, or access tokens that are renewed as needed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any, TypeAlias

from .._backend import REAL_TIME
from .._errors import (
    AccountabilityError,
    APIStatusError,
    ContractViolationError,
    RateLimitTimeoutError,
    TransportError,
    UnauthorizedError,
)
from .._formats.serializer import request_of
from .._messages import TOKEN, is_idempotent, is_sign_in_page
from .._transport.retry import PreparedCall
from .credentials import Secret

if TYPE_CHECKING:
    import httpx

    from accountability_api._runtime.call import Call

    from .._backend import Backend
    from .._messages import Response
    from .._problem import Problem
    from .._transport.retry import RetryLayer
    from .._transport.sender import Sender
    from ..corrections.correction import Correction
    from .credentials import Credentials, PasswordGrant
    from .token_cache import TokenCache

__all__ = ("Auth", "AuthLayer", "BasicAuth", "TokenAuth")

_SENDS = 2  # a token may expire on its way to the service; a second rejection has another cause
_PATH = "/v1/token"
_FORM = "application/x-www-form-urlencoded"
_LIFETIME = 3600.0  # seconds, as documented, unless the response states another
_MAX_LIFETIME = 10**9  # seconds; a response may state any number
_REFRESH_MARGIN = 60.0  # seconds before its expiry when a token is renewed, but never more than a tenth of its lifetime
_HEADER_SAFE = re.compile(r"[!-~]+")
_REFRESH_REJECTED = (400, 401, 403, 422)  # the refresh token is not accepted: request one by the user's credentials
Send: TypeAlias = "Callable[[Call[Any]], Awaitable[Response]]"


class BasicAuth:
    """The API token on every request."""

    base_url = ""  # of requests for access tokens, of which there are none

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._header = Secret(credentials.basic)

    async def token(self, rejected: str, send: Send) -> str:
        """Return an empty string: the scheme has no access tokens."""
        return ""

    def sign(self, request: httpx.Request, token: str) -> None:
        """Set the Basic scheme's header."""
        request.headers["Authorization"] = self._header.reveal()

    def secrets(self) -> list[str]:
        """Return the credentials, which must not be shown."""
        return [self._credentials.api_token, self._header.reveal().removeprefix("Basic ")]


class TokenAuth:
    """An access token on every request; it is renewed before it expires, and once after a 401.

    If several threads or tasks need a new token, one requests it and the others wait.
    """

    def __init__(self, grant: PasswordGrant, base_url: str, correction: Correction | None, backend: Backend) -> None:
        self.base_url = base_url
        self._backend = backend
        self._grant = grant
        self._correction = correction
        self._access = self._refresh = Secret("")
        self._renew_at = self._requested_at = 0.0
        self._refreshing = False
        self._failure: AccountabilityError | None = None
        self._renewals = 0
        self._cache = _cache_of(grant, f"{base_url}{_PATH}")
        self._lock = backend.new_lock()

    async def token(self, rejected: str, send: Send) -> str:
        """Return the access token, requesting one if there is none, it is about to expire or it was rejected."""
        renewals = self._renewals
        if not self._is_usable(rejected):
            async with self._lock():
                with self._renewal(renewals):
                    for pause in self._cache.acquire_lock() if self._cache else ():
                        await self._backend.sleep(pause, REAL_TIME)
                    for call in self._token_calls(rejected):
                        self._handle_response(call, await send(call))
        return self._access.reveal()

    def sign(self, request: httpx.Request, token: str) -> None:
        """Set the bearer token's header."""
        request.headers["Authorization"] = f"Bearer {token}"

    def secrets(self) -> list[str]:
        """Return the credentials, which must not be shown."""
        headers = self._correction.secrets() if self._correction else []
        return [self._grant.api_token, self._access.reveal(), self._refresh.reveal(), *headers]

    def _is_usable(self, rejected: str) -> bool:
        """Return whether there is a token that is neither about to expire nor the rejected one."""
        return self._access.reveal() not in ("", rejected) and self._grant.clock() < self._renew_at

    @contextmanager
    def _renewal(self, renewals: int) -> Iterator[None]:
        """Enclose one renewal; raise the error of one that failed while the caller waited."""
        if self._failure is not None and self._renewals != renewals:
            raise copy(self._failure)  # each error has a traceback of its own
        self._failure = None
        try:
            yield
        except (APIStatusError, ContractViolationError, TransportError) as error:
            # A wait that was too long for this call need not be so for the next.
            self._failure = None if isinstance(error, RateLimitTimeoutError) else copy(error)
            raise
        finally:
            self._renewals += 1
            if self._cache is not None:
                self._cache.release()

    def _token_calls(self, rejected: str) -> Iterator[Call[Any]]:
        """Yield requests for a token: by the refresh token, then, if that yields no other, by the user's credentials.

        The token that is received is used even if it has expired by then: another request would yield no better one.
        """
        grant = self._grant
        if self._cache is not None and (cached := self._cache.load()):  # of another process, or of an earlier run
            self._access, self._refresh = Secret(cached.access), Secret(cached.refresh)
            self._renew_at = grant.clock() + cached.renew_at - grant.calendar()
        if self._is_usable(rejected):
            return
        if refresh := self._refresh.reveal():
            self._refreshing = True
            yield self._token_call({"grant_type": "refresh_token", "refresh_token": refresh})
        if not self._refresh.reveal() or self._access.reveal() == rejected:
            self._refreshing = False
            user = {"username": grant.username, "password": grant.api_token, "tenantId": grant.tenant_id}
            yield self._token_call({"grant_type": "password", **user})

    def _token_call(self, form: dict[str, str]) -> Call[Any]:
        from accountability_api._runtime.call import Call, any_json

        self._requested_at = self._grant.clock()
        api, _, operation = TOKEN.partition(".")
        call: Call[Any] = Call(
            api=api, operation=operation, method="POST", path=_PATH, body=form, media=_FORM, decode=any_json
        )
        return self._correction.call(call) if self._correction else call

    def _handle_response(self, call: Call[Any], response: Response) -> None:
        """Take the tokens of a response."""
        if response.status // 100 == 2:
            self._store(response)
        elif self._refreshing and response.status in _REFRESH_REJECTED:
            self._refresh = Secret("")
        else:
            raise self._status_error(call, response)

    def _store(self, response: Response) -> None:
        properties = _properties(response)
        properties = self._correction.to_contract(properties) if self._correction else properties
        access, refresh, seconds = (properties.get(name) for name in ("access_token", "refresh_token", "expires_in"))
        if not isinstance(access, str) or not _HEADER_SAFE.fullmatch(access):
            raise ContractViolationError("has no access token that a header can hold", key=TOKEN)
        self._access = Secret(access)
        self._refresh = Secret(refresh) if isinstance(refresh, str) and refresh else self._refresh
        life = _lifetime(seconds)
        # From its request, not from its response: the service counts from a time between the two.
        self._renew_at = self._requested_at + life - min(_REFRESH_MARGIN, life / 10)
        if self._cache is not None:
            from .token_cache import CachedTokens

            left = self._renew_at - self._grant.clock()
            self._cache.save(CachedTokens(self._access.reveal(), self._refresh.reveal(), self._grant.calendar() + left))

    def _status_error(self, call: Call[Any], response: Response) -> AccountabilityError:
        from .._response_errors import error_from_response  # imported here, since only errors need it

        error = error_from_response(call, response.masked(self.secrets()))
        error.safe_to_retry = True
        if response.status == 429 or response.status >= 500:
            return error
        message = f"{error.args[0]} No token was granted: {_likely_wrong_setting(response.status, error.problem)}."
        return UnauthorizedError(message, **error.__dict__)


Auth: TypeAlias = BasicAuth | TokenAuth


class AuthLayer:
    """Authorizes a request, after requests for a token if it needs one, and once more if its token was rejected.

    It is outside of retries and rate limit, so that a request for a token has its own attempts, each with a permit.
    """

    def __init__(self, auth: Auth, sender: Sender[Any], inner: RetryLayer) -> None:
        self._auth = auth
        self._sender = sender
        self._inner = inner

    async def send(self, prepared: PreparedCall[Any]) -> Response:
        """Return the response to a request."""

        async def send_token_request(call: Call[Any]) -> Response:
            return await self._inner.send(_token_request(call, self._auth.base_url, self._sender.http(), prepared))

        rejected = ""
        for _ in range(_SENDS):
            token = await self._auth.token(rejected, send_token_request)
            self._auth.sign(prepared.request, token)
            response = await self._inner.send(prepared)
            if not token or not _is_unauthorized(response, prepared.request.method):
                break
            rejected = token
            prepared.restart()
        return response


def _token_request(
    call: Call[Any], base_url: str, http: httpx.Client | httpx.AsyncClient, prepared: PreparedCall[Any]
) -> PreparedCall[Any]:
    """Return the request for a token, within the deadline of the call that needs it; it may be received twice."""
    request = request_of(call, base_url, call.content(), http)
    request.extensions = {**request.extensions, "timeout": prepared.timeouts}
    return PreparedCall(call, call, request, prepared.deadline, prepared.hooks, idempotent=True)


def _is_unauthorized(response: Response, method: str) -> bool:
    """Return whether a response may mean that the access token has expired.

    Some services return a 401 then; others, or a gateway before them, return a page to sign in or a redirect to one.
    To any HTML page a read is worth one more request; a write only if the page asks for a password.
    """
    if response.status == 401 or is_sign_in_page(response):
        return True
    return response.status == 200 and "html" in response.content_type and is_idempotent(method)


def _cache_of(grant: PasswordGrant, url: str) -> TokenCache | None:
    if grant.token_cache is None:
        return None
    from .token_cache import TokenCache

    return TokenCache(grant.token_cache, f"{url}\n{grant.tenant_id}\n{grant.username}")


def _properties(response: Response) -> dict[str, object]:
    """Return the response's properties. The error for one without does not keep its bytes: they may hold a token."""
    from accountability_api._runtime.call import parse_json

    try:
        properties = parse_json(response.content)
    except ContractViolationError:
        properties = None
    if not isinstance(properties, dict):
        raise ContractViolationError("is not a JSON object with a token", key=TOKEN)
    return properties


def _lifetime(seconds: object) -> float:
    """Return the seconds that a token is valid: a positive number, which some services write as a string."""
    if isinstance(seconds, str) and re.fullmatch(r"\d{1,10}", seconds, re.ASCII):
        seconds = int(seconds)
    return float(min(seconds, _MAX_LIFETIME)) if isinstance(seconds, int) and seconds > 0 else _LIFETIME


def _likely_wrong_setting(status: int, problem: Problem) -> str:
    """Return the setting that is probably wrong."""
    text = f"{problem} {' '.join(problem.errors)}".lower()
    tenant = "tenant_id (ACCOUNTABILITY_TENANT_ID)"
    user = "username (ACCOUNTABILITY_USERNAME) or api_token (ACCOUNTABILITY_API_TOKEN)"
    if status < 400 or status in (404, 405):
        return "base_url (ACCOUNTABILITY_BASE_URL) is probably not the API's host"
    if "tenant" in text and not any(word in text for word in ("user", "password", "token")):
        return f"{tenant} is probably wrong"
    if "tenant" not in text and ("invalid_grant" in text or status == 401):
        return f"{user} is probably wrong"
    return f"{user}, or {tenant}, is probably wrong"
