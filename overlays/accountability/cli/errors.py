"""Errors of the command: exit codes by kind, missing packages and folders, similar names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from importlib.util import find_spec
from pathlib import Path

import click

__all__ = ("EXIT_CODES", "CommandError", "ExitCode", "did_you_mean", "ensure_folder", "exit_code_of", "extra")


class ExitCode(IntEnum):
    """The exit code of the process."""

    SUCCESS = 0
    DIFFERENCE = 1
    USAGE = 2
    NOT_SENT = 3
    DENIED = 4
    NOT_FOUND = 5
    REJECTED = 6
    RATE_LIMITED = 7
    SERVER = 8
    NO_RESPONSE = 9
    MISMATCH = 10
    EXPORT = 11
    OUTPUT = 74
    INTERRUPTED = 130
    BROKEN_PIPE = 141


EXIT_CODES = {
    ExitCode.SUCCESS: "success",
    ExitCode.DIFFERENCE: "a check found a difference (conform, probe)",
    ExitCode.USAGE: "a usage or configuration error; nothing was sent",
    ExitCode.NOT_SENT: "an inferred write was not sent; --allow sends it",
    ExitCode.DENIED: "401 or 403: the credentials were rejected, or do not allow this",
    ExitCode.NOT_FOUND: "404, or an inferred path that does not exist",
    ExitCode.REJECTED: "400, 409, 422 or another 4xx: the service rejected the request",
    ExitCode.RATE_LIMITED: "429: more calls than the account may make",
    ExitCode.SERVER: "5xx: the service failed",
    ExitCode.NO_RESPONSE: "no response: network, timeout, deadline",
    ExitCode.MISMATCH: "the response does not conform to the contract",
    ExitCode.EXPORT: "an export cannot go on: a value does not fit, or a package cannot be loaded",
    ExitCode.OUTPUT: "the output could not be written",
    ExitCode.INTERRUPTED: "interrupted",
}
"""The meaning of each code, for `--help`; a broken pipe (141) is silent."""

_BY_NAME = {
    "ConfigurationError": ExitCode.USAGE,
    "UnverifiedOperationError": ExitCode.NOT_SENT,
    "UnknownOperationError": ExitCode.NOT_FOUND,
    "RateLimitTimeoutError": ExitCode.RATE_LIMITED,
    "TransportError": ExitCode.NO_RESPONSE,
    "ExportError": ExitCode.EXPORT,
    "ContractViolationError": ExitCode.MISMATCH,
    "FilterIgnoredError": ExitCode.MISMATCH,
    "PagingIgnoredError": ExitCode.MISMATCH,
}


def exit_code_of(error: BaseException) -> ExitCode:
    """Return the exit code for an error of the client."""
    status = getattr(error, "status", None)
    for kind in type(error).__mro__:
        if kind.__name__ in _BY_NAME:
            return _BY_NAME[kind.__name__]
    return by_status(status) if isinstance(status, int) else ExitCode.DIFFERENCE


def by_status(status: int) -> ExitCode:
    """Return the exit code for the status of a response."""
    if status < 400:
        return ExitCode.SUCCESS if status // 100 == 2 else ExitCode.REJECTED
    if status >= 500:
        return ExitCode.SERVER
    special = {401: ExitCode.DENIED, 403: ExitCode.DENIED, 404: ExitCode.NOT_FOUND, 429: ExitCode.RATE_LIMITED}
    return special.get(status, ExitCode.REJECTED)


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


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """Return a sentence with the names that are similar, after a space; an empty string if there are none."""
    from difflib import get_close_matches  # here, since only an error needs it

    near = get_close_matches(name, list(candidates), n=3)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
