"""`scripts/contract-diff`: what it calls a change, and what it says where it cannot compare."""

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

from .small_contract import PLANTED, Document, contract, members

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "scripts/contract-diff"


def diff(*arguments: str | Path, script: Path = ROOT / SCRIPT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def planted(*plants: Callable[[Document], None], version: str = "1.2.3") -> Document:
    document = contract(version)
    for plant in plants:
        plant(document)
    return document


def write(path: Path, document: Document) -> Path:
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.json", contract())


def change_lines(text: str) -> list[str]:
    """The lines of changes in a report, without the number of the line that each stands in."""
    return [line.strip().rpartition(", line ")[0] for line in text.splitlines() if line.startswith("  ")]


@pytest.fixture(scope="module")
def report(redocly: None, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """One comparison with every change planted."""
    folder = tmp_path_factory.mktemp("diff")
    old, new = write(folder / "old.json", contract()), write(folder / "new.json", planted(*PLANTED))
    return diff(old, new)


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_change_is_found_where_it_is_and_called_what_it_is(
    report: subprocess.CompletedProcess[str], plant: Callable[[Document], None]
) -> None:
    assert set(PLANTED[plant]) <= set(change_lines(report.stdout))


@pytest.mark.xdist_group("redocly")
def test_nothing_else_is_reported_and_the_worst_comes_first(report: subprocess.CompletedProcess[str]) -> None:
    lines = change_lines(report.stdout)
    assert sorted(lines) == sorted(line for expected in PLANTED.values() for line in expected)
    assert [line.split()[0] for line in lines] == (
        ["breaking"] * 8 + ["correction"] * 3 + ["addition"] * 3 + ["annotation"] * 2
    )
    assert report.returncode == 1


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize(("kind", "code"), [("correction", 1), ("addition", 0), ("annotation", 0)])
def test_the_exit_code_is_1_if_a_change_breaks_a_caller(
    redocly: None, old: Path, tmp_path: Path, kind: str, code: int
) -> None:
    plants = [plant for plant, lines in PLANTED.items() if lines[0].startswith(kind)]
    assert diff(old, write(tmp_path / "new.json", planted(*plants))).returncode == code


@pytest.mark.xdist_group("redocly")
def test_the_text_of_a_pull_request_has_a_table_and_lines_for_the_change_log(
    redocly: None, old: Path, tmp_path: Path
) -> None:
    plants = [plant for plant, lines in PLANTED.items() if "Tasks" in lines[0] or "POST /jobs" in lines[0]]
    done = diff(old, write(tmp_path / "new.json", planted(*plants)), "--format", "markdown", "--api", "v2")
    assert (
        done.stdout
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
def test_what_redocly_cannot_read_is_reported_in_its_own_words(redocly: None, old: Path, tmp_path: Path) -> None:
    done = diff(old, write(tmp_path / "new.json", {"openapi": "9.9.9", "info": {"version": "1.0.0"}}))
    assert done.returncode == 2
    assert "failed with code" in done.stderr
    assert "9.9.9" in done.stderr


def test_equal_contracts_need_no_node(old: Path) -> None:
    done = diff(old, old, PATH="")
    assert (done.returncode, done.stdout) == (0, f"the API: {old} to {old}: no changes.\n")


def test_without_node_it_says_so_and_ends_with_2(old: Path, tmp_path: Path) -> None:
    done = diff(old, write(tmp_path / "new.json", planted(*PLANTED)), PATH="", REDOCLY="")
    assert done.returncode == 2
    assert "Node.js is required" in done.stderr
    assert "REDOCLY" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-revision"], "no-such-revision is neither a file nor a git revision here"),
        (["--api", "v3"], "invalid choice: 'v3'"),
        (["OLD.json"], "OLD.json holds one API: say with --api which to compare it with"),
        (["HEAD", "OLD.json", "--api", "v1", "--api", "v2"], "OLD.json holds one API"),
        (["OLD.json", "TEXT"], "is not JSON"),
        (["OLD.json", "OTHER.json"], "is not an OpenAPI document"),
    ],
)
def test_what_cannot_be_compared_is_reported_and_ends_with_2(
    old: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "TEXT").write_text("openapi: 3.1.0\n")
    write(tmp_path / "OTHER.json", {"swagger": "2.0"})
    old.rename(tmp_path / "OLD.json")
    files = {file.name: str(file) for file in tmp_path.iterdir()}
    done = diff(*(files.get(argument, argument) for argument in arguments))
    assert done.returncode == 2
    for name, path in files.items():
        said = said.replace(name, path)
    assert said in done.stderr


def stand_in(folder: Path, answer: str) -> Path:
    """A program in redocly's place, which keeps how it was called and prints an answer."""
    program = folder / "redocly"
    program.write_text(f'#!/bin/sh\necho "$@" $REDOCLY_TELEMETRY, $(ls) >"{folder}/called"\ncat <<END\n{answer}\nEND\n')
    program.chmod(0o755)
    return program


def test_redocly_is_called_in_a_folder_of_its_own_with_its_telemetry_off(old: Path, tmp_path: Path) -> None:
    program = stand_in(tmp_path, '{"changes": []}')
    done = diff(old, write(tmp_path / "new.json", planted(*PLANTED)), REDOCLY=str(program))
    assert done.returncode == 0
    assert (
        tmp_path / "called"
    ).read_text() == "diff old.json new.json --format json --fail-on none off, new.json old.json\n"


def test_an_answer_that_cannot_be_read_ends_with_2(old: Path, tmp_path: Path) -> None:
    program = stand_in(tmp_path, "out of memory")
    done = diff(old, write(tmp_path / "new.json", planted(*PLANTED)), REDOCLY=str(program))
    assert done.returncode == 2
    assert "out of memory" in done.stderr


def test_a_program_that_is_not_there_is_named(old: Path, tmp_path: Path) -> None:
    done = diff(old, write(tmp_path / "new.json", planted(*PLANTED)), REDOCLY="/no/redocly")
    assert (done.returncode, "REDOCLY names /no/redocly" in done.stderr) == (2, True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the script and a history of v2: released as v0.1.0, then changed, then changed in the tree."""
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
def test_each_side_is_the_built_contract_of_its_time(project: Path, arguments: list[str], labels: list[str]) -> None:
    program = stand_in(project.parent, '{"changes": []}')
    done = diff(*arguments, "--api", "v2", "--format", "json", script=project / SCRIPT, REDOCLY=str(program))
    (found,) = json.loads(done.stdout)
    assert [found["old"], found["new"]] == labels


def test_before_the_first_release_the_main_branch_is_the_older_side(project: Path) -> None:
    git(project, "tag", "--delete", "v0.1.0")
    program = stand_in(project.parent, '{"changes": []}')
    done = diff("--api", "v2", script=project / SCRIPT, REDOCLY=str(program))
    assert done.stdout == "v2: main to work tree: no changes.\n"


def test_a_revision_without_the_contract_is_named(project: Path) -> None:
    done = diff("HEAD", "--api", "v1", script=project / SCRIPT)
    assert done.returncode == 2
    assert "revision HEAD has no generated/accountability_api/v1/openapi.json" in done.stderr


def removed(pointer: str) -> dict[str, Any]:
    return {"path": pointer, "kind": "removed", "impact": "patch", "verdicts": [], "base": place(pointer)}


def place(pointer: str) -> dict[str, Any]:
    return {"pointer": pointer, "line": 1}


def test_a_class_that_is_gone_breaks_callers_in_python() -> None:
    (found,) = change.read([removed("#/components/schemas/Sheet")], contract(), contract())
    assert (found.verdict, found.rule) == ("breaking", "python-class-removed")


def test_a_derived_schema_has_no_class_that_could_be_missed() -> None:
    old = contract()
    old["components"]["schemas"]["Sheet"]["x-derived-from"] = "Other"
    (found,) = change.read([removed("#/components/schemas/Sheet")], old, contract())
    assert (found.verdict, found.rule) == ("annotation", "")


def test_a_guess_that_is_called_one_breaks_nothing() -> None:
    pointer = "#/components/schemas/Job/properties/no"
    reported = {"path": pointer, "property": "x-status", "kind": "modified", "impact": "patch", "verdicts": []}
    sides = {"base": place(pointer), "revision": {**place(pointer), "value": "inferred"}}
    (found,) = change.read([reported | sides], contract(), contract())
    assert (found.verdict, found.said) == ("annotation", "`x-status` changed from nothing to 'inferred'.")


@pytest.mark.parametrize(("added", "verdict"), [("x-own", "annotation"), ("x-open-enum/0", "addition")])
def test_a_member_of_ours_adds_nothing_but_where_it_names_a_value(added: str, verdict: str) -> None:
    pointer = f"#/components/schemas/Job/properties/no/{added}"
    reported = {"path": pointer, "kind": "added", "impact": "minor", "verdicts": [], "revision": place(pointer)}
    assert [one.verdict for one in change.read([reported], contract(), contract())] == [verdict]


def test_elements_of_xml_in_another_order_break_callers() -> None:
    new = contract()
    schema = new["components"]["schemas"]["ClientXml"]
    schema["properties"] = dict(reversed(schema["properties"].items()))
    (found,) = change.read([], contract(), new)
    assert (found.verdict, found.rule, found.where) == ("breaking", "xml-order-changed", "ClientXml")


def test_an_added_element_is_no_other_order() -> None:
    new = contract()
    schema = new["components"]["schemas"]["ClientXml"]
    schema["properties"] = {"first": {"type": "string"}, **schema["properties"]}
    assert change.read([], contract(), new) == []


def test_a_new_version_number_does_not_change_the_contract() -> None:
    reported = {"path": "#/info", "property": "version", "kind": "modified", "impact": "patch", "verdicts": []}
    assert change.read([{**reported, "base": place("#/info/version")}], contract(), contract()) == []


def test_the_older_contract_decides_whether_a_change_is_a_correction() -> None:
    old, new = contract(), contract()
    reported = {
        **removed("#/paths/~1jobs/get/parameters/0"),
        "impact": "major",
        "verdicts": [{"ruleId": "r", "message": ""}],
    }
    new["paths"]["/jobs"]["get"]["x-status"] = "documented"
    assert [one.verdict for one in change.read([reported], old, new)] == ["correction"]
    assert [one.verdict for one in change.read([reported], new, old)] == ["breaking"]


def test_a_part_that_documented_and_inferred_operations_share_is_as_known_as_the_best_of_them() -> None:
    reported = {**removed("#/components/schemas/Job"), "impact": "major", "verdicts": [{"ruleId": "r", "message": ""}]}
    shared = contract()
    members(shared, "Client")["job"] = {"$ref": "#/components/schemas/Job"}
    assert [one.verdict for one in change.read([reported], contract(), contract())] == ["correction"]
    assert [one.verdict for one in change.read([reported], shared, shared)] == ["breaking"]


@pytest.mark.xdist_group("redocly")
def test_a_name_in_python_that_stays_is_not_a_change_for_callers(redocly: None, old: Path, tmp_path: Path) -> None:
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
def test_a_new_operation_breaks_no_caller_whatever_it_requires(redocly: None, old: Path, tmp_path: Path) -> None:
    new = contract()
    required = {"name": "year", "in": "query", "required": True, "schema": {"type": "integer"}}
    new["paths"]["/holidays"] = {"get": {"operationId": "Holidays_List", "parameters": [required], "responses": {}}}
    done = diff(old, write(tmp_path / "new.json", new))
    assert (done.returncode, "addition" in done.stdout) == (0, True)


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
def test_two_files_of_a_vendor_are_compared_and_a_narrower_value_is_a_change(
    redocly: None, tmp_path: Path, before: str, after: str
) -> None:
    assert before in VENDOR
    (tmp_path / "old.yaml").write_text(VENDOR)
    (tmp_path / "new.yaml").write_text(VENDOR.replace(before, after))
    done = diff(tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert (done.returncode, "breaking" in done.stdout) == (1, True), done.stdout + done.stderr
