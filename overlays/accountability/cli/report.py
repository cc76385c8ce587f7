"""Write errors and warnings to standard error: as text, or as JSON for programs."""

from __future__ import annotations

import itertools
import json
import warnings
from collections.abc import Sequence
from typing import Any, TextIO

import click

__all__ = ("as_json", "note", "show_warnings", "wants_json")


def wants_json(arguments: Sequence[str]) -> bool:
    """Return whether a command's arguments select JSON, for errors outside of its context."""
    pairs = itertools.pairwise(arguments)
    return any(pair in (("-o", "json"), ("--output", "json")) for pair in pairs) or bool(
        {"-ojson", "--output=json"} & {*arguments}
    )


def as_json(error: Exception, message: str, code: int) -> str:
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


def note(message: str) -> None:
    """Print a line to standard error, separate from the data."""
    click.echo(message, err=True)


def show_warnings() -> None:
    """Print each warning of the client as one line, without its position in the code."""
    warnings.showwarning = _show


def _show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    from accountability import InferredOperationWarning

    text = str(message)
    if issubclass(category, InferredOperationWarning):
        key = text.partition(" ")[0]
        text = (
            f"{key} is inferred, not documented: the result may be wrong. `accountability operations {key}` shows "
            "what is known of it; --allow silences this warning."
        )
    note(f"Warning: {text}")
