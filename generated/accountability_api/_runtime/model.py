"""The base class of generated models, and the functions that their `from_dict` and `to_dict` call.

A property with an invalid value (a wrong type, an invalid date, null where it is not allowed) does not lose its record:
the field is None, the raw value stays in `additional_properties`, and its path is noted. Only a required property with
an invalid value raises. Each level puts its own name before a path on the way out, so that valid values cost nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

import msgspec
from attrs import define, field, fields
from msgspec import UNSET

from .convert import (
    Convert,
    kind_of,
    to_boolean,
    to_bytes,
    to_date,
    to_datetime,
    to_integer,
    to_list,
    to_number,
    to_object,
    to_string,
    to_wcf_date,
)
from .errors import ContractViolationError

_encoder = msgspec.json.Encoder(decimal_format="number")
Json: TypeAlias = dict[str, Any]
Mismatches: TypeAlias = list[str]
ParseState: TypeAlias = tuple[Json, Json, Mismatches]  # a raw record, the rest of it, and the paths of mismatches
T = TypeVar("T")
Reader: TypeAlias = Callable[[Any, Mismatches], T]
FieldReader: TypeAlias = Callable[[Any, str, ParseState], T | None]

_REST = "additional_properties"
PARSE_ERRORS = (TypeError, ValueError, ArithmeticError)


@define(kw_only=True, repr=False)
class Model:
    """A record of the API.

    Attributes:
        additional_properties: Properties that the contract does not name, and the raw values of mismatches, by their
            names in JSON. `to_dict` writes them unchanged.
    """

    _secret: ClassVar[frozenset[str]] = frozenset()
    _wire: ClassVar[tuple[str, ...]] = ()

    additional_properties: Json = field(factory=dict)

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        """Build the record of a decoded JSON object, in which numbers with a point should be Decimals.

        Args:
            data: The object; it is not changed.
            mismatches: A list that receives the path of each mismatch.

        Raises:
            TypeError: `data` is not an object.
            ContractViolationError: A required property is missing or invalid.
        """
        raise NotImplementedError

    def to_dict(self, *, omit_none: bool = False) -> Json:
        """Return the record by its JSON names: all fields in the order of the contract, then `additional_properties`.

        Decimals stay as they are, dates become strings. A field whose value did not fit the contract has the value
        that was received.

        Args:
            omit_none: Whether to leave out fields that are None: null and absent read alike.
        """
        raise NotImplementedError

    def to_json(self, *, omit_none: bool = False) -> str:
        """Return the record as JSON, each Decimal as a number with all its digits.

        Args:
            omit_none: As for `to_dict`.
        """
        return _encoder.encode(self.to_dict(omit_none=omit_none)).decode()

    def __repr__(self) -> str:
        named = ((a.name, getattr(self, a.name)) for a in fields(type(self)) if a.name != _REST)
        shown = [f"{k}={'***' if k in self._secret else repr(v)}" for k, v in named if v is not None]
        if self.additional_properties:  # names alone: a value may be a secret that does not match its type
            names = ", ".join(f"{name!r}: ..." for name in self.additional_properties)
            shown.append(f"additional_properties={{{names}}}")
        return f"{type(self).__name__}({', '.join(shown)})"


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
    known = _BY_LETTERS.get(kind) or _BY_LETTERS.setdefault(kind, {_letters(name): name for name in kind._wire})
    for name in rest:
        documented = known.get(_letters(name), name)
        if documented != name and documented not in data:
            mismatches.append(name)
    return rest.copy()  # a dict from which items were taken does not shrink


_BY_LETTERS: dict[type[Model], Mapping[str, str]] = {}


def _letters(name: str) -> str:
    return name.replace("_", "").lower()


def dump(properties: Json, rest: Json, omit_none: bool) -> Json:
    """Return a record as JSON has it: its fields, then the properties that were received and have no field."""
    result = {
        name: _to_json(value, omit_none) for name, value in properties.items() if not omit_none or value is not None
    }
    for name, value in rest.items():
        if result.get(name) is None:
            result[name] = value
    return result


def _to_json(value: Any, omit_none: bool) -> Any:
    match value:
        case Model():
            return value.to_dict(omit_none=omit_none)
        case Enum():
            return value.value
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case list() | tuple():
            return [_to_json(item, omit_none) for item in value]
        case dict():
            return {name: _to_json(item, omit_none) for name, item in value.items()}
    return value


# One field


def field_reader(convert: Convert[T]) -> FieldReader[T]:
    """Return a reader of a property that may be absent but not null."""
    return _field_reader(convert, UNSET)


def field_reader_or_null(convert: Convert[T]) -> FieldReader[T]:
    """Return a reader of a property that may be absent or null; the model passes None for both."""
    return _field_reader(convert, None)


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


string, string_or_null = field_reader(to_string), field_reader_or_null(to_string)
integer, integer_or_null = field_reader(to_integer), field_reader_or_null(to_integer)
number, number_or_null = field_reader(to_number), field_reader_or_null(to_number)
boolean, boolean_or_null = field_reader(to_boolean), field_reader_or_null(to_boolean)
date, date_or_null = field_reader(to_date), field_reader_or_null(to_date)
timestamp, timestamp_or_null = field_reader(to_datetime), field_reader_or_null(to_datetime)
wcf_date, wcf_date_or_null = field_reader(to_wcf_date), field_reader_or_null(to_wcf_date)
mapping, mapping_or_null = field_reader(to_object), field_reader_or_null(to_object)
bytes_, bytes__or_null = field_reader(to_bytes), field_reader_or_null(to_bytes)


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
        return [_item(reader, f"[{number}]", value, mismatches) for number, value in enumerate(to_list(values))]

    return read_list


def map_of(reader: Reader[T]) -> Reader[dict[str, T]]:
    """Return a reader of objects with any names, such as prices by currency; an invalid value is a mismatch of all."""

    def read_map(values: Any, mismatches: Mismatches) -> dict[str, T]:
        return {name: _item(reader, name, value, mismatches) for name, value in to_object(values).items()}

    return read_map


def _item(reader: Reader[T], name: str, value: Any, mismatches: Mismatches) -> T:
    mark = len(mismatches)
    try:
        result = reader(value, mismatches)
    except ContractViolationError as violation:
        violation.path = join(name, violation.path)
        raise
    except PARSE_ERRORS as error:
        raise ItemMismatch(join(name, getattr(error, "path", ""))) from None
    if len(mismatches) > mark:
        mismatches[mark:] = [join(name, path) for path in mismatches[mark:]]
    return result


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
            found: Mismatches = []
            try:
                result = reader(value, found)
            except (ContractViolationError, *PARSE_ERRORS):
                continue
            rank = len(found), _unknown(result)
            if best is None or rank < best[0]:
                best = rank, result, found
        if best is None:
            raise TypeError("matches none of the types of the contract")
        mismatches += best[2]
        return best[1]

    return read_union


def _unknown(value: Any) -> int:
    """Return how little a type says of a value: 2 for each property it does not name, 1 for each value of no enum."""
    match value:
        case Model():
            known = sum(_unknown(getattr(value, a.name)) for a in fields(type(value)) if a.name != _REST)
            return known + 2 * len(value.additional_properties)
        case list():
            return sum(_unknown(item) for item in value)
        case dict():
            return sum(2 + _unknown(item) for item in value.values())
        case str() | int() if not isinstance(value, Enum | bool):
            return 1
    return 0


def parse_records(reader: Reader[T], values: list[Any], mismatches: Mismatches) -> list[T]:
    """Read the records of a response.

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
            mismatches[mark:] = [f"[{number}]"]
            continue
        except ContractViolationError as violation:
            violation.path = join(f"[{number}]", violation.path)
            failed.append(violation)
        if len(mismatches) > mark:
            mismatches[mark:] = [join(f"[{number}]", path) for path in mismatches[mark:]]
    if failed:
        raise _combined_violation(failed, result)
    return result


def _combined_violation(failed: list[ContractViolationError], result: list[Any]) -> ContractViolationError:
    first, *others = failed
    first.rest = result
    if others:
        first.reason += f" (and {len(others)} more records of the response do not fit: {_paths(others)})"
    return first


def _paths(violations: Iterable[ContractViolationError]) -> str:
    shown = [violation.path for violation in violations]
    return ", ".join(shown[:5]) + (", ..." if len(shown) > 5 else "")


def join(outer: str, path: str) -> str:
    """Return a path with the name of the level above before it."""
    return f"{outer}{path}" if not path or path.startswith("[") else f"{outer}.{path}"
