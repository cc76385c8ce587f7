"""The variants, by what differs: the shape of responses, names and values, requests, and errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html import escape
from typing import Any

from accountability.wcf import format_date, parse_date

from ..contract.endpoint import JSON, MERGE_PATCH, Endpoint
from ..contract.schema import Schema, is_nullable, properties, types
from ..http.message import RawRequest, Response, problem_response
from ..http.problem import MEDIA_TYPE, no_operation_problem
from ..store.json_codec import InvalidJSONError, map_objects, map_values, read, without_nulls, write
from .variant import Query, Service, ValueTransform, Variant, inferred_endpoint

# The shape of responses.


def _unwrap_list(value: Any, endpoint: Endpoint) -> Any:
    return value[endpoint.paging["items"]] if endpoint.paging else value


def _remove_from_envelope(*parts: str) -> ValueTransform:
    """Return the transformation that removes parts of the page envelope."""

    def transform(value: Any, endpoint: Endpoint) -> Any:
        names = {(endpoint.paging or {}).get(part) for part in parts}
        return {name: part for name, part in value.items() if name not in names} if endpoint.paging else value

    return transform


def _transform_objects(function: Callable[[dict[str, Any]], dict[str, Any]]) -> ValueTransform:
    return lambda value, _: map_objects(value, function)


def _clear_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value in ("", []) else value for name, value in record.items()}


def _add_properties(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "rowVersion": "AAAAAAAB", "links": [{"rel": "self", "href": "/"}]}


def _create_with_200(service: Service, raw: RawRequest) -> Response:
    response = service.respond(raw)
    is_changed = response.status == 201 and inferred_endpoint(service, raw)
    return replace(response, status=200) if is_changed else response


def _remove_body(service: Service, raw: RawRequest) -> Response:
    response = service.respond(raw)
    if response.status >= 300 or raw.method == "GET" or not inferred_endpoint(service, raw):
        return response
    return replace(response, status=201 if response.status == 201 else 204, content=b"", media="")


# Names and values.

_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?)(?:[Zz]|[+-]\d\d:\d\d)")
_PLAIN_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _rename_properties(function: Callable[[str], str]) -> ValueTransform:
    return _transform_objects(lambda record: {function(name): value for name, value in record.items()})


def _to_snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _to_camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda letter: letter[1].upper(), name)


def _select_snake(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name == _to_snake(name)}


def _transform_values(function: Callable[[str, Any], Any]) -> ValueTransform:
    """Return the transformation that converts each plain value, given its name and itself."""
    return lambda value, _: map_values(value, function)


def _id_to_string(name: str, value: Any) -> Any:
    return str(value) if name.endswith(("id", "Id")) and type(value) is int else value


def _transform_strings(function: Callable[[str], str]) -> ValueTransform:
    return _transform_values(lambda _, value: function(value) if isinstance(value, str) else value)


def _to_wcf_date(text: str) -> str:
    if not (_DATE_TIME.fullmatch(text) or _DATE.fullmatch(text)):
        return text
    timestamp = datetime.fromisoformat(text)
    return format_date(timestamp if timestamp.tzinfo else timestamp.replace(tzinfo=UTC))


def _parse_numbers(value: Any, endpoint: Endpoint) -> Any:
    """Convert strings to the numbers that the contract has there."""
    types_by_name = {name: types(schema) for name, schema in _body_properties(endpoint)}

    def convert(name: str, part: Any) -> Any:
        numeric = {"integer", "number"} & {*types_by_name.get(name, ())}
        return read(part.encode()) if numeric and isinstance(part, str) and _PLAIN_NUMBER.fullmatch(part) else part

    return map_values(value, convert)


def _parse_wcf_dates(value: Any, endpoint: Endpoint) -> Any:
    formats = {name: schema.get("format") for name, schema in _body_properties(endpoint)}

    def convert(name: str, part: Any) -> Any:
        if not isinstance(part, str) or not part.startswith("/Date("):
            return part
        timestamp = parse_date(part)
        return timestamp.date().isoformat() if formats.get(name) == "date" else timestamp.isoformat()

    return map_values(value, convert)


def _body_properties(endpoint: Endpoint) -> list[tuple[str, Schema]]:
    return [item for body in endpoint.requests.values() for item in properties(endpoint.contract, body).items()]


# Requests.


def _paging_parameters(endpoint: Endpoint) -> tuple[str, str]:
    """Return the names of the parameters for the page and its size."""
    paging = endpoint.paging or {}
    return paging.get("parameter", ""), paging.get("sizeParameter", "")


def _remove_filters(query: Query, endpoint: Endpoint) -> Query:
    required_names = {parameter.name for parameter in endpoint.parameters if parameter.required}
    remaining = {*_paging_parameters(endpoint), *required_names}
    return {name: text for name, text in query.items() if name in remaining}


def _remove_page(query: Query, endpoint: Endpoint) -> Query:
    return {name: text for name, text in query.items() if name != _paging_parameters(endpoint)[0]}


def _request_all_records(query: Query, endpoint: Endpoint) -> Query:
    _, size = parameters = _paging_parameters(endpoint)
    schema = next((parameter.schema for parameter in endpoint.parameters if parameter.name == size), {})
    maximum = {size: str(schema.get("maximum", 500))} if endpoint.paging else {}
    return {**{name: text for name, text in query.items() if name not in parameters}, **maximum}


def _increment_page(query: Query, endpoint: Endpoint) -> Query:
    name = _paging_parameters(endpoint)[0]
    return {**query, name: str(int(query[name]) + 1)} if query.get(name, "").isdigit() else query


def _decrement_page(value: Any, endpoint: Endpoint) -> Any:
    name = (endpoint.paging or {}).get("page")
    return {**value, name: value[name] - 1} if name else value


def _request_single_record(query: Query, endpoint: Endpoint) -> Query:
    return {**query, _paging_parameters(endpoint)[1]: "1"} if endpoint.paging else query


def _claim_full_pages(value: Any, endpoint: Endpoint) -> Any:
    name = (endpoint.paging or {}).get("pageSize")
    return {**value, name: 100} if name else value


def _require_api_prefix(service: Service, raw: RawRequest) -> Response:
    if raw.segments[:1] == ("api",):
        return service.respond(replace(raw, segments=raw.segments[1:]))
    if inferred_endpoint(service, raw) is None:
        return service.respond(raw)
    return problem_response(no_operation_problem(raw.path), raw.path)


def _require_put(service: Service, raw: RawRequest) -> Response:
    """Take the whole record by PUT: what is left out is cleared."""
    patch = replace(raw, method="PATCH")
    endpoint = inferred_endpoint(service, patch)
    if endpoint is None or raw.method not in ("PATCH", "PUT"):
        return service.respond(raw)
    if raw.method == "PATCH":
        return problem_response(no_operation_problem(raw.path, "GET, PUT", "PATCH"), raw.path)
    headers = {**raw.headers, "content-type": MERGE_PATCH}
    return service.respond(replace(patch, headers=headers, content=_clear_missing(raw.content, endpoint)))


def _clear_missing(content: bytes, endpoint: Endpoint) -> bytes:
    try:
        body = read(content)
    except InvalidJSONError:
        return content
    schemas = properties(endpoint.contract, endpoint.requests.get(MERGE_PATCH, {}))
    blank = {name: None for name, schema in schemas.items() if is_nullable(schema)}
    return write({**blank, **body}) if isinstance(body, dict) else content


def _require_login(service: Service, raw: RawRequest) -> Response:
    page = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method=post></form></body></html>"
    return Response(200, page, "text/html") if inferred_endpoint(service, raw) else service.respond(raw)


# Errors.


def _to_message(response: Response, problem: dict[str, Any]) -> Response:
    return replace(response, content=write({"Message": problem["detail"]}), media=JSON)


def _to_oauth_error(response: Response, problem: dict[str, Any]) -> Response:
    body = {"error": "invalid_request", "error_description": problem["detail"]}
    return replace(response, content=write(body), media=JSON)


def _to_wcf_fault(response: Response, problem: dict[str, Any]) -> Response:
    content = (
        '<Fault xmlns="http://schemas.microsoft.com/ws/2005/05/envelope/none"><Code><Value>Sender</Value></Code>'
        f'<Reason><Text xml:lang="en-US">{escape(problem["detail"])}</Text></Reason></Fault>'
    )
    return replace(response, content=content.encode(), media="application/xml")


def _to_html(response: Response, problem: dict[str, Any]) -> Response:
    content = f"<!DOCTYPE html><html><head><title>{escape(problem['title'])}</title></head><body></body></html>"
    return replace(response, content=content.encode(), media="text/html")


def _report_errors_with_200(service: Service, raw: RawRequest) -> Response:
    response = service.respond(raw)
    if response.media != MEDIA_TYPE or inferred_endpoint(service, raw) is None:
        return response
    content = write({"success": False, "message": read(response.content)["detail"]})
    return replace(response, status=200, content=content, media=JSON)


CATALOG = (
    Variant("bare-arrays", "a list is an array without an envelope", value=_unwrap_list),
    Variant(
        "data-envelope",
        'every response is wrapped: {"data": ...}',
        value=lambda value, endpoint: {"data": _unwrap_list(value, endpoint), "success": True},
    ),
    Variant("no-total", "the envelope of a list has no total", value=_remove_from_envelope("totalCount")),
    Variant(
        "items-alone",
        "the envelope of a list contains only the records",
        value=_remove_from_envelope("page", "pageSize", "totalCount"),
    ),
    Variant("null-for-empty", "empty strings and lists are null", value=_transform_objects(_clear_empty)),
    Variant("nulls-left-out", "properties that are null are left out", value=_transform_objects(without_nulls)),
    Variant(
        "extra-properties", "records have properties that the contract lacks", value=_transform_objects(_add_properties)
    ),
    Variant("ok-on-create", "creating a record returns 200, not 201", handler=_create_with_200),
    Variant("no-body-on-write", "writes return no body", handler=_remove_body),
    Variant(
        "pascal-case",
        "property names are in PascalCase: ClientId",
        body=_rename_properties(lambda name: name[:1].lower() + name[1:]),
        value=_rename_properties(lambda name: name[:1].upper() + name[1:]),
    ),
    Variant(
        "snake-case",
        "names are in snake_case (client_id), and other names in requests are ignored",
        query=lambda query, _: _select_snake(query),
        body=lambda value, endpoint: _rename_properties(_to_camel)(map_objects(value, _select_snake), endpoint),
        value=_rename_properties(_to_snake),
    ),
    Variant("ids-as-strings", 'ids are strings: "4711"', body=_parse_numbers, value=_transform_values(_id_to_string)),
    Variant(
        "numbers-as-strings",
        'numbers with a point are strings: "48000.00"',
        body=_parse_numbers,
        value=_transform_values(lambda _, value: str(value) if isinstance(value, Decimal) else value),
    ),
    Variant("naive-dates", "times have no offset", value=_transform_strings(lambda text: _DATE_TIME.sub(r"\1", text))),
    Variant(
        "wcf-dates",
        "dates and times are as in the legacy API: /Date(928113600000+0000)/",
        body=_parse_wcf_dates,
        value=_transform_strings(_to_wcf_date),
    ),
    Variant("put-for-patch", "PUT updates a record, and PATCH gets 405", handler=_require_put),
    Variant("other-paths", "v1 and v2 are under /api: /api/v2/jobs", handler=_require_api_prefix),
    Variant("filters-ignored", "lists ignore every optional filter", query=_remove_filters),
    Variant("paging-ignored", "lists return the first page, whichever is requested", query=_remove_page),
    Variant("all-at-once", "lists return all records at once", query=_request_all_records),
    Variant("pages-from-zero", "the first page is page 0", query=_increment_page, value=_decrement_page),
    Variant(
        "pages-capped",
        "a page has one record at most, though its pageSize is 100",
        query=_request_single_record,
        value=_claim_full_pages,
    ),
    Variant("login-page", "every call gets 200 and a page to sign in", handler=_require_login),
    Variant("message-errors", 'errors are {"Message": ...}', error=_to_message),
    Variant("oauth-errors", 'errors are {"error": ..., "error_description": ...}', error=_to_oauth_error),
    Variant("fault-errors", "errors are WCF faults in XML", error=_to_wcf_fault),
    Variant("html-errors", "errors are HTML pages", error=_to_html),
    Variant("errors-with-200", 'errors have status 200 and {"success": false}', handler=_report_errors_with_200),
)
