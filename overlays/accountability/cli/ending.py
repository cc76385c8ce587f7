"""How a verb ends before its time: with one line that says why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

__all__ = ("ended", "extra", "made_ready")


def ended(line: str, code: int = 2) -> typer.Exit:
    """Says why, and gives what is raised.

    Args:
        line: for people; it goes to standard error.
        code: the exit code: 2 for what could not be done, 130 for Ctrl-C.
    """
    print(line, file=sys.stderr)
    return typer.Exit(code)


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Turns the import error of a package that an extra brings into one line that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("accountability"):
            raise
        raise ended(f"`{error.name}` is not installed: pip install 'accountability-client[{name}]'") from error


def made_ready(option: str, folder: Path) -> None:
    """Sees to it, before long work begins, that its result can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ended(f"{option}: {folder}: {error.strerror}") from None
