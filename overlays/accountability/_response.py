"""A response as it was received."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

__all__ = ("REDIRECTS", "Response", "is_sign_in_page", "mask")

_SIGN_IN = re.compile(
    r"log[\s_-]?[io]n|sign[\s_-]?[io]n|/(?:sso|saml2?|adfs|oauth2?|authorize|account/log)|/auth(?:/|\?|$)|identity",
    re.I,
)
_PASSWORD_FIELD = re.compile(rb"""<input[^>]*type\s*=\s*["']?password""", re.I)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Response:
    """A response as it was received.

    Args:
        status: the HTTP status.
        headers: names in lower case; a header that was sent twice has its values joined by commas.
        content: the body's bytes, decompressed.
        attempts: how often the request was sent until this was received.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    attempts: int = 1

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in lower case; empty if the response does not name one."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, as Retry-After requests; None if there is no such header."""
        from ._problem import retry_after

        return retry_after(self.headers.get("retry-after"), self.headers.get("date"))

    def masked(self, secrets: Iterable[str]) -> Response:
        """Return the same response without cookies, and with secrets masked, in case the service echoed one."""
        pattern = _pattern(secrets)
        headers = {name: re.sub(pattern, "***", each) for name, each in self.headers.items() if name != "set-cookie"}
        return Response(self.status, headers, re.sub(pattern.encode(), b"***", self.content), self.attempts)


def mask(text: str, secrets: Iterable[str]) -> str:
    """Return a string with secrets masked, in upper or lower case."""
    return re.sub(_pattern(secrets), "***", text, flags=re.IGNORECASE)


def _pattern(secrets: Iterable[str]) -> str:
    known = sorted(filter(None, secrets), key=len, reverse=True)  # one may be a part of another
    return "|".join("".join(map(_escaped_variants, secret)) for secret in known) or "(?!)"


def _escaped_variants(character: str) -> str:
    """Return a pattern of a character as it is, or as JSON, HTML, a URL or a form may write it."""
    if character.isascii() and character.isalnum():
        return character
    code, written = ord(character), map(re.escape, (character, escape(character), quote(character, safe="")))
    return rf"(?:\\?(?i:{'|'.join(written)}|u{code:04x})|&#(?i:{code}|x{code:x});)"


def is_sign_in_page(response: Response) -> bool:
    """Return whether a response is a page to sign in, or a redirect to one."""
    if response.status in REDIRECTS:
        return bool(_SIGN_IN.search(response.headers.get("location", "")))
    is_page = response.status == 200 and "html" in response.content_type
    return is_page and bool(_PASSWORD_FIELD.search(response.content) or _SIGN_IN.search(_title(response.content)))


def _title(page: bytes) -> str:
    match = re.search(rb"<(?:title|h1)[^>]*>([^<]*)<", page[:20_000], re.IGNORECASE)
    return match[1].decode("utf-8", "replace") if match else ""
