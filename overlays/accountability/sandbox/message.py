"""What comes in and what goes out: a request read by its contract, and a reply, both as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .account import Account
from .endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it arrived: nothing in it has been judged yet."""

    method: str
    segments: tuple[str, ...]
    path: str
    query: bytes
    headers: Mapping[str, str]
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that fits its contract.

    Args:
        endpoint: the operation it calls.
        path: its path parameters, typed.
        query: the query parameters it gave, typed.
        body: its body without undeclared members, None where it has none.
        account: who calls, None on an operation open to anyone.
    """

    endpoint: Endpoint
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = field(repr=False)
    account: Account | None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, ready for the wire; media type empty where there is no body."""

    status: int
    content: bytes = b""
    media: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
