"""Read the body of a response within the client's limit of bytes, and within the deadline of its call.

httpx decompresses all that is received, so that a few kilobytes from a broken or hostile server could fill the memory;
and it has timeouts for each read, not for all of them: a server that sends its headers byte by byte would never time
out. Its `trace` extension passes each new connection's stream, whose documented `read` is bounded here. Asynchronous
clients need none of the latter, as a cancel scope bounds them.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

__all__ = ("ENCODINGS", "LIMIT", "bound_reads", "read", "read_async", "trace")

LIMIT = 100_000_000  # bytes: fifteen times a page of 10,000 jobs
ENCODINGS = "gzip, deflate"
_STEP = 65_536
_WINDOWS = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
    "bare deflate": -zlib.MAX_WBITS,
}


def read(response: httpx.Response, limit: int, is_late: Callable[[], bool]) -> bytes:
    """Return the decompressed body of a response that is streamed, and close it.

    Raises:
        httpx.DecodingError: the body is larger than `limit` bytes, or not compressed as its header says.
        httpx.ReadTimeout: `is_late` before all was received; each part alone may have been received in time.
    """
    try:
        if response.is_stream_consumed:  # created in memory, by a transport for tests
            return _Decoder("", limit, is_late).count(response.content)
        decoder = _Decoder(response.headers.get("content-encoding", ""), limit, is_late)
        parts = [part for raw in response.iter_raw() for part in decoder.decode(raw)]
        return b"".join([*parts, decoder.flush()])
    finally:
        response.close()


async def read_async(response: httpx.Response, limit: int, is_late: Callable[[], bool]) -> bytes:
    """Return the same for an asynchronous client."""
    try:
        if response.is_stream_consumed:
            return _Decoder("", limit, is_late).count(response.content)
        decoder = _Decoder(response.headers.get("content-encoding", ""), limit, is_late)
        parts = [part async for raw in response.aiter_raw() for part in decoder.decode(raw)]
        return b"".join([*parts, decoder.flush()])
    finally:
        await response.aclose()


class _Decoder:
    """Decompresses a body part by part, and counts its bytes."""

    def __init__(self, encoding: str, limit: int, is_late: Callable[[], bool]) -> None:
        self._encoding = encoding.strip().lower()
        if "," in self._encoding:
            raise httpx.DecodingError("the body is compressed more than once")
        self._limit = limit
        self._is_late = is_late
        self._size = 0
        self._has_begun = False
        self._zlib = zlib.decompressobj(_WINDOWS[self._encoding]) if self._encoding in _WINDOWS else None

    def decode(self, raw: bytes) -> Iterator[bytes]:
        if self._is_late():
            raise httpx.ReadTimeout("the deadline passed while the body was received")
        if self._zlib is None:
            if self._encoding not in ("", "identity"):
                raise httpx.DecodingError(f"the body is {self._encoding!r}, and only {ENCODINGS} was accepted")
            yield self.count(raw)
            return
        while raw:
            yield self.count(self._decompress(raw))
            raw = self._zlib.unconsumed_tail or self._next_member()

    def flush(self) -> bytes:
        """Return what is left when all was received."""
        if self._zlib is None or not self._has_begun:
            return b""
        rest = self.count(self._zlib.flush())
        if not self._zlib.eof:
            raise httpx.DecodingError(f"the body is {self._encoding} and incomplete")
        return rest

    def count(self, part: bytes) -> bytes:
        self._size += len(part)
        if self._size > self._limit:
            raise httpx.DecodingError(f"the body has more than {self._limit:,} bytes (max_response_bytes)")
        return part

    def _next_member(self) -> bytes:
        """Return the bytes after the compressed data: gzip may consist of several members."""
        assert self._zlib is not None
        rest = self._zlib.unused_data
        if rest and "gzip" not in self._encoding:
            raise httpx.DecodingError(f"the body is {self._encoding} and has more bytes after its end")
        if rest:
            self._zlib = zlib.decompressobj(_WINDOWS[self._encoding])
        return rest

    def _decompress(self, raw: bytes) -> bytes:
        assert self._zlib is not None
        try:
            part = self._zlib.decompress(raw, _STEP)
        except zlib.error:
            if self._has_begun or self._encoding != "deflate":
                raise httpx.DecodingError(f"the body is not {self._encoding}, as its header says") from None
            # Many servers send deflate without the header that its specification requires.
            self._encoding, self._zlib = "bare deflate", zlib.decompressobj(_WINDOWS["bare deflate"])
            return self._decompress(raw)
        self._has_begun = True
        return part


_thread = threading.local()
_LEAST = 1e-6  # seconds; 0 would make the socket non-blocking


@contextmanager
def bound_reads(seconds_left: Callable[[], float]) -> Iterator[None]:
    """Bound the reads of this thread, in the block, by the seconds that are left at each of them."""
    before = getattr(_thread, "seconds_left", None)
    _thread.seconds_left = seconds_left
    try:
        yield
    finally:
        _thread.seconds_left = before


def trace(event: str, info: Mapping[str, Any]) -> None:
    """Bound the reads of a stream that was opened; for the `trace` extension of a request."""
    stream = info.get("return_value")
    if hasattr(stream, "get_extra_info") and hasattr(stream, "read"):
        _bound(stream)


def _bound(stream: Any) -> None:
    read = stream.read

    def read_until_deadline(max_bytes: int, timeout: float | None = None) -> bytes:
        seconds_left = getattr(_thread, "seconds_left", None)
        if seconds_left is not None:
            left = max(seconds_left(), _LEAST)
            timeout = left if timeout is None else min(timeout, left)
        data: bytes = read(max_bytes, None if timeout == float("inf") else timeout)
        return data

    stream.read = read_until_deadline
