"""A small API of its own: a document, and a server that keeps it, for tests of the engine's judgement."""

from __future__ import annotations

import copy
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import jsonschema_rs
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from accountability.conformance._settings import Account
from accountability.conformance._target import Target, basic

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
DRAFT = {
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
SEED = [{"id": 7, "title": "Paper", "amount": 12.5}, {"id": 9, "title": "Ink", "amount": None}]
REFUSED = {"description": "Refused.", "content": {"application/problem+json": {"schema": {"type": "object"}}}}
ERRORS = {str(status): REFUSED for status in (400, 401, 404, 405, 422)}


def answer(name: str, example: Any) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": "It.", "content": {"application/json": {"schema": schema, "example": example}}}


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Small", "version": "1"},
    "security": [{"basic": []}],
    "components": {
        "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
        "schemas": {"Order": ORDER, "OrderCreate": DRAFT, "OrderPage": PAGE},
    },
    "paths": {
        "/v2/orders": {
            "get": {
                "operationId": "Orders_ListOrders",
                "x-status": "documented",
                "x-paging": {
                    "items": "items", "page": "page", "pageSize": "pageSize", "totalCount": "totalCount",
                    "parameter": "page", "sizeParameter": "pageSize",
                },
                "parameters": [
                    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647}},
                    {"name": "pageSize", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 500}},
                ],
                "responses": {"200": answer("OrderPage", {}), **ERRORS},
            },
            "post": {
                "operationId": "Orders_CreateOrder",
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
                "responses": {"201": answer("Order", SEED[0]), **ERRORS},
            },
        },
        "/v2/orders/{orderId}": {
            "get": {
                "operationId": "Orders_GetOrder",
                "x-status": "documented",
                "parameters": [
                    {"name": "orderId", "in": "path", "required": True, "schema": ORDER["properties"]["id"]}
                ],
                "responses": {"200": answer("Order", SEED[0]), **ERRORS},
            }
        },
    },
}  # fmt: skip


class Small:
    """The server: keeps every contract of the document as long as nobody spoils it."""

    def __init__(self, largest_page: int = 500) -> None:
        self.largest_page = largest_page
        self.orders: list[dict[str, Any]] = []
        self.reset()
        every = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"]
        routes = [
            Route("/v2/orders", self.collection, methods=every),
            Route("/v2/orders/{order}", self.item, methods=every),
        ]
        self.app = Starlette(routes=routes)

    def reset(self) -> None:
        self.orders = copy.deepcopy(SEED)

    async def collection(self, request: Request) -> Response:
        if request.method == "POST":
            return self.guarded(request) or self.create(await request.body())
        return self.guarded(request) or (self.listed(request) if request.method == "GET" else disallowed("GET, POST"))

    async def item(self, request: Request) -> Response:
        if request.method != "GET":
            return self.guarded(request) or disallowed("GET")
        return self.guarded(request) or self.one(request.path_params["order"])

    def guarded(self, request: Request) -> Response | None:
        return None if request.headers.get("authorization") == basic(TOKEN) else problem(401)

    def listed(self, request: Request) -> Response:
        page = request.query_params.get("page", "1")
        size = request.query_params.get("pageSize", str(min(100, self.largest_page)))
        if not (whole(page) and whole(size) and 1 <= int(page) < 2**31 and 1 <= int(size) <= self.largest_page):
            return problem(422)
        start = (int(page) - 1) * int(size)
        shown = self.orders[start : start + int(size)]
        return reply(200, {"items": shown, "page": int(page), "pageSize": int(size), "totalCount": len(self.orders)})

    def create(self, body: bytes) -> Response:
        try:
            draft = json.loads(body, parse_float=Decimal)
        except ValueError:
            return problem(400)
        if not jsonschema_rs.is_valid(DRAFT, draft):
            return problem(422)
        order = {
            "id": max(each["id"] for each in self.orders) + 1,
            "title": draft["title"],
            "amount": draft.get("amount"),
        }
        self.orders.append(order)
        return reply(201, order)

    def one(self, order: str) -> Response:
        if not whole(order):
            return problem(404)
        found = [each for each in self.orders if each["id"] == int(order)]
        return reply(200, found[0]) if found else problem(404)


def whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit()


def reply(status: int, value: Any) -> Response:
    return Response(EXACT.encode(value), status, media_type="application/json")


def problem(status: int) -> Response:
    return JSONResponse({"title": "no"}, status, media_type="application/problem+json")


def disallowed(allow: str) -> Response:
    return JSONResponse({"title": "no"}, 405, {"Allow": allow}, "application/problem+json")


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The URL under which an ASGI app is served until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    # Named as TCP, so that the event loop sends small answers at once; they would wait 40 ms for an acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(5)


@contextmanager
def target_of(app: Any, small: Small | None = None) -> Iterator[Target]:
    """An ASGI app as a target. Its reset is the small server's own, if it is one."""
    with served(app) as url:
        target = Target({"v2": url}, Account("acme", "ops", TOKEN), on_reset=small.reset if small else None)
        try:
            yield target
        finally:
            target.close()
