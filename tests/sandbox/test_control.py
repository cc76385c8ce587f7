"""The sandbox's own pages say what it is, and that it is no more."""

from __future__ import annotations

import httpx
import pytest

from accountability import spec
from accountability.sandbox import Fault, RunningSandbox, Sandbox

from .conftest import Caller, read

HAS_LEFT = "bea.solano@acme.example"


def test_the_sandbox_says_what_it_is_and_serves(stranger: Caller, running: RunningSandbox) -> None:
    page = stranger.get_json("/_sandbox")
    assert page["sandbox"] is True
    assert page["apis"] == {"v2": running.url, "v1": running.url, "legacy": running.legacy_url}
    known = {key for api in spec.APIS for key in spec.load(api).operations}
    assert {operation["key"] for operation in page["operations"]} == known
    assert page["notImitated"]


def test_each_account_that_is_shown_can_call(stranger: Caller) -> None:
    accounts = stranger.get_json("/_sandbox/accounts")["accounts"]
    assert {account["username"] for account in accounts} > {"ops@acme.example", HAS_LEFT}
    for account in (each for each in accounts if each["username"] != HAS_LEFT):
        assert stranger.get("/v2/jobs", auth=(account["apiToken"], "")).status_code == 200
        form = {"username": account["username"], "password": account["apiToken"], "tenantId": account["tenantId"]}
        assert read(stranger.post("/v1/token", data=form))["access_token"]


def test_an_account_never_shows_its_token_by_accident(running: RunningSandbox) -> None:
    assert running.accounts[0].api_token not in repr(running.accounts)


def test_the_clients_own_way_in_needs_nothing_but_the_running_sandbox(running: RunningSandbox) -> None:
    with running.client() as client:
        job = client.v2.jobs.get(4711)
        assert client.v2.jobs.update(4711, description="Winter film").id == job.id
        assert client.v2.jobs.get(4711).description == "Winter film"


def test_every_page_that_is_listed_is_there(stranger: Caller) -> None:
    pages = stranger.get_json("/_sandbox")["control"]
    assert len(pages) > 10
    for page in pages:
        answer = stranger.request(page["method"], page["path"].replace("{name}", "unknown"))
        assert answer.status_code != 405
        assert "no page" not in answer.text, page


def test_a_page_that_is_not_there_and_a_wrong_method_are_refused(stranger: Caller) -> None:
    assert stranger.get("/_sandbox/nothing").status_code == 404
    answer = stranger.get("/_sandbox/reset")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"])
def test_a_host_that_is_not_this_machine_is_turned_away(stranger: Caller, host: str) -> None:
    assert stranger.post("/_sandbox/reset", headers={"Host": host}).status_code == 403
    assert stranger.get("/_sandbox/accounts", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:8000", "sandbox.localhost:80"])
def test_the_names_of_this_machine_are_answered(stranger: Caller, host: str) -> None:
    assert stranger.post("/_sandbox/reset", headers={"Host": host}).status_code == 204


def test_a_page_of_another_origin_is_turned_away(stranger: Caller, running: RunningSandbox) -> None:
    assert stranger.post("/_sandbox/reset", headers={"Origin": "https://evil.example"}).status_code == 403
    assert stranger.post("/_sandbox/reset", headers={"Origin": "null"}).status_code == 403
    assert stranger.post("/_sandbox/reset", headers={"Origin": running.url}).status_code == 204


def test_the_clock_is_turned_over_http(api: Caller) -> None:
    assert api.get_json("/_sandbox/clock") == {"now": "2025-03-10T09:00:00Z", "frozen": False}
    turned = api.patch("/_sandbox/clock", json={"now": "2026-03-02T09:00:00Z", "advance": 90, "frozen": True})
    assert turned.json() == {"now": "2026-03-02T09:01:30Z", "frozen": True}
    assert api.patch("/_sandbox/clock", json={"frozen": False}).json()["frozen"] is False


@pytest.mark.parametrize("body", [b'{"advance": -1}', b'{"now": "2026-03-02T09:00:00"}', b'{"later": 1}', b'"now"'])
def test_a_clock_cannot_be_turned_so(api: Caller, body: bytes) -> None:
    assert api.patch("/_sandbox/clock", content=body).status_code == 422
    assert api.patch("/_sandbox/clock", content=b"{").status_code == 400
    assert api.get_json("/_sandbox/clock")["now"] == "2025-03-10T09:00:00Z"


def test_the_limit_is_set_over_http(api: Caller) -> None:
    assert api.put("/_sandbox/limit", json={"callsPerMinute": 1}).json() == {"callsPerMinute": 1}
    assert [api.get("/v2/jobs").status_code for _ in range(2)] == [200, 429]
    assert api.put("/_sandbox/limit", json={"callsPerMinute": 0}).status_code == 422
    assert api.put("/_sandbox/limit", json={"callsPerMinute": None}).json() == {"callsPerMinute": None}
    assert api.get("/v2/jobs").status_code == 200


def test_reset_brings_everything_back(api: Caller, running: RunningSandbox) -> None:
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


def test_a_variant_is_chosen_over_http_and_left_by_a_reset(api: Caller) -> None:
    assert "bare-arrays" in api.get_json("/_sandbox/variants")["variants"]
    assert api.put("/_sandbox/variant", json={"variant": "bare-arrays"}).json()["variant"]["name"] == "bare-arrays"
    assert isinstance(api.get_json("/v2/jobs"), list)
    assert api.put("/_sandbox/variant", json={"variant": "gold-plated"}).status_code == 422
    api.post("/_sandbox/reset")
    assert api.get_json("/_sandbox")["variant"] is None
    assert isinstance(api.get_json("/v2/jobs"), dict)


def test_a_fault_spoils_what_a_variant_has_made_of_the_answer(in_process: Sandbox) -> None:
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
