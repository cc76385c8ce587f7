"""Check the requirements of a command: packages of an extra, and folders that it can write to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import click

from .exit_codes import ExitCode

__all__ = ("CommandError", "ensure_folder", "extra")


class CommandError(click.ClickException):
    """A command failed for a reason other than its arguments.

    Args:
        message: one line.
        exit_code: the exit code of the command.
    """

    def __init__(self, message: str, exit_code: int = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # of this error, not of its class


@contextmanager
def extra(name: str, *packages: str) -> Iterator[None]:
    """Turn the import error of a package that an extra installs into one line that says what to install.

    Args:
        name: the extra.
        packages: packages that are imported later, by another process.
    """
    try:
        for package in packages:
            if find_spec(package) is None:
                raise ModuleNotFoundError(name=package)
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package.startswith("accountability"):
            raise
        message = f"`{package}` is not installed: pip install 'accountability-client[{name}]'"
        raise CommandError(message) from error


def ensure_folder(option: str, folder: Path) -> None:
    """Create a folder before long work begins, so that its result can be written.

    Args:
        option: the option that names the folder, for messages.
        folder: the folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{option}: {folder}: {error.strerror}.") from None
