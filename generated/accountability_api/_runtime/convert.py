"""Conversions of one raw value. Each returns the value of a field, or raises TypeError, ValueError, ArithmeticError."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from contextvars import ContextVar
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from .dates import parse_wcf_date

T = TypeVar("T")
Convert: TypeAlias = Callable[[Any], T]


class OpenEnum(StrEnum):
    """An enumeration of the strings known today; others are read as plain strings."""


class OpenIntEnum(IntEnum):
    """An enumeration of the integers known today; others are read as plain integers."""


def exact_type(kind: type[T]) -> Convert[T]:
    """Return a check of the type alone, in which a bool is not an int."""

    def check(value: Any) -> T:
        if type(value) is not kind:
            raise TypeError(f"is {kind_of(value)}")
        return value

    return check


to_string, to_boolean, to_list, to_object, to_bytes = (
    exact_type(str),
    exact_type(bool),
    exact_type(list),
    exact_type(dict),
    exact_type(bytes),
)
to_wcf_date: Convert[datetime.datetime] = parse_wcf_date
_parse_date, _parse_time = datetime.date.fromisoformat, datetime.datetime.fromisoformat
_WALL_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?", re.ASCII)
offset_adder: ContextVar[Callable[[datetime.datetime], datetime.datetime] | None] = ContextVar(
    "offset_adder", default=None
)
"""Adds the offset to a date-time that has none; None if its zone is unknown."""
_MIDNIGHT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]00:00(?::00(?:[.,]0+)?)?(?:[Zz]| ?[+-](?:[01]\d|2[0-3]):?[0-5]\d)?", re.ASCII
)


def to_any(value: Any) -> Any:
    """Return the value unchanged."""
    return value


def to_integer(value: Any) -> int:
    """Return an integer; `5.0` is one too, by JSON Schema."""
    if type(value) is Decimal and value.is_finite() and value.adjusted() < 64 and value == value.to_integral_value():
        return int(value)
    if type(value) is not int:
        raise TypeError(f"is {kind_of(value)}")
    return value


def to_number(value: Any) -> Decimal:
    """Return a number. The client's decoder returns Decimals and ints; a float of another decoder counts as printed."""
    if type(value) is int:
        return Decimal(value)
    if type(value) is float:
        value = Decimal(repr(value))
    if type(value) is not Decimal or not value.is_finite():
        raise TypeError(f"is {kind_of(value)}")
    return value


@lru_cache(maxsize=1024)  # the records of a response share most of their dates
def to_date(value: Any) -> datetime.date:
    """Convert a date. A date-time at midnight is that date, with any offset; any other time of day is invalid."""
    try:
        return _parse_date(value)
    except ValueError:
        midnight = _MIDNIGHT.fullmatch(value)
        if midnight is None:
            raise
        return _parse_date(midnight[1])


def to_datetime(value: Any) -> datetime.datetime:
    """Convert a date-time. A date is invalid, and so is a date-time without an offset if its zone is unknown."""
    try:
        moment = _parse_time(value)
    except ValueError:
        moment = _parse_time(value.upper())  # RFC 3339 allows `t` and `z`
    if moment.tzinfo is not None:
        return moment
    add_offset = offset_adder.get()
    if add_offset is None or not _WALL_TIME.fullmatch(value):
        raise ValueError("expected a date-time with an offset")
    return add_offset(moment)


def to_value_of(kind: type[Enum]) -> Convert[Any]:
    """Return the conversion of an open enumeration: the member for a known value, else the value."""
    known: dict[Any, Any] = {member.value: member for member in kind}
    plain: Convert[Any] = to_integer if issubclass(kind, IntEnum) else to_string
    exact = int if issubclass(kind, IntEnum) else str

    def to_value(value: Any) -> Any:
        found = value if type(value) is exact else plain(value)
        return known.get(found, found)

    return to_value


def kind_of(value: Any) -> str:
    """Return the JSON type of a value with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | Decimal() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case dict():
            return "an object"
    return f"a {type(value).__name__}"
