"""Endpoints: one operation of a contract, with what serving it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from accountability.spec import Contract, Operation

from .members import Schema, declared, types
from .parameter import Parameter
from .schema import Schemas
from .shape import Shape


class Endpoint:
    """One operation of a contract.

    Args:
        operation: what the contract says of it.
        schemas: that contract's validators.
    """

    def __init__(self, operation: Operation, schemas: Schemas) -> None:
        self.operation, self.schemas = operation, schemas
        self.contract = operation.contract
        self.key, self.method, self.path = operation.key, operation.method, operation.path
        self.collection = operation.record

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The segments of its path below the server's root."""
        return tuple((prefix(self.contract) + self.path).strip("/").split("/")) + ("",) * self.path.endswith("/")

    @cached_property
    def paging(self) -> Mapping[str, str] | None:
        """The names of the page envelope's members and parameters, where it answers pages."""
        return self.operation.paging

    @cached_property
    def sets(self) -> Mapping[str, Any] | None:
        """What it sets in the record, where it brings one from a state to the next."""
        return self.operation.raw.get("x-sets")

    @cached_property
    def rules(self) -> Sequence[str]:
        """Ids of the rules of the domain that hold here."""
        named: Sequence[str] = self.operation.raw.get("x-rules", ())
        return named

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """All its parameters."""
        return tuple(Parameter.of(each, self.contract) for each in self.operation.parameters)

    @cached_property
    def header_parameters(self) -> tuple[str, ...]:
        """Names of the headers that it reads."""
        return tuple(each.name for each in self.parameters if each.location == "header")

    @cached_property
    def path_places(self) -> tuple[tuple[int, str], ...]:
        """The place of each of the path's parameters among the segments of its route, with its name."""
        return tuple((place, part[1:-1]) for place, part in enumerate(self.route) if part.startswith("{"))

    @cached_property
    def path_parameters(self) -> tuple[str, ...]:
        """Names of the path's parameters, from left to right."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))

    def chosen_by(self, parameter: str) -> str:
        """The member by which a parameter of the path chooses records: that of its `x-filter`, or of its own name."""
        given = (each.member for each in self.parameters if (each.location, each.name) == ("path", parameter))
        return next(given, None) or parameter

    @cached_property
    def addresses_record(self) -> bool:
        """Whether the path's last parameter is the id of one record, and not of a parent of many."""
        return self.path.endswith("}") or self.sets is not None

    @cached_property
    def lists(self) -> bool:
        """Whether it answers several records, in pages or all at once."""
        contents = self.content(self.success).values()
        return self.paging is not None or any(
            "array" in types(self.operation.resolve(media.get("schema", {}))) for media in contents
        )

    @cached_property
    def security(self) -> tuple[frozenset[str], ...]:
        """The sets of schemes of which one must be met; none at all means that it is open to anyone."""
        required = self.operation.raw.get("security", self.contract.document.get("security", []))
        return tuple(frozenset(each) for each in required)

    @cached_property
    def schemes(self) -> Mapping[str, Any]:
        """The HTTP schemes of authentication that it takes, by their names in lower case."""
        declared = self.contract.document.get("components", {}).get("securitySchemes", {})
        wanted = [self.contract.resolve(declared.get(name, {})) for each in self.security for name in each]
        return {scheme["scheme"].lower(): scheme for scheme in wanted if scheme.get("type") == "http"}

    @cached_property
    def requests(self) -> Mapping[str, Schema]:
        """The schema of its body for each media type, in lower case."""
        return {media.lower(): content.get("schema", {}) for media, content in self._body.get("content", {}).items()}

    @cached_property
    def request_shapes(self) -> Mapping[str, Shape]:
        """What is read of its body, for each media type."""
        return {media: Shape(self.contract, schema) for media, schema in self.requests.items()}

    @cached_property
    def requires_body(self) -> bool:
        """Whether a request without a body is refused."""
        return bool(self._body.get("required"))

    @cached_property
    def _body(self) -> Mapping[str, Any]:
        return self.operation.resolve(self.operation.raw.get("requestBody", {}))

    @cached_property
    def answers(self) -> Mapping[int, Mapping[str, Any]]:
        """What it may answer, by status."""
        responses = self.operation.raw.get("responses", {})
        return {int(status): self.operation.resolve(each) for status, each in responses.items() if status.isdigit()}

    @cached_property
    def success(self) -> int:
        """The status of its good answer."""
        return min((status for status in self.answers if 200 <= status < 300), default=200)

    @cached_property
    def media(self) -> str:
        """The first media type of its good answer; empty where that has no body."""
        return next(iter(self.content(self.success)), "")

    def content(self, status: int) -> Mapping[str, Mapping[str, Any]]:
        """The media types of an answer, each with its schema and examples."""
        content: Mapping[str, Mapping[str, Any]] = self.answers.get(status, {}).get("content", {})
        return content

    def examples(self) -> Iterator[tuple[str, Any]]:
        """The examples of its good answer, each with its media type."""
        for name, media in self.content(self.success).items():
            if "example" in media:
                yield name, media["example"]
            for example in media.get("examples", {}).values():
                yield name, self.operation.resolve(example).get("value")

    @cached_property
    def record_schema(self) -> Schema:
        """The schema of one record of its good answer: of an item, where it answers several."""
        for media in self.content(self.success).values():
            return self.item_schema(media.get("schema", {}))
        return {}

    @cached_property
    def record_shape(self) -> Shape:
        """What one record of its good answer shows."""
        return Shape(self.contract, self.record_schema)

    def item_schema(self, schema: Schema) -> Schema:
        """The schema of one record of an answer: inside the page envelope, inside the array."""
        schema = self.operation.resolve(schema)
        if self.paging:
            schema = declared(self.contract, schema).get(self.paging["items"], {})
        while "array" in types(schema):
            schema = self.operation.resolve(schema.get("items", {}))
        return schema


def prefix(contract: Contract) -> str:
    """The path of the contract's server, which its operations' paths stand below."""
    servers = contract.document.get("servers") or [{}]
    return urlsplit(str(servers[0].get("url", ""))).path.rstrip("/")


def endpoints(contract: Contract) -> list[Endpoint]:
    """Every operation of a contract."""
    schemas = Schemas(contract)
    return [Endpoint(operation, schemas) for operation in contract.operations.values()]
