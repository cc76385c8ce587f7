"""A probe: what a service has of the contract, found by reads alone, and put right by what it writes."""

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
from tests.shipped import example_rows, reads, whole_lists

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
from accountability.probe.likeness import likenesses
from accountability.sandbox import RunningSandbox, sandbox

from .fake_service import API_TOKEN, BASE, LEGACY, Make, Service, answer
from .other_service import OtherService

pytestmark = pytest.mark.usefixtures("guessed")
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
    usual: dict[str, Any] = {"inferred": "allow", "rate_limit": None, "http_client": http}
    return Accountability(ApiToken(token), base_url=BASE, legacy_url=f"{BASE}/Service.svc", **{**usual, **settings})


def by_outcome(found: Probe, *outcomes: str) -> dict[str, Finding]:
    return {each.key: each for each in found.findings if each.outcome in outcomes}


def test_nothing_differs_on_the_sandbox(running: RunningSandbox) -> None:
    with running.client() as api:
        found = probe(api)
    assert [line for each in found.findings if each.outcome == "differs" for line in each.lines()] == []
    assert not found.differs
    assert found.complete
    assert len(by_outcome(found, "exists")) > 0.9 * len(found.findings)
    assert set(found.counts()) <= {"exists", "empty", "untried"}
    assert tomllib.loads(found.corrections()) == {}


def test_it_only_reads_and_asks_lists_for_one_row(other: OtherService, token: str) -> None:
    probe(client_of(other, token), ["v2"])
    assert {request.method for request in other.requests} == {"GET"}
    sizes = [request.url.params["pageSize"] for request in other.requests if "pageSize" in request.url.params]
    assert len(sizes) > 30
    assert set(sizes) == {"1"}


def test_it_finds_six_other_paths_four_renamed_members_and_three_absent_lists(other: OtherService, token: str) -> None:
    other.paths, other.members, other.absent = PATHS, MEMBERS, ABSENT
    found = probe(client_of(other, token), ["v2"])
    lists = {each.path: each for each in found.findings if "List" in each.key}
    assert {path: lists[path].found for path in PATHS} == PATHS
    renamed = {path: lists[path].shape.renamed for path in MEMBERS}
    assert renamed == MEMBERS
    assert {lists[path].outcome for path in ABSENT} == {"absent"}
    planted = (*PATHS, *MEMBERS, *ABSENT)
    alarms = [
        key
        for key, each in by_outcome(found, "differs", "absent", "failed").items()
        if not each.path.startswith(planted)
    ]
    assert alarms == []
    asked = [request.url.path for request in other.requests]
    assert "/v2/jobs/4711" not in asked  # a record is asked for where its list was found
    records = {
        each.path: each for each in found.findings if each.path in ("/v2/jobs/{jobId}", "/v2/offices/{officeId}")
    }
    assert [each.found for each in records.values()] == ["/v2/Jobs/{jobId}", "/v2/office/{officeId}"]


def test_what_it_writes_makes_the_clients_calls_work(other: OtherService, token: str, tmp_path: Path) -> None:
    other.paths, other.members, other.absent = PATHS, MEMBERS, ABSENT
    _, corrections = probe(client_of(other, token), ["v2"]).write(tmp_path)
    api = client_of(other, token, corrections=corrections, inferred="guard", allow={"v2.Jobs_CreateJob"})
    with pytest.warns(UserWarning, match="inferred"):
        read = api.v2.jobs.get(4711)
    assert (read.job_no, read.description, read.additional_properties) == ("NWB0001", "Spring launch film", {})
    made = api.v2.jobs.create(description="Radio spot", client_id=31, job_type_id=2, job_no="NWB0077")
    assert (made.job_no, made.description) == ("NWB0077", "Radio spot")
    sent = json.loads(other.requests[-1].content)
    assert other.requests[-1].url.path == "/v2/Jobs"
    assert (sent["JobNumber"], sent["description"]) == ("NWB0077", "Radio spot")
    with pytest.warns(UserWarning, match="inferred"):
        assert {order.id for order in api.v2.purchase_orders.list()} >= {5001, 5002}


def test_a_probe_with_its_own_corrections_finds_nothing_left_but_what_is_absent(
    other: OtherService, token: str, tmp_path: Path
) -> None:
    other.paths, other.members, other.absent = PATHS, MEMBERS, ABSENT
    _, corrections = probe(client_of(other, token), ["v2"]).write(tmp_path)
    again = probe(client_of(other, token, corrections=corrections), ["v2"])
    assert sorted(each.path for each in by_outcome(again, "differs", "absent", "failed").values()) == sorted(ABSENT)


def test_other_envelopes_and_bare_arrays_are_told_and_put_right(
    other: OtherService, token: str, tmp_path: Path
) -> None:
    bare, renamed, nested = lists = [each for each in whole_lists("v2") if each.status == "inferred"][:3]
    other.answers = {
        bare.path: lambda value: value.get("items", value),
        renamed.path: lambda value: (
            {"Data": value["items"], "Total": value["totalCount"]} if "items" in value else value
        ),
        nested.path: lambda value: {"d": {"results": value["items"]}} if "items" in value else value,
    }
    found = probe(client_of(other, token), ["v2"])
    envelopes = {each.path: each.envelope for each in found.findings if each.envelope}
    assert envelopes == {
        bare.path: "array",
        renamed.path: {"items": "Data", "totalCount": "Total"},
        nested.path: {"items": "d.results"},
    }
    _, corrections = found.write(tmp_path)
    api = client_of(other, token, corrections=corrections)
    for each in lists:
        listed = attrgetter(each.python)(api)(page_size=1)
        assert [row.id for row in listed] == [row["id"] for row in example_rows(each)]


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
            found = probe(api, ["v2"])
        corrections = found.write(tmp_path)[1]
        with other.client(corrections=corrections, strict=True) as api:
            again = probe(api, ["v2"])
            assert api.v2.jobs.get(4711).job_no == "NWB0001"
            listed = [job.id for job in api.v2.jobs.list(page_size=1)]
            opened = date(2026, 3, 2)
            made = api.v2.jobs.create(
                description="Radio spot", client_id=31, job_type_id=2, date_opened=opened, budget=Decimal("1500.50")
            )
            changed = api.v2.jobs.update(made.id, budget=Decimal("99.95"))
            approved = api.v2.estimates.approve(api.v2.estimates.list().first().id)  # type: ignore[union-attr]
    assert by_outcome(found, "differs") != {}
    left = {each.reason for each in by_outcome(again, "differs", "absent", "failed").values()}
    assert left == ({"more rows than the requested one were returned"} if variant == "snake-case" else set())
    assert len(listed) == len(set(listed)) > 1
    assert (made.date_opened, made.budget, changed.budget) == (opened, Decimal("1500.50"), Decimal("99.95"))
    assert approved.approved is True


@pytest.mark.parametrize("variant", ["naive-dates"])
def test_what_corrections_cannot_express_is_said_for_each_property(variant: str) -> None:
    with sandbox(variant=variant) as other, other.client() as api:
        corrections = probe(api, ["v2"]).corrections()
    told = (
        "# modifiedDate: expected string (date-time), got string (date-time without offset); corrections cannot express"
    )
    assert corrections.count(told) > 10
    assert tomllib.loads(corrections) == {}


def test_dates_at_midnight_are_proposed_as_a_format(other: OtherService, token: str, tmp_path: Path) -> None:
    def midnight(value: Any) -> Any:
        for row in value.get("items", [value]):
            row |= {
                name: f"{each}T00:00:00" for name, each in row.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", str(each))
            }
        return value

    other.answers = {"/v2/jobs": midnight}
    corrections = probe(client_of(other, token), ["v2"]).write(tmp_path)[1]
    api = client_of(other, token, corrections=corrections, strict=True)
    assert api.v2.jobs.get(4711).date_opened is not None
    assert tomllib.loads(corrections.read_text())["v2.Jobs_CreateJob"]["formats"]["dateOpened"] == "midnight"


def test_an_operation_in_another_charset_is_not_absent(service: Service, client: Make, tmp_path: Path) -> None:
    client_row = {"id": 1, "clientCode": "A", "clientName": "Caf\u00e9"}
    page = {"items": [client_row], "page": 1, "pageSize": 1, "totalCount": 1}
    content = json.dumps(page, ensure_ascii=False).encode("windows-1252")
    service.on("GET", "/v2/clients", answer(content, content_type="application/json"))
    found = probe(client(), ["v2"], guess=False)
    finding = next(each for each in found.findings if each.key == "v2.Clients_ListClients")
    assert (finding.outcome, finding.charset) == ("differs", "windows-1252")
    corrections = found.write(tmp_path)[1]
    (row,) = client(corrections=corrections).v2.clients.list()
    assert row.client_name == "Caf\u00e9"


def test_a_response_that_is_not_json_failed_and_is_not_absent(service: Service, client: Make) -> None:
    service.on("GET", "/v2/clients", answer(b'{"items": [', content_type="application/json"))
    found = probe(client(), ["v2"], guess=False)
    assert by_outcome(found, "failed")["v2.Clients_ListClients"].reason == (
        "the response is not JSON, or not the XML of the contract"
    )


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_long_as_the_service_asks(service: Service, client: Make, status: int) -> None:
    page = answer({"items": [], "page": 1, "pageSize": 1, "totalCount": 0})
    busy = answer({"title": "busy"}, status, retry_after="7")
    service.on("GET", "/v2/clients", busy, busy, page)
    waits: list[float] = []
    found = probe(client(), ["v2"], guess=False, sleep=waits.append)
    assert waits == [7.0, 7.0]
    assert "v2.Clients_ListClients" in by_outcome(found, "empty")


def test_it_gives_up_on_a_service_that_asks_to_wait_for_hours_or_again_and_again(
    service: Service, client: Make
) -> None:
    service.on("GET", "/v2/clients", answer({}, 429, retry_after="3600"))
    service.on("GET", "/v2/suppliers", answer({}, 429, retry_after="1"))
    waits: list[float] = []
    found = probe(client(), ["v2"], guess=False, sleep=waits.append)
    assert waits == [1.0, 1.0, 1.0]
    failed = by_outcome(found, "failed")
    assert {failed[key].status for key in ("v2.Clients_ListClients", "v2.Suppliers_ListSuppliers")} == {429}


@pytest.mark.parametrize("spelling", [str, str.upper, lambda secret: f"echo-{secret}", lambda secret: f"X_{secret}_Y"])
def test_a_credential_that_the_service_echoes_as_a_name_is_stored_nowhere(
    service: Service, client: Make, tmp_path: Path, spelling: Any
) -> None:
    name = spelling(API_TOKEN)
    basic = ApiToken(API_TOKEN).basic.removeprefix("Basic ").rstrip("=")
    row = {"id": 1, name: {name: 1}, basic: "x", "clientCode": "A"}
    service.on("GET", "/v2/clients", answer({name: [row], f"{name}Total": 1}))
    service.on("GET", "/v2/suppliers", answer({"items": [{"id": 1, name: 2}], "page": 1, "totalCount": 1}))
    service.on("GET", "/v2/employees", answer({name: 5}))
    found = probe(client(), ["v2"], guess=False)
    written = "".join(each.read_text() for each in found.write(tmp_path)) + found.summary() + repr(found)
    assert API_TOKEN.lower() not in written.lower()
    assert basic not in written
    tomllib.loads(found.corrections())


def test_an_address_or_a_sentence_that_is_a_name_is_not_stored(service: Service, client: Make) -> None:
    row = {"id": 1, "ann@acme.example": 5, "Ann Doe": 1, "odata.type": "x", "value@odata.count": 3}
    service.on("GET", "/v2/suppliers", answer({"items": [row], "page": 1, "pageSize": 1, "totalCount": 1}))
    found = probe(client(), ["v2"], guess=False)
    shape = next(each.shape for each in found.findings if each.path == "/v2/suppliers")
    assert set(shape.unknown) == {"(not a name)", "odata.type", "value@odata.count"}


def test_an_api_whose_url_is_not_set_is_an_error_before_anything_is_sent(service: Service) -> None:
    http = httpx.Client(transport=httpx.MockTransport(service))
    api = Accountability(ApiToken("t"), base_url=BASE, inferred="allow", rate_limit=None, http_client=http)
    with pytest.raises(ConfigurationError, match=r"^legacy_url: expected the URL of legacy"):
        probe(api, ["legacy"])
    assert service.requests == []


def test_what_no_correction_can_mend_is_told_in_words() -> None:
    told = {}
    for variant in ("pages-from-zero", "items-alone", "all-at-once"):
        with sandbox(variant=variant) as other, other.client() as api:
            found = probe(api, ["v2"])
        told[variant] = next(each.reason for each in found.findings if each.key == "v2.Jobs_ListJobs")
    assert told == {
        "pages-from-zero": "the first page is page 0",
        "items-alone": "the envelope lacks page, pageSize, totalCount",
        "all-at-once": "more rows than the requested one were returned",
    }


def test_types_and_unknown_members_are_told_without_values(other: OtherService, token: str) -> None:
    def changed(value: Any) -> Any:
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

    other.answers = {"/v2/suppliers": changed}
    found = probe(client_of(other, token), ["v2"])
    shape = next(each.shape for each in found.findings if each.path == "/v2/suppliers")
    assert shape.types == {
        "id": ("integer", "string"),
        "active": ("boolean", "null"),
        "modifiedDate": ("string (date-time)", "string (date-time without offset)"),
    }
    assert shape.unknown == {"Mood": "string", "(not a name)": "integer"}
    assert shape.unseen == ["supplierCode"]


@pytest.mark.parametrize("ending", ["\u2028", "\x1b[31m", "\x7f"])
def test_a_name_that_would_break_a_line_is_proposed_nowhere(
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

    other.answers = {"/v2/departments": renamed}
    found = probe(client_of(other, token), ["v2"])
    finding = next(each for each in found.findings if each.path == "/v2/departments")
    assert finding.envelope == {"items": "Rows"}
    assert finding.shape.unknown == {"(not a name)": "string"}
    report, corrections = found.write(tmp_path)
    assert ending not in corrections.read_text() + report.read_text() + found.summary()
    assert set(tomllib.loads(corrections.read_text())) == {"v2.Departments_ListDepartments"}


def test_no_value_and_no_secret_is_in_what_it_writes(
    running: RunningSandbox, other: OtherService, token: str, tmp_path: Path
) -> None:
    account = "DE02120300000000202051"
    other.answers = {"/v2": lambda value: with_bank(value) if "id" in value else value}
    other.paths = PATHS

    def with_bank(record: Any) -> Any:
        return {**record, "Bank": account}

    who = running.accounts[0]
    grant = PasswordGrant(tenant_id=who.tenant, username=who.username, api_token=token)
    http = httpx.Client(transport=httpx.MockTransport(other))
    with Accountability(
        grant, base_url=BASE, legacy_url=f"{BASE}/Service.svc", inferred="allow", rate_limit=None, http_client=http
    ) as api:
        files = probe(api).write(tmp_path)
    written = "".join(each.read_text() for each in files)
    assert '"Bank": "string"' in written
    assert {account, "000123456", "Paper & Press Inc."} <= other.values
    distinctive = {text for text in other.values if not text.isalpha()}
    assert len(distinctive) > 100
    assert [text for text in distinctive if f'"{text}"' in written or (len(text) > 7 and text in written)] == []
    assert token not in written
    assert who.username not in written


def test_a_service_that_takes_no_credentials_is_left_alone_soon(service: Service, client: Make) -> None:
    for path in ("/v2/clients", "/v2/suppliers", "/v2/employees", "/v2/clientcontacts", "/v2/useraccessgroups"):
        service.on("GET", path, answer(status=401))
    found = probe(client(), ["v2"])
    assert not found.reached
    assert len(service.requests) == 3
    assert found.counts() == {"untried": reads("v2") - 3, "forbidden": 3}


def test_a_token_that_is_not_granted_ends_it(service: Service, client: Make, grant: PasswordGrant) -> None:
    service.on("POST", "/v1/token", answer({"error": "invalid_grant"}, 400))
    with pytest.raises(UnauthorizedError):
        probe(client(grant), ["v2"])


def test_a_forbidden_list_is_no_difference(other: OtherService, token: str) -> None:
    def service(request: httpx.Request) -> httpx.Response:
        return httpx.Response(403) if request.url.path == "/v1/jobs" else other(request)

    found = probe(client_of(service, token), ["v1"])
    assert [*by_outcome(found, "forbidden")] == ["v1.Jobs_ListJobs"]
    assert "v1.Jobs_GetJob" in by_outcome(found, "untried")
    assert not found.differs


def test_a_failure_is_told_by_its_status_and_not_by_its_text(other: OtherService, token: str) -> None:
    def service(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500, text="secret dump") if request.url.path == "/v2/jobs" else other(request)

    found = probe(client_of(service, token), ["v2"])
    assert by_outcome(found, "failed")["v2.Jobs_ListJobs"].lines() == [
        "v2.Jobs_ListJobs: failed (500): the service failed"
    ]
    assert "secret dump" not in json.dumps(found.as_dict())


def test_a_page_for_people_is_no_operation(other: OtherService, token: str) -> None:
    page = httpx.Response(200, text="<html>Log in</html>", headers={"content-type": "text/html"})

    def service(request: httpx.Request) -> httpx.Response:
        return page if request.url.path.startswith("/v2/jobs") else other(request)

    found = probe(client_of(service, token), ["v2"], guess=False)
    assert by_outcome(found, "absent")["v2.Jobs_ListJobs"].reason == "the response is an HTML page"


def test_interrupted_it_gives_what_was_learnt_by_then(other: OtherService, token: str, tmp_path: Path) -> None:
    def interrupt(done: int, total: int, finding: Finding) -> None:
        if done == 5:
            raise KeyboardInterrupt

    found = probe(client_of(other, token), ["v2"], progress=interrupt)
    assert (found.complete, len(found.findings)) == (False, 5)
    report, _ = found.write(tmp_path)
    assert json.loads(report.read_text())["complete"] is False


def test_the_plan_is_not_exceeded(other: OtherService, token: str) -> None:
    other.absent = ("/v2",)
    found = probe(client_of(other, token), ["v2"])
    assert found.made == len(other.requests) <= plan(["v2"]).most == found.planned
    other.requests.clear()
    probe(client_of(other, token), ["v2"], guess=False)
    assert len(other.requests) <= plan(["v2"], guess=False).most == reads("v2") + 1


def test_a_record_is_looked_for_at_three_other_paths_at_most(other: OtherService, token: str) -> None:
    asked: list[str] = []

    def service(request: httpx.Request) -> httpx.Response:
        if "/job" in request.url.path.lower() and "pageSize" not in request.url.params:
            asked.append(request.url.path)
            return httpx.Response(404)
        return other(request)

    probe(client_of(service, token), ["v2"])
    jobs = [path for path in asked if "type" not in path.lower()]
    assert jobs == ["/v2/jobs/4711", "/v2/job/4711", "/v2/Jobs/4711", "/v2/Job/4711"]


def test_each_call_is_sent_once_whatever_fails(service: Service, client: Make) -> None:
    failing = answer({"title": "busy"}, 503)
    for name in ("/v2/clients", "/v2/suppliers"):
        service.on("GET", name, failing)
    probe(client(retry=Retry(sleep=lambda _: None)), ["v2"], guess=False)
    assert [len(service.to(name)) for name in ("/v2/clients", "/v2/suppliers")] == [1, 1]


def test_a_token_that_is_granted_no_more_keeps_what_was_learnt(
    service: Service, client: Make, grant: PasswordGrant
) -> None:
    denied = answer({"error": "invalid_grant"}, 400)
    service.on("POST", "/v1/token", answer({"access_token": "access-1"}), denied)
    service.on("GET", "/v2/clients", answer({"items": [], "page": 1, "pageSize": 1, "totalCount": 0}))
    service.on("GET", "/v2/clientcontacts", answer(status=401))
    found = probe(client(grant), ["v2"])
    assert (found.complete, found.counts()) == (False, {"empty": 1})


def test_legacy_is_asked_for_the_last_seven_days(other: OtherService, token: str) -> None:
    probe(client_of(other, token), ["legacy"], today=date(2025, 3, 10))
    exports = [request.url.path for request in other.requests if "Timesheets/Export/" in request.url.path]
    assert exports == ["/Service.svc/Timesheets/Export/2025-03-03/2025-03-10/2025-03-03/2025-03-10"]


@pytest.mark.parametrize(
    ("ours", "theirs", "meant"),
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
def test_a_name_is_proposed_for_another_by_their_likeness(ours: str, theirs: str, meant: bool) -> None:
    proposed = likenesses({ours: {}}, {theirs: None}, "Jobs", lambda schema, value: True)
    assert proposed == ({ours: theirs} if meant else {})


def test_the_plan_says_how_many_calls_and_how_long() -> None:
    assert plan(["legacy"]).summary(RateLimit()) == "legacy  17 reads\nat most 18 calls, within a minute"
    assert "calls, about " in plan().summary(RateLimit())
    assert "other paths" not in plan(guess=False).summary(RateLimit())


def test_an_unknown_api_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="v3"):
        plan(["v3"])


def test_the_report_says_which_services_and_contracts_it_is_about(running: RunningSandbox, tmp_path: Path) -> None:
    with running.client() as api:
        report = probe(api, ["legacy"]).write(tmp_path)[0]
    told = json.loads(report.read_text())
    assert told["format"] == "accountability-probe/1"
    assert told["services"] == {"legacy": running.legacy_url}
    assert [*told["contracts"]] == ["legacy"]
    assert {each["key"].partition(".")[0] for each in told["operations"]} == {"legacy"}
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_legacy_that_is_not_there_is_absent(service: Service, client: Make) -> None:
    found = probe(client(legacy_url=LEGACY), ["legacy"])
    assert "legacy.Timesheets_ExportTimesheets" in by_outcome(found, "absent")
    assert set(found.counts()) == {"absent", "untried"}


def test_a_record_that_legacy_does_not_know_says_nothing_of_its_operation(other: OtherService, token: str) -> None:
    other.absent = ("/Service.svc/purchaseorders",)
    found = probe(client_of(other, token), ["v2", "legacy"])
    finding = by_outcome(found, "untried")["legacy.PurchaseOrders_GetPurchaseOrder"]
    assert (finding.status, finding.reason) == (404, "the record, whose id is known from v1 or v2, does not exist")
