"""The `accountability` command: the sandbox, the conformance check and what the contract knows of each operation."""

from __future__ import annotations

import sys

__all__ = ("main",)


def main() -> None:
    """Runs the command; where the extra that it needs is missing, it says in one line what to install."""
    try:
        from .command import app
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "click"):
            raise
        sys.exit("The accountability command needs an extra: pip install 'accountability-client[cli]'")
    app()
