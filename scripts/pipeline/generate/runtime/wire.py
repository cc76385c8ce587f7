"""Values on their way out: as parts of a path, a query, a form or a JSON body. No float gets through."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from msgspec import UNSET
from msgspec import UnsetType as Unset

from .dates import format_wcf_date
from .model import Model

__all__ = (
    "UNSET",
    "Unset",
    "day",
    "form",
    "given",
    "joined",
    "json_bytes",
    "plain",
    "query_text",
    "segment",
    "several",
    "wcf",
)

_encoder = msgspec.json.Encoder(decimal_format="number")


def plain(value: Any) -> Any:
    """A value as JSON has it, but for Decimals: they stay, and the encoder writes all their digits.

    Raises:
        TypeError: A float (its digits are not what was meant), or something that JSON has no form for.
        ValueError: A Decimal that is no number, or a time without a zone.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return value.value
        case str():
            return str(value)
        case int():
            return int(value)
        case Decimal():
            return _finite(value)
        case datetime.datetime():
            return _moment(value)
        case datetime.date():
            return value.isoformat()
        case Model():
            return plain(value.to_dict())
        case Mapping():
            return {str(name): plain(member) for name, member in value.items() if member is not UNSET}
        case list() | tuple():
            return [plain(item) for item in value]
    raise TypeError(_no_form(value))


def _no_form(value: Any) -> str:
    if isinstance(value, float):
        return f"{value!r} is a float, which is not exact: write Decimal('{value!r}')"
    return f"a {type(value).__name__} has no form in JSON"


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError(f"{number} is no number that could be sent")
    return number


def _moment(moment: datetime.datetime) -> str:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: give it one, such as tzinfo=datetime.UTC")
    return moment.isoformat()


def day(value: Any) -> Any:
    """A date; of a date and time, the day in its own zone. Others pass."""
    return value.date() if isinstance(value, datetime.datetime) else value


def wcf(value: Any) -> Any:
    """A time as WCF writes it in JSON. Others pass."""
    return format_wcf_date(value) if isinstance(value, datetime.datetime) else value


def several(values: Any, each: Callable[[Any], Any] | None = None) -> Any:
    """A list of values; a lone text is refused, since it would go out letter by letter. None and UNSET pass."""
    if values is None or values is UNSET:
        return values
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(f"a sequence is needed, such as a list; {type(values).__name__} is none")
    return [each(value) for value in values] if each else list(values)


def given(members: Mapping[str, Any]) -> Any:
    """The members of a body that may be left out: UNSET where none of them is set."""
    return UNSET if all(value is UNSET for value in members.values()) else members


def joined(values: Any) -> Any:
    """A list as one text with commas, for a query parameter that does not repeat. None passes."""
    return values if values is None else ",".join(_text(value) for value in values)


def segment(value: Any) -> str:
    """One path argument, percent-encoded, so that it stays one segment.

    Raises:
        ValueError: It is empty, `.` or `..`; no encoding keeps a server from following these.
    """
    text = _text(value)
    if text in ("", ".", ".."):
        raise ValueError(f"{text!r} cannot be part of a path")
    return quote(text, safe="")


def query_text(arguments: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """Query or header arguments as text, a list for one that repeats; what is None or not set is left out."""
    given = {name: value for name, value in arguments.items() if value is not None and value is not UNSET}
    return {name: _text_or_list(value) for name, value in given.items()}


def form(body: Mapping[str, Any]) -> bytes:
    """A form-encoded body; a form has no null, so what is None is left out."""
    return urlencode(query_text(body), doseq=True).encode()


def json_bytes(value: Any) -> bytes:
    """JSON bytes; each Decimal is a number with all its digits."""
    return _encoder.encode(value)


def _text_or_list(value: Any) -> str | list[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_text(item) for item in value]
    return _text(value)


def _text(value: Any) -> str:
    match plain(value):
        case bool() as flag:
            return "true" if flag else "false"
        case Decimal() as number if number.adjusted() < 64:
            return f"{number:f}"
        case None | dict() | list():
            raise TypeError(f"a {type(value).__name__} cannot be part of an address")
        case other:
            return str(other)
