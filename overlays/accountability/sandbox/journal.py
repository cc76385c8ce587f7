"""The calls that came in, the last of them: what was asked, what was answered, and why it was refused.

Headers are never kept, so no credentials are; nor is the body of a token call. What the contracts mark as sensitive
(bank details, personal data, secrets) is masked.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from . import grant
from .endpoint import Endpoint
from .message import Incoming, Reply, Request
from .moment import timestamp

KEPT = 1000
_MASKED = "***"


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """A call as the sandbox saw it.

    Args:
        at: when, by the sandbox's clock.
        method: of HTTP.
        path: as it was sent, without the query.
        operation: key of the operation, None where no operation stands there.
        status: that was answered, None where the connection was closed without an answer.
        reason: why it was refused, or which fault it met; None for a good answer.
        account: user name of the caller, None where it is not known.
        query: the query parameters, typed; empty where the request did not fit its contract.
        body: the body as the contract reads it, numbers exact; None where it was refused or is a token call's.
    """

    at: datetime
    method: str
    path: str
    operation: str | None
    status: int | None
    reason: str | None = None
    account: str | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None

    def as_dict(self) -> dict[str, Any]:
        """What `/_sandbox/requests` says of it."""
        return {
            "at": timestamp(self.at),
            "method": self.method,
            "path": self.path,
            "operation": self.operation,
            "status": self.status,
            "reason": self.reason,
            "account": self.account,
            "query": self.query,
            "body": self.body,
        }


class Journal:
    """Keeps the last thousand calls.

    Args:
        sensitive: names of members whose values are masked.
    """

    def __init__(self, sensitive: Collection[str] = ()) -> None:
        self._sensitive = sensitive
        self._calls: deque[RecordedCall] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def note(
        self,
        at: datetime,
        incoming: Incoming,
        endpoint: Endpoint | None,
        request: Request | None,
        reply: Reply,
        reason: str | None,
    ) -> None:
        """Keep one call, in place of the oldest when there are too many."""
        body = request.body if request and request.endpoint.key != grant.KEY else None
        call = RecordedCall(
            at=at,
            method=incoming.method,
            path=incoming.path,
            operation=endpoint.key if endpoint else None,
            status=None if reply.delivery.closes == "before" else reply.status,
            reason=reason,
            account=request.account.username if request and request.account else None,
            query=self._masked(dict(request.query)) if request else {},
            body=self._masked(body),
        )
        with self._lock:
            self._calls.append(call)

    def calls(self, operation: str | None = None) -> list[RecordedCall]:
        """The calls that are kept, the oldest first; those of one operation, or all."""
        with self._lock:
            return [call for call in self._calls if operation in (None, call.operation)]

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._calls.clear()

    def _masked(self, value: Any) -> Any:
        """A copy of a value in which no sensitive member shows."""
        if isinstance(value, Mapping):
            return {
                name: _MASKED if name in self._sensitive and part is not None else self._masked(part)
                for name, part in value.items()
            }
        return [self._masked(item) for item in value] if isinstance(value, list) else value
