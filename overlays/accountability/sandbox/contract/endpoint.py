"""Endpoints: operations of a contract with what serving them takes, and the router that finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from accountability.spec import Contract, Operation
from accountability.wcf import Codec

from .parameter import Parameter
from .projection import Projection
from .schema import Schema, Validators, is_json, properties, types

MERGE_PATCH, JSON = "application/merge-patch+json", "application/json"
_PARAMETER = re.compile("{[^{}]*}")
_SEPARATOR = "\ud800"  # of segments in patterns: decoded UTF-8 may have a slash, but no surrogate


class Endpoint:
    """An operation with what serving it takes; what the contract states about it is read once.

    Attributes:
        access_type: The transaction type by which access groups limit it, if any does.
        sets: The properties that a transition sets in the record.
        rules: Ids of the domain rules that the contract names.
    """

    def __init__(self, operation: Operation, validators: Validators, codec: Codec) -> None:
        self.operation, self.validators, self.codec = operation, validators, codec
        self.contract, self.api, self.is_ours = operation.contract, operation.api, operation.is_ours
        self.key, self.method, self.path = operation.key, operation.method, operation.path
        self.collection = operation.record
        self.access_type: str | None = operation.raw.get("x-access")
        self.paging, self.path_parameters = operation.paging, operation.path_parameters
        self.sets: Mapping[str, Any] | None = operation.raw.get("x-sets")
        self.rules: tuple[str, ...] = tuple(operation.raw.get("x-rules", ()))

    @property
    def routes(self) -> list[str]:
        """The paths that it has below the server's root: with that of its server, and of a foreign contract without."""
        beginning = prefix(self.contract)
        return [beginning + self.path] if self.contract.is_ours or not beginning else [beginning + self.path, self.path]

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """All its parameters."""
        return tuple(Parameter.of(declaration, self.contract) for declaration in self.operation.parameters)

    @cached_property
    def locations(self) -> frozenset[str]:
        """Where it has parameters: path, query, header, cookie."""
        return frozenset(parameter.location for parameter in self.parameters)

    def path_values(self, segments: Sequence[str]) -> dict[str, str]:
        """Return the path parameters of a request's segments."""
        if not self.path_parameters:
            return {}
        match = _path_pattern(self.path).fullmatch(_SEPARATOR.join(segments[-self.path.count("/") :]))
        return dict(zip(self.path_parameters, match.groups(), strict=True)) if match else {}

    def filter_property(self, parameter: str) -> str:
        """Return the property that a path parameter selects records by: that of `x-filter`, or of the same name."""
        location = ("path", parameter)
        names = (other.property for other in self.parameters if (other.location, other.name) == location)
        return next(names, None) or parameter

    @cached_property
    def addresses_record(self) -> bool:
        """Whether the last path parameter is the id of one record, rather than of a parent of several."""
        return self.path.endswith("}") or self.sets is not None

    @cached_property
    def is_list(self) -> bool:
        """Whether it returns several records, in pages or all at once."""
        schemas = [self.operation.resolve(media.get("schema", {})) for media in self.content(self.success).values()]
        return self.paging is not None or any("array" in types(schema) for schema in schemas)

    @cached_property
    def security(self) -> tuple[frozenset[str], ...]:
        """The alternative sets of security schemes; empty if anyone may call it."""
        alternatives = self.operation.raw.get("security", self.contract.document.get("security", []))
        return tuple(frozenset(alternative) for alternative in alternatives)

    @cached_property
    def is_public(self) -> bool:
        """Whether anyone may call it; so it is, too, if it takes only credentials of kinds that are not imitated."""
        return not self.security or frozenset() in self.security or not self.schemes

    @cached_property
    def schemes(self) -> Mapping[str, Any]:
        """The HTTP authentication schemes that it accepts, by lower-case name."""
        definitions = self.contract.document.get("components", {}).get("securitySchemes", {})
        names = [name for alternative in self.security for name in alternative]
        schemes = [self.contract.resolve(definitions.get(name, {})) for name in names]
        http_schemes = {str(scheme.get("scheme")).lower(): scheme for scheme in schemes if scheme.get("type") == "http"}
        return {name: scheme for name, scheme in http_schemes.items() if name in ("basic", "bearer")}

    @cached_property
    def requests(self) -> Mapping[str, Schema]:
        """The schema of the request body for each media type, in lower case.

        A merge patch may be sent as plain JSON too: many HTTP libraries cannot send another type (inferred).
        """
        media_types = self.operation.request_content.items()
        schemas = {media.lower(): content.get("schema", {}) for media, content in media_types}
        return {**schemas, JSON: schemas[MERGE_PATCH]} if MERGE_PATCH in schemas and JSON not in schemas else schemas

    def accepted_media(self, content_type: str) -> str | None:
        """Return the declared media type of a request's Content-Type, or None; parameters need not be declared."""
        full_type = content_type.strip().lower()
        essence = full_type.partition(";")[0].strip()
        matches = (
            media
            for media in self.requests
            if media in (full_type, essence, "*/*") or media.partition(";")[0] == essence
        )
        ranges = (
            media_range
            for media_range in self.requests
            if media_range.endswith("/*") and essence.startswith(media_range[:-1])
        )
        return next(matches, next(ranges, None))

    @cached_property
    def request_projections(self) -> Mapping[str, Projection]:
        """The declared part of the request body for each media type."""
        return {media: Projection(self.contract, schema) for media, schema in self.requests.items()}

    @cached_property
    def requires_body(self) -> bool:
        """Whether a request without a body is rejected."""
        return bool(self.operation.resolve(self.operation.raw.get("requestBody", {})).get("required"))

    @cached_property
    def statuses(self) -> tuple[int, ...]:
        """The documented statuses."""
        return tuple(int(status) for status in self.operation.raw.get("responses", ()) if status.isdigit())

    @cached_property
    def success(self) -> int:
        """The status of the successful response."""
        statuses = [status for status in self.statuses if 200 <= status < 400]
        has_other = {"2XX", "default"} & {*self.operation.raw.get("responses", {})}
        return 200 if not statuses or (has_other and statuses[0] >= 300) else min(statuses)

    @cached_property
    def media(self) -> str:
        """The media type of the successful response; empty if that has no body."""
        return self.media_of(self.success)

    def media_of(self, status: int) -> str:
        """Return the media type of a response: JSON if it has that, else the first; empty if it has no body."""
        content = self.content(status)
        return next(filter(is_json, content), next(iter(content), ""))

    @cached_property
    def success_schema(self) -> Schema:
        """The schema of the successful response."""
        content = self.content(self.success)
        schema: Schema = content.get(self.media, {}).get("schema", {})
        return schema

    def content(self, status: int) -> Mapping[str, Mapping[str, Any]]:
        """Return the media types of a response, each with its schema and examples."""
        if status in (204, 304):
            return {}
        content: Mapping[str, Mapping[str, Any]] = (self.operation.response(status) or {}).get("content", {})
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
        return self.operation.record_schema

    @cached_property
    def record_properties(self) -> Mapping[str, Schema]:
        """The properties of one record of the successful response."""
        return properties(self.contract, self.record_schema)

    @cached_property
    def record_projection(self) -> Projection:
        """The declared part of a record of the successful response."""
        return Projection(self.contract, self.record_schema)


def prefix(contract: Contract) -> str:
    """Return the path of the contract's server, which precedes the paths of its operations."""
    servers = contract.document.get("servers") or [{}]
    return urlsplit(str(servers[0].get("url", ""))).path.rstrip("/")


def endpoints(contract: Contract) -> list[Endpoint]:
    """Return an endpoint for each operation of a contract."""
    validators, codec = Validators(contract), Codec(contract.document)
    return [Endpoint(operation, validators, codec) for operation in contract.operations.values()]


@cache  # compiled on use: all of them take 20 ms
def _path_pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of the decoded segments of a path, with a group for each parameter."""
    group = f"([^{_SEPARATOR}]+?)"
    parts = [_PARAMETER.split(part) for part in path.removeprefix("/").split("/")]
    return re.compile(_SEPARATOR.join(group.join(re.escape(unquote(text)) for text in part) for part in parts))


class Router:
    """Finds endpoints by path segments; a fixed segment takes precedence over a parameter."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        methods_by_path: dict[str, dict[str, Endpoint]] = {}
        for endpoint in endpoints:
            for path in endpoint.routes:
                methods_by_path.setdefault(_PARAMETER.sub("{}", path), {}).setdefault(endpoint.method, endpoint)
        self._routes: dict[tuple[int, str], list[tuple[str, Mapping[str, Endpoint]]]] = {}
        for path in sorted(methods_by_path, key=_generality):
            methods = methods_by_path[path]
            if "GET" in methods:
                methods.setdefault("HEAD", methods["GET"])
            first, *rest = path.removeprefix("/").split("/")
            key = (1 + len(rest), "{}" if "{}" in first else unquote(first))
            self._routes.setdefault(key, []).append((path, methods))

    def find(self, segments: Sequence[str]) -> Mapping[str, Endpoint]:
        """Return the endpoints of a path by method; empty if there is no such path. HEAD is served as GET."""
        joined_segments = _SEPARATOR.join(segments)
        for first in (segments[0], "{}"):
            for path, methods in self._routes.get((len(segments), first), ()):
                if _path_pattern(path).fullmatch(joined_segments):
                    return methods
        return {}


def _generality(path: str) -> list[int]:
    """Return a key that sorts paths by what their segments match, the most specific first: text, both, a parameter."""
    return [2 if part == "{}" else 1 if "{}" in part else 0 for part in path.split("/")]
