"""The error for a response that reports one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from ._errors import (
    APIStatusError,
    BadRequestError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    ServerError,
    UnauthorizedError,
    UnknownOperationError,
    UnprocessableEntityError,
)
from ._response import REDIRECTS

if TYPE_CHECKING:
    from ._response import Response

__all__ = ("error_from_response",)

_KINDS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def error_from_response(
    response: Response,
    *,
    key: str,
    method: str,
    path: str,
    idempotent: bool,
    unknown: bool = False,
    sign_in: bool = False,
    hint: str = "",
) -> APIStatusError:
    """Return the error for a response that is not a success.

    Args:
        response: the response, with secrets masked.
        key: the operation.
        method: the request's method.
        path: the request's path.
        idempotent: whether two such requests have the same effect as one.
        unknown: whether the path is inferred, unconfirmed by any response, and not vouched for by the caller.
        sign_in: whether the response is a page to sign in, or a redirect to one.
        hint: what the caller may do about it.
    """
    from ._problem import read_problem

    status, problem = response.status, read_problem(response.content, response.content_type)
    unknown = unknown and not sign_in and status in (404, 405, 501)
    what = f": {problem.without(_reason_phrase(status))}".rstrip(". :")
    times = f" in attempt {response.attempts}" if response.attempts > 1 else ""
    if sign_in:
        hint = _SIGN_IN
    elif unknown:
        hint = "The path is inferred and may be wrong: this does not say that a record is missing."
    elif status in REDIRECTS:
        hint = "Redirects are not followed, since credentials would be sent along: is the URL in the settings right?"
    return _kind(status, unknown, sign_in)(
        f"{key}: {method} {path} returned {_reason_phrase(status)}{times}{what}. {hint}".strip(),
        key=key,
        status=status,
        problem=problem,
        headers=response.headers,
        safe_to_retry=idempotent or status == 429,
        attempts=response.attempts,
    )


_SIGN_IN = (
    "It is a page to sign in or a redirect to one, also with a new access token: are the credentials still valid, and "
    "is base_url the API's host?"
)


def _kind(status: int, unknown: bool, sign_in: bool) -> type[APIStatusError]:
    if unknown:
        return UnknownOperationError
    if sign_in:
        return UnauthorizedError
    return _KINDS.get(status, ServerError if status >= 500 else APIStatusError)


def _reason_phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
