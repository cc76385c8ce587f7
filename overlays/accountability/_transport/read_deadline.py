"""A deadline for the reads of one thread from the network.

httpx has timeouts for each read, not for all of them: a server that sends its headers byte by byte would never time
out. The `trace` extension of httpx passes each new connection's stream, whose documented `read` is bounded here.
Asynchronous clients need none of this, as a cancel scope bounds them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

__all__ = ("bound_reads", "trace")

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
