"""The call log contains each request and its response, with the reason of a rejection and without secrets."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal

import pytest

from accountability import spec, wcf
from accountability.sandbox import Fault, Sandbox
from accountability.sandbox.call_log import MAX_CALLS

from .conftest import MORNING, Caller, example_body
from .fleet import build_fleet


def test_a_call_is_logged_with_request_and_response(any_sandbox: Sandbox) -> None:
    with any_sandbox.client() as api:
        job = api.v2.jobs.create(client_id=31, job_type_id=2, description="Launch film", budget=Decimal("12.30"))
        list(api.v2.jobs.list(client_id=31))
    (create_call,) = any_sandbox.calls("v2.Jobs_CreateJob")
    assert (create_call.method, create_call.path, create_call.status, create_call.reason) == (
        "POST",
        "/v2/jobs",
        201,
        None,
    )
    assert create_call.body == {
        "clientId": 31,
        "jobTypeId": 2,
        "jobDescription": "Launch film",
        "budget": Decimal("12.30"),
    }
    assert (create_call.at, create_call.account) == (MORNING, "ops@acme.example")
    (list_call,) = any_sandbox.calls("v2.Jobs_ListJobs")
    assert list_call.query["clientId"] == 31
    assert [call.operation for call in any_sandbox.calls()] == ["v2.Jobs_CreateJob", "v2.Jobs_ListJobs"]
    assert job.id


def test_a_rejected_call_is_logged_with_the_reason(api: Caller, running: Sandbox) -> None:
    api.get("/v2/jobs/999")
    api.get("/nowhere")
    api.send_json("POST", "/v2/jobs", {"clientId": "three", "jobTypeId": 2, "jobDescription": "x"})
    reasons = [(call.status, call.operation, call.reason or "") for call in running.calls()]
    assert [(status, operation) for status, operation, _ in reasons] == [
        (404, "v2.Jobs_GetJob"),
        (404, None),
        (422, "v2.Jobs_CreateJob"),
    ]
    assert "999" in reasons[0][2]
    assert "/nowhere" in reasons[1][2]
    assert "clientId" in reasons[2][2]


def test_a_call_affected_by_a_fault_is_logged_with_it(in_process: Sandbox) -> None:
    in_process.faults.add(Fault(status=500, times=1))
    http = in_process.http_client()
    http.get("/v2/jobs")
    (call,) = in_process.calls()
    assert (call.status, call.reason) == (500, "fault: status 500")


def test_the_log_has_neither_credentials_nor_tokens(api: Caller, running: Sandbox) -> None:
    account = running.accounts[0]
    form = {"username": account.username, "password": account.api_token, "tenantId": account.tenant}
    tokens = api.post("/v1/token", data=form).raise_for_status().json()
    api.get("/v2/jobs", headers={"Authorization": f"Bearer {tokens['access_token']}"}).raise_for_status()
    log = repr(running.calls()) + api.get("/_sandbox/requests").text
    for secret in (account.api_token, tokens["access_token"], tokens["refresh_token"]):
        assert secret not in log
    assert [call.body for call in running.calls("v1.Token_Token")] == [None]


def test_sensitive_properties_are_masked_at_any_depth() -> None:
    document = build_fleet([], "https://fleet.example")
    birth_date = {"type": "string", "x-sensitive": "person"}
    driver = {"type": "object", "properties": {"name": {"type": "string"}, "born": birth_date}}
    truck = document["components"]["schemas"]["Truck"]["properties"]
    truck["driver"], truck["pin"] = driver, {"type": "string", "format": "password"}
    with closing(Sandbox(documents={"fleet": document})) as sandbox:
        body = {"plate": "A", "pin": "1234", "driver": {"name": "Ann", "born": "1990-01-01"}}
        sandbox.http_client().post("/trucks", json=body).raise_for_status()
        (call,) = sandbox.calls()
    assert call.body == {"plate": "A", "pin": "***", "driver": {"name": "Ann", "born": "***"}}


def test_bank_details_of_a_supplier_are_masked(in_process: Sandbox) -> None:
    key, media = "legacy.Suppliers_CreateSupplier", "application/xml"
    body = {**example_body(key, media), "PaytoBankAccountNumber": "12-3456"}
    schema = spec.find(key).raw["requestBody"]["content"][media]["schema"]
    content = wcf.Codec(spec.load("legacy").document).encode(body, schema)
    http = in_process.http_client(auth=(in_process.accounts[0].api_token, ""))
    path = spec.find(key).path
    http.post(f"/Service.svc{path}", content=content, headers={"Content-Type": media}).raise_for_status()
    (call,) = in_process.calls(key)
    assert call.body["PaytoBankAccountNumber"] == "***"
    assert "12-3456" not in repr(in_process.calls())


def test_a_misspelled_operation_is_an_error(in_process: Sandbox) -> None:
    with pytest.raises(ValueError, match="Jobs_Crate"):
        in_process.calls("v2.Jobs_Crate")


def test_the_last_thousand_calls_are_logged(in_process: Sandbox) -> None:
    http = in_process.http_client()
    for number in range(MAX_CALLS + 2):
        http.get(f"/none/{number}")
    assert len(in_process.calls()) == MAX_CALLS
    assert in_process.calls()[0].path == "/none/2"


def test_requests_to_the_control_api_are_not_logged(api: Caller, running: Sandbox) -> None:
    api.get("/_sandbox")
    assert running.calls() == []


def test_the_calls_of_one_operation_are_returned_over_http(api: Caller) -> None:
    api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))
    api.get("/v2/jobs")
    (call,) = api.get_json("/_sandbox/requests", operation="v2.Jobs_CreateJob")["requests"]
    assert call["body"]["clientId"] == example_body("v2.Jobs_CreateJob")["clientId"]
    assert len(api.get_json("/_sandbox/requests")["requests"]) == 2
    assert api.get("/_sandbox/requests", params={"operation": "v2.Nothing"}).status_code == 422


def test_a_call_that_a_variant_handles_alone_is_logged(in_process: Sandbox) -> None:
    in_process.variant = "put-for-patch"
    http = in_process.http_client(auth=(in_process.accounts[0].api_token, ""))
    assert http.patch("/v2/jobs/4711", json={}).status_code == 405
    http.get("/v2/jobs/4711").raise_for_status()
    assert [(call.operation, call.status, call.reason) for call in in_process.calls()] == [
        ("v2.Jobs_UpdateJob", 405, "handled by the variant put-for-patch"),
        ("v2.Jobs_GetJob", 200, None),
    ]
