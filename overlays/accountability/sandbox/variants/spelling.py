"""Services that write names and values in another way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from accountability.wcf import format_date, parse_date

from ..endpoint import Endpoint
from ..exact import NotJson, read, write
from ..members import Schema, declared, types
from ..message import Incoming, Reply
from .variant import Change, Manner, Service, Variant, both, everywhere, guessed, objects, of_queries, of_records

_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?)(?:[Zz]|[+-]\d\d:\d\d)")
_PLAIN_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _pascal(value: Any, endpoint: Endpoint) -> Any:
    return objects(value, lambda each: {name[:1].upper() + name[1:]: member for name, member in each.items()})


def snake(name: str) -> str:
    """A camelCase name with underscores."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _snake(value: Any, endpoint: Endpoint) -> Any:
    return objects(value, lambda each: {snake(name): member for name, member in each.items()})


def _known_in_snake(members: dict[str, Any]) -> dict[str, Any]:
    """Those of a request's names that a service of that spelling knows; it passes over the others."""
    return {name: member for name, member in members.items() if name == snake(name)}


def _of_bodies(change: Change) -> Manner:
    """Return the manner of a service that accepts other request bodies.

    Args:
        change: converts the body to what the contract describes.
    """

    def respond(service: Service, incoming: Incoming) -> Reply:
        endpoint = guessed(service.endpoint(incoming))
        if endpoint is None or not incoming.content:
            return service.answer(incoming)
        try:
            body = change(read(incoming.content), endpoint)
        except NotJson:
            return service.answer(incoming)
        return service.answer(replace(incoming, content=write(body)))

    return respond


def _from_pascal(value: Any, endpoint: Endpoint) -> Any:
    return objects(value, lambda each: {name[:1].lower() + name[1:]: member for name, member in each.items()})


def _from_snake(value: Any, endpoint: Endpoint) -> Any:
    """Drop names in other spellings, and convert the rest to camelCase."""
    known = objects(value, _known_in_snake)
    return objects(known, lambda each: {_camel(name): member for name, member in each.items()})


def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda letter: letter[1].upper(), name)


def _from_strings(value: Any, endpoint: Endpoint) -> Any:
    """Convert strings to the numbers that the contract has there."""
    kinds = {name: types(schema) for body in endpoint.requests.values() for name, schema in _declared(endpoint, body)}

    def convert(name: str, each: Any) -> Any:
        numeric = {"integer", "number"} & {*kinds.get(name, ())}
        return read(each.encode()) if numeric and isinstance(each, str) and _PLAIN_NUMBER.fullmatch(each) else each

    return everywhere(value, convert)


def _from_wcf(value: Any, endpoint: Endpoint) -> Any:
    formats = {
        name: each.get("format") for body in endpoint.requests.values() for name, each in _declared(endpoint, body)
    }

    def convert(name: str, each: Any) -> Any:
        if not isinstance(each, str) or not each.startswith("/Date("):
            return each
        moment = parse_date(each)
        return moment.date().isoformat() if formats.get(name) == "date" else moment.isoformat()

    return everywhere(value, convert)


def _declared(endpoint: Endpoint, body: Schema) -> list[tuple[str, Schema]]:
    return [*declared(endpoint.contract, body).items()]


def _ids(value: Any, endpoint: Endpoint) -> Any:
    return everywhere(
        value, lambda name, each: str(each) if name.endswith(("id", "Id")) and type(each) is int else each
    )


def _numbers(value: Any, endpoint: Endpoint) -> Any:
    return everywhere(value, lambda name, each: str(each) if isinstance(each, Decimal) else each)


def _naive(value: Any, endpoint: Endpoint) -> Any:
    return everywhere(value, lambda name, each: _OFFSET.sub(r"\1", each) if isinstance(each, str) else each)


def _wcf(value: Any, endpoint: Endpoint) -> Any:
    return everywhere(value, lambda name, each: _as_wcf(each) if isinstance(each, str) else each)


def _as_wcf(text: str) -> str:
    if not (_OFFSET.fullmatch(text) or _DAY.fullmatch(text)):
        return text
    moment = datetime.fromisoformat(text)
    return format_date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


VARIANTS = (
    Variant(
        "pascal-case",
        "names of members are in PascalCase: ClientId",
        both(of_records(_pascal), _of_bodies(_from_pascal)),
    ),
    Variant(
        "snake-case",
        "names have underscores (client_id), and it passes over other names in requests",
        both(
            both(of_records(_snake), of_queries(lambda query, _: _known_in_snake(dict(query)))), _of_bodies(_from_snake)
        ),
    ),
    Variant("ids-as-strings", 'ids are texts: "4711"', both(of_records(_ids), _of_bodies(_from_strings))),
    Variant(
        "numbers-as-strings",
        'numbers with a point are texts: "48000.00"',
        both(of_records(_numbers), _of_bodies(_from_strings)),
    ),
    Variant("naive-dates", "times have no offset", of_records(_naive)),
    Variant(
        "wcf-dates",
        "dates and times are those of the legacy service: /Date(928113600000+0000)/",
        both(of_records(_wcf), _of_bodies(_from_wcf)),
    ),
)
