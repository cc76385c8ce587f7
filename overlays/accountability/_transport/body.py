"""The body of a response as it is read: decompressed step by step, and never more of it than the client's limit.

httpx decompresses all that is received, so that a few kilobytes from a broken or hostile server could fill the memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import httpx

__all__ = ("ENCODINGS", "LIMIT", "read", "read_async")

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
        if response.is_stream_consumed:  # made in memory, by a transport for tests
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
            raise httpx.DecodingError(f"the body has more than {self._limit:,} bytes (max_answer_bytes)")
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
