"""Load on an HTTP server of this machine: the same requests over connections that stay open, each answer looked at."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ("Question", "rate", "wait_for")

_CONNECTIONS = 8
_PATIENCE = 60.0


@dataclass(frozen=True)
class Question:
    """One request, sent again and again.

    Args:
        path: with its query.
        method: of HTTP.
        body: JSON, or nothing.
        authorization: the header's value.
        status: what the answer must have; any other ends the measuring.
    """

    path: str
    method: str = "GET"
    body: bytes = b""
    authorization: str = ""
    status: int = 200

    def content(self, host: str) -> bytes:
        """The request as it stands on the wire."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", "Accept: application/json"]
        lines += [f"Authorization: {self.authorization}"] if self.authorization else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"] if self.body else []
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def rate(url: str, question: Question, seconds: float) -> float:
    """Answers a second, over eight connections.

    Raises:
        RuntimeError: an answer has another status.
    """
    return asyncio.run(_rate(url, question, seconds))


async def _rate(url: str, question: Question, seconds: float) -> float:
    host = urlsplit(url).netloc
    end = time.perf_counter() + seconds
    start = time.perf_counter()
    counts = await asyncio.gather(*(_ask(host, question, end) for _ in range(_CONNECTIONS)))
    return sum(counts) / (time.perf_counter() - start)


async def _ask(host: str, question: Question, end: float) -> int:
    name, port = host.split(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    content, count = question.content(host), 0
    try:
        while time.perf_counter() < end:
            writer.write(content)
            await _answer(reader, question)
            count += 1
    finally:
        writer.close()
    return count


async def _answer(reader: asyncio.StreamReader, question: Question) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    body = await reader.readexactly(_length(head))
    if status != question.status:
        raise RuntimeError(f"{question.method} {question.path}: {status} {body[:300]!r}")
    return body


def _length(head: bytes) -> int:
    found = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    if not found:
        raise RuntimeError("an answer without a Content-Length")
    return int(found)


def wait_for(port: int, question: Question) -> bytes:
    """The first good answer of a server that is starting.

    Raises:
        TimeoutError: none came in a minute.
    """
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            return asyncio.run(_first(f"127.0.0.1:{port}", question))
        except (OSError, asyncio.IncompleteReadError):
            time.sleep(0.005)
    raise TimeoutError(f"nothing answers at port {port}")


async def _first(host: str, question: Question) -> bytes:
    name, port = host.split(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    try:
        writer.write(question.content(host))
        return await _answer(reader, question)
    finally:
        writer.close()
