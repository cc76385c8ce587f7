"""A linter of another hand finds no error in the built contracts, but what a documented fact forces."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from versioning import tool
from versioning.side import APIS, BUILT

ROOT = Path(__file__).resolve().parents[2]
FORCED = {"legacy": [("no-path-trailing-slash", "#/paths/~1Job~1Export~1")]}
"""The help page of the job export shows its address with a slash at the end."""


@pytest.mark.xdist_group("redocly")
@pytest.mark.parametrize("api", APIS)
def test_redocly_finds_no_error_but_the_trailing_slash_of_a_help_page(redocly: None, tmp_path: Path, api: str) -> None:
    (tmp_path / "contract.json").write_bytes((ROOT / BUILT.format(api=api)).read_bytes())
    command = [*tool.command(), "lint", "contract.json", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | tool.QUIET, capture_output=True, check=False)
    found = json.loads(done.stdout)["problems"]
    errors = [(one["ruleId"], one["location"][0]["pointer"]) for one in found if one["severity"] == "error"]
    assert errors == FORCED.get(api, [])
