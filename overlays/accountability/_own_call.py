"""Build calls that the contract lacks; they stay on the API's host and below its path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("Api", "checked_path", "own_call")

Api: TypeAlias = Literal["v1", "v2", "legacy"]
_PLAIN = re.compile(r"(/[A-Za-z0-9_~\-]+)+/?")
_OUT_OF_PLACE = re.compile(r"[\s?#\\\x00-\x1f\x7f]")


def own_call(
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
    named = path.split("/")[1] if path.startswith(("/v1/", "/v2/")) else "legacy"
    if (api or named) != named or (named == "legacy" and api is None):
        raise ValueError(
            f'path: expected one that begins with /v1/ or /v2/, got {path!r}. For the legacy service add api="legacy".'
        )
    return Call(
        api=named,
        operation="request",
        method=method,
        path=checked_path(path),
        decode=any_json,
        query=query or {},
        headers=headers or {},
        body=UNSET if json is ... else json,
        media=media,
    )


def checked_path(path: str) -> str:
    """Return a path that stays below the URL it is added to.

    Raises:
        ValueError: it would lead out of the URL, or is not a path.
    """
    if _PLAIN.fullmatch(path):
        return path
    plain = unquote(unquote(path))
    if not path.startswith("/") or plain.startswith("//"):
        raise ValueError(f"path: expected one that begins with a single slash, got {path!r}.")
    if _OUT_OF_PLACE.search(path):
        raise ValueError(
            f"path: expected one without a query and percent-encoded, got {path!r}. Pass the query as query=."
        )
    if any(segment in (".", "..") for segment in re.split(r"[/\\]", plain)):
        raise ValueError(f"path: expected one without . and .. segments, got {path!r}.")
    return path
