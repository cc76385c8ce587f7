"""Formats of values that differ from the contract's: how the service writes a date or a number in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from accountability_api._runtime.convert import to_date
from accountability_api._runtime.dates import format_wcf_date, parse_wcf_date

__all__ = ("FORMATS", "Format", "FormatTree", "convert", "format_tree")

Direction: TypeAlias = "Callable[[Format], Callable[[Any], Any]]"


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


@dataclass(slots=True)
class FormatTree:
    """The formats of a record: of the property itself, and of the properties inside it."""

    format: Format | None = None
    inside: dict[str, FormatTree] = field(default_factory=dict)


def format_tree(formats: Mapping[str, Format]) -> FormatTree:
    """Arrange formats by path, such as `lines.amount`, as a tree."""
    root = FormatTree()
    for path, each in formats.items():
        branch = root
        for step in path.split("."):
            branch = branch.inside.setdefault(step, FormatTree())
        branch.format = each
    return root


def convert(value: Any, tree: FormatTree, direction: Direction) -> Any:
    """Convert a value and what is inside it."""
    if isinstance(value, list):
        return [convert(each, tree, direction) for each in value]
    if isinstance(value, Mapping):
        inside = tree.inside
        return {
            name: convert(each, inside[name], direction) if name in inside else each for name, each in value.items()
        }
    return value if tree.format is None or value is None else direction(tree.format)(value)


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
