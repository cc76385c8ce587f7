"""Services that take requests in another way: other paths, other methods, parameters that they pass over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..endpoint import Endpoint
from ..exact import NotJson, read, write
from ..members import Schema, declared, nullable
from ..message import Incoming, Reply
from ..problem import MEDIA, Problem
from .variant import Service, Variant, both, guessed, of_queries, of_records

_PATCH = "application/merge-patch+json"
_LOGIN = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method=post></form></body></html>"


def _controls(endpoint: Endpoint) -> tuple[str, str]:
    """Names of the parameters that ask for a page and for its size."""
    paging = endpoint.paging or {}
    return paging.get("parameter", ""), paging.get("sizeParameter", "")


def _without_filters(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    kept = {*_controls(endpoint), *(each.name for each in endpoint.parameters if each.required)}
    return {name: text for name, text in query.items() if name in kept}


def _without_page(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    return {name: text for name, text in query.items() if name != _controls(endpoint)[0]}


def _all_at_once(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    rest = {name: text for name, text in query.items() if name not in _controls(endpoint)}
    return {**rest, _controls(endpoint)[1]: str(_most(endpoint))} if endpoint.paging else rest


def _most(endpoint: Endpoint) -> int:
    schema = next((each.schema for each in endpoint.parameters if each.name == _controls(endpoint)[1]), {})
    return int(schema.get("maximum", 500))


def _one_later(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    name = _controls(endpoint)[0]
    return {**query, name: str(int(query[name]) + 1)} if query.get(name, "").isdigit() else query


def _one_less(value: Any, endpoint: Endpoint) -> Any:
    name = (endpoint.paging or {}).get("page")
    return {**value, name: value[name] - 1} if name else value


def _capped(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    return {**query, _controls(endpoint)[1]: "1"} if endpoint.paging else query


def _as_if_full(value: Any, endpoint: Endpoint) -> Any:
    name = (endpoint.paging or {}).get("pageSize")
    return {**value, name: 100} if name else value


def _elsewhere(service: Service, incoming: Incoming) -> Reply:
    if incoming.segments[:1] == ("api",):
        return service.answer(replace(incoming, segments=incoming.segments[1:]))
    if guessed(service.endpoint(incoming)) is None:
        return service.answer(incoming)
    problem = Problem(404, f"Nothing is under {incoming.path}.", kind="no-path")
    return Reply(404, write(problem.as_dict(404, incoming.path)), MEDIA)


def _put(service: Service, incoming: Incoming) -> Reply:
    """PUT takes the whole record: what is left out of it is cleared."""
    patch = replace(incoming, method="PATCH")
    endpoint = guessed(service.endpoint(patch))
    if endpoint is None or incoming.method not in ("PATCH", "PUT"):
        return service.answer(incoming)
    if incoming.method == "PATCH":
        problem = Problem(405, f"{incoming.path} has GET, PUT, not PATCH.", kind="method")
        return Reply(405, write(problem.as_dict(405, incoming.path)), MEDIA, {"Allow": "GET, PUT"})
    headers = {**incoming.headers, "content-type": _PATCH}
    return service.answer(replace(patch, headers=headers, content=_whole(incoming.content, endpoint)))


def _whole(content: bytes, endpoint: Endpoint) -> bytes:
    try:
        body = read(content)
    except NotJson:
        return content
    schema: Schema = endpoint.requests.get(_PATCH, {})
    blank = {name: None for name, member in declared(endpoint.contract, schema).items() if nullable(member)}
    return write({**blank, **body}) if isinstance(body, dict) else content


def _login(service: Service, incoming: Incoming) -> Reply:
    if guessed(service.endpoint(incoming)) is None:
        return service.answer(incoming)
    return Reply(200, _LOGIN, "text/html")


VARIANTS = (
    Variant("put-for-patch", "a record is changed by PUT, and PATCH is answered with 405", _put),
    Variant("other-paths", "v1 and v2 are under /api: /api/v2/jobs", _elsewhere),
    Variant("filters-ignored", "lists pass over every filter that may be left out", of_queries(_without_filters)),
    Variant("paging-ignored", "lists answer the first page, whichever is asked for", of_queries(_without_page)),
    Variant("all-at-once", "lists answer all records at once", of_queries(_all_at_once)),
    Variant("pages-from-zero", "the first page is page 0", both(of_records(_one_less), of_queries(_one_later))),
    Variant(
        "pages-capped",
        "a page has one record at most, though it says that it may have 100",
        both(of_records(_as_if_full), of_queries(_capped)),
    ),
    Variant("login-page", "every call is answered with 200 and a page to sign in", _login),
)
