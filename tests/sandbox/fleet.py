"""A small contract with other conventions: bare arrays, string keys, no security."""

from __future__ import annotations

from copy import deepcopy
from typing import Any


def build_responses(schema: Any, example: Any = None, status: str = "200") -> dict[str, Any]:
    """Return the responses object of an operation."""
    content = {"schema": schema} if example is None else {"schema": schema, "example": example}
    return {status: {"description": "", "content": {"application/json": content}}, "404": {"description": ""}}


TRUCK = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer"},
        "plate": {"type": "string"},
        "axles": {"type": "integer"},
        "load": {"type": "number"},
        "driver": {"type": "object", "properties": {"name": {"type": "string"}, "shirt": {"type": "string"}}},
    },
}
TRUCKS = [
    {"id": 1, "plate": "A", "axles": 2, "load": 7},
    {"id": 2, "plate": "B", "axles": 3, "load": 9},
    {"id": 3, "plate": "C", "axles": 4},
]
BODY = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Truck"}}}}
DEPOT = {"name": "depot", "in": "header", "required": True, "schema": {"type": "integer"}}
LIST = [
    {"name": "axles", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}}},
    {"name": "plate", "in": "query", "explode": False, "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "load", "in": "query", "schema": {"type": "number"}},
    {"name": "loadFrom", "in": "query", "schema": {"type": "number"}, "x-filter": {"property": "load", "op": "ge"}},
    DEPOT,
]
REF = {"$ref": "#/components/schemas/Truck"}
FLEET = {
    "openapi": "3.1.0",
    "info": {"title": "Fleet", "version": "1", "x-contract": "accountability"},
    "servers": [{"url": "https://fleet.example/base"}],
    "paths": {
        "/trucks": {
            "get": {
                "operationId": "Trucks_List",
                "tags": ["Trucks"],
                "parameters": LIST,
                "responses": build_responses({"type": "array", "items": REF}, TRUCKS),
            },
            "post": {
                "operationId": "Trucks_Create",
                "tags": ["Trucks"],
                "requestBody": BODY,
                "responses": build_responses(REF, status="201"),
            },
        },
        "/trucks/{key}": {
            "parameters": [{"name": "key", "in": "path", "required": True, "schema": {"type": ["integer", "string"]}}],
            "get": {"operationId": "Trucks_Get", "tags": ["Trucks"], "responses": build_responses(REF)},
            "put": {
                "operationId": "Trucks_Put",
                "tags": ["Trucks"],
                "requestBody": BODY,
                "responses": build_responses(REF),
            },
            "delete": {"operationId": "Trucks_Scrap", "tags": ["Trucks"], "responses": {"204": {"description": ""}}},
        },
        "/trucks/{key}/wash": {
            "parameters": [{"name": "key", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "post": {"operationId": "Trucks_Wash", "tags": ["Trucks"], "responses": build_responses(REF)},
        },
        "/company": {"get": {"operationId": "Company_Get", "tags": ["Company"], "responses": build_responses({})}},
    },
    "components": {"schemas": {"Truck": TRUCK}},
}


def build_fleet(trucks: list[dict[str, Any]], server: str) -> dict[str, Any]:
    """Return the contract with other examples, another server, and no required header for lists."""
    document: dict[str, Any] = deepcopy(FLEET)
    document["servers"] = [{"url": server}]
    document["paths"]["/trucks"]["get"]["responses"] = build_responses({"type": "array", "items": REF}, trucks)
    return document
