"""A small API: a document, and a server that conforms to it, for tests of the engine and its checks."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import jsonschema_rs
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from accountability.conformance import Account, Target
from accountability.conformance.target import basic
from accountability.spec import Contract
from mutation.service import serve

TOKEN = "small-token"
EXACT = msgspec.json.Encoder(decimal_format="number")
ORDER: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer", "format": "int32"},
        "title": {"type": ["string", "null"]},
        "amount": {"type": ["number", "null"], "minimum": -1000000000000, "maximum": 1000000000000},
    },
}
DRAFT: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "properties": {"title": {"type": "string"}, "amount": ORDER["properties"]["amount"]},
}
PAGE = {
    "type": "object",
    "required": ["items", "page", "pageSize", "totalCount"],
    "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Order"}},
        "page": {"type": "integer"},
        "pageSize": {"type": "integer"},
        "totalCount": {"type": "integer"},
    },
}
SEED: list[dict[str, Any]] = [{"id": 7, "title": "Paper", "amount": 12.5}, {"id": 9, "title": "Ink", "amount": None}]
REJECTED = {"description": "Rejected.", "content": {"application/problem+json": {"schema": {"type": "object"}}}}
ERRORS = {str(status): REJECTED for status in (400, 401, 404, 405, 422)}


def response(name: str, example: Any) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": "The record.", "content": {"application/json": {"schema": schema, "example": example}}}


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Small", "version": "1", "x-contract": "accountability"},
    "security": [{"basic": []}],
    "components": {
        "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
        "schemas": {"Order": ORDER, "OrderCreate": DRAFT, "OrderPage": PAGE},
    },
    "paths": {
        "/v2/orders": {
            "get": {
                "operationId": "Orders_ListOrders",
                "tags": ["Orders"],
                "x-status": "documented",
                "x-paging": {
                    "items": "items", "page": "page", "pageSize": "pageSize", "totalCount": "totalCount",
                    "parameter": "page", "sizeParameter": "pageSize",
                },
                "parameters": [
                    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647}},
                    {"name": "pageSize", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 500}},
                ],
                "responses": {"200": response("OrderPage", {}), **ERRORS},
            },
            "post": {
                "operationId": "Orders_CreateOrder",
                "tags": ["Orders"],
                "x-status": "documented",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/OrderCreate"},
                            "example": {"title": "Glue", "amount": 3.25},
                        }
                    },
                },
                "responses": {"201": response("Order", SEED[0]), **ERRORS},
            },
        },
        "/v2/orders/{orderId}": {
            "get": {
                "operationId": "Orders_GetOrder",
                "tags": ["Orders"],
                "x-status": "documented",
                "parameters": [
                    {"name": "orderId", "in": "path", "required": True, "schema": ORDER["properties"]["id"]}
                ],
                "responses": {"200": response("Order", SEED[0]), **ERRORS},
            }
        },
    },
}  # fmt: skip


class SmallServer:
    """A server that conforms to the document until a test changes its responses."""

    def __init__(self, largest_page: int = 500) -> None:
        self.largest_page = largest_page
        self.orders: list[dict[str, Any]] = []
        self.reset()
        methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"]
        routes = [
            Route("/v2/orders", self.handle_collection, methods=methods),
            Route("/v2/orders/{order}", self.handle_item, methods=methods),
        ]
        self.app = Starlette(routes=routes)

    def reset(self) -> None:
        self.orders = copy.deepcopy(SEED)

    async def handle_collection(self, request: Request) -> Response:
        if request.method == "POST":
            return self.check_credentials(request) or self.create(request, await request.body())
        return self.check_credentials(request) or (
            self.list_orders(request) if request.method == "GET" else method_not_allowed("GET, POST")
        )

    async def handle_item(self, request: Request) -> Response:
        if request.method != "GET":
            return self.check_credentials(request) or method_not_allowed("GET")
        return self.check_credentials(request) or self.get(request.path_params["order"])

    def check_credentials(self, request: Request) -> Response | None:
        return None if request.headers.get("authorization") == basic(TOKEN) else problem(401)

    def list_orders(self, request: Request) -> Response:
        page = request.query_params.get("page", "1")
        size = request.query_params.get("pageSize", str(min(100, self.largest_page)))
        if not (
            is_integer(page) and is_integer(size) and 1 <= int(page) < 2**31 and 1 <= int(size) <= self.largest_page
        ):
            return problem(422)
        start = (int(page) - 1) * int(size)
        orders = self.orders[start : start + int(size)]
        return json_response(
            200, {"items": orders, "page": int(page), "pageSize": int(size), "totalCount": len(self.orders)}
        )

    def create(self, request: Request, body: bytes) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            return problem(400)
        try:
            draft = json.loads(body, parse_float=Decimal)
        except ValueError:
            return problem(400)
        if not jsonschema_rs.is_valid(DRAFT, draft):
            return problem(422)
        order = {
            "id": max(order["id"] for order in self.orders) + 1,
            "title": draft["title"],
            "amount": draft.get("amount"),
        }
        self.orders.append(order)
        return json_response(201, order)

    def get(self, order: str) -> Response:
        if not is_integer(order):
            return problem(404)
        matches = [record for record in self.orders if record["id"] == int(order)]
        return json_response(200, matches[0]) if matches else problem(404)


def is_integer(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit()


def json_response(status: int, value: Any) -> Response:
    return Response(EXACT.encode(value), status, media_type="application/json")


def problem(status: int) -> Response:
    return JSONResponse({"title": "no"}, status, media_type="application/problem+json")


def method_not_allowed(allow: str) -> Response:
    return JSONResponse({"title": "no"}, 405, {"Allow": allow}, "application/problem+json")


@contextmanager
def serve_target(app: Any, small: SmallServer | None = None) -> Iterator[Target]:
    """Serve an ASGI app as a target, and reset the small server with the target if it is given."""
    with serve(app) as url:
        target = Target({"v2": url}, [Account("acme", "ops", TOKEN)], on_reset=small.reset if small else None)
        try:
            yield target
        finally:
            target.close()


def build_contract(document: dict[str, Any]) -> Contract:
    return Contract("v2", document)
