"""Services whose good answers have another shape."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..endpoint import Endpoint
from ..message import Incoming, Reply
from .variant import Service, Variant, guessed, objects, of_records


def _bare(value: Any, endpoint: Endpoint) -> Any:
    return value[endpoint.paging["items"]] if endpoint.paging else value


def _wrapped(value: Any, endpoint: Endpoint) -> Any:
    return {"data": _bare(value, endpoint), "success": True}


def _without_total(value: Any, endpoint: Endpoint) -> Any:
    return _without(value, endpoint, "totalCount")


def _items_alone(value: Any, endpoint: Endpoint) -> Any:
    return _without(value, endpoint, "page", "pageSize", "totalCount")


def _without(value: Any, endpoint: Endpoint, *parts: str) -> Any:
    names = {(endpoint.paging or {}).get(part) for part in parts}
    return {name: member for name, member in value.items() if name not in names} if endpoint.paging else value


def _null_for_empty(value: Any, endpoint: Endpoint) -> Any:
    return objects(value, lambda each: {name: None if part in ("", []) else part for name, part in each.items()})


def _nulls_left_out(value: Any, endpoint: Endpoint) -> Any:
    return objects(value, lambda each: {name: part for name, part in each.items() if part is not None})


def _more(value: Any, endpoint: Endpoint) -> Any:
    return objects(value, lambda each: {**each, "rowVersion": "AAAAAAAB", "links": [{"rel": "self", "href": "/"}]})


def _ok_on_create(service: Service, incoming: Incoming) -> Reply:
    reply = service.answer(incoming)
    return replace(reply, status=200) if reply.status == 201 and guessed(service.endpoint(incoming)) else reply


def _no_body(service: Service, incoming: Incoming) -> Reply:
    reply = service.answer(incoming)
    if reply.status >= 300 or incoming.method == "GET" or not guessed(service.endpoint(incoming)):
        return reply
    return replace(reply, status=201 if reply.status == 201 else 204, content=b"", media="")


VARIANTS = (
    Variant("bare-arrays", "a list is an array without an envelope", of_records(_bare)),
    Variant("data-envelope", 'every answer is wrapped: {"data": ...}', of_records(_wrapped)),
    Variant("no-total", "the envelope of a list does not say how many there are", of_records(_without_total)),
    Variant("items-alone", "the envelope of a list holds the records and says nothing else", of_records(_items_alone)),
    Variant("null-for-empty", "null stands for an empty text or list", of_records(_null_for_empty)),
    Variant("nulls-left-out", "members that are null are left out", of_records(_nulls_left_out)),
    Variant("extra-members", "records have members that the contract lacks", of_records(_more)),
    Variant("ok-on-create", "a record that is created is answered with 200, not 201", _ok_on_create),
    Variant("no-body-on-write", "a write is answered without a body", _no_body),
)
