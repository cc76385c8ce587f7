"""A document without our extensions is served: its paths define the collections, its schemas the other responses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from accountability.sandbox import Sandbox

IMITATES = "Accountability-Sandbox-Imitates"
ORDER = {
    "type": "object",
    "required": ["orderId", "state"],
    "properties": {
        "orderId": {"type": "integer", "readOnly": True},
        "state": {"type": "string", "enum": ["open", "closed"]},
        "buyer": {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$"},
        "lines": {"type": "array", "items": {"type": "object", "properties": {"no": {"type": "integer"}}}},
    },
}
ERROR = {
    "type": "object",
    "required": ["code"],
    "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
}
REF = {"$ref": "#/components/schemas/Order"}
ORDER_ID = {"name": "orderId", "in": "path", "required": True, "schema": {"type": "integer"}}


def build_responses(schema: Any, status: str = "200", **media: Any) -> dict[str, Any]:
    """Return the responses object of an operation."""
    content = {"application/json": {"schema": schema, **media}}
    return {
        status: {"description": "", "content": content},
        "default": {"description": "", "content": {"application/json": {"schema": ERROR}}},
    }


def build_request_body(schema: Any) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def build_parameter(name: str, location: str, schema: Any, **keywords: Any) -> dict[str, Any]:
    return {"name": name, "in": location, "schema": schema, **keywords}


ENVELOPE = {
    "type": "object",
    "required": ["data", "total"],
    "properties": {"data": {"type": "array", "items": REF}, "total": {"type": "integer"}},
}
DATE_RANGE = {"type": "object", "properties": {"from": {"type": "string", "format": "date"}}}
PATHS = {
    "/orders": {
        "get": {
            "parameters": [
                build_parameter("state", "query", {"type": "string"}),
                build_parameter("pretty", "query", {"type": "boolean"}, allowEmptyValue=True),
                build_parameter("placed", "query", DATE_RANGE, style="deepObject"),
                build_parameter(
                    "ids",
                    "query",
                    {"type": "array", "items": {"type": "integer"}},
                    style="pipeDelimited",
                    explode=False,
                ),
                build_parameter("lang", "cookie", {"type": "string", "enum": ["en", "de"]}),
            ],
            "responses": build_responses(ENVELOPE),
        },
        "post": {"requestBody": build_request_body(REF), "responses": build_responses(REF, "201")},
    },
    "/orders/{orderId}": {
        "parameters": [ORDER_ID],
        "get": {"responses": build_responses(REF)},
        "patch": {"requestBody": build_request_body({"type": "object"}), "responses": build_responses(REF)},
        "delete": {"responses": {"204": {"description": ""}}},
    },
    "/orders/{orderId}.pdf": {
        "parameters": [ORDER_ID],
        "get": {"responses": {"200": {"description": "", "content": {"application/pdf": {}}}}},
    },
    "/report": {
        "get": {
            "responses": build_responses(
                {"type": "object", "required": ["sum"], "properties": {"sum": {"type": "number"}}}, example={"sum": 7}
            )
        }
    },
    "/impossible": {"get": {"responses": build_responses({"type": "string", "pattern": "^(?=a)b$"})}},
}


def build_document(paths: Any = None) -> dict[str, Any]:
    paths = paths or PATHS
    for path, item in paths.items():
        for method in item.keys() - {"parameters"}:
            item[method] |= {"operationId": f"{method}{path}", "tags": ["orders"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Orders", "version": "1"},
        "servers": [{"url": "https://orders.example/shop"}],
        "paths": paths,
        "components": {"schemas": {"Order": ORDER}},
    }


@pytest.fixture
def shop() -> Iterator[httpx.Client]:
    with closing(Sandbox(documents={"v2": build_document()})) as running, running.http_client() as http:
        yield http


def test_a_path_with_a_record_below_it_is_a_collection_with_records(shop: httpx.Client) -> None:
    page = shop.get("/orders").json()
    assert page["total"] == len(page["data"]) == 3
    assert [shop.get(f"/orders/{order['orderId']}").json() for order in page["data"]] == page["data"]
    assert shop.get("/orders/99").status_code == 404


def test_a_property_that_two_parts_of_a_record_require_is_required_once() -> None:
    doc = build_document()
    doc["components"]["schemas"] = {"Base": ORDER, "Order": {"allOf": [{"$ref": "#/components/schemas/Base"}, ORDER]}}
    with closing(Sandbox(documents={"v2": doc})) as running, running.http_client() as http:
        assert http.get("/orders/1").json()["orderId"] == 1


def test_a_document_is_served_below_the_path_of_its_server_too(shop: httpx.Client) -> None:
    assert shop.get("/shop/orders/1").json() == shop.get("/orders/1").json()


def test_its_operations_have_no_samples_since_no_client_is_generated_from_it(shop: httpx.Client) -> None:
    orders = shop.get("/openapi/v2.json?samples").raise_for_status().json()["paths"]["/orders"]
    assert "x-codeSamples" not in orders["get"]


def test_a_created_record_has_the_properties_sent_and_a_new_id(shop: httpx.Client) -> None:
    response = shop.post("/orders", json={"state": "open", "buyer": "AB1"})
    assert (response.status_code, response.json()) == (201, {"state": "open", "buyer": "AB1", "orderId": 4})
    assert shop.get("/orders/4").json() == response.json()
    assert IMITATES not in response.headers


def test_a_changed_record_is_stored_and_a_deleted_one_is_gone(shop: httpx.Client) -> None:
    shop.patch("/orders/2", json={"state": "closed", "lines": [{"no": 5}]}).raise_for_status()
    changed = shop.get("/orders/2").json()
    assert (changed["state"], changed["lines"]) == ("closed", [{"no": 5}])
    assert shop.delete("/orders/2").status_code == 204
    assert shop.get("/orders/2").status_code == 404


def test_a_query_parameter_named_like_a_property_selects_records(shop: httpx.Client) -> None:
    for order in shop.get("/orders").json()["data"]:
        shop.patch(f"/orders/{order['orderId']}", json={"state": "open"})
    shop.patch("/orders/1", json={"state": "closed"})
    page = shop.get("/orders", params={"state": "closed"}).json()
    assert [order["orderId"] for order in page["data"]] == [1]


def test_an_invalid_property_of_a_patch_is_ignored_and_a_header_reports_it(shop: httpx.Client) -> None:
    response = shop.patch("/orders/1", json={"state": "lost", "colour": "red"})
    assert response.headers[IMITATES] == "schema"
    assert response.json() == shop.get("/orders/1").json()
    assert response.json()["state"] in ("open", "closed")


def test_a_body_that_violates_its_schema_is_rejected_in_the_schema_of_errors(shop: httpx.Client) -> None:
    response = shop.post("/orders", json={"state": "lost"})
    assert response.status_code == 422
    assert isinstance(response.json()["code"], int)
    assert "/state" in response.json()["message"]


@pytest.mark.parametrize(
    ("query", "cookie", "status"),
    [
        ("placed[from]=2025-01-13&ids=1|2", "lang=de", 200),
        ("placed[from]=monday", "lang=de", 422),
        ("ids=1|x", "lang=de", 422),
        ("pretty=", "lang=de", 200),
        ("pretty=x", "lang=de", 422),
        ("", "lang=fr", 422),
    ],
)
def test_parameters_are_validated_in_their_styles(shop: httpx.Client, query: str, cookie: str, status: int) -> None:
    assert shop.get(f"/orders?{query}", headers={"Cookie": cookie}).status_code == status


def test_a_parameter_may_be_a_part_of_a_segment(shop: httpx.Client) -> None:
    assert shop.get("/orders/1.pdf").headers["Content-Type"] == "application/pdf"
    assert shop.get("/orders/x.pdf").status_code == 422


def test_another_operation_returns_the_example_of_its_response(shop: httpx.Client) -> None:
    response = shop.get("/report")
    assert (response.json(), response.headers[IMITATES]) == ({"sum": 7}, "schema")


def test_an_operation_without_a_valid_value_is_not_imitated(shop: httpx.Client) -> None:
    response = shop.get("/impossible")
    assert (response.status_code, response.headers[IMITATES]) == (501, "nothing")


def test_examples_of_records_are_the_initial_records() -> None:
    order = {"orderId": 7, "state": "open", "buyer": "XY9"}
    paths = {
        "/orders": {"get": {"responses": build_responses(ENVELOPE, example={"data": [order], "total": 1})}},
        "/orders/{orderId}": {"get": {"parameters": [ORDER_ID], "responses": build_responses(REF)}},
    }
    with closing(Sandbox(documents={"v2": build_document(paths)})) as running, running.http_client() as http:
        assert http.get("/orders").json() == {"data": [order], "total": 1}
        assert http.get("/orders/7").json() == order
