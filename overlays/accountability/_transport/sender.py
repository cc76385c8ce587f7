"""Send one attempt of a request over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from .._errors import AccountabilityError
from .attempt import Outcome, hook_error
from .body import bound_reads, read, read_async
from .hooks import call_hook, call_hook_async

if TYPE_CHECKING:
    from .._response import Response
    from .attempt import Attempts
    from .hooks import Hooks
    from .http_clients import AsyncHttpClients, HttpClients

__all__ = ("AsyncSender", "Sender")

_NO_AUTH = httpx.Auth()  # our header is set; the HTTP client's own auth must not replace it


class Sender:
    """Sends one attempt of a request.

    Args:
        clients: the HTTP client of the process.
        timeout: seconds of each wait on the connection; that of the HTTP client if not given.
        hooks: what is called before it is sent.
        limit: of a response's body, in bytes.
    """

    def __init__(self, clients: HttpClients, timeout: float | None, hooks: Hooks, limit: int) -> None:
        self._clients = clients
        self._timeout = timeout
        self._hooks = hooks
        self._limit = limit

    def send(self, attempts: Attempts) -> Outcome:
        """Return the response, or the error that says why there is none."""
        http = self._clients.get()
        attempts.start(http.timeout if self._timeout is None else httpx.Timeout(self._timeout), traced=True)
        if self._hooks.request:
            call_hook(self._hooks, "request", attempts)
        return attempts.finish(self._transmit(http, attempts))

    def _transmit(self, http: httpx.Client, attempts: Attempts) -> Outcome:
        try:
            with bound_reads(attempts.deadline.left):
                sent = http.send(attempts.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._clients.note(sent)
                return attempts.response(sent, read(sent, self._limit, attempts.deadline.is_over))
        except httpx.RequestError as error:
            return attempts.transport_error(error)
        except Exception as error:
            return _response_of_hook(http, attempts, error)


class AsyncSender:
    """Does the same for an asynchronous client."""

    def __init__(self, clients: AsyncHttpClients, timeout: float | None, hooks: Hooks, limit: int) -> None:
        self._clients = clients
        self._timeout = timeout
        self._hooks = hooks
        self._limit = limit

    async def send(self, attempts: Attempts) -> Outcome:
        """Return the response, or the error that says why there is none."""
        http = self._clients.get()
        attempts.start(http.timeout if self._timeout is None else httpx.Timeout(self._timeout), traced=False)
        if self._hooks.request:
            await call_hook_async(self._hooks, "request", attempts)
        return attempts.finish(await self._transmit(http, attempts))

    async def _transmit(self, http: httpx.AsyncClient, attempts: Attempts) -> Outcome:
        import anyio

        left = max(attempts.deadline.left(), 0.001)
        try:
            with anyio.move_on_after(None if left == float("inf") else left):
                sent = await http.send(attempts.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                self._clients.note(sent)
                return attempts.response(sent, await read_async(sent, self._limit, attempts.deadline.is_over))
        except httpx.RequestError as error:
            return attempts.transport_error(error)
        except Exception as error:
            return _response_of_hook(http, attempts, error)
        return attempts.transport_error(httpx.ReadTimeout("the deadline passed before the response was received"))


def _response_of_hook(http: httpx.Client | httpx.AsyncClient, attempts: Attempts, error: Exception) -> Response:
    """Return the response that an event hook of the HTTP client raised, or raise what it raised as our error."""
    hooks = [name for name, functions in http.event_hooks.items() if functions]
    if not hooks or isinstance(error, AccountabilityError):
        raise error
    if isinstance(error, httpx.HTTPStatusError):  # the usual `response.raise_for_status()`
        return attempts.response(error.response, _content(error.response))
    attempts.request.headers.pop("Authorization", None)  # the hook's frames may hold the request
    raise hook_error(attempts, f"http_client's {' or '.join(hooks)}", None, "response" in hooks, error) from error


def _content(response: httpx.Response) -> bytes:
    """Return the body of a response that an event hook has read, or has left unread."""
    try:
        return response.content
    except httpx.ResponseNotRead:
        return b""
