"""Variants of the API, as seen at the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from accountability.sandbox import VARIANTS, Sandbox, sandbox
from accountability.sandbox.variants import ALL

from .conftest import MORNING, read
from .fleet import FLEET

BASIC = ("acme-sandbox-token", "")
Call = Callable[..., httpx.Response]


@pytest.fixture
def under() -> Iterator[Callable[[str], Call]]:
    """Makes callers of a sandbox of its own under a variant."""
    served = Sandbox(clock=lambda: MORNING)
    client = served.http_client(auth=BASIC)

    def make(variant: str) -> Call:
        served.variant = variant

        def call(method: str, path: str, **given: Any) -> httpx.Response:
            return client.request(method, path, **given)

        return call

    with client:
        yield make
    served.close()


def test_lists_are_bare_arrays_or_have_no_count(under: Callable[[str], Call]) -> None:
    assert [each["id"] for each in under("bare-arrays")("GET", "/v2/jobs").json()][:1] == [4711]
    assert "totalCount" not in under("no-total")("GET", "/v2/jobs").json()
    assert list(under("items-alone")("GET", "/v2/jobs").json()) == ["items"]
    assert under("data-envelope")("GET", "/v2/jobs/4711").json()["data"]["id"] == 4711


def test_names_are_spelled_differently(under: Callable[[str], Call]) -> None:
    assert under("pascal-case")("GET", "/v2/jobs").json()["Items"][0]["ClientId"] == 31
    assert under("snake-case")("GET", "/v2/jobs/4711").json()["client_id"] == 31


def test_snake_case_ignores_names_in_other_spellings(under: Callable[[str], Call]) -> None:
    call = under("snake-case")
    assert len(call("GET", "/v2/jobs?clientId=999999").json()["items"]) == 4
    changed = call(
        "PATCH", "/v2/jobs/4711", content=b'{"clientOrderNo": "X", "notes": "Y"}',
        headers={"Content-Type": "application/merge-patch+json"},
    ).json()  # fmt: skip
    assert (changed["client_order_no"] != "X", changed["notes"]) == (True, "Y")


@pytest.mark.parametrize(
    ("variant", "member", "value"),
    [
        ("ids-as-strings", "clientId", "31"),
        ("numbers-as-strings", "budget", "48000.00"),
        ("naive-dates", "modifiedDate", "2025-02-03T14:05:00"),
        ("wcf-dates", "dateOpened", "/Date(1736726400000+0000)/"),
        ("extra-members", "rowVersion", "AAAAAAAB"),
    ],
)
def test_values_are_formatted_differently(under: Callable[[str], Call], variant: str, member: str, value: str) -> None:
    assert under(variant)("GET", "/v2/jobs/4711").json()[member] == value


def test_empty_values_are_null_and_nulls_are_left_out(under: Callable[[str], Call]) -> None:
    assert under("null-for-empty")("GET", "/v2/jobs?clientId=999999").json()["items"] is None
    assert "masterJobId" not in under("nulls-left-out")("GET", "/v2/jobs/4711").json()


def test_creates_return_200_or_no_body(under: Callable[[str], Call]) -> None:
    film = {"jobDescription": "Film", "clientId": 31, "jobTypeId": 2}
    made = under("ok-on-create")("POST", "/v2/jobs", json=film)
    assert (made.status_code, made.json()["jobDescription"]) == (200, "Film")
    untold = under("no-body-on-write")("POST", "/v2/jobs", json=film)
    assert (untold.status_code, untold.content) == (201, b"")


def test_put_clears_what_is_left_out(under: Callable[[str], Call]) -> None:
    call = under("put-for-patch")
    rejected = call("PATCH", "/v2/jobs/4711", json={"notes": "Y"})
    assert (rejected.status_code, rejected.headers["allow"]) == (405, "GET, PUT")
    changed = call("PUT", "/v2/jobs/4711", json={"notes": "Y"}).json()
    assert (changed["notes"], changed["budget"]) == ("Y", None)


def test_inferred_paths_differ_and_published_ones_do_not(under: Callable[[str], Call]) -> None:
    call = under("other-paths")
    assert call("GET", "/v2/jobs/4711").status_code == 404
    assert call("GET", "/api/v2/jobs/4711").json()["id"] == 4711
    assert call("GET", "/Service.svc/purchaseorders/5001?format=json").status_code == 200


def test_filters_and_pages_are_ignored(under: Callable[[str], Call]) -> None:
    assert len(under("filters-ignored")("GET", "/v2/jobs?clientId=999999&pageSize=3").json()["items"]) == 3
    assert under("paging-ignored")("GET", "/v2/jobs?page=2&pageSize=1").json()["page"] == 1
    assert len(under("all-at-once")("GET", "/v2/jobs?page=2&pageSize=1").json()["items"]) == 4


def test_pages_count_from_zero_or_have_fewer_records_than_their_size(under: Callable[[str], Call]) -> None:
    first = under("pages-from-zero")("GET", "/v2/jobs?page=0&pageSize=1").json()
    assert (first["page"], first["items"][0]["id"]) == (0, 4711)
    capped = under("pages-capped")("GET", "/v2/jobs?pageSize=100").json()
    assert (len(capped["items"]), capped["pageSize"], capped["totalCount"]) == (1, 100, 4)


@pytest.mark.parametrize(
    ("variant", "status", "media", "reported"),
    [
        ("message-errors", 404, "application/json", '{"Message":"There is no record 9 of jobs."}'),
        ("oauth-errors", 404, "application/json", '"error_description":"There is no record 9 of jobs."'),
        ("fault-errors", 404, "application/xml", "There is no record 9 of jobs.</Text>"),
        ("html-errors", 404, "text/html", "<title>Not Found</title>"),
        ("errors-with-200", 200, "application/json", '{"success":false,"message":"There is no record 9 of jobs."}'),
        ("login-page", 200, "text/html", "<title>Sign in</title>"),
    ],
)
def test_errors_have_another_shape(
    under: Callable[[str], Call], variant: str, status: int, media: str, reported: str
) -> None:
    response = under(variant)("GET", "/v2/jobs/9")
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (status, media)
    assert reported in response.text


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_variant_changes_what_is_published(under: Callable[[str], Call], variant: str) -> None:
    call = under(variant)
    form = {"grant_type": "password", "username": "ops@acme.example", "password": BASIC[0], "tenantId": "acme"}
    assert set(call("POST", "/v1/token", data=form).json()) >= {"access_token", "refresh_token"}
    assert call("GET", "/Service.svc/purchaseorders/5001?format=json").json()["id"] == 5001


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_serves_any_contract(variant: str) -> None:
    served = Sandbox(documents={"v2": FLEET}, variant=variant)
    with served.http_client() as client:
        response = client.get("/base/trucks", headers={"depot": "1"})
    assert response.status_code == (404 if variant == "other-paths" else 200)


def test_the_sandbox_reports_its_variant() -> None:
    with sandbox(variant="bare-arrays") as running:
        reported = httpx.get(f"{running.url}/_sandbox").json()["variant"]
        assert reported == {"name": "bare-arrays", "about": ALL["bare-arrays"].description}
        assert isinstance(read(httpx.get(f"{running.url}/v2/jobs", auth=BASIC)), list)


def test_without_a_variant_it_matches_the_contract() -> None:
    with Sandbox().http_client() as client:
        assert client.get("/_sandbox").json()["variant"] is None


def test_an_unknown_variant_is_rejected_with_the_list() -> None:
    with pytest.raises(ValueError, match=r"variant: expected one of bare-arrays, .*got 'bare'"):
        Sandbox(variant="bare")
