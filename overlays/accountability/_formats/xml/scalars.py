"""Read and write the scalar types of XML: numbers, booleans, dates and strings."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

from accountability_api._runtime.dates import format_wcf_date, parse_wcf_date

from ..wall_time import add_offset, to_wall_time
from .parser import Element, XmlError, local
from .types import Anything, Kind, is_nil, set_text, write_number

__all__ = ("scalar",)

_INTEGER = re.compile(r"\s*[+-]?\d{1,40}\s*", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d{1,3})?\s*", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_CACHE_SIZE = 1024  # dates: the records of a response share most of them
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Scalar:
    """An element whose text is a value of one type."""

    def __init__(self, read: Callable[[str], Any], write: Callable[[Any, str], str]) -> None:
        self.convert = read
        self._write = write

    def read(self, element: Element) -> Any:
        text = element.text
        if text is None or len(element):
            return self._read_empty_or_nested(element)
        try:
            return self.convert(text)
        except ValueError:
            return text

    def _read_empty_or_nested(self, element: Element) -> Any:
        """Read an element that is empty, or has child elements, which no scalar has: it is an object, not a text."""
        if len(element):
            return {local(child): Anything().read(child) for child in element}
        try:
            return None if is_nil(element) else self.convert("")
        except ValueError:
            return ""

    def write(self, element: Element, value: Any, path: str) -> None:
        set_text(element, self._write(value, path), path)


def scalar(kind: str | None, form: str | None, zone: tzinfo, on_wall_time: Callable[[], None]) -> Kind:
    """Return the reader and writer of a schema's type and format; a schema without a type accepts anything."""
    match kind, form:
        case "integer", _:
            return Scalar(_integer, _write_integer)
        case "number", _:
            return Scalar(_number, write_number)
        case "boolean", _:
            return Scalar(_boolean, _write_boolean)
        case "string", "xml-local-date-time":
            return _dates(zone, on_wall_time)
        case "string", _:
            return Scalar(str, _write_text)
    return Anything()


def _integer(text: str) -> int:
    if not (text.isdigit() and text.isascii() and len(text) < 40) and not _INTEGER.fullmatch(text):
        raise ValueError
    return int(text)


def _number(text: str) -> Decimal:
    # Most are digits about one point, which costs less to see than the whole form.
    if not (text.replace(".", "", 1).isdigit() and text.isascii()) and not _NUMBER.fullmatch(text):
        raise ValueError
    return Decimal(text)


def _boolean(text: str) -> bool:
    if text.strip() not in _BOOLEANS:
        raise ValueError
    return _BOOLEANS[text.strip()]


def _dates(zone: tzinfo, on_wall_time: Callable[[], None]) -> Scalar:
    """Return the reader and writer of dates: wall times of a zone in XML, `/Date(milliseconds+hhmm)/` in JSON.

    A wall time stays as written, to the millisecond. A date in the form of XML is written unchanged: examples of the
    XML schema have that form.
    """

    @lru_cache(maxsize=_CACHE_SIZE)
    def read(text: str) -> str:
        if not _MOMENT.fullmatch(text.strip()):
            raise ValueError
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            on_wall_time()
            moment = add_offset(moment, zone)
        return format_wcf_date(moment)

    def write(value: Any, path: str) -> str:
        if isinstance(value, str) and _MOMENT.fullmatch(value):
            return value
        try:
            wall = to_wall_time(parse_wcf_date(value), zone)
        except (TypeError, ValueError, OverflowError):
            raise XmlError(
                f"{path}: expected a date such as /Date(928113600000+0000)/ or 1999-05-31T11:20:00"
            ) from None
        on_wall_time()
        return wall.isoformat(timespec="milliseconds").removesuffix(".000")

    return Scalar(read, write)


def _write_integer(value: Any, path: str) -> str:
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise XmlError(f"{path}: expected an int, got {type(value).__name__}")
    return str(value)


def _write_boolean(value: Any, path: str) -> str:
    if not isinstance(value, bool):
        raise XmlError(f"{path}: expected a bool, got {type(value).__name__}")
    return "true" if value else "false"


def _write_text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise XmlError(f"{path}: expected a string, got {type(value).__name__}")
    return value
