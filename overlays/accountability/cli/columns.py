"""Text in aligned columns."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence

__all__ = ("align", "count_fitting")


def align(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns as wide as their widest cell, each row on one line."""
    rows = [[_escape(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (room - _width(cell)) for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def count_fitting(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of columns that fit the terminal, at least one; all of them if it is not a terminal."""
    if not sys.stdout.isatty():
        return len(rows[0])
    room, count = shutil.get_terminal_size().columns, 0
    for column in zip(*rows, strict=True):
        room -= max(_width(_escape(cell)) for cell in column) + (2 if count else 0)
        if room < 0 and count:
            break
        count += 1
    return count


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes; wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _escape(cell: str) -> str:
    """Return a text with its control characters escaped: line ends, and what would control a terminal."""
    return _CONTROLS.sub(lambda match: repr(match[0])[1:-1], cell)


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")  # the last two: direction of text
