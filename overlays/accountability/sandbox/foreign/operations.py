"""The operations of a foreign contract: on the records of its collections, or with values of the response's schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ..clock import to_microseconds
from ..contract.endpoint import Endpoint
from ..contract.schema import Key, flatten, is_json, properties, types
from ..http.message import Response, problem_response
from ..http.problem import MEDIA_TYPE, Problem, not_found_problem
from ..request import Page, Request
from ..seed.generator import GenerationError
from ..store.json_codec import write
from ..store.query import Filter
from ..store.store import Store
from .resource import Resource, Shape
from .values import Values

IMITATES = {"Accountability-Sandbox-Imitates": "schema"}
IMITATES_NOTHING = {"Accountability-Sandbox-Imitates": "nothing"}
_INITIAL = 3  # records of a collection without examples
_COUNTS = re.compile(r"(total|count|size|number)(count|records|items|results|elements)?", re.IGNORECASE)
_DETAILS = ("detail", "message", "error_description", "description", "title", "error")


class ForeignOperations:
    """The operations of one API that a foreign document describes."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self._endpoints, self._values = endpoints, Values(endpoints[0])

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """The collections by their paths."""
        resources = filter(None, map(Resource.of, self._endpoints))
        return {
            resource.path: resource
            for resource in resources
            if self._build_record(resource, {}, resource.key(1), 1) is not None
        }

    def load(self, store: Store) -> None:
        """Store the initial records: those of examples, or else generated ones."""
        for resource in self.resources.values():
            for record in self._collect_examples(resource) or [{}] * _INITIAL:
                self._add(store, resource, record, record.get(resource.keys[0]))

    def _collect_examples(self, resource: Resource) -> list[dict[str, Any]]:
        records_by_key: dict[Any, dict[str, Any]] = {}
        for endpoint in self._endpoints:
            is_read = endpoint.method == "GET" and endpoint.path in (resource.path, resource.reading.path)
            if is_read and (shape := resource.shape_of(endpoint)):
                for _, example in endpoint.examples():
                    for record in shape.records(example):
                        records_by_key.setdefault(record.get(resource.keys[0]), record)
        return [
            record
            for key, record in records_by_key.items()
            if isinstance(key, int | str) and resource.parse(key) == key
        ]

    def _add(
        self, store: Store, resource: Resource, values: Mapping[str, Any], key: Key | None = None
    ) -> dict[str, Any] | None:
        """Store a new record under an id or the next one, and return it; None if none is valid."""
        entry = store.add(resource.path, {}, resource.key) if key is None else store.put(resource.path, {"id": key})
        record = self._build_record(resource, values, entry["id"], len(store.ids(resource.path)))
        if record is None:
            store.delete(resource.path, entry)
        else:
            store.put(resource.path, {"id": entry["id"], "value": record})
        return record

    def _build_record(
        self, resource: Resource, values: Mapping[str, Any], key: Key, number: int
    ) -> dict[str, Any] | None:
        """Return a record with the given properties, or else the n-th generated one; None if none is valid."""
        schema = resource.shape.schema
        try:
            base = values or self._values.first(schema, (), number)
            return self._values.fit(schema, {**base, **dict.fromkeys(resource.keys, key)})
        except GenerationError:
            return None

    def respond(self, store: Store, request: Request) -> Response:
        """Perform an operation on its collection, or return a value of its response's schema.

        Raises:
            Problem: 404 if there is no such record, or 501 if there is no valid value.
        """
        endpoint = request.endpoint
        try:
            if (resource := self.resources.get(endpoint.path)) is not None:
                if endpoint.method == "GET" and (shape := self._find_list_shape(resource, endpoint)):
                    return self._list(shape, request, self._select(store, resource, request))
                if endpoint.method == "POST" and (body := self._parse_record(resource, request)) is not None:
                    return self._write(endpoint, resource, body, self._add(store, resource, body))
            resource = self.resources.get(endpoint.path.rpartition("/")[0])
            if resource is not None and endpoint.path == resource.reading.path:
                return self._perform_on_record(store, resource, request)
            return self._generate(endpoint)
        except GenerationError as error:
            detail = (
                f"The sandbox does not imitate {endpoint.key}: no valid value was generated from its schema: {error}"
            )
            raise Problem(501, detail, type="not-imitated", headers=IMITATES_NOTHING) from None

    def _find_list_shape(self, resource: Resource, endpoint: Endpoint) -> Shape | None:
        shape = resource.shape_of(endpoint)
        has_key = shape is not None and {*resource.keys} & {*properties(endpoint.contract, shape.schema)}
        return shape if shape is not None and shape.is_array and has_key else None

    def _select(self, store: Store, resource: Resource, request: Request) -> list[dict[str, Any]]:
        """Return the records that the query's parameters select: those with names of properties, or with `x-filter`."""
        schemas = properties(resource.reading.contract, resource.shape.schema)
        filters = request.filters(schemas)
        records = [entry["value"] for entry in store.select(resource.path)]
        return [record for record in records if all(_meets(record.get(filter_.name), filter_) for filter_ in filters)]

    def _list(self, shape: Shape, request: Request, records: list[dict[str, Any]]) -> Response:
        """Return the requested page of records; all of them if the contract describes no pages."""
        endpoint = request.endpoint
        if not endpoint.paging:
            return self._respond(endpoint, shape, records)
        page = request.page(endpoint.paging, len(records))
        return self._respond(endpoint, shape, records[page.offset :][: page.size], page)

    def _perform_on_record(self, store: Store, resource: Resource, request: Request) -> Response:
        endpoint, (key,) = request.endpoint, request.path.values()
        entry = store.get(resource.path, resource.parse(key))
        if entry is None:
            raise not_found_problem(f"record {key} of {resource.path}")
        record: dict[str, Any] = entry["value"]
        if endpoint.method == "DELETE":
            store.delete(resource.path, entry)
        elif endpoint.method != "GET":
            changes = self._parse_record(resource, request) or {}
            keys = dict.fromkeys(resource.keys, entry["id"])
            record = self._values.fit(resource.shape.schema, {**record, **changes, **keys})
            store.put(resource.path, {**entry, "value": record})
            return self._write(endpoint, resource, changes, record)
        return self._respond(endpoint, resource.shape_of(endpoint), [record])

    def _parse_record(self, resource: Resource, request: Request) -> dict[str, Any] | None:
        """Return the record in a request's body; None if it has no object, or several."""
        contract, body = request.endpoint.contract, request.body
        schema = next((schema for media, schema in request.endpoint.requests.items() if is_json(media)), {})
        if not properties(contract, schema) and "array" not in types(flatten(contract, schema)):
            return body if isinstance(body, dict) else None
        shape = Shape.of(contract, schema, properties(contract, resource.shape.schema))
        records = shape.records(body) if shape else []
        return records[0] if len(records) == 1 else None

    def _write(
        self, endpoint: Endpoint, resource: Resource, body: Mapping[str, Any], record: dict[str, Any] | None
    ) -> Response:
        """Return the response to a write, which says so if not everything that was sent is in the record."""
        if record is None:
            return self._generate(endpoint)
        response = self._respond(endpoint, resource.shape_of(endpoint), [record])
        return response if body.items() <= record.items() else response.with_headers(IMITATES)

    def _respond(
        self, endpoint: Endpoint, shape: Shape | None, records: list[dict[str, Any]], page: Page | None = None
    ) -> Response:
        """Return a response with records, and what is known about their page, in the shape of its schema."""
        if not is_json(endpoint.media) or shape is None:
            return self._generate(endpoint)
        items = [self._values.fit(shape.schema, record) for record in records]
        value: Any = items if shape.is_array else items[0]
        if shape.name is not None:
            envelope = {**self._values.first(endpoint.success_schema), shape.name: value}
            if shape.is_array:
                names = [name for name, count in envelope.items() if type(count) is int and _COUNTS.fullmatch(name)]
                envelope |= dict.fromkeys(names, len(records)) | (page.envelope() if page else {})
            value = self._values.prune(endpoint.success_schema, envelope)
        return Response(endpoint.success, write(value), endpoint.media)

    def _generate(self, endpoint: Endpoint) -> Response:
        """Return the example of an operation's response, or a value of its schema."""
        examples = [example for media, example in endpoint.examples() if media == endpoint.media]
        if is_json(endpoint.media):
            content = write(self._values.first(endpoint.success_schema, examples))
        elif "xml" in endpoint.media:
            raise GenerationError(f"{endpoint.media} is not imitated.")
        else:
            content = str(next(iter(examples), "")).encode()
        return Response(endpoint.success, content, endpoint.media, IMITATES)

    def reject(self, endpoint: Endpoint, problem: Problem, path: str) -> Response:
        """Return the response to a rejected request: in the schema that the contract has for it, or else a problem."""
        status = problem.status(endpoint.statuses)
        media = endpoint.media_of(status)
        if media and not is_json(media) and "xml" not in media:
            return Response(status, problem.detail.encode(), media, problem.headers)
        if not is_json(media) or media == MEDIA_TYPE:
            return problem_response(problem, path, endpoint.statuses)
        schema = endpoint.content(status)[media].get("schema", {})
        try:
            value = self._values.first(schema)
            names = [name for name in _DETAILS if isinstance(value, dict) and isinstance(value.get(name), str)]
            if names and self._values.is_valid(schema, detailed_value := {**value, names[0]: problem.detail}):
                value = detailed_value
        except GenerationError:
            value = problem.as_dict(status, path)
        return Response(status, write(value), media, problem.headers)


def _meets(value: Any, condition: Filter) -> bool:
    """Return whether a property meets a condition; dates are compared by day, date-times by their instants."""
    expected = condition.value
    if condition.format == "date-time":
        value, expected = to_microseconds(value), to_microseconds(expected)
    elif condition.format == "date" and isinstance(value, str):
        value = value[:10]
    if condition.op == "eq":
        return value in (expected if isinstance(expected, list) else [expected])
    return type(value) is type(expected) and (value >= expected if condition.op == "ge" else value <= expected)
