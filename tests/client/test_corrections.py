"""Corrections: settings for a service that differs from the contract; the calling code does not change."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from accountability import (
    Accountability,
    ConfigurationError,
    ContractViolationError,
    InferredOperationWarning,
    NotFoundError,
    PagingIgnoredError,
    PasswordGrant,
    ResponseMismatchWarning,
    UnauthorizedError,
    UnverifiedOperationError,
)
from accountability.corrections.properties import schema_properties
from accountability.spec import Contract, Operation
from accountability.v2 import jobs

from .fake_service import BASE, Make, Send, Service, get_job, response

pytestmark = pytest.mark.usefixtures("all_inferred")
JOB = {"id": 4711, "jobNo": "NWB0001", "jobDescription": "Launch film", "clientId": 3, "jobTypeId": 2}


def sent_body(service: Service) -> dict[str, Any]:
    """Return the body of the last request."""
    return dict(json.loads(service.requests[-1].content))


def test_a_corrected_path_is_requested_with_the_same_argument(service: Service, send: Send) -> None:
    service.on("GET", "/api/Job/4711", response({**JOB, "jobNo": 0, "JobNo": "NWB0001"}))
    corrections = {"v2.Jobs_GetJob": {"path": "/api/Job/{jobId}", "properties": {"jobNo": "JobNo"}}}
    assert send(jobs.get_job(4711), corrections=corrections).job_no == "NWB0001"


def test_a_missing_record_at_a_corrected_path_is_not_taken_for_a_wrong_path(service: Service, client: Make) -> None:
    corrections = {"v2.Jobs_GetJob": {"path": "/api/Job/{jobId}"}}
    api = client(corrections=corrections, inferred="guard")
    with pytest.warns(InferredOperationWarning), pytest.raises(NotFoundError):
        api.v2.jobs.get(4711)


def test_an_argument_stays_percent_encoded_in_a_corrected_path(service: Service, client: Make) -> None:
    api = client(corrections={"v2.Jobs_GetJob": {"path": "/v2/job/{id}/full", "parameters": {"jobId": "id"}}})
    with pytest.raises(NotFoundError, match=r"/v2/job/a%2Fb/full"):
        api.v2.jobs.get("a/b")  # type: ignore[arg-type]
    assert service.requests[-1].url.raw_path == b"/v2/job/a%2Fb/full"


def test_path_arguments_follow_their_names_when_the_order_changes(service: Service, client: Make) -> None:
    key = "v2.EstimateEntries_GetEstimateEntry"
    service.on("GET", "/v2/entry/7/of/12", response({"id": 7}))
    api = client(corrections={key: {"path": "/v2/entry/{estimateEntryId}/of/{estimateId}"}})
    assert api.v2.estimate_entries.get(12, 7).id == 7


def test_a_corrected_method_is_used(service: Service, client: Make) -> None:
    service.on("PUT", "/v2/jobs/4711", response(JOB))
    api = client(corrections={"v2.Jobs_UpdateJob": {"method": "PUT", "headers": {"content-type": "application/json"}}})
    assert api.v2.jobs.update(4711, notes=None).id == 4711
    assert service.requests[-1].headers.get_list("content-type") == ["application/json"]


def test_query_parameters_are_sent_by_the_services_names(service: Service, client: Make) -> None:
    service.on("GET", "/v2/jobs", response({"items": [JOB], "page": 1, "pageSize": 20, "totalCount": 1}))
    api = client(corrections={"v2.Jobs_ListJobs": {"parameters": {"clientId": "client", "page": "p"}}})
    assert [job.id for job in api.v2.jobs.list(client_id=3, page_size=20)] == [4711]
    assert dict(service.requests[-1].url.params) == {"client": "3", "pageSize": "20", "p": "1"}


def test_properties_are_renamed_in_a_body_and_in_its_response(service: Service, client: Make) -> None:
    record = {"Id": 1, "JobNumber": "NWB0002", "jobDescription": "Film", "clientId": 3, "jobTypeId": 2}
    service.on("POST", "/v2/jobs", response(record, 201))
    api = client(corrections={"v2.Jobs_CreateJob": {"properties": {"id": "Id", "jobNo": "JobNumber"}}})
    job = api.v2.jobs.create(description="Film", client_id=3, job_type_id=2, job_no="NWB0002")
    assert (job.id, job.job_no, job.additional_properties) == (1, "NWB0002", {})
    assert sent_body(service) == {"jobDescription": "Film", "clientId": 3, "jobTypeId": 2, "JobNumber": "NWB0002"}


def test_nested_properties_are_renamed_by_their_path(service: Service, client: Make) -> None:
    rights = [{"transactionType": "Job", "Level": "Full"}, {"transactionType": "Estimate", "Level": "Read Only"}]
    service.on("GET", "/v2/useraccessgroups/1", response({"id": 1, "Rights": rights}))
    renamed = {"access": "Rights", "access.accessLevel": "Level"}
    api = client(corrections={"v2.UserAccessGroups_GetUserAccessGroup": {"properties": renamed}})
    access = api.v2.user_access_groups.get(1).access
    assert access is not None
    assert [right.access_level for right in access] == ["Full", "Read Only"]


def test_properties_are_renamed_in_every_row_of_an_array(service: Service, client: Make) -> None:
    key = "legacy.SupplierPayments_ListSupplierPaymentsBySupplier"
    service.on("GET", "/Service.svc/supplierpayments/supplierid/9", response([{"Id": 1}, {"Id": 2}]))
    api = client(corrections={key: {"properties": {"IDKey": "Id"}}})
    assert [row.id_key for row in api.legacy.supplier_payments.list_by_supplier(9)] == [1, 2]


def test_a_property_that_is_only_sent_is_renamed_too(service: Service, client: Make) -> None:
    service.on("POST", "/Service.svc/job", response("4712"))
    api = client(corrections={"legacy.Jobs_CreateJob": {"properties": {"CampaignCode": "Campaign"}}})
    api.legacy.jobs.create(campaign_code="SPRING", format="json")
    assert sent_body(service) == {"Campaign": "SPRING"}


@pytest.mark.parametrize("union", ["anyOf", "oneOf"])
def test_properties_of_a_nullable_record_are_found_by_their_paths(union: str) -> None:
    line = {"type": "object", "properties": {"amount": {"type": "number"}}}
    schema = {"properties": {"line": {union: [{"type": "null"}, line]}, "lines": {"type": "array", "items": line}}}
    operation = Operation(Contract("v2", {}), "GET", "/v2/jobs", {"operationId": "Jobs_ListJobs", "responses": {}})
    assert list(schema_properties(operation, schema)) == ["line", "line.amount", "lines", "lines.amount"]


def test_two_names_can_be_swapped(service: Service, client: Make) -> None:
    service.on("GET", "/v2/jobs/4711", response({**JOB, "jobNo": "a description", "jobDescription": "a number"}))
    renamed = {"jobNo": "jobDescription", "jobDescription": "jobNo"}
    job = client(corrections={"v2.Jobs_GetJob": {"properties": renamed}}).v2.jobs.get(4711)
    assert (job.job_no, job.description) == ("a number", "a description")


def test_a_warning_names_a_renamed_property_by_the_name_in_the_contract(service: Service, client: Make) -> None:
    service.on("POST", "/v2/jobs", response({**JOB, "jobNo": None, "JobNumber": "NWB0099"}, 201))
    api = client(corrections={"v2.Jobs_CreateJob": {"properties": {"jobNo": "JobNumber"}}})
    with pytest.warns(ResponseMismatchWarning, match="jobNo was sent"):
        api.v2.jobs.create(description="Launch film", client_id=3, job_type_id=2, job_no="NWB0002")


def test_swapped_names_in_a_write_cause_no_warning(
    service: Service, client: Make, recwarn: pytest.WarningsRecorder
) -> None:
    service.on("POST", "/v2/jobs", response({**JOB, "jobNo": "Film", "jobDescription": "NWB0002"}, 201))
    renamed = {"jobNo": "jobDescription", "jobDescription": "jobNo"}
    api = client(corrections={"v2.Jobs_CreateJob": {"properties": renamed}})
    assert api.v2.jobs.create(description="Film", client_id=3, job_type_id=2, job_no="NWB0002").job_no == "NWB0002"
    assert sent_body(service)["jobDescription"] == "NWB0002"
    assert not [warning for warning in recwarn if issubclass(warning.category, ResponseMismatchWarning)]


def test_a_property_with_the_contracts_name_is_ignored_if_another_is_renamed_to_it(
    service: Service, client: Make
) -> None:
    service.on("GET", "/v2/jobs/4711", response({**JOB, "jobNo": "an internal code"}))
    job = client(corrections={"v2.Jobs_GetJob": {"properties": {"jobNo": "JobNumber"}}}).v2.jobs.get(4711)
    assert job.job_no is None


def test_a_corrected_header_overrides_that_of_a_call(service: Service, client: Make) -> None:
    service.on("GET", "/v2/jobs/4711", response(JOB))
    client(corrections={"v2.Jobs_GetJob": {"headers": {"x-version": "2"}}}).send(get_job(headers={"X-Version": "1"}))
    assert service.requests[-1].headers.get_list("x-version") == ["2"]


def test_a_list_is_read_from_an_envelope_with_other_names(service: Service, client: Make) -> None:
    pages = [response({"result": {"rows": [{"Id": id}]}, "pageNumber": id, "total": 2, "pageSize": 1}) for id in (1, 2)]
    service.on("GET", "/v2/jobs", *pages)
    envelope = {"items": "result.rows", "page": "pageNumber", "totalCount": "total"}
    api = client(corrections={"v2.Jobs_ListJobs": {"envelope": envelope, "properties": {"id": "Id"}}})
    assert [job.id for job in api.v2.jobs.list()] == [1, 2]
    assert len(service.requests) == 3  # page 2 is full, and the total does not show that it is the last


def test_pages_of_a_bare_array_are_requested_until_one_is_empty(service: Service, client: Make) -> None:
    rows = {"1": [{"id": 1}, {"id": 2}], "2": [{"id": 3}]}
    service.on("GET", "/v2/jobs", lambda request: response(rows.get(request.url.params["page"], [])))
    api = client(corrections={"v2.Jobs_ListJobs": {"envelope": "array"}})
    assert [job.id for job in api.v2.jobs.list()] == [1, 2, 3]


def test_a_bare_array_that_is_returned_twice_raises_paging_ignored(service: Service, client: Make) -> None:
    service.on("GET", "/v2/jobs", response([{"id": 1}]))
    with pytest.raises(PagingIgnoredError):
        list(client(corrections={"v2.Jobs_ListJobs": {"envelope": "array"}}).v2.jobs.list())


def test_a_list_without_pages_is_requested_once_after_pages_0_and_2_were_compared(
    service: Service, client: Make
) -> None:
    service.on("GET", "/v2/jobs", response([{"id": 1}, {"id": 2}]))
    api = client(corrections={"v2.Jobs_ListJobs": {"envelope": "all"}})
    for _ in range(2):
        assert [job.id for job in api.v2.jobs.list()] == [1, 2]
    assert [request.url.params["page"] for request in service.requests] == ["1", "0", "2", "1"]


def test_a_response_in_another_shape_than_the_corrected_one_is_a_contract_violation(
    service: Service, client: Make
) -> None:
    service.on("GET", "/v2/jobs", response({"items": [JOB]}))
    with pytest.raises(ContractViolationError, match="items"):
        list(client(corrections={"v2.Jobs_ListJobs": {"envelope": {"items": "data"}}}).v2.jobs.list())


def test_the_clients_token_request_is_corrected_too(service: Service, client: Make, grant: PasswordGrant) -> None:
    service.on("POST", "/connect/token", response({"accessToken": "access-1"}))
    service.on("GET", "/v2/jobs/4711", response(JOB))
    correction = {
        "path": "/connect/token",
        "parameters": {"tenantId": "tenant"},
        "properties": {"access_token": "accessToken"},
        "headers": {"X-Product": "5f1e"},
    }
    assert client(grant, corrections={"v1.Token_Token": correction}).v2.jobs.get(4711).id == 4711
    token_request, call = service.requests
    assert dict(parse_qsl(token_request.content.decode()))["tenant"] == "acme"
    assert token_request.headers["x-product"] == "5f1e"
    assert call.headers["authorization"] == "Bearer access-1"


def test_a_secret_header_of_the_token_request_is_not_shown(
    service: Service, client: Make, grant: PasswordGrant
) -> None:
    secret = "subscription-5f1e"
    service.on("POST", "/v1/token", response({"detail": f"{secret} is not known"}, 403))
    with pytest.raises(UnauthorizedError, match=r"\*\*\* is not known") as exc_info:
        client(grant, corrections={"v1.Token_Token": {"headers": {"X-Key": secret}}}).v2.jobs.get(4711)
    assert secret not in f"{exc_info.value!r} {exc_info.value}"


def test_a_secret_header_is_sent_and_not_shown(
    service: Service, client: Make, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "subscription-5f1e"
    service.on("GET", "/v2/jobs/4711", response({"detail": f"{secret} is not known"}, 403))
    api = client(corrections={"v2.Jobs_GetJob": {"headers": {"X-Subscription": secret}}})
    with caplog.at_level(logging.DEBUG), pytest.raises(Exception, match=r"\*\*\* is not known") as exc_info:
        api.v2.jobs.get(4711)
    assert service.requests[-1].headers["x-subscription"] == secret
    corrected = api.corrections["v2.Jobs_GetJob"].call(jobs.get_job(4711))
    assert corrected.headers["X-Subscription"] == secret
    output = f"{exc_info.value!r} {exc_info.value} {corrected!r} {api.corrections!r} {api!r} {caplog.text}"
    assert secret not in output


def test_a_corrected_write_is_still_inferred(service: Service, client: Make) -> None:
    service.on("PUT", "/v2/job", response(JOB))
    corrections = {"v2.Jobs_CreateJob": {"path": "/v2/job", "method": "PUT"}}
    arguments: dict[str, Any] = {"description": "Launch film", "client_id": 3, "job_type_id": 2}
    with pytest.raises(UnverifiedOperationError):
        client(corrections=corrections, inferred="guard").v2.jobs.create(**arguments)
    assert not service.requests
    client(corrections=corrections, inferred="guard", allow={"v2.Jobs_CreateJob"}).v2.jobs.create(**arguments)
    assert len(service.requests) == 1


def test_a_read_that_is_corrected_to_a_post_must_be_allowed_like_a_write(service: Service, client: Make) -> None:
    with pytest.raises(UnverifiedOperationError):
        client(corrections={"v2.Jobs_GetJob": {"method": "POST"}}, inferred="guard").v2.jobs.get(4711)
    assert not service.requests


def test_a_file_is_equivalent_to_a_mapping(service: Service, client: Make, tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text('["v2.Jobs_GetJob"]\npath = "/v2/job/{jobId}"\n\n[v2.Jobs_ListJobs]\nenvelope = "all"\n')
    service.on("GET", "/v2/job/4711", response(JOB))
    service.on("GET", "/v2/jobs", response([JOB]))
    api = client(corrections=file)
    assert [api.v2.jobs.get(4711).id, *(job.id for job in api.v2.jobs.list())] == [4711, 4711]


def test_the_environment_names_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, service: Service) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text('["v2.Jobs_GetJob"]\npath = "/v2/{jobId}"\n')
    monkeypatch.setenv("ACCOUNTABILITY_API_TOKEN", "token")
    monkeypatch.setenv("ACCOUNTABILITY_CORRECTIONS", str(file))
    with Accountability.from_env(base_url=BASE) as api:
        assert api.corrections["v2.Jobs_GetJob"].call(jobs.get_job(4711)).path == "/v2/4711"


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ({"v3.Jobs_GetJob": {}}, "got 'v3.Jobs_GetJob'. Did you mean v2.Jobs_GetJob or v1.Jobs_GetJob"),
        ({"v2.Jobs_GetJobs": {}}, "got 'v2.Jobs_GetJobs'. Did you mean v2.Jobs_GetJob"),
        ({"v2": {"Jobs_GetJobs": {}}}, "got 'v2.Jobs_GetJobs'. Did you mean v2.Jobs_GetJob"),
        ({"v2.Jobs_GetJob": {"pathh": "/"}}, "v2.Jobs_GetJob: a correction has no 'pathh'; did you mean path"),
        ({"v2.Jobs_GetJob": "/v2/job"}, "v2.Jobs_GetJob: expected a table, got a str"),
        (
            {"v2.Jobs_GetJob": {"method": "DELETE"}},
            "method: expected a method of a read, one of GET, POST; got 'DELETE'",
        ),
        ({"v2.Jobs_CreateJob": {"method": "GET"}}, "method: expected a method of a write"),
        ({"v2.Jobs_GetJob": {"path": "/v2/jobs"}}, "path: expected {jobId} once, got it 0 times"),
        ({"v2.Jobs_GetJob": {"path": "/v2/{jobId}/{jobId}"}}, "path: expected {jobId} once, got it 2 times"),
        ({"v2.Jobs_GetJob": {"path": "/v2/{jobid}"}}, "no path parameter 'jobid'; did you mean jobId"),
        ({"v2.Jobs_GetJob": {"path": "v2/{jobId}"}}, "expected a path such as /v2/jobs/{jobId}"),
        ({"v2.Jobs_GetJob": {"path": "/v2/{jobId}?a=b"}}, "a path such as"),
        ({"v2.Jobs_GetJob": {"path": 7}}, "a path such as"),
        ({"v2.Jobs_ListJobs": {"parameters": {"clientID": "c"}}}, "no parameter 'clientID'; did you mean clientId"),
        ({"v2.Jobs_ListJobs": {"parameters": {"clientId": 7}}}, "parameters: clientId: expected a name, got a int"),
        ({"v2.Jobs_ListJobs": {"parameters": {"page": "p", "pageSize": "p"}}}, "got 'p' for both page and pageSize"),
        ({"v2.Jobs_ListJobs": {"properties": {"items.jobNo": "No"}}}, "no property 'items.jobNo'; did you mean jobNo"),
        (
            {"v2.Jobs_UpdateJob": {"properties": {"jobDescription": "notes"}}},
            "jobDescription: expected another name than 'notes', unless notes is renamed",
        ),
        (
            {"v2.UserAccessGroups_GetUserAccessGroup": {"properties": {"access.accessLevel": "transactionType"}}},
            "unless access.transactionType is renamed",
        ),
        ({"v2.Jobs_GetJob": {"properties": ["jobNo"]}}, "properties: expected a table of names, got a list"),
        ({"v2.Jobs_GetJob": {"envelope": "all"}}, "expected { record ="),
        ({"v2.Jobs_ListJobs": {"envelope": {"item": "data"}}}, "an envelope has no 'item'; did you mean items"),
        ({"v2.Jobs_ListJobs": {"envelope": "bare"}}, 'expected "array", "all" or a table of names'),
        (
            {"v2.Jobs_GetJob": {"headers": {"Authorization": "Basic x"}}},
            "headers: expected a header that corrections may set, got 'Authorization'",
        ),
        (
            {"v2.Jobs_GetJob": {"naming": "kebab-case"}},
            "naming: expected one of PascalCase, snake_case, camelCase, got",
        ),
        ({"v2.Jobs_GetJob": {"naming": 7}}, "naming: expected one of PascalCase"),
        ({"v2.Jobs_GetJob": {"formats": "string"}}, "formats: expected a table of formats, got a str"),
        ({"v2.Jobs_GetJob": {"formats": {"jobno": "string"}}}, "no property 'jobno'; did you mean jobNo"),
        ({"v2.Jobs_GetJob": {"formats": {"id": "text"}}}, "formats: id: expected one of string, got 'text'"),
        (
            {"v2.Jobs_GetJob": {"formats": {"dateOpened": "string"}}},
            "dateOpened: expected one of wcf-date, midnight, got",
        ),
        ({"v2.Jobs_GetJob": {"formats": {"jobNo": "wcf-date"}}}, "jobNo: expected no format for a value of this type"),
        ({"v2.Jobs_ListJobs": {"first_page": 2}}, "first_page: expected 0 or 1, got 2"),
        ({"v2.Jobs_GetJob": {"first_page": 0}}, "first_page: expected an operation with pages"),
        ({"v2.Jobs_GetJob": {"charset": "latin-99"}}, "charset: expected an encoding such as windows-1252, got"),
        ({"v2.Jobs_GetJob": {"charset": 8}}, "charset: expected an encoding"),
        ({"legacy.Jobs_ExportJob": {"properties": {"JobNo": "No"}}}, "has, in JSON, no property 'JobNo'"),
    ],
)
def test_an_invalid_correction_is_an_error_that_names_its_place(client: Make, corrections: Any, expected: str) -> None:
    with pytest.raises(ConfigurationError) as exc_info:
        client(corrections=corrections)
    assert expected in str(exc_info.value)


def test_the_error_of_an_invalid_header_does_not_show_its_value(client: Make) -> None:
    with pytest.raises(ConfigurationError) as exc_info:
        client(corrections={"v2.Jobs_GetJob": {"headers": {"X-Key": "hush\n"}}})
    assert "X-Key: expected printable ASCII" in str(exc_info.value)
    assert "hush" not in str(exc_info.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('# mine\n["v2.Jobs_GetJob"]\npaht = "/"\n', r"c\.toml, line 2: v2\.Jobs_GetJob: a correction has no 'paht'"),
        ("[v2.Jobs_Get]\n", r"c\.toml, line 1: .*expected the key of an operation"),
        ('["v2.Jobs_GetJob"\n', r"c\.toml: .*line 1"),
    ],
)
def test_an_error_in_a_file_names_its_line(client: Make, tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationError, match=expected):
        client(corrections=str(file))


def test_a_missing_file_is_named(client: Make, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.toml, got: No such file"):
        client(corrections=tmp_path / "none.toml")


def test_a_client_without_corrections_does_not_import_them() -> None:
    code = (
        "import sys; from accountability import *; Accountability(ApiToken('t')).close();"
        "print([m for m in sys.modules if 'correction' in m or m == 'tomllib'])"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == "[]"
