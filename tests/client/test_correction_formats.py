"""Corrections of formats, names, pages and encodings, in requests and in responses."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest

from accountability import AccountabilityError, ConfigurationError, ContractViolationError, ResponseMismatchWarning

from .fake_service import Make, Service, response

pytestmark = pytest.mark.usefixtures("all_inferred")
JOB = {"id": 4711, "jobNo": "NWB0001", "jobDescription": "Launch film", "clientId": 3, "jobTypeId": 2}
DAY = datetime.date(2026, 3, 2)
TIMESTAMP = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)


def sent_body(service: Service) -> dict[str, Any]:
    return dict(json.loads(service.requests[-1].content))


def create(client: Make, service: Service, correction: dict[str, Any], record: dict[str, Any], **values: Any) -> Any:
    service.on("POST", "/v2/jobs", response(record, 201))
    api = client(corrections={"v2.Jobs_CreateJob": correction}, strict=True)
    return api.v2.jobs.create(description="Launch film", client_id=3, job_type_id=2, **values)


def test_numbers_as_strings_are_read_and_written(client: Make, service: Service) -> None:
    formats = dict.fromkeys(("id", "clientId", "jobTypeId", "budget", "billable"), "string")
    record = {**JOB, "id": "4711", "clientId": "3", "jobTypeId": "2", "budget": "48000.10", "billable": "true"}
    job = create(client, service, {"formats": formats}, record, budget=Decimal("48000.10"), billable=True)
    assert (job.id, job.client_id, job.budget, job.billable) == (4711, 3, Decimal("48000.10"), True)
    assert sent_body(service) == {
        "jobDescription": "Launch film",
        "clientId": "3",
        "jobTypeId": "2",
        "budget": "48000.10",
        "billable": "true",
    }


def test_wcf_dates_are_read_and_written(client: Make, service: Service) -> None:
    formats = {"dateOpened": "wcf-date", "modifiedDate": "wcf-date"}
    record = {**JOB, "dateOpened": "/Date(1772409600000+0000)/", "modifiedDate": "/Date(1772443800000)/"}
    job = create(client, service, {"formats": formats}, record, date_opened=DAY)
    assert (job.date_opened, job.modified_date) == (DAY, TIMESTAMP)
    assert sent_body(service)["dateOpened"] == "/Date(1772409600000+0000)/"


def test_a_wcf_date_at_midnight_of_its_own_offset_is_that_date(client: Make, service: Service) -> None:
    record = {**JOB, "dateOpened": "/Date(1772373600000+1000)/"}
    job = create(client, service, {"formats": {"dateOpened": "wcf-date"}}, record)
    assert job.date_opened == datetime.date(2026, 3, 2)


def test_midnight_date_times_are_written_for_dates(client: Make, service: Service) -> None:
    record = {**JOB, "dateOpened": "2026-03-02T00:00:00"}
    job = create(client, service, {"formats": {"dateOpened": "midnight"}}, record, date_opened=DAY)
    assert job.date_opened == DAY
    assert sent_body(service)["dateOpened"] == "2026-03-02T00:00:00"


@pytest.mark.parametrize(
    ("name", "format", "value"),
    [
        ("clientId", "string", "three"),
        ("budget", "string", "1,5"),
        ("budget", "string", "NaN"),
        ("billable", "string", "yes"),
        ("dateOpened", "wcf-date", "/Date(1772443800000+0000)/"),
        ("dateOpened", "midnight", "2026-03-02T09:00:00"),
        ("modifiedDate", "wcf-date", "soon"),
    ],
)
def test_a_value_that_does_not_have_the_format_is_an_invalid_value(
    client: Make, service: Service, name: str, format: str, value: str
) -> None:
    service.on("GET", "/v2/jobs/4711", response({**JOB, name: value}))
    api = client(corrections={"v2.Jobs_GetJob": {"formats": {name: format}}}, strict=True)
    with pytest.raises(ContractViolationError, match=name):
        api.v2.jobs.get(4711)


def test_formats_apply_to_rows_to_nested_records_and_to_renamed_properties(client: Make, service: Service) -> None:
    rights = [{"transactionType": "Job", "Level": "Full"}]
    service.on("GET", "/v2/useraccessgroups/1", response({"Id": "1", "access": rights}))
    service.on(
        "GET", "/v2/jobs", response({"items": [{**JOB, "id": "4711"}], "page": 1, "pageSize": 9, "totalCount": 1})
    )
    corrections = {
        "v2.Jobs_ListJobs": {"formats": {"id": "string"}},
        "v2.UserAccessGroups_GetUserAccessGroup": {
            "properties": {"id": "Id", "access.accessLevel": "Level"},
            "formats": {"id": "string"},
        },
    }
    api = client(corrections=corrections, strict=True)
    assert [job.id for job in api.v2.jobs.list()] == [4711]
    assert api.v2.user_access_groups.get(1).id == 1


def test_one_style_of_names_covers_every_property_of_reads_and_writes(client: Make, service: Service) -> None:
    record = {name[:1].upper() + name[1:]: value for name, value in {**JOB, "notes": "urgent"}.items()}
    job = create(client, service, {"naming": "PascalCase"}, record, notes="urgent", job_no="NWB0001")
    assert job.job_no == "NWB0001"
    assert set(sent_body(service)) == {"JobDescription", "ClientId", "JobTypeId", "Notes", "JobNo"}


def test_a_named_property_overrides_the_style(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"id": 4711, "client_id": 3, "number": "NWB0001", "job_type_id": 2}))
    correction = {"naming": "snake_case", "properties": {"jobNo": "number"}}
    job = client(corrections={"v2.Jobs_GetJob": correction}).v2.jobs.get(4711)
    assert (job.client_id, job.job_no, job.additional_properties) == (3, "NWB0001", {})


def test_pages_from_zero_are_requested_and_read(client: Make, service: Service) -> None:
    pages = [{"items": [{**JOB, "id": number}], "page": number, "pageSize": 1, "totalCount": 3} for number in range(3)]
    service.on("GET", "/v2/jobs", *(response(page) for page in pages))
    api = client(corrections={"v2.Jobs_ListJobs": {"first_page": 0, "parameters": {"page": "p"}}})
    assert [job.id for job in api.v2.jobs.list(page_size=1)] == [0, 1, 2]
    assert [request.url.params["p"] for request in service.requests][:3] == ["0", "1", "2"]


def test_a_record_is_read_from_its_envelope(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"success": True, "d": {"result": JOB}}))
    api = client(corrections={"v2.Jobs_GetJob": {"envelope": {"record": "d.result"}}})
    assert api.v2.jobs.get(4711).id == 4711
    service.on("GET", "/v2/jobs/4711", response({"success": False}))
    with pytest.raises(AccountabilityError):
        api.v2.jobs.get(4711)


TEXT = '{"id": 4711, "jobNo": "Café €", "jobDescription": "d", "clientId": 3, "jobTypeId": 2}'


@pytest.mark.parametrize(
    ("content", "declared", "correction"),
    [
        (TEXT.encode("windows-1252"), "; charset=windows-1252", {}),
        (TEXT.encode("windows-1252"), '; Charset="Windows-1252"', {}),
        (TEXT.encode("utf-16"), "; charset=utf-16", {}),
        (TEXT.encode(), "; charset=iso-8859-1", {}),  # JSON is UTF-8, even if a framework declares something else
        (TEXT.encode(), "; charset=us-ascii", {}),
        (TEXT.encode(), "; charset=utf-8", {}),
        (TEXT.encode("windows-1252"), "", {"charset": "windows-1252"}),
        (TEXT.encode("windows-1252"), "; charset=utf-8", {"charset": "cp1252"}),
    ],
)
def test_json_in_another_encoding_is_read(
    client: Make, service: Service, content: bytes, declared: str, correction: dict[str, str]
) -> None:
    service.on("GET", "/v2/jobs/4711", response(content, content_type=f"application/json{declared}"))
    api = client(corrections={"v2.Jobs_GetJob": correction} if correction else None)
    assert api.v2.jobs.get(4711).job_no == "Café €"


@pytest.mark.parametrize("declared", ["", "; charset=us-ascii", "; charset=klingon", "; charset=utf-16"])
def test_json_with_an_unknown_encoding_is_an_error_and_never_wrong_text(
    client: Make, service: Service, declared: str
) -> None:
    content = TEXT.encode("windows-1252") + b" "
    service.on("GET", "/v2/jobs/4711", response(content, content_type=f"application/json{declared}"))
    with pytest.raises(ContractViolationError) as exc_info:
        client().v2.jobs.get(4711)
    assert exc_info.value.content == content


def test_formats_of_a_call_in_xml_are_an_error_before_it_is_sent(client: Make, service: Service) -> None:
    corrections = {"legacy.Jobs_CreateJob": {"formats": {"Budget": "string"}}}
    with pytest.raises(ConfigurationError, match="expected a call in JSON"):
        client(corrections=corrections).legacy.jobs.create(budget=Decimal(1), format="xml")
    assert service.requests == []
    service.on("POST", "/Service.svc/job", response(1))
    client(corrections=corrections).legacy.jobs.create(budget=Decimal("1.50"), format="json")
    assert sent_body(service) == {"Budget": "1.50"}


def test_a_value_written_as_a_string_and_returned_as_one_causes_no_warning(
    client: Make, service: Service, recwarn: pytest.WarningsRecorder
) -> None:
    service.on("POST", "/v2/jobs", response({**JOB, "clientId": "3", "budget": "1.50"}, 201))
    api = client(corrections={"v2.Jobs_CreateJob": {"formats": {"clientId": "string", "budget": "string"}}})
    api.v2.jobs.create(description="Launch film", client_id=3, job_type_id=2, budget=Decimal("1.50"))
    assert not [warning for warning in recwarn if issubclass(warning.category, ResponseMismatchWarning)]
