"""Example calls of every operation, built from the contract and its examples alone."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import evolve
from tests.shipped import required_query

from accountability import Call, spec
from accountability.spec import Operation
from accountability_api._runtime.paging import Items
from accountability_api.legacy import Legacy
from accountability_api.v1 import V1
from accountability_api.v2 import V2

UNKNOWN_ID = 987654
CREDENTIALS = {"grant_type": "password", "username": "ops@acme.example", "password": "acme-sandbox-token"}


@dataclass(frozen=True)
class ExampleCall:
    """A call of an operation with a description for reports."""

    description: str
    call: Call[Any]


def example_calls(key: str) -> tuple[ExampleCall, ...]:
    """Return calls with the example arguments, with small pages, with each filter, and with an unknown id."""
    return _cached_calls(key, spec.find(key).status)


@cache
def _cached_calls(key: str, status: str) -> tuple[ExampleCall, ...]:
    """Return the calls of an operation, cached by status because a test can treat a verified operation as inferred."""
    return tuple(_calls(spec.find(key)))


def _calls(operation: Operation) -> Iterator[ExampleCall]:
    yield ExampleCall("example", _call(operation))
    if operation.paging:
        yield ExampleCall("small pages", _call(operation, page_size=1))
        for argument, value in _filters(operation):
            yield ExampleCall(f"by {argument}", _call(operation, **{argument: value}))
            if isinstance(value, int | str):
                unknown: Any = UNKNOWN_ID if isinstance(value, int) else "unknown"
                yield ExampleCall(f"by {argument} of an unknown record", _call(operation, **{argument: unknown}))
    if operation.api != "legacy" and operation.path.endswith("}"):
        yield ExampleCall("unknown id", _call(operation, last=UNKNOWN_ID))


def _call(operation: Operation, last: int | None = None, **keywords: Any) -> Call[Any]:
    """Return the call that the operation's method builds from the example arguments."""
    method = _method(operation)
    path = [parameter["example"] for parameter in operation.parameters if parameter["in"] == "path"]
    path = [*path[:-1], last] if last is not None else path
    path = [
        _parse_example(value, parameter) for value, parameter in zip(path, _path_parameters(operation), strict=True)
    ]
    required = [
        name
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
    ]
    result = method(*path, **{**dict.fromkeys(required), **keywords})
    call: Call[Any] = result.call if isinstance(result, Items) else result
    call = evolve(call, query={**required_query(operation), **call.query})
    return evolve(call, body=_body(operation, call.media)) if "requestBody" in operation.raw else call


def _method(operation: Operation) -> Any:
    api, resource, name = operation.python.split(".")
    client: Any = {"v1": V1, "v2": V2, "legacy": Legacy}[api](lambda call: call)
    return getattr(getattr(client, resource), name)


def _path_parameters(operation: Operation) -> list[Mapping[str, Any]]:
    return [parameter for parameter in operation.parameters if parameter["in"] == "path"]


def _parse_example(value: Any, parameter: Mapping[str, Any]) -> Any:
    """Convert an example to the type of the method's argument."""
    return _parse_date(value) if parameter["schema"].get("format") in ("date", "date-time") else value


def _parse_date(text: str) -> datetime.date:
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)


def _body(operation: Operation, media: str) -> Any:
    content = operation.resolve(operation.raw["requestBody"])["content"]
    return CREDENTIALS if operation.id == "Token_Token" else content[media]["example"]


def _filters(operation: Operation) -> Iterator[tuple[str, Any]]:
    """Yield each filter's argument with a value that a record of the example has, if possible not all of them."""
    rows = _rows(operation)
    paging = operation.paging or {}
    controls = (paging["parameter"], paging["sizeParameter"])
    for parameter in operation.parameters:
        name = parameter.get("x-filter", {}).get("property", parameter["name"])
        values = [row[name] for row in rows if row.get(name) is not None and _has_type(row[name], parameter)]
        if parameter["in"] == "query" and parameter["name"] not in controls and values:
            is_date = parameter["schema"].get("format") in ("date", "date-time")
            is_upper_bound = parameter.get("x-filter", {}).get("op") == "le"
            value = min(values) if is_upper_bound else max(values)
            yield _argument(operation, parameter["name"]), _parse_date(value) if is_date else value


def _has_type(value: Any, parameter: Mapping[str, Any]) -> bool:
    """Return whether a value has the type of a filter, since its property can have another type."""
    kind = parameter["schema"].get("type", "")
    kinds: dict[str, Any] = {"boolean": bool, "integer": int, "number": (int, Decimal)}
    return isinstance(value, kinds.get(kind, object)) and (kind == "boolean" or not isinstance(value, bool))


def _rows(operation: Operation) -> list[Mapping[str, Any]]:
    content = operation.resolve(operation.raw["responses"]["200"])["content"]["application/json"]
    rows: list[Mapping[str, Any]] = content["example"][(operation.paging or {})["items"]]
    return rows


def _argument(operation: Operation, wire_name: str) -> str:
    """Return the keyword argument that sets a query parameter."""
    names = [
        name
        for name, parameter in inspect.signature(_method(operation)).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    ]
    value: Any = "1"
    return next(name for name in names if wire_name in _call(operation, **{name: value}).query)


def keys() -> list[str]:
    """Return the keys of every operation of the three APIs."""
    return [operation for api in spec.APIS for operation in spec.load(api).operations]


def has_required_integer_id(key: str) -> bool:
    """Return whether the records of an operation have a required integer id; others are checked less strictly."""
    operation = spec.find(key)
    response = operation.resolve(operation.success() or {})
    if operation.paging:
        response = operation.resolve(response["properties"][operation.paging["items"]])
    record = operation.resolve(response.get("items", response))
    is_integer = record.get("properties", {}).get("id", {}).get("type") == "integer"
    return operation.api == "legacy" or (is_integer and "id" in record.get("required", ()))
