"""Parse request bodies: JSON, XML and forms become values that match the contract, or the request is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accountability import wcf

from ..http.message import RawRequest, parse_query
from ..http.problem import invalid, malformed
from ..store.json_codec import InvalidJSONError, read
from .endpoint import Endpoint
from .schema import Schema, coerce, coerce_all, is_json, merged, properties, types

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def parse_body(raw: RawRequest, endpoint: Endpoint) -> tuple[Any, list[str]]:
    """Return the declared part of the body of an operation that takes one, and the pointers of what is not declared.

    Raises:
        Problem: The body is missing, cannot be parsed, or does not match the contract.
    """
    sent = raw.headers.get("content-type", "")
    if not raw.content and not sent.startswith(FORM):  # a form may have no fields
        if endpoint.requires_body:
            raise malformed(f"body: expected {' or '.join(endpoint.requests)}, got none.")
        return None, []
    media = endpoint.accepted_media(sent)
    if media is None:
        raise malformed(f"Content-Type: expected {' or '.join(endpoint.requests)}, got {sent or 'none'}.")
    schema = endpoint.requests[media]
    value = _decode(raw.content, sent, endpoint, schema)
    if value is None and not is_json(sent):
        return None, []
    errors = endpoint.validators.errors(schema, value, "body")
    if errors:
        raise invalid(errors)
    if media == FORM:
        return value, [f"/{name}" for name in value if name not in properties(endpoint.contract, schema)]
    if not endpoint.is_ours:
        return value, []
    projection = endpoint.request_projections[media]
    return projection.project(value), list(projection.unknown(value))


def _decode(content: bytes, media: str, endpoint: Endpoint, schema: Schema) -> Any:
    """Return the value of a body; None for a media type whose content is not validated."""
    essence = media.partition(";")[0].strip().lower()
    try:
        if essence == FORM:
            return _parse_form(content, schema, endpoint)
        if essence == MULTIPART:
            return _parse_multipart(content, media, properties(endpoint.contract, schema))
        if essence.endswith("xml"):
            return wcf.Codec(endpoint.contract.document).decode(content, schema) if endpoint.is_ours else None
        if essence == "text/plain":
            return coerce(content.decode("utf-8", "replace"), merged(endpoint.contract, schema))
        return read(content) if is_json(essence) else None
    except InvalidJSONError as error:
        raise malformed(f"body: expected JSON: {error}.") from None
    except wcf.XmlError as error:
        raise malformed(f"body: expected the XML of this operation: {error}") from None


def _parse_form(content: bytes, schema: Schema, endpoint: Endpoint) -> dict[str, Any]:
    declared = properties(endpoint.contract, schema)
    fields = parse_query(content, "body")
    given = {name: _field(name, texts, declared.get(name, {})) for name, texts in fields.items()}
    return {**_empty_arrays(schema, endpoint), **given}


def _empty_arrays(schema: Schema, endpoint: Endpoint) -> dict[str, Any]:
    """Return the required arrays of a form, of which one without items is not sent."""
    required, known = merged(endpoint.contract, schema).get("required", ()), properties(endpoint.contract, schema)
    return {name: [] for name in required if "array" in types(known.get(name, {}))}


def _field(name: str, texts: list[str], schema: Schema) -> Any:
    if len(texts) > 1 and types(schema) and "array" not in types(schema):
        raise malformed(f"{name}: expected one value, got {len(texts)}.")
    return coerce_all(texts, schema)


def _parse_multipart(content: bytes, media: str, declared: Mapping[str, Schema]) -> dict[str, Any]:
    """Return the fields of a form with files; files and binary fields as strings, others by their schemas."""
    from email.parser import BytesParser  # 15 modules that only such forms need
    from email.policy import HTTP

    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {media}\r\n\r\n".encode() + content)
    if not message.is_multipart():
        if content.strip() == f"--{message.get_boundary()}--".encode():
            return {}
        raise malformed("body: expected parts between boundaries, got none.")
    fields: dict[str, list[Any]] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        if name is None:
            raise malformed("body: expected parts with a name, got one without.")
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
        schema = declared.get(str(name), {})
        item = schema.get("items", {}) if "array" in types(schema) else schema
        is_structure = part.get_content_type() == "application/json" or "object" in types(item)
        fields.setdefault(str(name), []).append(_json_or_text(text) if is_structure else coerce(text, item))
    return {
        name: found if "array" in types(declared.get(name, {})) or len(found) > 1 else found[0]
        for name, found in fields.items()
    }


def _json_or_text(text: str) -> Any:
    try:
        return read(text.encode())
    except InvalidJSONError:
        return text
