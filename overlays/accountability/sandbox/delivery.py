"""How an answer goes out: late, slowly, or not to its end. Each carrier (socket, call in process) does it its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_PIECES = 8  # in which a slow body goes out


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one answer goes out.

    Args:
        latency: seconds before it begins.
        closes: where the connection is closed: before the first byte, or in the middle of the body.
        slow: seconds over which the body is spread.
        garbled: whether the body is made unreadable.
    """

    latency: float = 0.0
    closes: Literal["before", "within"] | None = None
    slow: float = 0.0
    garbled: bool = False

    def body(self, content: bytes) -> bytes:
        """The whole body that is promised to go out."""
        return b"\xff" + content if self.garbled else content  # no text in UTF-8 has that byte

    def pieces(self, content: bytes) -> Iterator[tuple[float, bytes]]:
        """The parts of a body that do go out, each with the seconds to wait before it."""
        sent = content[: len(content) // 2] if self.closes == "within" else content
        size = max(1, -(-len(sent) // (_PIECES if self.slow else 1)))
        parts = [sent[start : start + size] for start in range(0, len(sent), size)]
        for part in parts:
            yield self.slow / len(parts), part


AS_IT_IS = Delivery()
