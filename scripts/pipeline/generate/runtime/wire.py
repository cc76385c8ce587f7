"""Convert values for sending: as parts of a path, a query, a form or a JSON body. Only exact values are sent."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from math import isfinite
from numbers import Integral, Real
from operator import index
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from attrs import frozen
from msgspec import UNSET
from msgspec import UnsetType as Unset

from .dates import format_wcf_date, parse_wcf_date
from .model import Model

__all__ = (
    "MULTIPART",
    "UNSET",
    "DateTimeString",
    "File",
    "Unset",
    "as_date",
    "as_datetime",
    "as_wcf_date",
    "comma_separated",
    "cookies",
    "deep_object",
    "delimited",
    "flat",
    "form",
    "json_bytes",
    "json_text",
    "multipart",
    "optional_body",
    "path_segment",
    "query_text",
    "sequence",
    "to_json",
)

_NO_VALUE = "Leave the argument out, or pass None to clear the value."
_BOUNDARY = os.urandom(16).hex()
MULTIPART = f"multipart/form-data; boundary={_BOUNDARY}"
"""The media type of a multipart body; its boundary is random, so that no content can hold it by intent."""


@frozen
class File:
    """A file of a multipart body, with the name and the media type that are sent with it."""

    content: bytes
    name: str = "file"
    media: str = "application/octet-stream"


class DateTimeString(str):
    """A date-time with its offset, as it is sent; a class of its own, so that a client can write it without one."""

    __slots__ = ()


def to_json(value: Any) -> Any:
    """Convert a value to what JSON has, except for Decimals: they stay, and the encoder writes all their digits.

    Integers and booleans of other libraries, such as numpy, are converted, since that is exact.

    Raises:
        TypeError: `value` is a float (its digits are not what was meant), or has no counterpart in JSON.
        ValueError: `value` is a number that is not finite, or a datetime without a time zone.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return value.value
        case DateTimeString():
            return value
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
            return to_json(value.to_dict(omit_none=True))
        case Mapping():
            return {str(name): to_json(item) for name, item in value.items() if item is not UNSET}
        case list() | tuple():
            return [to_json(item) for item in value]
    return _foreign(value)


def _foreign(value: Any) -> bool | int:
    """Convert an integer or boolean that is not Python's own, such as numpy's; reject everything else."""
    kind = type(value)
    if kind.__module__ == "numpy" and kind.__name__ in ("bool", "bool_"):
        return bool(value)
    if kind.__name__ != "timedelta64":  # which numpy registers as an integer
        if isinstance(value, Integral):
            return index(value)
        if isinstance(value, Real):
            raise _inexact(value)
    raise TypeError(f"expected a value that JSON can hold, got {kind.__name__}")


def _inexact(value: Any) -> Exception:
    number = float(value)
    if not isfinite(number):
        return ValueError(f"expected a finite number, got {number}. {_NO_VALUE}")
    digits = repr(number) if isinstance(value, float) else str(value)
    advice = f"int({digits}) or Decimal('{digits}')" if number.is_integer() else f"Decimal('{digits}')"
    return TypeError(f"expected an exact number, got {type(value).__name__} {digits}. Pass {advice}.")


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError(f"expected a finite number, got {number}. {_NO_VALUE}")
    return number


def _moment(moment: datetime.datetime) -> str:
    _reject_nat(moment)
    if moment.utcoffset() is None:
        advice = "Add one: tzinfo=datetime.UTC, for example."
        raise ValueError(f"expected a datetime with a time zone, got {moment.isoformat()}. {advice}")
    return DateTimeString(moment.isoformat())


def _reject_nat(moment: datetime.datetime) -> None:
    """Reject NaT of pandas, which passes for a datetime and is equal to nothing."""
    if moment != moment:
        raise ValueError(f"expected a datetime, got {moment}. {_NO_VALUE}")


def as_date(value: Any) -> Any:
    """Convert a datetime to the date in its own zone; return other values as they are."""
    if not isinstance(value, datetime.datetime):
        return value
    _reject_nat(value)
    return value.date()


def as_wcf_date(value: Any) -> Any:
    """Format a datetime as WCF does in JSON; return None, UNSET and a WCF date as they are.

    Raises:
        TypeError: `value` is a date, whose time and zone are unknown, or something else.
        ValueError: `value` has no time zone, or is a string that is not a WCF date.
    """
    if value is None or value is UNSET:
        return value
    if isinstance(value, str):
        parse_wcf_date(value)
        return value
    if not isinstance(value, datetime.datetime):
        raise _not_a_datetime(value)
    _reject_nat(value)
    return format_wcf_date(value)


def as_datetime(value: Any) -> Any:
    """Reject a date where a datetime is expected, since its time and zone are unknown; return other values as is."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        raise _not_a_datetime(value)
    return value


def _not_a_datetime(value: Any) -> TypeError:
    advice = "datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC), for example"
    return TypeError(f"expected a datetime with a time zone, got {type(value).__name__}. Pass {advice}.")


def sequence(values: Any, convert: Callable[[Any], Any] | None = None) -> Any:
    """Convert a sequence to a list. Reject a single string, whose letters would be sent. None and UNSET stay."""
    if values is None or values is UNSET:
        return values
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(f"expected a sequence such as a list, got {type(values).__name__}")
    return [convert(value) for value in values] if convert else list(values)


def optional_body(members: Mapping[str, Any]) -> Any:
    """Return the properties of an optional body, or UNSET if none of them is set."""
    return UNSET if all(value is UNSET for value in members.values()) else members


def delimited(values: Any, delimiter: str) -> Any:
    """Return a list as one string, for a parameter that does not repeat. None is returned unchanged."""
    return values if values is None else delimiter.join(_text(value) for value in values)


def comma_separated(values: Any) -> Any:
    """Return a list as one string with commas. None is returned unchanged."""
    return delimited(values, ",")


def flat(value: Mapping[str, Any] | None) -> Any:
    """Return an object as one string, names and values in turn, with commas. None is returned unchanged."""
    return value if value is None else comma_separated([part for pair in value.items() for part in pair])


def deep_object(name: str, value: Any) -> dict[str, Any]:
    """Return an object as query parameters: `filter[state]` for `state` of `filter`, nested objects alike."""
    plain = to_json(value) if isinstance(value, Mapping | Model) else value
    if not isinstance(plain, dict):
        return {name: value}
    result: dict[str, Any] = {}
    for key, item in plain.items():
        inner = f"{name}[{key}]"
        result |= deep_object(inner, item) if isinstance(item, dict) else {inner: item}
    return result


def json_text(value: Any) -> str | None:
    """Return a parameter that is sent as JSON. None is returned unchanged."""
    return None if value is None else json_bytes(to_json(value)).decode()


def cookies(values: Mapping[str, Any]) -> str | None:
    """Return the Cookie header for the values that are set; None if there are none."""
    pairs = [f"{name}={quote(str(text), safe='')}" for name, text in query_text(values).items()]
    return "; ".join(pairs) or None


def path_segment(value: Any) -> str:
    """Percent-encode a path argument, so that it stays one segment.

    Raises:
        ValueError: It is empty, `.` or `..`, which servers resolve even if they are encoded.
    """
    text = _text(value)
    if text in ("", ".", ".."):
        raise ValueError(f"expected a path argument, got {text!r}")
    return quote(text, safe="")


def query_text(arguments: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """Convert query or header arguments to strings, or lists of strings; leave out None and UNSET."""
    values = {name: value for name, value in arguments.items() if value is not None and value is not UNSET}
    return {name: _text_or_list(value) for name, value in values.items()}


def form(body: Mapping[str, Any]) -> bytes:
    """Encode a form. None is left out, since a form has no null."""
    return urlencode(query_text(body), doseq=True).encode()


def multipart(body: Mapping[str, Any]) -> bytes:
    """Return a multipart body: files and bytes as files, lists as repeated parts, objects as JSON. None is left out."""
    parts = [
        _part(name, item)
        for name, value in body.items()
        if value is not None and value is not UNSET
        for item in (value if isinstance(value, list | tuple) else [value])
    ]
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


def _part(name: str, value: Any) -> bytes:
    file = File(value) if isinstance(value, bytes) else value
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{_quoted(name)}"'
    if isinstance(file, File):
        head += f'; filename="{_quoted(file.name)}"\r\nContent-Type: {_quoted(file.media)}'
        return f"{head}\r\n\r\n".encode() + file.content + b"\r\n"
    plain = to_json(value)
    if isinstance(plain, dict | list):
        return f"{head}\r\nContent-Type: application/json\r\n\r\n".encode() + json_bytes(plain) + b"\r\n"
    return f"{head}\r\n\r\n{_text(value)}\r\n".encode()


def _quoted(text: str) -> str:
    """Return a name inside a part's header, as HTML escapes it."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def json_bytes(value: Any) -> bytes:
    """Encode JSON; each Decimal is a number with all its digits."""
    return _encoder.encode(value)


def _plain(value: Any) -> str:
    """Return a string for the encoder, which knows no subclass of it."""
    if isinstance(value, DateTimeString):
        return str(value)
    raise TypeError(f"expected a value that JSON can hold, got {type(value).__name__}")


_encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_plain)


def _text_or_list(value: Any) -> str | list[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_text(item) for item in value]
    return _text(value)


def _text(value: Any) -> str:
    match to_json(value):
        case bool() as flag:
            return "true" if flag else "false"
        case Decimal() as number if number.adjusted() < 64:
            return f"{number:f}"
        case None | dict() | list():
            raise TypeError(f"expected a string, number, boolean or date in a URL, got {type(value).__name__}")
        case DateTimeString() as text:
            return text
        case other:
            return str(other)
