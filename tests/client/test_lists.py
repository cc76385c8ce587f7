"""Lists are read to their end or report that records may be missing, however the service pages and counts."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
import warnings
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from accountability import (
    Accountability,
    AccountabilityError,
    ApiToken,
    AsyncAccountability,
    BadRequestError,
    ContractViolationError,
    PagingIgnoredError,
    PagingWarning,
)
from accountability.sandbox import Sandbox
from accountability.v2 import jobs

from .fake_service import BASE, LEGACY, response

pytestmark = pytest.mark.usefixtures("all_inferred")
SETTINGS: dict[str, Any] = {
    "base_url": BASE, "legacy_url": LEGACY, "inferred": "allow", "rate_limit": None, "retry": None
}  # fmt: skip
Respond = Callable[[int, int | None], Any]


def row(number: int) -> dict[str, Any]:
    return {"id": number, "jobNo": f"J{number}", "jobDescription": "Film", "clientId": 31, "jobTypeId": 2}


class ListService:
    """A service of lists: `respond` is passed the page and the page size and returns JSON or a response."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.pages: list[int] = []
        self.sizes: list[int | None] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        query = request.url.params
        size = int(query["pageSize"]) if "pageSize" in query else None
        number = int(query.get("page", "1"))
        self.pages.append(number)
        self.sizes.append(size)
        body = self.respond(number, size)
        return body if isinstance(body, httpx.Response) else response(body)

    def client(self, **settings: Any) -> Accountability:
        http = httpx.Client(transport=httpx.MockTransport(self))
        return Accountability(ApiToken("t"), http_client=http, **{**SETTINGS, **settings})

    def ids(self, **settings: Any) -> list[int]:
        return [job.id for job in self.client(**settings).v2.jobs.list()]

    def async_ids(self, **settings: Any) -> list[int]:
        async def read() -> list[int]:
            http = httpx.AsyncClient(transport=httpx.MockTransport(self))
            async with AsyncAccountability(ApiToken("t"), http_client=http, **{**SETTINGS, **settings}) as api:
                return [job.id async for job in api.v2.jobs.list()]

        return asyncio.run(read())


def rows(count: int, number: int, size: int, first: int = 1) -> list[dict[str, Any]]:
    """Return the rows of a page of a list of `count` records; `first` is the number of the first page."""
    start = (number - first) * size
    return [row(index + 1) for index in range(count)[max(start, 0) : max(start + size, 0)]]


def envelope(items: list[Any], number: int, **properties: Any) -> dict[str, Any]:
    return {"items": items, "page": number, **properties}


@pytest.fixture(params=[ListService.ids, ListService.async_ids], ids=["sync", "async"])
def read(request: pytest.FixtureRequest) -> Any:
    return request.param


# Totals and page sizes


@pytest.mark.parametrize("reported", [{"pageSize": 20}, {}])
@pytest.mark.parametrize("strict", [False, True])
def test_a_total_that_counts_the_page_alone_does_not_end_the_list(
    read: Any, reported: dict[str, int], strict: bool
) -> None:
    def respond(number: int, size: int | None) -> Any:
        items = rows(60, number, 20)
        return envelope(items, number, totalCount=len(items), **reported)

    assert read(ListService(respond), strict=strict) == list(range(1, 61))


@pytest.mark.filterwarnings("error")
def test_a_total_that_counts_the_page_alone_is_not_taken_for_a_list_that_shrinks(read: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        items = rows(45, number, 20)
        return envelope(items, number, totalCount=len(items), pageSize=20)

    assert read(ListService(respond)) == list(range(1, 46))


def test_a_capped_total_does_not_end_the_list(read: Any) -> None:
    service = ListService(lambda number, size: envelope(rows(60, number, 20), number, totalCount=40, pageSize=20))
    assert read(service) == list(range(1, 61))


@pytest.mark.parametrize("past_the_end", [response({}, 404), response({}, 400), None, "last page"])
def test_a_service_can_have_no_page_after_the_last_full_one(read: Any, past_the_end: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        if number > 2 and isinstance(past_the_end, httpx.Response):
            return httpx.Response(past_the_end.status_code, json={})
        page_number = 2 if number > 2 and past_the_end == "last page" else number
        return envelope(rows(40, page_number, 20), page_number, totalCount=40, pageSize=20)

    assert read(ListService(respond)) == list(range(1, 41))


def test_a_page_that_is_not_full_and_completes_the_total_ends_the_list() -> None:
    service = ListService(lambda number, size: envelope(rows(5, number, 20), number, totalCount=5, pageSize=20))
    assert service.ids() == [1, 2, 3, 4, 5]
    assert service.pages == [1]


def test_a_server_error_after_the_last_full_page_is_not_taken_for_the_end(read: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        return response({}, 503) if number > 2 else envelope(rows(40, number, 20), number, totalCount=40, pageSize=20)

    with pytest.raises(AccountabilityError, match="503"):
        read(ListService(respond))


# The largest page


def respond_with_size(number: int, size: int | None) -> Any:
    return envelope(rows(1200, number, size or 100), number, totalCount=1200, pageSize=size or 100)


def test_a_list_is_read_in_pages_of_the_largest_size_that_the_contract_allows(read: Any) -> None:
    service = ListService(respond_with_size)
    assert read(service) == list(range(1, 1201))
    assert (service.pages, set(service.sizes)) == ([1, 2, 3], {500})


def test_the_page_size_of_the_caller_is_used() -> None:
    service = ListService(respond_with_size)
    assert len(list(service.client().v2.jobs.list(page_size=400))) == 1200
    assert set(service.sizes) == {400}


def test_one_page_and_the_first_record_have_the_page_size_of_the_service() -> None:
    service = ListService(respond_with_size)
    api = service.client()
    assert [job.id for job in api.v2.jobs.list(page=2)] == list(range(101, 201))
    assert api.v2.jobs.list().first() is not None
    assert (service.pages, service.sizes) == ([2, 1], [None, None])


@pytest.mark.parametrize("status", [400, 422])
def test_a_service_that_rejects_the_largest_page_is_read_in_pages_of_its_own_size(read: Any, status: int) -> None:
    def respond(number: int, size: int | None) -> Any:
        return response({}, status) if (size or 0) > 100 else respond_with_size(number, size)

    service = ListService(respond)
    assert read(service) == list(range(1, 1201))
    assert service.sizes == [500, *[None] * 13]


def test_the_client_remembers_that_a_service_rejects_the_largest_page() -> None:
    service = ListService(lambda number, size: response({}, 400) if size else respond_with_size(number, size))
    api = service.client()
    for _ in range(2):
        assert len(list(api.v2.jobs.list())) == 1200
    assert service.sizes.count(500) == 1


def test_a_bad_request_that_the_page_size_did_not_cause_is_raised(read: Any) -> None:
    with pytest.raises(BadRequestError):
        read(ListService(lambda number, size: response({}, 400)))


# One page, all records, boolean value


def test_a_list_with_a_page_is_that_page_alone() -> None:
    service = ListService(respond_with_size)
    api = service.client()
    assert [job.id for job in api.v2.jobs.list(page=1, page_size=2)] == [1, 2]
    assert [job.id for job in api.v2.jobs.list(page=3, page_size=2).all()] == [5, 6]
    assert service.pages == [1, 3]


def test_an_asynchronous_list_with_a_page_is_that_page_alone() -> None:
    async def read_page() -> list[int]:
        http = httpx.AsyncClient(transport=httpx.MockTransport(ListService(respond_with_size)))
        async with AsyncAccountability(ApiToken("t"), http_client=http, **SETTINGS) as api:
            return [job.id async for job in api.v2.jobs.list(page=3, page_size=2)]

    assert asyncio.run(read_page()) == [5, 6]


def test_a_list_has_no_boolean_value() -> None:
    with pytest.raises(TypeError, match=r"\.first\(\) is not None"):
        bool(ListService(respond_with_size).client().v2.jobs.list())


# Pages that are numbered from 0


def pages_from_zero(count: int, **properties: Any) -> ListService:
    return ListService(lambda number, size: envelope(rows(count, number, 20, first=0), number, **properties))


@pytest.mark.parametrize("count", [60, 45, 20, 3])
def test_pages_numbered_from_0_are_read_from_page_0(read: Any, count: int) -> None:
    with pytest.warns(PagingWarning, match="numbers its pages from 0") as warning_list:
        assert read(pages_from_zero(count)) == list(range(1, count + 1))
    assert len(warning_list) == 1


def test_pages_numbered_from_0_are_an_error_if_strict(read: Any) -> None:
    with pytest.raises(PagingIgnoredError, match="numbers its pages from 0"):
        read(pages_from_zero(60), strict=True)


@pytest.mark.filterwarnings("ignore::accountability.PagingWarning")
def test_how_pages_are_numbered_is_examined_once_an_operation() -> None:
    service = pages_from_zero(60)
    api = service.client()
    for _ in range(2):
        assert len(list(api.v2.jobs.list())) == 60
    assert service.pages == [1, 0, 2, 3, 0, 1, 2, 3]
    assert [job.id for job in api.v2.jobs.list(page=2)] == list(range(21, 41))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("page_0", ["first page", "nothing", "everything", 400, 404, 500])
def test_pages_numbered_from_1_are_read_from_page_1_for_any_page_0(read: Any, page_0: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        if number == 0 and isinstance(page_0, int):
            return response({}, page_0)
        if number == 0:
            return {"items": {"nothing": [], "everything": rows(60, 1, 60)}.get(page_0, rows(60, 1, 20))}
        return {"items": rows(60, number, 20)}

    service = ListService(respond)
    assert read(service) == list(range(1, 61))
    assert service.pages == [1, 0, 2, 3, 4]


def test_page_0_is_not_requested_if_the_total_is_right() -> None:
    service = ListService(respond_with_size)
    service.ids()
    assert 0 not in service.pages


def test_pages_numbered_from_0_with_a_total_are_read_or_an_error(read: Any) -> None:
    with pytest.raises(PagingIgnoredError, match="number its pages differently"):
        read(pages_from_zero(60, totalCount=60, pageSize=20))


# Bare arrays

ALL = {"corrections": {"v2.Jobs_ListJobs": {"envelope": "all"}}}
ARRAY = {"corrections": {"v2.Jobs_ListJobs": {"envelope": "array"}}}


def test_a_bare_array_that_the_service_caps_is_not_taken_for_the_whole_list(read: Any) -> None:
    assert read(ListService(lambda number, size: rows(60, number, 25)), **ALL) == list(range(1, 61))


@pytest.mark.filterwarnings("ignore::accountability.PagingWarning")
@pytest.mark.parametrize("settings", [ALL, ARRAY])
def test_bare_arrays_in_pages_from_0_are_read_to_the_end(read: Any, settings: dict[str, Any]) -> None:
    assert read(ListService(lambda number, size: rows(60, number, 25, first=0)), **settings) == list(range(1, 61))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("second", ["the same", "nothing", 400, 404])
def test_a_bare_array_that_is_the_whole_list_is_examined_once_an_operation(second: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        if number == 1 or second == "the same":
            return rows(60, 1, 60)
        return [] if second == "nothing" else response({}, second)

    service = ListService(respond)
    api = service.client(**ALL)
    for _ in range(3):
        assert [job.id for job in api.v2.jobs.list()] == list(range(1, 61))
    assert service.pages == [1, 0, 2, 1, 1]


# Lists that change


def test_a_list_that_shrinks_while_it_is_read_warns_once(read: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        return envelope(
            rows(505 - 100 * (number - 1), number, 100), number, totalCount=605 - 100 * number, pageSize=100
        )

    with pytest.warns(PagingWarning, match=r"totalCount fell from 505 to 405.*\.all\(\)") as warning_list:
        read(ListService(respond))
    assert len(warning_list) == 1
    assert warning_list[0].filename == __file__
    with pytest.raises(PagingIgnoredError, match="totalCount fell from 505 to 405"):
        read(ListService(respond), strict=True)


def test_a_page_shorter_than_the_others_before_the_end_is_reported(read: Any) -> None:
    pages = {1: rows(9, 1, 3), 2: rows(9, 2, 3)[:2], 3: rows(9, 3, 3)}

    def respond(number: int, size: int | None) -> Any:
        return envelope(pages.get(number, []), number, totalCount=9, pageSize=3)

    with pytest.warns(PagingWarning, match="page 2 shows that the list changed"), pytest.raises(PagingIgnoredError):
        read(ListService(respond))  # and at the end the total is not reached
    with pytest.raises(PagingIgnoredError, match="page 2 shows that the list changed"):
        read(ListService(respond), strict=True)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("strict", [False, True])
def test_a_service_that_caps_its_pages_below_the_size_that_it_reports_is_read_to_the_end(
    read: Any, strict: bool
) -> None:
    def respond(number: int, size: int | None) -> Any:
        return envelope(rows(250, number, 100), number, totalCount=250, pageSize=size)

    assert read(ListService(respond), strict=strict) == list(range(1, 251))


@pytest.fixture
def sandbox() -> Sandbox:
    server = Sandbox()
    server.fill("jobs", 1000)
    return server


def test_closing_the_jobs_of_a_list_is_safe_with_all(sandbox: Sandbox) -> None:
    with sandbox.client(strict=True) as api:
        for job in api.v2.jobs.list(active=True).all():
            api.v2.jobs.update(job.id, active=False)
        assert api.v2.jobs.list(active=True).first() is None


def test_closing_the_jobs_of_a_list_while_it_is_read_is_reported(sandbox: Sandbox) -> None:
    def close_all(api: Accountability) -> None:
        for job in api.v2.jobs.list(active=True, page_size=100):
            api.v2.jobs.update(job.id, active=False)

    with sandbox.client() as api, pytest.warns(PagingWarning, match="records may be missing"):
        close_all(api)


def test_iteration_needs_the_same_memory_for_any_number_of_pages() -> None:
    def respond(number: int, size: int | None) -> Any:
        items = [{"id": index} for index in range((number - 1) * 50 + 1, number * 50 + 1)] if number <= 400 else []
        return envelope(items, number, totalCount=20_000, pageSize=50)

    records = iter(ListService(respond).client().v2.jobs.list(page_size=50))
    memory = []
    tracemalloc.start()
    try:
        for _ in range(2):
            for _ in range(9_000):
                next(records)
            gc.collect()
            memory.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert memory[1] - memory[0] < 400_000  # 9,000 more ids would take more than 800,000 bytes


def test_a_service_that_repeats_its_pages_after_the_last_is_an_error(read: Any) -> None:
    def respond(number: int, size: int | None) -> Any:
        return {"items": rows(6_000, (number - 1) % 60 + 1, 100) if number else [], "pageSize": 100}

    with pytest.raises(PagingIgnoredError, match="received before"):
        read(ListService(respond))


def test_a_list_without_an_end_is_an_error(read: Any) -> None:
    service = ListService(lambda number, size: envelope(rows(10**6, number, 100), number, totalCount=20, pageSize=100))
    with pytest.raises(ContractViolationError, match="has no end"):
        read(service)


def test_a_single_page_is_not_checked_as_part_of_a_list() -> None:
    service = ListService(respond_with_size)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(service.client().send(jobs.list_jobs(page=3)).items) == 100
    assert service.pages == [3]
