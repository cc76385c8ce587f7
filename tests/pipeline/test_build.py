"""The build reports all problems of a contract on one screen, each with its file and line."""

from pathlib import Path
from typing import Any

import pytest

from pipeline import command
from pipeline.source.problem import errors, report
from pipeline.source.read import Sources
from pipeline.transform.build import build, render

from .conftest import copy_to_project

JOBS = "resources/jobs.yaml"
ROOT = Path(__file__).parents[2]


BREAKS = {
    "bad YAML": (JOBS, "x-create-only: [jobNo]", "x-create-only: [jobNo", "the file is not YAML"),
    "a $ref without a target": (JOBS, "#/components/schemas/Line", "#/components/schemas/Lines", "has no target"),
    "a repeated operationId": (JOBS, "Jobs_GetJob", "Jobs_CreateJob", "the operationId Jobs_CreateJob is repeated"),
    "a missing status": (JOBS, "      x-status: inferred\n", "", "Jobs_CreateJob has no x-status"),
    "an overlay target that matches nothing": (
        "v1.overlay.yaml",
        "target: $.components",
        "target: $.component",
        "the target $.component matches nothing",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "message"), BREAKS.values(), ids=BREAKS)
def test_the_problems_of_a_broken_contract_are_reported_on_one_screen(
    contract: Any, file: str, old: str, new: str, message: str
) -> None:
    contract.edit(file, old, new)
    built = contract.build("v1", overlay="v1.overlay.yaml")
    output = report(built.problems, contract.folder)
    assert not built.sound
    first = output.splitlines()[0]
    assert first.startswith(f"{file}:")
    assert first.split(":")[1].isdecimal()
    assert message in first
    assert len(output.splitlines()) <= 24


@pytest.mark.parametrize(("file", "old", "new", "message"), BREAKS.values(), ids=BREAKS)
def test_the_command_stops_at_a_broken_contract_and_writes_nothing(
    contract: Any, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, message: str
) -> None:
    line = contract.edit(file, old, new)
    root = copy_to_project(contract)
    (root / "generated").mkdir()
    (root / "generated" / "old.py").write_text("old = 1\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert command.write(root) == 1
    output = capsys.readouterr().out
    assert message in output
    name = f"overlays/{file}" if "overlay" in file else f"openapi/{file}"
    assert any(row.startswith(f"{name}:") and abs(int(row.split(":")[1]) - line) <= 5 for row in output.splitlines())
    assert len(output.splitlines()) <= 24
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_the_built_document_is_json_in_the_order_of_the_source(contract: Any) -> None:
    text = render(contract.build().document).decode()
    assert text.startswith('{\n  "openapi": "3.1.0",\n  "info": {\n')
    assert text.endswith("}\n")
    assert '"multipleOf": 0.01' in text
    assert '"maximum": 1000000000000' in text


def test_two_builds_return_the_same_bytes(contract: Any) -> None:
    assert render(contract.build().document) == render(contract.build().document)


@pytest.mark.parametrize("api", ["v1", "v2", "legacy"])
def test_the_contract_of_this_project_is_built_without_an_error(api: str) -> None:
    built = build(ROOT / "openapi" / f"{api}.yaml", ROOT / "overlays" / f"{api}.overlay.yaml", Sources())
    assert report(errors(built.problems), ROOT) == ""
    assert not built.foreign
