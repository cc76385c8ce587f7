"""The log of received calls: what was requested, what was returned, and why it was rejected.

It contains no request headers, hence no credentials, and no bodies of token calls. What the contracts mark as
sensitive (bank details, personal data, secrets) is masked.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from .auth.authenticator import TOKEN_OPERATION
from .clock import format_timestamp
from .contract.endpoint import Endpoint
from .http.message import RawRequest, Response
from .http.problem import Problem
from .request import Request, parse_query
from .store.json_codec import InvalidJSONError, read

MAX_CALLS = 1000
MAX_BODY = 100_000  # bytes of a body that are kept
_MASK = "***"
_ALWAYS = frozenset({"access_token", "refresh_token", "password", "apiToken", "api_token", "token"})


@dataclass
class Call:
    """What is known about a call while it is handled."""

    raw: RawRequest
    endpoint: Endpoint | None = None
    account: str | None = None
    request: Request | None = None
    reason: str | None = None


@dataclass(frozen=True)
class RecordedCall:
    """A call that the sandbox received.

    Args:
        at: When, by the sandbox's clock.
        id: The request id, which the response returned as `X-Request-Id`.
        method: The HTTP method.
        path: As it was sent, without the query.
        operation: Key of the operation, None if no operation matches.
        status: Of the response, None if the connection was closed without one.
        reason: Why it was rejected, or which fault affected it; None if it succeeded.
        account: Username of the caller, None if it is not known.
        warnings: What the sandbox ignored: parameters and properties that the contract does not declare.
    """

    at: datetime
    id: str
    method: str
    path: str
    operation: str | None
    status: int | None
    reason: str | None = None
    account: str | None = None
    warnings: tuple[str, ...] = ()
    _call: Call | None = field(default=None, repr=False, compare=False)
    _response: Response | None = field(default=None, repr=False, compare=False)
    _sensitive: Collection[str] = field(default=(), repr=False, compare=False)

    @cached_property
    def query(self) -> Mapping[str, Any]:
        """The query parameters, typed if the request matched its contract."""
        if self._call is None:
            return {}
        if self._call.request:
            return self._masked_parameters(self._call.request.query)
        try:
            found = parse_query(self._call.raw.query, "query")
        except Problem:
            return {}
        return self._masked_parameters({name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()})

    @cached_property
    def body(self) -> Any:
        """The request body as the contract reads it, numbers exact; of a rejected request as it was sent."""
        if self._call is None or self.operation == TOKEN_OPERATION:
            return None
        if self._call.request:
            return self._masked(self._call.request.body)
        return self._readable(self._call.raw.content)

    @cached_property
    def response_body(self) -> Any:
        """The response body: parsed if it is JSON, else as text."""
        if self._response is None or self.operation == TOKEN_OPERATION:
            return None
        return self._readable(self._response.content)

    def as_dict(self) -> dict[str, Any]:
        """Return the representation of `/_sandbox/requests`."""
        return {
            "at": format_timestamp(self.at),
            "id": self.id,
            "method": self.method,
            "path": self.path,
            "operation": self.operation,
            "status": self.status,
            "reason": self.reason,
            "account": self.account,
            "query": self.query,
            "body": self.body,
            "responseBody": self.response_body,
            "warnings": self.warnings,
        }

    def _readable(self, content: bytes) -> Any:
        if not content or len(content) > MAX_BODY:
            return f"({len(content):,} bytes)" if content else None
        try:
            return self._masked(read(content))
        except InvalidJSONError:
            text = content.decode("utf-8", "replace")
        if not text.lstrip().startswith("<"):
            return f"({len(content):,} bytes that are not JSON or XML)"
        names = "|".join(map(re.escape, {*_ALWAYS, *self._sensitive}))
        return re.sub(rf"(<(?:\w+:)?(?:{names})(?:\s[^>]*)?>)[^<]+", rf"\g<1>{_MASK}", text)

    def _masked_parameters(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._masked({name: value})[name] for name, value in parameters.items()}

    def _masked(self, value: Any) -> Any:
        """Return a copy of a value without sensitive data."""
        if isinstance(value, Mapping):
            return {
                name: _MASK if part is not None and (name in self._sensitive or name in _ALWAYS) else self._masked(part)
                for name, part in value.items()
            }
        return [self._masked(item) for item in value] if isinstance(value, list) else value


class CallLog:
    """Keeps the last calls.

    Args:
        sensitive: Names of properties whose values are masked.
    """

    def __init__(self, sensitive: Collection[str] = ()) -> None:
        self._sensitive = sensitive
        self._calls: deque[RecordedCall] = deque(maxlen=MAX_CALLS)
        self._lock = threading.Lock()

    def record(self, at: datetime, call: Call, response: Response) -> None:
        """Add a call, replacing the oldest one if there are too many."""
        is_token_call = call.endpoint is not None and call.endpoint.key == TOKEN_OPERATION
        call.raw = replace(call.raw, headers={}, content=b"" if is_token_call else call.raw.content)
        recorded = RecordedCall(
            at=at,
            id=call.raw.id,
            method=call.raw.method,
            path=call.raw.path,
            operation=call.endpoint.key if call.endpoint else None,
            status=None if response.transmission.closes == "before" else response.status,
            reason=call.reason,
            account=call.account,
            warnings=call.request.unknown if call.request else (),
            _call=call,
            _response=response,
            _sensitive=self._sensitive,
        )
        with self._lock:
            self._calls.append(recorded)

    def calls(self, operation: str | None = None) -> list[RecordedCall]:
        """Return the calls, oldest first: all, or those of one operation."""
        with self._lock:
            return [call for call in self._calls if operation in (None, call.operation)]

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._calls.clear()
