"""Wrong inferences: the client returns right data or an error, and never rows that were not requested."""

from __future__ import annotations

import datetime
import warnings
from decimal import Decimal
from typing import Any

import httpx
import pytest

from accountability import (
    ContractViolationError,
    FilterIgnoredError,
    PagingIgnoredError,
    ResponseMismatchWarning,
    UnauthorizedError,
    UnknownOperationError,
    models,
)
from accountability.v2 import estimates, jobs
from accountability_api._runtime.call import Paging
from accountability_api._runtime.paging import Items, page_of

from .fake_service import Make, Service, get_job, response

pytestmark = pytest.mark.usefixtures("all_inferred")
TIMESTAMP = datetime.datetime(2025, 2, 3, 9, tzinfo=datetime.UTC)
DAY = datetime.date(2025, 2, 3)


def list_response(*rows: dict[str, Any], number: int = 1, size: int = 100, total: int | None = None) -> httpx.Response:
    count = len(rows) if total is None else total
    return response({"items": list(rows), "page": number, "pageSize": size, "totalCount": count})


def job(number: int = 4711, **properties: Any) -> dict[str, Any]:
    return {
        "id": number,
        "jobNo": "NWB0001",
        "clientId": 31,
        "masterJobId": 7,
        "dateOpened": "2025-02-03",
        **properties,
    }


# Filters


@pytest.mark.parametrize(
    ("filters", "mismatch"),
    [
        ({"client_id": 31}, {"clientId": 32}),
        ({"master_job_id": 7}, {"masterJobId": None}),
        ({"job_no": "NWB0001"}, {"jobNo": "NWB0002"}),
        ({"opened_from": DAY}, {"dateOpened": "2025-02-02"}),
        ({"opened_to": DAY}, {"dateOpened": "2025-02-04"}),
        ({"opened_to": DAY}, {"dateOpened": None}),
        ({"modified_since": TIMESTAMP}, {"modifiedDate": "2025-02-03T08:58:00Z"}),
        ({"modified_since": TIMESTAMP}, {}),
    ],
)
def test_a_row_that_does_not_match_a_filter_is_an_error(
    client: Make, service: Service, filters: dict[str, Any], mismatch: dict[str, Any]
) -> None:
    matching = job(4711, modifiedDate="2025-02-03T10:00:00Z")
    service.on("GET", "/v2/jobs", list_response(matching, job(4712, **mismatch)))
    argument = next(iter(filters))
    with pytest.raises(
        FilterIgnoredError, match=rf"v2\.Jobs_ListJobs: expected records that match {argument}, got record 4712"
    ):
        list(client().v2.jobs.list(**filters))


@pytest.mark.parametrize(
    ("filters", "properties"),
    [
        ({"client_id": 31}, {}),
        ({"client_id": "31"}, {}),
        ({"job_no": "nwb0001"}, {"jobNo": "NWB0001 "}),
        ({"opened_from": DAY, "opened_to": DAY}, {}),
        ({"opened_from": "2025-02-03"}, {}),
        ({"modified_since": TIMESTAMP}, {"modifiedDate": "2025-02-03T10:00:00+01:00"}),
        ({"modified_since": TIMESTAMP}, {"modifiedDate": "2025-02-03T08:59:30Z"}),
        ({"modified_since": "2025-02-03T09:00:00Z"}, {"modifiedDate": "2025-02-03T09:00:00Z"}),
        ({}, {"clientId": 99}),
    ],
)
def test_a_row_that_matches_its_filters_is_returned(
    client: Make, service: Service, filters: dict[str, Any], properties: dict[str, Any]
) -> None:
    service.on("GET", "/v2/jobs", list_response(job(**properties)))
    assert [record.id for record in client().v2.jobs.list(**filters)] == [4711]


def test_the_error_of_an_ignored_filter_has_no_values(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", list_response(job(jobNo="SECRET1")))
    with pytest.raises(FilterIgnoredError) as exc_info:
        client().send(jobs.list_jobs(job_no="NWB0001"))
    assert "SECRET1" not in str(exc_info.value)
    assert "NWB0001" not in str(exc_info.value)


def test_a_filter_by_a_property_with_an_invalid_value_is_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", list_response(job(clientId="thirty-one")))
    with pytest.warns(ResponseMismatchWarning), pytest.raises(FilterIgnoredError, match="without a readable client_id"):
        list(client().v2.jobs.list(client_id=31))


def test_a_filter_with_several_values_matches_any_of_them(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", list_response(job(4711), job(4712, clientId=32)))
    call = jobs.list_jobs(client_id=[31, 32])  # type: ignore[arg-type]
    assert len(client().send(call).items) == 2


def test_only_the_filters_of_the_call_are_checked() -> None:
    assert jobs.list_jobs().filters == ()
    assert jobs.list_jobs(client_id=31).filters == (("client_id", "client_id", "eq", 31),)
    filters = estimates.list_estimates(date_from=DAY).filters
    assert filters == (("date_from", "date", "ge", DAY),)


# Pages


def test_an_empty_first_page_with_a_total_is_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", list_response(total=4))
    with pytest.raises(PagingIgnoredError, match="page=1 has no records, but totalCount is 4"):
        list(client().v2.jobs.list())


def test_an_empty_list_is_not_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", list_response())
    assert client().send(jobs.list_jobs()).items == []
    assert list(client().v2.jobs.list()) == []


def test_an_incomplete_list_is_an_error_at_its_end(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", list_response(job(2), size=1, total=2), list_response(number=2, size=1, total=2))
    with pytest.raises(
        PagingIgnoredError, match=r"page=2 has no records, but totalCount is 2 and the pages before it have 1"
    ):
        list(client().v2.jobs.list())


@pytest.mark.parametrize("size", [{"pageSize": 2}, {}])
def test_a_single_page_after_the_end_is_empty_and_not_an_error(client: Make, service: Service, size: Any) -> None:
    service.on("GET", "/v2/jobs", response({"items": [], "page": 7, "totalCount": 4, **size}))
    assert client().send(jobs.list_jobs(page=7)).items == []


def test_a_list_with_pages_shorter_than_reported_is_read_to_its_end(client: Make, service: Service) -> None:
    pages = [list_response(job(number), number=number, total=3) for number in (1, 2, 3)]
    service.on("GET", "/v2/jobs", *pages)
    assert [record.id for record in client().v2.jobs.list()] == [1, 2, 3]


def test_repeated_rows_without_ids_are_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"items": [{"total": 1}]}))
    call = get_job(decode=page_of(lambda value, notes: value, Paging()), paging=Paging())
    with pytest.raises(PagingIgnoredError, match="page=2 has the same rows"):
        list(Items(client().send, call))


@pytest.mark.filterwarnings("ignore::accountability.ResponseMismatchWarning")
def test_repeated_rows_that_are_not_records_are_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", response({"items": [1, 2]}))
    with pytest.raises(PagingIgnoredError, match="page=2 has the same rows"):
        list(client().v2.jobs.list())
    assert [request.url.params["page"] for request in service.requests] == ["1", "0", "2"]


# Properties


def test_a_property_in_another_naming_style_is_noted() -> None:
    notes: list[str] = []
    record = models.Job.from_dict({"id": 1, "client_id": 31, "JobDescription": "Film", "colour": "red"}, notes)
    assert (record.client_id, notes) == (None, ["client_id", "JobDescription"])
    assert record.additional_properties == {"client_id": 31, "JobDescription": "Film", "colour": "red"}


def test_an_additional_property_with_a_similar_name_is_not_noted() -> None:
    notes: list[str] = []
    record = models.Job.from_dict({"id": 1, "clientId": 31, "client_id": 32}, notes)
    assert (record.client_id, notes) == (31, [])


def test_another_naming_style_causes_one_warning_per_property(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/1", response({"id": 1, "client_id": 31}))
    api = client()
    with pytest.warns(ResponseMismatchWarning, match=r"v2\.Jobs_GetJob: client_id does not fit the contract"):
        api.v2.jobs.get(1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.v2.jobs.get(1)
    with pytest.raises(ContractViolationError):
        client(strict=True).v2.jobs.get(1)


@pytest.mark.parametrize(
    ("returned", "missing"),
    [
        ({"jobDescription": "Film", "clientId": 31, "jobTypeId": 2, "budget": 5.00, "dateOpened": "2025-02-03"}, []),
        ({"jobDescription": "FILM ", "clientId": 31, "jobTypeId": 2, "budget": 5, "dateOpened": "2025-02-03"}, []),
        ({"jobDescription": "Film", "clientId": 31, "jobTypeId": 2, "budget": 5}, ["dateOpened"]),
        ({"jobDescription": "Film", "jobTypeId": 9}, ["clientId", "jobTypeId", "dateOpened", "budget"]),
        ({"jobDescription": "Film", "clientId": 31, "jobTypeId": 2, "budget": "much", "dateOpened": "2025-02-04"},
         ["dateOpened"]),
    ],
)  # fmt: skip
def test_a_property_that_was_sent_and_not_returned_causes_a_warning(
    client: Make, service: Service, returned: dict[str, Any], missing: list[str]
) -> None:
    service.on("POST", "/v2/jobs", response({"id": 1, **returned}, 201))
    with warnings.catch_warnings(record=True) as warning_list:
        warnings.simplefilter("always")
        client().v2.jobs.create(
            description="Film", client_id=31, job_type_id=2, date_opened=DAY, budget=Decimal("5.00")
        )
    messages = [str(warning.message) for warning in warning_list if "was sent" in str(warning.message)]
    assert [text.split()[1] for text in messages] == missing


def test_a_property_that_was_sent_and_not_returned_is_an_error_if_strict(client: Make, service: Service) -> None:
    service.on("POST", "/v2/jobs", response({"id": 1, "jobDescription": "Film", "jobTypeId": 2}, 201))
    with pytest.raises(ContractViolationError, match=r"clientId was sent, and .* look whether the write was done"):
        client(strict=True).v2.jobs.create(description="Film", client_id=31, job_type_id=2)


# Operations


@pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")
def test_a_sign_in_page_does_not_confirm_an_operation(client: Make, service: Service) -> None:
    sign_in_page = response("<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
    service.on("GET", "/v2/jobs/4711", sign_in_page, response({}, 404))
    api = client(inferred="guard")
    with pytest.raises(UnauthorizedError, match="page to sign in"):
        api.v2.jobs.get(4711)
    with pytest.raises(UnknownOperationError):
        api.v2.jobs.get(4711)


@pytest.mark.parametrize(
    "invalid_response", [response(b"", 201), response({}, 201), response("<html>", 200, content_type="text/html")]
)
def test_the_error_of_a_write_with_an_invalid_response_says_that_it_may_have_been_done(
    client: Make, service: Service, invalid_response: httpx.Response
) -> None:
    service.on("POST", "/v2/jobs", invalid_response)
    with pytest.raises(ContractViolationError, match="look whether the write was done before another try") as exc_info:
        client().v2.jobs.create(description="Film", client_id=31, job_type_id=2)
    assert len(service.requests) == 1
    assert exc_info.value.content == invalid_response.content
