"""The log of received calls: what was requested, what was returned, and why it was rejected.

It contains no request headers, hence no credentials, and no bodies of token calls. What the contracts mark as
sensitive (bank details, personal data, secrets) is masked.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from accountability.spec import Contract

from .auth.authenticator import TOKEN_OPERATION
from .clock import format_timestamp
from .contract.endpoint import Endpoint
from .http.message import RawRequest, Response, parse_query
from .http.problem import Problem
from .request import Request
from .store.json_codec import InvalidJSONError, map_objects, read

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
    _contracts: Sequence[Contract] = field(default=(), repr=False, compare=False)
    _query: bytes = field(default=b"", repr=False, compare=False)
    _content: bytes = field(default=b"", repr=False, compare=False)
    _request: Request | None = field(default=None, repr=False, compare=False)
    _response: bytes = field(default=b"", repr=False, compare=False)

    @cached_property
    def query(self) -> Mapping[str, Any]:
        """The query parameters, typed if the request matched its contract."""
        if self._request:
            parameters = self._request.query
        else:
            try:
                fields = parse_query(self._query, "query")
            except Problem:
                return {}
            parameters = {name: texts[0] if len(texts) == 1 else texts for name, texts in fields.items()}
        query: Mapping[str, Any] = self._mask(parameters)
        return query

    @cached_property
    def body(self) -> Any:
        """The request body as the contract reads it, numbers exact; of a rejected request as it was sent."""
        return self._mask(self._request.body) if self._request else self._decode(self._content)

    @cached_property
    def response_body(self) -> Any:
        """The response body: parsed if it is JSON, else as text."""
        return self._decode(self._response)

    @cached_property
    def _sensitive_names(self) -> frozenset[str]:
        return _ALWAYS.union(*(contract.sensitive for contract in self._contracts))

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

    def _decode(self, content: bytes) -> Any:
        if not content or len(content) > MAX_BODY:
            return f"({len(content):,} bytes)" if content else None
        try:
            return self._mask(read(content))
        except InvalidJSONError:
            text = content.decode("utf-8", "replace")
        if not text.lstrip().startswith("<"):
            return f"({len(content):,} bytes that are not JSON or XML)"
        names = "|".join(map(re.escape, self._sensitive_names))
        return re.sub(rf"(<(?:\w+:)?(?:{names})(?:\s[^>]*)?>)[^<]+", rf"\g<1>{_MASK}", text)

    def _mask(self, value: Any) -> Any:
        """Return a copy of a value without sensitive data."""

        def mask_properties(record: dict[str, Any]) -> dict[str, Any]:
            return {
                name: _MASK if part is not None and name in self._sensitive_names else part
                for name, part in record.items()
            }

        return map_objects(value, mask_properties)


class CallLog:
    """Keeps the last calls; the contracts mark the properties whose values are masked."""

    def __init__(self, contracts: Sequence[Contract]) -> None:
        self._contracts = contracts
        self._calls: deque[RecordedCall] = deque(maxlen=MAX_CALLS)  # safe to append to and to copy from any thread

    def record(self, at: datetime, call: Call, response: Response) -> None:
        """Add a call, replacing the oldest one if there are too many."""
        raw, operation = call.raw, call.endpoint.key if call.endpoint else None
        bodies: dict[str, Any] = {"_content": raw.content, "_request": call.request, "_response": response.content}
        recorded_call = RecordedCall(
            at=at,
            id=raw.id,
            method=raw.method,
            path=raw.path,
            operation=operation,
            status=None if response.transmission.closes == "before" else response.status,
            reason=call.reason,
            account=call.account,
            warnings=call.request.unknown if call.request else (),
            _contracts=self._contracts,
            _query=raw.query,
            **(bodies if operation != TOKEN_OPERATION else {}),
        )
        self._calls.append(recorded_call)

    def __contains__(self, request_id: str) -> bool:
        """Return whether a call of this request id is in the log."""
        return any(call.id == request_id for call in self.calls())

    def calls(self, operation: str | None = None) -> list[RecordedCall]:
        """Return the calls, oldest first: all, or those of one operation."""
        return [call for call in self._calls.copy() if operation in (None, call.operation)]

    def clear(self) -> None:
        """Forget all calls."""
        self._calls.clear()
