"""Everything this package raises on purpose.

    AccountabilityError
    ├── ConfigurationError           a setting is missing or cannot be (also a ValueError)
    ├── UnverifiedOperationError     an operation that is only inferred was stopped before anything was sent
    ├── TransportError          no answer: the network, a timeout, a broken body
    ├── Refused                 the API answered with an error
    │   ├── BadRequest          400
    │   ├── Unauthorized        401, and a token that was not granted
    │   ├── Forbidden           403
    │   ├── NotFound            404
    │   ├── Conflict            409
    │   ├── Unprocessable       422
    │   ├── RateLimited         429
    │   ├── ServerError         5xx
    │   └── UnknownOperationError    404, 405 or 501 where the path itself is a guess; no NotFound
    ├── ContractViolationError       an answer that is not what the contract promises
    ├── FilterIgnoredError           rows that break the filter they were asked by
    └── PagingIgnoredError           a page that is not the one that was asked for

All of them can be pickled; none of them holds a credential.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from accountability_api._runtime.errors import AccountabilityError, ContractViolationError

if TYPE_CHECKING:
    from ._problem import Problem

__all__ = (
    "APIStatusError",
    "AccountabilityError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "ContractViolationError",
    "FilterIgnoredError",
    "ForbiddenError",
    "NotFoundError",
    "PagingIgnoredError",
    "RateLimitError",
    "ServerError",
    "TransportError",
    "UnauthorizedError",
    "UnknownOperationError",
    "UnprocessableEntityError",
    "UnverifiedOperationError",
)


def _restore(kind: type[BaseException], args: tuple[Any, ...], state: dict[str, Any]) -> BaseException:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class _Error(AccountabilityError):
    """Pickles and copies by its message and attributes, whatever its constructor asks for."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__.copy())


def again(error: AccountabilityError) -> AccountabilityError:
    """The same error for another who waited for the same thing: each has a traceback of its own."""
    return copy(error)


class ConfigurationError(_Error, ValueError):
    """A setting is missing, or is none that can work."""


class UnverifiedOperationError(_Error):
    """An inferred operation was stopped before anything was sent; `key` names it, as `allow=` wants it."""

    def __init__(self, message: str, *, key: str) -> None:
        super().__init__(message)
        self.key = key


class TransportError(_Error):
    """There is no answer.

    Attributes:
        key: the operation, as in `v2.Jobs_GetJob`.
        sent: False where it is certain that the server never saw the request; True for a write means that it may have
            acted on it.
        safe_to_retry: whether sending it again cannot do the same thing twice.
        attempts: how often the request was sent.
    """

    def __init__(self, message: str, *, key: str, sent: bool, safe_to_retry: bool, attempts: int = 1) -> None:
        super().__init__(message)
        self.key = key
        self.sent = sent
        self.safe_to_retry = safe_to_retry
        self.attempts = attempts


class APIStatusError(_Error):
    """The API answered, and the answer was an error.

    Attributes:
        key: the operation, as in `v2.Jobs_GetJob`.
        status: the HTTP status.
        problem: what the answer says, in whatever shape it came.
        headers: the answer's headers, names in lower case.
        request_id: what the service calls this request, or None.
        safe_to_retry: whether sending it again cannot do the same thing twice.
        attempts: how often the request was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        key: str,
        status: int,
        problem: Problem,
        headers: Mapping[str, str],
        safe_to_retry: bool = False,
        attempts: int = 1,
    ) -> None:
        super().__init__(message)
        self.key = key
        self.status = status
        self.problem = problem
        self.headers = dict(headers)
        self.safe_to_retry = safe_to_retry
        self.attempts = attempts

    @property
    def request_id(self) -> str | None:
        from ._problem import request_id

        return request_id(self.headers)

    def __str__(self) -> str:
        told = super().__str__()
        return f"{told} (request id {self.request_id})" if self.request_id else told


class BadRequestError(APIStatusError):
    """The request was malformed (400)."""


class UnauthorizedError(APIStatusError):
    """The credentials were not accepted (401), or no token was granted for them."""


class ForbiddenError(APIStatusError):
    """The user behind the credentials may not do this (403)."""


class NotFoundError(APIStatusError):
    """There is no such record (404)."""


class ConflictError(APIStatusError):
    """A reference or a rule was broken (409); `problem.type` names the rule where the service tells."""


class UnprocessableEntityError(APIStatusError):
    """Members of the request were not acceptable (422); `problem.errors` names them where the service tells."""


class RateLimitError(APIStatusError):
    """More than the account's calls in the window (429); the call was not processed."""

    @property
    def retry_after(self) -> float | None:
        """Seconds that the service asks to wait; None where it says nothing."""
        from ._problem import retry_after

        return retry_after(self.headers.get("retry-after"), self.headers.get("date"))


class ServerError(APIStatusError):
    """The service failed (5xx); whether it did what was asked cannot be known."""


class UnknownOperationError(APIStatusError):
    """404, 405 or 501 where method and path are only inferred: the guess may be wrong, so no record need be missing."""


class FilterIgnoredError(_Error):
    """A list held rows that break the filter they were asked by: the service did not heed it."""


class PagingIgnoredError(_Error):
    """A list answered with another page than the one asked for: the service pages in another way."""
