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

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Another project, with an environment of its own and nothing in it."""
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def arguments() -> Iterator[list[str]]:
    with sandbox() as running:
        yield [running.url, running.legacy_url, running.accounts[0].api_token]


def install(project: Path, *what: str | Path) -> Path:
    python = project / "venv" / "bin" / "python"
    run(python, "-m", "pip", "--disable-pip-version-check", "install", "-qq", *what, cwd=project)
    return python


def test_the_wheel_makes_calls_in_a_clean_environment(wheel: Path, project: Path, arguments: list[str]) -> None:
    python = install(project, wheel)
    assert run(python, "-c", CALL, *arguments, cwd=project).startswith("accountability_api.models.job ")


def test_without_its_extra_the_command_says_in_one_line_what_to_install(wheel: Path, project: Path) -> None:
    install(project, wheel)
    done = subprocess.run([project / "venv/bin/accountability"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The accountability command needs an extra: pip install 'accountability-client[cli]'\n"


def test_it_installs_from_git_into_another_project(copy: Path, project: Path, arguments: list[str]) -> None:
    python = install(project, f"accountability-client[sandbox] @ git+file://{copy}")
    assert run(python, "-c", CALL, *arguments, cwd=project).startswith("accountability_api.models.job ")
    assert "v2.Jobs_GetJob" in run(project / "venv/bin/accountability", "operations", cwd=project)


def test_the_wheel_holds_the_two_packages_and_their_data_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "accountability",
        "accountability_api",
    }
    for needed in ("py.typed", "v1/openapi.json", "v2/openapi.json", "legacy/openapi.json"):
        assert f"accountability_api/{needed}" in names
    assert "accountability/py.typed" in names
