"""Validate a response by its contract: status, media type, and the values in its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.message import Message
from functools import lru_cache
from itertools import islice
from typing import Any

import jsonschema_rs
from attrs import frozen

from . import legacy_xml
from .exchange import RecordedExchange, read_json
from .operations import XML, Contract, Identity, Operation

WCF_DATE = re.compile(r"/Date\(-?\d{1,15}([+-]\d{4})?\)/")
_LOCAL_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?")
_MAX_ERRORS = 3


@frozen
class Finding:
    """A deviation from the contract that a check found. `cause` is equal for findings with one cause."""

    message: str
    exchange: RecordedExchange | None = None
    cause: str = ""


def is_wcf_date(text: str) -> bool:
    """Return whether a string is a date as the legacy service writes it in JSON."""
    return bool(WCF_DATE.fullmatch(text))


def is_local_date_time(text: str) -> bool:
    """Return whether a string is a date and time without a zone, as the legacy service writes it in XML."""
    if not _LOCAL_DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True


_FORMATS = {"wcf-date": is_wcf_date, "xml-local-date-time": is_local_date_time}


def response_findings(operation: Operation, exchange: RecordedExchange) -> Iterator[Finding]:
    """Yield the deviations of a response from its contract."""
    response = operation.response(exchange.status)
    if exchange.imitates == "nothing":
        return
    if response is None and 400 <= exchange.status < 500 and not operation.is_ours:
        return  # OpenAPI lets a document leave errors out; ours has them all
    if response is None:
        statuses = ", ".join(str(status) for status in operation.raw.get("responses", {}))
        yield Finding(f"Status: expected one of {statuses}, got {exchange.status}.", exchange)
        return
    for name, header in response.get("headers", {}).items():
        if operation.resolve(header).get("required") and name.lower() not in exchange.response_headers:
            yield Finding(f"{name}: expected this header with {exchange.status}, got none.", exchange)
    content = response.get("content", {})
    if not content or exchange.status in (204, 304):
        return
    charset = charset_of(exchange)
    if exchange.media.endswith("json") and charset not in ("", "utf-8"):
        yield Finding(f"Charset: expected JSON in utf-8, got {charset}.", exchange)
    declared_type = next((media_type for media_type in content if _includes(media_type, exchange.media)), None)
    if declared_type is None:
        media = exchange.media or "none"
        yield Finding(f"Media type of {exchange.status}: expected {' or '.join(content)}, got {media}.", exchange)
        return
    if not exchange.media.endswith(("json", "xml")):
        return
    schema = content[declared_type].get("schema", {})
    for error in body_errors(operation.contract, schema, exchange.media, exchange.content):
        yield Finding(error, exchange)


def _includes(declared_type: str, media: str) -> bool:
    """Return whether a declared media type, perhaps a range or with parameters, includes one."""
    essence = declared_type.partition(";")[0].strip().lower()
    return essence == media or (essence.endswith("/*") and media.startswith(essence.removesuffix("*").lstrip("*/")))


def charset_of(exchange: RecordedExchange) -> str:
    """Return the charset that the media type states; empty if it states none."""
    message = Message()
    message["Content-Type"] = exchange.response_headers.get("content-type", "")
    return str(message.get_content_charset(""))


def body_errors(
    contract: Contract, schema: Mapping[str, Any], media: str, content: bytes, *, exponents: bool = False
) -> list[str]:
    """Return the deviations of a received or sent body from its schema."""
    is_xml, errors = media == XML, list[str]()
    try:
        if is_xml:
            value, errors = legacy_xml.read(content, schema, contract, exponents=exponents)
        else:
            value = read_json(content)
    except ValueError as error:
        return [f"The body is not {'XML' if is_xml else 'JSON'}: {error}."]
    return errors or (_schema_errors(contract, schema, value) if schema else [])


def _schema_errors(contract: Contract, schema: Mapping[str, Any], value: Any) -> list[str]:
    validator = _compile(Identity(contract), Identity(schema))
    messages = []
    for error in islice(validator.iter_errors(value), _MAX_ERRORS):
        path = "/".join(str(part) for part in error.instance_path) or "the body"
        message = error.message if len(error.message) <= 200 else f"{error.message[:90]} ... {error.message[-90:]}"
        messages.append(f"{path}: {message}")
    return messages


@lru_cache(maxsize=1024)
def _compile(contract: Identity, schema: Identity) -> jsonschema_rs.Draft202012Validator:
    document = contract.value.standalone(schema.value)
    return jsonschema_rs.Draft202012Validator(document, validate_formats=True, formats=_FORMATS)
