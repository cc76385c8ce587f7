"""A variant: the sandbox with other requests or responses than the contract's, as the real service might have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias
from urllib.parse import parse_qsl, urlencode

from ..auth.authenticator import TOKEN_OPERATION
from ..contract.endpoint import Endpoint
from ..http.message import RawRequest, Response
from ..store.json_codec import read, write

LEGACY = "legacy"


class Service(Protocol):
    """What a variant wraps."""

    def respond(self, raw: RawRequest) -> Response:
        """Return the response of the contract."""

    def endpoint(self, raw: RawRequest) -> Endpoint | None:
        """Return the operation of a request, or None."""


VariantHandler: TypeAlias = Callable[[Service, RawRequest], Response]
Transform: TypeAlias = Callable[[Any, Endpoint], Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which the real service may differ from the contract.

    Args:
        name: By which it is selected.
        description: What differs, in a line.
        handle: Returns its response to a request.
    """

    name: str
    description: str
    handle: VariantHandler


def inferred_endpoint(endpoint: Endpoint | None) -> Endpoint | None:
    """Return an operation if a variant may change it, else None.

    The legacy service and the token operation are published; of their responses only errors are not.
    """
    if endpoint is None or endpoint.api == LEGACY or endpoint.key == TOKEN_OPERATION:
        return None
    return endpoint


def transform_response(transform: Transform) -> VariantHandler:
    """Return the handler of a variant whose successful responses differ.

    Args:
        transform: Is passed the contract's value and the operation; returns the variant's value.
    """

    def handle(service: Service, raw: RawRequest) -> Response:
        response, endpoint = service.respond(raw), inferred_endpoint(service.endpoint(raw))
        if endpoint is None or response.status >= 300 or not response.media.endswith("json"):
            return response
        return replace(response, content=write(transform(read(response.content), endpoint)))

    return handle


def transform_query(transform: Callable[[Mapping[str, str], Endpoint], Mapping[str, str]]) -> VariantHandler:
    """Return the handler of a variant that interprets the query parameters of lists differently.

    Args:
        transform: Is passed the query and the operation; returns the query in the contract's terms.
    """

    def handle(service: Service, raw: RawRequest) -> Response:
        endpoint = inferred_endpoint(service.endpoint(raw))
        if endpoint is None or not endpoint.is_list:
            return service.respond(raw)
        query = dict(parse_qsl(raw.query.decode("latin-1"), keep_blank_values=True))
        return service.respond(replace(raw, query=urlencode(transform(query, endpoint)).encode()))

    return handle


def compose(outer: VariantHandler, inner: VariantHandler) -> VariantHandler:
    """Return the handler of two variants at once: the outer one sees requests first and responses last."""

    def handle(service: Service, raw: RawRequest) -> Response:
        return outer(_WrappedService(service, inner), raw)

    return handle


@dataclass(frozen=True, slots=True)
class _WrappedService:
    service: Service
    handler: VariantHandler

    def respond(self, raw: RawRequest) -> Response:
        return self.handler(self.service, raw)

    def endpoint(self, raw: RawRequest) -> Endpoint | None:
        return self.service.endpoint(raw)


def map_values(value: Any, function: Callable[[str, Any], Any], name: str = "") -> Any:
    """Return a JSON value with each of its plain values mapped.

    Args:
        value: The JSON value.
        function: Is passed the name of the property and its value.
        name: The name of the property that `value` is in.
    """
    if isinstance(value, dict):
        return {key: map_values(part, function, key) for key, part in value.items()}
    if isinstance(value, list):
        return [map_values(item, function, name) for item in value]
    return function(name, value)


def map_objects(value: Any, function: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Return a JSON value with each of its objects mapped, the innermost first."""
    if isinstance(value, dict):
        return function({name: map_objects(part, function) for name, part in value.items()})
    if isinstance(value, list):
        return [map_objects(item, function) for item in value]
    return value
