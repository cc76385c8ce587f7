"""From an answer that is an error to the error that is raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

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
from ._retry import LIMITED

if TYPE_CHECKING:
    import httpx

__all__ = ("Response", "answer_of", "redacted", "refusal")

_KINDS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


@dataclass(frozen=True, slots=True)
class Response:
    """What came back, as it came.

    Args:
        status: the HTTP status.
        headers: names in lower case; a header that came twice has its values joined by commas.
        content: the body's bytes.
        attempts: how often the request was sent until this came.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    attempts: int = 1

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in lower case; empty where the answer does not say."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def masked(self, secrets: Iterable[str]) -> Response:
        """The same answer with what must not be shown covered, should the service have echoed it; no cookies."""
        pattern = _pattern(secrets)
        headers = {name: re.sub(pattern, "***", each) for name, each in self.headers.items() if name != "set-cookie"}
        return Response(self.status, headers, re.sub(pattern.encode(), b"***", self.content), self.attempts)


def redacted(text: str, secrets: Iterable[str]) -> str:
    """Replace secrets in a text with `***`, however they are spelt in upper and lower case."""
    return re.sub(_pattern(secrets), "***", text, flags=re.IGNORECASE)


def _pattern(secrets: Iterable[str]) -> str:
    known = sorted(filter(None, secrets), key=len, reverse=True)  # one may be a part of another
    return "|".join("".join(map(_spelt, secret)) for secret in known) or "(?!)"


def answer_of(response: httpx.Response) -> Response:
    """The answer of a response whose body was read."""
    attempts = response.extensions.get("attempts", 1)
    return Response(response.status_code, dict(response.headers), response.content, attempts)


def refusal(
    answer: Response, *, key: str, method: str, path: str, idempotent: bool, guessed: bool = False, hint: str = ""
) -> APIStatusError:
    """The error for an answer that is no 2xx.

    Args:
        answer: the answer, with secrets covered.
        key: the operation.
        method: the request's method.
        path: the request's path.
        idempotent: whether sending the request twice does what sending it once does.
        guessed: whether the path itself is only inferred and never answered.
        hint: what the caller may do about it.
    """
    from ._problem import read_problem

    problem = read_problem(answer.content, answer.content_type)
    unknown = guessed and answer.status in (404, 405, 501)
    kind = (
        UnknownOperationError
        if unknown
        else _KINDS.get(answer.status, ServerError if answer.status >= 500 else APIStatusError)
    )
    told = f": {problem.beside(_phrase(answer.status))}".rstrip(". :")
    times = f" in attempt {answer.attempts}" if answer.attempts > 1 else ""
    message = f"{key}: {method} {path} answered {_phrase(answer.status)}{times}{told}."
    if unknown:
        hint = "The path is inferred and may be wrong: this does not say that a record is missing."
    elif answer.status // 100 == 3:
        hint = "Redirects are not followed, since credentials would go along: is the URL in the settings right?"
    return kind(
        f"{message} {hint}".strip(),
        key=key,
        status=answer.status,
        problem=problem,
        headers=answer.headers,
        safe_to_retry=idempotent or answer.status == LIMITED,
        attempts=answer.attempts,
    )


def _spelt(character: str) -> str:
    """A pattern of a character as it stands, or as JSON, HTML, a URL or a form may write it."""
    if character.isascii() and character.isalnum():
        return character
    code, written = ord(character), map(re.escape, (character, escape(character), quote(character, safe="")))
    return rf"(?:\\?(?i:{'|'.join(written)}|u{code:04x})|&#(?i:{code}|x{code:x});)"


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
