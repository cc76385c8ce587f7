"""Read values: conversions of one value, and the functions that `from_dict` of the generated models calls.

A conversion returns the value of a field, or raises TypeError, ValueError or ArithmeticError. A property with an
invalid value (a wrong type, an invalid date, null where it is not allowed) does not lose its record: the field is None,
the raw value stays in `additional_properties`, and its path is noted. Only a required property with an invalid value
raises. Each level puts its own name before a path on the way out, so that valid values cost nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from attrs import fields
from msgspec import UNSET

from .dates import parse_wcf_date
from .errors import ContractViolationError
from .model import Json, Mismatches, Model

T = TypeVar("T")
Convert: TypeAlias = Callable[[Any], T]
ParseState: TypeAlias = tuple[Json, Json, Mismatches]  # a raw record, the rest of it, and the paths of mismatches
Reader: TypeAlias = Callable[[Any, Mismatches], T]
FieldReader: TypeAlias = Callable[[Any, str, ParseState], T | None]

PARSE_ERRORS = (TypeError, ValueError, ArithmeticError)


# One value


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
    members: dict[Any, Any] = {member.value: member for member in kind}
    plain: Convert[Any] = to_integer if issubclass(kind, IntEnum) else to_string
    exact = int if issubclass(kind, IntEnum) else str

    def to_value(value: Any) -> Any:
        if type(value) is not exact:
            value = plain(value)
        return members.get(value, value)

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


# One record


def start(data: Json, mismatches: Mismatches | None) -> ParseState:
    """Return the state in which the reading of a record starts."""
    if not isinstance(data, dict):
        raise TypeError(f"expected an object, got {kind_of(data)}")
    return data, data.copy(), [] if mismatches is None else mismatches


def extra_properties(kind: type[Model], state: ParseState) -> Json:
    """Return what is left of a record when its fields are read: unknown properties, and the values of mismatches.

    A property in another spelling (`client_id` for `clientId`) is a mismatch too, since the field is None only because
    of its spelling.
    """
    data, rest, mismatches = state
    by_letters = _BY_LETTERS.get(kind) or _BY_LETTERS.setdefault(kind, {_letters(name): name for name in kind._wire})
    for name in rest:
        documented = by_letters.get(_letters(name), name)
        if documented != name and documented not in data:
            mismatches.append(name)
    return rest.copy()  # a dict from which items were taken does not shrink


_BY_LETTERS: dict[type[Model], Mapping[str, str]] = {}


def _letters(name: str) -> str:
    return name.replace("_", "").lower()


# One field


def field_readers(convert: Convert[T]) -> tuple[FieldReader[T], FieldReader[T]]:
    """Return the reader of a property that may be absent but not null, and of one that may be both."""
    return _field_reader(convert, UNSET), _field_reader(convert, None)  # which a model passes for an absent property


def _field_reader(convert: Convert[T], absent: Any) -> FieldReader[T]:
    def read(value: Any, name: str, state: ParseState) -> T | None:
        if value is absent:
            return None
        try:
            return convert(value)
        except PARSE_ERRORS:
            state[1][name] = value
            state[2].append(name)
            return None

    return read


string, string_or_null = field_readers(to_string)
integer, integer_or_null = field_readers(to_integer)
number, number_or_null = field_readers(to_number)
boolean, boolean_or_null = field_readers(to_boolean)
date, date_or_null = field_readers(to_date)
timestamp, timestamp_or_null = field_readers(to_datetime)
wcf_date, wcf_date_or_null = field_readers(to_wcf_date)
mapping, mapping_or_null = field_readers(to_object)
bytes_, bytes__or_null = field_readers(to_bytes)


def nested(reader: Reader[T], value: Any, name: str, state: ParseState) -> T | None:
    """Read a property that is a record or a list, and may be absent but not null."""
    if value is UNSET:
        return None
    mismatches = state[2]
    mark = len(mismatches)
    try:
        result = reader(value, mismatches)
    except PARSE_ERRORS as error:
        mismatches[mark:] = [join(name, error.path) if isinstance(error, ItemMismatch) else name]
        state[1][name] = value
        return None
    except ContractViolationError as violation:
        violation.path = join(name, violation.path)
        raise
    if len(mismatches) > mark:
        mismatches[mark:] = [join(name, path) for path in mismatches[mark:]]
    return result


def nested_or_null(reader: Reader[T], value: Any, name: str, state: ParseState) -> T | None:
    """Read a property that is a record or a list, and may be absent or null."""
    return None if value is None else nested(reader, value, name, state)


def require(value: T | None, name: str, state: ParseState) -> T:
    """Return a required property that was read before.

    Raises:
        ContractViolationError: It is missing or invalid, so that the record is of no use.
    """
    if value is None:
        raise ContractViolationError(_reason(name, state[0]), path=name, record=state[0])
    return value


def require_or_null(value: T | None, name: str, state: ParseState) -> T | None:
    """Return a required property that may be null."""
    return require(value, name, state) if value is not None or state[0].get(name, UNSET) is not None else None


def _reason(name: str, record: Json) -> str:
    if name not in record:
        return "is missing, though the contract requires it"
    return f"is {kind_of(record[name])}, which does not fit the contract that requires it"


# Lists, maps and choices


class ItemMismatch(ValueError):
    """An item of a list or map does not have the type of the contract, so that the whole does not have it either."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} does not match the contract")
        self.path = path


def scalar(convert: Convert[T]) -> Reader[T]:
    """Return a conversion as the reader of an item or a response."""
    return lambda value, mismatches: convert(value)


def or_null(reader: Reader[T]) -> Reader[T | None]:
    """Return the same reader for values that may be null."""
    return lambda value, mismatches: None if value is None else reader(value, mismatches)


def list_of(reader: Reader[T]) -> Reader[list[T]]:
    """Return a reader of lists inside a record; an invalid item makes the list a mismatch, never a shorter list."""

    def read_list(values: Any, mismatches: Mismatches) -> list[T]:
        return _read_items(reader, enumerate(to_list(values)), mismatches)

    return read_list


def map_of(reader: Reader[T]) -> Reader[dict[str, T]]:
    """Return a reader of objects with any names, such as prices by currency; an invalid value is a mismatch of all."""

    def read_map(values: Any, mismatches: Mismatches) -> dict[str, T]:
        items = to_object(values)
        return dict(zip(items, _read_items(reader, items.items(), mismatches), strict=True))

    return read_map


def _read_items(reader: Reader[T], items: Iterable[tuple[Any, Any]], mismatches: Mismatches) -> list[T]:
    """Return the values of a list by number or of a map by name. A name is built for a mismatch alone."""
    result: list[T] = []
    for key, value in items:
        mark = len(mismatches)
        try:
            result.append(reader(value, mismatches))
        except ContractViolationError as violation:
            violation.path = join(_item_name(key), violation.path)
            raise
        except PARSE_ERRORS as error:
            raise ItemMismatch(join(_item_name(key), getattr(error, "path", ""))) from None
        if len(mismatches) > mark:
            mismatches[mark:] = [join(_item_name(key), path) for path in mismatches[mark:]]
    return result


def _item_name(key: str | int) -> str:
    return f"[{key}]" if isinstance(key, int) else key


def union_of(*readers: Reader[Any], tag: str = "", tagged: Mapping[str, Reader[Any]] | None = None) -> Reader[Any]:
    """Return a reader of a choice of types.

    Args:
        readers: The reader of each type. The one with the fewest mismatches counts, then the one that leaves the
            fewest properties and values unknown, then the first.
        tag: The property that names the type of an object.
        tagged: The reader for each of its values.
    """

    def read_union(value: Any, mismatches: Mismatches) -> Any:
        kind = value.get(tag) if tagged and isinstance(value, dict) else None
        if isinstance(kind, str) and tagged and kind in tagged:
            return tagged[kind](value, mismatches)
        best: tuple[tuple[int, int], Any, Mismatches] | None = None
        for reader in readers:
            errors: Mismatches = []
            try:
                result = reader(value, errors)
            except (ContractViolationError, *PARSE_ERRORS):
                continue
            rank = len(errors), _unknown(result)
            if best is None or rank < best[0]:
                best = rank, result, errors
        if best is None:
            raise TypeError("matches none of the types of the contract")
        mismatches += best[2]
        return best[1]

    return read_union


def _unknown(value: Any) -> int:
    """Return how little a type says of a value: 2 for each property it does not name, 1 for each value of no enum."""
    match value:
        case Model():
            of_fields = sum(
                _unknown(getattr(value, a.name)) for a in fields(type(value)) if a.name != "additional_properties"
            )
            return of_fields + 2 * len(value.additional_properties)
        case list():
            return sum(_unknown(item) for item in value)
        case dict():
            return sum(2 + _unknown(item) for item in value.values())
        case str() | int() if not isinstance(value, Enum | bool):
            return 1
    return 0


def parse_records(reader: Reader[T], values: list[Any], mismatches: Mismatches, name: str = "") -> list[T]:
    """Read the records of a response, or those of its property `name`.

    An item that is not a record is left out and noted. A record that lacks a required property raises when all are
    read, and the error holds the others.
    """
    result: list[T] = []
    failed: list[ContractViolationError] = []
    for number, value in enumerate(values):
        mark = len(mismatches)
        try:
            result.append(reader(value, mismatches))
        except PARSE_ERRORS:
            mismatches[mark:] = [f"{name}[{number}]"]
            continue
        except ContractViolationError as violation:
            violation.path = join(f"{name}[{number}]", violation.path)
            failed.append(violation)
        if len(mismatches) > mark:
            mismatches[mark:] = [join(f"{name}[{number}]", path) for path in mismatches[mark:]]
    if failed:
        raise _combined_violation(failed, result)
    return result


def _combined_violation(failed: list[ContractViolationError], result: list[Any]) -> ContractViolationError:
    first, *more = failed
    first.rest = result
    if more:
        paths = ", ".join(violation.path for violation in more[:5]) + (", ..." if len(more) > 5 else "")
        first.reason += f" (and {len(more)} more records of the response do not fit: {paths})"
    return first


def join(outer: str, path: str) -> str:
    """Return a path with the name of the level above before it."""
    return f"{outer}{path}" if not path or path.startswith("[") else f"{outer}.{path}"
