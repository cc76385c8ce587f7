"""Write notes and warnings to standard error, separate from the data."""

from __future__ import annotations

import warnings
from typing import Any

import click

__all__ = ("note", "show_warnings")


def note(message: str) -> None:
    """Print a line to standard error."""
    click.echo(message, err=True)


def show_warnings() -> None:
    """Print each warning of the client as one line, without its position in the code."""
    warnings.showwarning = _show


def _show(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    from accountability import InferredOperationWarning

    text = str(message)
    if issubclass(category, InferredOperationWarning):
        key = text.partition(" ")[0]
        text = (
            f"{key} is inferred, not documented: the result may be wrong. `accountability operations {key}` shows "
            "what is known of it; --allow silences this warning."
        )
    note(f"Warning: {text}")
