"""Packages that an extra installs, and folders that a command is going to write to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

__all__ = ("ensure_folder", "extra")


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Turn the import error of a package that an extra installs into one line that says what to install.

    Args:
        name: the extra.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("accountability"):
            raise
        message = f"`{error.name}` is not installed: pip install 'accountability-client[{name}]'"
        raise click.UsageError(message) from error


def ensure_folder(option: str, folder: Path) -> None:
    """Create a folder before long work begins, so that its result can be written.

    Args:
        option: the option that names the folder, for messages.
        folder: the folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{option}: {folder}: {error.strerror}.") from None
