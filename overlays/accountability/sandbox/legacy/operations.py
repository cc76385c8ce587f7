"""The legacy operations: records by key, lists by a parent or by dates, posts; in XML, or JSON on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from accountability import wcf

from ..contract.collection import Collections
from ..contract.endpoint import JSON, Endpoint
from ..contract.schema import Schema, types
from ..http.message import Response
from ..http.problem import Problem, broken_reference, broken_rule, not_found
from ..records import Records
from ..request import Request
from ..store.json_codec import write
from ..store.query import Index
from ..store.store import Record, Store
from .mapping import RecordMapping

API = "legacy"
XML = "application/xml"


class LegacyOperations:
    """The operations of the legacy contract, on the records of v1 and v2."""

    def __init__(self, codec: wcf.Codec, collections: Collections) -> None:
        self._codec, self._collections = codec, collections

    def respond(self, records: Records, request: Request) -> Response:
        """Perform an operation and return its response.

        Raises:
            Problem: 404 for a key that no record has; 409 for a code or name that no record has.
        """
        if request.endpoint.method == "POST":
            return self._post(records, request)
        if request.endpoint.method == "GET":
            return self._get(records, request)
        raise Problem(501, f"The sandbox does not imitate {request.endpoint.key}.", type="not-imitated")

    def response_mapping(self, endpoint: Endpoint, media: str, store: Store) -> RecordMapping:
        """Return the mapping between the records of a successful response and those of the store."""
        schema = _success_schema(endpoint, media)
        return self._mapping(endpoint, endpoint.operation.resolve(schema.get("items", schema)), store)

    def _request_mapping(self, endpoint: Endpoint, store: Store) -> RecordMapping:
        return self._mapping(endpoint, next(iter(endpoint.requests.values()), {}), store)

    def _mapping(self, endpoint: Endpoint, schema: Schema, store: Store) -> RecordMapping:
        return RecordMapping(endpoint.contract, schema, endpoint.collection, self._collections, store)

    def indexes(self, endpoints: Iterable[Endpoint], store: Store) -> Iterator[Index]:
        """Yield the indexes that find records by posted codes and names."""
        for endpoint in endpoints:
            if endpoint.method == "POST" and endpoint.api == API:
                yield from self._request_mapping(endpoint, store).indexes()

    def _get(self, records: Records, request: Request) -> Response:
        endpoint, media = request.endpoint, _media(request)
        mapping, found = self.response_mapping(endpoint, media, records.store), _select(records, request)
        if "array" in types(_success_schema(endpoint, media)):
            return self._response(endpoint, media, [mapping.to_legacy(record) for record in found])
        if not found:
            raise not_found(f"such record of {endpoint.collection}")
        return self._response(endpoint, media, mapping.to_legacy(found[0]))

    def _post(self, records: Records, request: Request) -> Response:
        endpoint = request.endpoint
        mapping = self._request_mapping(endpoint, records.store)
        with records.store.transaction():
            properties, errors = mapping.from_legacy(request.body or {})
            if errors:
                raise broken_reference(errors)
            record = records.create(endpoint.collection, properties, request.caller, endpoint.rules)
            self._check_required(mapping, endpoint.collection, record)
        return self._response(endpoint, _media(request), record["id"])

    def _check_required(self, mapping: RecordMapping, collection: str, record: Record) -> None:
        """Require of a posted record what v2 requires, as far as the legacy type has a property for it (inferred)."""
        for name in self._collections[collection].required_on_create:
            legacy_name = mapping.legacy_name(name)
            if legacy_name is not None and record.get(name) in (None, ""):
                raise broken_rule("required", f"{legacy_name} is required.", f"/{legacy_name}")

    def _response(self, endpoint: Endpoint, media: str, value: Any) -> Response:
        if not media:
            return Response(endpoint.success)
        is_xml = media == XML
        content = self._codec.encode(value, _success_schema(endpoint, media)) if is_xml else write(value)
        return Response(endpoint.success, content, media)


def _select(records: Records, request: Request) -> list[Record]:
    """Return the records that the parameters select, each by the property of its `x-filter`, or else by the key."""
    given = {**request.path, **request.query}
    filters = [
        parameter.filter(given[parameter.name], "id")
        for parameter in request.endpoint.parameters
        if parameter.name in given and parameter.name != "format"
    ]
    return records.store.select(request.endpoint.collection, filters)


def _media(request: Request) -> str:
    """Return XML, which is the service's default, unless `format=json` requests JSON."""
    offered = request.endpoint.content(request.endpoint.success)
    if not offered:
        return ""
    requested = JSON if request.query.get("format") == "json" else XML
    return requested if requested in offered else next(iter(offered))


def _success_schema(endpoint: Endpoint, media: str) -> Schema:
    return endpoint.operation.resolve(endpoint.content(endpoint.success).get(media, {}).get("schema", {}))
