"""The access tokens of one grant: which is usable, how the next is requested, and what a response means. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING

import httpx

from .._errors import (
    AccountabilityError,
    APIStatusError,
    ContractViolationError,
    RateLimitTimeoutError,
    TransportError,
    UnauthorizedError,
)
from .._request import TOKEN
from .._response import Response
from .._transport.body import ENCODINGS
from .._version import USER_AGENT
from .credentials import Secret

if TYPE_CHECKING:
    from .._problem import Problem
    from ..corrections.correction import Correction
    from .credentials import PasswordGrant
    from .token_cache import TokenCache

__all__ = ("TokenStore",)

_PATH = "/v1/token"
_FORM = "application/x-www-form-urlencoded"
_LIFETIME = 3600.0  # seconds, as documented, unless the response states another
_MAX_LIFETIME = 10**9  # seconds; a response may state any number
_REFRESH_MARGIN = 60.0  # seconds before its expiry when a token is renewed, but never more than a tenth of its lifetime
_HEADER_SAFE = re.compile(r"[!-~]+")
_REFRESH_REJECTED_STATUSES = (
    400,
    401,
    403,
    422,
)  # a refresh token is not accepted: request one by the user's credentials


class TokenStore:
    """One user's tokens; the caller ensures that one renewal runs at a time.

    Args:
        grant: the user's credentials.
        url: of the token endpoint.
        correction: of the token request.
    """

    def __init__(self, grant: PasswordGrant, url: str, correction: Correction | None = None) -> None:
        self._grant = grant
        self._url = url
        self._correction = correction
        self._access = self._refresh = Secret("")
        self._renew_at = self._requested_at = 0.0
        self._refreshing = False
        self._failure: AccountabilityError | None = None
        self._cache = _cache_of(grant, url)
        self.generation = 0

    @property
    def access(self) -> str:
        """The access token; empty if there is none."""
        return self._access.reveal()

    def usable(self, rejected: str) -> bool:
        """Whether there is a token that is neither about to expire nor the rejected one."""
        return self.access not in ("", rejected) and self._grant.clock() < self._renew_at

    def wait_for_lock(self) -> Iterator[float]:
        """Wait for other processes that share the tokens: yield seconds to wait while one of them renews."""
        return iter(()) if self._cache is None else self._cache.acquire_lock()

    @contextmanager
    def refreshing(self, generation: int) -> Iterator[None]:
        """Enclose one renewal; raise the error of one that failed since `generation`, while the caller waited."""
        if self._failure is not None and self.generation != generation:
            raise copy(self._failure)  # each error has a traceback of its own
        self._failure = None
        try:
            yield
        except (APIStatusError, ContractViolationError, TransportError) as error:
            # A wait that was too long for this call need not be so for the next.
            self._failure = None if isinstance(error, RateLimitTimeoutError) else copy(error)
            raise
        finally:
            self.generation += 1
            if self._cache is not None:
                self._cache.release()

    def requests(self, rejected: str) -> Iterator[httpx.Request]:
        """Yield requests for a token: by the refresh token, then, if that yields no other, by the user's credentials.

        The token that is received is used even if it has expired by then: another request would yield no better one.
        """
        grant = self._grant
        self._load_cached()
        if self.usable(rejected):
            return
        if refresh := self._refresh.reveal():
            self._refreshing = True
            yield self._request({"grant_type": "refresh_token", "refresh_token": refresh})
        if not self._refresh.reveal() or self.access == rejected:
            self._refreshing = False
            user = {"username": grant.username, "password": grant.api_token, "tenantId": grant.tenant_id}
            yield self._request({"grant_type": "password", **user})

    def _load_cached(self) -> None:
        """Take the tokens that another process, or an earlier run, has stored."""
        if self._cache is not None and (cached := self._cache.load()):
            self._access, self._refresh = Secret(cached.access), Secret(cached.refresh)
            self._renew_at = self._grant.clock() + cached.renew_at - self._grant.calendar()

    def handle_response(self, response: Response) -> None:
        """Take the tokens of a response.

        Raises:
            UnauthorizedError: the user's credentials were rejected; the message names the setting that is probably
                wrong.
            APIStatusError: the service cannot grant a token now.
            ContractViolationError: a response without a token.
        """
        if response.status // 100 == 2:
            self._store(response)
        elif self._refreshing and response.status in _REFRESH_REJECTED_STATUSES:
            self._refresh = Secret("")
        else:
            raise self._status_error(response)

    def secrets(self) -> list[str]:
        """Return the credentials that must not be shown."""
        headers = self._correction.secrets() if self._correction else []
        return [self._grant.api_token, self.access, self._refresh.reveal(), *headers]

    def _request(self, form: dict[str, str]) -> httpx.Request:
        from accountability_api._runtime.call import Call, any_json

        self._requested_at = self._grant.clock()
        api, _, operation = TOKEN.partition(".")
        call: Call[object] = Call(
            api=api, operation=operation, method="POST", path=_PATH, body=form, media=_FORM, decode=any_json
        )
        call = self._correction.call(call) if self._correction else call
        described = {"Accept": call.accept, "Accept-Encoding": ENCODINGS, "Content-Type": call.media}
        headers = {**described, "User-Agent": USER_AGENT, **call.headers}
        url = self._url.removesuffix(_PATH) + call.path
        return httpx.Request(call.method, url, headers=headers, content=call.content())

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
            self._cache.save(CachedTokens(self.access, self._refresh.reveal(), self._grant.calendar() + left))

    def _status_error(self, response: Response) -> AccountabilityError:
        from .._status_error import error_from_response  # imported here, since only errors need it

        error = error_from_response(
            response.masked(self.secrets()), key=TOKEN, method="POST", path="/v1/token", idempotent=True
        )
        if response.status == 429 or response.status >= 500:
            return error
        message = f"{error.args[0]} No token was granted: {_likely_wrong_setting(response.status, error.problem)}."
        return UnauthorizedError(message, **error.__dict__)


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
