"""The pages of a list contain each record once, and a filter selects the records that the contract describes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.shipped import max_page, max_page_size

from accountability.sandbox.clock import AdjustableClock

from .conftest import Caller, example_body, read

LARGEST = max_page_size("v2.Jobs_ListJobs")


def add_jobs(api: Caller, count: int, **properties: Any) -> list[int]:
    body = {**example_body("v2.Jobs_CreateJob"), **properties}
    return [api.create("/v2/jobs", body)["id"] for _ in range(count)]


def list_ids(page: Any) -> list[int]:
    return [item["id"] for item in page["items"]]


def test_pages_together_are_the_whole_list_in_ascending_order(api: Caller) -> None:
    add_jobs(api, 7)
    full_page = api.get_json("/v2/jobs", pageSize=LARGEST)
    pages = [api.get_json("/v2/jobs", page=number, pageSize=3) for number in range(1, 6)]
    assert [key for page in pages for key in list_ids(page)] == list_ids(full_page) == sorted(list_ids(full_page))
    assert {page["totalCount"] for page in pages} == {len(list_ids(full_page))}
    assert [page["page"] for page in pages] == [1, 2, 3, 4, 5]
    assert {page["pageSize"] for page in pages} == {3}


def test_a_page_beyond_the_last_is_empty(api: Caller) -> None:
    for page in (99, max_page("v2.Jobs_ListJobs")):
        beyond = api.get_json("/v2/jobs", page=page, pageSize=LARGEST)
        assert beyond["items"] == []
        assert beyond["totalCount"] > 0


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=1.5", "page=", "page=01", "page=99999999999999999999"])
def test_an_invalid_page_is_rejected(api: Caller, query: str) -> None:
    assert api.get(f"/v2/jobs?{query}").status_code == 422


@pytest.mark.parametrize("size", ["0", str(LARGEST + 1), "-1", "null", "1e1"])
def test_a_page_size_out_of_range_is_rejected(api: Caller, size: str) -> None:
    assert api.get("/v2/jobs", params={"pageSize": size}).status_code == 422


def test_a_repeated_parameter_is_rejected(api: Caller) -> None:
    assert api.get("/v2/jobs?page=1&page=2").status_code == 422


def test_an_unknown_parameter_is_ignored(api: Caller) -> None:
    assert api.get_json("/v2/jobs", colour="blue") == api.get_json("/v2/jobs")


def test_an_equality_filter_selects_exactly_the_records_that_have_the_value(api: Caller) -> None:
    jobs = api.get_json("/v2/jobs")["items"]
    for name in ("clientId", "jobNo", "masterJobId"):
        for value in {job.get(name) for job in jobs} - {None}:
            page = api.get_json("/v2/jobs", **{name: value})
            assert page["items"] == [job for job in jobs if job.get(name) == value]
            assert page["totalCount"] == len(page["items"])


def test_several_filters_select_the_records_that_match_all_of_them(api: Caller) -> None:
    assert list_ids(api.get_json("/v2/jobs", clientId=31, jobNo="HLX0001")) == []


def test_a_filter_by_an_unknown_id_selects_nothing(api: Caller) -> None:
    assert list_ids(api.get_json("/v2/jobs", clientId=2147483647)) == []


def test_a_date_range_includes_both_ends(api: Caller) -> None:
    days = sorted({job["dateOpened"] for job in api.get_json("/v2/jobs")["items"]})
    assert len(days) > 1
    selected = api.get_json("/v2/jobs", openedFrom=days[0], openedTo=days[1])["items"]
    assert {job["dateOpened"] for job in selected} == {days[0], days[1]}


def test_modified_since_compares_times_and_not_strings(api: Caller, clock: AdjustableClock) -> None:
    before = clock()
    changed = read(api.patch_json("/v2/jobs/4712", {"jobDescription": "Recut"}))
    assert changed["modifiedDate"] == "2025-03-10T09:00:00Z"
    assert list_ids(api.get_json("/v2/jobs", modifiedSince=before.isoformat())) == [4712]
    assert list_ids(api.get_json("/v2/jobs", modifiedSince="2025-03-10T11:00:00+02:00")) == [4712]
    assert list_ids(api.get_json("/v2/jobs", modifiedSince="2025-03-10T09:00:00.0000010Z")) == []


def test_modified_since_the_beginning_of_the_calendar_selects_everything(api: Caller) -> None:
    assert api.get_json("/v2/jobs", modifiedSince="0000-01-01T00:00:00Z")["totalCount"] > 1


@pytest.mark.parametrize("timestamp", ["yesterday", "2025-03-10", "2025-02-30T00:00:00Z", "2025-03-10T09:00:00"])
def test_an_invalid_datetime_is_rejected(api: Caller, timestamp: str) -> None:
    assert api.get("/v2/jobs", params={"modifiedSince": timestamp}).status_code == 422


def test_a_string_with_any_character_is_only_a_string(api: Caller) -> None:
    for text in ("\0", "'; DROP TABLE record; --", "%", "\U0001f3ac"):
        assert list_ids(api.get_json("/v2/jobs", jobNo=text)) == []
