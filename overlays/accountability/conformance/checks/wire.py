"""The wire: media types, malformed bodies, and the two representations of the legacy service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from accountability.wcf import parse_date

from ..exchange import RecordedExchange
from ..operations import JSON, MERGE_PATCH, XML, Operation, is_read, scheme_of, types
from ..request import Request, codec
from ..response import Finding, is_local_date_time, is_wcf_date
from ..session import Context, Findings
from .base import expect_status, is_json_write, same_value
from .responses import states_errors

_KEY = re.compile(rb"(?:<(?:\w+:)?int\b[^>]*>)?\s*(\d+)\s*(?:</(?:\w+:)?int>)?")
_CAPITALS = re.compile(r"^[A-Z]+(?=[A-Z][a-z]|[A-Z]?$)|^[A-Z]")


def rejects_undeclared_media_types(context: Context, request: Request) -> Findings:
    """A body in a media type that the contract does not have is not accepted."""
    if not request.operation.request_content:
        return
    for media in ("text/plain", "application/xml", "application/json"):
        if media in request.operation.request_content or (media == JSON and request.media == MERGE_PATCH):
            continue
        body = b"<data/>" if media == XML else request.content()
        exchange = context.send(request.replace(media=media, body=body))
        if exchange.succeeded:
            yield Finding(f"Status: expected a 4xx for a body in {media}, got {exchange.status}.", exchange)
            context.target.reset()


def accepts_a_charset(context: Context, request: Request) -> Findings:
    """A body whose media type names its charset, utf-8, is accepted as without it."""
    if is_json_write(request) and context.send(request).succeeded:
        context.target.reset()
        exchange = context.send(request.replace(media=f"{request.media}; charset=utf-8", body=request.content()))
        if not exchange.succeeded:
            yield Finding(f"Status: expected a 2xx for a body in utf-8, got {exchange.status}.", exchange)


def names_each_invalid_property(context: Context, request: Request) -> Findings:
    """A problem lists each invalid property of a body in its `errors`."""
    if not is_json_write(request) or not states_errors(request.operation):
        return
    parts = request.properties
    names = [name for name, part in parts.items() if types(part) and not {"array", "object"} & set(types(part))][:3]
    exchange = context.send(request.replace(body={**request.body, **{name: [] for name in names}}))
    if exchange.status != 422:
        yield Finding(f"Status: expected 422 for properties of another type, got {exchange.status}.", exchange)
        context.target.reset()
        return
    error_names = {str(error.get("name")).strip("/") for error in exchange.json().get("errors", [])}
    if missing := [name for name in names if name not in error_names]:
        yield Finding(f"errors: expected {', '.join(names)}, got none for {', '.join(missing)}.", exchange, "errors")


def names_its_methods(context: Context, request: Request) -> Findings:
    """The `Allow` header of a 405 names every method of the path, and none that is 405."""
    if "405" not in request.operation.raw.get("responses", {}):
        return
    methods = {operation.method for operation in context.operations if operation.path == request.operation.path}
    other = next((method for method in ("DELETE", "PUT", "POST", "PATCH") if method not in methods), None)
    if other is None:
        return
    authorization = context.target.authorization(scheme_of(request.operation) or "basic")
    exchange = context.target.send(other, request.url(context.target), {}, b"", authorization)
    allowed_methods = {method.strip() for method in exchange.response_headers.get("allow", "").split(",")}
    wrong = {method for method in allowed_methods & {"PUT", "POST", "PATCH", "DELETE"} if method not in methods}
    if exchange.status == 405 and (wrong or not methods <= allowed_methods):
        expected = ", ".join(sorted(methods))
        yield Finding(
            f"Allow: expected {expected}, got {', '.join(sorted(allowed_methods))}.", exchange, "other methods"
        )


def rejects_malformed_bodies_as_bad_requests(context: Context, request: Request) -> Findings:
    """A body that is not JSON is 400, where the contract documents it."""
    if request.media not in (JSON, MERGE_PATCH) or "400" not in request.operation.raw.get("responses", {}):
        return
    if request.operation.request_content:
        malformed = request.replace(body=b'{"not": "complete"')
        yield from expect_status(context, malformed, 400, "for a body that is not JSON")


def says_the_same_in_json_and_xml(context: Context, request: Request) -> Findings:
    """A legacy response has the same values in XML as in JSON."""
    operation = request.operation
    if not is_read(operation) or not {JSON, XML} <= set(operation.success_content) or request.accept != JSON:
        return
    in_json = context.send(request)
    query = {name: value for name, value in request.query.items() if name != "format"}
    in_xml = context.send(request.replace(query=query, accept=XML))
    if not (in_json.succeeded and in_xml.succeeded):
        return
    try:
        right = codec(operation.contract).decode(in_xml.content, operation.success_content[XML].get("schema", {}))
        left = in_json.json()
    except ValueError as error:
        yield Finding(f"Representations: expected values that can be compared, got {error}.", in_xml)
        return
    if difference := first_difference(left, right, ""):
        yield Finding(f"Representations: expected equal values, got {difference}.", in_xml)


def first_difference(left: Any, right: Any, path: str) -> str:
    """Return where JSON and XML differ; empty if they do not. An absent property equals one that is nil."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        names = dict.fromkeys((*left, *right))
        differences = (first_difference(left.get(name), right.get(name), f"{path}/{name}") for name in names)
        return next(filter(None, differences), "")
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return f"{len(left)} items at {path or '/'} in JSON and {len(right)} in XML"
        pairs = enumerate(zip(left, right, strict=True))
        differences = (first_difference(*pair, f"{path}[{index}]") for index, pair in pairs)
        return next(filter(None, differences), "")
    if same_value(left, right) or (isinstance(left, str) and left.startswith("/Date(") and same_instant(left, right)):
        return ""
    return f"{left!r} at {path or '/'} in JSON and {right!r} in XML"


def same_instant(left: Any, right: Any) -> bool:
    """Return whether two dates of any legacy or JSON form are one instant; a date without a zone is UTC."""
    try:
        return as_datetime(left) == as_datetime(right)
    except ValueError:
        return False


def as_datetime(text: Any) -> datetime:
    """Return the instant of a WCF date, a local date and time, or an RFC 3339 date or date-time."""
    if is_wcf_date(str(text)):
        return parse_date(str(text))
    instant = datetime.fromisoformat(str(text))
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def writes_what_v2_reads(context: Context, request: Request) -> Findings:
    """A record that the legacy service creates has the same values in v2, dates included."""
    operation = request.operation
    if operation.api != "legacy" or operation.method != "POST" or not isinstance(request.body, Mapping):
        return
    reading = v2_get_of(context, operation)
    if reading is None:
        yield "What the operation writes was not read back: v2 has no such record."
        return
    write_exchange = context.send(request)
    key = _KEY.fullmatch(write_exchange.content.strip())
    if not write_exchange.succeeded or key is None:
        yield "What the operation writes was not read back: the response holds no key."
        return
    (name,) = re.findall(r"\{([^}]*)\}", reading.path)
    exchange = context.send(Request(reading, {name: int(key.group(1))}))
    if not exchange.succeeded:
        yield Finding(f"Record in v2: expected the one that was written, got {exchange.status}.", exchange)
        return
    yield from compare_with_v2(request, exchange)


def v2_get_of(context: Context, operation: Operation) -> Operation | None:
    """Return the v2 GET of the record that a legacy operation writes."""
    v2_operations = context.contracts["v2"].operations.values() if "v2" in context.contracts else ()
    reads = (read for read in v2_operations if is_read(read) and read.record == operation.record)
    return next((read for read in reads if read.path.endswith("}") and read.path.count("{") == 1), None)


def compare_with_v2(request: Request, exchange: RecordedExchange) -> Findings:
    """Compare the properties that both APIs have."""
    record, count = exchange.record(), 0
    for legacy_name, name in shared_names(request):
        value = request.body.get(legacy_name)
        if value is None or name not in record:
            continue
        count += 1
        is_date = is_wcf_date(str(value)) or is_local_date_time(str(value))
        if is_date and record[name] and as_datetime(value).date() == as_datetime(record[name]).date():
            continue
        if not same_value(value, record[name]):
            message = f"{name}: expected {value!r} in v2 as {legacy_name} was sent, got {record[name]!r}."
            yield Finding(message, exchange, f"{name} differs")
    if not count:
        yield "What the operation writes was not read back: v2 has no property of the same name."


def shared_names(request: Request) -> Iterator[tuple[str, str]]:
    """Return the names of the body's properties in the legacy API and in v2."""
    for name, part in request.properties.items():
        if name != "IDKey":
            yield name, part.get("x-property") or _CAPITALS.sub(lambda match: match.group().lower(), name)
