"""The legacy operations: records by key, lists by a parent or by dates, posts; in XML, or JSON on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..contract.endpoint import JSON, Endpoint
from ..contract.schema import Schema, types
from ..http.message import Response
from ..http.problem import Problem, not_found_problem, reference_problem, rule_problem
from ..records import Records
from ..request import Request
from ..store.json_codec import write
from ..store.query import Index
from ..store.store import Record
from .mapping import RecordMapping

API = "legacy"
XML = "application/xml"


def respond(records: Records, request: Request) -> Response:
    """Perform an operation and return its response.

    Raises:
        Problem: 404 for a key that no record has; 409 for a code or name that no record has.
    """
    if request.endpoint.method == "POST":
        return _post(records, request)
    if request.endpoint.method == "GET":
        return _get(records, request)
    raise Problem(501, f"The sandbox does not imitate {request.endpoint.key}.", type="not-imitated")


def response_mapping(endpoint: Endpoint, media: str, records: Records) -> RecordMapping:
    """Return the mapping between the records of a successful response and those of the store."""
    schema = _success_schema(endpoint, media)
    return RecordMapping(endpoint, endpoint.operation.resolve(schema.get("items", schema)), records)


def _request_mapping(endpoint: Endpoint, records: Records) -> RecordMapping:
    return RecordMapping(endpoint, next(iter(endpoint.requests.values()), {}), records)


def indexes(endpoints: Iterable[Endpoint], records: Records) -> Iterator[Index]:
    """Yield the indexes that find records by posted codes and names."""
    for endpoint in endpoints:
        if endpoint.method == "POST" and endpoint.api == API:
            yield from _request_mapping(endpoint, records).indexes()


def _get(records: Records, request: Request) -> Response:
    endpoint, media = request.endpoint, _choose_media(request)
    mapping, selection = response_mapping(endpoint, media, records), _select(records, request)
    if "array" in types(_success_schema(endpoint, media)):
        return _build_response(endpoint, media, [mapping.to_legacy(record) for record in selection])
    if not selection:
        raise not_found_problem(f"such record of {endpoint.collection}")
    return _build_response(endpoint, media, mapping.to_legacy(selection[0]))


def _post(records: Records, request: Request) -> Response:
    endpoint = request.endpoint
    mapping = _request_mapping(endpoint, records)
    with records.store.transaction():
        properties, errors = mapping.from_legacy(request.body or {})
        if errors:
            raise reference_problem(errors)
        record = records.create(endpoint.collection, properties, request.caller, endpoint.rules)
        _check_required(mapping, records.collections[endpoint.collection].required_on_create, record)
    return _build_response(endpoint, _choose_media(request), record["id"])


def _check_required(mapping: RecordMapping, required_names: Iterable[str], record: Record) -> None:
    """Require of a posted record what v2 requires, as far as the legacy type has a property for it (inferred)."""
    for name in required_names:
        legacy_name = mapping.legacy_name(name)
        if legacy_name is not None and record.get(name) in (None, ""):
            raise rule_problem("required", f"{legacy_name} is required.", f"/{legacy_name}")


def _build_response(endpoint: Endpoint, media: str, value: Any) -> Response:
    if not media:
        return Response(endpoint.success)
    is_xml = media == XML
    content = endpoint.codec.encode(value, _success_schema(endpoint, media)) if is_xml else write(value)
    return Response(endpoint.success, content, media)


def _select(records: Records, request: Request) -> list[Record]:
    """Return the records that the parameters select, each by the property of its `x-filter`, or else by the key."""
    arguments = {**request.path, **request.query}
    filters = [
        parameter.filter(arguments[parameter.name], "id")
        for parameter in request.endpoint.parameters
        if parameter.name in arguments and parameter.name != "format"
    ]
    return records.store.select(request.endpoint.collection, filters)


def _choose_media(request: Request) -> str:
    """Return XML, which is the service's default, unless `format=json` requests JSON."""
    media_types = request.endpoint.content(request.endpoint.success)
    if not media_types:
        return ""
    media = JSON if request.query.get("format") == "json" else XML
    return media if media in media_types else next(iter(media_types))


def _success_schema(endpoint: Endpoint, media: str) -> Schema:
    return endpoint.operation.resolve(endpoint.content(endpoint.success).get(media, {}).get("schema", {}))
