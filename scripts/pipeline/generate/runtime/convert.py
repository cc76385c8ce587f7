"""Conversions of one raw value: each gives what a record holds, or raises TypeError, ValueError, ArithmeticError."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from .dates import parse_wcf_date

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Convert: TypeAlias = Callable[[Any], T]


class OpenEnum(StrEnum):
    """An enumeration of the values known today; others are read as plain text."""


def exactly(kind: type[T]) -> Convert[T]:
    """A check of the type alone; bool is no int here."""

    def check(value: Any) -> T:
        if type(value) is not kind:
            raise TypeError(f"is {kind_of(value)}")
        return value

    return check


to_text, to_bool, to_list, to_object, to_bytes = (
    exactly(str),
    exactly(bool),
    exactly(list),
    exactly(dict),
    exactly(bytes),
)
to_wcf_date: Convert[datetime.datetime] = parse_wcf_date
_parse_date, _parse_time = datetime.date.fromisoformat, datetime.datetime.fromisoformat
_MIDNIGHT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]00:00(?::00(?:[.,]0+)?)?(?:[Zz]| ?[+-](?:[01]\d|2[0-3]):?[0-5]\d)?", re.ASCII
)


def to_any(value: Any) -> Any:
    """Whatever it is."""
    return value


def to_int(value: Any) -> int:
    """An integer; `5.0` is one too, as JSON Schema has it."""
    if type(value) is Decimal and value.is_finite() and value.adjusted() < 64 and value == value.to_integral_value():
        return int(value)
    if type(value) is not int:
        raise TypeError(f"is {kind_of(value)}")
    return value


def to_decimal(value: Any) -> Decimal:
    """A number. The client's decoder gives Decimals and ints; a float of another decoder counts as it is printed."""
    if type(value) is int:
        return Decimal(value)
    if type(value) is float:
        value = Decimal(repr(value))
    if type(value) is not Decimal or not value.is_finite():
        raise TypeError(f"is {kind_of(value)}")
    return value


@lru_cache(maxsize=1024)  # the rows of a response share most of their dates
def to_day(value: Any) -> datetime.date:
    """Convert a date. A date-time at midnight is that date, whatever its offset; any other time of day is invalid."""
    try:
        return _parse_date(value)
    except ValueError:
        midnight = _MIDNIGHT.fullmatch(value)
        if midnight is None:
            raise
        return _parse_date(midnight[1])


def to_moment(value: Any) -> datetime.datetime:
    """Convert a date-time with its offset. One without an offset, or a date, is invalid: its zone is unknown."""
    moment = _parse_time(value)
    if moment.tzinfo is None:
        raise ValueError("expected a date-time with an offset")
    return moment


def to_value_of(kind: type[E]) -> Convert[E | str]:
    """The conversion of an open enumeration: the value where it is known, else the text."""
    known: dict[str, E] = {str(value): value for value in kind}

    def to_value(value: Any) -> E | str:
        return known.get(value, value) if type(value) is str else to_text(value)

    return to_value


def kind_of(value: Any) -> str:
    """What a value is, in JSON's words."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | Decimal() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "an array"
        case dict():
            return "an object"
    return f"a {type(value).__name__}"
