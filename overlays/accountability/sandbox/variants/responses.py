"""Variants whose successful responses have another shape."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..contract.endpoint import Endpoint
from ..http.message import RawRequest, Response
from .variant import Service, Variant, inferred_endpoint, map_objects, transform_response


def _bare(value: Any, endpoint: Endpoint) -> Any:
    return value[endpoint.paging["items"]] if endpoint.paging else value


def _wrapped(value: Any, endpoint: Endpoint) -> Any:
    return {"data": _bare(value, endpoint), "success": True}


def _without_total(value: Any, endpoint: Endpoint) -> Any:
    return _without(value, endpoint, "totalCount")


def _items_only(value: Any, endpoint: Endpoint) -> Any:
    return _without(value, endpoint, "page", "pageSize", "totalCount")


def _without(value: Any, endpoint: Endpoint, *parts: str) -> Any:
    names = {(endpoint.paging or {}).get(part) for part in parts}
    return {name: each for name, each in value.items() if name not in names} if endpoint.paging else value


def _null_for_empty(value: Any, endpoint: Endpoint) -> Any:
    return map_objects(value, lambda each: {name: None if part in ("", []) else part for name, part in each.items()})


def _nulls_left_out(value: Any, endpoint: Endpoint) -> Any:
    return map_objects(value, lambda each: {name: part for name, part in each.items() if part is not None})


def _with_extra(value: Any, endpoint: Endpoint) -> Any:
    return map_objects(value, lambda each: {**each, "rowVersion": "AAAAAAAB", "links": [{"rel": "self", "href": "/"}]})


def _ok_on_create(service: Service, raw: RawRequest) -> Response:
    response = service.respond(raw)
    if response.status == 201 and inferred_endpoint(service.endpoint(raw)):
        return replace(response, status=200)
    return response


def _no_body(service: Service, raw: RawRequest) -> Response:
    response = service.respond(raw)
    if response.status >= 300 or raw.method == "GET" or not inferred_endpoint(service.endpoint(raw)):
        return response
    return replace(response, status=201 if response.status == 201 else 204, content=b"", media="")


VARIANTS = (
    Variant("bare-arrays", "a list is an array without an envelope", transform_response(_bare)),
    Variant("data-envelope", 'every response is wrapped: {"data": ...}', transform_response(_wrapped)),
    Variant("no-total", "the envelope of a list has no total", transform_response(_without_total)),
    Variant("items-alone", "the envelope of a list contains only the records", transform_response(_items_only)),
    Variant("null-for-empty", "empty strings and lists are null", transform_response(_null_for_empty)),
    Variant("nulls-left-out", "properties that are null are left out", transform_response(_nulls_left_out)),
    Variant("extra-members", "records have properties that the contract lacks", transform_response(_with_extra)),
    Variant("ok-on-create", "creating a record returns 200, not 201", _ok_on_create),
    Variant("no-body-on-write", "writes return no body", _no_body),
)
