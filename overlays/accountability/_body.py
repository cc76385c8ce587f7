"""The body of an answer as it is read: unpacked step by step, and never more of it than the client's limit.

httpx unpacks all of what comes, so that a few kilobytes from a broken or hostile server could fill the memory.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Callable, Iterator

import httpx

__all__ = ("LIMIT", "PACKINGS", "read", "read_in_task")

LIMIT = 100_000_000  # bytes: fifteen times a page of 10,000 jobs
PACKINGS = "gzip, deflate"
_STEP = 65_536
_WINDOWS = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
    "bare deflate": -zlib.MAX_WBITS,
}


def read(response: httpx.Response, limit: int, late: Callable[[], bool]) -> httpx.Response:
    """Reads a response that was sent for as a stream, and closes it.

    Raises:
        httpx.DecodingError: the body is larger than `limit` bytes, or is not packed as it says.
        httpx.ReadTimeout: it was `late` before all had come; each part alone may have come in time.
    """
    try:
        _bound(response, limit, late)
        response.read()
    finally:
        response.close()
    return response


async def read_in_task(response: httpx.Response, limit: int, late: Callable[[], bool]) -> httpx.Response:
    """The same for tasks."""
    try:
        _bound(response, limit, late)
        await response.aread()
    finally:
        await response.aclose()
    return response


def _bound(response: httpx.Response, limit: int, late: Callable[[], bool]) -> None:
    if response.is_stream_consumed:  # made in memory, by a transport for tests
        _Parts("", limit, late).counted(response.content)
        return
    packing = response.headers.pop("content-encoding", "").strip().lower()
    response.stream = _Bounded(response.stream, _Parts(packing, limit, late))


class _Bounded(httpx.SyncByteStream, httpx.AsyncByteStream):
    """What a stream holds, unpacked."""

    def __init__(self, source: httpx.SyncByteStream | httpx.AsyncByteStream, parts: _Parts) -> None:
        self._source = source
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._source, httpx.SyncByteStream)
        for raw in self._source:
            yield from self._parts.of(raw)
        yield self._parts.last()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._source, httpx.AsyncByteStream)
        async for raw in self._source:
            for part in self._parts.of(raw):
                yield part
        yield self._parts.last()

    def close(self) -> None:
        assert isinstance(self._source, httpx.SyncByteStream)
        self._source.close()

    async def aclose(self) -> None:
        assert isinstance(self._source, httpx.AsyncByteStream)
        await self._source.aclose()


class _Parts:
    """Unpacks what comes, a part at a time, and counts."""

    def __init__(self, packing: str, limit: int, late: Callable[[], bool]) -> None:
        if "," in packing:
            raise httpx.DecodingError("the body is packed more than once")
        self._packing = packing
        self._limit = limit
        self._late = late
        self._size = 0
        self._begun = False
        self._zlib = zlib.decompressobj(_WINDOWS[packing]) if packing in _WINDOWS else None

    def of(self, raw: bytes) -> Iterator[bytes]:
        if self._late():
            raise httpx.ReadTimeout("the deadline passed while the body came")
        if self._zlib is None:
            yield self.counted(raw)
            return
        while raw:
            yield self.counted(self._step(raw))
            raw = self._zlib.unconsumed_tail or self._behind_its_end()

    def last(self) -> bytes:
        """What is left when all has come."""
        if self._zlib is None or not self._begun:
            return b""
        rest = self.counted(self._zlib.flush())
        if not self._zlib.eof:
            raise httpx.DecodingError(f"the body is {self._packing} and breaks off")
        return rest

    def counted(self, part: bytes) -> bytes:
        self._size += len(part)
        if self._size > self._limit:
            raise httpx.DecodingError(f"the body has more than {self._limit:,} bytes (max_answer_bytes)")
        return part

    def _behind_its_end(self) -> bytes:
        """What follows what was unpacked: gzip may come in several members, and is then all of them."""
        assert self._zlib is not None
        rest = self._zlib.unused_data
        if rest and "gzip" not in self._packing:
            raise httpx.DecodingError(f"the body is {self._packing} and goes on behind its end")
        if rest:
            self._zlib = zlib.decompressobj(_WINDOWS[self._packing])
        return rest

    def _step(self, raw: bytes) -> bytes:
        assert self._zlib is not None
        try:
            part = self._zlib.decompress(raw, _STEP)
        except zlib.error:
            if self._begun or self._packing != "deflate":
                raise httpx.DecodingError(f"the body is not the {self._packing} it says it is") from None
            # Many servers send deflate without the frame that its specification asks for.
            self._packing, self._zlib = "bare deflate", zlib.decompressobj(_WINDOWS["bare deflate"])
            return self._step(raw)
        self._begun = True
        return part
