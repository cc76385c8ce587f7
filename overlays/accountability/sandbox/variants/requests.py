"""Variants that take requests differently: other paths, other methods, ignored parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..contract.endpoint import MERGE_PATCH, Endpoint
from ..contract.schema import Schema, nullable, properties
from ..http.message import RawRequest, Response, problem_response
from ..http.problem import no_operation
from ..store.json_codec import InvalidJSONError, read, write
from .variant import Service, Variant, compose, inferred_endpoint, transform_query, transform_response

_LOGIN = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method=post></form></body></html>"


def _paging_parameters(endpoint: Endpoint) -> tuple[str, str]:
    """Return the names of the parameters for the page and its size."""
    paging = endpoint.paging or {}
    return paging.get("parameter", ""), paging.get("sizeParameter", "")


def _without_filters(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    remaining = {*_paging_parameters(endpoint), *(each.name for each in endpoint.parameters if each.required)}
    return {name: text for name, text in query.items() if name in remaining}


def _without_page(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    return {name: text for name, text in query.items() if name != _paging_parameters(endpoint)[0]}


def _all_at_once(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    filters = {name: text for name, text in query.items() if name not in _paging_parameters(endpoint)}
    return {**filters, _paging_parameters(endpoint)[1]: str(_max_size(endpoint))} if endpoint.paging else filters


def _max_size(endpoint: Endpoint) -> int:
    schema = next((each.schema for each in endpoint.parameters if each.name == _paging_parameters(endpoint)[1]), {})
    return int(schema.get("maximum", 500))


def _increment_page(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    name = _paging_parameters(endpoint)[0]
    return {**query, name: str(int(query[name]) + 1)} if query.get(name, "").isdigit() else query


def _decrement_page(value: Any, endpoint: Endpoint) -> Any:
    name = (endpoint.paging or {}).get("page")
    return {**value, name: value[name] - 1} if name else value


def _one_per_page(query: Mapping[str, str], endpoint: Endpoint) -> Mapping[str, str]:
    return {**query, _paging_parameters(endpoint)[1]: "1"} if endpoint.paging else query


def _claim_full_pages(value: Any, endpoint: Endpoint) -> Any:
    name = (endpoint.paging or {}).get("pageSize")
    return {**value, name: 100} if name else value


def _under_api_prefix(service: Service, raw: RawRequest) -> Response:
    if raw.segments[:1] == ("api",):
        return service.respond(replace(raw, segments=raw.segments[1:]))
    if inferred_endpoint(service.endpoint(raw)) is None:
        return service.respond(raw)
    return problem_response(no_operation(raw.path), raw.path)


def _put(service: Service, raw: RawRequest) -> Response:
    """Take the whole record by PUT: what is left out is cleared."""
    patch = replace(raw, method="PATCH")
    endpoint = inferred_endpoint(service.endpoint(patch))
    if endpoint is None or raw.method not in ("PATCH", "PUT"):
        return service.respond(raw)
    if raw.method == "PATCH":
        return problem_response(no_operation(raw.path, "GET, PUT", "PATCH"), raw.path)
    headers = {**raw.headers, "content-type": MERGE_PATCH}
    return service.respond(replace(patch, headers=headers, content=_clear_missing(raw.content, endpoint)))


def _clear_missing(content: bytes, endpoint: Endpoint) -> bytes:
    try:
        body = read(content)
    except InvalidJSONError:
        return content
    schema: Schema = endpoint.requests.get(MERGE_PATCH, {})
    blank = {name: None for name, each in properties(endpoint.contract, schema).items() if nullable(each)}
    return write({**blank, **body}) if isinstance(body, dict) else content


def _login(service: Service, raw: RawRequest) -> Response:
    if inferred_endpoint(service.endpoint(raw)) is None:
        return service.respond(raw)
    return Response(200, _LOGIN, "text/html")


VARIANTS = (
    Variant("put-for-patch", "PUT updates a record, and PATCH gets 405", _put),
    Variant("other-paths", "v1 and v2 are under /api: /api/v2/jobs", _under_api_prefix),
    Variant("filters-ignored", "lists ignore every optional filter", transform_query(_without_filters)),
    Variant("paging-ignored", "lists return the first page, whichever is requested", transform_query(_without_page)),
    Variant("all-at-once", "lists return all records at once", transform_query(_all_at_once)),
    Variant(
        "pages-from-zero",
        "the first page is page 0",
        compose(transform_response(_decrement_page), transform_query(_increment_page)),
    ),
    Variant(
        "pages-capped",
        "a page has one record at most, though its pageSize is 100",
        compose(transform_response(_claim_full_pages), transform_query(_one_per_page)),
    ),
    Variant("login-page", "every call gets 200 and a page to sign in", _login),
)
