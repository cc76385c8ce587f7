"""Run the command: convert errors to one line on standard error and an exit code."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

import click

from .errors import ExitCode, exit_code_of

__all__ = ("COMPLETE", "NAME", "run")

NAME = "accountability"
COMPLETE = "_ACCOUNTABILITY_COMPLETE"
"""The environment variable by which a shell requests completions."""


def run(arguments: Sequence[str]) -> int:
    """Run the command with these arguments and return its exit code."""
    from .command import root

    try:
        if instruction := os.environ.get(COMPLETE):
            from click.shell_completion import shell_complete

            return shell_complete(root, {}, NAME, COMPLETE, instruction)
        with root.make_context(NAME, list(arguments)) as context:
            result = root.invoke(context)  # not root.main, which ends with exit code 1 at a closed pipe
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.SUCCESS
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("Interrupted.", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return ExitCode.BROKEN_PIPE
    except Exception as error:
        return _report(error, arguments)


def _discard_output() -> None:
    """Discard the remaining output, so that Python's flush at exit is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_JSON_OPTION = re.compile(r"(?:^| )(?:-o ?|--output[ =])json(?: |$)")


def _report(error: Exception, arguments: Sequence[str]) -> int:
    """Print an error to standard error, and return its exit code."""
    message, code = _message_and_code(error)
    if _JSON_OPTION.search(" ".join(arguments)):  # outside of the command's context, which may not exist
        print(_as_json(error, message, code), file=sys.stderr)
        return code
    context = getattr(error, "ctx", None)
    if context is not None and message == context.get_help():  # of a group that was called without a command
        print(message, file=sys.stderr)
        return code
    if isinstance(error, click.UsageError) and context is not None:
        print(f"{context.get_usage()}\nTry '{context.command_path} -h' for help.\n", file=sys.stderr)
    print(f"Error: {message}", file=sys.stderr)
    return code


def _as_json(error: Exception, message: str, code: int) -> str:
    """Return an error as a JSON object: type, message, exit code, and details of the response."""
    details: dict[str, Any] = {"type": type(error).__name__, "message": message, "exitCode": int(code)}
    for name, attribute in _ATTRIBUTES.items():
        if (value := getattr(error, attribute, None)) is not None:
            details[name] = value
    return json.dumps({"error": details}, indent=2, default=str)


_ATTRIBUTES = {
    "operation": "key",
    "status": "status",
    "requestId": "request_id",
    "safeToRetry": "safe_to_retry",
    "attempts": "attempts",
}


def _message_and_code(error: Exception) -> tuple[str, int]:
    """Return the message of an error and its exit code.

    Raises:
        Exception: the error itself, if it is not one that the command expects.
    """
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if isinstance(error, OSError):
        _discard_output()
        name = f"{error.filename}: " if error.filename else ""
        return f"the output could not be written: {name}{error.strerror or error}", ExitCode.OUTPUT
    from accountability import AccountabilityError

    if isinstance(error, AccountabilityError):
        return _advice(error), exit_code_of(error)
    if isinstance(error, ValueError):
        return str(error), ExitCode.USAGE
    raise error


def _advice(error: Exception) -> str:
    """Return the message of a client's error, with what to do about it on the command line."""
    from accountability import UnverifiedOperationError

    message = str(error)
    if isinstance(error, UnverifiedOperationError):
        return (
            f"{error.key} is inferred, not documented, so it was not sent. `accountability operations {error.key}` "
            "shows what is known of it; --allow sends it."
        )
    if "CERTIFICATE_VERIFY_FAILED" in message:
        return f"{message}. For a certificate of your own see `accountability docs proxies-and-certificates`."
    if message.startswith("ACCOUNTABILITY_") and "not set" in message:
        return f"{message} `accountability login` stores them."
    return message
