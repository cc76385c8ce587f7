"""The errors for responses that report one, or that cannot be read. Only a call that fails imports them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ._errors import (
    APIStatusError,
    BadRequestError,
    ConflictError,
    ContractViolationError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    ServerError,
    UnauthorizedError,
    UnknownOperationError,
    UnprocessableEntityError,
)
from ._messages import REDIRECTS, is_idempotent, is_sign_in_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from accountability_api._runtime.call import Call

    from ._checks.checks import Checks
    from ._messages import Response

__all__ = ("error_from_response", "status_error", "violation_error")

_NO_SUCH_PATH = (404, 405, 501)
_KINDS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}

_SIGN_IN = (
    "It is a page to sign in or a redirect to one, also with a new access token: are the credentials still valid, and "
    "is base_url the API's host?"
)
_UNKNOWN_PATH = "The path is inferred and may be wrong: this does not say that a record is missing."


def status_error(
    call: Call[Any], response: Response, secrets: Iterable[str], checks: Checks, *, is_corrected: bool
) -> APIStatusError:
    """Return the error for the response to a call that is not a success."""
    is_unconfirmed = response.status in _NO_SUCH_PATH and checks.is_unconfirmed(call)
    kind: type[APIStatusError] | None = None
    hint = ""
    if is_sign_in_page(response):
        kind, hint = UnauthorizedError, _SIGN_IN
    elif is_unconfirmed and not is_corrected and not checks.is_vouched_for(call):
        kind, hint = UnknownOperationError, _UNKNOWN_PATH
    elif is_unconfirmed:
        hint = "The path is inferred and this client has had no successful response from it: check it as well."
    elif response.status == 401 and call.api == "legacy":
        hint = "That legacy takes the API token by the Basic scheme is inferred, not documented."
    elif response.status == 401:
        hint = "Is the API token right, and not revoked?"
    return error_from_response(call, response.masked(secrets), kind, hint)


def violation_error(
    call: Call[Any],
    error: ContractViolationError | Warning,
    response: Response,
    secrets: Iterable[str],
    decode: Callable[[Response], Any],
) -> ContractViolationError:
    """Return the error for a response that cannot be read.

    It is a warning if a filter of the caller makes one an error, which must not lose what was written.
    """
    violation = error if isinstance(error, ContractViolationError) else ContractViolationError(str(error))
    violation.key, masked = call.key, response.masked(secrets)
    if masked.content != response.content:
        violation.rest = ()
    if call.writes or masked.content != response.content or violation.record is None:
        try:  # the whole record: a part may lack the id of what was written
            violation.record = decode(masked)
        except ContractViolationError:
            violation.record = None
    violation.content, violation.status = masked.content, masked.status
    violation.safe_to_retry = is_idempotent(call.method)
    if call.writes:
        violation.reason += (
            f" (status {response.status}: look whether the write was done before another try; `record` has what was "
            "received)"
        )
    return violation


def error_from_response(
    call: Call[Any], response: Response, kind: type[APIStatusError] | None = None, hint: str = ""
) -> APIStatusError:
    """Return the error for a response whose secrets are masked; its status decides the kind if none is given."""
    from ._problem import read_problem

    status, problem = response.status, read_problem(response.content, response.content_type)
    detail = f": {problem.without(_reason_phrase(status))}".rstrip(". :")
    times = f" in attempt {response.attempts}" if response.attempts > 1 else ""
    if status in REDIRECTS and not hint:
        hint = "Redirects are not followed, since credentials would be sent along: is the URL in the settings right?"
    kind = kind or _KINDS.get(status, ServerError if status >= 500 else APIStatusError)
    return kind(
        f"{call.key}: {call.method} {call.path} returned {_reason_phrase(status)}{times}{detail}. {hint}".strip(),
        key=call.key,
        status=status,
        problem=problem,
        headers=response.headers,
        safe_to_retry=is_idempotent(call.method) or status == 429,
        attempts=response.attempts,
    )


def _reason_phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
