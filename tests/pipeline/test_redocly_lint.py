"""The redocly linter reports no error in the built documents with the rules of `.redocly.yaml`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.own_description import SOURCES

from versioning import tool

ROOT = Path(__file__).resolve().parents[2]


def lint(folder: Path, document: str) -> list[dict[str, Any]]:
    command = [*tool.command(), "lint", document, "--config", ".redocly.yaml", "--format", "json"]
    completed = subprocess.run(command, cwd=folder, env=os.environ | tool.QUIET, capture_output=True, check=False)
    problems: list[dict[str, Any]] = json.loads(completed.stdout)["problems"]
    return [problem for problem in problems if problem["severity"] == "error"]


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize("api", ["v1", "v2", "legacy"])
def test_redocly_reports_no_error_in_a_built_document(redocly: None, api: str) -> None:
    assert lint(SOURCES, api) == []


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize(
    ("rule", "pointer"),
    [
        ("operation-description", ("get", "description")),
        ("operation-singular-tag", ("get", "tags")),
        ("parameter-description", ("get", "parameters", 0, "description")),
        ("tag-description", ("tag", "description")),
    ],
)
def test_redocly_checks_the_rules_that_the_house_rules_omit(
    redocly: None, tmp_path: Path, rule: str, pointer: tuple[Any, ...]
) -> None:
    shutil.copy2(ROOT / ".redocly.yaml", tmp_path)
    document = json.loads((SOURCES / "generated/accountability_api/v2/openapi.json").read_text())
    first, *inner, last = pointer
    part = document["tags"][0] if first == "tag" else document["paths"]["/v2/jobs"][first]
    for key in inner:
        part = part[key]
    part[last] = ["Jobs", "Clients"] if last == "tags" else ""
    (tmp_path / "broken.json").write_text(json.dumps(document))
    assert rule in {problem["ruleId"] for problem in lint(tmp_path, "broken.json")}
