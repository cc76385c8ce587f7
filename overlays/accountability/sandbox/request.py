"""Parse requests: parameters and body become typed values that match the contract, or the request is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accountability.spec import Contract
from accountability.wcf import XmlError

from .auth.access import Caller
from .contract.endpoint import Endpoint
from .contract.parameter import Texts
from .contract.schema import Schema, coerce, coerce_all, flatten, is_json, properties, types
from .http.message import RawRequest, parse_cookies, parse_query
from .http.problem import FieldError, invalid_problem, malformed_problem
from .store.json_codec import InvalidJSONError, read
from .store.query import Filter

_PAGE_SIZE = 100  # if neither the request nor the contract names one
_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Request:
    """A request that matches its contract: typed parameters, and the declared part of the body.

    `unknown` is what the contract does not declare and is ignored, such as `query colour` or `body /colour`.
    """

    endpoint: Endpoint
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = field(repr=False)
    caller: Caller = field(repr=False)
    unknown: tuple[str, ...] = ()

    def filters(self, record: Mapping[str, Schema]) -> list[Filter]:
        """Return what the query parameters require of the records of a list, given the properties of those.

        A parameter filters if it has `x-filter`, or the name of a property.
        """
        paging = self.endpoint.paging or {}
        controls = (paging.get("parameter"), paging.get("sizeParameter"))
        return [
            parameter.filter(self.query[parameter.name], parameter.name, record)
            for parameter in self.endpoint.parameters
            if parameter.location == "query" and parameter.name in self.query and parameter.name not in controls
            if parameter.property or parameter.name in record
        ]

    def page(self, paging: Mapping[str, str], total: int) -> Page:
        """Return the requested page of a list of `total` records, or the contract's default."""
        number = self._read_paging_parameter(paging["parameter"], 1)
        return Page(paging, number, self._read_paging_parameter(paging["sizeParameter"], _PAGE_SIZE), total)

    def _read_paging_parameter(self, name: str, default: int) -> int:
        schemas = (parameter.schema for parameter in self.endpoint.parameters if parameter.name == name)
        value = self.query.get(name, next(schemas, {}).get("default"))
        return value if isinstance(value, int) and value > 0 else default


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; its number counts from 1, and `paging` names the properties of its envelope."""

    paging: Mapping[str, str]
    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many records precede it."""
        return (self.number - 1) * self.size

    def envelope(self) -> dict[str, int]:
        """Return the properties of the envelope other than the records, as far as it has them."""
        values = {"page": self.number, "pageSize": self.size, "totalCount": self.total}
        return {self.paging[name]: value for name, value in values.items() if name in self.paging}


def parse_request(raw: RawRequest, endpoint: Endpoint, caller: Caller, *, strict: bool = False) -> Request:
    """Return the request to an endpoint; if `strict`, what the contract does not declare is rejected.

    Raises:
        Problem: It cannot be parsed, or does not match the contract; all errors of its parameters are reported at once.
    """
    texts: dict[str, Texts] = {
        "path": {name: [text] for name, text in endpoint.path_values(raw.segments).items()},
        "query": parse_query(raw.query, "query"),
    }
    if "header" in endpoint.locations:
        texts["header"] = {name: [text] for name, text in raw.headers.items()}
    if "cookie" in endpoint.locations:
        texts["cookie"] = parse_cookies(raw.headers.get("cookie", ""))
    values: dict[str, dict[str, Any]] = {"path": {}, "query": {}}
    errors: list[FieldError] = []
    query_names: set[str] = set()
    for parameter in endpoint.parameters:
        location = parameter.location
        parameter_texts, names = parameter.find(texts.get(location, {}))
        if parameter_texts:
            value, parameter_errors = parameter.read(parameter_texts, endpoint.validators)
            values.setdefault(location, {})[parameter.name] = value
            errors += parameter_errors
            if location == "query":
                query_names |= names
        elif parameter.required:
            errors.append(FieldError(location, parameter.name, "It is required."))
    unknown = [("query", name) for name in texts["query"] if name not in query_names]
    if errors:
        raise invalid_problem(errors)
    body, undeclared_pointers = _parse_body(raw, endpoint) if endpoint.requests else (None, [])
    unknown += [("body", pointer) for pointer in undeclared_pointers]
    if strict and unknown:
        detail = "The contract does not declare it."
        raise invalid_problem([FieldError(location, name, detail) for location, name in unknown])
    return Request(endpoint, values["path"], values["query"], body, caller, tuple(map(" ".join, unknown)))


def _parse_body(raw: RawRequest, endpoint: Endpoint) -> tuple[Any, list[str]]:
    """Return the declared part of a body, and the pointers of what is not declared."""
    content_type = raw.headers.get("content-type", "")
    if not raw.content and not content_type.startswith(_FORM):  # a form may have no fields
        if endpoint.requires_body:
            raise malformed_problem(f"body: expected {' or '.join(endpoint.requests)}, got none.")
        return None, []
    media = endpoint.accepted_media(content_type)
    if media is None:
        expected = " or ".join(endpoint.requests)
        raise malformed_problem(f"Content-Type: expected {expected}, got {content_type or 'none'}.")
    schema = endpoint.requests[media]
    value = _decode(raw.content, content_type, endpoint, schema)
    if value is None and not is_json(content_type):
        return None, []
    errors = endpoint.validators.errors(schema, value, "body")
    if errors:
        raise invalid_problem(errors)
    if media == _FORM:
        return value, [f"/{name}" for name in value if name not in properties(endpoint.contract, schema)]
    if not endpoint.is_ours:
        return value, []
    projection = endpoint.request_projections[media]
    return projection.project(value), list(projection.unknown(value))


def _decode(content: bytes, media: str, endpoint: Endpoint, schema: Schema) -> Any:
    """Return the value of a body; None for a media type whose content is not validated."""
    essence = media.partition(";")[0].strip().lower()
    try:
        if essence == _FORM:
            return _parse_form(content, schema, endpoint.contract)
        if essence == _MULTIPART:
            return _parse_multipart(content, media, properties(endpoint.contract, schema))
        if essence.endswith("xml"):
            return endpoint.codec.decode(content, schema) if endpoint.is_ours else None
        if essence == "text/plain":
            return coerce(content.decode("utf-8", "replace"), flatten(endpoint.contract, schema))
        return read(content) if is_json(essence) else None
    except InvalidJSONError as error:
        raise malformed_problem(f"body: expected JSON: {error}.") from None
    except XmlError as error:
        raise malformed_problem(f"body: expected the XML of this operation: {error}") from None


def _parse_form(content: bytes, schema: Schema, contract: Contract) -> dict[str, Any]:
    schemas, required_names = properties(contract, schema), flatten(contract, schema).get("required", ())
    # Empty arrays are not sent.
    empty_arrays: dict[str, Any] = {name: [] for name in required_names if "array" in types(schemas.get(name, {}))}
    fields = parse_query(content, "body")
    values = {name: _parse_field(name, texts, schemas.get(name, {})) for name, texts in fields.items()}
    return {**empty_arrays, **values}


def _parse_field(name: str, texts: list[str], schema: Schema) -> Any:
    if len(texts) > 1 and types(schema) and "array" not in types(schema):
        raise malformed_problem(f"{name}: expected one value, got {len(texts)}.")
    return coerce_all(texts, schema)


def _parse_multipart(content: bytes, media: str, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """Return the fields of a form with files; files and binary fields as strings, others by their schemas."""
    from email.parser import BytesParser  # 15 modules that only such forms need
    from email.policy import HTTP

    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {media}\r\n\r\n".encode() + content)
    if not message.is_multipart():
        if content.strip() == f"--{message.get_boundary()}--".encode():
            return {}
        raise malformed_problem("body: expected parts between boundaries, got none.")
    fields: dict[str, list[Any]] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        if name is None:
            raise malformed_problem("body: expected parts with a name, got one without.")
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
        schema = schemas.get(str(name), {})
        item = schema.get("items", {}) if "array" in types(schema) else schema
        is_structure = part.get_content_type() == "application/json" or "object" in types(item)
        fields.setdefault(str(name), []).append(_parse_json_or_text(text) if is_structure else coerce(text, item))
    return {
        name: values if "array" in types(schemas.get(name, {})) or len(values) > 1 else values[0]
        for name, values in fields.items()
    }


def _parse_json_or_text(text: str) -> Any:
    try:
        return read(text.encode())
    except InvalidJSONError:
        return text
