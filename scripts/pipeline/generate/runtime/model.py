"""What every generated record is made of: its base, and the functions that its `from_dict` and `to_dict` call.

A member that does not fit (a wrong type, a date that is none, null where none may be) does not lose its record: it
reads as None, its raw value stays in `additional_properties`, and its path is noted. Only a required member that does
not fit raises. Each level puts its own name before a path on the way out, so that nothing is paid while all fits.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

from attrs import define, field, fields
from msgspec import UNSET

from .convert import (
    Convert,
    kind_of,
    to_bool,
    to_bytes,
    to_day,
    to_decimal,
    to_int,
    to_list,
    to_moment,
    to_object,
    to_text,
    to_wcf_date,
)
from .errors import ContractViolationError

Json: TypeAlias = dict[str, Any]
Notes: TypeAlias = list[str]
At: TypeAlias = tuple[Json, Json, Notes]  # a raw record, what is left of it, and the paths of misfits
T = TypeVar("T")
Reader: TypeAlias = Callable[[Any, Notes], T]
MemberReader: TypeAlias = Callable[[Any, str, At], T | None]

UNFIT = (TypeError, ValueError, ArithmeticError)


@define(kw_only=True, repr=False)
class Model:
    """A record as the API tells it.

    Attributes:
        additional_properties: Members that the contract lacks, and the raw values of members that do not fit, by the
            names they have in JSON. `to_dict` writes them as they are.
    """

    _secret: ClassVar[frozenset[str]] = frozenset()
    _wire: ClassVar[tuple[str, ...]] = ()

    additional_properties: Json = field(factory=dict)

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        """The record of a decoded JSON object, whose numbers with a point are best Decimals.

        Args:
            data: The object; it stays as it is.
            notes: A list that gets the path of each member that does not fit.

        Raises:
            TypeError: `data` is no object.
            ContractViolationError: A required member is missing or does not fit.
        """
        raise NotImplementedError

    def to_dict(self) -> Json:
        """The record as JSON has it, Decimals kept. A member that is None is left out, since null and absent read
        alike; to send null, put it into `additional_properties` under its JSON name."""
        raise NotImplementedError

    def __repr__(self) -> str:
        named = ((a.name, getattr(self, a.name)) for a in fields(type(self)) if a.name != "additional_properties")
        told = [f"{k}={'***' if k in self._secret else repr(v)}" for k, v in named if v is not None]
        if self.additional_properties:  # names alone: one may be a secret that does not fit
            names = ", ".join(f"{name!r}: ..." for name in self.additional_properties)
            told.append(f"additional_properties={{{names}}}")
        return f"{type(self).__name__}({', '.join(told)})"


def begin(data: Json, notes: Notes | None) -> At:
    """Where a record's reading starts: the raw record, a copy that members are taken out of, and the notes."""
    if not isinstance(data, dict):
        raise TypeError(f"is {kind_of(data)} where an object should be")
    return data, data.copy(), [] if notes is None else notes


def left(kind: type[Model], at: At) -> Json:
    """What is left of a record when its members are taken out: what the contract lacks, and what does not fit.

    A member that is spelt in another way (`client_id` for `clientId`) is noted too, since the contract's own reads as
    None for no better reason.
    """
    data, rest, notes = at
    known = _BY_LETTERS.get(kind) or _BY_LETTERS.setdefault(kind, {_letters(name): name for name in kind._wire})
    for name in rest:
        ours = known.get(_letters(name), name)
        if ours != name and ours not in data:
            notes.append(name)
    return rest.copy()  # what members were taken out of keeps their room


_BY_LETTERS: dict[type[Model], Mapping[str, str]] = {}


def _letters(name: str) -> str:
    return name.replace("_", "").lower()


def told(members: Json, rest: Json) -> Json:
    """A record as JSON: its members but those that are None, then the rest as it came."""
    made = {name: _plain(value) for name, value in members.items() if value is not None}
    for name, value in rest.items():
        made.setdefault(name, value)
    return made


def _plain(value: Any) -> Any:
    match value:
        case Model():
            return value.to_dict()
        case StrEnum():
            return value.value
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


# One member


def member(convert: Convert[T]) -> MemberReader[T]:
    """Reads a member that may be absent but not null."""
    return _member(convert, UNSET)


def member_or_null(convert: Convert[T]) -> MemberReader[T]:
    """Reads a member that may be absent or null; the record's reading gives null for both."""
    return _member(convert, None)


def _member(convert: Convert[T], nothing: Any) -> MemberReader[T]:
    def read(value: Any, name: str, at: At) -> T | None:
        if value is nothing:
            return None
        try:
            return convert(value)
        except UNFIT:
            at[1][name] = value
            at[2].append(name)
            return None

    return read


text, text_or_null = member(to_text), member_or_null(to_text)
integer, integer_or_null = member(to_int), member_or_null(to_int)
number, number_or_null = member(to_decimal), member_or_null(to_decimal)
flag, flag_or_null = member(to_bool), member_or_null(to_bool)
date, date_or_null = member(to_day), member_or_null(to_day)
moment, moment_or_null = member(to_moment), member_or_null(to_moment)
wcf_date, wcf_date_or_null = member(to_wcf_date), member_or_null(to_wcf_date)
mapping, mapping_or_null = member(to_object), member_or_null(to_object)
binary, binary_or_null = member(to_bytes), member_or_null(to_bytes)


def inner(reader: Reader[T], value: Any, name: str, at: At) -> T | None:
    """A member that is a record or a list, and may be absent but not null."""
    if value is UNSET:
        return None
    notes = at[2]
    mark = len(notes)
    try:
        made = reader(value, notes)
    except UNFIT as error:
        notes[mark:] = [join(name, error.path) if isinstance(error, ItemMisfit) else name]
        at[1][name] = value
        return None
    except ContractViolationError as violation:
        violation.path = join(name, violation.path)
        raise
    if len(notes) > mark:
        notes[mark:] = [join(name, note) for note in notes[mark:]]
    return made


def inner_or_null(reader: Reader[T], value: Any, name: str, at: At) -> T | None:
    """A member that is a record or a list, and may be absent or null."""
    return None if value is None else inner(reader, value, name, at)


def must(made: T | None, name: str, at: At) -> T:
    """A required member, read before; without it the record is of no use."""
    if made is None:
        raise ContractViolationError(_why(name, at[0]), path=name, record=at[0])
    return made


def must_or_null(made: T | None, name: str, at: At) -> T | None:
    """A required member that may be null."""
    return must(made, name, at) if made is not None or at[0].get(name, UNSET) is not None else None


def _why(name: str, record: Json) -> str:
    if name not in record:
        return "is missing, though the contract requires it"
    return f"is {kind_of(record[name])}, which does not fit the contract that requires it"


# Lists


class ItemMisfit(ValueError):
    """An item of a list does not fit, and with it the list."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} does not fit")
        self.path = path


def leaf(convert: Convert[T]) -> Reader[T]:
    """A conversion as the reader of an item."""
    return lambda value, notes: convert(value)


def or_null(reader: Reader[T]) -> Reader[T | None]:
    """The same reader for items that may be null."""
    return lambda value, notes: None if value is None else reader(value, notes)


def list_of(reader: Reader[T]) -> Reader[list[T]]:
    """A reader of lists inside a record; an item that does not fit makes the list a misfit, never a shorter list."""

    def read_list(values: Any, notes: Notes) -> list[T]:
        made: list[T] = []
        for number, value in enumerate(to_list(values)):
            mark = len(notes)
            try:
                made.append(reader(value, notes))
            except ContractViolationError as violation:
                violation.path = join(f"[{number}]", violation.path)
                raise
            except UNFIT as error:
                raise ItemMisfit(join(f"[{number}]", getattr(error, "path", ""))) from None
            if len(notes) > mark:
                notes[mark:] = [join(f"[{number}]", note) for note in notes[mark:]]
        return made

    return read_list


def rows(reader: Reader[T], values: list[Any], notes: Notes) -> list[T]:
    """The records of an answer. An item that is none is left out and noted; one that lacks what it must have is
    raised when all are read, and the error holds the others."""
    made: list[T] = []
    failed: list[ContractViolationError] = []
    for number, value in enumerate(values):
        mark = len(notes)
        try:
            made.append(reader(value, notes))
        except UNFIT:
            notes[mark:] = [f"[{number}]"]
            continue
        except ContractViolationError as violation:
            violation.path = join(f"[{number}]", violation.path)
            failed.append(violation)
        if len(notes) > mark:
            notes[mark:] = [join(f"[{number}]", note) for note in notes[mark:]]
    if failed:
        raise _first(failed, made)
    return made


def _first(failed: list[ContractViolationError], made: list[Any]) -> ContractViolationError:
    first, *others = failed
    first.rest = made
    if others:
        first.reason += f" (and {len(others)} more records of the answer do not fit: {_paths(others)})"
    return first


def _paths(violations: Iterable[ContractViolationError]) -> str:
    shown = [violation.path for violation in violations]
    return ", ".join(shown[:5]) + (", ..." if len(shown) > 5 else "")


def join(outer: str, path: str) -> str:
    """A path with the name of the level above before it."""
    return f"{outer}{path}" if not path or path.startswith("[") else f"{outer}.{path}"
