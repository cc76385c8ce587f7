"""Variants that write names and values differently."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from accountability.wcf import format_date, parse_date

from ..contract.endpoint import Endpoint
from ..contract.schema import Schema, properties, types
from ..http.message import RawRequest, Response
from ..store.json_codec import InvalidJSONError, read, write
from .variant import (
    Service,
    Transform,
    Variant,
    VariantHandler,
    compose,
    inferred_endpoint,
    map_objects,
    map_values,
    transform_query,
    transform_response,
)

_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?)(?:[Zz]|[+-]\d\d:\d\d)")
_PLAIN_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _rename(function: Callable[[str], str]) -> Transform:
    """Return the transform that renames the properties of all objects."""
    return lambda value, _: map_objects(value, lambda each: {function(name): part for name, part in each.items()})


def snake(name: str) -> str:
    """Return a camelCase name in snake_case."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _snake_only(values: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a request that a service with such names reads; it ignores other names."""
    return {name: value for name, value in values.items() if name == snake(name)}


def _transform_body(transform: Transform) -> VariantHandler:
    """Return the handler of a variant that accepts other request bodies.

    Args:
        transform: Is passed the body and the operation; returns the body that the contract describes.
    """

    def handle(service: Service, raw: RawRequest) -> Response:
        endpoint = inferred_endpoint(service.endpoint(raw))
        if endpoint is None or not raw.content:
            return service.respond(raw)
        try:
            body = transform(read(raw.content), endpoint)
        except InvalidJSONError:
            return service.respond(raw)
        return service.respond(replace(raw, content=write(body)))

    return handle


def _from_snake(value: Any, endpoint: Endpoint) -> Any:
    """Drop names in other spellings, and convert the rest to camelCase."""
    return _rename(_camel)(map_objects(value, _snake_only), endpoint)


def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda letter: letter[1].upper(), name)


def _from_strings(value: Any, endpoint: Endpoint) -> Any:
    """Convert strings to the numbers that the contract has there."""
    expected = {name: types(schema) for name, schema in _body_properties(endpoint)}

    def convert(name: str, each: Any) -> Any:
        numeric = {"integer", "number"} & {*expected.get(name, ())}
        return read(each.encode()) if numeric and isinstance(each, str) and _PLAIN_NUMBER.fullmatch(each) else each

    return map_values(value, convert)


def _from_wcf(value: Any, endpoint: Endpoint) -> Any:
    formats = {name: schema.get("format") for name, schema in _body_properties(endpoint)}

    def convert(name: str, each: Any) -> Any:
        if not isinstance(each, str) or not each.startswith("/Date("):
            return each
        moment = parse_date(each)
        return moment.date().isoformat() if formats.get(name) == "date" else moment.isoformat()

    return map_values(value, convert)


def _body_properties(endpoint: Endpoint) -> list[tuple[str, Schema]]:
    return [each for body in endpoint.requests.values() for each in properties(endpoint.contract, body).items()]


def _ids(value: Any, endpoint: Endpoint) -> Any:
    return map_values(
        value, lambda name, each: str(each) if name.endswith(("id", "Id")) and type(each) is int else each
    )


def _numbers(value: Any, endpoint: Endpoint) -> Any:
    return map_values(value, lambda name, each: str(each) if isinstance(each, Decimal) else each)


def _naive(value: Any, endpoint: Endpoint) -> Any:
    return map_values(value, lambda name, each: _DATE_TIME.sub(r"\1", each) if isinstance(each, str) else each)


def _wcf(value: Any, endpoint: Endpoint) -> Any:
    return map_values(value, lambda name, each: _to_wcf_date(each) if isinstance(each, str) else each)


def _to_wcf_date(text: str) -> str:
    if not (_DATE_TIME.fullmatch(text) or _DATE.fullmatch(text)):
        return text
    moment = datetime.fromisoformat(text)
    return format_date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


VARIANTS = (
    Variant(
        "pascal-case",
        "property names are in PascalCase: ClientId",
        compose(
            transform_response(_rename(lambda name: name[:1].upper() + name[1:])),
            _transform_body(_rename(lambda name: name[:1].lower() + name[1:])),
        ),
    ),
    Variant(
        "snake-case",
        "names are in snake_case (client_id), and other names in requests are ignored",
        compose(
            compose(transform_response(_rename(snake)), transform_query(lambda query, _: _snake_only(dict(query)))),
            _transform_body(_from_snake),
        ),
    ),
    Variant(
        "ids-as-strings", 'ids are strings: "4711"', compose(transform_response(_ids), _transform_body(_from_strings))
    ),
    Variant(
        "numbers-as-strings",
        'numbers with a point are strings: "48000.00"',
        compose(transform_response(_numbers), _transform_body(_from_strings)),
    ),
    Variant("naive-dates", "times have no offset", transform_response(_naive)),
    Variant(
        "wcf-dates",
        "dates and times are as in the legacy API: /Date(928113600000+0000)/",
        compose(transform_response(_wcf), _transform_body(_from_wcf)),
    ),
)
