"""Fixtures for copies of the project that adopt documents."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.own_description import SOURCES, VARIABLE

from adoption import command as adoption
from adoption.adopt import Plan, plan_document
from pipeline import command

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "tests" / "documents" / "vendor"


@dataclass
class Project:
    """A copy of the project."""

    root: Path

    def adopt(self, file: Path, api: str = "v2") -> int:
        """Adopt a file, and return the exit code."""
        return adoption.adopt(self.root, api, file, "2026-11-25")

    def plan(self, file: Path) -> Plan:
        """Return the plan for adopting a document."""
        return plan_document(self.root, "v2", file, "2026-11-25")

    def regenerate(self) -> None:
        """Regenerate the package."""
        assert command.write(self.root) == 0

    def python(self, *words: str) -> str:
        """Run Python with the packages of the copy, and return its output."""
        path = os.pathsep.join(str(self.root / name) for name in ("overlays", "generated"))
        environment = {**os.environ, "PYTHONPATH": path, VARIABLE: str(self.root)}
        run = [sys.executable, *words]
        completed = subprocess.run(run, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        assert completed.returncode == 0, completed.stdout[-6000:] + completed.stderr[-6000:]
        return completed.stdout

    def content(self) -> dict[str, bytes]:
        """Return the files of the contract and of the generated package."""
        folders = (self.root / "openapi", self.root / "generated")
        files = [file for folder in folders for file in folder.rglob("*") if "__pycache__" not in file.parts]
        return {str(file.relative_to(self.root)): file.read_bytes() for file in files if file.is_file()}

    @property
    def overlay(self) -> Path:
        """The overlay of the vendor's document."""
        return self.root / "openapi" / "vendor" / "v2.overlay.yaml"


def copy_project(to: Path) -> Project:
    """Copy the project, without what was adopted."""
    ignored = shutil.ignore_patterns("__pycache__", ".*", "report", "build", "dist", "node_modules")
    shutil.copytree(ROOT, to, ignore=ignored)
    for name in ("openapi", "generated") if SOURCES != ROOT else ():
        shutil.rmtree(to / name)
        shutil.copytree(SOURCES / name, to / name)
    return Project(to.resolve())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Copy the project for one test."""
    return copy_project(tmp_path / "project")
