"""What comes in and what goes out: a request read by its contract, and a reply, both as plain values."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from .access import Limits
from .account import Account
from .delivery import AS_IT_IS, Delivery
from .endpoint import Endpoint
from .problem import malformed


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it arrived: nothing in it has been judged yet."""

    method: str
    segments: tuple[str, ...]
    path: str
    query: bytes
    headers: Mapping[str, str]
    content: bytes = field(repr=False)

    @classmethod
    def of(
        cls, method: str, path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], content: bytes
    ) -> Incoming:
        """A request from what stands on the wire.

        Args:
            method: of HTTP.
            path: percent-encoded, since a decoded one cannot tell an encoded slash from a real one.
            query: what follows the question mark.
            headers: names in lower case; of several of one name the first counts.
            content: the body.

        Raises:
            Problem: the path cannot be read.
        """
        try:
            segments = tuple(
                (unquote_to_bytes(part) if b"%" in part else part).decode() for part in path.split(b"/")[1:]
            )
        except UnicodeDecodeError:
            raise malformed("The path is not percent-encoded UTF-8.") from None
        texts = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(tuple(headers))}
        return cls(method, segments, path.decode("ascii", "replace"), query, texts, content)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that fits its contract.

    Args:
        endpoint: the operation it calls.
        path: its path parameters, typed.
        query: the query parameters it gave, typed.
        body: its body without undeclared members, None where it has none.
        account: who calls, None on an operation open to anyone.
        limits: what the caller may see and do, None where nothing limits it.
    """

    endpoint: Endpoint
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = field(repr=False)
    account: Account | None
    limits: Limits | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, ready for the wire; media type empty where there is no body. `delivery` says how it goes out."""

    status: int
    content: bytes = b""
    media: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = AS_IT_IS


def marks() -> dict[str, str]:
    """The headers that every answer carries: that it is the sandbox's, and an id of its own."""
    return {"Accountability-Sandbox": "1", "X-Request-Id": secrets.token_hex(8)}
