"""Every error of this package.

    AccountabilityError
    ├── ConfigurationError           a setting is missing or cannot work (also a ValueError)
    ├── UnverifiedOperationError     an operation that is only inferred was stopped before anything was sent
    ├── TransportError               no response: the network, a timeout, a broken body
    │   └── RateLimitTimeoutError    nothing was sent: the rate limit has no permit before the deadline
    ├── APIStatusError               the API responded with an error
    │   ├── BadRequestError          400
    │   ├── UnauthorizedError        401, a token that was not granted, or a redirect to a page to sign in
    │   ├── ForbiddenError           403
    │   ├── NotFoundError            404
    │   ├── ConflictError            409
    │   ├── UnprocessableEntityError 422
    │   ├── RateLimitError           429
    │   ├── ServerError              5xx
    │   └── UnknownOperationError    404, 405 or 501 if the path itself is inferred; not a NotFoundError
    ├── ContractViolationError       a response that does not conform to the contract
    ├── FilterIgnoredError           rows that do not match the filter that was requested
    ├── PagingIgnoredError           a page other than the one that was requested
    ├── HookError                    a hook raised an error
    └── XmlError                     XML that cannot be read or written (`accountability.wcf`; also a ValueError)

All of them can be pickled; none of them holds a credential, nor a reference to an object that does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from accountability_api._runtime.errors import AccountabilityError, ContractViolationError

from ._masking import mask

if TYPE_CHECKING:
    from ._messages import Response
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
    "HookError",
    "NotFoundError",
    "PagingIgnoredError",
    "RateLimitError",
    "RateLimitTimeoutError",
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
    """An error that is pickled and copied by its message and attributes, without its constructor."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__.copy())


def without_references(error: AccountabilityError, secrets: Iterable[str]) -> AccountabilityError:
    """Return an error without secrets, and without any object that may hold one.

    The frames that it passed have requests with credentials, and so have the errors of httpx and of other libraries.
    """
    secrets = [secret for secret in secrets if len(secret) >= _SHORTEST]
    error.args = tuple(mask(argument, secrets) if isinstance(argument, str) else argument for argument in error.args)
    error.__dict__.update({name: mask(value, secrets) for name, value in vars(error).items() if isinstance(value, str)})
    error.__traceback__ = error.__context__ = None
    cause = error.__cause__
    if isinstance(error, HookError):
        error.response = error.response and error.response.masked(secrets)
    if cause is not None:
        of_a_hook = isinstance(error, HookError) and not type(cause).__module__.startswith("httpx")
        error.__cause__ = _own_frames(cause) if of_a_hook else _plain(cause, secrets)
    return error


def _plain(cause: BaseException, secrets: Iterable[str]) -> Exception:
    """Return an error of the same type that holds a message and, for one of httpx, its method and URL."""
    message = mask(str(cause), secrets)
    try:
        plain: Exception = type(cause)(message)  # type: ignore[assignment]
    except Exception:  # it requires more than a message
        return Exception(f"{type(cause).__name__}: {message}")
    request = getattr(cause, "_request", None)
    if request is not None:
        plain.request = type(request)(request.method, request.url.copy_with(query=None))  # type: ignore[attr-defined]
    return plain


def _own_frames(cause: BaseException) -> BaseException:
    """Return what a hook raised with the frames of the hook alone."""
    frames = cause.__traceback__
    while frames is not None and frames.tb_frame.f_globals.get("__name__", "").partition(".")[0] in _LIBRARY_PACKAGES:
        frames = frames.tb_next
    cause.__context__ = None
    return cause.with_traceback(frames)


_LIBRARY_PACKAGES = ("accountability", "httpx")
_SHORTEST = 6  # characters of a secret that is masked in a message: a shorter one is a part of usual words


class ConfigurationError(_Error, ValueError):
    """A setting is missing, or cannot work."""


class UnverifiedOperationError(_Error):
    """An inferred operation was stopped before anything was sent; `key` names it, as `allow=` expects it."""

    def __init__(self, message: str, *, key: str) -> None:
        super().__init__(message)
        self.key = key


class TransportError(_Error):
    """No response was received.

    Attributes:
        key: the operation, as in `v2.Jobs_GetJob`.
        sent: False if it is certain that the server never saw the request; True for a write means that it may have
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


class RateLimitTimeoutError(TransportError):
    """Nothing was sent: the account's rate limit has no permit for the call before its deadline, or within `max_wait`.

    Attributes:
        retry_after: the least seconds until a permit may be free.
    """

    def __init__(self, message: str, *, key: str, retry_after: float) -> None:
        super().__init__(message, key=key, sent=False, safe_to_retry=True, attempts=0)
        self.retry_after = retry_after


class HookError(_Error):
    """A hook raised an error, which is the cause (`__cause__`) of this one.

    Attributes:
        key: the operation, as in `v2.Jobs_GetJob`.
        response: the response, if one was received before the hook was called.
        safe_to_retry: whether sending the request again cannot do the same thing twice.
    """

    def __init__(self, message: str, *, key: str, response: Response | None, safe_to_retry: bool) -> None:
        super().__init__(message)
        self.key = key
        self.response = response
        self.safe_to_retry = safe_to_retry


class APIStatusError(_Error):
    """The API responded with an error.

    Attributes:
        key: the operation, as in `v2.Jobs_GetJob`.
        status: the HTTP status.
        problem: what the response reports, read from any of the usual shapes.
        headers: the response's headers, names in lower case.
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

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, as Retry-After requests; None if there is no such header."""
        from ._problem import retry_after

        return retry_after(self.headers.get("retry-after"), self.headers.get("date"))

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} (request id {self.request_id})" if self.request_id else message


class BadRequestError(APIStatusError):
    """The request was malformed (400)."""


class UnauthorizedError(APIStatusError):
    """The credentials were not accepted (401, or a redirect to a page to sign in), or no token was granted for them."""


class ForbiddenError(APIStatusError):
    """The user behind the credentials may not do this (403)."""


class NotFoundError(APIStatusError):
    """There is no such record (404)."""


class ConflictError(APIStatusError):
    """A reference or a rule was broken (409); `problem.type` names the rule if the service reports it."""


class UnprocessableEntityError(APIStatusError):
    """Properties of the request were not acceptable (422); `problem.errors` names them if the service reports them."""


class RateLimitError(APIStatusError):
    """More than the account's calls in the window (429); the call was not processed."""


class ServerError(APIStatusError):
    """The service failed (5xx); whether it carried out the request is unknown."""


class UnknownOperationError(APIStatusError):
    """404, 405 or 501 if method and path are only inferred: the path may be wrong, and no record need be missing."""


class FilterIgnoredError(_Error):
    """A list holds rows that do not match the requested filter: the service ignored it."""


class PagingIgnoredError(_Error):
    """A list responded with a page other than the requested one: the service pages in another way."""
