"""The environment that the scripts create."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a complete environment."""
    (tmp_path / "requirements.lock").write_text("attrs==26.1.0\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").touch()
    (tmp_path / ".venv/fingerprint").write_text(environment.fingerprint(tmp_path))
    return tmp_path


def test_a_complete_environment_is_reused(project: Path) -> None:
    assert environment.is_current(project)


@pytest.mark.parametrize(
    ("name", "text"), [("requirements.lock", "attrs==26.2.0\n"), ("pyproject.toml", "[project]\nversion = '2'\n")]
)
def test_it_is_created_again_when_its_sources_change(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text)
    assert not environment.is_current(project)


def test_a_tool_setting_does_not_create_it_again(project: Path) -> None:
    (project / "pyproject.toml").write_text("[project]\n[tool.ruff]\nline-length = 120\n")
    assert environment.is_current(project)


def test_an_interrupted_one_is_created_again(project: Path) -> None:
    (project / ".venv/fingerprint").unlink()
    assert not environment.is_current(project)


def test_it_is_created_by_an_interpreter_that_is_not_replaced() -> None:
    interpreter = environment.base_interpreter()
    done = subprocess.run(
        [interpreter, "-c", "import sys; print(sys.prefix == sys.base_prefix)"], capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("True\n", 0)


def test_a_step_that_fails_ends_the_script_and_is_named() -> None:
    with pytest.raises(SystemExit, match="failed with exit code 3"):
        environment.run(sys.executable, "-c", "raise SystemExit(3)")


def test_every_locked_package_is_pinned_and_hashed_and_no_index_is_named() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    assert "--index" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    assert len(packages) > 50
    for package in packages:
        assert re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+", package), package
        assert "--hash=sha256:" in package


def test_the_scripts_start_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "scripts/test", "--version"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()[0]) == (0, "pytest")
