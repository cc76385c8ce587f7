"""Scenes: every way in which a table of tests calls an operation, made from its contract and its examples alone."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import evolve
from tests.shipped import needed_query

from accountability import Call, spec
from accountability.spec import Operation
from accountability_api._runtime.paging import Items
from accountability_api.legacy import Legacy
from accountability_api.v1 import V1
from accountability_api.v2 import V2

UNKNOWN_ID = 987654
SIGNED_IN = {"grant_type": "password", "username": "ops@acme.example", "password": "acme-sandbox-token"}


@dataclass(frozen=True)
class Scene:
    """One call of an operation: what it is about, and the call."""

    about: str
    call: Call[Any]


def scenes(key: str) -> tuple[Scene, ...]:
    """The operation's own example; a list in small pages and by each filter; a record that does not exist."""
    return _made(key, spec.find(key).status)


@cache
def _made(key: str, status: str) -> tuple[Scene, ...]:
    """They are made once for each status, since a test may take a fact for a guess."""
    return tuple(_scenes(spec.find(key)))


def _scenes(operation: Operation) -> Iterator[Scene]:
    yield Scene("example", _call(operation))
    if operation.paging:
        yield Scene("small pages", _call(operation, page_size=1))
        for argument, value in _filters(operation):
            yield Scene(f"by {argument}", _call(operation, **{argument: value}))
            if isinstance(value, int | str):
                nobody: Any = UNKNOWN_ID if isinstance(value, int) else "nobody"
                yield Scene(f"by {argument} of nobody", _call(operation, **{argument: nobody}))
    if operation.api != "legacy" and operation.path.endswith("}"):
        yield Scene("unknown id", _call(operation, last=UNKNOWN_ID))


def _call(operation: Operation, last: int | None = None, **keywords: Any) -> Call[Any]:
    """The call that the operation's method makes of its example's arguments."""
    method = _method(operation)
    path = [each["example"] for each in operation.parameters if each["in"] == "path"]
    path = [*path[:-1], last] if last is not None else path
    path = [_typed(value, each) for value, each in zip(path, _path_parameters(operation), strict=True)]
    required = [
        name
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
    ]
    made = method(*path, **{**dict.fromkeys(required), **keywords})
    call: Call[Any] = made.call if isinstance(made, Items) else made
    call = evolve(call, query={**needed_query(operation), **call.query})
    return evolve(call, body=_body(operation, call.media)) if "requestBody" in operation.raw else call


def _method(operation: Operation) -> Any:
    api, resource, name = operation.python.split(".")
    client: Any = {"v1": V1, "v2": V2, "legacy": Legacy}[api](lambda call: call)
    return getattr(getattr(client, resource), name)


def _path_parameters(operation: Operation) -> list[Mapping[str, Any]]:
    return [each for each in operation.parameters if each["in"] == "path"]


def _typed(value: Any, parameter: Mapping[str, Any]) -> Any:
    """An example as the method takes it."""
    return _moment(value) if parameter["schema"].get("format") in ("date", "date-time") else value


def _moment(text: str) -> datetime.date:
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)


def _body(operation: Operation, media: str) -> Any:
    content = operation.resolve(operation.raw["requestBody"])["content"]
    return SIGNED_IN if operation.id == "Token_Token" else content[media]["example"]


def _filters(operation: Operation) -> Iterator[tuple[str, Any]]:
    """Each filter's argument, with a value that some record of the list's example has, if possible not all."""
    rows = _rows(operation)
    paging = operation.paging or {}
    controls = (paging["parameter"], paging["sizeParameter"])
    for parameter in operation.parameters:
        member = parameter.get("x-filter", {}).get("member", parameter["name"])
        found = [row[member] for row in rows if row.get(member) is not None and _fits(row[member], parameter)]
        if parameter["in"] == "query" and parameter["name"] not in controls and found:
            dated = parameter["schema"].get("format") in ("date", "date-time")
            rising = parameter.get("x-filter", {}).get("op") == "le"
            value = min(found) if rising else max(found)
            yield _argument(operation, parameter["name"]), _moment(value) if dated else value


def _fits(value: Any, parameter: Mapping[str, Any]) -> bool:
    """Whether a member's value may be asked for: a contract may call a member otherwise than what filters by it."""
    kind = parameter["schema"].get("type", "")
    kinds: dict[str, Any] = {"boolean": bool, "integer": int, "number": (int, Decimal)}
    return isinstance(value, kinds.get(kind, object)) and (kind == "boolean" or not isinstance(value, bool))


def _rows(operation: Operation) -> list[Mapping[str, Any]]:
    content = operation.resolve(operation.raw["responses"]["200"])["content"]["application/json"]
    rows: list[Mapping[str, Any]] = content["example"][(operation.paging or {})["items"]]
    return rows


def _argument(operation: Operation, wire: str) -> str:
    """The keyword that becomes a query parameter."""
    names = [
        name
        for name, each in inspect.signature(_method(operation)).parameters.items()
        if each.kind is each.KEYWORD_ONLY
    ]
    value: Any = "1"
    return next(name for name in names if wire in _call(operation, **{name: value}).query)


def keys() -> list[str]:
    """Every operation of the three APIs."""
    return [each for api in spec.APIS for each in spec.load(api).operations]


def numbers_its_records(key: str) -> bool:
    """Whether the records of an operation must have a number for an id; those that need not are read otherwise."""
    operation = spec.find(key)
    answer = operation.resolve(operation.success() or {})
    if operation.paging:
        answer = operation.resolve(answer["properties"][operation.paging["items"]])
    record = operation.resolve(answer.get("items", answer))
    number = record.get("properties", {}).get("id", {}).get("type") == "integer"
    return operation.api == "legacy" or (number and "id" in record.get("required", ()))
