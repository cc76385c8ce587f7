"""The checks pass a server that conforms to its contract, and fail one that deviates from it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from accountability.conformance import Report, Settings
from accountability.conformance.request import KnownIds
from accountability.conformance.run import run_against

from .small_api import DOCUMENT, DRAFT, EXACT, SEED, TOKEN, SmallServer, build_contract, serve_target

Change = Callable[[dict[str, Any], int, bytes], tuple[int, bytes]]


def conform(app: Any, small: SmallServer | None = None, document: dict[str, Any] = DOCUMENT, **settings: Any) -> Report:
    """Test an app that claims to conform to the small contract, or to another one."""
    with serve_target(app, small) as target:
        run_settings = Settings(**{"apis": ("v2",), "seed": 1, "max_examples": 5, **settings})
        return run_against(target, {"v2": build_contract(document)}, run_settings)


def change_responses(small: SmallServer, change: Change) -> Any:
    """Return the small server with its responses changed."""

    async def app(scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        messages: list[Any] = []

        async def collect(message: Any) -> None:
            messages.append(message)

        await small.app(scope, receive, collect)
        body = b"".join(message.get("body", b"") for message in messages[1:])
        status, body = change(scope, messages[0]["status"], body)
        headers = [pair for pair in messages[0]["headers"] if pair[0] != b"content-length"]
        await send({**messages[0], "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def find_failed_checks(report: Report) -> set[str]:
    return {failure.check for result in report.results for failure in result.failures}


def edit_json(body: bytes, edit: Callable[[Any], Any]) -> bytes:
    return json.dumps(edit(json.loads(body))).encode()


def test_a_server_that_conforms_passes_and_every_operation_returns_a_2xx() -> None:
    small = SmallServer()
    report = conform(small.app, small)
    assert not report.failed, report.text()
    assert all(result.succeeded for result in report.results)
    assert len(report.results) == 3


def test_page_sizes_are_within_the_contract_and_all_pages_are_read() -> None:
    document, small = deepcopy(DOCUMENT), SmallServer(largest_page=2)
    document["paths"]["/v2/orders"]["get"]["parameters"][1]["schema"]["maximum"] = 2
    report = conform(small.app, small, document)
    assert not report.failed, report.text()

    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if b"page=4" in scope["query_string"] and b"pageSize=1" in scope["query_string"]:
            return status, edit_json(body, lambda page: {**page, "items": []})
        return status, body

    assert "loses_no_record_between_pages" in find_failed_checks(
        conform(change_responses(small, forget), small, document)
    )


def test_string_ids_of_the_contract_are_accepted() -> None:
    def return_string_ids(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if not body.startswith(b"{"):
            return status, body
        value = json.loads(body, parse_float=Decimal)
        for order in value.get("items", [value]):
            order |= {"id": str(order["id"])} if "id" in order else {}
        return status, EXACT.encode(value)

    document, small = deepcopy(DOCUMENT), SmallServer()
    document["components"]["schemas"]["Order"]["properties"]["id"] = {"type": "string"}
    get = document["paths"]["/v2/orders/{orderId}"]["get"]
    get["parameters"][0]["schema"] = {"type": "string"}
    for content in (get["responses"]["200"], document["paths"]["/v2/orders"]["post"]["responses"]["201"]):
        content["content"]["application/json"]["example"] = {"id": "7"}
    report = conform(change_responses(small, return_string_ids), small, document)
    assert not report.failed, report.text()


def test_the_ids_of_a_collection_are_read_from_its_list_at_any_path() -> None:
    document = deepcopy(DOCUMENT)
    document["paths"]["/v2/all-orders"] = {"get": document["paths"]["/v2/orders"].pop("get")}
    operations = build_contract(document).operations
    ids = KnownIds()
    ids.learn(operations["v2.Orders_ListOrders"], {}, SEED)
    assert ids.of(operations["v2.Orders_GetOrder"]) == [{"orderId": 7}, {"orderId": 9}]
    assert ids.ids("orders") == [7, 9]


def test_operations_of_a_server_that_rejects_every_call_are_not_exercised() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        problem = JSONResponse({"title": "later"}, 429, {"Retry-After": "60"}, "application/problem+json")
        await problem(scope, receive, send)

    report = conform(app)
    assert report.failed
    assert all("not exercised" in {failure.check for failure in result.failures} for result in report.results)


def test_a_server_that_sends_wrong_types_with_200_fails() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await Response('{"id": "seven", "items": "none"}', media_type="application/json")(scope, receive, send)

    report = conform(app)
    assert all(result.failures for result in report.results)
    assert "conforms_to_its_schema" in find_failed_checks(report)


def test_a_run_without_results_fails() -> None:
    assert Report(seed=1, tested="nothing").failed


def test_an_amount_that_was_converted_to_a_binary_float_is_found() -> None:
    def convert_to_float(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        return status, edit_json(body, lambda value: value)

    small = SmallServer()
    assert "reads_back_what_was_written" in find_failed_checks(
        conform(change_responses(small, convert_to_float), small)
    )


def test_a_generated_string_equal_to_a_credential_is_not_reported_as_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DRAFT["properties"], "title", {"type": "string", "enum": [TOKEN, "Glue"]})
    small = SmallServer()
    assert find_failed_checks(conform(small.app, small)) == set()


def test_the_same_seed_generates_the_same_cases() -> None:
    def record_calls(seed: int) -> list[tuple[str, bytes]]:
        calls: list[tuple[str, bytes]] = []

        def record(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
            calls.append((scope["method"] + scope["path"], scope["query_string"]))
            return status, body

        small = SmallServer()
        conform(change_responses(small, record), small, seed=seed, operations=("v2.Orders_ListOrders",))
        return calls

    assert record_calls(5) == record_calls(5)
    assert record_calls(5) != record_calls(6)


@pytest.mark.parametrize("share", [0.5, 0.05])
def test_an_operation_whose_calls_are_sometimes_rejected_is_not_exercised(share: float) -> None:
    count = 0

    def throttle(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        nonlocal count
        count += 1
        return (429, b"{}") if count % round(1 / share) == 0 else (status, body)

    small = SmallServer()
    assert "not exercised" in find_failed_checks(conform(change_responses(small, throttle), small))
