"""The client: requests, decoded responses, lists, warnings and closing."""

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
    ContractViolationError,
    PagingIgnoredError,
    Response,
    ResponseMismatchWarning,
)
from accountability.v2 import jobs

from .fake_service import BASE, Make, MakeAsync, Service, create_job, get_job, response, xml

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
    properties = {**JOB, **changes}
    text = ",".join(f'"{name}":{_json(value)}' for name, value in properties.items())
    return response(f"{{{text}}}", content_type="application/json; charset=utf-8")


def _json(value: Any) -> str:
    if value is None or isinstance(value, Decimal | int):
        return "null" if value is None else str(value)
    return f'"{value}"'


def test_a_method_returns_a_record_with_exact_decimals_and_dates(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(budget=Decimal("12678967.54323300000001")))
    record = client().v2.jobs.get(4711)
    assert (record.id, record.date_opened) == (4711, datetime.date(2025, 3, 3))
    assert record.budget == Decimal("12678967.54323300000001")


def test_decimals_are_sent_exactly_and_unset_arguments_are_left_out(client: Make, service: Service) -> None:
    service.on("PATCH", "/v2/jobs/4711", job(budget=Decimal("12678967.54323300000001")))
    client().v2.jobs.update(4711, budget=Decimal("12678967.54323300000001"), notes=None)
    (request,) = service.requests
    assert request.content == b'{"budget":12678967.54323300000001,"notes":null}'
    assert request.headers["content-type"] == "application/merge-patch+json"
    assert request.headers["accept"] == "application/json"


def test_send_returns_the_same_as_the_method_and_raw_returns_the_response(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job())
    api = client()
    assert api.send(jobs.get_job(4711)) == api.v2.jobs.get(4711)
    raw = api.raw(jobs.get_job(4711))
    assert isinstance(raw, Response)
    assert (raw.status, raw.content_type) == (200, "application/json")
    assert raw.content.startswith(b'{"id":4711')


def test_raw_returns_error_responses(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"title": "gone"}, 410))
    raw = client().raw(get_job())
    assert (raw.status, raw.content) == (410, b'{"title": "gone"}')


def test_the_repr_of_a_response_has_no_content(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response({"access_token": "visible?"}))
    assert "visible" not in repr(client().raw(get_job()))


def test_asynchronous_methods_return_the_same(client: Make, async_client: MakeAsync, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job())

    async def run() -> Any:
        async with async_client() as api:
            return await api.v2.jobs.get(4711), await api.send(jobs.get_job(4711)), await api.raw(jobs.get_job(4711))

    from_method, from_send, raw = asyncio.run(run())
    assert from_method == from_send == client().v2.jobs.get(4711)
    assert raw.status == 200


@pytest.mark.parametrize("base_url", [BASE, f"{BASE}/"])
def test_paths_are_joined_to_the_base_url(client: Make, service: Service, base_url: str) -> None:
    client(base_url=base_url).raw(get_job(path="/v2/clients/a%2Fb", query={"jobNo": "A & B", "ids": ["1", "2"]}))
    assert str(service.requests[0].url) == f"{BASE}/v2/clients/a%2Fb?jobNo=A%20%26%20B&ids=1&ids=2"


def test_a_base_url_can_have_a_path(client: Make, service: Service) -> None:
    client(base_url="https://proxy.example/counta").raw(get_job())
    assert str(service.requests[0].url) == "https://proxy.example/counta/v2/jobs/4711"


def test_header_arguments_are_sent(client: Make, service: Service) -> None:
    client().raw(get_job(headers={"If-Match": "7"}))
    assert service.requests[0].headers["if-match"] == "7"


@pytest.mark.parametrize(
    ("invalid_response", "expected"),
    [
        (response("<html>log in</html>", content_type="text/html"), "HTML page"),
        (response('{"id": 47', content_type="application/json"), "not JSON"),
        (response("gibberish", content_type="text/plain"), "not JSON"),
        (response("gibberish"), "not JSON"),
        (response([1]), "array"),
        (xml("<Job/>"), "is XML"),
        (response({"jobNo": "X"}), "id is missing"),
    ],
)
def test_a_2xx_response_that_does_not_conform_is_a_contract_violation_with_the_content(
    client: Make, service: Service, invalid_response: httpx.Response, expected: str
) -> None:
    service.on("GET", "/v2/jobs/4711", invalid_response)
    with pytest.raises(ContractViolationError, match=rf"v2\.Jobs_GetJob: .*{expected}") as exc_info:
        client().v2.jobs.get(4711)
    assert exc_info.value.content == invalid_response.content


def test_a_response_with_a_byte_order_mark_is_read(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response(b"\xef\xbb\xbf" + job().content, content_type="application/json"))
    assert client().v2.jobs.get(4711).id == 4711


def test_a_response_without_a_content_type_is_parsed_as_the_requested_type(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response(job().content))
    assert client().v2.jobs.get(4711).id == 4711


def test_an_invalid_value_is_none_and_causes_one_warning_per_property_and_client(
    client: Make, service: Service
) -> None:
    service.on("GET", "/v2/jobs/4711", job(dateOpened="03.03.2025"))
    api = client()
    with pytest.warns(ResponseMismatchWarning, match=r"v2\.Jobs_GetJob: dateOpened does not fit") as warning_list:
        record = api.v2.jobs.get(4711)
    assert Path(warning_list[0].filename) == Path(__file__)
    assert record.date_opened is None
    assert record.additional_properties["dateOpened"] == "03.03.2025"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api.v2.jobs.get(4711)
    with pytest.warns(ResponseMismatchWarning):
        client().v2.jobs.get(4711)


def test_one_property_of_many_records_causes_one_warning(client: Make, service: Service) -> None:
    rows = [{**JOB, "id": number, "budget": 1, "dateOpened": "?"} for number in (1, 2, 3)]
    service.on("GET", "/v2/jobs", response({"items": rows, "page": 1, "pageSize": 100, "totalCount": 3}))
    with pytest.warns(ResponseMismatchWarning) as warning_list:
        assert len(list(client().v2.jobs.list())) == 3
    assert [str(warning.message).partition(" does")[0] for warning in warning_list] == [
        "v2.Jobs_ListJobs: items[0].dateOpened"
    ]


def test_strict_raises_for_an_invalid_value_with_its_path_and_the_content(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(dateOpened="03.03.2025"))
    with pytest.raises(ContractViolationError, match="dateOpened") as exc_info:
        client(strict=True).v2.jobs.get(4711)
    assert exc_info.value.path == "dateOpened"
    assert exc_info.value.content == job(dateOpened="03.03.2025").content


def page(*ids: int, number: int = 1, size: int = 2, total: int | None = None) -> httpx.Response:
    rows = [{**JOB, "id": number, "budget": 1} for number in ids]
    return response({"items": rows, "page": number, "pageSize": size, "totalCount": total})


def test_a_page_that_was_not_requested_is_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=9), page(1, 2, number=1, total=9))
    records = iter(client().v2.jobs.list())
    assert [next(records).id, next(records).id] == [1, 2]
    with pytest.raises(PagingIgnoredError, match="page=2 was requested, but the response is page 1"):
        next(records)


def test_a_record_added_during_iteration_causes_no_duplicate_and_no_loss(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=4), page(2, 3, number=2, total=5), page(4, number=3, total=5))
    assert [[record.id for record in page_.items] for page_ in client().v2.jobs.list().pages()] == [[1, 2], [3], [4]]
    assert [request.url.params["page"] for request in service.requests] == ["1", "2", "3"]


@pytest.mark.parametrize("second", [(1, 2, 3), (3, 2, 1), (2, 3, 4)])
def test_a_page_with_mostly_repeated_records_is_an_error(
    client: Make, service: Service, second: tuple[int, ...]
) -> None:
    first = page(1, 2, 3, size=3, total=9)
    service.on("GET", "/v2/jobs", first, page(*second, number=2, size=3, total=9))
    ids: list[int] = []
    with pytest.raises(
        PagingIgnoredError, match=r"page=2 has [23] records of 3 that were received before, such as id [123]"
    ):
        ids.extend(record.id for record in client().v2.jobs.list())


def test_two_records_with_one_id_on_a_page_are_an_error(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 1))
    with pytest.raises(PagingIgnoredError, match="two records with the id 1"):
        list(client().v2.jobs.list())


def test_the_first_record_requests_one_page(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=4), page(total=0))
    first = client().v2.jobs.list().first()
    assert first is not None
    assert (first.id, len(service.requests)) == (1, 1)
    assert client().v2.jobs.list().first() is None


def test_the_first_record_leaves_no_open_generator(async_client: MakeAsync, service: Service) -> None:
    unfinished: list[Any] = []

    async def run() -> Any:
        sys.set_asyncgen_hooks(finalizer=unfinished.append)
        first = await async_client().v2.jobs.list(page_size=2).first()
        gc.collect()
        return first

    service.on("GET", "/v2/jobs", page(1, 2))
    assert asyncio.run(run()).id == 1
    assert unfinished == []


def test_an_interrupted_iteration_can_be_closed(async_client: MakeAsync, service: Service) -> None:
    unfinished: list[Any] = []

    async def run() -> None:
        sys.set_asyncgen_hooks(finalizer=unfinished.append)
        async with aclosing(aiter(async_client().v2.jobs.list(page_size=2))) as jobs:
            assert (await anext(jobs)).id == 1
        gc.collect()

    service.on("GET", "/v2/jobs", page(1, 2))
    asyncio.run(run())
    assert unfinished == []


def test_a_list_can_be_iterated_twice(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs", page(1, 2, total=2))
    job_list = client().v2.jobs.list()
    assert [record.id for record in job_list] == [record.id for record in job_list] == [1, 2]


def test_a_response_without_a_body_is_none_if_none_is_required(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", response(None, 204))
    assert client().send(get_job()) is None


@pytest.mark.filterwarnings("error")
def test_a_closed_client_and_one_with_an_http_client_do_not_warn(client: Make) -> None:
    with Accountability(ApiToken("t")):
        pass
    Accountability(ApiToken("t")).close()
    client()
    gc.collect()


@pytest.mark.filterwarnings("error")
def test_an_async_client_is_closed_at_the_end_of_its_block() -> None:
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


def test_closing_does_not_close_the_http_client_of_the_caller(service: Service) -> None:
    with httpx.Client(transport=httpx.MockTransport(service)) as http:
        Accountability(ApiToken("t"), http_client=http).close()
        assert not http.is_closed


def test_a_request_is_logged_without_its_query(
    client: Make, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="accountability"):
        client().raw(get_job(query={"jobNo": "private"}))
    (message,) = [record.getMessage() for record in caplog.records if record.name == "accountability"]
    assert message == "GET /v2/jobs/4711 404"


@pytest.mark.parametrize("kind", [httpx.Client, httpx.AsyncClient])
@pytest.mark.parametrize(
    ("call", "query"),
    [
        (get_job(query={"jobNo": "A & B", "ids": ["1", "2"]}), "jobNo=A%20%26%20B&ids=1&ids=2&subscription-key=k%2F1"),
        (get_job(), "subscription-key=k%2F1&jobNo=default"),
    ],
)
def test_query_parameters_of_the_http_client_are_sent_and_overridden_by_those_of_the_call(
    client: Make, async_client: MakeAsync, service: Service, grant: Any, kind: Any, call: Any, query: str
) -> None:
    http = kind(transport=httpx.MockTransport(service), params={"subscription-key": "k/1", "jobNo": "default"})
    if kind is httpx.Client:
        client(grant, http_client=http).raw(call)
        http.close()
    else:
        asyncio.run(async_client(grant, http_client=http).raw(call))
    token, call_request = service.requests
    assert (token.url.query, call_request.url.query) == (b"subscription-key=k%2F1&jobNo=default", query.encode())
    assert call_request.url.path == "/v2/jobs/4711"


WRITES = [("POST", "/v2/jobs", False), ("PATCH", "/v2/jobs/4711", False)]


@pytest.mark.parametrize(("method", "path", "safe"), WRITES)
@pytest.mark.parametrize("strict", [False, True])
def test_the_error_of_a_write_with_an_invalid_value_has_the_record_if_warnings_are_errors(
    client: Make, service: Service, method: str, path: str, safe: bool, strict: bool
) -> None:
    service.on(method, path, job(dateOpened="03.03.2025"))
    api = client(strict=strict).v2.jobs
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ContractViolationError, match=r"dateOpened .*look whether the write was done") as exc_info:
            _ = api.create(description="Launch film", client_id=3, job_type_id=2) if method == "POST" else _update(api)
    error = exc_info.value
    assert (error.record["id"], error.status, error.safe_to_retry) == (4711, 200, safe)
    assert error.content == job(dateOpened="03.03.2025").content
    assert pickle.loads(pickle.dumps(error)).record["id"] == 4711


def _update(api: Any) -> Any:
    return api.update(4711, notes=None)


def test_the_error_of_an_invalid_nested_value_has_the_whole_record(client: Make, service: Service) -> None:
    record = {"id": 7, "jobId": 4711, "lines": [{"id": None}]}
    service.on("POST", "/v2/jobs", response(record, 201))

    def decode_line(value: Any, notes: Any) -> Any:
        raise ContractViolationError("is null", path="lines[0].id", record=value["lines"][0])

    with pytest.raises(ContractViolationError) as exc_info:
        client().send(create_job(decode=decode_line))
    assert exc_info.value.record == record
    assert exc_info.value.safe_to_retry is False


def test_the_error_of_a_read_with_an_invalid_value_is_safe_to_retry(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/4711", job(dateOpened="03.03.2025"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ContractViolationError) as exc_info:
            client().v2.jobs.get(4711)
    assert (exc_info.value.record["id"], exc_info.value.safe_to_retry) == (4711, True)
