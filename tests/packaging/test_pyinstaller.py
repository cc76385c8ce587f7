"""The PyInstaller hook: it is found by its entry point, and collects the contract and the lazily imported modules."""

from __future__ import annotations

import runpy
import sys
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def test_the_hook_is_found_and_collects_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    (entry,) = (
        entry_point
        for entry_point in entry_points(group="pyinstaller40")
        if entry_point.value.startswith("accountability.")
    )
    assert entry.name == "hook-dirs"
    (folder,) = entry.load()()
    hooks: Any = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_data_files = lambda package: [(package, "data")]
    modules = ("accountability._client", "accountability.sandbox.service", "accountability_api.v2")
    hooks.collect_submodules = lambda package, filter=bool: [
        name for name in modules if name.startswith(f"{package}.") and filter(name)
    ]
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    hook = runpy.run_path(str(Path(folder) / "hook-accountability.py"))
    assert ("accountability_api", "data") in hook["datas"]
    assert "accountability._client" in hook["hiddenimports"]
    assert "accountability.sandbox.service" not in hook["hiddenimports"]
