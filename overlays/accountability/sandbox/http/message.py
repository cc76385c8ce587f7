"""Requests as they arrive, and responses as they are sent, independent of the way they travel."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol
from urllib.parse import parse_qsl, unquote, unquote_to_bytes

from ..store.json_codec import write
from .problem import MEDIA_TYPE, Problem, malformed_problem

_CHUNKS = 8  # of a slow body
_MAX_FIELDS = 1000  # of a query string or form


@dataclass(frozen=True, slots=True)
class RawRequest:
    """A request as it arrived, not validated.

    Args:
        segments: The segments of the path, decoded; empty if it is not percent-encoded UTF-8.
        headers: By lower-case name.
        peer: The IP address of the caller; None in process.
        id: The request id, which the response returns as `X-Request-Id`.
    """

    method: str
    segments: tuple[str, ...]
    path: str
    query: bytes
    headers: Mapping[str, str]
    content: bytes = field(repr=False)
    peer: str | None = None
    id: str = field(default_factory=partial(secrets.token_hex, 8))

    @classmethod
    def parse(
        cls,
        method: str,
        path: bytes,
        query: bytes,
        headers: Iterable[tuple[bytes, bytes]],
        content: bytes,
        peer: str | None = None,
    ) -> RawRequest:
        """Return the request of what was received; of several headers with one name the first is used.

        The path is percent-encoded, since a decoded one cannot distinguish an encoded slash from a separator.
        """
        parts = path.split(b"/")[1:]
        try:
            segments = tuple((unquote_to_bytes(part) if b"%" in part else part).decode() for part in parts)
        except UnicodeDecodeError:
            segments = ()
        texts = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(tuple(headers))}
        return cls(method, segments, path.decode("ascii", "replace"), query, texts, content, peer)


def parse_cookies(header: str) -> dict[str, list[str]]:
    """Return the cookies of a request by name."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: [unquote(value)] for name, _, value in pairs if name}


def parse_query(content: bytes, location: str) -> dict[str, list[str]]:
    """Return the values of each name of a query string or form.

    Raises:
        Problem: 400 if it is not percent-encoded UTF-8.
    """
    fields: dict[str, list[str]] = {}
    if not content:
        return fields
    try:
        pairs = parse_qsl(content.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
        for name, text in pairs:
            fields.setdefault(name, []).append(text)
    except ValueError:
        raise malformed_problem(f"{location}: expected percent-encoded UTF-8.") from None
    return fields


@dataclass(frozen=True, slots=True)
class Transmission:
    """How a response is sent; a fault changes it."""

    latency: float = 0.0  # seconds before the response
    closes: Literal["before", "within"] | None = None  # the first byte, or the body
    slow: float = 0.0  # seconds over which the body is spread
    garbled: bool = False

    def body(self, content: bytes) -> bytes:
        """Return the body that the headers announce."""
        return b"\xff" + content if self.garbled else content  # 0xff is in no UTF-8 text

    def chunks(self, content: bytes) -> Iterator[tuple[float, bytes]]:
        """Yield the parts of a body that are sent, each with the seconds to wait before it."""
        payload = content[: len(content) // 2] if self.closes == "within" else content
        size = max(1, -(-len(payload) // (_CHUNKS if self.slow else 1)))
        parts = [payload[start : start + size] for start in range(0, len(payload), size)]
        for part in parts:
            yield self.slow / len(parts), part


NORMAL = Transmission()


@dataclass(frozen=True, slots=True)
class Response:
    """A response, ready to be sent; the media type is empty if there is no body."""

    status: int
    content: bytes = b""
    media: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    transmission: Transmission = NORMAL

    def with_headers(self, headers: Mapping[str, str]) -> Response:
        """Return the response with more headers."""
        return Response(self.status, self.content, self.media, {**self.headers, **headers}, self.transmission)


def problem_response(problem: Problem, path: str, documented_statuses: Sequence[int] = ()) -> Response:
    """Return the response for a problem at a path, of an operation that documents some statuses."""
    status = problem.status(documented_statuses)
    return Response(status, write(problem.as_dict(status, path)), MEDIA_TYPE, problem.headers)


def common_headers(request_id: str | None = None) -> dict[str, str]:
    """Return the headers of every response: that it is the sandbox's, and the request id."""
    return {"Accountability-Sandbox": "1", "X-Request-Id": request_id or secrets.token_hex(8)}


class Handler(Protocol):
    """What the transports call: a sandbox."""

    sleep: Callable[[float], object]
    async_sleep: Callable[[float], Awaitable[object]]

    def handle(self, raw: RawRequest) -> Response:
        """Return the response to a request."""
