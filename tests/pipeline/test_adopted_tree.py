"""A rehearsal: the planted document is adopted in a copy of the project, and what tells most of the suite passes there.

What is run is what reads the contract; the rest proves the same on any. To run all of it: clone, `scripts/adopt` a
document, `scripts/regenerate`, `scripts/test`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pipeline import planted

from adoption import command as adoption
from pipeline import command
from pipeline.transform.build import build

ROOT = Path(__file__).resolve().parents[2]
TELLING = (
    "tests/client/test_guard.py",
    "tests/client/test_wrong_guesses.py",
    "tests/client/test_probe.py::test_nothing_differs_on_the_sandbox",
    "tests/sandbox/test_lists.py",
    "tests/sandbox/test_rules.py",
    "tests/sandbox/test_seed.py",
    "tests/contract/test_facts.py",
    "tests/contract/test_story.py",
    "tests/packaging/test_readme.py::test_what_it_shows_prints_what_it_says",
    "tests/pipeline/test_adopt_report.py::test_every_planted_difference_is_told_and_nothing_else",
)
CHANGED = ("Clients_CreateClient", "Departments_ListDepartments", "Jobs_CloseJob", "TaskTypes_ListTaskTypes",
           "TimeEntries_UpdateTimeEntry")  # fmt: skip


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project into which the planted document was adopted."""
    made = tmp_path_factory.mktemp("adopted") / "project"
    left = shutil.ignore_patterns("__pycache__", ".*", "report", "build", "dist")
    shutil.copytree(ROOT, made, ignore=left)
    ours = build(made / "openapi" / "v2.yaml", made / "overlays" / "v2.overlay.yaml")
    document = planted.plain(ours.document)
    planted.plant(document)
    file = made.parent / "vendor.json"
    file.write_text(json.dumps(document, default=float))
    assert adoption.take_in(made, "v2", file, "2026-11-25") == 0
    assert command.write(made, lambda line: None) == 0
    return made


def run(adopted: Path, *words: str) -> str:
    """Runs Python on the copy's packages; gives what it printed."""
    path = os.pathsep.join(str(adopted / name) for name in ("overlays", "generated"))
    done = subprocess.run(
        [sys.executable, *words],
        cwd=adopted,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
    return done.stdout


@pytest.mark.rehearsal
@pytest.mark.xdist_group("adopted tree")
def test_what_tells_most_of_the_suite_passes_after_the_planted_document_was_adopted(adopted: Path) -> None:
    told = run(adopted, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *TELLING)
    assert " passed" in told
    where = "import accountability_api; print(accountability_api.__file__)"
    assert run(adopted, "-c", where).startswith(str(adopted))


@pytest.mark.rehearsal
@pytest.mark.xdist_group("adopted tree")
def test_the_sandbox_keeps_what_was_adopted(adopted: Path) -> None:
    keys = [f"v2.{key}" for key in CHANGED]
    words = ["--seed", "3", *(word for key in keys for word in ("--operation", key))]
    told = run(adopted, "-m", "accountability", "conform", *words)
    assert "every contract is kept" in told
