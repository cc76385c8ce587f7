"""Check that the rows of a list match its filters: that the service honours an inferred filter is inferred as well."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .._errors import FilterIgnoredError

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("check_filters", "matches")

# A service may store datetimes less exactly than it returns them, or compare the day of another zone.
_ROUNDING, _DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


def check_filters(call: Call[Any], rows: Sequence[Any]) -> None:
    """Check that each row matches each filter of its call."""
    for argument, attribute, op, expected in call.filters:
        for row in rows:
            actual = getattr(row, attribute)
            if actual == expected or (actual is not None and matches(actual, op, expected)):
                continue
            record = f"record {row.id}" if getattr(row, "id", None) is not None else "a record"
            reason = f"without a readable {attribute}" if actual is None else f"whose {attribute} does not match"
            raise FilterIgnoredError(
                f"{call.key}: expected records that match {argument}, got {record} {reason}. The filter is inferred: "
                f"the service may ignore it, or mean something else by it. Leave {argument} out and filter the records "
                "yourself."
            )


def matches(actual: Any, op: str, expected: Any) -> bool:
    """Return whether a value is equal to another (`eq`), at least it (`ge`) or at most it (`le`).

    Of several expected values, as callers pass them or as they are sent, any may match.
    """
    if isinstance(expected, list | tuple | set | frozenset):
        return any(matches(actual, op, value) for value in expected)
    if op == "eq" and not isinstance(actual, datetime.date):
        return _normalized(actual) == _normalized(expected)
    try:
        distance, tolerance = _distance(actual, expected)
    except (TypeError, ValueError, ArithmeticError):
        return False
    return bool((op == "le" or distance >= -tolerance) and (op == "ge" or distance <= tolerance))


def _normalized(value: Any) -> str:
    """Return a value as a service compares it that ignores case and blanks at the end."""
    return str(value).rstrip().casefold()


def _distance(actual: Any, expected: Any) -> tuple[Any, Any]:
    """Return the difference of two values, and the difference that is tolerated."""
    if not isinstance(actual, datetime.date):
        return actual - type(actual)(expected), 0
    if isinstance(expected, str):
        expected = type(actual).fromisoformat(expected)
    if isinstance(actual, datetime.datetime) and isinstance(expected, datetime.datetime):
        return actual - expected, _ROUNDING
    is_same_type = type(actual) is type(expected)
    return _day(actual) - _day(expected), datetime.timedelta() if is_same_type else _DAY


def _day(value: datetime.date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value
