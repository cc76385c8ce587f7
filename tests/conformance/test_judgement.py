"""The engine passes a server that keeps its contract, and fails one that does not, whatever the fault."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from accountability.conformance import Report, Settings
from accountability.conformance._ids import Ids
from accountability.conformance._run import against
from accountability.conformance._subject import subjects

from .small import DOCUMENT, EXACT, SEED, Small, target_of

Spoil = Callable[[dict[str, Any], int, bytes], tuple[int, bytes]]


def conform(app: Any, small: Small | None = None, document: Mapping[str, Any] = DOCUMENT, **settings: Any) -> Report:
    """What the engine finds out about an app that says it keeps the small contract, or another one."""
    with target_of(app, small) as target:
        return against(target, list(subjects("v2", document)), Settings(**{"seed": 1, "max_examples": 5, **settings}))


def spoilt(small: Small, spoil: Spoil) -> Any:
    """The small server with its answers changed on their way out."""

    async def app(scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        held: list[Any] = []

        async def keep(message: Any) -> None:
            held.append(message)

        await small.app(scope, receive, keep)
        body = b"".join(message.get("body", b"") for message in held[1:])
        status, body = spoil(scope, held[0]["status"], body)
        headers = [pair for pair in held[0]["headers"] if pair[0] != b"content-length"]
        await send({**held[0], "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def checks(report: Report) -> set[str]:
    return {trouble.check for result in report.results for trouble in result.troubles}


def edited(body: bytes, edit: Callable[[Any], Any]) -> bytes:
    return json.dumps(edit(json.loads(body))).encode()


def test_a_server_that_keeps_its_contract_passes_and_every_operation_was_answered() -> None:
    small = Small()
    report = conform(small.app, small)
    assert not report.failed, report.table()
    assert all(result.answered for result in report.results)
    assert len(report.results) == 3


def test_pages_are_asked_for_no_larger_than_the_contract_lets_them_be_and_all_of_them_are_seen() -> None:
    document, small = deepcopy(DOCUMENT), Small(largest_page=2)
    document["paths"]["/v2/orders"]["get"]["parameters"][1]["schema"]["maximum"] = 2
    report = conform(small.app, small, document)
    assert not report.failed, report.table()

    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if b"page=4" in scope["query_string"] and b"pageSize=1" in scope["query_string"]:
            return status, edited(body, lambda page: {**page, "items": []})
        return status, body

    assert "paging" in checks(conform(spoilt(small, forget), small, document))


def test_ids_may_be_texts_where_the_contract_says_so() -> None:
    def spelt(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if not body.startswith(b"{"):
            return status, body
        value = json.loads(body, parse_float=Decimal)
        for order in value.get("items", [value]):
            order |= {"id": str(order["id"])} if "id" in order else {}
        return status, EXACT.encode(value)

    document, small = deepcopy(DOCUMENT), Small()
    document["components"]["schemas"]["Order"]["properties"]["id"] = {"type": "string"}
    get = document["paths"]["/v2/orders/{orderId}"]["get"]
    get["parameters"][0]["schema"] = {"type": "string"}
    for content in (get["responses"]["200"], document["paths"]["/v2/orders"]["post"]["responses"]["201"]):
        content["content"]["application/json"]["example"] = {"id": "7"}
    report = conform(spoilt(small, spelt), small, document)
    assert not report.failed, report.table()


def test_an_id_is_that_of_the_collections_list_wherever_this_stands() -> None:
    document = deepcopy(DOCUMENT)
    document["paths"]["/v2/all-orders"] = {"get": document["paths"]["/v2/orders"].pop("get")}
    for item in document["paths"].values():
        for operation in item.values():
            operation["tags"] = ["Orders"]
    every = {each.id: each for each in subjects("v2", document)}
    ids = Ids()
    ids.learn(every["Orders_ListOrders"], {}, SEED)
    assert ids.of(every["Orders_GetOrder"]) == [{"orderId": 7}, {"orderId": 9}]
    assert ids.records("orders") == [7, 9]


def test_a_server_that_turns_every_call_away_was_not_exercised() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        problem = JSONResponse({"title": "later"}, 429, {"Retry-After": "60"}, "application/problem+json")
        await problem(scope, receive, send)

    report = conform(app)
    assert report.failed
    assert all("not exercised" in {trouble.check for trouble in result.troubles} for result in report.results)


def test_a_server_that_sends_wrong_types_with_200_fails() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await Response('{"id": "seven", "items": "none"}', media_type="application/json")(scope, receive, send)

    report = conform(app)
    assert all(result.troubles for result in report.results)
    assert "answer" in checks(report)


def test_a_run_that_tested_nothing_has_failed() -> None:
    assert Report(seed=1, place="nowhere").failed


def test_a_page_that_leaves_a_record_out_is_found() -> None:
    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if scope["path"] == "/v2/orders" and b"page=2" in scope["query_string"] and status == 200:
            return status, edited(body, lambda page: {**page, "items": []})
        return status, body

    small = Small()
    assert "paging" in checks(conform(spoilt(small, forget), small))


def test_an_amount_that_went_through_a_binary_float_is_found() -> None:
    def float_it(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        return status, edited(body, lambda value: value)

    small = Small()
    assert "reads back" in checks(conform(spoilt(small, float_it), small))


def test_a_create_that_forgets_what_it_was_sent_is_found() -> None:
    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        return status, edited(body, lambda order: {**order, "title": "Something"}) if status == 201 else body

    small = Small()
    assert "reads back" in checks(conform(spoilt(small, forget), small))


class Open(Small):
    """The small server with its door open."""

    def guarded(self, request: Request) -> None:
        return None


def test_an_operation_that_answers_without_credentials_is_found() -> None:
    small = Open()
    assert "credentials" in checks(conform(small.app, small))


def test_the_same_seed_draws_the_same_cases() -> None:
    def seen(seed: int) -> list[tuple[str, bytes]]:
        asked: list[tuple[str, bytes]] = []

        def look(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
            asked.append((scope["method"] + scope["path"], scope["query_string"]))
            return status, body

        small = Small()
        conform(spoilt(small, look), small, seed=seed, operations=("v2.Orders_ListOrders",))
        return asked

    assert seen(5) == seen(5)
    assert seen(5) != seen(6)


@pytest.mark.parametrize("share", [0.5, 0.05])
def test_an_operation_turned_away_now_and_then_is_not_exercised(share: float) -> None:
    count = 0

    def throttle(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        nonlocal count
        count += 1
        return (429, b"{}") if count % round(1 / share) == 0 else (status, body)

    small = Small()
    assert "not exercised" in checks(conform(spoilt(small, throttle), small))
