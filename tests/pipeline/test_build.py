"""Whatever is wrong with the contract is one screen of text that names file and line."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build, render
from pipeline.problem import report
from pipeline.source import Sources

JOBS = "resources/jobs.yaml"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (JOBS, "x-create-only: [jobNo]", "x-create-only: [jobNo", "the file is not YAML"),
        (JOBS, "#/components/schemas/Line", "#/components/schemas/Lines", "leads nowhere"),
        (JOBS, "Jobs_GetJob", "Jobs_CreateJob", "the operationId Jobs_CreateJob stands twice"),
        (JOBS, "      x-status: inferred\n", "", "Jobs_CreateJob has no x-status"),
        ("v1.overlay.yaml", "target: $.components", "target: $.component", "the target $.component matches nothing"),
    ],
    ids=["bad YAML", "a dangling $ref", "a duplicate operationId", "a status missing", "an overlay that misses"],
)
def test_a_broken_contract_is_told_on_one_screen(contract: Any, file: str, old: str, new: str, message: str) -> None:
    contract.edit(file, old, new)
    built = contract.build("v1", overlay="v1.overlay.yaml")
    told = report(built.problems, contract.folder)
    assert not built.sound
    first = told.splitlines()[0]
    assert first.startswith(f"{file}:")
    assert first.split(":")[1].isdecimal()
    assert message in first
    assert len(told.splitlines()) <= 24


def test_the_built_document_is_json_in_the_order_of_the_source(contract: Any) -> None:
    text = render(contract.build().document).decode()
    assert text.startswith('{\n  "openapi": "3.1.0",\n  "info": {\n')
    assert text.endswith("}\n")
    assert '"multipleOf": 0.01' in text
    assert '"maximum": 1000000000000' in text


def test_building_twice_gives_the_same_bytes(contract: Any) -> None:
    assert render(contract.build().document) == render(contract.build().document)


@pytest.mark.parametrize("api", ["v1", "v2", "legacy"])
def test_our_own_contract_keeps_the_house_rules(api: str) -> None:
    built = build(ROOT / "openapi" / f"{api}.yaml", ROOT / "overlays" / f"{api}.overlay.yaml", Sources())
    assert report(built.problems, ROOT) == ""
    assert not built.foreign
