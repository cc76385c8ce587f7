"""Suggestions for a misspelled name."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ("did_you_mean",)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the names that are similar, after a space; an empty string if there are none."""
    from difflib import get_close_matches  # here, since only an error needs it

    near = get_close_matches(name, list(known), n=3)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
