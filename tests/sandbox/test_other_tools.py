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
    api_name: str, anonymous: Caller, running: RunningSandbox
) -> None:
    document = anonymous.get_json(f"/openapi/{api_name}.json")
    contract = spec.load(api_name)
    suffix = "/Service.svc" if api_name == "legacy" else ""
    assert [server["url"] for server in document["servers"]] == [running.url + suffix]
    assert document["paths"].keys() == contract.document["paths"].keys()
    validate(document)


def test_openapi_json_is_the_document_of_the_newest_api(anonymous: Caller) -> None:
    assert anonymous.get_json("/openapi.json") == anonymous.get_json("/openapi/v2.json")


def test_each_operation_has_samples_for_curl_python_and_the_command_on_request(anonymous: Caller) -> None:
    document = anonymous.get("/openapi/v2.json?samples").json()
    members = [member for item in document["paths"].values() for member in item.values()]
    operations = [member for member in members if "operationId" in member]
    assert all(
        [sample["label"] for sample in operation["x-codeSamples"]] == ["curl", "Python", "Command"]
        for operation in operations
    )
    (job,) = (operation for operation in operations if operation["operationId"] == "Jobs_GetJob")
    assert job["x-codeSamples"][1]["source"] == "api.v2.jobs.get(4711)"


def test_samples_use_the_clients_names_of_arguments(anonymous: Caller) -> None:
    paths = anonymous.get("/openapi/legacy.json?samples").json()["paths"]
    (supplier,) = (item["post"] for item in paths.values() if "Suppliers_CreateSupplier" in str(item.get("post")))
    _, python, command = (sample["source"] for sample in supplier["x-codeSamples"])
    assert "create_1099=True" in python
    assert "--create-1099 true" in command


def test_a_page_of_this_machine_may_call_from_a_browser(anonymous: Caller) -> None:
    headers = {**LOCAL, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}
    preflight = anonymous.options("/v2/jobs/4711", headers=headers)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == LOCAL["Origin"]
    assert preflight.headers["Access-Control-Allow-Methods"] == "PATCH"
    assert preflight.headers["Access-Control-Allow-Headers"] == "authorization"
    rejected = anonymous.get("/v2/jobs", headers=LOCAL)
    assert (rejected.status_code, rejected.headers["Access-Control-Allow-Origin"]) == (401, LOCAL["Origin"])
    assert "X-Request-Id" in rejected.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example", "null"])
def test_a_page_of_another_host_may_not_call(anonymous: Caller, origin: str) -> None:
    response = anonymous.options("/v2/jobs", headers={"Origin": origin, "Access-Control-Request-Method": "GET"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_head_is_get_without_a_body(api: Caller, running: RunningSandbox) -> None:
    head, get = api.head("/v2/jobs/4711"), api.get("/v2/jobs/4711")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert api.head("/v2/jobs/999").status_code == 404
    assert [call.method for call in running.calls("v2.Jobs_GetJob")] == ["HEAD", "GET", "HEAD"]


def test_options_lists_the_methods_of_a_path(anonymous: Caller) -> None:
    response = anonymous.options("/v2/jobs")
    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert anonymous.options("/nowhere").status_code == 404


def test_a_merge_patch_may_be_sent_as_json_and_the_document_says_so(api: Caller, anonymous: Caller) -> None:
    assert read(api.send_json("PATCH", "/v2/jobs/4711", {"notes": "as JSON"}))["notes"] == "as JSON"
    content = anonymous.get_json("/openapi/v2.json")["paths"]["/v2/jobs/{jobId}"]["patch"]["requestBody"]["content"]
    assert content["application/json"]["x-status"] == "inferred"
    assert content["application/json"]["schema"] == content["application/merge-patch+json"]["schema"]


UNDECLARED: list[tuple[str, str, Any, str]] = [
    ("GET", "/v2/jobs?colour=blue", None, "query colour"),
    ("POST", "/v2/jobs", {**example_body("v2.Jobs_CreateJob"), "colour": "blue"}, "body /colour"),
    ("PATCH", "/v2/jobs/4711", {"colour": "blue"}, "body /colour"),
]


@pytest.mark.parametrize(("method", "path", "body", "warning"), UNDECLARED)
def test_an_undeclared_parameter_or_property_is_a_warning_in_the_log(
    api: Caller, running: RunningSandbox, method: str, path: str, body: Any, warning: str
) -> None:
    response = api.get(path) if body is None else api.send_json(method, path, body)
    assert response.is_success
    assert running.calls()[-1].warnings == (warning,)
    assert api.get_json("/_sandbox/requests")["requests"][-1]["warnings"] == [warning]


@pytest.mark.parametrize(("method", "path", "body", "warning"), UNDECLARED)
def test_strict_rejects_an_undeclared_parameter_or_property(
    api: Caller, running: RunningSandbox, method: str, path: str, body: Any, warning: str
) -> None:
    assert api.put("/_sandbox/strict", json={"strict": True}).json() == {"strict": True}
    response = api.get(path) if body is None else api.send_json(method, path, body)
    assert response.status_code == 422
    error = read(response)["errors"][0]
    assert f"{error['location']} {error['name']}" == warning
    running.reset()
    assert not running.strict


def test_accounts_are_added_over_http_and_tenants_are_separate(
    api: Caller, anonymous: Caller, running: RunningSandbox
) -> None:
    account = {"tenantId": "globex", "username": "ops@globex.example", "apiToken": "globex-token"}
    assert api.post("/_sandbox/accounts", json=account).status_code == 201
    assert account in api.get_json("/_sandbox/accounts")["accounts"]
    assert api.post("/_sandbox/accounts", json=account).status_code == 422
    with Caller(base_url=running.url, auth=(account["apiToken"], "")) as globex:
        assert globex.get_json("/v2/jobs")["totalCount"] == 0
        assert globex.get("/v2/jobs/4711").status_code == 404
        assert globex.get("/v1/jobs").status_code == 403  # no employee of that tenant, so no access group
        created = globex.create("/v2/clients", {"clientCode": "GLX", "clientName": "Globex"})
        assert globex.get_json("/v2/clients")["items"] == [created]
        assert api.get_json("/v2/clients/31")["clientCode"] == "NWB"
        assert "GLX" not in api.get("/v2/clients").text
        form = {"grant_type": "password", "username": account["username"], "password": account["apiToken"]}
        token = anonymous.post("/v1/token", data=form).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        assert anonymous.get("/v2/clients", headers=bearer).json()["totalCount"] == 1
        assert anonymous.post("/v1/token", data={**form, "tenantId": "acme"}).status_code == 401
        (job,) = running.seed("jobs", [{"jobNo": "GLX0001"}], tenant="globex")
        assert [record["id"] for record in globex.get_json("/v2/jobs")["items"]] == [job["id"]]


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


def test_bodies_of_token_calls_are_not_logged(anonymous: Caller, running: RunningSandbox) -> None:
    account = running.accounts[0]
    form = {"username": account.username, "password": account.api_token}
    token = anonymous.post("/v1/token", data=form).json()["access_token"]
    (call,) = running.calls()
    assert (call.account, call.body, call.response_body) == (account.username, None, None)
    assert token not in str(call.as_dict())
