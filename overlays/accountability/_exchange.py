"""One call's exchange over HTTP: the flow of its authorization driven step by step, each step inside the budget.

Every request goes through `once`, those for tokens included: what is to happen around each request belongs there.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext
from typing import TYPE_CHECKING

import httpx

from ._errors import AccountabilityError, TransportError

if TYPE_CHECKING:
    from ._budget import Ledger

__all__ = ("AsyncExchange", "Exchange")

logger = logging.getLogger("accountability")
_NO_AUTH = httpx.Auth()  # the flow has set the header; the HTTP client's own auth must not replace it
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


class Exchange:
    """Sends requests for threads.

    Args:
        http: what sends.
        ledger: counts the account's calls; None counts nothing.
        timeout: seconds for each wait; None leaves it to `http`.
    """

    def __init__(self, http: httpx.Client, ledger: Ledger | None, timeout: float | None) -> None:
        self._http = http
        self._ledger = ledger
        self._timeout = timeout

    def send(self, request: httpx.Request, auth: httpx.Auth, key: str) -> httpx.Response:
        """The answer to a request, after whatever its authorization takes.

        Raises:
            TransportError: there is none.
            Unauthorized: no token was granted.
        """
        flow = auth.sync_auth_flow(request)
        try:
            step = next(flow)
            while True:
                try:
                    response = self.once(step, key)
                except AccountabilityError as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(response)
        except StopIteration:
            return response
        finally:
            flow.close()

    def once(self, request: httpx.Request, key: str) -> httpx.Response:
        """One request and its answer."""
        _limit(request, self._timeout)
        with self._ledger.slot() if self._ledger else nullcontext():
            try:
                response = self._http.send(request, auth=_NO_AUTH, follow_redirects=False)
            except httpx.RequestError as error:
                raise _fault(request, key, error) from error
        _log(request, response)
        return response


class AsyncExchange:
    """Sends requests for tasks.

    Args:
        http: what sends.
        ledger: counts the account's calls; None counts nothing.
        timeout: seconds for each wait; None leaves it to `http`.
    """

    def __init__(self, http: httpx.AsyncClient, ledger: Ledger | None, timeout: float | None) -> None:
        self._http = http
        self._ledger = ledger
        self._timeout = timeout

    async def send(self, request: httpx.Request, auth: httpx.Auth, key: str) -> httpx.Response:
        """The answer to a request, after whatever its authorization takes.

        Raises:
            TransportError: there is none.
            Unauthorized: no token was granted.
        """
        flow = auth.async_auth_flow(request)
        try:
            step = await anext(flow)
            while True:
                try:
                    response = await self.once(step, key)
                except AccountabilityError as error:
                    step = await flow.athrow(error)
                else:
                    step = await flow.asend(response)
        except StopAsyncIteration:
            return response
        finally:
            await flow.aclose()

    async def once(self, request: httpx.Request, key: str) -> httpx.Response:
        """One request and its answer."""
        _limit(request, self._timeout)
        async with self._ledger.slot_in_task() if self._ledger else nullcontext():
            try:
                response = await self._http.send(request, auth=_NO_AUTH, follow_redirects=False)
            except httpx.RequestError as error:
                raise _fault(request, key, error) from error
        _log(request, response)
        return response


def _limit(request: httpx.Request, timeout: float | None) -> None:
    if timeout is not None:
        request.extensions = {**request.extensions, "timeout": httpx.Timeout(timeout).as_dict()}


def _fault(request: httpx.Request, key: str, error: httpx.RequestError) -> TransportError:
    sent = not isinstance(error, _NEVER_SENT)
    message = f"{key}: no answer to {request.method} {request.url.copy_with(query=None)}: {type(error).__name__}"
    if text := str(error):
        message += f": {text}"
    if not sent:
        message += " (it was not sent)"
    elif request.method not in ("GET", "HEAD"):
        message += " (whether the service acted on it is not known)"
    safe = not sent or request.method in ("GET", "HEAD")
    return TransportError(message, key=key, sent=sent, safe_to_retry=safe)


def _log(request: httpx.Request, response: httpx.Response) -> None:
    """Method, path and status: a query may hold what is not for a log."""
    logger.debug("%s %s %s", request.method, request.url.path, response.status_code)
