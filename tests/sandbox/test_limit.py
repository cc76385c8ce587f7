"""The published limit: 100 calls of an account in any minute, then 429, and the call is not processed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from accountability.sandbox import Account, Sandbox

from .conftest import MORNING

HUNDRED = 100
FIRST = Account(tenant="acme", username="ops@acme.example", api_token="acme-sandbox-token")
SECOND = Account(tenant="acme", username="pm@acme.example", api_token="second-sandbox-token")


@pytest.fixture
def limited() -> Iterator[Sandbox]:
    with closing(Sandbox(clock=lambda: MORNING, accounts=(FIRST, SECOND), calls_per_minute=HUNDRED)) as sandbox:
        yield sandbox


def caller(sandbox: Sandbox, account: Account = FIRST) -> httpx.Client:
    return sandbox.http_client(auth=(account.api_token, ""))


def statuses(http: httpx.Client, count: int, path: str = "/v2/jobs/4711") -> list[int]:
    return [http.get(path).status_code for _ in range(count)]


def test_the_hundred_and_first_call_of_a_minute_is_refused(limited: Sandbox) -> None:
    http = caller(limited)
    assert statuses(http, HUNDRED) == [200] * HUNDRED
    answer = http.get("/v2/jobs/4711")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "100 calls" in answer.json()["detail"]


def test_a_refused_call_is_not_processed(limited: Sandbox) -> None:
    http = caller(limited)
    statuses(http, HUNDRED)
    patch = {"Content-Type": "application/merge-patch+json"}
    assert http.patch("/v2/jobs/4711", content=b'{"notes": "late"}', headers=patch).status_code == 429
    limited.clock.advance(seconds=60)
    assert http.get("/v2/jobs/4711").json()["notes"] != "late"


def test_the_window_rolls(limited: Sandbox) -> None:
    http = caller(limited)
    statuses(http, 40)
    limited.clock.advance(seconds=30)
    statuses(http, 60)
    limited.clock.advance(seconds=29.5)
    refused = http.get("/v2/jobs/4711")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    limited.clock.advance(seconds=0.5)
    assert statuses(http, 41) == [200] * 40 + [429]


def test_each_account_has_its_own_calls(limited: Sandbox) -> None:
    statuses(caller(limited), HUNDRED + 1)
    assert statuses(caller(limited, SECOND), 1) == [200]


def test_token_calls_and_the_legacy_service_count_too(limited: Sandbox) -> None:
    http = caller(limited)
    statuses(http, 98)
    statuses(http, 1, "/Service.svc/purchaseorders/5001")
    form = {"username": FIRST.username, "password": FIRST.api_token, "tenantId": FIRST.tenant}
    assert [http.post("/v1/token", data=form).status_code for _ in range(2)] == [200, 429]


def test_a_call_without_good_credentials_takes_nobodys_place(limited: Sandbox) -> None:
    assert set(statuses(limited.http_client(auth=("wrong", "")), HUNDRED)) == {401}
    assert statuses(caller(limited), 1) == [200]


def test_turning_the_clock_back_frees_no_call(limited: Sandbox) -> None:
    http = caller(limited)
    statuses(http, HUNDRED)
    limited.clock.set(MORNING.replace(year=2020))
    assert statuses(http, 1) == [429]
    limited.clock.advance(seconds=60)
    assert statuses(http, 1) == [200]


def test_in_process_there_is_no_limit_unless_it_is_set(in_process: Sandbox) -> None:
    http = caller(in_process)
    assert set(statuses(http, HUNDRED + 1)) == {200}
    in_process.calls_per_minute = 3
    assert statuses(http, 4) == [200, 200, 200, 429]
    in_process.reset()
    assert set(statuses(http, HUNDRED + 1)) == {200}


def test_a_limit_that_lets_nothing_in_is_no_limit(in_process: Sandbox) -> None:
    with pytest.raises(ValueError, match="Use None for no limit"):
        in_process.calls_per_minute = 0


def test_a_reset_gives_all_calls_back(limited: Sandbox) -> None:
    http = caller(limited)
    statuses(http, HUNDRED)
    limited.reset()
    assert statuses(http, HUNDRED + 1) == [200] * HUNDRED + [429]
