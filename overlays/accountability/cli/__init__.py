"""The `accountability` command: every operation of the three APIs, a sandbox, a conformance check, and exports."""

from __future__ import annotations

import sys

__all__ = ("main",)


def main() -> None:
    """Run the command and exit; without the extra that it needs, print what to install."""
    try:
        from .runner import run
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.exit("The accountability command needs an extra: pip install 'accountability-client[cli]'")
    sys.exit(run(sys.argv[1:]))
