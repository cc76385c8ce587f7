"""Text in columns."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ("columns",)


def columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
