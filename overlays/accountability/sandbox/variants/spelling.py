"""Services that write names and values in another way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from accountability.wcf import format_date

from ..endpoint import Endpoint
from ..exact import NotJson, read, write
from ..message import Incoming, Reply
from .variant import Service, Variant, both, everywhere, guessed, objects, of_queries, of_records

_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?)(?:[Zz]|[+-]\d\d:\d\d)")
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


def _snake_body(service: Service, incoming: Incoming) -> Reply:
    if guessed(service.endpoint(incoming)) is None or not incoming.content:
        return service.answer(incoming)
    try:
        body = objects(read(incoming.content), _known_in_snake)
    except NotJson:
        return service.answer(incoming)
    return service.answer(replace(incoming, content=write(body)))


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
    Variant("pascal-case", "names of members are in PascalCase: ClientId", of_records(_pascal)),
    Variant(
        "snake-case",
        "names have underscores (client_id), and it passes over other names in requests",
        both(both(of_records(_snake), of_queries(lambda query, _: _known_in_snake(dict(query)))), _snake_body),
    ),
    Variant("ids-as-strings", 'ids are texts: "4711"', of_records(_ids)),
    Variant("numbers-as-strings", 'numbers with a point are texts: "48000.00"', of_records(_numbers)),
    Variant("naive-dates", "times have no offset", of_records(_naive)),
    Variant(
        "wcf-dates", "dates and times are those of the legacy service: /Date(928113600000+0000)/", of_records(_wcf)
    ),
)
