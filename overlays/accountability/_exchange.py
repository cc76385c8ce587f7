"""One call's exchange over HTTP: the flow of its authorization driven step by step, each attempt inside the budget.

Every request goes through `once`, those for tokens included: what is to happen around each of them belongs there.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import nullcontext
from inspect import isawaitable
from typing import TYPE_CHECKING, Generic, TypeVar

import httpx

from ._body import read, read_in_task
from ._course import Course
from ._errors import AccountabilityError, TransportError
from ._retry import closed_for
from ._tokens import TOKEN

if TYPE_CHECKING:
    from ._hooks import Hook, Hooks
    from ._rate_limit import Ledger
    from ._retry import Came, Retry

__all__ = ("AsyncExchange", "Exchange")

Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
_NO_AUTH = httpx.Auth()  # the flow has set the header; the HTTP client's own auth must not replace it
_NOTABLE = 0.001  # seconds of waiting for the budget that are worth telling


class _Exchange(Generic[Http]):
    """Sends one call's requests.

    Args:
        http: what sends.
        ledger: counts the account's calls; None counts nothing.
        timeout: for each wait of one attempt.
        retry: when a request is sent again.
        hooks: who is told.
        limit: of an answer's body, in bytes.
    """

    _http: Http

    def __init__(
        self, http: Http, ledger: Ledger | None, timeout: httpx.Timeout, retry: Retry, hooks: Hooks, limit: int
    ) -> None:
        self._http = http
        self._ledger = ledger
        self._timeout = timeout
        self._retry = retry
        self._hooks = hooks
        self._limit = limit

    def _course(self, step: httpx.Request, call: httpx.Request, key: str, spent: float) -> Course:
        """A step of the flow that is not the call itself asks for a token, which may be asked for twice."""
        if step is call:
            return Course(step, key, self._retry, spent=spent)
        # With the headers that the HTTP client sends along: a gateway may let nothing pass without them.
        step = self._http.build_request(step.method, step.url, headers=step.headers, content=step.content)
        return Course(step, TOKEN, self._retry, idempotent=True, spent=spent)


class Exchange(_Exchange[httpx.Client]):
    """Sends one call's requests for a thread."""

    def send(self, request: httpx.Request, auth: httpx.Auth, key: str) -> httpx.Response:
        """The answer to a request, after whatever its authorization takes.

        Raises:
            TransportError: there is none.
            Unauthorized: no token was granted.
        """
        flow, spent = auth.sync_auth_flow(request), 0.0
        try:
            step: httpx.Request | None = next(flow)
            while step is not None:
                course = self._course(step, request, key, spent)
                try:
                    response = self._through(course)
                except AccountabilityError as error:
                    step = flow.throw(error)
                else:
                    step = _next(flow, response)
                spent = course.spent
            return response
        finally:
            flow.close()

    def _through(self, course: Course) -> httpx.Response:
        while True:
            outcome = self.once(course)
            seconds = course.again(outcome)
            if seconds is None:
                break
            _tell(self._hooks.retry, course, outcome, seconds)
            course.retry.sleep(seconds)
        if isinstance(outcome, TransportError):
            raise outcome
        return outcome

    def once(self, course: Course) -> Came:
        """One attempt and what it came to."""
        asked = course.retry.clock()
        with self._ledger.slot() if self._ledger else nullcontext():
            waited = course.retry.clock() - asked
            course.begin(self._timeout)
            if waited >= _NOTABLE:
                _tell(self._hooks.wait, course, None, waited)
            _tell(self._hooks.request, course)
            outcome: Came
            try:
                sent = self._http.send(course.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                outcome = read(sent, self._limit, course.late)
            except httpx.RequestError as error:
                outcome = course.fault(error)
            if self._ledger and (pause := closed_for(course.retry, outcome)) is not None:
                self._ledger.penalise(pause)
        _tell(self._hooks.response, course, outcome, course.end(outcome))
        return outcome


class AsyncExchange(_Exchange[httpx.AsyncClient]):
    """Sends one call's requests for a task."""

    async def send(self, request: httpx.Request, auth: httpx.Auth, key: str) -> httpx.Response:
        """The answer to a request, after whatever its authorization takes.

        Raises:
            TransportError: there is none.
            Unauthorized: no token was granted.
        """
        flow, spent = auth.async_auth_flow(request), 0.0
        try:
            step: httpx.Request | None = await anext(flow)
            while step is not None:
                course = self._course(step, request, key, spent)
                try:
                    response = await self._through(course)
                except AccountabilityError as error:
                    step = await flow.athrow(error)
                else:
                    step = await _next_in_task(flow, response)
                spent = course.spent
            return response
        finally:
            await flow.aclose()

    async def _through(self, course: Course) -> httpx.Response:
        while True:
            outcome = await self.once(course)
            seconds = course.again(outcome)
            if seconds is None:
                break
            await _tell_in_task(self._hooks.retry, course, outcome, seconds)
            await course.retry.sleep_in_task(seconds)
        if isinstance(outcome, TransportError):
            raise outcome
        return outcome

    async def once(self, course: Course) -> Came:
        """One attempt and what it came to."""
        asked = course.retry.clock()
        async with self._ledger.slot_in_task() if self._ledger else nullcontext():
            waited = course.retry.clock() - asked
            course.begin(self._timeout)
            if waited >= _NOTABLE:
                await _tell_in_task(self._hooks.wait, course, None, waited)
            await _tell_in_task(self._hooks.request, course)
            outcome: Came
            try:
                sent = await self._http.send(course.request, auth=_NO_AUTH, follow_redirects=False, stream=True)
                outcome = await read_in_task(sent, self._limit, course.late)
            except httpx.RequestError as error:
                outcome = course.fault(error)
            if self._ledger and (pause := closed_for(course.retry, outcome)) is not None:
                await self._ledger.penalise_in_task(pause)
        await _tell_in_task(self._hooks.response, course, outcome, course.end(outcome))
        return outcome


def _next(flow: Generator[httpx.Request, httpx.Response, None], response: httpx.Response) -> httpx.Request | None:
    """The flow's next step; None at its end."""
    try:
        return flow.send(response)
    except StopIteration:
        return None


async def _next_in_task(
    flow: AsyncGenerator[httpx.Request, httpx.Response], response: httpx.Response
) -> httpx.Request | None:
    try:
        return await flow.asend(response)
    except StopAsyncIteration:
        return None


def _tell(hook: Hook | None, course: Course, outcome: Came | None = None, seconds: float = 0.0) -> None:
    if hook is not None:
        hook(course.event(outcome, seconds))


async def _tell_in_task(hook: Hook | None, course: Course, outcome: Came | None = None, seconds: float = 0.0) -> None:
    if hook is not None and isawaitable(told := hook(course.event(outcome, seconds))):
        await told
