"""The hook for PyInstaller: a frozen application has the contract and the modules that load on first use."""

from __future__ import annotations

from pathlib import Path

__all__ = ("hook_folders",)


def hook_folders() -> list[str]:
    """Return the folders that PyInstaller looks for hooks in."""
    return [str(Path(__file__).parent)]
