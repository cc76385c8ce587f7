"""One request on its way through the layers: its deadline, its attempts, and what hooks and the log get of them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import httpx

from .._errors import HookError, TransportError
from .._response import Response
from .body import trace

__all__ = (
    "TOKEN",
    "TOO_MANY_REQUESTS",
    "AsyncLayer",
    "Attempts",
    "Deadline",
    "Event",
    "Layer",
    "Outcome",
    "hook_error",
    "is_idempotent",
)

Outcome: TypeAlias = Response | TransportError
TOO_MANY_REQUESTS = 429
TOKEN = "v1.Token_Token"  # the key of a request for a token
logger = logging.getLogger("accountability")
# RFC 9110, 9.2.2. PATCH is not in it, and that a second one changes nothing more is inferred of this API.
_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


def is_idempotent(method: str) -> bool:
    """Return whether two such requests have the same effect as one."""
    return method in _IDEMPOTENT


class Layer(Protocol):
    """Sends one attempt of a request; a fault of the network is returned, not raised."""

    def send(self, attempts: Attempts, /) -> Outcome: ...


class AsyncLayer(Protocol):
    """Sends one attempt of a request for an asynchronous client."""

    async def send(self, attempts: Attempts, /) -> Outcome: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of one request, without headers, query and body, and so without secrets.

    Args:
        key: the operation, as in `v2.Jobs_GetJob`; `v1.Token_Token` for the request of an access token.
        method: the HTTP method.
        path: the path on the host.
        attempt: the number of the attempt, from 1.
        status: the response's HTTP status; None before there is one, and if none was received.
        fault: why no response was received, such as `ReadTimeout`; else empty.
        seconds: `response`: the duration of the attempt; `retry`: until the request is retried; `wait`: the wait for
            the rate limit; `request`: 0.
        request_id: the service's id of this request, or None.
    """

    key: str
    method: str
    path: str
    attempt: int
    status: int | None = None
    fault: str = ""
    seconds: float = 0.0
    request_id: str | None = None


class Deadline:
    """The seconds of one call: its requests for a token and its own, and the waits between them.

    Args:
        seconds: the most seconds of the call.
        clock: returns seconds that never decrease.
    """

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.spent = 0.0
        self._seconds = seconds
        self._started: float | None = None

    def start(self) -> None:
        """Start an attempt."""
        self._started = self.clock()

    def stop(self) -> float:
        """Stop the attempt; return its seconds."""
        seconds, self._started = self._running(), None
        self.spent += seconds
        return seconds

    def left(self) -> float:
        """Return the seconds until the deadline; 0 or less after it."""
        return self._seconds - self.spent - self._running()

    def is_over(self) -> bool:
        """Return whether the deadline has passed."""
        return self.left() <= 0

    def _running(self) -> float:
        return 0.0 if self._started is None else self.clock() - self._started


class Attempts:
    """One request and its attempts, which each layer passes to the next.

    Args:
        request: what is sent, each time.
        key: the operation.
        deadline: of the whole call.
        idempotent: whether the request may be received twice; if not given, its method decides.
    """

    def __init__(self, request: httpx.Request, key: str, deadline: Deadline, *, idempotent: bool | None = None) -> None:
        self.request = request
        self.key = key
        self.deadline = deadline
        self.idempotent = is_idempotent(request.method) if idempotent is None else idempotent
        self.number = 0
        self.failures = 0
        self.seconds = 0.0  # of the last attempt

    def again(self) -> Attempts:
        """Return the same request without attempts."""
        return Attempts(self.request, self.key, self.deadline, idempotent=self.idempotent)

    def start(self, timeout: httpx.Timeout, *, traced: bool) -> None:
        """Start an attempt: each of its waits ends at the deadline at the latest."""
        left = max(self.deadline.left(), 0.001)
        longest = None if left == float("inf") else left
        limits = {
            name: longest if seconds is None or seconds >= left else seconds
            for name, seconds in timeout.as_dict().items()
        }
        traces = {"trace": trace} if traced else {}
        self.request.extensions = {**self.request.extensions, "timeout": limits, **traces}
        self.deadline.start()

    def finish(self, outcome: Outcome) -> Outcome:
        """Finish the attempt; return its outcome."""
        self.failures += _status(outcome) != TOO_MANY_REQUESTS
        if isinstance(outcome, Response):
            # Method, path and status: a query may hold what is not for a log.
            logger.debug("%s %s %s", self.request.method, self.request.url.path, outcome.status)
        self.seconds = self.deadline.stop()
        return outcome

    def response(self, response: httpx.Response, content: bytes) -> Response:
        """Return the attempt's response, its body read."""
        headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
        return Response(response.status_code, headers, content, self.number)

    def transport_error(self, error: httpx.RequestError) -> TransportError:
        """Return the error that is raised if no response follows."""
        sent = not isinstance(error, _NOT_SENT)
        message = f"{self.key}: no response to {self.request.method} {self.request.url.copy_with(query=None)}"
        message += f" in attempt {self.number}" if self.number > 1 else ""
        message += f": {type(error).__name__}" + (f": {error}" if str(error) else "")
        if not sent:
            message += " (it was not sent)"
        elif not self.idempotent:
            message += " (the service may have acted on it: look before you send it again)"
        fault = TransportError(
            message, key=self.key, sent=sent, safe_to_retry=not self.may_have_acted(sent), attempts=self.number
        )
        fault.__cause__ = error
        return fault

    def may_have_acted(self, sent: bool) -> bool:
        """Return whether sending the request again could do the same thing twice."""
        return sent and not self.idempotent

    def event(self, outcome: Outcome | None, seconds: float) -> Event:
        """Return what hooks get."""
        from .._problem import request_id

        return Event(
            key=self.key,
            method=self.request.method,
            path=self.request.url.path,
            attempt=self.number,
            status=_status(outcome),
            fault=type(outcome.__cause__).__name__ if isinstance(outcome, TransportError) else "",
            seconds=seconds,
            request_id=request_id(outcome.headers) if isinstance(outcome, Response) else None,
        )


def hook_error(attempts: Attempts, hook: str, outcome: Outcome | None, sent: bool, error: Exception) -> HookError:
    """Return the error for a hook that raised one."""
    return HookError(
        f"{attempts.key}: the {hook} hook raised {type(error).__name__}, which is the cause of this error.",
        key=attempts.key,
        # A response with a token is not kept.
        response=None if isinstance(outcome, TransportError) or attempts.key == TOKEN else outcome,
        safe_to_retry=not attempts.may_have_acted(sent),
    )


def _status(outcome: Outcome | None) -> int | None:
    return outcome.status if isinstance(outcome, Response) else None
