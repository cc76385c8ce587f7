"""The course of one request: its attempts, what they came to, and what is told and logged of them. No I/O."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx

from ._errors import TransportError
from ._retry import LIMITED, Came, Retry, repeatable, wait_before_next

if TYPE_CHECKING:
    from ._hooks import Event

__all__ = ("Course",)

logger = logging.getLogger("accountability")
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


class Course:
    """One request on its way.

    Args:
        request: what is sent, each time.
        key: the operation.
        retry: when it is sent again.
        spent: seconds that the call has taken before.
        idempotent: whether it may arrive twice; if not given, its method tells.
    """

    def __init__(
        self, request: httpx.Request, key: str, retry: Retry, *, spent: float, idempotent: bool | None = None
    ) -> None:
        self.request = request
        self.retry = retry
        self.spent = spent
        self._key = key
        self._idempotent = repeatable(request.method) if idempotent is None else idempotent
        self._attempt = 0
        self._failures = 0
        self._began = 0.0

    def begin(self, timeout: httpx.Timeout) -> None:
        """Begins an attempt: each wait of it ends with the deadline at the latest."""
        left = max(self.retry.deadline - self.spent, 0.001)
        waits = timeout.as_dict().items()
        limits = {name: left if seconds is None else min(seconds, left) for name, seconds in waits}
        self.request.extensions = {**self.request.extensions, "timeout": _finite(limits)}
        self._attempt += 1
        self._began = self.retry.clock()

    def late(self) -> bool:
        """Whether the deadline passed in this attempt."""
        return self.spent + self.retry.clock() - self._began >= self.retry.deadline

    def end(self, outcome: Came) -> float:
        """Ends the attempt; how many seconds it took."""
        seconds = self.retry.clock() - self._began
        self.spent += seconds
        self._failures += _status(outcome) != LIMITED
        if not isinstance(outcome, TransportError):
            outcome.extensions["attempts"] = self._attempt
            # Method, path and status: a query may hold what is not for a log.
            logger.debug("%s %s %s", self.request.method, self.request.url.path, outcome.status_code)
        return seconds

    def again(self, outcome: Came) -> float | None:
        """After how many seconds the request goes out again; None where the outcome is the last."""
        counts = {"failures": self._failures, "attempt": self._attempt}
        seconds = wait_before_next(self.retry, outcome, idempotent=self._idempotent, **counts)
        if seconds is None or self.spent + seconds >= self.retry.deadline:
            return None
        self.spent += seconds
        event = self.event(outcome, seconds)
        told = event.fault or f"answered {event.status}"
        follows = f"attempt {self._attempt + 1} follows in {seconds:.1f} s"
        logger.info("%s: %s %s: %s; %s", self._key, event.method, event.path, told, follows)
        return seconds

    def fault(self, error: httpx.RequestError) -> TransportError:
        """What is raised if no answer follows this."""
        sent = not isinstance(error, _NEVER_SENT)
        message = f"{self._key}: no answer to {self.request.method} {self.request.url.copy_with(query=None)}"
        message += f" in attempt {self._attempt}" if self._attempt > 1 else ""
        message += f": {type(error).__name__}" + (f": {error}" if str(error) else "")
        if not sent:
            message += " (it was not sent)"
        elif not self._idempotent:
            message += " (the service may have acted on it, or not: look before you send it again)"
        fault = TransportError(
            message, key=self._key, sent=sent, safe_to_retry=self._idempotent or not sent, attempts=self._attempt
        )
        fault.__cause__ = error
        return fault

    def event(self, outcome: Came | None, seconds: float) -> Event:
        """What hooks are told now."""
        from ._hooks import Event
        from ._problem import request_id

        return Event(
            key=self._key,
            method=self.request.method,
            path=self.request.url.path,
            attempt=self._attempt,
            status=_status(outcome),
            fault=type(outcome.__cause__).__name__ if isinstance(outcome, TransportError) else "",
            seconds=seconds,
            request_id=request_id(outcome.headers) if isinstance(outcome, httpx.Response) else None,
        )


def _status(outcome: Came | None) -> int | None:
    return outcome.status_code if isinstance(outcome, httpx.Response) else None


def _finite(limits: dict[str, float]) -> dict[str, float | None]:
    return {name: None if seconds == float("inf") else seconds for name, seconds in limits.items()}
