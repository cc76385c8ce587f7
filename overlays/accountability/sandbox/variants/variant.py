"""A variant: the sandbox with other requests or responses than the contract's, as the real service might have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias
from urllib.parse import parse_qsl, urlencode

from ..auth.authenticator import TOKEN_OPERATION
from ..contract.endpoint import Endpoint
from ..http.message import RawRequest, Response
from ..http.problem import MEDIA_TYPE
from ..store.json_codec import InvalidJSONError, read, write

LEGACY = "legacy"


class Service(Protocol):
    """What a variant wraps."""

    def respond(self, raw: RawRequest) -> Response:
        """Return the response of the contract."""

    def endpoint(self, raw: RawRequest) -> Endpoint | None:
        """Return the operation of a request, or None."""


Query: TypeAlias = Mapping[str, str]
ValueTransform: TypeAlias = Callable[[Any, Endpoint], Any]
QueryTransform: TypeAlias = Callable[[Query, Endpoint], Query]
ErrorTransform: TypeAlias = Callable[[Response, dict[str, Any]], Response]
Handler: TypeAlias = Callable[[Service, RawRequest], Response]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which the real service may differ from the contract.

    Args:
        name: By which it is selected.
        description: What differs, in a line.
        handler: Returns the response to a request before the transformations; that of the contract by default.
        query: Converts the query parameters of a list to the contract's.
        body: Converts the JSON of a request to the contract's.
        value: Converts the JSON of a successful response from the contract's.
        error: Converts a problem, the legacy service's too: no error is published. Is passed the response and its JSON.
    """

    name: str
    description: str
    handler: Handler = lambda service, raw: service.respond(raw)
    query: QueryTransform | None = None
    body: ValueTransform | None = None
    value: ValueTransform | None = None
    error: ErrorTransform | None = None

    def handle(self, service: Service, raw: RawRequest) -> Response:
        """Return the variant's response to a request."""
        endpoint = inferred_endpoint(service, raw)
        response = self.handler(service, self._translate(raw, endpoint) if endpoint else raw)
        if self.error and response.media == MEDIA_TYPE:
            return self.error(response, read(response.content))
        if self.value and endpoint and response.status < 300 and response.media.endswith("json"):
            return replace(response, content=write(self.value(read(response.content), endpoint)))
        return response

    def _translate(self, raw: RawRequest, endpoint: Endpoint) -> RawRequest:
        """Return a request as the contract describes it; one that is not JSON as it is, for the service to reject."""
        if self.query and endpoint.is_list:
            query = dict(parse_qsl(raw.query.decode("latin-1"), keep_blank_values=True))
            raw = replace(raw, query=urlencode(self.query(query, endpoint)).encode())
        if self.body and raw.content:
            try:
                return replace(raw, content=write(self.body(read(raw.content), endpoint)))
            except InvalidJSONError:
                pass
        return raw


def inferred_endpoint(service: Service, raw: RawRequest) -> Endpoint | None:
    """Return the operation of a request if a variant may change it, else None.

    The legacy service and the token operation are published; of their responses only errors are not.
    """
    endpoint = service.endpoint(raw)
    return None if endpoint is None or endpoint.api == LEGACY or endpoint.key == TOKEN_OPERATION else endpoint
