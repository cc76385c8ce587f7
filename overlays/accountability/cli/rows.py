"""How many rows of which lists, as they are written on the command line."""

from __future__ import annotations

import re

__all__ = ("parsed",)


def parsed(text: str) -> dict[str, int]:
    """The rows that a text such as `jobs=5000,timeentries=1000000` asks for.

    Raises:
        ValueError: it is not of that form.
    """
    rows = {}
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\w+)\s*=\s*(\d+)\s*", part, re.ASCII)
        if found is None:
            raise ValueError(f"{part.strip()!r} is no list with a number of rows; write jobs=5000,timeentries=1000000")
        rows[found[1]] = int(found[2])
    return rows
