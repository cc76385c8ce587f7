"""`scripts/regenerate` writes the generated files of a small project, and reports drift.

The shipped contract is regenerated once, by another process with another hash seed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from accountability import spec
from pipeline import command
from pipeline.lock import NAME, installed_tools, read_lock
from pipeline.regeneration import APIS, Regeneration, regenerate
from pipeline.tree import read_tree, replace_tree

from .conftest import copy_to_project, write_small_contract

ROOT = Path(__file__).resolve().parents[2]
JOBS = "openapi/resources/jobs.yaml"
NUMBER, RENAMED = "The number people know.", "The number that people know."


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Regeneration]:
    """Regenerate a project with a small contract; return its folder and the result."""
    contract = write_small_contract(tmp_path_factory.mktemp("contract"))
    contract.edit("resources/jobs.yaml", "{v1: inferred, v2: inferred}", "inferred")  # legacy uses the resource as well
    root = copy_to_project(contract)
    shutil.copytree(ROOT / "scripts/pipeline", root / "scripts/pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    result = regenerate(root)
    assert result.sound
    replace_tree(result.tree, root / "generated")
    return root, result


@pytest.fixture
def project(regenerated: tuple[Path, Regeneration], tmp_path: Path) -> Path:
    """Copy the regenerated project for a test to change."""
    return Path(shutil.copytree(regenerated[0], tmp_path / "project"))


def edit_file(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def read_generated(root: Path) -> dict[str, bytes]:
    return read_tree(root / "generated")


def test_nothing_is_written_when_nothing_differs(project: Path, capsys: Any) -> None:
    before = (project / "generated" / NAME).stat().st_mtime_ns
    assert command.write(project) == 0
    assert "up to date" in capsys.readouterr().out
    assert (project / "generated" / NAME).stat().st_mtime_ns == before


def test_a_check_compares_hashes_without_generating(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.regeneration", None)
    assert command.check(project) == 0


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (JOBS, NUMBER, RENAMED),
        ("overlays/v1.overlay.yaml", "actions:", "actions:  # changed"),
        (
            "scripts/pipeline/generate/templates/model.py.jinja",
            "models may refer to one another",
            "models refer to others",
        ),
        ("scripts/pipeline/generate/runtime/paging.py", "One page of a list.", "A page of a list."),
        ("scripts/pipeline/generate/driver.py", "Generate the package", "Generate a package"),
    ],
)
def test_a_changed_input_is_reported_as_drift(
    project: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    monkeypatch.setattr(command, "_show_regenerated", lambda root, tree: None)
    edit_file(project, file, old, new)
    assert command.check(project) == 1
    output = capsys.readouterr().out
    assert f"{file}: changed" in output
    assert "run scripts/regenerate" in output


def test_the_check_shows_a_diff_of_the_drift(project: Path, capsys: Any) -> None:
    edit_file(project, JOBS, NUMBER, RENAMED)
    assert command.check(project) == 1
    output = capsys.readouterr().out
    assert f'-    """{NUMBER}"""' in output
    assert f'+    """{RENAMED}"""' in output
    assert len(output.splitlines()) < 150


def test_another_version_of_a_tool_is_drift(project: Path, capsys: Any) -> None:
    assert command.check(project, {**installed_tools(), "ruff": "0.0.1"}) == 1
    assert "ruff: " in capsys.readouterr().out


def test_an_edited_added_or_removed_output_file_is_drift(project: Path, capsys: Any) -> None:
    package = project / "generated" / "accountability_api"
    (package / "models" / "job.py").write_text("# edited\n")
    (package / "more.py").write_text("")
    (package / "models" / "line.py").unlink()
    assert command.check(project) == 1
    output = capsys.readouterr().out
    for name in ("models/job.py", "more.py", "models/line.py"):
        assert output.count(f"generated/accountability_api/{name}: ") == 2  # once as drift, once in the diff
    assert command.write(project) == 0
    assert command.check(project) == 0


def test_an_invalid_lock_is_drift(project: Path, capsys: Any) -> None:
    (project / "generated" / NAME).write_text("{")
    assert command.check(project) == 1
    assert "run scripts/regenerate" in capsys.readouterr().out


def test_a_wrong_hash_in_the_lock_is_detected_by_regenerating(project: Path) -> None:
    job = project / "generated" / "accountability_api" / "models" / "job.py"
    old = hashlib.sha256(job.read_bytes()).hexdigest()
    job.write_text(job.read_text() + "# edited\n")
    edit_file(project, f"generated/{NAME}", old, hashlib.sha256(job.read_bytes()).hexdigest())
    assert command.check(project) == 0
    assert command.check_cold(project) == 1


def test_a_template_that_renders_invalid_python_is_reported_and_changes_no_file(project: Path, capsys: Any) -> None:
    before = read_generated(project)
    edit_file(project, "scripts/pipeline/generate/templates/model.py.jinja", "(Model):", "(Model:")
    assert command.write(project) == 1
    output = capsys.readouterr().out
    assert "error" in output
    assert "nothing was written" in output
    assert read_generated(project) == before


def test_a_rule_that_no_api_names_is_reported_with_its_line(project: Path, capsys: Any) -> None:
    rule = "  night-work: {summary: No one works at night., x-status: inferred, x-source: KB}\n"
    edit_file(project, "openapi/rules.yaml", "rules:\n", "rules:\n" + rule)
    line = (project / "openapi/rules.yaml").read_text().split("\n").index(rule.strip("\n")) + 1
    assert command.write(project) == 1
    assert f"openapi/rules.yaml:{line}: error: no API names the rule night-work" in capsys.readouterr().out


def test_a_schema_or_a_path_that_no_api_uses_is_reported_with_its_line(project: Path, capsys: Any) -> None:
    unused = "    OldJob: {type: object, description: Unused.}\n"
    edit_file(project, JOBS, "    Job:\n", f"{unused}    Job:\n")
    for api in APIS:
        edit_file(
            project, f"openapi/{api}.yaml", f'  /{api}/jobs/{{jobId}}: {{$ref: "resources/jobs.yaml#/paths/job"}}\n', ""
        )
    lines = (project / JOBS).read_text().split("\n")
    assert command.write(project) == 1
    output = capsys.readouterr().out
    assert f"{JOBS}:{lines.index(unused.strip(chr(10))) + 1}: error: no API uses OldJob" in output
    assert f"{JOBS}:{lines.index('  job:') + 1}: error: no API uses job" in output


@pytest.mark.parametrize("at", [0, 1])
def test_an_interrupted_write_changes_no_file(project: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    before = read_generated(project)
    edit_file(project, JOBS, NUMBER, RENAMED)
    renames: list[int] = []
    rename = os.rename

    def interrupt(old: Any, new: Any) -> None:
        if len(renames) == at:
            renames.append(1)
            raise KeyboardInterrupt
        renames.append(1)
        rename(old, new)

    monkeypatch.setattr("pipeline.tree.os.rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        command.write(project)
    assert read_generated(project) == before
    assert sorted(path.name for path in project.iterdir()) == ["generated", "openapi", "overlays", "scripts"]


def test_a_change_of_a_parameter_a_path_or_a_property_in_the_contract_is_regenerated(
    project: Path, capsys: Any
) -> None:
    renamed = "{name: number, x-python-name: job_no, x-filter: {property: jobNo, op: eq},"
    edit_file(project, JOBS, "{name: jobNo,", renamed)
    edit_file(project, "openapi/v2.yaml", "/v2/jobs:", "/v2/projects:")
    colour = "colour: {type: string, description: Colour of the file., x-source: convention}"
    edit_file(project, JOBS, "        jobNo:", f"        {colour}\n        jobNo:")
    assert command.write(project) == 0, capsys.readouterr().out
    package = project / "generated" / "accountability_api"
    assert '"number": job_no' in (package / "v2" / "jobs.py").read_text()
    assert 'path="/v2/projects"' in (package / "v2" / "jobs.py").read_text()
    assert "colour: str | None = None" in (package / "models" / "job.py").read_text()
    assert "colour=colour" in (package / "v2" / "jobs.py").read_text()


def test_a_third_party_document_can_replace_v2(project: Path, capsys: Any) -> None:
    package = project / "generated" / "accountability_api"
    before = (package / "v1" / "jobs.py").read_text()
    (project / "openapi" / "v2.yaml").write_text(FOREIGN)
    assert command.write(project) == 0, capsys.readouterr().out
    assert "def list_pets(" in (package / "v2" / "pets.py").read_text()
    assert "class JobV2(Model):" in (package / "models" / "job_v2.py").read_text()
    assert 'status="documented"' in (package / "v2" / "pets.py").read_text()
    assert (package / "v1" / "jobs.py").read_text() == before


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


def test_the_lock_lists_tools_inputs_and_outputs(project: Path) -> None:
    lock = read_lock(project / "generated")
    assert lock is not None
    assert lock.tools == installed_tools()
    assert {"openapi/v1.yaml", "overlays/v1.overlay.yaml", "scripts/pipeline/generate/templates/model.py.jinja"} <= set(
        lock.inputs
    )
    assert set(lock.outputs) == set(read_generated(project)) - {NAME}


def test_the_generated_package_has_at_most_130_lines_an_operation() -> None:
    files = read_tree(ROOT / "generated").items()
    lines = sum(content.count(b"\n") for name, content in files if name.endswith(".py") and "/_runtime/" not in name)
    assert lines / sum(len(spec.load(api).operations) for api in APIS) <= 130


def test_the_shipped_package_is_regenerated_with_any_hash_seed() -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline import command\n"
        "sys.exit(command.check_cold(Path(sys.argv[1])))"
    )
    environ = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT / "scripts")}
    run = [sys.executable, "-c", script, str(ROOT)]
    completed = subprocess.run(run, env=environ, capture_output=True, text=True, check=False)
    assert completed.stdout.endswith("generated/ is up to date: every file is the same when regenerated\n")


def test_the_readme_is_not_changed(project: Path) -> None:
    readme = project / "README.md"
    readme.write_text("<!-- counts: -->\n```text\nold\n```\n")
    edit_file(project, JOBS, NUMBER, RENAMED)
    assert command.write(project) == 0
    assert readme.read_text() == "<!-- counts: -->\n```text\nold\n```\n"


def test_an_internal_error_exits_with_code_3_and_changes_no_file(project: Path) -> None:
    before = read_generated(project)
    edit_file(project, "scripts/pipeline/generate/driver.py", "def _read(", "def _read_no_more(")
    shutil.copy2(ROOT / "scripts" / "environment.py", project / "scripts" / "environment.py")
    shutil.copy2(ROOT / "scripts" / "regenerate", project / "scripts" / "regenerate")
    code = "import environment, runpy; environment.ensure = lambda: None; "
    code += "runpy.run_path('scripts/regenerate', run_name='__main__')"
    environ = {**os.environ, "PYTHONPATH": str(project / "scripts")}
    completed = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    assert completed.returncode == 3, completed.stderr
    assert "internal error" in completed.stderr
    assert read_generated(project) == before
