"""The operations of a foreign contract: on the records of its collections, or with values of the response's schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ..clock import to_microseconds
from ..contract.endpoint import Endpoint
from ..contract.schema import Key, is_json, merged, properties, types
from ..http.message import Response, problem_response
from ..http.problem import MEDIA_TYPE, Problem, not_found
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
        found = filter(None, map(Resource.of, self._endpoints))
        return {each.path: each for each in found if self._new_record(each, {}, each.key(1), 1) is not None}

    def load(self, store: Store) -> None:
        """Store the initial records: those of examples, or else generated ones."""
        for resource in self.resources.values():
            for record in self._examples(resource) or [{}] * _INITIAL:
                self._add(store, resource, record, record.get(resource.keys[0]))

    def _examples(self, resource: Resource) -> list[dict[str, Any]]:
        found: dict[Any, dict[str, Any]] = {}
        for endpoint in self._endpoints:
            is_read = endpoint.method == "GET" and endpoint.path in (resource.path, resource.reading.path)
            if is_read and (shape := resource.shape_of(endpoint)):
                for _, example in endpoint.examples():
                    for record in shape.records(example):
                        found.setdefault(record.get(resource.keys[0]), record)
        return [record for key, record in found.items() if isinstance(key, int | str) and resource.parse(key) == key]

    def _add(
        self, store: Store, resource: Resource, given: Mapping[str, Any], key: Key | None = None
    ) -> dict[str, Any] | None:
        """Store a new record under an id or the next one, and return it; None if none is valid."""
        stored = store.add(resource.path, {}, resource.key) if key is None else store.put(resource.path, {"id": key})
        record = self._new_record(resource, given, stored["id"], len(store.ids(resource.path)))
        if record is None:
            store.delete(resource.path, stored)
        else:
            store.put(resource.path, {"id": stored["id"], "value": record})
        return record

    def _new_record(self, resource: Resource, given: Mapping[str, Any], key: Key, number: int) -> dict[str, Any] | None:
        """Return a record with the given properties, or else the n-th generated one; None if none is valid."""
        schema = resource.shape.schema
        try:
            base = given or self._values.first(schema, (), number)
            return self._values.fitted(schema, {**base, **dict.fromkeys(resource.keys, key)})
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
                if endpoint.method == "GET" and (shape := self._list_shape(resource, endpoint)):
                    return self._list(shape, request, self._select(store, resource, request))
                if endpoint.method == "POST" and (body := self._sent(resource, request)) is not None:
                    return self._write(endpoint, resource, body, self._add(store, resource, body))
            resource = self.resources.get(endpoint.path.rpartition("/")[0])
            if resource is not None and endpoint.path == resource.reading.path:
                return self._on_record(store, resource, request)
            return self._generate(endpoint)
        except GenerationError as error:
            detail = (
                f"The sandbox does not imitate {endpoint.key}: no valid value was generated from its schema: {error}"
            )
            raise Problem(501, detail, type="not-imitated", headers=IMITATES_NOTHING) from None

    def _list_shape(self, resource: Resource, endpoint: Endpoint) -> Shape | None:
        shape = resource.shape_of(endpoint)
        has_key = shape is not None and {*resource.keys} & {*properties(endpoint.contract, shape.schema)}
        return shape if shape is not None and shape.is_array and has_key else None

    def _select(self, store: Store, resource: Resource, request: Request) -> list[dict[str, Any]]:
        """Return the records that the query's parameters select: those with names of properties, or with `x-filter`."""
        known = properties(resource.reading.contract, resource.shape.schema)
        filters = request.filters(known)
        records = [each["value"] for each in store.select(resource.path)]
        return [record for record in records if all(_meets(record.get(each.name), each) for each in filters)]

    def _list(self, shape: Shape, request: Request, records: list[dict[str, Any]]) -> Response:
        """Return the requested page of records; all of them if the contract describes no pages."""
        endpoint = request.endpoint
        if not endpoint.paging:
            return self._respond(endpoint, shape, records)
        page = request.page(endpoint.paging, len(records))
        return self._respond(endpoint, shape, records[page.offset :][: page.size], page)

    def _on_record(self, store: Store, resource: Resource, request: Request) -> Response:
        endpoint, (key,) = request.endpoint, request.path.values()
        stored = store.get(resource.path, resource.parse(key))
        if stored is None:
            raise not_found(f"record {key} of {resource.path}")
        record: dict[str, Any] = stored["value"]
        if endpoint.method == "DELETE":
            store.delete(resource.path, stored)
        elif endpoint.method != "GET":
            sent = self._sent(resource, request) or {}
            keys = dict.fromkeys(resource.keys, stored["id"])
            record = self._values.fitted(resource.shape.schema, {**record, **sent, **keys})
            store.put(resource.path, {**stored, "value": record})
            return self._write(endpoint, resource, sent, record)
        return self._respond(endpoint, resource.shape_of(endpoint), [record])

    def _sent(self, resource: Resource, request: Request) -> dict[str, Any] | None:
        """Return the record in a request's body; None if it has no object, or several."""
        contract, body = request.endpoint.contract, request.body
        schema = next((each for media, each in request.endpoint.requests.items() if is_json(media)), {})
        if not properties(contract, schema) and "array" not in types(merged(contract, schema)):
            return body if isinstance(body, dict) else None
        shape = Shape.of(contract, schema, properties(contract, resource.shape.schema))
        found = shape.records(body) if shape else []
        return found[0] if len(found) == 1 else None

    def _write(
        self, endpoint: Endpoint, resource: Resource, sent: Mapping[str, Any], record: dict[str, Any] | None
    ) -> Response:
        """Return the response to a write, which says so if not everything that was sent is in the record."""
        if record is None:
            return self._generate(endpoint)
        response = self._respond(endpoint, resource.shape_of(endpoint), [record])
        return response if sent.items() <= record.items() else response.with_headers(IMITATES)

    def _respond(
        self, endpoint: Endpoint, shape: Shape | None, records: list[dict[str, Any]], page: Page | None = None
    ) -> Response:
        """Return a response with records, and what is known about their page, in the shape of its schema."""
        if not is_json(endpoint.media) or shape is None:
            return self._generate(endpoint)
        fitted = [self._values.fitted(shape.schema, each) for each in records]
        value: Any = fitted if shape.is_array else fitted[0]
        if shape.name is not None:
            envelope = {**self._values.first(endpoint.success_schema), shape.name: value}
            if shape.is_array:
                names = [name for name, each in envelope.items() if type(each) is int and _COUNTS.fullmatch(name)]
                envelope |= dict.fromkeys(names, len(records)) | (page.envelope() if page else {})
            value = self._values.pruned(endpoint.success_schema, envelope)
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
            names = [each for each in _DETAILS if isinstance(value, dict) and isinstance(value.get(each), str)]
            if names and self._values.is_valid(schema, detailed := {**value, names[0]: problem.detail}):
                value = detailed
        except GenerationError:
            value = problem.as_dict(status, path)
        return Response(status, write(value), media, problem.headers)


def _meets(value: Any, condition: Filter) -> bool:
    """Return whether a property meets a condition; dates are compared by day, date-times by their instants."""
    wanted = condition.value
    if condition.format == "date-time":
        value, wanted = to_microseconds(value), to_microseconds(wanted)
    elif condition.format == "date" and isinstance(value, str):
        value = value[:10]
    if condition.op == "eq":
        return value in (wanted if isinstance(wanted, list) else [wanted])
    return type(value) is type(wanted) and (value >= wanted if condition.op == "ge" else value <= wanted)
