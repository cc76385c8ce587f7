"""Text in aligned columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ("align", "width")


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes; wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def align(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns as wide as their widest cell."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
