"""The client as a whole: what goes out, what comes back, and how it is opened and closed."""

from __future__ import annotations

import asyncio
import datetime
import gc
import logging
import pickle
import sys
import warnings
from contextlib import aclosing
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import (
    Accountability,
    ApiToken,
    AsyncAccountability,
    ConfigurationError,
    ContractViolationError,
    NotFoundError,
    PagingIgnoredError,
    Response,
    ResponseMismatchWarning,
)
from accountability.v2 import jobs

from .fake_service import API_TOKEN, BASE, Make, MakeAsync, Service, answer, create_job, get_job, xml

JOB = {
    "id": 4711,
    "jobNo": "NWB0001",
    "jobDescription": "Launch film",
    "clientId": 3,
    "jobTypeId": 2,
    "budget": Decimal("12400.00"),
    "dateOpened": "2025-03-03",
}


def job(**changes: Any) -> httpx.Response:
    members = {**JOB, **changes}
    text = ",".join(f'"{name}":{_json(value)}' for name, value in members.items())
    return answer(f"{{{text}}}", content_type="application/json; charset=utf-8")


def _json(value: Any) -> str:
    if value is None or isinstance(value, Decimal | int):
        return "null" if value is None else str(value)
    return f'"{value}"'


def test_a_method_gives_a_record_with_exact_money_and_dates(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(budget=Decimal("12678967.54323300000001")))
    record = client().v2.jobs.get(4711)
    assert (record.id, record.date_opened) == (4711, datetime.date(2025, 3, 3))
    assert record.budget == Decimal("12678967.54323300000001")


def test_what_is_written_goes_out_exactly_and_unset_is_left_out(client: Make, service: Service) -> None:
    service.on("PATCH", "/v2/jobs/4711", job(budget=Decimal("12678967.54323300000001")))
    client().v2.jobs.update(4711, budget=Decimal("12678967.54323300000001"), notes=None)
    (request,) = service.requests
    assert request.content == b'{"budget":12678967.54323300000001,"notes":null}'
    assert request.headers["content-type"] == "application/merge-patch+json"
    assert request.headers["accept"] == "application/json"


def test_send_gives_what_the_method_gives_and_raw_what_came(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job())
    api = client()
    assert api.send(jobs.get_job(4711)) == api.v2.jobs.get(4711)
    raw = api.raw(jobs.get_job(4711))
    assert isinstance(raw, Response)
    assert (raw.status, raw.content_type) == (200, "application/json")
    assert raw.content.startswith(b'{"id":4711')


def test_raw_hands_out_errors_as_they_came(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"title": "gone"}, 410))
    raw = client().raw(get_job())
    assert (raw.status, raw.content) == (410, b'{"title": "gone"}')


def test_an_answer_shows_no_content_in_its_repr(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer({"access_token": "visible?"}))
    assert "visible" not in repr(client().raw(get_job()))


def test_async_methods_give_the_same(client: Make, async_client: MakeAsync, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job())

    async def run() -> Any:
        async with async_client() as api:
            return await api.v2.jobs.get(4711), await api.send(jobs.get_job(4711)), await api.raw(jobs.get_job(4711))

    got, sent, raw = asyncio.run(run())
    assert got == sent == client().v2.jobs.get(4711)
    assert raw.status == 200


@pytest.mark.parametrize("base_url", [BASE, f"{BASE}/"])
def test_paths_are_joined_to_the_base_url(client: Make, service: Service, base_url: str) -> None:
    client(base_url=base_url).raw(get_job(path="/v2/clients/a%2Fb", query={"jobNo": "A & B", "ids": ["1", "2"]}))
    assert str(service.requests[0].url) == f"{BASE}/v2/clients/a%2Fb?jobNo=A%20%26%20B&ids=1&ids=2"


def test_a_base_url_may_have_a_path(client: Make, service: Service) -> None:
    client(base_url="https://proxy.example/counta").raw(get_job())
    assert str(service.requests[0].url) == "https://proxy.example/counta/v2/jobs/4711"


def test_header_arguments_go_out(client: Make, service: Service) -> None:
    client().raw(get_job(headers={"If-Match": "7"}))
    assert service.requests[0].headers["if-match"] == "7"


def test_a_timeout_is_set_on_every_request_and_else_left_to_the_given_client(client: Make, service: Service) -> None:
    seen: list[Any] = []

    def remember(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"]["read"])
        return service(request)

    for timeout in (2.5, None):
        with httpx.Client(transport=httpx.MockTransport(remember), timeout=9) as http:
            Accountability(ApiToken("t"), inferred="allow", rate_limit=None, timeout=timeout, http_client=http).raw(
                get_job()
            )
    assert seen == [2.5, 9]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (answer("<html>log in</html>", content_type="text/html"), "HTML page"),
        (answer('{"id": 47', content_type="application/json"), "not JSON"),
        (answer("gibberish", content_type="text/plain"), "not JSON"),
        (answer("gibberish"), "not JSON"),
        (answer([1]), "array"),
        (xml("<Job/>"), "is XML"),
        (answer({"jobNo": "X"}), "id is missing"),
    ],
)
def test_a_2xx_that_is_not_what_was_promised_breaks_the_contract_and_keeps_the_bytes(
    client: Make, service: Service, given: httpx.Response, told: str
) -> None:
    service.on("GET", "/v2/jobs/4711", given)
    with pytest.raises(ContractViolationError, match=rf"v2\.Jobs_GetJob: .*{told}") as caught:
        client().v2.jobs.get(4711)
    assert caught.value.content == given.content


def test_an_answer_with_a_byte_order_mark_is_read(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer(b"\xef\xbb\xbf" + job().content, content_type="application/json"))
    assert client().v2.jobs.get(4711).id == 4711


def test_an_answer_that_does_not_say_what_it_is_is_read_as_what_was_asked_for(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer(job().content))
    assert client().v2.jobs.get(4711).id == 4711


def test_a_misfit_reads_as_none_and_is_warned_of_once_a_member_and_client(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(dateOpened="03.03.2025"))
    api = client()
    with pytest.warns(ResponseMismatchWarning, match=r"v2\.Jobs_GetJob: dateOpened does not fit") as caught:
        record = api.v2.jobs.get(4711)
    assert Path(caught[0].filename) == Path(__file__)
    assert record.date_opened is None
    assert record.additional_properties["dateOpened"] == "03.03.2025"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.v2.jobs.get(4711)
    with pytest.warns(ResponseMismatchWarning):
        client().v2.jobs.get(4711)


def test_one_member_of_many_records_is_one_warning(client: Make, service: Service) -> None:
    rows = [{**JOB, "id": number, "budget": 1, "dateOpened": "?"} for number in (1, 2, 3)]
    service.on("GET", "/v2/jobs", answer({"items": rows, "page": 1, "pageSize": 100, "totalCount": 3}))
    with pytest.warns(ResponseMismatchWarning) as caught:
        assert len(list(client().v2.jobs.list())) == 3
    assert [str(each.message).partition(" does")[0] for each in caught] == ["v2.Jobs_ListJobs: items[0].dateOpened"]


def test_strict_raises_at_a_misfit_with_its_path_and_the_bytes(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(dateOpened="03.03.2025"))
    with pytest.raises(ContractViolationError, match="dateOpened") as caught:
        client(strict=True).v2.jobs.get(4711)
    assert caught.value.path == "dateOpened"
    assert caught.value.content == job(dateOpened="03.03.2025").content


def page(*ids: int, number: int = 1, size: int = 2, total: int | None = None) -> httpx.Response:
    rows = [{**JOB, "id": each, "budget": 1} for each in ids]
    return answer({"items": rows, "page": number, "pageSize": size, "totalCount": total})


def test_a_list_walks_its_pages(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=3), page(3, number=2, total=3))
    assert [record.id for record in client().v2.jobs.list()] == [1, 2, 3]
    assert [request.url.params["page"] for request in service.requests] == ["1", "2"]


def test_an_async_list_walks_its_pages(async_client: MakeAsync, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=3), page(3, number=2, total=3))

    async def run() -> list[int]:
        async with async_client() as api:
            return [record.id async for record in api.v2.jobs.list()]

    assert asyncio.run(run()) == [1, 2, 3]


def test_a_page_that_was_not_asked_for_is_not_handed_on(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=9), page(1, 2, number=1, total=9))
    walk = iter(client().v2.jobs.list())
    assert [next(walk).id, next(walk).id] == [1, 2]
    with pytest.raises(PagingIgnoredError, match="page=2 was requested, but the response is page 1"):
        next(walk)


def test_a_record_added_while_reading_gives_none_twice_and_loses_none(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=4), page(2, 3, number=2, total=5), page(4, number=3, total=5))
    assert [record.id for record in client().v2.jobs.list()] == [1, 2, 3, 4]
    assert [request.url.params["page"] for request in service.requests] == ["1", "2", "3"]


def test_pages_leave_out_what_came_before_too(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=4), page(2, 3, number=2, total=5), page(4, number=3, total=5))
    assert [[record.id for record in each.items] for each in client().v2.jobs.list().pages()] == [[1, 2], [3], [4]]


@pytest.mark.parametrize("second", [(1, 2, 3), (3, 2, 1), (2, 3, 4)])
def test_a_page_that_had_come_before_for_the_most_part_is_not_handed_on(
    client: Make, service: Service, second: tuple[int, ...]
) -> None:
    first = page(1, 2, 3, size=3, total=9)
    service.on("GET", "/v2/jobs", first, page(*second, number=2, size=3, total=9))
    given: list[int] = []
    with pytest.raises(
        PagingIgnoredError, match=r"page=2 has [23] records of 3 that were received before, such as id [123]"
    ):
        given.extend(record.id for record in client().v2.jobs.list())


def test_two_records_of_one_id_on_a_page_are_not_handed_on(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 1))
    with pytest.raises(PagingIgnoredError, match="two records with the id 1"):
        list(client().v2.jobs.list())


def test_the_first_record_takes_one_page(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=4), page(total=0))
    first = client().v2.jobs.list().first()
    assert first is not None
    assert (first.id, len(service.requests)) == (1, 1)
    assert client().v2.jobs.list().first() is None


def test_the_first_record_leaves_no_walk_unfinished_behind_it(async_client: MakeAsync, service: Service) -> None:
    left: list[Any] = []

    async def run() -> Any:
        sys.set_asyncgen_hooks(finalizer=left.append)
        first = await async_client().v2.jobs.list(page_size=2).first()
        gc.collect()
        return first

    service.on("GET", "/v2/jobs", page(1, 2))
    assert asyncio.run(run()).id == 1
    assert left == []


def test_who_stops_a_walk_early_may_close_all_of_it(async_client: MakeAsync, service: Service) -> None:
    left: list[Any] = []

    async def run() -> None:
        sys.set_asyncgen_hooks(finalizer=left.append)
        async with aclosing(aiter(async_client().v2.jobs.list(page_size=2))) as jobs:
            assert (await anext(jobs)).id == 1
        gc.collect()

    service.on("GET", "/v2/jobs", page(1, 2))
    asyncio.run(run())
    assert left == []


def test_two_walks_over_one_list_may_see_the_same_records(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=2))
    found = client().v2.jobs.list()
    assert [record.id for record in found] == [record.id for record in found] == [1, 2]


def test_an_answer_without_a_body_is_none_where_one_is_not_needed(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", answer(None, 204))
    assert client().send(get_job()) is None


def test_a_client_left_open_says_so() -> None:
    with pytest.warns(ResourceWarning, match=r"Accountability\('https://api.accountabilityone.com'\) was left open"):
        Accountability(ApiToken("t"))


@pytest.mark.filterwarnings("error")
def test_a_closed_client_and_one_with_a_given_http_client_are_silent(client: Make) -> None:
    with Accountability(ApiToken("t")):
        pass
    Accountability(ApiToken("t")).close()
    client()
    gc.collect()


@pytest.mark.filterwarnings("error")
def test_an_async_client_is_closed_by_its_block() -> None:
    async def run() -> None:
        async with AsyncAccountability(ApiToken("t")):
            pass

    asyncio.run(run())
    gc.collect()


def test_a_closed_client_sends_nothing(client: Make, service: Service) -> None:
    api = client()
    api.close()
    with pytest.raises(RuntimeError, match="is closed"):
        api.raw(get_job())
    assert service.requests == []


def test_closing_leaves_the_given_http_client_open(service: Service) -> None:
    with httpx.Client(transport=httpx.MockTransport(service)) as http:
        Accountability(ApiToken("t"), http_client=http).close()
        assert not http.is_closed


def test_a_text_as_credentials_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="ApiToken"):
        Accountability(API_TOKEN)  # type: ignore[arg-type]


def test_an_exchange_is_logged_without_its_query(
    client: Make, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="accountability"):
        client().raw(get_job(query={"jobNo": "private"}))
    (line,) = [record.getMessage() for record in caplog.records if record.name == "accountability"]
    assert line == "GET /v2/jobs/4711 404"


def test_a_missing_record_of_a_known_operation_is_not_found(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(), answer({}, 404))
    api = client()
    api.v2.jobs.get(4711)
    with pytest.raises(NotFoundError, match=r"v2\.Jobs_GetJob: GET /v2/jobs/4711 answered 404 Not Found"):
        api.v2.jobs.get(4711)


def test_a_write_is_sent_once(client: Make, service: Service) -> None:
    service.on("POST", "/v2/jobs", answer({}, 503))
    with pytest.raises(Exception, match="503"):
        client().send(create_job())
    assert len(service.requests) == 1


@pytest.mark.parametrize("kind", [httpx.Client, httpx.AsyncClient])
@pytest.mark.parametrize(
    ("call", "query"),
    [
        (get_job(query={"jobNo": "A & B", "ids": ["1", "2"]}), "jobNo=A%20%26%20B&ids=1&ids=2&subscription-key=k%2F1"),
        (get_job(), "subscription-key=k%2F1&jobNo=theirs"),
    ],
)
def test_query_parameters_of_the_http_client_are_sent_along_and_ours_win(
    client: Make, async_client: MakeAsync, service: Service, grant: Any, kind: Any, call: Any, query: str
) -> None:
    http = kind(transport=httpx.MockTransport(service), params={"subscription-key": "k/1", "jobNo": "theirs"})
    if kind is httpx.Client:
        client(grant, http_client=http).raw(call)
        http.close()
    else:
        asyncio.run(async_client(grant, http_client=http).raw(call))
    token, read = service.requests
    assert (token.url.query, read.url.query) == (b"subscription-key=k%2F1&jobNo=theirs", query.encode())
    assert read.url.path == "/v2/jobs/4711"


WRITES = [("POST", "/v2/jobs", False), ("PATCH", "/v2/jobs/4711", False)]


@pytest.mark.parametrize(("method", "path", "safe"), WRITES)
@pytest.mark.parametrize("strict", [False, True])
def test_a_write_whose_response_has_an_invalid_value_loses_no_id_where_warnings_are_errors(
    client: Make, service: Service, method: str, path: str, safe: bool, strict: bool
) -> None:
    service.on(method, path, job(dateOpened="03.03.2025"))
    api = client(strict=strict).v2.jobs
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ContractViolationError, match=r"dateOpened .*look whether the write was done") as caught:
            _ = api.create(description="Launch film", client_id=3, job_type_id=2) if method == "POST" else _update(api)
    error = caught.value
    assert (error.record["id"], error.status, error.safe_to_retry) == (4711, 200, safe)
    assert error.content == job(dateOpened="03.03.2025").content
    assert pickle.loads(pickle.dumps(error)).record["id"] == 4711


def _update(api: Any) -> Any:
    return api.update(4711, notes=None)


def test_an_invalid_value_in_a_part_of_what_was_written_keeps_the_whole_record(client: Make, service: Service) -> None:
    record = {"id": 7, "jobId": 4711, "lines": [{"id": None}]}
    service.on("POST", "/v2/jobs", answer(record, 201))

    def reads_a_line(value: Any, notes: Any) -> Any:
        raise ContractViolationError("is null", path="lines[0].id", record=value["lines"][0])

    with pytest.raises(ContractViolationError) as caught:
        client().send(create_job(decode=reads_a_line))
    assert caught.value.record == record
    assert caught.value.safe_to_retry is False


def test_an_invalid_value_of_a_read_may_be_read_again(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(dateOpened="03.03.2025"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ContractViolationError) as caught:
            client().v2.jobs.get(4711)
    assert (caught.value.record["id"], caught.value.safe_to_retry) == (4711, True)
