"""Where a guess is wrong, what comes is right or an error: never rows that were not asked for, never silence."""

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
    NotFoundError,
    PagingIgnoredError,
    ResponseMismatchWarning,
    UnauthorizedError,
    UnknownOperationError,
    models,
)
from accountability.v2 import estimates, jobs
from accountability_api._runtime.call import Paging
from accountability_api._runtime.paging import Items, page_of

from .fake_service import Make, Service, answer, get_job

pytestmark = pytest.mark.usefixtures("guessed")
MORNING = datetime.datetime(2025, 2, 3, 9, tzinfo=datetime.UTC)
DAY = datetime.date(2025, 2, 3)


def listing(*rows: dict[str, Any], number: int = 1, size: int = 100, total: int | None = None) -> httpx.Response:
    count = len(rows) if total is None else total
    return answer({"items": list(rows), "page": number, "pageSize": size, "totalCount": count})


def job(number: int = 4711, **members: Any) -> dict[str, Any]:
    return {"id": number, "jobNo": "NWB0001", "clientId": 31, "masterJobId": 7, "dateOpened": "2025-02-03", **members}


# Filters


@pytest.mark.parametrize(
    ("asked", "broken"),
    [
        ({"client_id": 31}, {"clientId": 32}),
        ({"master_job_id": 7}, {"masterJobId": None}),
        ({"job_no": "NWB0001"}, {"jobNo": "NWB0002"}),
        ({"opened_from": DAY}, {"dateOpened": "2025-02-02"}),
        ({"opened_to": DAY}, {"dateOpened": "2025-02-04"}),
        ({"opened_to": DAY}, {"dateOpened": None}),
        ({"modified_since": MORNING}, {"modifiedDate": "2025-02-03T08:58:00Z"}),
        ({"modified_since": MORNING}, {}),
    ],
)
def test_a_row_that_breaks_a_filter_is_not_handed_on(
    client: Make, service: Service, asked: dict[str, Any], broken: dict[str, Any]
) -> None:
    good = job(4711, modifiedDate="2025-02-03T10:00:00Z")
    service.on("GET", "/v2/jobs", listing(good, job(4712, **broken)))
    argument = next(iter(asked))
    with pytest.raises(
        FilterIgnoredError, match=rf"v2\.Jobs_ListJobs: expected records that match {argument}, got record 4712"
    ):
        list(client().v2.jobs.list(**asked))


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"client_id": 31}, {}),
        ({"client_id": "31"}, {}),
        ({"job_no": "nwb0001"}, {"jobNo": "NWB0001 "}),
        ({"opened_from": DAY, "opened_to": DAY}, {}),
        ({"opened_from": "2025-02-03"}, {}),
        ({"modified_since": MORNING}, {"modifiedDate": "2025-02-03T10:00:00+01:00"}),
        ({"modified_since": MORNING}, {"modifiedDate": "2025-02-03T08:59:30Z"}),
        ({"modified_since": "2025-02-03T09:00:00Z"}, {"modifiedDate": "2025-02-03T09:00:00Z"}),
        ({}, {"clientId": 99}),
    ],
)
def test_a_row_that_meets_its_filters_is(
    client: Make, service: Service, asked: dict[str, Any], kept: dict[str, Any]
) -> None:
    service.on("GET", "/v2/jobs", listing(job(**kept)))
    assert [each.id for each in client().v2.jobs.list(**asked)] == [4711]


def test_a_broken_filter_is_told_without_any_value(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(job(jobNo="SECRET1")))
    with pytest.raises(FilterIgnoredError) as caught:
        client().send(jobs.list_jobs(job_no="NWB0001"))
    assert "SECRET1" not in str(caught.value)
    assert "NWB0001" not in str(caught.value)


def test_a_filter_on_a_member_that_does_not_fit_cannot_be_seen_to_be_met(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(job(clientId="thirty-one")))
    with pytest.warns(ResponseMismatchWarning), pytest.raises(FilterIgnoredError, match="without a readable client_id"):
        list(client().v2.jobs.list(client_id=31))


def test_a_filter_of_several_values_is_met_by_any(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(job(4711), job(4712, clientId=32)))
    call = jobs.list_jobs(client_id=[31, 32])  # type: ignore[arg-type]
    assert len(client().send(call).items) == 2


def test_what_was_not_asked_for_is_not_looked_at() -> None:
    assert jobs.list_jobs().filters == ()
    assert jobs.list_jobs(client_id=31).filters == (("client_id", "client_id", "eq", 31),)
    asked = estimates.list_estimates(date_from=DAY).filters
    assert asked == (("date_from", "date", "ge", DAY),)


# Pages


def test_a_list_that_numbers_its_pages_from_nought_is_not_taken_for_empty(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(total=4))
    with pytest.raises(PagingIgnoredError, match="page=1 has no records, but totalCount is 4"):
        list(client().v2.jobs.list())


def test_a_list_that_has_nothing_is_empty_and_no_fault(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing())
    assert client().send(jobs.list_jobs()).items == []
    assert list(client().v2.jobs.list()) == []


def test_a_page_without_a_number_is_told_as_the_first(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(total=4))
    with pytest.raises(PagingIgnoredError, match="page=1 has no records"):
        client().send(jobs.list_jobs())


def test_a_list_of_which_not_all_came_is_told_at_its_end(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(job(2), size=1, total=2), listing(number=2, size=1, total=2))
    with pytest.raises(
        PagingIgnoredError, match=r"page=2 has no records, but totalCount is 2 and the pages before it have 1"
    ):
        list(client().v2.jobs.list())


def test_a_lone_page_past_the_end_is_empty_and_no_fault(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", listing(number=7, size=2, total=4))
    assert client().send(jobs.list_jobs(page=7)).items == []


def test_a_lone_page_past_the_end_is_no_fault_where_the_service_does_not_tell_its_size(
    client: Make, service: Service
) -> None:
    service.on("GET", "/v2/jobs", answer({"items": [], "page": 7, "totalCount": 4}))
    assert client().send(jobs.list_jobs(page=7)).items == []


def test_a_list_is_read_to_its_end_where_pages_hold_less_than_they_say(client: Make, service: Service) -> None:
    pages = [listing(job(each), number=each, total=3) for each in (1, 2, 3)]
    service.on("GET", "/v2/jobs", *pages)
    assert [each.id for each in client().v2.jobs.list()] == [1, 2, 3]


def test_rows_without_ids_that_come_again_are_not_handed_on_for_ever(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"items": [{"total": 1}]}))
    call = get_job(decode=page_of(lambda value, notes: value, Paging()), paging=Paging())
    with pytest.raises(PagingIgnoredError, match="page=2 has the same rows"):
        list(Items(client().send, call))


@pytest.mark.filterwarnings("ignore::accountability.ResponseMismatchWarning")
def test_rows_that_are_no_records_and_come_again_are_not_asked_for_for_ever(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", answer({"items": [1, 2]}))
    with pytest.raises(PagingIgnoredError, match="page=2 has the same rows"):
        list(client().v2.jobs.list())
    assert [request.url.params["page"] for request in service.requests] == ["1", "0", "2"]


# Members


def test_a_member_that_is_spelt_in_another_way_is_told() -> None:
    notes: list[str] = []
    made = models.Job.from_dict({"id": 1, "client_id": 31, "JobDescription": "Film", "colour": "red"}, notes)
    assert (made.client_id, notes) == (None, ["client_id", "JobDescription"])
    assert made.additional_properties == {"client_id": 31, "JobDescription": "Film", "colour": "red"}


def test_a_further_member_that_looks_like_one_of_ours_is_no_misfit() -> None:
    notes: list[str] = []
    made = models.Job.from_dict({"id": 1, "clientId": 31, "client_id": 32}, notes)
    assert (made.client_id, notes) == (31, [])


def test_a_service_of_another_spelling_is_warned_of_once_a_member(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/1", answer({"id": 1, "client_id": 31}))
    api = client()
    with pytest.warns(ResponseMismatchWarning, match=r"v2\.Jobs_GetJob: client_id does not fit the contract"):
        api.v2.jobs.get(1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.v2.jobs.get(1)
    with pytest.raises(ContractViolationError):
        client(strict=True).v2.jobs.get(1)


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ({"jobDescription": "Film", "clientId": 31, "jobTypeId": 2, "budget": 5.00, "dateOpened": "2025-02-03"}, []),
        ({"jobDescription": "FILM ", "clientId": 31, "jobTypeId": 2, "budget": 5, "dateOpened": "2025-02-03"}, []),
        ({"jobDescription": "Film", "clientId": 31, "jobTypeId": 2, "budget": 5}, ["dateOpened"]),
        ({"jobDescription": "Film", "jobTypeId": 9}, ["clientId", "jobTypeId", "dateOpened", "budget"]),
        ({"jobDescription": "Film", "clientId": 31, "jobTypeId": 2, "budget": "much", "dateOpened": "2025-02-04"},
         ["dateOpened"]),
    ],
)  # fmt: skip
def test_a_member_that_was_written_and_did_not_come_back_is_told(
    client: Make, service: Service, came: dict[str, Any], told: list[str]
) -> None:
    service.on("POST", "/v2/jobs", answer({"id": 1, **came}, 201))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        client().v2.jobs.create(
            description="Film", client_id=31, job_type_id=2, date_opened=DAY, budget=Decimal("5.00")
        )
    sent = [str(each.message) for each in caught if "was sent" in str(each.message)]
    assert [each.split()[1] for each in sent] == told


def test_strictly_a_member_that_did_not_come_back_is_an_error(client: Make, service: Service) -> None:
    service.on("POST", "/v2/jobs", answer({"id": 1, "jobDescription": "Film", "jobTypeId": 2}, 201))
    with pytest.raises(ContractViolationError, match=r"clientId was sent, and .* look whether the write was done"):
        client(strict=True).v2.jobs.create(description="Film", client_id=31, job_type_id=2)


# Operations


@pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")
@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_path_or_method_that_is_not_there_is_no_missing_record(client: Make, service: Service, status: int) -> None:
    service.on("GET", "/v2/jobs/4711", answer({}, status))
    with pytest.raises(UnknownOperationError, match="does not say that a record is missing") as caught:
        client(inferred="guard").send(get_job())
    assert not isinstance(caught.value, NotFoundError)


@pytest.mark.filterwarnings("ignore::accountability.InferredOperationWarning")
def test_a_page_to_sign_in_does_not_vouch_for_a_path(client: Make, service: Service) -> None:
    login = answer("<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
    service.on("GET", "/v2/jobs/4711", login, answer({}, 404))
    api = client(inferred="guard")
    with pytest.raises(UnauthorizedError, match="page to sign in"):
        api.v2.jobs.get(4711)
    with pytest.raises(UnknownOperationError):
        api.v2.jobs.get(4711)


@pytest.mark.parametrize("given", [answer(b"", 201), answer({}, 201), answer("<html>", 200, content_type="text/html")])
def test_a_write_whose_answer_cannot_be_read_says_that_it_may_have_been_done(
    client: Make, service: Service, given: httpx.Response
) -> None:
    service.on("POST", "/v2/jobs", given)
    with pytest.raises(ContractViolationError, match="look whether the write was done before another try") as caught:
        client().v2.jobs.create(description="Film", client_id=31, job_type_id=2)
    assert len(service.requests) == 1
    assert caught.value.content == given.content
