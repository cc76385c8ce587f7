"""The sandbox is open to tools and languages other than the Python client: documents, CORS, HEAD, OPTIONS, JSON."""

from __future__ import annotations

from typing import Any

import pytest
from openapi_spec_validator import validate

from accountability import spec
from accountability.sandbox import Account, RunningSandbox, Sandbox

from .conftest import Caller, example_body, read

LOCAL = {"Origin": "http://localhost:5173"}


@pytest.mark.parametrize("api_name", spec.APIS)
def test_the_document_of_each_api_is_served_with_the_sandbox_as_its_server(
    api_name: str, stranger: Caller, running: RunningSandbox
) -> None:
    document = stranger.get_json(f"/openapi/{api_name}.json")
    contract = spec.load(api_name)
    suffix = "/Service.svc" if api_name == "legacy" else ""
    assert [each["url"] for each in document["servers"]] == [running.url + suffix]
    assert document["paths"].keys() == contract.document["paths"].keys()
    validate(document)


def test_the_usual_address_has_the_newest_api(stranger: Caller) -> None:
    assert stranger.get_json("/openapi.json") == stranger.get_json("/openapi/v2.json")


def test_each_operation_has_samples_for_curl_python_and_the_command_on_request(stranger: Caller) -> None:
    document = stranger.get("/openapi/v2.json?samples").json()
    operations = [each for item in document["paths"].values() for each in item.values() if "operationId" in each]
    assert all(
        [each["label"] for each in each["x-codeSamples"]] == ["curl", "Python", "Command"] for each in operations
    )
    (job,) = (each for each in operations if each["operationId"] == "Jobs_GetJob")
    assert job["x-codeSamples"][1]["source"] == "api.v2.jobs.get(4711)"


def test_a_page_of_this_machine_may_call_from_a_browser(stranger: Caller) -> None:
    asked = {**LOCAL, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}
    preflight = stranger.options("/v2/jobs/4711", headers=asked)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == LOCAL["Origin"]
    assert preflight.headers["Access-Control-Allow-Methods"] == "PATCH"
    assert preflight.headers["Access-Control-Allow-Headers"] == "authorization"
    rejected = stranger.get("/v2/jobs", headers=LOCAL)
    assert (rejected.status_code, rejected.headers["Access-Control-Allow-Origin"]) == (401, LOCAL["Origin"])
    assert "X-Request-Id" in rejected.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example", "null"])
def test_a_page_of_another_host_may_not(stranger: Caller, origin: str) -> None:
    response = stranger.options("/v2/jobs", headers={"Origin": origin, "Access-Control-Request-Method": "GET"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_head_is_get_without_a_body(api: Caller, running: RunningSandbox) -> None:
    head, get = api.head("/v2/jobs/4711"), api.get("/v2/jobs/4711")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert api.head("/v2/jobs/999").status_code == 404
    assert [call.method for call in running.calls("v2.Jobs_GetJob")] == ["HEAD", "GET", "HEAD"]


def test_options_lists_the_methods_of_a_path(stranger: Caller) -> None:
    response = stranger.options("/v2/jobs")
    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert stranger.options("/nowhere").status_code == 404


def test_a_merge_patch_may_be_sent_as_json_and_the_document_says_so(api: Caller, stranger: Caller) -> None:
    assert read(api.send_json("PATCH", "/v2/jobs/4711", {"notes": "as JSON"}))["notes"] == "as JSON"
    content = stranger.get_json("/openapi/v2.json")["paths"]["/v2/jobs/{jobId}"]["patch"]["requestBody"]["content"]
    assert content["application/json"]["x-status"] == "inferred"
    assert content["application/json"]["schema"] == content["application/merge-patch+json"]["schema"]


UNKNOWN: list[tuple[str, str, Any, str]] = [
    ("GET", "/v2/jobs?colour=blue", None, "query colour"),
    ("POST", "/v2/jobs", {**example_body("v2.Jobs_CreateJob"), "colour": "blue"}, "body /colour"),
    ("PATCH", "/v2/jobs/4711", {"colour": "blue"}, "body /colour"),
]


@pytest.mark.parametrize(("method", "path", "body", "warning"), UNKNOWN)
def test_what_the_contract_does_not_declare_is_a_warning_in_the_log(
    api: Caller, running: RunningSandbox, method: str, path: str, body: Any, warning: str
) -> None:
    response = api.get(path) if body is None else api.send_json(method, path, body)
    assert response.is_success
    assert running.calls()[-1].warnings == (warning,)
    assert api.get_json("/_sandbox/requests")["requests"][-1]["warnings"] == [warning]


@pytest.mark.parametrize(("method", "path", "body", "warning"), UNKNOWN)
def test_the_strict_switch_rejects_it(
    api: Caller, running: RunningSandbox, method: str, path: str, body: Any, warning: str
) -> None:
    assert api.put("/_sandbox/strict", json={"strict": True}).json() == {"strict": True}
    response = api.get(path) if body is None else api.send_json(method, path, body)
    assert response.status_code == 422
    assert " ".join(read(response)["errors"][0][each] for each in ("location", "name")) == warning
    running.reset()
    assert not running.strict


def test_accounts_are_added_over_http_and_tenants_are_separate(
    api: Caller, stranger: Caller, running: RunningSandbox
) -> None:
    new = {"tenantId": "globex", "username": "ops@globex.example", "apiToken": "globex-token"}
    assert api.post("/_sandbox/accounts", json=new).status_code == 201
    assert new in api.get_json("/_sandbox/accounts")["accounts"]
    assert api.post("/_sandbox/accounts", json=new).status_code == 422
    with Caller(base_url=running.url, auth=(new["apiToken"], "")) as globex:
        assert globex.get_json("/v2/jobs")["totalCount"] == 0
        assert globex.get("/v2/jobs/4711").status_code == 404
        assert globex.get("/v1/jobs").status_code == 403  # no employee of that tenant, so no access group
        created = globex.create("/v2/clients", {"clientCode": "GLX", "clientName": "Globex"})
        assert globex.get_json("/v2/clients")["items"] == [created]
        assert api.get_json("/v2/clients/31")["clientCode"] == "NWB"
        assert "GLX" not in api.get("/v2/clients").text
        form = {"grant_type": "password", "username": new["username"], "password": new["apiToken"]}
        token = stranger.post("/v1/token", data=form).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        assert stranger.get("/v2/clients", headers=bearer).json()["totalCount"] == 1
        assert stranger.post("/v1/token", data={**form, "tenantId": "acme"}).status_code == 401
        (job,) = running.seed("jobs", [{"jobNo": "GLX0001"}], tenant="globex")
        assert [each["id"] for each in globex.get_json("/v2/jobs")["items"]] == [job["id"]]


def test_an_added_account_survives_a_reset_and_a_restart(tmp_path: Any) -> None:
    for _ in range(2):
        sandbox = Sandbox(database=tmp_path / "agency.db")
        account = Account("globex", "ops@globex.example", "globex-token")
        if account not in sandbox.accounts:
            sandbox.add_account(account)
        sandbox.reset()
        assert sandbox.accounts[-1] == account
        sandbox.close()


def test_a_rejected_call_is_logged_with_caller_query_body_and_request_id(api: Caller, running: RunningSandbox) -> None:
    response = api.send_json("POST", "/v2/jobs?colour=blue", {"clientId": "three", "password": "secret"})
    (call,) = running.calls()
    assert (call.status, call.account, call.id) == (422, "ops@acme.example", response.headers["X-Request-Id"])
    assert call.query == {"colour": "blue"}
    assert call.body == {"clientId": "three", "password": "***"}
    assert call.response_body == read(response)


def test_bodies_of_token_calls_are_not_logged(stranger: Caller, running: RunningSandbox) -> None:
    account = running.accounts[0]
    form = {"username": account.username, "password": account.api_token}
    token = stranger.post("/v1/token", data=form).json()["access_token"]
    (call,) = running.calls()
    assert (call.account, call.body, call.response_body) == (account.username, None, None)
    assert token not in str(call.as_dict())
