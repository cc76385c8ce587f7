"""The exit codes of the command, by kind of error."""

from __future__ import annotations

from enum import IntEnum

__all__ = ("TABLE", "ExitCode", "exit_code_of")


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


TABLE = {
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
