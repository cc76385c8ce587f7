"""The access tokens of one grant: which is usable, how the next is requested, and what a response means. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from .._errors import (
    AccountabilityError,
    APIStatusError,
    ContractViolationError,
    RateLimitTimeoutError,
    TransportError,
    UnauthorizedError,
    again,
)
from .._refusal import refusal
from .._response import Response
from .._transport.body import ENCODINGS
from .secret import Secret

if TYPE_CHECKING:
    from .._problem import Problem
    from ..corrections.correction import Correction
    from .credentials import PasswordGrant
    from .token_cache import TokenCache

__all__ = ("TOKEN", "Tokens")

TOKEN = "v1.Token_Token"
_PATH = "/v1/token"
_FORM = "application/x-www-form-urlencoded"
_LIFETIME = 3600.0  # seconds, as documented, unless the response states another
_LONGEST = 10**9  # seconds; a response may state any number
_MARGIN = 60.0  # seconds before its expiry when a token is renewed, but never more than a tenth of its lifetime
_IN_A_HEADER = re.compile(r"[!-~]+")
_DEAD_REFRESH = (400, 401, 403, 422)  # a refresh token is not accepted: request one by the user's credentials


class Tokens:
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
        self._renew_at = self._asked_at = 0.0
        self._refreshing = False
        self._failure: AccountabilityError | None = None
        self._cache = _cache_of(grant, url)
        self.attempts = 0

    @property
    def access(self) -> str:
        """The access token; empty if there is none."""
        return self._access.reveal()

    def usable(self, refused: str) -> bool:
        """Whether there is a token that is neither about to expire nor the rejected one."""
        return self.access not in ("", refused) and self._grant.clock() < self._renew_at

    def reserve(self) -> Iterator[float]:
        """Wait for other processes that share the tokens: yield seconds to wait while one of them renews."""
        return iter(()) if self._cache is None else self._cache.reserve()

    @contextmanager
    def attempt(self, seen: int) -> Iterator[None]:
        """Enclose one renewal. A caller that waited while another's failed (`seen` is older) gets its error at once."""
        if self._failure is not None and self.attempts != seen:
            raise again(self._failure)
        self._failure = None
        try:
            yield
        except (APIStatusError, ContractViolationError, TransportError) as error:
            # A wait that was too long for this call need not be so for the next.
            self._failure = None if isinstance(error, RateLimitTimeoutError) else again(error)
            raise
        finally:
            self.attempts += 1
            if self._cache is not None:
                self._cache.release()

    def requests(self, refused: str) -> Iterator[httpx.Request]:
        """Yield requests for a token: by the refresh token, then, if that yields no other, by the user's credentials.

        The token that is received is used even if it has expired by then: another request would yield no better one.
        """
        grant = self._grant
        self._recall()
        if self.usable(refused):
            return
        if refresh := self._refresh.reveal():
            self._refreshing = True
            yield self._request({"grant_type": "refresh_token", "refresh_token": refresh})
        if not self._refresh.reveal() or self.access == refused:
            self._refreshing = False
            user = {"username": grant.username, "password": grant.api_token, "tenantId": grant.tenant_id}
            yield self._request({"grant_type": "password", **user})

    def _recall(self) -> None:
        """Take the tokens that another process, or an earlier run, has stored."""
        if self._cache is not None and (kept := self._cache.load()):
            self._access, self._refresh = Secret(kept.access), Secret(kept.refresh)
            self._renew_at = self._grant.clock() + kept.renew_at - self._grant.calendar()

    def take(self, answer: Response) -> None:
        """Take the tokens of a response.

        Raises:
            UnauthorizedError: the user's credentials were rejected; the message names the setting that is probably
                wrong.
            APIStatusError: the service cannot grant a token now.
            ContractViolationError: a response without a token.
        """
        if answer.status // 100 == 2:
            self._keep(answer)
        elif self._refreshing and answer.status in _DEAD_REFRESH:
            self._refresh = Secret("")
        else:
            raise self._refused(answer)

    def secrets(self) -> list[str]:
        """Return what must be shown nowhere."""
        headers = self._correction.secrets() if self._correction else []
        return [self._grant.api_token, self.access, self._refresh.reveal(), *headers]

    def _request(self, form: dict[str, str]) -> httpx.Request:
        from accountability_api._runtime.call import Call, any_json

        self._asked_at = self._grant.clock()
        api, _, operation = TOKEN.partition(".")
        call: Call[object] = Call(
            api=api, operation=operation, method="POST", path=_PATH, body=form, media=_FORM, decode=any_json
        )
        call = self._correction.call(call) if self._correction else call
        headers = {"Accept": call.accept, "Accept-Encoding": ENCODINGS, "Content-Type": call.media, **call.headers}
        url = self._url.removesuffix(_PATH) + call.path
        return httpx.Request(call.method, url, headers=headers, content=call.content())

    def _keep(self, answer: Response) -> None:
        told = _members(answer)
        told = self._correction.ours(told) if self._correction else told
        access, refresh, seconds = told.get("access_token"), told.get("refresh_token"), told.get("expires_in")
        if not isinstance(access, str) or not _IN_A_HEADER.fullmatch(access):
            raise ContractViolationError("has no access token that a header can hold", key=TOKEN)
        self._access = Secret(access)
        self._refresh = Secret(refresh) if isinstance(refresh, str) and refresh else self._refresh
        life = float(min(seconds, _LONGEST)) if isinstance(seconds, int) and seconds > 0 else _LIFETIME
        # From when it was asked for, not from when it came: the service counts from a moment between the two.
        self._renew_at = self._asked_at + life - min(_MARGIN, life / 10)
        if self._cache is not None:
            from .token_cache import Kept

            left = self._renew_at - self._grant.clock()
            self._cache.save(Kept(self.access, self._refresh.reveal(), self._grant.calendar() + left))

    def _refused(self, answer: Response) -> AccountabilityError:
        told = refusal(answer.masked(self.secrets()), key=TOKEN, method="POST", path="/v1/token", idempotent=True)
        if answer.status == 429 or answer.status >= 500:
            return told
        message = f"{told.args[0]} No token was granted: {_suspect(answer.status, told.problem)}."
        return UnauthorizedError(message, **told.__dict__)


def _cache_of(grant: PasswordGrant, url: str) -> TokenCache | None:
    if grant.token_cache is None:
        return None
    from .token_cache import TokenCache

    return TokenCache(grant.token_cache, f"{url}\n{grant.tenant_id}\n{grant.username}")


def _members(answer: Response) -> dict[str, object]:
    """Return the response's properties. The error for one without does not keep its bytes: they may hold a token."""
    from accountability_api._runtime.call import parse_json

    try:
        told = parse_json(answer.content)
    except ContractViolationError:
        told = None
    if not isinstance(told, dict):
        raise ContractViolationError("is not a JSON object with a token", key=TOKEN)
    return told


def _suspect(status: int, problem: Problem) -> str:
    """Return the setting that is probably wrong."""
    told = f"{problem} {' '.join(problem.errors)}".lower()
    tenant = "tenant_id (ACCOUNTABILITY_TENANT_ID)"
    user = "username (ACCOUNTABILITY_USERNAME) or api_token (ACCOUNTABILITY_API_TOKEN)"
    if status < 400 or status in (404, 405):
        return "base_url (ACCOUNTABILITY_BASE_URL) is probably not the API's host"
    if "tenant" in told and not any(word in told for word in ("user", "password", "token")):
        return f"{tenant} is probably wrong"
    if "tenant" not in told and ("invalid_grant" in told or status == 401):
        return f"{user} is probably wrong"
    return f"{user}, or {tenant}, is probably wrong"
