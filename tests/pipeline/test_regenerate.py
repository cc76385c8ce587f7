"""`scripts/regenerate` on a copy of the project: what it writes, what it notices, and what it leaves alone."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import command
from pipeline.lock import NAME, installed_tools, read_lock
from pipeline.regeneration import Regenerated, figures, regenerate
from pipeline.tree import read_tree, replace_tree

ROOT = Path(__file__).resolve().parents[2]


def quiet(line: str) -> None:
    """Nobody listens to the progress here."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Regenerated]:
    """A copy of the project's sources, and what they give, which is in place."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("openapi", "overlays", "scripts"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "accountability"))
    made = regenerate(root, quiet)
    assert made.sound
    replace_tree(made.tree, root / "generated")
    return root, made


@pytest.fixture
def project(made: tuple[Path, Regenerated], tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(made[0], tmp_path / "project"))


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def state(root: Path) -> dict[str, bytes]:
    return read_tree(root / "generated")


def test_nothing_is_written_when_nothing_differs(project: Path, capsys: Any) -> None:
    before = (project / "generated" / NAME).stat().st_mtime_ns
    assert command.write(project, quiet) == 0
    assert "up to date" in capsys.readouterr().out
    assert (project / "generated" / NAME).stat().st_mtime_ns == before


def test_a_check_by_hashes_generates_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.regeneration", None)
    assert command.check(project) == 0


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("openapi/resources/jobs.yaml", "What the job is, in a line.", "What the job is, in one line."),
        ("overlays/v1.overlay.yaml", "actions:", "actions:  # changed"),
        (
            "scripts/pipeline/generate/templates/model.py.jinja",
            "models may refer to one another",
            "models refer to others",
        ),
        ("scripts/pipeline/generate/runtime/paging.py", "One page of a list.", "A page of a list."),
        ("scripts/pipeline/generate/driver.py", "The generated package", "The package"),
    ],
)
def test_a_changed_input_is_drift_and_is_named(
    project: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    monkeypatch.setattr(command, "_show_remake", lambda root, found: None)
    change(project, file, old, new)
    assert command.check(project) == 1
    told = capsys.readouterr().out
    assert f"{file}: changed" in told
    assert "run scripts/regenerate" in told


def test_drift_shows_how_the_files_would_change(project: Path, capsys: Any) -> None:
    change(project, "openapi/resources/jobs.yaml", "What the job is, in a line.", "What the job is, in one line.")
    assert command.check(project) == 1
    told = capsys.readouterr().out
    assert '-    """What the job is, in a line."""' in told
    assert '+    """What the job is, in one line."""' in told
    assert len(told.splitlines()) < 150


def test_a_tool_of_another_version_is_drift(project: Path, capsys: Any) -> None:
    assert command.check(project, {**installed_tools(), "ruff": "0.0.1"}) == 1
    assert "ruff: " in capsys.readouterr().out


def test_a_file_of_the_output_that_was_edited_added_or_removed_is_drift(project: Path, capsys: Any) -> None:
    package = project / "generated" / "accountability_api"
    (package / "models" / "job.py").write_text("# edited\n")
    (package / "more.py").write_text("")
    (package / "models" / "client.py").unlink()
    assert command.check(project) == 1
    told = capsys.readouterr().out
    for name in ("models/job.py", "more.py", "models/client.py"):
        assert told.count(f"generated/accountability_api/{name}: ") == 2  # as drift, and as what regenerating changes
    assert command.write(project, quiet) == 0
    assert command.check(project) == 0


def test_a_lock_that_is_missing_or_broken_is_drift(project: Path, capsys: Any) -> None:
    (project / "generated" / NAME).write_text("{")
    assert command.check(project) == 1
    assert "run scripts/regenerate" in capsys.readouterr().out


def test_a_lock_that_lies_is_found_by_regenerating(project: Path) -> None:
    job = project / "generated" / "accountability_api" / "models" / "job.py"
    old = hashlib.sha256(job.read_bytes()).hexdigest()
    job.write_text(job.read_text() + "# edited\n")
    change(project, f"generated/{NAME}", old, hashlib.sha256(job.read_bytes()).hexdigest())
    assert command.check(project) == 0
    assert command.check_cold(project, quiet) == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("openapi/resources/jobs.yaml", "paths:", "paths: ["),
        ("openapi/v2.yaml", "#/paths/jobs", "#/paths/nowhere"),
        ("scripts/pipeline/generate/templates/model.py.jinja", "(Model):", "(Model:"),
    ],
    ids=["bad YAML", "a reference to nothing", "a template that makes no Python"],
)  # fmt: skip
def test_a_run_that_fails_says_why_and_leaves_everything(
    project: Path, capsys: Any, file: str, old: str, new: str
) -> None:
    before = state(project)
    change(project, file, old, new)
    assert command.write(project, quiet) == 1
    told = capsys.readouterr().out
    assert "error" in told
    assert "nothing was written" in told
    assert state(project) == before


def test_a_rule_that_no_api_names_is_told_where_it_is_defined(project: Path, capsys: Any) -> None:
    rule = "  night-work: {summary: Nobody works at night., x-status: inferred, x-source: KB}\n"
    change(project, "openapi/rules.yaml", "rules:\n", "rules:\n" + rule)
    line = (project / "openapi/rules.yaml").read_text().split("\n").index(rule.strip("\n")) + 1
    assert command.write(project, quiet) == 1
    assert f"openapi/rules.yaml:{line}: error: no API names the rule night-work" in capsys.readouterr().out


def test_a_schema_or_a_path_that_no_api_takes_is_told_where_it_stands(project: Path, capsys: Any) -> None:
    jobs = project / "openapi/resources/jobs.yaml"
    left = "    OldJob: {type: object, description: Nobody refers to it.}\n"
    change(project, "openapi/resources/jobs.yaml", "    Job:\n", f"{left}    Job:\n")
    path = '  /v1/jobs/{jobId}: {$ref: "resources/jobs.yaml#/paths/job"}\n'
    for api in ("v1", "v2"):
        change(project, f"openapi/{api}.yaml", path.replace("v1", api), "")
    lines = jobs.read_text().split("\n")
    assert command.write(project, quiet) == 1
    told = capsys.readouterr().out
    assert f"openapi/resources/jobs.yaml:{lines.index(left.strip(chr(10))) + 1}: error: no API uses OldJob" in told
    assert f"openapi/resources/jobs.yaml:{lines.index('  job:') + 1}: error: no API uses job" in told


@pytest.mark.parametrize("at", [0, 1])
def test_a_run_broken_off_while_it_writes_leaves_everything(
    project: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = state(project)
    change(project, "openapi/resources/jobs.yaml", "What the job is, in a line.", "What the job is, in one line.")
    done: list[int] = []
    rename = os.rename

    def interrupted(old: Any, new: Any) -> None:
        if len(done) == at:
            done.append(1)
            raise KeyboardInterrupt
        done.append(1)
        rename(old, new)

    monkeypatch.setattr("pipeline.tree.os.rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        command.write(project, quiet)
    assert state(project) == before
    assert sorted(path.name for path in project.iterdir()) == ["generated", "openapi", "overlays", "scripts"]


def test_a_parameter_a_path_and_a_member_changed_in_one_place_each_are_followed(project: Path, capsys: Any) -> None:
    jobs = "openapi/resources/jobs.yaml"
    renamed = "- name: number\n          x-python-name: job_no\n          x-filter: {member: jobNo, op: eq}\n"
    change(project, jobs, "- name: jobNo\n", renamed)
    change(project, "openapi/v2.yaml", "/v2/jobs:", "/v2/projects:")
    colour = "colour: {type: string, description: What the file looks like., x-source: convention}"
    change(project, jobs, "        jobNo:\n", f"        {colour}\n        jobNo:\n")
    assert command.write(project, quiet) == 0, capsys.readouterr().out
    package = project / "generated" / "accountability_api"
    assert '"number": job_no' in (package / "v2" / "jobs.py").read_text()
    assert 'path="/v2/projects"' in (package / "v2" / "jobs.py").read_text()
    assert "colour: str | None = None" in (package / "models" / "job.py").read_text()
    assert "colour=colour" in (package / "v2" / "jobs.py").read_text()


def test_a_foreign_document_in_place_of_v2_goes_through(project: Path, capsys: Any) -> None:
    (project / "openapi" / "v2.yaml").write_text(FOREIGN)
    (project / "overlays" / "v2.overlay.yaml").unlink()
    assert command.write(project, quiet) == 0, capsys.readouterr().out
    package = project / "generated" / "accountability_api"
    assert "def list_pets(" in (package / "v2" / "pets.py").read_text()
    assert "class JobV2(Model):" in (package / "models" / "job_v2.py").read_text()
    assert 'status="documented"' in (package / "v2" / "pets.py").read_text()
    assert (package / "v1" / "jobs.py").read_text() == (
        ROOT / "generated" / "accountability_api" / "v1" / "jobs.py"
    ).read_text()


FOREIGN = """\
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: Pets_ListPets
      tags: [Pets]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200":
          description: Pets.
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}
  /pets/{petId}:
    delete:
      parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Gone.}}
components:
  schemas:
    Base: {type: object, required: [id], properties: {id: {type: string, nullable: true}}}
    Job: {type: object, properties: {title: {type: string}}}
    Pet:
      allOf:
        - {$ref: "#/components/schemas/Base"}
        - type: object
          properties:
            job: {$ref: "#/components/schemas/Job"}
            grid: {type: array, items: {type: array, items: {type: number}}}
"""


def test_the_lock_names_what_made_the_output(project: Path) -> None:
    found = read_lock(project / "generated")
    assert found is not None
    assert found.tools == installed_tools()
    assert {"openapi/v1.yaml", "overlays/v1.overlay.yaml", "scripts/pipeline/generate/templates/model.py.jinja"} <= set(
        found.inputs
    )
    assert set(found.outputs) == set(state(project)) - {NAME}


def test_the_figures_count_operations_and_lines(made: tuple[Path, Regenerated]) -> None:
    counts, lines = made[1].operations, figures(made[1])
    assert lines.startswith(f"{sum(counts.values())} operations (v1 {counts['v1']}, ")
    per = int(lines.partition("without the runtime's")[2].split(", ")[1].split()[0])
    assert per <= 130


def test_the_output_does_not_depend_on_the_order_of_hashes(made: tuple[Path, Regenerated]) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from pipeline.regeneration import regenerate\n"
        "made = regenerate(Path(sys.argv[1]), lambda line: None).tree\n"
        "print(len(made), hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest())"
    )

    def run(seed: str) -> str:
        environ = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "scripts")}
        command = [sys.executable, "-c", script, str(made[0])]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout

    assert run("1") == run("2")


def test_the_readme_is_not_written(project: Path) -> None:
    readme = project / "README.md"
    readme.write_text("<!-- counts: -->\n```text\nold\n```\n")
    change(project, "openapi/resources/jobs.yaml", "What the job is, in a line.", "What the job is, in one line.")
    assert command.write(project, quiet) == 0
    assert readme.read_text() == "<!-- counts: -->\n```text\nold\n```\n"


def test_an_internal_error_has_an_exit_code_of_its_own_and_leaves_everything(project: Path) -> None:
    before = state(project)
    change(project, "scripts/pipeline/generate/driver.py", "def _read(", "def _read_no_more(")
    shutil.copy2(ROOT / "scripts" / "environment.py", project / "scripts" / "environment.py")
    shutil.copy2(ROOT / "scripts" / "regenerate", project / "scripts" / "regenerate")
    code = "import environment, runpy; environment.ensure = lambda: None; "
    code += "runpy.run_path('scripts/regenerate', run_name='__main__')"
    environ = {**os.environ, "PYTHONPATH": str(project / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert "internal error" in done.stderr
    assert state(project) == before
