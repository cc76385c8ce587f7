"""Adopt documents in the style of Swashbuckle and NSwag, regenerate, call, adopt the next version, compare."""

import json
from pathlib import Path
from typing import Any

import pytest

from adoption.overlay import Overlay
from pipeline.source.read import read
from versioning.comparison import compare

from .conftest import DOCUMENTS, Project, copy_project

pytestmark = [pytest.mark.rehearsal, pytest.mark.xdist_group("adopted tree")]
CONTRACT_TESTS = (
    "tests/client/test_guard.py",
    "tests/client/test_map.py",
    "tests/client/test_package.py",
    "tests/client/test_spec.py",
    "tests/contract/test_facts.py",
    "tests/sandbox/test_other_contract.py",
)
"""Tests that hold for any contract, since they read what they expect from it."""
OLD_CALLER = """
import json, sys, warnings
import httpx
from accountability import Accountability, ApiToken, UnverifiedOperationError

calls = []
ROWS = json.loads(sys.argv[1])

def respond(request):
    calls.append(f"{request.method} {request.url.raw_path.decode()} {request.content.decode()}".strip())
    return httpx.Response(200, json=ROWS[f"{request.method} {request.url.path}"])

warnings.simplefilter("ignore")
api = Accountability(ApiToken("token"), http_client=httpx.Client(transport=httpx.MockTransport(respond)), strict=True)
"""
SWASHBUCKLE = """
print([job.job_no for job in api.v2.jobs.list(job_no="NWB0001", page_size=2)])
print(api.v2.jobs.get(1).description, api.v2.offices.list().first().office_code)
print(api.v2.jobs.create(client_id=3, description="Film").id)
for write in (lambda: api.v2.estimates.approve(1), lambda: api.v2.jobs.update(1, description="B")):
    try:
        write()
    except UnverifiedOperationError as error:
        print("not sent")
print(*calls, sep="\\n")
"""
JOB = {"id": 1, "jobNumber": "NWB0001", "description": "Film", "active": True}
PAGE = {"data": [JOB], "pageNumber": 1, "pageSize": 2, "totalPages": 1, "totalRecords": 1}
OFFICES = {**PAGE, "data": [{"id": 1, "officeCode": "NYC"}]}
ROWS = {"GET /api/v2/Jobs": PAGE, "GET /api/v2/Jobs/1": JOB, "POST /api/v2/Jobs": JOB, "GET /api/v2/Offices": OFFICES}


@pytest.fixture(scope="module")
def swashbuckle(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Copy the project and adopt the first document in the style of Swashbuckle."""
    project = copy_project(tmp_path_factory.mktemp("swashbuckle") / "project")
    assert project.adopt(DOCUMENTS / "swashbuckle-1.json") == 0
    project.regenerate()
    return project


def built_operations(project: Project) -> dict[str, Any]:
    """Return the operations of the built v2 document by operationId."""
    document = json.loads((project.root / "generated/accountability_api/v2/openapi.json").read_text())
    return {operation["operationId"]: operation for item in document["paths"].values() for operation in item.values()}


def test_the_document_is_stored_unchanged(swashbuckle: Project) -> None:
    stored = swashbuckle.root / "openapi" / "vendor" / "v2.json"
    assert stored.read_bytes() == (DOCUMENTS / "swashbuckle-1.json").read_bytes()
    vendor = read(swashbuckle.overlay).value["x-vendor"]
    assert (vendor["name"], vendor["received"], len(vendor["sha256"])) == ("swashbuckle-1.json", "2026-11-25", 64)


def test_old_callers_send_the_requests_of_the_document_and_unconfirmed_writes_are_not_sent(
    swashbuckle: Project,
) -> None:
    lines = swashbuckle.python("-c", OLD_CALLER + SWASHBUCKLE, json.dumps(ROWS)).splitlines()
    assert lines == [
        "['NWB0001']",
        "Film NYC",
        "1",
        "not sent",
        "not sent",
        "GET /api/v2/Jobs?JobNumber=NWB0001&PageSize=2&PageNumber=1",
        "GET /api/v2/Jobs/1",
        "GET /api/v2/Offices?PageNumber=1",
        'POST /api/v2/Jobs {"clientId":3,"description":"Film"}',
    ]


def test_operations_of_the_document_are_documented_and_the_rest_stays_inferred(swashbuckle: Project) -> None:
    operations = built_operations(swashbuckle)
    status = {key: operations[key]["x-status"] for key in ("Jobs_GetJob", "Holidays_GetHolidays", "Clients_GetClient")}
    assert status == {
        "Jobs_GetJob": "documented",
        "Holidays_GetHolidays": "documented",
        "Clients_GetClient": "inferred",
    }
    assert operations["Jobs_GetJob"]["x-source"] == "swashbuckle-1.json, 2026-11-25"
    assert operations["Jobs_GetJob"]["summary"]


def test_facts_of_the_document_override_inferred_ones(swashbuckle: Project) -> None:
    operations = built_operations(swashbuckle)
    assert {"403", "500"} <= set(operations["PurchaseOrders_CancelPurchaseOrder"]["responses"])
    assert operations["Jobs_ListJobs"]["x-paging"] == {
        "items": "data",
        "page": "pageNumber",
        "pageSize": "pageSize",
        "totalCount": "totalRecords",
        "parameter": "PageNumber",
        "sizeParameter": "PageSize",
    }
    status = "from accountability_api.models.job_status import JobStatus; print(JobStatus.VALUE_2 == 2)"
    assert swashbuckle.python("-c", status) == "True\n"


def test_the_tests_that_hold_for_any_contract_pass(swashbuckle: Project) -> None:
    output = swashbuckle.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *CONTRACT_TESTS)
    assert " passed" in output


def conform(project: Project, *patterns: str) -> str:
    """Test operations of v2 against the sandbox of an adopted package, and return the report."""
    words = [word for pattern in patterns for word in ("--operation", f"v2.{pattern}")]
    report = str(project.root / "report")
    return project.python(
        *("-m", "accountability", "conform", "--embedded", "--api", "v2", "--max-examples", "1", "--seed", "1"),
        *("--report", report, *words),
    )


def test_the_sandbox_serves_the_operations_of_both_and_conforms(swashbuckle: Project) -> None:
    output = conform(swashbuckle, "Jobs_*", "Offices_*", "Holidays_*", "TimeEntries_*", "PurchaseOrders_*")
    assert "Passed: no deviation from the contract" in output
    assert "not exercised" in output  # what the vendor's document has no example for


def test_the_next_version_keeps_python_names_and_edits_and_reports_breaking_changes(
    swashbuckle: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.json"
    old.write_bytes((swashbuckle.root / "generated/accountability_api/v2/openapi.json").read_bytes())
    text = swashbuckle.overlay.read_text()
    swashbuckle.overlay.write_text(text.replace("x-python-name: office_name", "x-python-name: office_title"))
    assert swashbuckle.overlay.read_text() != text
    assert swashbuckle.adopt(DOCUMENTS / "swashbuckle-2.json") == 0
    output = capsys.readouterr().out
    swashbuckle.regenerate()

    assert "1 edited actions of the overlay, kept:" in output
    assert "property Job.date_opened: date-time becomes date" not in output
    assert "Offices_GetOffice" in output.partition("no longer describes")[2].partition("lacks")[0]
    assert "x-python-name: office_title" in swashbuckle.overlay.read_text()
    rows = {"GET /api/v2/Jobs": {**PAGE, "data": [{"id": 1, "number": "NWB0001"}]}}
    caller = OLD_CALLER + "print([job.job_no for job in api.v2.jobs.list(job_no='NWB0001')])\nprint(*calls)"
    assert swashbuckle.python("-c", caller, json.dumps(rows)).splitlines() == [
        "['NWB0001']",
        "GET /api/v2/Jobs?Number=NWB0001&PageNumber=1",
    ]
    assert built_operations(swashbuckle)["Offices_GetOffice"]["x-status"] == "inferred"

    new = swashbuckle.root / "generated/accountability_api/v2/openapi.json"
    changes = compare(swashbuckle.root, str(old), str(new), "v2").changes
    breaking = {operation for entry in changes if entry.verdict == "breaking" for operation in entry.operations}
    assert {"Offices_GetOffice", "Holidays_GetHolidays"} <= breaking


def test_adopting_two_versions_of_an_nswag_document_keeps_the_python_names(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    assert project.adopt(DOCUMENTS / "nswag-1.json") == 0
    assert project.adopt(DOCUMENTS / "nswag-2.json") == 0
    project.regenerate()
    entry = {"Id": 1, "EmployeeId": 7, "JobId": 2, "Date": "2025-01-15T00:00:00Z", "Hours": 1.5, "Kind": 1}
    rows = {
        "GET /v2/time-entries": {"Results": [entry], "Page": 1, "PerPage": 50, "Total": 1},
        "GET /v2/timeentries/1": entry,
        "GET /v2/departments": [{"Id": 1, "DepartmentCode": "CRE"}],
    }
    caller = """
print([(record.employee_id, record.job_id) for record in api.v2.time_entries.list(employee_id=7, page_size=50)])
print(api.v2.time_entries.get(1).job_id, [record.department_code for record in api.v2.departments.list()])
print(*calls, sep="\\n")
"""
    assert project.python("-c", OLD_CALLER + caller, json.dumps(rows)).splitlines() == [
        "[(7, 2)]",
        "2 ['CRE']",
        "GET /v2/time-entries?employeeId=7&per_page=50&page=1",
        "GET /v2/timeentries/1",
        "GET /v2/departments",
    ]
    assert "Passed: no deviation from the contract" in conform(project, "TimeEntries_*", "Departments_*")
    assert project.adopt(DOCUMENTS / "nswag-2.json") == 0


def test_a_confirmed_write_is_sent_and_stays_confirmed(project: Project) -> None:
    document = DOCUMENTS / "swashbuckle-1.json"
    assert project.adopt(document) == 0
    value = read(project.overlay).value
    archive = [action for action in value["x-proposed"] if "archive" in action["target"]]
    overlay = Overlay.of(value)
    overlay.actions += [action for action in overlay.proposed if "archive" in action.target]
    project.overlay.write_bytes(overlay.render("Edited", "v2.json"))
    assert archive
    assert project.adopt(document) == 0
    project.regenerate()
    assert built_operations(project)["Estimates_ApproveEstimate"]["x-status"] == "documented"
    assert "Estimates_ApproveEstimate" not in str(read(project.overlay).value["x-proposed"])
