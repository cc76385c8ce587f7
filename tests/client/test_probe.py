"""The probe: reads show which parts of the contract a service has, and it proposes corrections for the rest."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.shipped import count_reads, example_rows, unfiltered_lists

from accountability import (
    Accountability,
    ApiToken,
    ConfigurationError,
    PasswordGrant,
    RateLimit,
    Retry,
    UnauthorizedError,
    spec,
)
from accountability.probe import Finding, Probe, plan, probe
from accountability.probe.similarity import match_names
from accountability.sandbox import RunningSandbox, sandbox

from .fake_service import API_TOKEN, BASE, LEGACY, Make, Service, response
from .other_service import OtherService

pytestmark = pytest.mark.usefixtures("all_inferred")
PATHS = {
    "/v2/jobs": "/v2/Jobs",
    "/v2/purchaseorders": "/v2/purchase-orders",
    "/v2/timeentries": "/v2/time_entries",
    "/v2/clientcontacts": "/v2/clientContacts",
    "/v2/offices": "/v2/office",
    "/v2/currencies": "/currencies",
}
MEMBERS = {
    "/v2/jobs": {"jobNo": "JobNumber", "jobDescription": "description"},
    "/v2/clients": {"clientCode": "client_code"},
    "/v2/employees": {"employeeName": "Name"},
}
ABSENT = ("/v2/receiptentries", "/v2/budgetversions", "/v2/campaigns")


@pytest.fixture(scope="module")
def running() -> Iterator[RunningSandbox]:
    with sandbox() as server:
        yield server


@pytest.fixture
def token(running: RunningSandbox) -> str:
    running.reset()
    return running.accounts[0].api_token


@pytest.fixture
def other(running: RunningSandbox) -> Iterator[OtherService]:
    with httpx.Client(base_url=running.url) as client:
        yield OtherService(client)


def client_of(service: Any, token: str, **settings: Any) -> Accountability:
    http = httpx.Client(transport=httpx.MockTransport(service))
    defaults: dict[str, Any] = {"inferred": "allow", "rate_limit": None, "http_client": http}
    return Accountability(ApiToken(token), base_url=BASE, legacy_url=f"{BASE}/Service.svc", **{**defaults, **settings})


def findings_with(result: Probe, *outcomes: str) -> dict[str, Finding]:
    return {finding.key: finding for finding in result.findings if finding.outcome in outcomes}


def test_the_sandbox_has_no_differences(running: RunningSandbox) -> None:
    with running.client() as api:
        result = probe(api)
    assert [line for finding in result.findings if finding.outcome == "differs" for line in finding.lines()] == []
    assert not result.differs
    assert result.complete
    assert len(findings_with(result, "exists")) > 0.9 * len(result.findings)
    assert set(result.counts()) <= {"exists", "empty", "untried"}
    assert tomllib.loads(result.corrections()) == {}


def test_it_only_sends_reads_and_requests_one_row_of_each_list(other: OtherService, token: str) -> None:
    probe(client_of(other, token), ["v2"])
    assert {request.method for request in other.requests} == {"GET"}
    sizes = [request.url.params["pageSize"] for request in other.requests if "pageSize" in request.url.params]
    assert len(sizes) > 30
    assert set(sizes) == {"1"}


def test_it_finds_six_other_paths_four_renamed_properties_and_three_absent_lists(
    other: OtherService, token: str
) -> None:
    other.paths, other.members, other.absent = PATHS, MEMBERS, ABSENT
    result = probe(client_of(other, token), ["v2"])
    lists = {finding.path: finding for finding in result.findings if "List" in finding.key}
    assert {path: lists[path].actual_path for path in PATHS} == PATHS
    renamed = {path: lists[path].shape.renamed for path in MEMBERS}
    assert renamed == MEMBERS
    assert {lists[path].outcome for path in ABSENT} == {"absent"}
    changed_paths = (*PATHS, *MEMBERS, *ABSENT)
    other_findings = [
        key
        for key, finding in findings_with(result, "differs", "absent", "failed").items()
        if not finding.path.startswith(changed_paths)
    ]
    assert other_findings == []
    paths = [request.url.path for request in other.requests]
    assert "/v2/jobs/4711" not in paths  # a record is requested at the path where its list was found
    records = {
        finding.path: finding
        for finding in result.findings
        if finding.path in ("/v2/jobs/{jobId}", "/v2/offices/{officeId}")
    }
    assert [finding.actual_path for finding in records.values()] == ["/v2/Jobs/{jobId}", "/v2/office/{officeId}"]


def test_the_proposed_corrections_make_the_clients_calls_work(other: OtherService, token: str, tmp_path: Path) -> None:
    other.paths, other.members, other.absent = PATHS, MEMBERS, ABSENT
    _, corrections = probe(client_of(other, token), ["v2"]).write(tmp_path)
    api = client_of(other, token, corrections=corrections, inferred="guard", allow={"v2.Jobs_CreateJob"})
    with pytest.warns(UserWarning, match="inferred"):
        original = api.v2.jobs.get(4711)
    assert (original.job_no, original.description, original.additional_properties) == (
        "NWB0001",
        "Spring launch film",
        {},
    )
    job = api.v2.jobs.create(description="Radio spot", client_id=31, job_type_id=2, job_no="NWB0077")
    assert (job.job_no, job.description) == ("NWB0077", "Radio spot")
    body = json.loads(other.requests[-1].content)
    assert other.requests[-1].url.path == "/v2/Jobs"
    assert (body["JobNumber"], body["description"]) == ("NWB0077", "Radio spot")
    with pytest.warns(UserWarning, match="inferred"):
        assert {order.id for order in api.v2.purchase_orders.list()} >= {5001, 5002}


def test_a_probe_with_its_own_corrections_reports_only_absent_operations(
    other: OtherService, token: str, tmp_path: Path
) -> None:
    other.paths, other.members, other.absent = PATHS, MEMBERS, ABSENT
    _, corrections = probe(client_of(other, token), ["v2"]).write(tmp_path)
    second = probe(client_of(other, token, corrections=corrections), ["v2"])
    assert sorted(finding.path for finding in findings_with(second, "differs", "absent", "failed").values()) == sorted(
        ABSENT
    )


def test_other_envelopes_and_bare_arrays_are_reported_and_corrected(
    other: OtherService, token: str, tmp_path: Path
) -> None:
    bare, renamed, nested = lists = [
        operation for operation in unfiltered_lists("v2") if operation.status == "inferred"
    ][:3]
    other.changes = {
        bare.path: lambda value: value.get("items", value),
        renamed.path: lambda value: (
            {"Data": value["items"], "Total": value["totalCount"]} if "items" in value else value
        ),
        nested.path: lambda value: {"d": {"results": value["items"]}} if "items" in value else value,
    }
    result = probe(client_of(other, token), ["v2"])
    envelopes = {finding.path: finding.envelope for finding in result.findings if finding.envelope}
    assert envelopes == {
        bare.path: "array",
        renamed.path: {"items": "Data", "totalCount": "Total"},
        nested.path: {"items": "d.results"},
    }
    _, corrections = result.write(tmp_path)
    api = client_of(other, token, corrections=corrections)
    for operation in lists:
        records = attrgetter(operation.python)(api)(page_size=1)
        assert [row.id for row in records] == [row["id"] for row in example_rows(operation)]


CORRECTED = (
    "bare-arrays",
    "data-envelope",
    "pascal-case",
    "snake-case",
    "other-paths",
    "ids-as-strings",
    "numbers-as-strings",
    "wcf-dates",
    "pages-from-zero",
)


@pytest.mark.parametrize("variant", CORRECTED)
def test_reads_and_writes_of_another_service_work_with_the_proposed_corrections(variant: str, tmp_path: Path) -> None:
    with sandbox(variant=variant) as other:
        with other.client() as api:
            result = probe(api, ["v2"])
        corrections = result.write(tmp_path)[1]
        with other.client(corrections=corrections, strict=True) as api:
            second = probe(api, ["v2"])
            assert api.v2.jobs.get(4711).job_no == "NWB0001"
            ids = [job.id for job in api.v2.jobs.list(page_size=1)]
            opened = date(2026, 3, 2)
            created = api.v2.jobs.create(
                description="Radio spot", client_id=31, job_type_id=2, date_opened=opened, budget=Decimal("1500.50")
            )
            updated = api.v2.jobs.update(created.id, budget=Decimal("99.95"))
            approved = api.v2.estimates.approve(api.v2.estimates.list().first().id)  # type: ignore[union-attr]
    assert findings_with(result, "differs") != {}
    reasons = {finding.reason for finding in findings_with(second, "differs", "absent", "failed").values()}
    assert reasons == ({"more rows than the requested one were returned"} if variant == "snake-case" else set())
    assert len(ids) == len(set(ids)) > 1
    assert (created.date_opened, created.budget, updated.budget) == (opened, Decimal("1500.50"), Decimal("99.95"))
    assert approved.approved is True


@pytest.mark.parametrize("variant", ["naive-dates"])
def test_a_date_time_without_an_offset_is_reported_with_the_setting_for_it(variant: str) -> None:
    with sandbox(variant=variant) as other, other.client() as api:
        corrections = probe(api, ["v2"]).corrections()
    comment = (
        "# modifiedDate: expected string (date-time), got string (date-time without offset); "
        "set `timezone` to the zone of the service"
    )
    assert corrections.count(comment) > 10
    assert tomllib.loads(corrections) == {}


def test_dates_at_midnight_are_proposed_as_a_format(other: OtherService, token: str, tmp_path: Path) -> None:
    def midnight(value: Any) -> Any:
        for row in value.get("items", [value]):
            row |= {
                name: f"{value}T00:00:00" for name, value in row.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))
            }
        return value

    other.changes = {"/v2/jobs": midnight}
    corrections = probe(client_of(other, token), ["v2"]).write(tmp_path)[1]
    api = client_of(other, token, corrections=corrections, strict=True)
    assert api.v2.jobs.get(4711).date_opened is not None
    assert tomllib.loads(corrections.read_text())["v2.Jobs_CreateJob"]["formats"]["dateOpened"] == "midnight"


def test_an_operation_in_another_charset_is_not_absent(service: Service, client: Make, tmp_path: Path) -> None:
    client_row = {"id": 1, "clientCode": "A", "clientName": "Caf\u00e9"}
    page = {"items": [client_row], "page": 1, "pageSize": 1, "totalCount": 1}
    content = json.dumps(page, ensure_ascii=False).encode("windows-1252")
    service.on("GET", "/v2/clients", response(content, content_type="application/json"))
    result = probe(client(), ["v2"], guess=False)
    finding = next(finding for finding in result.findings if finding.key == "v2.Clients_ListClients")
    assert (finding.outcome, finding.charset) == ("differs", "windows-1252")
    corrections = result.write(tmp_path)[1]
    (row,) = client(corrections=corrections).v2.clients.list()
    assert row.client_name == "Caf\u00e9"


def test_a_response_that_is_not_json_failed_and_is_not_absent(service: Service, client: Make) -> None:
    service.on("GET", "/v2/clients", response(b'{"items": [', content_type="application/json"))
    result = probe(client(), ["v2"], guess=False)
    assert findings_with(result, "failed")["v2.Clients_ListClients"].reason == (
        "the response is not JSON, or not the XML of the contract"
    )


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_for_retry_after(service: Service, client: Make, status: int) -> None:
    page = response({"items": [], "page": 1, "pageSize": 1, "totalCount": 0})
    busy = response({"title": "busy"}, status, retry_after="7")
    service.on("GET", "/v2/clients", busy, busy, page)
    waits: list[float] = []
    result = probe(client(), ["v2"], guess=False, sleep=waits.append)
    assert waits == [7.0, 7.0]
    assert "v2.Clients_ListClients" in findings_with(result, "empty")


def test_it_stops_retrying_after_three_waits_or_a_wait_of_an_hour(service: Service, client: Make) -> None:
    service.on("GET", "/v2/clients", response({}, 429, retry_after="3600"))
    service.on("GET", "/v2/suppliers", response({}, 429, retry_after="1"))
    waits: list[float] = []
    result = probe(client(), ["v2"], guess=False, sleep=waits.append)
    assert waits == [1.0, 1.0, 1.0]
    failed = findings_with(result, "failed")
    assert {failed[key].status for key in ("v2.Clients_ListClients", "v2.Suppliers_ListSuppliers")} == {429}


@pytest.mark.parametrize("encode", [str, str.upper, lambda secret: f"echo-{secret}", lambda secret: f"X_{secret}_Y"])
def test_a_credential_that_the_service_echoes_as_a_name_is_not_stored(
    service: Service, client: Make, tmp_path: Path, encode: Any
) -> None:
    name = encode(API_TOKEN)
    basic = ApiToken(API_TOKEN).basic.removeprefix("Basic ").rstrip("=")
    row = {"id": 1, name: {name: 1}, basic: "x", "clientCode": "A"}
    service.on("GET", "/v2/clients", response({name: [row], f"{name}Total": 1}))
    service.on("GET", "/v2/suppliers", response({"items": [{"id": 1, name: 2}], "page": 1, "totalCount": 1}))
    service.on("GET", "/v2/employees", response({name: 5}))
    result = probe(client(), ["v2"], guess=False)
    output = "".join(file.read_text() for file in result.write(tmp_path)) + result.summary() + repr(result)
    assert API_TOKEN.lower() not in output.lower()
    assert basic not in output
    tomllib.loads(result.corrections())


def test_an_address_or_a_sentence_that_is_a_name_is_not_stored(service: Service, client: Make) -> None:
    row = {"id": 1, "ann@acme.example": 5, "Ann Doe": 1, "odata.type": "x", "value@odata.count": 3}
    service.on("GET", "/v2/suppliers", response({"items": [row], "page": 1, "pageSize": 1, "totalCount": 1}))
    result = probe(client(), ["v2"], guess=False)
    shape = next(finding.shape for finding in result.findings if finding.path == "/v2/suppliers")
    assert set(shape.unknown) == {"(not a name)", "odata.type", "value@odata.count"}


def test_an_api_whose_url_is_not_set_is_an_error_before_anything_is_sent(service: Service) -> None:
    http = httpx.Client(transport=httpx.MockTransport(service))
    api = Accountability(ApiToken("t"), base_url=BASE, inferred="allow", rate_limit=None, http_client=http)
    with pytest.raises(ConfigurationError, match=r"^legacy_url: expected the URL of legacy"):
        probe(api, ["legacy"])
    assert service.requests == []


def test_a_difference_that_corrections_cannot_express_has_a_reason() -> None:
    reasons = {}
    for variant in ("pages-from-zero", "items-alone", "all-at-once"):
        with sandbox(variant=variant) as other, other.client() as api:
            result = probe(api, ["v2"])
        reasons[variant] = next(finding.reason for finding in result.findings if finding.key == "v2.Jobs_ListJobs")
    assert reasons == {
        "pages-from-zero": "the first page is page 0",
        "items-alone": "the envelope lacks page, pageSize, totalCount",
        "all-at-once": "more rows than the requested one were returned",
    }


def test_types_and_unknown_properties_are_reported_without_values(other: OtherService, token: str) -> None:
    def change(value: Any) -> Any:
        for row in value.get("items", [value]):
            row |= {
                "modifiedDate": "2025-01-02T08:00:00",
                "id": str(row["id"]),
                "active": None,
                "Mood": "Splendid",
                "Ann Doe": 5,
            }
            del row["supplierCode"]
        return value

    other.changes = {"/v2/suppliers": change}
    result = probe(client_of(other, token), ["v2"])
    shape = next(finding.shape for finding in result.findings if finding.path == "/v2/suppliers")
    assert shape.types == {
        "id": ("integer", "string"),
        "active": ("boolean", "null"),
        "modifiedDate": ("string (date-time)", "string (date-time without offset)"),
    }
    assert shape.unknown == {"Mood": "string", "(not a name)": "integer"}
    assert shape.unseen == ["supplierCode"]


@pytest.mark.parametrize("ending", ["\u2028", "\x1b[31m", "\x7f"])
def test_a_name_with_a_control_character_is_not_proposed(
    other: OtherService, token: str, tmp_path: Path, ending: str
) -> None:
    total = (spec.find("v2.Departments_ListDepartments").paging or {})["totalCount"]

    def renamed(value: Any) -> Any:
        for row in value.get("items", [value]):
            row[f"departmentName{ending}"] = row.pop("departmentName")
        if "items" in value:
            value[f"items{ending}"] = value["Rows"] = value.pop("items")
            value[f"{total}{ending}"] = value.pop(total)
        return value

    other.changes = {"/v2/departments": renamed}
    result = probe(client_of(other, token), ["v2"])
    finding = next(finding for finding in result.findings if finding.path == "/v2/departments")
    assert finding.envelope == {"items": "Rows"}
    assert finding.shape.unknown == {"(not a name)": "string"}
    report, corrections = result.write(tmp_path)
    assert ending not in corrections.read_text() + report.read_text() + result.summary()
    assert set(tomllib.loads(corrections.read_text())) == {"v2.Departments_ListDepartments"}


def test_the_written_files_contain_no_value_and_no_secret(
    running: RunningSandbox, other: OtherService, token: str, tmp_path: Path
) -> None:
    account = "DE02120300000000202051"
    other.changes = {"/v2": lambda value: with_bank(value) if "id" in value else value}
    other.paths = PATHS

    def with_bank(record: Any) -> Any:
        return {**record, "Bank": account}

    sandbox_account = running.accounts[0]
    grant = PasswordGrant(tenant_id=sandbox_account.tenant, username=sandbox_account.username, api_token=token)
    http = httpx.Client(transport=httpx.MockTransport(other))
    with Accountability(
        grant, base_url=BASE, legacy_url=f"{BASE}/Service.svc", inferred="allow", rate_limit=None, http_client=http
    ) as api:
        files = probe(api).write(tmp_path)
    output = "".join(file.read_text() for file in files)
    assert '"Bank": "string"' in output
    assert {account, "000123456", "Paper & Press Inc."} <= other.values
    distinctive = {text for text in other.values if not text.isalpha()}
    assert len(distinctive) > 100
    assert [text for text in distinctive if f'"{text}"' in output or (len(text) > 7 and text in output)] == []
    assert token not in output
    assert sandbox_account.username not in output


def test_it_stops_after_three_responses_with_401(service: Service, client: Make) -> None:
    for operation in spec.load("v2").operations.values():
        service.on("GET", operation.path, response(status=401))
    result = probe(client(), ["v2"])
    assert not result.reached
    assert len(service.requests) == 3
    assert result.counts() == {"untried": count_reads("v2") - 3, "forbidden": 3}


def test_a_rejected_token_request_raises(service: Service, client: Make, grant: PasswordGrant) -> None:
    service.on("POST", "/v1/token", response({"error": "invalid_grant"}, 400))
    with pytest.raises(UnauthorizedError):
        probe(client(grant), ["v2"])


def test_a_forbidden_list_is_not_a_difference(other: OtherService, token: str) -> None:
    def service(request: httpx.Request) -> httpx.Response:
        return httpx.Response(403) if request.url.path == "/v1/jobs" else other(request)

    result = probe(client_of(service, token), ["v1"])
    assert [*findings_with(result, "forbidden")] == ["v1.Jobs_ListJobs"]
    assert "v1.Jobs_GetJob" in findings_with(result, "untried")
    assert not result.differs


def test_a_failure_is_reported_with_its_status_and_without_its_body(other: OtherService, token: str) -> None:
    def service(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500, text="secret dump") if request.url.path == "/v2/jobs" else other(request)

    result = probe(client_of(service, token), ["v2"])
    assert findings_with(result, "failed")["v2.Jobs_ListJobs"].lines() == [
        "v2.Jobs_ListJobs: failed (500): the service failed"
    ]
    assert "secret dump" not in json.dumps(result.as_dict())


def test_an_html_page_means_an_absent_operation(other: OtherService, token: str) -> None:
    page = httpx.Response(200, text="<html>Log in</html>", headers={"content-type": "text/html"})

    def service(request: httpx.Request) -> httpx.Response:
        return page if request.url.path.startswith("/v2/jobs") else other(request)

    result = probe(client_of(service, token), ["v2"], guess=False)
    assert findings_with(result, "absent")["v2.Jobs_ListJobs"].reason == "the response is an HTML page"


def test_an_interrupted_probe_returns_the_findings_so_far(other: OtherService, token: str, tmp_path: Path) -> None:
    def interrupt(done: int, total: int, finding: Finding) -> None:
        if done == 5:
            raise KeyboardInterrupt

    result = probe(client_of(other, token), ["v2"], progress=interrupt)
    assert (result.complete, len(result.findings)) == (False, 5)
    report, _ = result.write(tmp_path)
    assert json.loads(report.read_text())["complete"] is False


def test_the_number_of_calls_does_not_exceed_the_plan(other: OtherService, token: str) -> None:
    other.absent = ("/v2",)
    result = probe(client_of(other, token), ["v2"])
    assert result.sent == len(other.requests) <= plan(["v2"]).most == result.planned
    other.requests.clear()
    probe(client_of(other, token), ["v2"], guess=False)
    assert len(other.requests) <= plan(["v2"], guess=False).most == count_reads("v2") + 1


def test_a_record_is_requested_at_three_other_paths_at_most(other: OtherService, token: str) -> None:
    paths: list[str] = []

    def service(request: httpx.Request) -> httpx.Response:
        if "/job" in request.url.path.lower() and "pageSize" not in request.url.params:
            paths.append(request.url.path)
            return httpx.Response(404)
        return other(request)

    probe(client_of(service, token), ["v2"])
    jobs = [path for path in paths if "type" not in path.lower()]
    assert jobs == ["/v2/jobs/4711", "/v2/job/4711", "/v2/Jobs/4711", "/v2/Job/4711"]


def test_each_call_is_sent_once_even_if_it_fails(service: Service, client: Make) -> None:
    failing = response({"title": "busy"}, 503)
    for name in ("/v2/clients", "/v2/suppliers"):
        service.on("GET", name, failing)
    probe(client(retry=Retry(sleep=lambda _: None)), ["v2"], guess=False)
    assert [len(service.requests_to(name)) for name in ("/v2/clients", "/v2/suppliers")] == [1, 1]


def test_a_token_that_cannot_be_renewed_ends_the_probe_with_the_findings_so_far(
    service: Service, client: Make, grant: PasswordGrant
) -> None:
    denied = response({"error": "invalid_grant"}, 400)
    service.on("POST", "/v1/token", response({"access_token": "access-1"}), denied)
    service.on("GET", "/v2/clients", response({"items": [], "page": 1, "pageSize": 1, "totalCount": 0}))
    service.on("GET", "/v2/clientcontacts", response(status=401))
    result = probe(client(grant), ["v2"])
    assert (result.complete, result.counts()) == (False, {"empty": 1})


def test_legacy_exports_are_requested_for_the_last_seven_days(other: OtherService, token: str) -> None:
    probe(client_of(other, token), ["legacy"], today=date(2025, 3, 10))
    exports = [request.url.path for request in other.requests if "Timesheets/Export/" in request.url.path]
    assert exports == ["/Service.svc/Timesheets/Export/2025-03-03/2025-03-10/2025-03-03/2025-03-10"]


@pytest.mark.parametrize(
    ("name", "service_name", "expected"),
    [
        ("jobNo", "JobNumber", True),
        ("jobNo", "job_no", True),
        ("dateOpened", "openedDate", True),
        ("jobDescription", "Description", True),
        ("pctTax", "taxPercentage", True),
        ("modifiedDate", "date", False),
        ("totalTax", "total", False),
        ("clientId", "clientCode", False),
    ],
)
def test_a_similar_name_is_proposed(name: str, service_name: str, expected: bool) -> None:
    proposed = match_names({name: {}}, {service_name: None}, "Jobs", lambda schema, value: True)
    assert proposed == ({name: service_name} if expected else {})


def test_the_plan_has_the_number_of_calls_and_the_duration() -> None:
    assert plan(["legacy"]).summary(RateLimit()) == "legacy  17 reads\nat most 18 calls, within a minute"
    assert "calls, about " in plan().summary(RateLimit())
    assert "other paths" not in plan(guess=False).summary(RateLimit())


def test_an_unknown_api_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="v3"):
        plan(["v3"])


def test_the_report_names_the_services_and_the_contracts(running: RunningSandbox, tmp_path: Path) -> None:
    with running.client() as api:
        report = probe(api, ["legacy"]).write(tmp_path)[0]
    content = json.loads(report.read_text())
    assert content["format"] == "accountability-probe/1"
    assert content["services"] == {"legacy": running.legacy_url}
    assert [*content["contracts"]] == ["legacy"]
    assert {operation["key"].partition(".")[0] for operation in content["operations"]} == {"legacy"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_missing_legacy_service_is_absent(service: Service, client: Make) -> None:
    result = probe(client(legacy_url=LEGACY), ["legacy"])
    assert "legacy.Timesheets_ExportTimesheets" in findings_with(result, "absent")
    assert set(result.counts()) == {"absent", "untried"}


def test_a_404_of_a_legacy_record_does_not_make_its_operation_absent(other: OtherService, token: str) -> None:
    other.absent = ("/Service.svc/purchaseorders",)
    result = probe(client_of(other, token), ["v2", "legacy"])
    finding = findings_with(result, "untried")["legacy.PurchaseOrders_GetPurchaseOrder"]
    assert (finding.status, finding.reason) == (404, "the record, whose id is known from v1 or v2, does not exist")
