"""Parse requests: parameters and body become typed values that match the contract, or the request is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from accountability import wcf

from .auth.access import Caller
from .contract.endpoint import Endpoint
from .contract.schema import Schema, coerce, properties
from .http.message import RawRequest
from .http.problem import FieldError, invalid, malformed
from .store.json_codec import InvalidJSONError, read

FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Request:
    """A request that matches its contract.

    Args:
        endpoint: The operation.
        path: The path parameters.
        query: The query parameters that were sent.
        body: The declared part of the body, None if there is none.
        caller: Who sends it.
        unknown: What the contract does not declare and is ignored, such as `query colour` or `body /colour`.
    """

    endpoint: Endpoint
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = field(repr=False)
    caller: Caller = field(repr=False)
    unknown: tuple[str, ...] = ()


def parse_request(raw: RawRequest, endpoint: Endpoint, caller: Caller, *, strict: bool = False) -> Request:
    """Return the request to an endpoint.

    Args:
        raw: The request as it arrived.
        endpoint: The operation.
        caller: Who sends it.
        strict: Whether query parameters and properties that the contract does not declare are rejected.

    Raises:
        Problem: It cannot be parsed, or does not match the contract; all errors of its parameters are reported at once.
    """
    texts = {
        "path": {name: [text] for name, text in endpoint.path_values(raw.segments).items()},
        "query": parse_query(raw.query, "query"),
        "header": {name: [text] for name, text in raw.headers.items()},
    }
    values: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    errors: list[FieldError] = []
    for parameter in endpoint.parameters:
        location = parameter.location
        name = parameter.name.lower() if location == "header" else parameter.name
        given = texts.get(location, {}).get(name)
        if given is not None:
            values[location][parameter.name], wrong = parameter.read(given, endpoint.validators)
            errors += wrong
        elif parameter.required:
            errors.append(FieldError(location, parameter.name, "It is required."))
    unknown = [("query", name) for name in texts["query"] if name not in values["query"]] if texts["query"] else []
    if errors:
        raise invalid(errors)
    body, undeclared = _parse_body(raw, endpoint)
    unknown += [("body", pointer) for pointer in undeclared]
    if strict and unknown:
        raise invalid([FieldError(location, name, "The contract does not declare it.") for location, name in unknown])
    return Request(endpoint, values["path"], values["query"], body, caller, tuple(" ".join(each) for each in unknown))


def _parse_body(raw: RawRequest, endpoint: Endpoint) -> tuple[Any, list[str]]:
    """Return the declared part of the body, and the pointers of what is not declared."""
    if not endpoint.requests:
        return None, []
    if not raw.content:
        if endpoint.requires_body:
            raise malformed(f"body: expected {' or '.join(endpoint.requests)}, got none.")
        return None, []
    media = raw.headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in endpoint.requests:
        raise malformed(f"Content-Type: expected {' or '.join(endpoint.requests)}, got {media or 'none'}.")
    schema = endpoint.requests[media]
    value = _decode(raw.content, media, endpoint)
    errors = endpoint.validators.errors(schema, value, "body")
    if errors:
        raise invalid(errors)
    if media == FORM:
        return value, [f"/{name}" for name in value if name not in properties(endpoint.contract, schema)]
    projection = endpoint.request_projections[media]
    return projection.project(value), list(projection.unknown(value))


def _decode(content: bytes, media: str, endpoint: Endpoint) -> Any:
    if media == FORM:
        return _parse_form(content, endpoint.requests[media], endpoint)
    try:
        if media.endswith("xml"):
            return wcf.Codec(endpoint.contract.document).decode(content, endpoint.requests[media])
        return read(content)
    except InvalidJSONError as error:
        raise malformed(f"body: expected JSON: {error}.") from None
    except wcf.XmlError as error:
        raise malformed(f"body: expected the XML of this operation: {error}") from None


def _parse_form(content: bytes, schema: Schema, endpoint: Endpoint) -> dict[str, Any]:
    declared = properties(endpoint.contract, schema)
    fields = parse_query(content, "body")
    if repeated := [name for name, texts in fields.items() if len(texts) > 1]:
        raise malformed(f"{', '.join(repeated)}: expected one value, got several.")
    return {name: coerce(texts[0], declared.get(name, {})) for name, texts in fields.items()}


def parse_query(content: bytes, location: str) -> dict[str, list[str]]:
    """Return the values of each name of a query string or form.

    Raises:
        Problem: 400 if it is not percent-encoded UTF-8.
    """
    found: dict[str, list[str]] = {}
    if not content:
        return found
    try:
        pairs = parse_qsl(content.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
        for name, text in pairs:
            found.setdefault(name, []).append(text)
    except ValueError:
        raise malformed(f"{location}: expected percent-encoded UTF-8.") from None
    return found
