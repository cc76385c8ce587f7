"""Calls of a caller's own, for what the contract lacks: they go to the API's own host, and below its path."""

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
    """The call of a request that is written out; see `Accountability.request`."""
    from accountability_api._runtime.call import UNSET, Call, any_json

    if not re.fullmatch(r"[A-Z]+", method):
        raise ValueError(f"method={method!r}: a method of HTTP in capitals is needed")
    told = path.split("/")[1] if path.startswith(("/v1/", "/v2/")) else "legacy"
    if (api or told) != told or (told == "legacy" and api is None):
        raise ValueError(f'path={path!r}: it begins with /v1/ or /v2/; for one of the legacy service add api="legacy"')
    return Call(
        api=told,
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
    """A path that stays below the URL it is added to.

    Raises:
        ValueError: it would lead elsewhere, or holds what is no path.
    """
    if _PLAIN.fullmatch(path):
        return path
    plain = unquote(unquote(path))
    if not path.startswith("/") or plain.startswith("//"):
        raise ValueError(f"path={path!r}: a path that begins with one slash is needed, not an address")
    if _OUT_OF_PLACE.search(path):
        raise ValueError(f"path={path!r}: a query goes into query=, and all that is no part of a path is %-encoded")
    if any(segment in (".", "..") for segment in re.split(r"[/\\]", plain)):
        raise ValueError(f"path={path!r}: no part of a path may lead up")
    return path
