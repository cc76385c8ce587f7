"""Parse the numbers of rows of lists on the command line."""

from __future__ import annotations

import re

__all__ = ("parse_rows",)


def parse_rows(text: str) -> dict[str, int]:
    """Parse a string such as `jobs=5000,timeentries=50000` into numbers of rows.

    Raises:
        ValueError: the string is not of that form.
    """
    rows = {}
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\w+)\s*=\s*(\d+)\s*", part, re.ASCII)
        if match is None:
            raise ValueError(f"--rows: expected LIST=N, as in jobs=5000,timeentries=50000, got {part.strip()!r}.")
        rows[match[1]] = int(match[2])
    return rows
