"""The attempts of one request: their timeouts, what they led to, and what hooks and the log get of them. No I/O."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx

from .._errors import TransportError
from .._response import Response
from .read_deadline import trace
from .retry import LIMITED, Outcome, Retry, Spent, is_repeatable, wait_before_next

if TYPE_CHECKING:
    from .hooks import Event

__all__ = ("Attempts",)

logger = logging.getLogger("accountability")
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


class Attempts:
    """The attempts of one request.

    Args:
        request: what is sent, each time.
        key: the operation.
        retry: when it is retried.
        spent: the seconds of the whole call.
        idempotent: whether it may be received twice; if not given, its method decides.
    """

    def __init__(
        self, request: httpx.Request, key: str, retry: Retry, spent: Spent, *, idempotent: bool | None = None
    ) -> None:
        self.request = request
        self.key = key
        self.retry = retry
        self.spent = spent
        self._idempotent = is_repeatable(request.method) if idempotent is None else idempotent
        self._attempt = 0
        self._failures = 0

    def begin(self, timeout: httpx.Timeout, *, traced: bool) -> None:
        """Begin an attempt: each of its waits ends at the deadline at the latest."""
        left = max(self.spent.left(), 0.001)
        waits = timeout.as_dict().items()
        limits = {name: left if seconds is None else min(seconds, left) for name, seconds in waits}
        extensions = {**self.request.extensions, "timeout": _finite(limits)}
        self.request.extensions = {**extensions, "trace": trace} if traced else extensions
        self._attempt += 1
        self.spent.begin()

    def is_late(self) -> bool:
        """Whether the deadline has passed."""
        return self.spent.left() <= 0

    def response(self, response: httpx.Response, content: bytes) -> Response:
        """Return the attempt's response, its body read."""
        headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
        return Response(response.status_code, headers, content, self._attempt)

    def end(self, outcome: Outcome) -> float:
        """End the attempt; return its seconds."""
        self._failures += _status(outcome) != LIMITED
        if isinstance(outcome, Response):
            # Method, path and status: a query may hold what is not for a log.
            logger.debug("%s %s %s", self.request.method, self.request.url.path, outcome.status)
        return self.spent.end()

    def seconds_to_next(self, outcome: Outcome) -> float | None:
        """Return the seconds after which the request is retried; None if this outcome is the last."""
        counts = {"failures": self._failures, "attempt": self._attempt}
        seconds = wait_before_next(self.retry, outcome, idempotent=self._idempotent, **counts)
        if seconds is None or seconds >= self.spent.left():
            return None
        event = self.event(outcome, seconds)
        logger.info(
            "%s: %s %s: %s; attempt %d follows in %.1f s",
            *(self.key, event.method, event.path, event.fault or f"status {event.status}"),
            *(self._attempt + 1, seconds),
        )
        return seconds

    def fault(self, error: httpx.RequestError) -> TransportError:
        """Return the error that is raised if no response follows."""
        sent = not isinstance(error, _NEVER_SENT)
        message = f"{self.key}: no response to {self.request.method} {self.request.url.copy_with(query=None)}"
        message += f" in attempt {self._attempt}" if self._attempt > 1 else ""
        message += f": {type(error).__name__}" + (f": {error}" if str(error) else "")
        if not sent:
            message += " (it was not sent)"
        elif not self._idempotent:
            message += " (the service may have acted on it: look before you send it again)"
        fault = TransportError(
            message, key=self.key, sent=sent, safe_to_retry=self._idempotent or not sent, attempts=self._attempt
        )
        fault.__cause__ = error
        return fault

    def event(self, outcome: Outcome | None, seconds: float) -> Event:
        """Return what hooks get."""
        from .._problem import request_id
        from .hooks import Event

        return Event(
            key=self.key,
            method=self.request.method,
            path=self.request.url.path,
            attempt=self._attempt,
            status=_status(outcome),
            fault=type(outcome.__cause__).__name__ if isinstance(outcome, TransportError) else "",
            seconds=seconds,
            request_id=request_id(outcome.headers) if isinstance(outcome, Response) else None,
        )

    def may_have_acted(self, sent: bool) -> bool:
        """Whether sending the request again could do the same thing twice."""
        return sent and not self._idempotent


def _status(outcome: Outcome | None) -> int | None:
    return outcome.status if isinstance(outcome, Response) else None


def _finite(limits: dict[str, float]) -> dict[str, float | None]:
    return {name: None if seconds == float("inf") else seconds for name, seconds in limits.items()}
