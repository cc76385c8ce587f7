"""Responses as they are received, and calls of requests that the contract lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ._masking import pattern_of

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("ENCODINGS", "REDIRECTS", "TOKEN", "Api", "Response", "build_raw_call", "is_idempotent", "is_sign_in_page")

Api: TypeAlias = Literal["v1", "v2", "legacy"]
ENCODINGS = "gzip, deflate"
TOKEN = "v1.Token_Token"  # the key of a request for a token
# RFC 9110, 9.2.2. PATCH is not in it, and that a second one changes nothing more is inferred of this API.
_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
_SIGN_IN = re.compile(
    r"log[\s_-]?[io]n|sign[\s_-]?[io]n|/(?:sso|saml2?|adfs|oauth2?|authorize|account/log)|/auth(?:/|\?|$)|identity",
    re.I,
)
_PASSWORD_FIELD = re.compile(rb"""<input[^>]*type\s*=\s*["']?password""", re.I)
REDIRECTS = (301, 302, 303, 307, 308)


def is_idempotent(method: str) -> bool:
    """Return whether two such requests have the same effect as one."""
    return method in _IDEMPOTENT


def build_raw_call(
    method: str,
    path: str,
    api: Api | None,
    query: Mapping[str, Any] | None,
    json: Any,
    media: str,
    headers: Mapping[str, str] | None,
) -> Call[Any]:
    """Return the call of a request; see `Accountability.request`."""
    from accountability_api._runtime.call import UNSET, Call, any_json

    if not re.fullmatch(r"[A-Z]+", method):
        raise ValueError(f"method: expected an HTTP method in capitals, got {method!r}.")
    api_of_path = path.split("/")[1] if path.startswith(("/v1/", "/v2/")) else "legacy"
    if (api or api_of_path) != api_of_path or (api_of_path == "legacy" and api is None):
        raise ValueError(
            f'path: expected one that begins with /v1/ or /v2/, got {path!r}. For the legacy service add api="legacy".'
        )
    return Call(
        api=api_of_path,
        operation="request",
        method=method,
        path=path,
        decode=any_json,
        query=query or {},
        headers=headers or {},
        body=UNSET if json is ... else json,
        media=media,
    )


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
        pattern = pattern_of(secrets)
        headers = {name: re.sub(pattern, "***", value) for name, value in self.headers.items() if name != "set-cookie"}
        return Response(self.status, headers, re.sub(pattern.encode(), b"***", self.content), self.attempts)


def is_sign_in_page(response: Response) -> bool:
    """Return whether a response is a page to sign in, or a redirect to one."""
    if response.status in REDIRECTS:
        return bool(_SIGN_IN.search(response.headers.get("location", "")))
    is_page = response.status == 200 and "html" in response.content_type
    return is_page and bool(_PASSWORD_FIELD.search(response.content) or _SIGN_IN.search(_title(response.content)))


def _title(page: bytes) -> str:
    match = re.search(rb"<(?:title|h1)[^>]*>([^<]*)<", page[:20_000], re.IGNORECASE)
    return match[1].decode("utf-8", "replace") if match else ""
