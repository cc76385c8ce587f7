"""`scripts/adopt` takes corrections and probes too, and says no more of them than they are."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline import planted

from adoption.adopt import adopt
from adoption.command import read_any
from adoption.comparison import compare
from adoption.document import Unreadable
from adoption.edit import Edit
from adoption.report import table
from pipeline.transform.build import Built, build

ROOT = Path(__file__).resolve().parents[2]
JOBS = ROOT / "openapi" / "resources" / "jobs.yaml"
CORRECTIONS = """\
["v2.Jobs_GetJob"]
path = "/v2/job/{jobId}"
members = { jobNo = "JobNumber" }

["v2.Jobs_ListJobs"]
parameters = { pageSize = "per_page" }
members = { jobNo = "JobNumber" }
envelope = { items = "data", totalCount = "total" }
headers = { X-Key = "not-to-be-seen" }

["v1.Jobs_GetJob"]
path = "/v1/job/{jobId}"
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our contract as if nothing of v1 and v2 had been adopted yet: all of it is inferred, but the token."""
    made = tmp_path_factory.mktemp("project").resolve()
    for folder in ("openapi", "overlays"):
        shutil.copytree(ROOT / folder, made / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    known = re.compile(r"^( +x-status: )(\{v1: \w+, v2: \w+\}|documented|verified)$", re.MULTILINE)
    for file in (made / "openapi" / "common.yaml", *(made / "openapi" / "resources").glob("*.yaml")):
        if file.name != "token.yaml":
            file.write_text(known.sub(r"\1inferred", file.read_text()))
    return made


@pytest.fixture(scope="module")
def ours(root: Path) -> Built:
    return build(root / "openapi" / "v2.yaml", root / "overlays" / "v2.overlay.yaml")


def taken(file: Path, text: str, ours: Built) -> tuple[Edit, dict[str, str]]:
    """The edit, and the files that it would write."""
    file.write_text(text)
    theirs = read_any(file, ours)
    root = ours.origins.place(("paths",)).file.parents[1]
    edit, files = adopt(root, "v2", theirs, f"{file.name}, 2026-11-25")
    return edit, {one.relative_to(root).as_posix(): content.decode() for one, content in files.items()}


def test_corrections_become_part_of_the_contract_and_stay_inferred(tmp_path: Path, ours: Built) -> None:
    edit, files = taken(tmp_path / "corrections.toml", CORRECTIONS, ours)
    assert not edit.left
    jobs = files["openapi/resources/jobs.yaml"]
    assert "        JobNumber:\n" in jobs
    assert "x-python-name: job_no" in jobs
    assert "- name: per_page" in jobs
    assert "JobEnvelope" in jobs
    assert '/v2/job/{jobId}: {$ref: "resources/jobs.yaml#/paths/job"}' in files["openapi/v2.yaml"]
    before = planted.operation(ours.document, "Jobs_GetJob")["x-source"]
    assert f"corrections.toml, 2026-11-25; before: {before}" in " ".join(jobs.split())
    assert "documented" not in jobs
    assert "not-to-be-seen" not in "".join(files.values())
    assert any("headers are not taken in" in note for note in edit.theirs.notes)
    assert any(note.startswith("v1.Jobs_GetJob is about v1") for note in edit.theirs.notes)


def test_corrections_of_an_unknown_name_are_refused_with_the_near_ones(tmp_path: Path, ours: Built) -> None:
    with pytest.raises(Unreadable, match=r"line 2.*jobNo"):
        taken(tmp_path / "corrections.toml", '\n["v2.Jobs_GetJob"]\nmembers = { jobNmo = "No" }\n', ours)


def probed(**operations: Any) -> str:
    nothing: dict[str, Any] = {"found": None, "envelope": None, "reason": None, "status": 200}
    nothing |= {"seen": {}, "unseen": [], "unknown": {}, "missing": [], "types": {}, "renamed": {}}
    told = [{"key": f"v2.{key}", "method": "GET", **nothing, **one} for key, one in operations.items()]
    return json.dumps({"format": "accountability-probe/1", "made": "2026-11-24T09:00:00Z", "operations": told})


def status(files: dict[str, str], name: str, key: str) -> str:
    lines = files[f"openapi/resources/{name}.yaml"].partition(f"operationId: {key}\n")[2].splitlines()
    return next(line.strip() for line in lines if "x-status" in line)


def test_what_a_probe_saw_as_it_stands_is_verified_and_what_it_did_not_see_is_not(tmp_path: Path, ours: Built) -> None:
    text = probed(
        Offices_ListOffices={"outcome": "exists"},
        Offices_GetOffice={"outcome": "empty"},
        Jobs_ListJobs={"outcome": "absent", "status": 404},
        Departments_ListDepartments={"outcome": "differs", "renamed": {"departmentName": "Name"}},
    )
    edit, files = taken(tmp_path / "probe.json", text, ours)
    assert list(files) == ["openapi/resources/offices.yaml"]
    assert status(files, "offices", "Offices_ListOffices") == "x-status: {v1: inferred, v2: verified}"
    assert status(files, "offices", "Offices_GetOffice") == "x-status: inferred"
    assert edit.theirs.date == "2026-11-24"
    told = " | ".join(edit.theirs.notes)
    assert "v2.Jobs_ListJobs: absent (404); it stays as it was known" in told
    assert "v2.Departments_ListDepartments: departmentName may be Name" in told


def test_what_a_probe_saw_otherwise_is_taken_in(tmp_path: Path, ours: Built) -> None:
    seen = {
        "outcome": "differs",
        "found": "/v2/office",
        "envelope": "array",
        "unknown": {"timeZone": "string"},
        "types": {"officeCode": {"expected": "string", "seen": "integer"}},
        "missing": ["id"],
    }
    edit, files = taken(tmp_path / "probe.json", probed(Offices_ListOffices=seen), ours)
    assert not edit.left
    offices = files["openapi/resources/offices.yaml"]
    assert "        timeZone:\n" in offices
    assert 'officeCode:\n          type: [integer, "null"]' in offices
    assert "required: [id]" not in offices
    assert "JobEnvelope" not in offices
    assert "/v2/office: " in files["openapi/v2.yaml"]
    assert status(files, "offices", "Offices_ListOffices") == "x-status: {v1: inferred, v2: verified}"


def test_a_probe_says_nothing_of_operations_that_it_did_not_ask(tmp_path: Path, ours: Built) -> None:
    file = tmp_path / "probe.json"
    file.write_text(probed(Offices_ListOffices={"outcome": "exists"}))
    assert compare(ours, read_any(file, ours)).agrees


def test_a_probe_of_another_format_is_refused(tmp_path: Path, ours: Built) -> None:
    file = tmp_path / "probe.json"
    file.write_text(json.dumps({"format": "accountability-probe/9"}))
    with pytest.raises(Unreadable, match="accountability-probe/1 is read here"):
        read_any(file, ours)


def test_the_table_of_corrections_names_the_file_and_no_pointer_into_it(tmp_path: Path, ours: Built) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(CORRECTIONS)
    theirs = read_any(file, ours)
    shown = table("v2", theirs, compare(ours, theirs), ours.origins, ROOT)
    assert "Job.jobNo: it is called JobNumber there, jobNo here" in shown
    assert "| there corrections.toml | in Jobs_" in shown
    assert "#/components" not in shown
