"""The distribution as its users get it: the wheel in an environment of its own, and from git into another project."""

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

pytestmark = pytest.mark.xdist_group("packaging")  # one worker makes the wheel once


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as git has it and as it stands now, in a repository of its own."""
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
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", out, copy, cwd=out)
    (made,) = out.glob("*.whl")
    return made


def empty_project(folder: Path) -> Path:
    """Another project, with an environment of its own and nothing in it."""
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def project(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose environment has the wheel and what it asks for, and nothing else."""
    folder = empty_project(tmp_path_factory.mktemp("project"))
    install(folder, wheel)
    return folder


@pytest.fixture(scope="module")
def arguments() -> Iterator[list[str]]:
    with sandbox() as running:
        yield [running.url, running.legacy_url, running.accounts[0].api_token]


def install(project: Path, *what: str | Path) -> None:
    pip = (project / PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq")
    run(*pip, *what, cwd=project)


def test_the_wheel_makes_calls_in_a_clean_environment(project: Path, arguments: list[str]) -> None:
    assert run(project / PYTHON, "-c", CALL, *arguments, cwd=project).startswith("accountability_api.models.job ")


def test_without_its_extra_the_command_says_in_one_line_what_to_install(project: Path) -> None:
    done = subprocess.run([project / "venv/bin/accountability"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The accountability command needs an extra: pip install 'accountability-client[cli]'\n"


def test_it_installs_from_git_into_another_project(copy: Path, tmp_path: Path, arguments: list[str]) -> None:
    other = empty_project(tmp_path)
    install(other, f"git+file://{copy}")
    assert run(other / PYTHON, "-c", CALL, *arguments, cwd=other).startswith("accountability_api.models.job ")


def test_a_suite_elsewhere_has_the_fixtures_by_the_wheel(wheel: Path, tmp_path: Path) -> None:
    other = empty_project(tmp_path)
    install(other, f"{wheel}[sandbox]", "pytest")
    (other / "test_jobs.py").write_text(block("plugin", "python"))
    assert "2 passed" in run(other / PYTHON, "-m", "pytest", "-W", "error", "test_jobs.py", cwd=other)
    assert "2 passed" in run(other / PYTHON, "-m", "pytest", "--accountability-sandbox-mode=http", cwd=other)


def test_the_wheel_holds_its_packages_and_their_data_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "accountability",
        "accountability_api",
        "accountability_pytest",
    }
    for needed in ("py.typed", "v1/openapi.json", "v2/openapi.json", "legacy/openapi.json"):
        assert f"accountability_api/{needed}" in names
    assert "accountability/py.typed" in names
