"""The access tokens of one grant: which is usable, how the next is asked for, and what an answer means. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from ._body import PACKINGS
from ._errors import AccountabilityError, ContractViolationError, UnauthorizedError, again
from ._refusal import Response, refusal

if TYPE_CHECKING:
    from ._corrections import Correction
    from ._credentials import PasswordGrant
    from ._problem import Problem
    from ._token_cache import TokenCache

__all__ = ("TOKEN", "Tokens")

TOKEN = "v1.Token_Token"
_PATH = "/v1/token"
_FORM = "application/x-www-form-urlencoded"
_LIFETIME = 3600.0  # seconds, as documented; an answer that says otherwise is believed
_LONGEST = 10**9  # seconds; an answer may say any number
_MARGIN = 60.0  # seconds before its end when a token is renewed, but never more than a tenth of its life
_IN_A_HEADER = re.compile(r"[!-~]+")
_DEAD_REFRESH = (400, 401, 403, 422)  # answers to a refresh token that mean: ask with the user's credentials


class Tokens:
    """What is known of one user's tokens; the caller sees to it that one renewal runs at a time.

    Args:
        grant: whose tokens.
        url: where tokens are given.
        correction: of the call for a token.
    """

    def __init__(self, grant: PasswordGrant, url: str, correction: Correction | None = None) -> None:
        self._grant = grant
        self._url = url
        self._correction = correction
        self.access = self._refresh = ""
        self._renew_at = self._asked_at = 0.0
        self._refreshing = False
        self._failure: AccountabilityError | None = None
        self._cache = _cache_of(grant, url)
        self.attempts = 0

    def usable(self, refused: str) -> bool:
        """Whether there is a token to call with, that is not at its end and not the one that was refused."""
        return self.access not in ("", refused) and self._grant.clock() < self._renew_at

    def reserve(self) -> Iterator[float]:
        """Waits for other processes that share the tokens: yields seconds to wait, as often as one of them renews."""
        return iter(()) if self._cache is None else self._cache.reserve()

    @contextmanager
    def attempt(self, seen: int) -> Iterator[None]:
        """One renewal. Who waited while another's failed (`seen` is older) gets its error and does not ask again."""
        if self._failure is not None and self.attempts != seen:
            raise again(self._failure)
        self._failure = None
        try:
            yield
        except AccountabilityError as error:
            self._failure = again(error)
            raise
        finally:
            self.attempts += 1
            if self._cache is not None:
                self._cache.release()

    def requests(self, refused: str) -> Iterator[httpx.Request]:
        """What to ask for a token: by the refresh token, then, where that brings no other, by the user's credentials.

        What comes is used, though it should be at its end by then: asking again would bring nothing better.
        """
        grant = self._grant
        self._recall()
        if self.usable(refused):
            return
        if self._refresh:
            self._refreshing = True
            yield self._request({"grant_type": "refresh_token", "refresh_token": self._refresh})
        if not self._refresh or self.access == refused:
            self._refreshing = False
            user = {"username": grant.username, "password": grant.api_token, "tenantId": grant.tenant_id}
            yield self._request({"grant_type": "password", **user})

    def _recall(self) -> None:
        """Takes what another process, or an earlier run, has got."""
        if self._cache is not None and (kept := self._cache.load()):
            self.access, self._refresh = kept.access, kept.refresh
            self._renew_at = self._grant.clock() + kept.renew_at - self._grant.calendar()

    def take(self, answer: Response) -> None:
        """Takes the tokens of an answer.

        Raises:
            Unauthorized: the user's credentials were refused; the message names the setting that is probably wrong.
            Refused: the service could not answer now.
            ContractViolationError: an answer without a token.
        """
        if answer.status // 100 == 2:
            self._keep(answer)
        elif self._refreshing and answer.status in _DEAD_REFRESH:
            self._refresh = ""
        else:
            raise self._refused(answer)

    def secrets(self) -> list[str]:
        """What must be shown nowhere."""
        headers = self._correction.secrets() if self._correction else []
        return [self._grant.api_token, self.access, self._refresh, *headers]

    def _request(self, form: dict[str, str]) -> httpx.Request:
        from accountability_api._runtime.call import Call, any_json

        self._asked_at = self._grant.clock()
        api, _, operation = TOKEN.partition(".")
        call: Call[object] = Call(
            api=api, operation=operation, method="POST", path=_PATH, body=form, media=_FORM, decode=any_json
        )
        call = self._correction.call(call) if self._correction else call
        headers = {"Accept": call.accept, "Accept-Encoding": PACKINGS, "Content-Type": call.media, **call.headers}
        url = self._url.removesuffix(_PATH) + call.path
        return httpx.Request(call.method, url, headers=headers, content=call.content())

    def _keep(self, answer: Response) -> None:
        told = _members(answer)
        told = self._correction.ours(told) if self._correction else told
        access, refresh, seconds = told.get("access_token"), told.get("refresh_token"), told.get("expires_in")
        if not isinstance(access, str) or not _IN_A_HEADER.fullmatch(access):
            raise ContractViolationError("has no access token that a header can hold", key=TOKEN)
        self.access = access
        self._refresh = refresh if isinstance(refresh, str) and refresh else self._refresh
        life = float(min(seconds, _LONGEST)) if isinstance(seconds, int) and seconds > 0 else _LIFETIME
        # From when it was asked for, not from when it came: the service counts from a moment between the two.
        self._renew_at = self._asked_at + life - min(_MARGIN, life / 10)
        if self._cache is not None:
            from ._token_cache import Kept

            left = self._renew_at - self._grant.clock()
            self._cache.save(Kept(self.access, self._refresh, self._grant.calendar() + left))

    def _refused(self, answer: Response) -> AccountabilityError:
        told = refusal(answer.masked(self.secrets()), key=TOKEN, method="POST", path="/v1/token", idempotent=True)
        if answer.status == 429 or answer.status >= 500:
            return told
        message = f"{told.args[0]} No token was granted: {_suspect(answer.status, told.problem)}."
        return UnauthorizedError(message, **told.__dict__)


def _cache_of(grant: PasswordGrant, url: str) -> TokenCache | None:
    if grant.token_cache is None:
        return None
    from ._token_cache import TokenCache

    return TokenCache(grant.token_cache, f"{url}\n{grant.tenant_id}\n{grant.username}")


def _members(answer: Response) -> dict[str, object]:
    """The answer's members. The error for one that has none does not keep its bytes: they may hold a token."""
    from accountability_api._runtime.call import parse_json

    try:
        told = parse_json(answer.content)
    except ContractViolationError:
        told = None
    if not isinstance(told, dict):
        raise ContractViolationError("is no JSON object with a token", key=TOKEN)
    return told


def _suspect(status: int, problem: Problem) -> str:
    """The setting that is probably wrong."""
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
