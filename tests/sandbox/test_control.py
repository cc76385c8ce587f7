"""The control API describes the sandbox, controls it, and rejects requests from other machines and origins."""

from __future__ import annotations

import httpx
import pytest

from accountability import spec
from accountability.sandbox import Fault, RunningSandbox, Sandbox

from .conftest import Caller, read

FORMER_EMPLOYEE = "bea.solano@acme.example"


def test_the_sandbox_describes_itself_and_its_operations(anonymous: Caller, running: RunningSandbox) -> None:
    page = anonymous.get_json("/_sandbox")
    assert page["sandbox"] is True
    assert page["apis"] == {"v2": running.url, "v1": running.url, "legacy": running.legacy_url}
    operation_keys = {key for api in spec.APIS for key in spec.load(api).operations}
    assert {operation["key"] for operation in page["operations"]} == operation_keys
    assert page["notImitated"]


def test_every_listed_account_can_call(anonymous: Caller) -> None:
    accounts = anonymous.get_json("/_sandbox/accounts")["accounts"]
    assert {account["username"] for account in accounts} > {"ops@acme.example", FORMER_EMPLOYEE}
    for account in (account for account in accounts if account["username"] != FORMER_EMPLOYEE):
        assert anonymous.get("/v2/jobs", auth=(account["apiToken"], "")).status_code == 200
        form = {"username": account["username"], "password": account["apiToken"], "tenantId": account["tenantId"]}
        assert read(anonymous.post("/v1/token", data=form))["access_token"]


def test_the_repr_of_an_account_has_no_token(running: RunningSandbox) -> None:
    assert running.accounts[0].api_token not in repr(running.accounts)


def test_a_client_needs_only_the_running_sandbox(running: RunningSandbox) -> None:
    with running.client() as client:
        job = client.v2.jobs.get(4711)
        assert client.v2.jobs.update(4711, description="Winter film").id == job.id
        assert client.v2.jobs.get(4711).description == "Winter film"


def test_every_listed_route_exists(anonymous: Caller) -> None:
    pages = anonymous.get_json("/_sandbox")["control"]
    assert len(pages) > 10
    for page in pages:
        response = anonymous.request(page["method"], page["path"].replace("{name}", "unknown"))
        assert response.status_code != 405
        assert "no page" not in response.text, page


def test_an_unknown_route_and_a_wrong_method_are_rejected(anonymous: Caller) -> None:
    assert anonymous.get("/_sandbox/nothing").status_code == 404
    response = anonymous.get("/_sandbox/reset")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"])
def test_a_host_name_of_another_machine_is_rejected(anonymous: Caller, host: str) -> None:
    assert anonymous.post("/_sandbox/reset", headers={"Host": host}).status_code == 403
    assert anonymous.get("/_sandbox/accounts", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:8000", "sandbox.localhost:80"])
def test_the_host_names_of_this_machine_are_accepted(anonymous: Caller, host: str) -> None:
    assert anonymous.post("/_sandbox/reset", headers={"Host": host}).status_code == 204


def test_a_request_from_another_origin_is_rejected(anonymous: Caller, running: RunningSandbox) -> None:
    assert anonymous.post("/_sandbox/reset", headers={"Origin": "https://evil.example"}).status_code == 403
    assert anonymous.post("/_sandbox/reset", headers={"Origin": "null"}).status_code == 403
    assert anonymous.post("/_sandbox/reset", headers={"Origin": running.url}).status_code == 204


def test_the_clock_is_adjusted_over_http(api: Caller) -> None:
    assert api.get_json("/_sandbox/clock") == {"now": "2025-03-10T09:00:00Z", "frozen": False}
    response = api.patch("/_sandbox/clock", json={"now": "2026-03-02T09:00:00Z", "advance": 90, "frozen": True})
    assert response.json() == {"now": "2026-03-02T09:01:30Z", "frozen": True}
    assert api.patch("/_sandbox/clock", json={"frozen": False}).json()["frozen"] is False


@pytest.mark.parametrize("body", [b'{"advance": -1}', b'{"now": "2026-03-02T09:00:00"}', b'{"later": 1}', b'"now"'])
def test_an_invalid_adjustment_of_the_clock_is_rejected(api: Caller, body: bytes) -> None:
    assert api.patch("/_sandbox/clock", content=body).status_code == 422
    assert api.patch("/_sandbox/clock", content=b"{").status_code == 400
    assert api.get_json("/_sandbox/clock")["now"] == "2025-03-10T09:00:00Z"


def test_the_limit_is_set_over_http(api: Caller) -> None:
    assert api.put("/_sandbox/limit", json={"callsPerMinute": 1}).json() == {"callsPerMinute": 1}
    assert [api.get("/v2/jobs").status_code for _ in range(2)] == [200, 429]
    assert api.put("/_sandbox/limit", json={"callsPerMinute": 0}).status_code == 422
    assert api.put("/_sandbox/limit", json={"callsPerMinute": None}).json() == {"callsPerMinute": None}
    assert api.get("/v2/jobs").status_code == 200


def test_reset_restores_the_initial_state(api: Caller, running: RunningSandbox) -> None:
    api.create("/v2/jobs", {"clientId": 31, "jobTypeId": 2, "jobDescription": "gone"})
    running.faults.add(Fault(status=500))
    running.clock.advance(days=1)
    running.calls_per_minute = 5
    assert api.post("/_sandbox/reset").status_code == 204
    assert not running.calls()
    assert not running.faults.as_list()
    assert running.calls_per_minute is None
    assert api.get_json("/_sandbox/clock")["now"] == "2025-03-10T09:00:00Z"
    assert "gone" not in api.get("/v2/jobs").text


def test_a_variant_is_set_over_http_and_removed_by_a_reset(api: Caller) -> None:
    assert "bare-arrays" in api.get_json("/_sandbox/variants")["variants"]
    assert api.put("/_sandbox/variant", json={"variant": "bare-arrays"}).json()["variant"]["name"] == "bare-arrays"
    assert isinstance(api.get_json("/v2/jobs"), list)
    assert api.put("/_sandbox/variant", json={"variant": "gold-plated"}).status_code == 422
    api.post("/_sandbox/reset")
    assert api.get_json("/_sandbox")["variant"] is None
    assert isinstance(api.get_json("/v2/jobs"), dict)


def test_a_fault_applies_to_the_response_of_a_variant(in_process: Sandbox) -> None:
    in_process.variant = "no-body-on-write"
    in_process.faults.add(Fault(damage="lose"))
    patch = {"Content-Type": "application/merge-patch+json"}
    http = in_process.http_client(auth=(in_process.accounts[0].api_token, ""))
    with pytest.raises(httpx.RemoteProtocolError):
        http.patch("/v2/jobs/4711", content=b"{}", headers=patch)
    in_process.variant = "message-errors"
    in_process.faults.clear()
    in_process.faults.add(Fault(status=500, body="plain"))
    assert http.get("/v2/jobs/4711").text == "plain"
