"""The environment that documents are run in: a folder of its own, and the account of a sandbox."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountability.sandbox import sandbox

__all__ = ("folder",)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder, and a sandbox's account in the environment."""
    for name in [name for name in os.environ if name.startswith("ACCOUNTABILITY_")]:
        monkeypatch.delenv(name)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with sandbox() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield tmp_path
