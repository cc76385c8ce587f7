"""`scripts/contract-diff` classifies changes of a contract, and reports what it cannot compare."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from versioning import change

from .small_contract import CHANGES, Document, contract, properties_of

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "scripts/contract-diff"


def diff(*arguments: str | Path, script: Path = ROOT / SCRIPT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def changed_contract(*changes: Callable[[Document], None], version: str = "1.2.3") -> Document:
    document = contract(version)
    for apply_change in changes:
        apply_change(document)
    return document


def write(path: Path, document: Document) -> Path:
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.json", contract())


def change_lines(text: str) -> list[str]:
    """Return the lines of a report that describe changes, without line numbers."""
    return [line.strip().rpartition(", line ")[0] for line in text.splitlines() if line.startswith("  ")]


@pytest.fixture(scope="module")
def report(redocly: None, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """Return one comparison with all changes applied."""
    folder = tmp_path_factory.mktemp("diff")
    old, new = write(folder / "old.json", contract()), write(folder / "new.json", changed_contract(*CHANGES))
    return diff(old, new)


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize("apply_change", CHANGES, ids=lambda apply_change: apply_change.__name__)
def test_a_change_is_reported_with_its_place_and_its_verdict(
    report: subprocess.CompletedProcess[str], apply_change: Callable[[Document], None]
) -> None:
    assert set(CHANGES[apply_change]) <= set(change_lines(report.stdout))


@pytest.mark.xdist_group("redocly")
def test_only_the_changes_are_reported_and_breaking_ones_are_first(report: subprocess.CompletedProcess[str]) -> None:
    lines = change_lines(report.stdout)
    assert sorted(lines) == sorted(line for expected in CHANGES.values() for line in expected)
    assert [line.split()[0] for line in lines] == (
        ["breaking"] * 8 + ["correction"] * 3 + ["addition"] * 3 + ["annotation"] * 2
    )
    assert report.returncode == 1


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize(("kind", "code"), [("correction", 1), ("addition", 0), ("annotation", 0)])
def test_the_exit_code_is_1_if_a_change_breaks_a_caller(
    redocly: None, old: Path, tmp_path: Path, kind: str, code: int
) -> None:
    changes = [apply_change for apply_change, lines in CHANGES.items() if lines[0].startswith(kind)]
    assert diff(old, write(tmp_path / "new.json", changed_contract(*changes))).returncode == code


@pytest.mark.xdist_group("redocly")
def test_the_markdown_report_has_a_table_and_lines_for_the_change_log(redocly: None, old: Path, tmp_path: Path) -> None:
    changes = [
        apply_change for apply_change, lines in CHANGES.items() if "Tasks" in lines[0] or "POST /jobs" in lines[0]
    ]
    completed = diff(
        old, write(tmp_path / "new.json", changed_contract(*changes)), "--format", "markdown", "--api", "v2"
    )
    assert (
        completed.stdout
        == """\
### v2

1 breaking what was inferred, 1 added.

| verdict | where | change | operations |
| --- | --- | --- | --- |
| correction | /tasks | Path `/tasks` was renamed to `/tasktypes`. `path-removed` | Tasks_ListTasks |
| addition | POST /jobs | added. | Jobs_AddJob |

Lines for `openapi/CHANGELOG.md`:

```markdown
- v2: /tasks: Path `/tasks` was renamed to `/tasktypes`. *breaking* what was inferred
- v2: POST /jobs: added.
```
"""
    )


@pytest.mark.xdist_group("redocly")
def test_an_error_of_redocly_is_reported_with_its_message(redocly: None, old: Path, tmp_path: Path) -> None:
    completed = diff(old, write(tmp_path / "new.json", {"openapi": "9.9.9", "info": {"version": "1.0.0"}}))
    assert completed.returncode == 2
    assert "failed with code" in completed.stderr
    assert "9.9.9" in completed.stderr


def test_equal_contracts_are_compared_without_node(old: Path) -> None:
    completed = diff(old, old, PATH="")
    assert (completed.returncode, completed.stdout) == (0, f"the API: {old} to {old}: no changes.\n")


def test_a_comparison_without_node_exits_with_code_2_and_a_message(old: Path, tmp_path: Path) -> None:
    completed = diff(old, write(tmp_path / "new.json", changed_contract(*CHANGES)), PATH="", REDOCLY="")
    assert completed.returncode == 2
    assert "Node.js is required" in completed.stderr
    assert "REDOCLY" in completed.stderr
    assert completed.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-revision"], "no-such-revision is neither a file nor a git revision here"),
        (["--api", "v3"], "invalid choice: 'v3'"),
        (["OLD.json"], "OLD.json holds one API: say with --api which to compare it with"),
        (["HEAD", "OLD.json", "--api", "v1", "--api", "v2"], "OLD.json holds one API"),
        (["OLD.json", "TEXT"], "is not JSON"),
        (["OLD.json", "OTHER.json"], "is not an OpenAPI document"),
    ],
)
def test_an_invalid_argument_is_reported_with_exit_code_2(
    old: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "TEXT").write_text("openapi: 3.1.0\n")
    write(tmp_path / "OTHER.json", {"swagger": "2.0"})
    old.rename(tmp_path / "OLD.json")
    files = {file.name: str(file) for file in tmp_path.iterdir()}
    completed = diff(*(files.get(argument, argument) for argument in arguments))
    assert completed.returncode == 2
    for name, path in files.items():
        message = message.replace(name, path)
    assert message in completed.stderr


def write_fake_redocly(folder: Path, output: str) -> Path:
    """Write a program that replaces redocly, records how it was called and prints an output."""
    program = folder / "redocly"
    program.write_text(f'#!/bin/sh\necho "$@" $REDOCLY_TELEMETRY, $(ls) >"{folder}/called"\ncat <<END\n{output}\nEND\n')
    program.chmod(0o755)
    return program


def test_redocly_is_called_in_a_temporary_folder_with_telemetry_off(old: Path, tmp_path: Path) -> None:
    program = write_fake_redocly(tmp_path, '{"changes": []}')
    completed = diff(old, write(tmp_path / "new.json", changed_contract(*CHANGES)), REDOCLY=str(program))
    assert completed.returncode == 0
    assert (
        tmp_path / "called"
    ).read_text() == "diff old.json new.json --format json --fail-on none off, new.json old.json\n"


def test_invalid_output_of_redocly_is_reported_with_exit_code_2(old: Path, tmp_path: Path) -> None:
    program = write_fake_redocly(tmp_path, "out of memory")
    completed = diff(old, write(tmp_path / "new.json", changed_contract(*CHANGES)), REDOCLY=str(program))
    assert completed.returncode == 2
    assert "out of memory" in completed.stderr


def test_an_internal_error_has_an_exit_code_of_its_own(old: Path, tmp_path: Path) -> None:
    program = write_fake_redocly(tmp_path, '{"changes": [{"path": "#/"}]}')
    completed = diff(old, write(tmp_path / "new.json", changed_contract(*CHANGES)), REDOCLY=str(program))
    assert (completed.returncode, completed.stdout) == (3, "")
    assert "internal error" in completed.stderr


def test_a_missing_program_is_reported_by_name(old: Path, tmp_path: Path) -> None:
    completed = diff(old, write(tmp_path / "new.json", changed_contract(*CHANGES)), REDOCLY="/no/redocly")
    assert (completed.returncode, "REDOCLY names /no/redocly" in completed.stderr) == (2, True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Create a repository with the script and three versions of v2: a release, a commit and a work tree."""
    root = tmp_path / "project"
    for name in ("scripts/versioning", "scripts/pipeline"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / SCRIPT, root / SCRIPT)
    (root / "scripts/environment.py").write_text("def ensure() -> None:\n    pass\n")
    built = root / "generated/accountability_api/v2/openapi.json"
    built.parent.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch", "main")
    for version in ("0.1.0", "0.1.1"):
        write(built, contract(version))
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", version)
        git(root, "tag", f"v{version}")
    git(root, "tag", "--delete", "v0.1.1")
    write(built, contract("0.1.2"))
    return root


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("arguments", "labels"),
    [([], ["v0.1.0", "work tree"]), (["HEAD"], ["HEAD", "work tree"]), (["v0.1.0", "main"], ["v0.1.0", "main"])],
)
def test_each_side_is_the_built_contract_of_its_revision(
    project: Path, arguments: list[str], labels: list[str]
) -> None:
    program = write_fake_redocly(project.parent, '{"changes": []}')
    completed = diff(*arguments, "--api", "v2", "--format", "json", script=project / SCRIPT, REDOCLY=str(program))
    (change,) = json.loads(completed.stdout)
    assert [change["old"], change["new"]] == labels


def test_the_older_side_defaults_to_main_before_the_first_release(project: Path) -> None:
    git(project, "tag", "--delete", "v0.1.0")
    program = write_fake_redocly(project.parent, '{"changes": []}')
    completed = diff("--api", "v2", script=project / SCRIPT, REDOCLY=str(program))
    assert completed.stdout == "v2: main to work tree: no changes.\n"


def test_a_revision_without_the_contract_is_reported_by_name(project: Path) -> None:
    completed = diff("HEAD", "--api", "v1", script=project / SCRIPT)
    assert completed.returncode == 2
    assert "revision HEAD has no generated/accountability_api/v1/openapi.json" in completed.stderr


def removed(pointer: str) -> dict[str, Any]:
    return {"path": pointer, "kind": "removed", "impact": "patch", "verdicts": [], "base": place(pointer)}


def place(pointer: str) -> dict[str, Any]:
    return {"pointer": pointer, "line": 1}


def test_a_removed_class_is_a_breaking_change() -> None:
    (reported,) = change.read([removed("#/components/schemas/Sheet")], contract(), contract())
    assert (reported.verdict, reported.rule) == ("breaking", "python-class-removed")


def test_a_removed_derived_schema_is_an_annotation() -> None:
    old = contract()
    old["components"]["schemas"]["Sheet"]["x-derived-from"] = "Other"
    (reported,) = change.read([removed("#/components/schemas/Sheet")], old, contract())
    assert (reported.verdict, reported.rule) == ("annotation", "")


def test_a_new_inferred_status_is_an_annotation() -> None:
    pointer = "#/components/schemas/Job/properties/no"
    difference = {"path": pointer, "property": "x-status", "kind": "modified", "impact": "patch", "verdicts": []}
    sides = {"base": place(pointer), "revision": {**place(pointer), "value": "inferred"}}
    (reported,) = change.read([difference | sides], contract(), contract())
    assert (reported.verdict, reported.description) == ("annotation", "`x-status` changed from nothing to 'inferred'.")


@pytest.mark.parametrize(("added", "verdict"), [("x-own", "annotation"), ("x-open-enum/0", "addition")])
def test_an_added_extension_is_an_annotation_unless_it_adds_an_enum_value(added: str, verdict: str) -> None:
    pointer = f"#/components/schemas/Job/properties/no/{added}"
    difference = {"path": pointer, "kind": "added", "impact": "minor", "verdicts": [], "revision": place(pointer)}
    assert [reported.verdict for reported in change.read([difference], contract(), contract())] == [verdict]


def test_another_order_of_xml_elements_is_a_breaking_change() -> None:
    new = contract()
    schema = new["components"]["schemas"]["ClientXml"]
    schema["properties"] = dict(reversed(schema["properties"].items()))
    (reported,) = change.read([], contract(), new)
    assert (reported.verdict, reported.rule, reported.where) == ("breaking", "xml-order-changed", "ClientXml")


def test_an_added_xml_element_does_not_change_the_order() -> None:
    new = contract()
    schema = new["components"]["schemas"]["ClientXml"]
    schema["properties"] = {"first": {"type": "string"}, **schema["properties"]}
    assert change.read([], contract(), new) == []


def test_another_version_number_is_not_a_change() -> None:
    difference = {"path": "#/info", "property": "version", "kind": "modified", "impact": "patch", "verdicts": []}
    assert change.read([{**difference, "base": place("#/info/version")}], contract(), contract()) == []


def test_a_change_of_an_operation_inferred_in_the_older_contract_is_a_correction() -> None:
    old, new = contract(), contract()
    difference = {
        **removed("#/paths/~1jobs/get/parameters/0"),
        "impact": "major",
        "verdicts": [{"ruleId": "r", "message": ""}],
    }
    new["paths"]["/jobs"]["get"]["x-status"] = "documented"
    assert [reported.verdict for reported in change.read([difference], old, new)] == ["correction"]
    assert [reported.verdict for reported in change.read([difference], new, old)] == ["breaking"]


def test_a_change_of_a_schema_shared_with_a_documented_operation_is_breaking() -> None:
    difference = {
        **removed("#/components/schemas/Job"),
        "impact": "major",
        "verdicts": [{"ruleId": "r", "message": ""}],
    }
    shared = contract()
    properties_of(shared, "Client")["job"] = {"$ref": "#/components/schemas/Job"}
    assert [reported.verdict for reported in change.read([difference], contract(), contract())] == ["correction"]
    assert [reported.verdict for reported in change.read([difference], shared, shared)] == ["breaking"]


@pytest.mark.xdist_group("redocly")
def test_only_a_changed_python_name_is_a_breaking_change(redocly: None, old: Path, tmp_path: Path) -> None:
    new = contract()
    new["paths"]["/jobs"]["get"]["x-python-name"] = "list"
    before = contract()
    for document in (before, new):
        document["paths"]["/jobs"]["get"]["x-python"] = {"path": "jobs.list"}
    old = write(tmp_path / "before.json", before)
    assert diff(old, write(tmp_path / "new.json", new)).returncode == 0
    new["paths"]["/jobs"]["get"]["x-python"] = {"path": "jobs.every"}
    new["paths"]["/jobs"]["get"]["x-python-name"] = "every"
    assert diff(old, write(tmp_path / "new.json", new)).returncode == 1


@pytest.mark.xdist_group("redocly")
def test_a_new_operation_with_a_required_parameter_is_an_addition(redocly: None, old: Path, tmp_path: Path) -> None:
    new = contract()
    required = {"name": "year", "in": "query", "required": True, "schema": {"type": "integer"}}
    new["paths"]["/holidays"] = {"get": {"operationId": "Holidays_List", "parameters": [required], "responses": {}}}
    completed = diff(old, write(tmp_path / "new.json", new))
    assert (completed.returncode, "addition" in completed.stdout) == (0, True)


VENDOR = """\
openapi: 3.0.1
info: {title: T, version: "1"}
paths:
  /things:
    get:
      responses:
        "200":
          description: Things.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
components:
  schemas:
    Thing: {type: object, properties: {day: {type: string}, count: {type: number}}}
"""


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize(
    ("before", "after"),
    [("day: {type: string}", "day: {type: string, format: date}"), ("count: {type: number}", "count: {type: integer}")],
)
def test_a_narrower_type_in_a_vendor_document_is_a_breaking_change(
    redocly: None, tmp_path: Path, before: str, after: str
) -> None:
    assert before in VENDOR
    (tmp_path / "old.yaml").write_text(VENDOR)
    (tmp_path / "new.yaml").write_text(VENDOR.replace(before, after))
    completed = diff(tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert (completed.returncode, "breaking" in completed.stdout) == (1, True), completed.stdout + completed.stderr
