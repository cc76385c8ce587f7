"""The distribution in environments of its users: the wheel alone, and installed from git into another project."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from accountability.sandbox import sandbox

from .test_readme import block

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path("venv/bin/python")
CALL = """
import sys, warnings
from accountability import Accountability, ApiToken
from accountability.v2 import jobs

url, legacy_url, token = sys.argv[1:]
with Accountability(ApiToken(token), base_url=url, legacy_url=legacy_url, inferred="allow") as api:
    first = next(iter(api.v2.jobs.list()))
    assert api.v2.jobs.get(first.id) == first == api.send(jobs.get_job(first.id))
    print(type(first).__module__, first.id)
"""

pytestmark = pytest.mark.xdist_group("packaging")  # one worker builds the wheel and the environments once


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the tracked files, with uncommitted changes, into a new repository."""
    folder = tmp_path_factory.mktemp("copy") / "accountability"
    names = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines()
    for name in filter(lambda name: (ROOT / name).is_file(), names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", "-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-qm", "copy", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", out, copy, cwd=out)
    (wheel,) = out.glob("*.whl")
    return wheel


def create_project(folder: Path, *requirements: str | Path) -> Path:
    """Create another project, whose environment has the requirements and nothing else, pip included."""
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    pip = (sys.executable, "-m", "pip", "--python", folder / PYTHON, "--disable-pip-version-check", "install", "-qq")
    run(*pip, *requirements, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def project(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the wheel and its dependencies."""
    return create_project(tmp_path_factory.mktemp("project"), wheel)


@pytest.fixture(scope="module")
def project_with_pytest(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that installs the sandbox from git, and pytest."""
    requirements = (f"git+file://{copy}", "accountability-client[sandbox]", "pytest")
    return create_project(tmp_path_factory.mktemp("project-with-pytest"), *requirements)


@pytest.fixture(scope="module")
def arguments() -> Iterator[list[str]]:
    with sandbox() as running:
        yield [running.url, running.legacy_url, running.accounts[0].api_token]


def test_the_wheel_makes_calls_in_a_clean_environment(project: Path, arguments: list[str]) -> None:
    assert run(project / PYTHON, "-c", CALL, *arguments, cwd=project).startswith("accountability_api.models.job ")


def test_without_its_extra_the_command_names_it_in_one_line(project: Path) -> None:
    done = subprocess.run([project / "venv/bin/accountability"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The accountability command needs an extra: pip install 'accountability-client[cli]'\n"


def test_it_installs_from_git_into_another_project(project_with_pytest: Path, arguments: list[str]) -> None:
    output = run(project_with_pytest / PYTHON, "-c", CALL, *arguments, cwd=project_with_pytest)
    assert output.startswith("accountability_api.models.job ")


def test_the_suite_of_another_project_has_the_fixtures(project_with_pytest: Path) -> None:
    (project_with_pytest / "test_jobs.py").write_text(block("plugin", "python"))
    pytest_command = (project_with_pytest / PYTHON, "-m", "pytest", "test_jobs.py")
    assert "2 passed" in run(*pytest_command, "-W", "error", cwd=project_with_pytest)
    assert "2 passed" in run(*pytest_command, "--accountability-sandbox-mode=http", cwd=project_with_pytest)


def test_the_wheel_has_only_its_packages_and_their_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "accountability",
        "accountability_api",
        "accountability_pytest",
    }
    for needed in ("py.typed", "v1/openapi.json", "v2/openapi.json", "legacy/openapi.json"):
        assert f"accountability_api/{needed}" in names
    assert "accountability/py.typed" in names
