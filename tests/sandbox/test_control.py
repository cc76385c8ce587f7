"""The sandbox's own pages say what it is, and that it is no more."""

from __future__ import annotations

from accountability import contract
from accountability.sandbox import Running

from .conftest import Caller, read


def test_the_sandbox_says_what_it_is_and_serves(stranger: Caller, running: Running) -> None:
    page = stranger.get_json("/_sandbox")
    assert page["sandbox"] is True
    assert page["apis"] == {"v2": running.url, "v1": running.url, "legacy": running.legacy_url}
    known = {key for api in contract.APIS for key in contract.load(api).operations}
    assert {operation["key"] for operation in page["operations"]} == known
    assert page["notImitated"]


def test_each_account_that_is_shown_can_call(stranger: Caller) -> None:
    accounts = stranger.get_json("/_sandbox/accounts")["accounts"]
    assert accounts
    for account in accounts:
        assert stranger.get("/v2/jobs", auth=(account["apiToken"], "")).status_code == 200
        form = {"username": account["username"], "password": account["apiToken"], "tenantId": account["tenantId"]}
        assert read(stranger.post("/v1/token", data=form))["access_token"]


def test_an_account_never_shows_its_token_by_accident(running: Running) -> None:
    assert running.accounts[0].api_token not in repr(running.accounts)


def test_the_clients_own_way_in_needs_nothing_but_the_running_sandbox(running: Running) -> None:
    with running.client() as client:
        job = client.v2.jobs.get(4711)
        assert client.v2.jobs.update(4711, description="Winter film").id == job.id
        assert client.v2.jobs.get(4711).description == "Winter film"
