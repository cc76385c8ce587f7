"""Endpoints: operations of a contract with what serving them takes, and the router that finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from accountability.spec import Contract, Operation

from ..http.problem import FieldError
from ..store.query import Comparison, Filter
from .projection import Projection
from .schema import Schema, Validators, coerce, properties, types

MERGE_PATCH, JSON = "application/merge-patch+json", "application/json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation, as its contract declares it."""

    name: str
    location: str
    required: bool
    schema: Schema
    property: str | None
    op: Comparison
    explode: bool

    @classmethod
    def of(cls, declaration: Mapping[str, Any], contract: Contract) -> Parameter:
        """Return the parameter of an OpenAPI parameter object."""
        rule = declaration.get("x-filter", {})
        location = declaration["in"]
        return cls(
            name=declaration["name"],
            location=location,
            required=bool(declaration.get("required")),
            schema=contract.resolve(declaration.get("schema", {})),
            property=rule.get("member"),
            op=rule.get("op", "eq"),
            explode=declaration.get("explode", location == "query"),
        )

    def read(self, texts: Sequence[str], validators: Validators) -> tuple[Any, list[FieldError]]:
        """Return the value of the strings sent under this name, and its errors."""
        if "array" in types(self.schema):
            parts = list(texts) if self.explode else [part for text in texts for part in text.split(",")]
            items = self.schema.get("items", {})
            value: Any = [coerce(part, items) for part in parts]
        elif len(texts) > 1:
            return None, [FieldError(self.location, self.name, f"Expected one value, got {len(texts)}.")]
        else:
            value = coerce(texts[0], self.schema)
        return value, validators.errors(self.schema, value, self.location, self.name)

    def filter(self, value: Any, default: str, record: Mapping[str, Schema] | None = None) -> Filter:
        """Return the condition that this parameter puts on records.

        Args:
            value: The parameter's value.
            default: The property to compare if the contract names none.
            record: The record's properties; a string is converted to the type of the compared one.
        """
        name = self.property or default
        value = coerce(value, (record or {}).get(name, {})) if isinstance(value, str) else value
        return Filter(name, value, self.op, str(self.schema.get("format", "")))


class Endpoint:
    """One operation of a contract.

    Args:
        operation: The operation in the contract.
        validators: The validators of that contract.
    """

    def __init__(self, operation: Operation, validators: Validators) -> None:
        self.operation, self.validators = operation, validators
        self.contract = operation.contract
        self.key, self.method, self.path = operation.key, operation.method, operation.path
        self.collection = operation.record
        self.access_type: str | None = operation.raw.get("x-access")

    @cached_property
    def writes(self) -> bool:
        """Whether it changes records."""
        return self.method not in ("GET", "HEAD")

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The segments of its path below the server's root."""
        return tuple((prefix(self.contract) + self.path).strip("/").split("/")) + ("",) * self.path.endswith("/")

    @cached_property
    def paging(self) -> Mapping[str, str] | None:
        """The names of the page envelope's properties and parameters, if it returns pages."""
        return self.operation.paging

    @cached_property
    def sets(self) -> Mapping[str, Any] | None:
        """The properties that a transition sets in the record."""
        return self.operation.raw.get("x-sets")

    @cached_property
    def rules(self) -> Sequence[str]:
        """Ids of the domain rules that the contract names."""
        rules: Sequence[str] = self.operation.raw.get("x-rules", ())
        return rules

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """All its parameters."""
        return tuple(Parameter.of(each, self.contract) for each in self.operation.parameters)

    @cached_property
    def path_indexes(self) -> tuple[tuple[int, str], ...]:
        """The index of each path parameter among the segments of the route, with its name."""
        return tuple((index, part[1:-1]) for index, part in enumerate(self.route) if part.startswith("{"))

    @cached_property
    def path_parameters(self) -> tuple[str, ...]:
        """Names of the path parameters, from left to right."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))

    def path_values(self, segments: Sequence[str]) -> dict[str, str]:
        """Return the path parameters of a request's segments."""
        return {name: segments[index] for index, name in self.path_indexes}

    def filter_property(self, parameter: str) -> str:
        """Return the property that a path parameter selects records by: that of `x-filter`, or of the same name."""
        names = (each.property for each in self.parameters if (each.location, each.name) == ("path", parameter))
        return next(names, None) or parameter

    @cached_property
    def addresses_record(self) -> bool:
        """Whether the last path parameter is the id of one record, rather than of a parent of several."""
        return self.path.endswith("}") or self.sets is not None

    @cached_property
    def is_list(self) -> bool:
        """Whether it returns several records, in pages or all at once."""
        contents = self.content(self.success).values()
        return self.paging is not None or any(
            "array" in types(self.operation.resolve(media.get("schema", {}))) for media in contents
        )

    @cached_property
    def security(self) -> tuple[frozenset[str], ...]:
        """The alternative sets of security schemes; empty if anyone may call it."""
        required = self.operation.raw.get("security", self.contract.document.get("security", []))
        return tuple(frozenset(each) for each in required)

    @cached_property
    def is_public(self) -> bool:
        """Whether anyone may call it."""
        return not self.security or frozenset() in self.security

    @cached_property
    def schemes(self) -> Mapping[str, Any]:
        """The HTTP authentication schemes that it accepts, by lower-case name."""
        declared = self.contract.document.get("components", {}).get("securitySchemes", {})
        required = [self.contract.resolve(declared.get(name, {})) for each in self.security for name in each]
        return {scheme["scheme"].lower(): scheme for scheme in required if scheme.get("type") == "http"}

    @cached_property
    def requests(self) -> Mapping[str, Schema]:
        """The schema of the request body for each media type, in lower case.

        A merge patch may be sent as plain JSON too: many HTTP libraries cannot send another type (inferred).
        """
        found = {media.lower(): content.get("schema", {}) for media, content in self._body.get("content", {}).items()}
        return {**found, JSON: found[MERGE_PATCH]} if MERGE_PATCH in found and JSON not in found else found

    @cached_property
    def request_projections(self) -> Mapping[str, Projection]:
        """The declared part of the request body for each media type."""
        return {media: Projection(self.contract, schema) for media, schema in self.requests.items()}

    @cached_property
    def requires_body(self) -> bool:
        """Whether a request without a body is rejected."""
        return bool(self._body.get("required"))

    @cached_property
    def _body(self) -> Mapping[str, Any]:
        return self.operation.resolve(self.operation.raw.get("requestBody", {}))

    @cached_property
    def responses(self) -> Mapping[int, Mapping[str, Any]]:
        """The documented responses by status."""
        responses = self.operation.raw.get("responses", {})
        return {int(status): self.operation.resolve(each) for status, each in responses.items() if status.isdigit()}

    @cached_property
    def statuses(self) -> frozenset[int]:
        """The documented statuses."""
        return frozenset(self.responses)

    @cached_property
    def success(self) -> int:
        """The status of the successful response."""
        return min((status for status in self.responses if 200 <= status < 300), default=200)

    @cached_property
    def media(self) -> str:
        """The first media type of the successful response; empty if that has no body."""
        return next(iter(self.content(self.success)), "")

    def content(self, status: int) -> Mapping[str, Mapping[str, Any]]:
        """Return the media types of a response, each with its schema and examples."""
        content: Mapping[str, Mapping[str, Any]] = self.responses.get(status, {}).get("content", {})
        return content

    def examples(self) -> Iterator[tuple[str, Any]]:
        """Yield the examples of the successful response, each with its media type."""
        for name, media in self.content(self.success).items():
            if "example" in media:
                yield name, media["example"]
            for example in media.get("examples", {}).values():
                yield name, self.operation.resolve(example).get("value")

    @cached_property
    def record_schema(self) -> Schema:
        """The schema of one record of the successful response."""
        for media in self.content(self.success).values():
            return self.item_schema(media.get("schema", {}))
        return {}

    @cached_property
    def record_properties(self) -> Mapping[str, Schema]:
        """The properties of one record of the successful response."""
        return properties(self.contract, self.record_schema)

    @cached_property
    def record_projection(self) -> Projection:
        """The declared part of a record of the successful response."""
        return Projection(self.contract, self.record_schema)

    def item_schema(self, schema: Schema) -> Schema:
        """Return the schema of one record of a response: inside the page envelope, inside the array."""
        schema = self.operation.resolve(schema)
        if self.paging:
            schema = properties(self.contract, schema).get(self.paging["items"], {})
        while "array" in types(schema):
            schema = self.operation.resolve(schema.get("items", {}))
        return schema


def prefix(contract: Contract) -> str:
    """Return the path of the contract's server, which precedes the paths of its operations."""
    servers = contract.document.get("servers") or [{}]
    return urlsplit(str(servers[0].get("url", ""))).path.rstrip("/")


def endpoints(contract: Contract) -> list[Endpoint]:
    """Return an endpoint for each operation of a contract."""
    validators = Validators(contract)
    return [Endpoint(operation, validators) for operation in contract.operations.values()]


@dataclass(slots=True)
class _Node:
    fixed: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    methods: dict[str, Endpoint] = field(default_factory=dict)


class Router:
    """Finds endpoints by path segments; a fixed segment takes precedence over a parameter."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._root = _Node()
        for endpoint in endpoints:
            node = self._root
            for segment in endpoint.route:
                if segment.startswith("{"):
                    node.parameter = node.parameter or _Node()
                    node = node.parameter
                else:
                    node = node.fixed.setdefault(segment, _Node())
            node.methods[endpoint.method] = endpoint

    def find(self, segments: Sequence[str]) -> Mapping[str, Endpoint]:
        """Return the endpoints of a path by method; empty if there is no such path. HEAD is served as GET."""
        found = _find(self._root, segments, 0) or {}
        return {**found, "HEAD": found["GET"]} if "GET" in found and "HEAD" not in found else found


def _find(node: _Node, segments: Sequence[str], index: int) -> Mapping[str, Endpoint] | None:
    if index == len(segments):
        return node.methods or None
    segment = segments[index]
    fixed = node.fixed.get(segment)
    found = _find(fixed, segments, index + 1) if fixed else None
    if found is None and node.parameter is not None and segment:
        found = _find(node.parameter, segments, index + 1)
    return found
