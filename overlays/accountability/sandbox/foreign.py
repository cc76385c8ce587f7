"""Serve contracts that are not ours: what their paths and schemas state, and values of their schemas for the rest.

A path that ends with a parameter, such as `/orders/{orderId}`, and whose GET returns an object with that property or
an `id`, makes `/orders` a collection: its records are stored, and the operations of both paths read and write them.
Every other operation returns the example of its response, or a value that is generated from the schema; the header
`Accountability-Sandbox-Imitates` is `schema` then. What no valid value can be generated for is not imitated (501).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from types import MappingProxyType
from typing import Any

from accountability.spec import Contract

from .clock import to_microseconds
from .contract.endpoint import Endpoint
from .contract.schema import Key, Schema, coerce, id_factory, is_json, merged, properties, types
from .http.message import Response, problem_response
from .http.problem import MEDIA_TYPE, Problem, not_found
from .request import Request
from .seed.generator import GenerationError, RecordGenerator
from .store.json_codec import write
from .store.query import Filter
from .store.store import Store

IMITATES = {"Accountability-Sandbox-Imitates": "schema"}
IMITATES_NOTHING = {"Accountability-Sandbox-Imitates": "nothing"}
_INITIAL = 3  # records of a collection without examples
_COUNTS = re.compile(r"(total|count|size|number)(count|records|items|results|elements)?", re.IGNORECASE)
_DETAILS = ("detail", "message", "error_description", "description", "title", "error")


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a body has its records.

    Args:
        schema: Of one record.
        name: The property that has them; None if the body is a record, or an array of them.
        is_array: Whether they are in an array.
    """

    schema: Schema
    name: str | None
    is_array: bool

    @classmethod
    def of(cls, contract: Contract, schema: Schema, names: Collection[str]) -> Shape | None:
        """Return the shape of a body; None if it has no object, or several that might be the record.

        Args:
            contract: Where references are resolved.
            schema: Of the body.
            names: Properties that records have, of which an object must have one to be a record.
        """
        found = merged(contract, schema)
        if "array" in types(found):
            return cls(merged(contract, found.get("items", {})), None, True)
        parts = {name: merged(contract, part) for name, part in properties(contract, found).items()}
        arrays = [name for name, part in parts.items() if "array" in types(part)]
        objects = [name for name, part in parts.items() if properties(contract, part)]
        if {*map(_plain, names)} & {*map(_plain, parts)} or not (arrays or objects):
            return cls(found, None, False) if parts else None
        if len(arrays) == 1 and properties(contract, item := merged(contract, parts[arrays[0]].get("items", {}))):
            return cls(item, arrays[0], True)
        return cls(parts[objects[0]], objects[0], False) if len(objects) == 1 and len(parts) <= 2 else None

    def records(self, body: Any) -> list[dict[str, Any]]:
        """Return the records of a body."""
        found = body.get(self.name) if self.name and isinstance(body, Mapping) else body
        return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]


class Values:
    """Valid values of the schemas of one contract: examples, generated ones, and given ones as far as they are valid.

    Args:
        endpoint: Any endpoint of the contract.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._contract, self._validators = endpoint.contract, endpoint.validators

    def is_valid(self, schema: Schema, value: Any) -> bool:
        """Return whether a value matches a schema."""
        return not self._validators.errors(schema, value, "record")

    def first(self, schema: Schema, examples: Iterable[Any] = (), number: int = 1) -> Any:
        """Return the first valid example, or else a generated value.

        Raises:
            GenerationError: There is none.
        """
        own = merged(self._contract, schema)
        candidates = [*examples, *([own["example"]] if "example" in own else ()), *own.get("examples", ())]
        for example in candidates:
            if self.is_valid(schema, example):
                return example
        return self.pruned(schema, self.generated(schema, number))

    def generated(self, schema: Schema, number: int) -> Any:
        """Return a value that is generated from a schema; the same one for the same number."""
        return RecordGenerator(self._contract, "", lambda _: ()).value("value", schema, ())(Random(number), number)

    def pruned(self, schema: Schema, value: Any) -> Any:
        """Return a value without the properties that make it invalid.

        Raises:
            GenerationError: It is still invalid.
        """
        first = ""
        while errors := self._validators.errors(schema, value, "record"):
            first = first or f"{errors[0].name or 'the body'}: {errors[0].detail[:200]}"
            if not _remove(value, errors[0].name):
                raise GenerationError(first)
        return value

    def fitted(self, schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties of an object that a schema declares and accepts, completed by those it requires.

        Raises:
            GenerationError: No such object is valid.
        """
        known = properties(self._contract, schema)
        valid = {name: value for name, value in given.items() if name in known and self.is_valid(known[name], value)}
        if not self.is_valid(schema, valid):
            blank = self.first(schema)
            required = merged(self._contract, schema).get("required", ())
            valid = {**{name: value for name, value in blank.items() if name in required}, **valid}
        found: dict[str, Any] = self.pruned(schema, valid)
        return found


def _remove(value: Any, pointer: str) -> bool:
    """Remove the innermost property or item on the way to a place, and return whether there was one."""
    owners: list[tuple[Any, Any]] = []
    for part in pointer.split("/")[1:]:
        name: Any = part.replace("~1", "/").replace("~0", "~")
        name = int(name) if isinstance(value, list) else name
        owners.append((value, name))
        try:
            value = value[name]
        except LookupError:
            break
    for owner, name in reversed(owners):
        if isinstance(owner, list) or name in owner:
            del owner[name]
            return True
    return False


@dataclass(frozen=True, slots=True)
class Resource:
    """A collection of a foreign contract.

    Args:
        path: Of the list; the name of the collection in the store.
        reading: The operation that gets one record.
        shape: Where its body has the record.
        keys: The properties that have the record's id.
    """

    path: str
    reading: Endpoint
    shape: Shape
    keys: tuple[str, ...]

    @classmethod
    def of(cls, endpoint: Endpoint) -> Resource | None:
        """Return the collection that an operation gets records of, if it does."""
        path, _, last = endpoint.path.rpartition("/")
        if endpoint.method != "GET" or not re.fullmatch(r"{[^{}]*}", last) or "{" in path or not path:
            return None
        singular = re.sub("s$", "", re.sub("ies$", "y", path.rpartition("/")[2]))
        wanted = {_plain(last), "id", _plain(f"{singular}Id")}
        shape = Shape.of(endpoint.contract, endpoint.success_schema, wanted)
        if shape is None or (shape.is_array and shape.name is None):
            return None
        declared = properties(endpoint.contract, shape.schema)
        keys = [
            each for each in declared if _plain(each) in wanted and {"integer", "string"} & {*types(declared[each])}
        ]
        keys.sort(key=lambda each: _plain(each) != _plain(last))
        found = cls(path, endpoint, shape, tuple(keys))
        return found if keys and found._accepts(found.key(1)) else None

    def key(self, number: int) -> Key:
        """Return the id of the n-th record."""
        return id_factory(self._key_schema)(number)

    def shape_of(self, endpoint: Endpoint) -> Shape | None:
        """Return where the body of another operation on it has its records."""
        return Shape.of(endpoint.contract, endpoint.success_schema, self.keys)

    def parse(self, key: Any) -> Any:
        """Return an id in a path as the records have it."""
        return coerce(str(key), self._key_schema)

    @property
    def _key_schema(self) -> Schema:
        return properties(self.reading.contract, self.shape.schema)[self.keys[0]]

    def _accepts(self, key: Key) -> bool:
        (parameter,) = (each for each in self.reading.parameters if each.location == "path")
        errors = self.reading.validators.errors
        return (
            not errors(self._key_schema, key, "record")
            and not parameter.read({parameter.name: [str(key)]}, self.reading.validators)[1]
        )


class Foreign:
    """The operations of one API that a foreign document describes.

    Args:
        endpoints: All of them.
    """

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self._endpoints = endpoints
        self._generated: dict[str, Response] = {}

    @cached_property
    def _values(self) -> Values:
        return Values(self._endpoints[0])

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
            shape = resource.shape_of(endpoint)
            if endpoint.method == "GET" and endpoint.path.partition("/{")[0] == resource.path and shape:
                for _, example in (
                    endpoint.examples() if endpoint.path in (resource.path, resource.reading.path) else ()
                ):
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
        return self._respond(endpoint, shape, records[page.offset :][: page.size], page.envelope())

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
        is_whole = all(name in record and record[name] == value for name, value in sent.items())
        return response if is_whole else Response(response.status, response.content, response.media, IMITATES)

    def _respond(
        self,
        endpoint: Endpoint,
        shape: Shape | None,
        records: list[dict[str, Any]],
        about: Mapping[str, int] = MappingProxyType({}),
    ) -> Response:
        """Return a response with records, and what is known about their page, in the shape of its schema."""
        if not is_json(endpoint.media) or shape is None:
            return self._generate(endpoint)
        fitted = [self._values.fitted(shape.schema, each) for each in records]
        value: Any = fitted if shape.is_array else fitted[0]
        if shape.name is not None:
            envelope = {**self._values.first(endpoint.success_schema), shape.name: value}
            counts = {
                name: len(records) for name, each in envelope.items() if type(each) is int and _COUNTS.fullmatch(name)
            }
            whole = {**envelope, **(counts if shape.is_array else {}), **about}
            value = self._values.pruned(endpoint.success_schema, whole)
        return Response(endpoint.success, write(value), endpoint.media)

    def _generate(self, endpoint: Endpoint) -> Response:
        """Return the example of an operation's response, or a value of its schema."""
        if endpoint.key not in self._generated:
            self._generated[endpoint.key] = Response(
                endpoint.success, self._content(endpoint, endpoint.success), endpoint.media, IMITATES
            )
        return self._generated[endpoint.key]

    def _content(self, endpoint: Endpoint, status: int) -> bytes:
        media = endpoint.media_of(status)
        if not media:
            return b""
        examples = [example for name, example in endpoint.examples(status) if name == media]
        if is_json(media):
            return write(self._values.first(endpoint.content(status)[media].get("schema", {}), examples))
        if "xml" in media:
            raise GenerationError(f"{media} is not imitated.")
        return str(next(iter(examples), "")).encode()

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
            name = next(
                (each for each in _DETAILS if isinstance(value, dict) and isinstance(value.get(each), str)), None
            )
            if name and self._values.is_valid(schema, detailed := {**value, name: problem.detail}):
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


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())
