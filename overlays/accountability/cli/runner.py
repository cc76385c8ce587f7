"""Run the command: convert errors to one line on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from .exit_codes import ExitCode

__all__ = ("run",)


def run(arguments: Sequence[str]) -> int:
    """Run the command with these arguments and return its exit code."""
    from .command import root

    try:
        result = root.main(list(arguments), prog_name="accountability", standalone_mode=False)
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
    except OSError as error:
        _discard_output()
        return _report(f"the output could not be written: {error.strerror or error}", ExitCode.OUTPUT)
    except click.ClickException as error:
        return _usage_error(error)
    except Exception as error:
        return _client_error(error, arguments)


def _discard_output() -> None:
    """Discard the remaining output, so that Python's flush at exit is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage_error(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    if isinstance(error, click.UsageError) and context is not None:
        print(f"{context.get_usage()}\nTry '{context.command_path} -h' for help.\n", file=sys.stderr)
    return _report(error.format_message(), error.exit_code)


def _client_error(error: Exception, arguments: Sequence[str]) -> int:
    from accountability import AccountabilityError

    from .exit_codes import exit_code_of
    from .report import as_json, wants_json

    if not isinstance(error, AccountabilityError | ValueError):
        raise error
    code = exit_code_of(error) if isinstance(error, AccountabilityError) else ExitCode.USAGE
    if wants_json(arguments):
        print(as_json(error, code), file=sys.stderr)
        return code
    return _report(_message(error), code)


def _message(error: Exception) -> str:
    from accountability import UnverifiedOperationError

    if isinstance(error, UnverifiedOperationError):
        return (
            f"{error.key} is inferred, not documented, so it was not sent. `accountability operations {error.key}` "
            "shows what is known of it; --allow sends it."
        )
    return str(error)


def _report(message: str, code: int) -> int:
    print(f"Error: {message}", file=sys.stderr)
    return code
