"""Each variant of the API changes requests or responses as its description states."""

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
def select_variant() -> Iterator[Callable[[str], Call]]:
    """Return a function that selects a variant of a sandbox, and returns a function that sends requests to it."""
    variant_sandbox = Sandbox(clock=lambda: MORNING)
    client = variant_sandbox.http_client(auth=BASIC)

    def select(variant: str) -> Call:
        variant_sandbox.variant = variant

        def call(method: str, path: str, **options: Any) -> httpx.Response:
            return client.request(method, path, **options)

        return call

    with client:
        yield select
    variant_sandbox.close()


def test_lists_are_bare_arrays_or_have_no_count(select_variant: Callable[[str], Call]) -> None:
    assert [job["id"] for job in select_variant("bare-arrays")("GET", "/v2/jobs").json()][:1] == [4711]
    assert "totalCount" not in select_variant("no-total")("GET", "/v2/jobs").json()
    assert list(select_variant("items-alone")("GET", "/v2/jobs").json()) == ["items"]
    assert select_variant("data-envelope")("GET", "/v2/jobs/4711").json()["data"]["id"] == 4711


def test_names_are_spelled_differently(select_variant: Callable[[str], Call]) -> None:
    assert select_variant("pascal-case")("GET", "/v2/jobs").json()["Items"][0]["ClientId"] == 31
    assert select_variant("snake-case")("GET", "/v2/jobs/4711").json()["client_id"] == 31


def test_snake_case_ignores_names_in_other_spellings(select_variant: Callable[[str], Call]) -> None:
    call = select_variant("snake-case")
    assert len(call("GET", "/v2/jobs?clientId=999999").json()["items"]) == 4
    changed = call(
        "PATCH", "/v2/jobs/4711", content=b'{"clientOrderNo": "X", "notes": "Y"}',
        headers={"Content-Type": "application/merge-patch+json"},
    ).json()  # fmt: skip
    assert (changed["client_order_no"] != "X", changed["notes"]) == (True, "Y")


@pytest.mark.parametrize(
    ("variant", "name", "value"),
    [
        ("ids-as-strings", "clientId", "31"),
        ("numbers-as-strings", "budget", "48000.00"),
        ("naive-dates", "modifiedDate", "2025-02-03T14:05:00"),
        ("wcf-dates", "dateOpened", "/Date(1736726400000+0000)/"),
        ("extra-properties", "rowVersion", "AAAAAAAB"),
    ],
)
def test_values_are_formatted_differently(
    select_variant: Callable[[str], Call], variant: str, name: str, value: str
) -> None:
    assert select_variant(variant)("GET", "/v2/jobs/4711").json()[name] == value


def test_empty_values_are_null_and_nulls_are_left_out(select_variant: Callable[[str], Call]) -> None:
    assert select_variant("null-for-empty")("GET", "/v2/jobs?clientId=999999").json()["items"] is None
    assert "masterJobId" not in select_variant("nulls-left-out")("GET", "/v2/jobs/4711").json()


def test_creates_return_200_or_no_body(select_variant: Callable[[str], Call]) -> None:
    film = {"jobDescription": "Film", "clientId": 31, "jobTypeId": 2}
    created = select_variant("ok-on-create")("POST", "/v2/jobs", json=film)
    assert (created.status_code, created.json()["jobDescription"]) == (200, "Film")
    empty = select_variant("no-body-on-write")("POST", "/v2/jobs", json=film)
    assert (empty.status_code, empty.content) == (201, b"")


def test_put_clears_omitted_properties(select_variant: Callable[[str], Call]) -> None:
    call = select_variant("put-for-patch")
    rejected = call("PATCH", "/v2/jobs/4711", json={"notes": "Y"})
    assert (rejected.status_code, rejected.headers["allow"]) == (405, "GET, PUT")
    changed = call("PUT", "/v2/jobs/4711", json={"notes": "Y"}).json()
    assert (changed["notes"], changed["budget"]) == ("Y", None)


def test_inferred_paths_differ_and_published_ones_do_not(select_variant: Callable[[str], Call]) -> None:
    call = select_variant("other-paths")
    assert call("GET", "/v2/jobs/4711").status_code == 404
    assert call("GET", "/api/v2/jobs/4711").json()["id"] == 4711
    assert call("GET", "/Service.svc/purchaseorders/5001?format=json").status_code == 200


def test_filters_and_pages_are_ignored(select_variant: Callable[[str], Call]) -> None:
    assert len(select_variant("filters-ignored")("GET", "/v2/jobs?clientId=999999&pageSize=3").json()["items"]) == 3
    assert select_variant("paging-ignored")("GET", "/v2/jobs?page=2&pageSize=1").json()["page"] == 1
    assert len(select_variant("all-at-once")("GET", "/v2/jobs?page=2&pageSize=1").json()["items"]) == 4


def test_pages_count_from_zero_or_have_fewer_records_than_their_size(select_variant: Callable[[str], Call]) -> None:
    first = select_variant("pages-from-zero")("GET", "/v2/jobs?page=0&pageSize=1").json()
    assert (first["page"], first["items"][0]["id"]) == (0, 4711)
    capped = select_variant("pages-capped")("GET", "/v2/jobs?pageSize=100").json()
    assert (len(capped["items"]), capped["pageSize"], capped["totalCount"]) == (1, 100, 4)


@pytest.mark.parametrize(
    ("variant", "status", "media", "text"),
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
    select_variant: Callable[[str], Call], variant: str, status: int, media: str, text: str
) -> None:
    response = select_variant(variant)("GET", "/v2/jobs/9")
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (status, media)
    assert text in response.text


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_variant_changes_published_operations(select_variant: Callable[[str], Call], variant: str) -> None:
    call = select_variant(variant)
    form = {"grant_type": "password", "username": "ops@acme.example", "password": BASIC[0], "tenantId": "acme"}
    assert set(call("POST", "/v1/token", data=form).json()) >= {"access_token", "refresh_token"}
    assert call("GET", "/Service.svc/purchaseorders/5001?format=json").json()["id"] == 5001


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_serves_any_contract(variant: str) -> None:
    variant_sandbox = Sandbox(documents={"v2": FLEET}, variant=variant)
    with variant_sandbox.http_client() as client:
        response = client.get("/base/trucks", headers={"depot": "1"})
    assert response.status_code == (404 if variant == "other-paths" else 200)


def test_the_sandbox_reports_its_variant() -> None:
    with sandbox(variant="bare-arrays") as running:
        description = httpx.get(f"{running.url}/_sandbox").json()["variant"]
        assert description == {"name": "bare-arrays", "about": ALL["bare-arrays"].description}
        assert isinstance(read(httpx.get(f"{running.url}/v2/jobs", auth=BASIC)), list)


def test_without_a_variant_it_matches_the_contract() -> None:
    with Sandbox().http_client() as client:
        assert client.get("/_sandbox").json()["variant"] is None


def test_an_unknown_variant_is_rejected_with_the_list() -> None:
    with pytest.raises(ValueError, match=r"variant: expected one of bare-arrays, .*got 'bare'"):
        Sandbox(variant="bare")
