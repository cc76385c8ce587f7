"""The published rate limit: an account may send 100 calls in any minute; further calls are rejected with 429."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from accountability.sandbox import Account, Sandbox

from .conftest import MORNING

LIMIT = 100
FIRST = Account(tenant="acme", username="ops@acme.example", api_token="acme-sandbox-token")
SECOND = Account(tenant="acme", username="pm@acme.example", api_token="second-sandbox-token")


@pytest.fixture
def limited() -> Iterator[Sandbox]:
    with closing(Sandbox(clock=lambda: MORNING, accounts=(FIRST, SECOND), calls_per_minute=LIMIT)) as sandbox:
        yield sandbox


def create_client(sandbox: Sandbox, account: Account = FIRST) -> httpx.Client:
    return sandbox.http_client(auth=(account.api_token, ""))


def send_calls(http: httpx.Client, count: int, path: str = "/v2/jobs/4711") -> list[int]:
    return [http.get(path).status_code for _ in range(count)]


def test_the_hundred_and_first_call_of_a_minute_is_rejected(limited: Sandbox) -> None:
    http = create_client(limited)
    assert send_calls(http, LIMIT) == [200] * LIMIT
    response = http.get("/v2/jobs/4711")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "100 calls" in response.json()["detail"]


def test_a_rejected_call_is_not_processed(limited: Sandbox) -> None:
    http = create_client(limited)
    send_calls(http, LIMIT)
    patch = {"Content-Type": "application/merge-patch+json"}
    assert http.patch("/v2/jobs/4711", content=b'{"notes": "late"}', headers=patch).status_code == 429
    limited.clock.advance(seconds=60)
    assert http.get("/v2/jobs/4711").json()["notes"] != "late"


def test_the_limit_applies_to_any_period_of_60_s(limited: Sandbox) -> None:
    http = create_client(limited)
    send_calls(http, 40)
    limited.clock.advance(seconds=30)
    send_calls(http, 60)
    limited.clock.advance(seconds=29.5)
    rejected = http.get("/v2/jobs/4711")
    assert (rejected.status_code, rejected.headers["Retry-After"]) == (429, "1")
    limited.clock.advance(seconds=0.5)
    assert send_calls(http, 41) == [200] * 40 + [429]


def test_each_account_has_its_own_limit(limited: Sandbox) -> None:
    send_calls(create_client(limited), LIMIT + 1)
    assert send_calls(create_client(limited, SECOND), 1) == [200]


def test_token_and_legacy_calls_count_towards_the_limit(limited: Sandbox) -> None:
    http = create_client(limited)
    send_calls(http, 98)
    send_calls(http, 1, "/Service.svc/purchaseorders/5001")
    form = {"username": FIRST.username, "password": FIRST.api_token, "tenantId": FIRST.tenant}
    assert [http.post("/v1/token", data=form).status_code for _ in range(2)] == [200, 429]


def test_a_call_with_wrong_credentials_does_not_count(limited: Sandbox) -> None:
    assert set(send_calls(limited.http_client(auth=("wrong", "")), LIMIT)) == {401}
    assert send_calls(create_client(limited), 1) == [200]


def test_setting_the_clock_back_allows_no_further_call(limited: Sandbox) -> None:
    http = create_client(limited)
    send_calls(http, LIMIT)
    limited.clock.set(MORNING.replace(year=2020))
    assert send_calls(http, 1) == [429]
    limited.clock.advance(seconds=60)
    assert send_calls(http, 1) == [200]


def test_in_process_there_is_no_limit_by_default(in_process: Sandbox) -> None:
    http = create_client(in_process)
    assert set(send_calls(http, LIMIT + 1)) == {200}
    in_process.calls_per_minute = 3
    assert send_calls(http, 4) == [200, 200, 200, 429]
    in_process.reset()
    assert set(send_calls(http, LIMIT + 1)) == {200}


def test_a_limit_of_zero_is_rejected(in_process: Sandbox) -> None:
    with pytest.raises(ValueError, match="Use None for no limit"):
        in_process.calls_per_minute = 0


def test_a_reset_clears_the_counted_calls(limited: Sandbox) -> None:
    http = create_client(limited)
    send_calls(http, LIMIT)
    limited.reset()
    assert send_calls(http, LIMIT + 1) == [200] * LIMIT + [429]
