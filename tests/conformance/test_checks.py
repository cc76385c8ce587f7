"""The checks pass a server that conforms to its contract, and fail one that deviates from it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from accountability.conformance import Report, Settings
from accountability.conformance.request import KnownIds
from accountability.conformance.run import run_against

from .small_api import DOCUMENT, DRAFT, EXACT, SEED, TOKEN, SmallServer, contract_of, target_of

Change = Callable[[dict[str, Any], int, bytes], tuple[int, bytes]]


def conform(app: Any, small: SmallServer | None = None, document: dict[str, Any] = DOCUMENT, **settings: Any) -> Report:
    """Test an app that claims to conform to the small contract, or to another one."""
    with target_of(app, small) as target:
        chosen = Settings(**{"apis": ("v2",), "seed": 1, "max_examples": 5, **settings})
        return run_against(target, {"v2": contract_of(document)}, chosen)


def changed(small: SmallServer, change: Change) -> Any:
    """Return the small server with its responses changed."""

    async def app(scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        held: list[Any] = []

        async def hold(message: Any) -> None:
            held.append(message)

        await small.app(scope, receive, hold)
        body = b"".join(message.get("body", b"") for message in held[1:])
        status, body = change(scope, held[0]["status"], body)
        headers = [pair for pair in held[0]["headers"] if pair[0] != b"content-length"]
        await send({**held[0], "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def checks(report: Report) -> set[str]:
    return {failure.check for result in report.results for failure in result.failures}


def edited(body: bytes, edit: Callable[[Any], Any]) -> bytes:
    return json.dumps(edit(json.loads(body))).encode()


def test_a_server_that_conforms_passes_and_every_operation_returns_a_2xx() -> None:
    small = SmallServer()
    report = conform(small.app, small)
    assert not report.failed, report.text()
    assert all(result.succeeded for result in report.results)
    assert len(report.results) == 3


def test_pages_do_not_exceed_the_contract_and_all_of_them_are_read() -> None:
    document, small = deepcopy(DOCUMENT), SmallServer(largest_page=2)
    document["paths"]["/v2/orders"]["get"]["parameters"][1]["schema"]["maximum"] = 2
    report = conform(small.app, small, document)
    assert not report.failed, report.text()

    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if b"page=4" in scope["query_string"] and b"pageSize=1" in scope["query_string"]:
            return status, edited(body, lambda page: {**page, "items": []})
        return status, body

    assert "loses_no_record_between_pages" in checks(conform(changed(small, forget), small, document))


def test_ids_may_be_strings_if_the_contract_says_so() -> None:
    def as_strings(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
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
    report = conform(changed(small, as_strings), small, document)
    assert not report.failed, report.text()


def test_an_id_is_that_of_the_collections_list_wherever_the_list_is() -> None:
    document = deepcopy(DOCUMENT)
    document["paths"]["/v2/all-orders"] = {"get": document["paths"]["/v2/orders"].pop("get")}
    operations = contract_of(document).operations
    ids = KnownIds()
    ids.learn(operations["v2.Orders_ListOrders"], {}, SEED)
    assert ids.of(operations["v2.Orders_GetOrder"]) == [{"orderId": 7}, {"orderId": 9}]
    assert ids.ids("orders") == [7, 9]


def test_a_server_that_rejects_every_call_was_not_exercised() -> None:
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
    assert "conforms_to_its_schema" in checks(report)


def test_a_run_that_tested_nothing_has_failed() -> None:
    assert Report(seed=1, tested="nothing").failed


def test_a_page_that_leaves_a_record_out_is_found() -> None:
    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if scope["path"] == "/v2/orders" and b"page=2" in scope["query_string"] and status == 200:
            return status, edited(body, lambda page: {**page, "items": []})
        return status, body

    small = SmallServer()
    assert "loses_no_record_between_pages" in checks(conform(changed(small, forget), small))


def test_an_amount_that_went_through_a_binary_float_is_found() -> None:
    def through_float(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        return status, edited(body, lambda value: value)

    small = SmallServer()
    assert "reads_back_what_was_written" in checks(conform(changed(small, through_float), small))


def test_a_create_that_forgets_what_it_was_sent_is_found() -> None:
    def forget(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        if status != 201:
            return status, body
        return status, edited(body, lambda order: {**order, "title": "Something"})

    small = SmallServer()
    assert "reads_back_what_was_written" in checks(conform(changed(small, forget), small))


def test_a_generated_text_that_equals_a_credential_does_not_pass_for_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DRAFT["properties"], "title", {"type": "string", "enum": [TOKEN, "Glue"]})
    small = SmallServer()
    assert checks(conform(small.app, small)) == set()


class OpenServer(SmallServer):
    """The small server without a check of credentials."""

    def rejected(self, request: Request) -> None:
        return None


def test_an_operation_that_responds_without_credentials_is_found() -> None:
    small = OpenServer()
    assert "rejects_wrong_credentials" in checks(conform(small.app, small))


def test_a_response_that_holds_only_its_id_is_found_for_each_operation() -> None:
    def reduce(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        def only_id(value: dict[str, Any]) -> dict[str, Any]:
            rows = [{"id": row["id"]} for row in value.get("items", ())]
            return {**value, "items": rows} if "items" in value else {"id": value["id"]}

        return status, edited(body, only_id) if status < 300 else body

    small = SmallServer()
    report = conform(changed(small, reduce), small)
    assert [result.outcome for result in report.results] == ["failed"] * 3, report.text()


def test_the_same_seed_generates_the_same_cases() -> None:
    def seen(seed: int) -> list[tuple[str, bytes]]:
        calls: list[tuple[str, bytes]] = []

        def look(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
            calls.append((scope["method"] + scope["path"], scope["query_string"]))
            return status, body

        small = SmallServer()
        conform(changed(small, look), small, seed=seed, operations=("v2.Orders_ListOrders",))
        return calls

    assert seen(5) == seen(5)
    assert seen(5) != seen(6)


@pytest.mark.parametrize("share", [0.5, 0.05])
def test_an_operation_that_is_rejected_now_and_then_was_not_exercised(share: float) -> None:
    count = 0

    def throttle(scope: dict[str, Any], status: int, body: bytes) -> tuple[int, bytes]:
        nonlocal count
        count += 1
        return (429, b"{}") if count % round(1 / share) == 0 else (status, body)

    small = SmallServer()
    assert "not exercised" in checks(conform(changed(small, throttle), small))
