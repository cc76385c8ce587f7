"""One call over HTTP: authorization, then retries, then for each attempt a permit of the rate limit.

Every request is sent by `_attempt`, those for tokens included: what has to happen around each of them belongs there.
"""

from __future__ import annotations

from contextlib import nullcontext
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote, urlencode

import httpx

from .._auth.flow import SENDS, is_unauthorized
from .._auth.token_store import TOKEN
from .._errors import AccountabilityError, HookError, RateLimitTimeoutError, TransportError
from .attempt import Attempts
from .body import read, read_async
from .read_deadline import bound_reads
from .retry import Spent, requested_pause

if TYPE_CHECKING:
    from .._auth.flow import Auth
    from .._concurrency import AsyncHttpClients, HttpClients
    from .._response import Response
    from .hooks import Hooks
    from .rate_limit.limiter import Ledger
    from .retry import Outcome, Retry

__all__ = ("AsyncExchange", "Exchange", "build_request")

Clients = TypeVar("Clients", "HttpClients", "AsyncHttpClients")
_NO_AUTH = httpx.Auth()  # our header is set; the HTTP client's own auth must not replace it
_NOTABLE = 0.001  # seconds of waiting for the rate limit that a hook is called for


def build_request(http: httpx.Client | httpx.AsyncClient, method: str, url: str, **keywords: Any) -> httpx.Request:
    """Build a request with the headers and the query parameters of the HTTP client; ours win over its own.

    httpx itself would replace the whole query of the URL by the client's parameters.
    """
    request = http.build_request(method, url, **keywords)
    if http.params:
        ours = httpx.URL(url)
        theirs = [(name, value) for name, value in http.params.multi_items() if name not in ours.params]
        parts = (ours.query, urlencode(theirs, quote_via=quote).encode())
        request.url = ours.copy_with(query=b"&".join(filter(None, parts)))
    return request


class _Exchange(Generic[Clients]):
    """Sends the requests of one call.

    Args:
        clients: what sends.
        ledger: counts the account's calls; None counts nothing.
        timeout: for each wait of one attempt.
        retry: when a request is retried.
        hooks: what is called meanwhile.
        limit: of a response's body, in bytes.
    """

    _clients: Clients
    _http: httpx.Client | httpx.AsyncClient

    def __init__(
        self, clients: Clients, ledger: Ledger | None, timeout: httpx.Timeout, retry: Retry, hooks: Hooks, limit: int
    ) -> None:
        self._clients = clients
        self._http = clients.get()
        self._ledger = ledger
        self._timeout = timeout
        self._retry = retry
        self._hooks = hooks
        self._limit = limit
        self._spent = Spent(retry)

    def _token_attempts(self, request: httpx.Request) -> Attempts:
        """A request for a token may be sent twice, and is sent with the headers and parameters of the HTTP client."""
        request = build_request(
            self._http, request.method, str(request.url), headers=request.headers, content=request.content
        )
        return Attempts(request, TOKEN, self._retry, self._spent, idempotent=True)

    def _max_wait(self) -> float:
        """Return the most seconds to wait for a permit."""
        assert self._ledger is not None
        return self._spent.left() if self._ledger.max_wait is None else self._ledger.max_wait

    def _begin(self, attempts: Attempts, asked: float) -> float:
        """Begin an attempt; return the seconds that it has waited for its permit."""
        waited = self._retry.clock() - asked
        if self._ledger is not None and self._ledger.max_wait is None:
            self._spent.seconds += waited
        attempts.begin(self._timeout, traced=isinstance(self._http, httpx.Client))
        return waited

    def _foreign(self, attempts: Attempts, error: Exception) -> Response:
        """Return the response that an event hook of the HTTP client raised, or raise what it raised as our error."""
        hooks = [name for name, functions in self._http.event_hooks.items() if functions]
        if not hooks or isinstance(error, AccountabilityError):
            raise error
        if isinstance(error, httpx.HTTPStatusError):  # the usual `response.raise_for_status()`
            return attempts.response(error.response, _content(error.response))
        attempts.request.headers.pop("Authorization", None)  # the hook's frames may hold the request
        raise _hook_error(attempts, f"http_client's {' or '.join(hooks)}", None, "response" in hooks, error) from error


class Exchange(_Exchange["HttpClients"]):
    """Sends the requests of one call for a thread."""

    _http: httpx.Client

    def send(self, request: httpx.Request, auth: Auth, key: str) -> Response:
        """Return the response to a request, after requests for a token if it needs one.

        Raises:
            TransportError: there is none.
            UnauthorizedError: no token was granted.
        """
        rejected = ""
        for _ in range(SENDS):
            token = auth.token(rejected, lambda asking: self._retried(self._token_attempts(asking)))
            auth.sign(request, token)
            response = self._retried(Attempts(request, key, self._retry, self._spent))
            if not token or not is_unauthorized(response, request.method):
                break
            rejected = token
        return response

    def _retried(self, attempts: Attempts) -> Response:
        last: Outcome | None = None
        while True:
            try:
                last = self._attempt(attempts)
            except RateLimitTimeoutError:
                if last is None:
                    raise
                break
            seconds = attempts.seconds_to_next(last)
            if seconds is None:
                break
            self._call_hook("retry", attempts, last, seconds)
            self._spent.seconds += seconds
            self._retry.sleep(seconds)
        return _response(last)

    def _attempt(self, attempts: Attempts) -> Outcome:
        asked = self._retry.clock()
        with self._ledger.slot(self._max_wait(), attempts.key) if self._ledger else nullcontext():
            waited = self._begin(attempts, asked)
            if waited >= _NOTABLE:
                self._call_hook("wait", attempts, None, waited)
            self._call_hook("request", attempts)
            outcome = self._transmit(attempts)
            if self._ledger and (pause := requested_pause(outcome)) is not None:
                self._ledger.penalise(pause)
        self._call_hook("response", attempts, outcome, attempts.end(outcome))
        return outcome

    def _transmit(self, attempts: Attempts) -> Outcome:
        try:
            with bound_reads(self._spent.left):
                sent = self._http.send(attempts.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._clients.note(sent)
                return attempts.response(sent, read(sent, self._limit, attempts.is_late))
        except httpx.RequestError as error:
            return attempts.fault(error)
        except Exception as error:
            return self._foreign(attempts, error)

    def _call_hook(self, name: str, attempts: Attempts, outcome: Outcome | None = None, seconds: float = 0.0) -> None:
        hook = getattr(self._hooks, name)
        if hook is None:
            return
        try:
            hook(attempts.event(outcome, seconds))
        except AccountabilityError:
            raise
        except Exception as error:
            raise _hook_error(attempts, f"hooks' {name}", outcome, name == "response", error) from error


class AsyncExchange(_Exchange["AsyncHttpClients"]):
    """Sends the requests of one call for a task."""

    _http: httpx.AsyncClient

    async def send(self, request: httpx.Request, auth: Auth, key: str) -> Response:
        """Return the response to a request, after requests for a token if it needs one.

        Raises:
            TransportError: there is none.
            UnauthorizedError: no token was granted.
        """
        rejected = ""
        for _ in range(SENDS):
            token = await auth.token_async(rejected, lambda asking: self._retried(self._token_attempts(asking)))
            auth.sign(request, token)
            response = await self._retried(Attempts(request, key, self._retry, self._spent))
            if not token or not is_unauthorized(response, request.method):
                break
            rejected = token
        return response

    async def _retried(self, attempts: Attempts) -> Response:
        last: Outcome | None = None
        while True:
            try:
                last = await self._attempt(attempts)
            except RateLimitTimeoutError:
                if last is None:
                    raise
                break
            seconds = attempts.seconds_to_next(last)
            if seconds is None:
                break
            await self._call_hook("retry", attempts, last, seconds)
            self._spent.seconds += seconds
            await self._retry.sleep_in_task(seconds)
        return _response(last)

    async def _attempt(self, attempts: Attempts) -> Outcome:
        asked = self._retry.clock()
        async with self._ledger.slot_in_task(self._max_wait(), attempts.key) if self._ledger else nullcontext():
            waited = self._begin(attempts, asked)
            if waited >= _NOTABLE:
                await self._call_hook("wait", attempts, None, waited)
            await self._call_hook("request", attempts)
            outcome = await self._transmit(attempts)
            if self._ledger and (pause := requested_pause(outcome)) is not None:
                await self._ledger.penalise_in_task(pause)
        await self._call_hook("response", attempts, outcome, attempts.end(outcome))
        return outcome

    async def _transmit(self, attempts: Attempts) -> Outcome:
        import anyio

        left = max(self._spent.left(), 0.001)
        try:
            with anyio.move_on_after(None if left == float("inf") else left):
                sent = await self._http.send(attempts.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._clients.note(sent)
                return attempts.response(sent, await read_async(sent, self._limit, attempts.is_late))
        except httpx.RequestError as error:
            return attempts.fault(error)
        except Exception as error:
            return self._foreign(attempts, error)
        return attempts.fault(httpx.ReadTimeout("the deadline passed before the response was received"))

    async def _call_hook(
        self, name: str, attempts: Attempts, outcome: Outcome | None = None, seconds: float = 0.0
    ) -> None:
        hook = getattr(self._hooks, name)
        if hook is None:
            return
        try:
            result = hook(attempts.event(outcome, seconds))
            if isawaitable(result):
                await result
        except AccountabilityError:
            raise
        except Exception as error:
            raise _hook_error(attempts, f"hooks' {name}", outcome, name == "response", error) from error


def _response(outcome: Outcome | None) -> Response:
    """Return the last outcome, or raise it."""
    if isinstance(outcome, TransportError):
        raise outcome
    assert outcome is not None
    return outcome


def _hook_error(attempts: Attempts, hook: str, outcome: Outcome | None, sent: bool, error: Exception) -> HookError:
    return HookError(
        f"{attempts.key}: the {hook} hook raised {type(error).__name__}, which is the cause of this error.",
        key=attempts.key,
        # A response with a token is not kept.
        response=None if isinstance(outcome, TransportError) or attempts.key == TOKEN else outcome,
        safe_to_retry=not attempts.may_have_acted(sent),
    )


def _content(response: httpx.Response) -> bytes:
    """Return the body of a response that an event hook has read, or has left unread."""
    try:
        return response.content
    except httpx.ResponseNotRead:
        return b""
