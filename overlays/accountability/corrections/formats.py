"""Formats of values that differ from the contract's: how the service writes a date or a number in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from accountability_api._runtime.dates import format_wcf_date, parse_wcf_date
from accountability_api._runtime.readers import to_date

__all__ = ("FORMATS", "Format")


@dataclass(frozen=True, slots=True)
class Format:
    """How the service writes a value.

    Args:
        read: converts a value of the service to the contract's; one that it does not understand is returned as it is,
            and is then reported as an invalid value.
        write: converts a value of the contract to the service's.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?", re.ASCII)


def _read_number(value: Any) -> Any:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return value
    return int(value) if value.lstrip("-").isdigit() else Decimal(value)


def _write_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _read_boolean(value: Any) -> Any:
    return {"true": True, "false": False}.get(value.lower(), value) if isinstance(value, str) else value


def _write_boolean(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _read_wcf(value: Any) -> Any:
    try:
        return parse_wcf_date(value).isoformat()
    except (TypeError, ValueError):
        return value


def _read_wcf_day(value: Any) -> Any:
    read = _read_wcf(value)
    return value if read == value else _read_midnight(read)


def _write_wcf(value: Any) -> Any:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return format_wcf_date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _read_midnight(value: Any) -> Any:
    try:
        return to_date(value).isoformat()
    except (TypeError, ValueError):
        return value


def _write_midnight(value: Any) -> Any:
    try:
        return f"{date.fromisoformat(value).isoformat()}T00:00:00"
    except (TypeError, ValueError):
        return value


FORMATS: Mapping[str, Mapping[str, Format]] = {
    "string": {
        "integer": Format(_read_number, _write_number),
        "number": Format(_read_number, _write_number),
        "boolean": Format(_read_boolean, _write_boolean),
    },
    "wcf-date": {"date": Format(_read_wcf_day, _write_wcf), "date-time": Format(_read_wcf, _write_wcf)},
    "midnight": {"date": Format(_read_midnight, _write_midnight)},
}
"""The formats of a service by name, and for each the types and formats of the contract that it may replace."""
