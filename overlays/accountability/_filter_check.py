"""Whether the rows of a list meet the filters they were asked by: that a service heeds a guessed filter is a guess."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ._errors import FilterIgnoredError

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("check_filters", "meets")

# A service may keep moments less exactly than it tells them, or compare the day of another zone.
_ROUNDING, _DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


def check_filters(call: Call[Any], rows: Sequence[Any]) -> None:
    """Sees to it that each row meets each filter of its call.

    Raises:
        FilterIgnoredError: one does not, or lacks the member to see it by; the first is named.
    """
    for argument, member, op, asked in call.filters:
        for row in rows:
            came = getattr(row, member)
            if came == asked or (came is not None and meets(came, op, asked)):
                continue
            named = f"record {row.id}" if getattr(row, "id", None) is not None else "a record"
            seen = f"has no {member} that could be read" if came is None else f"does not meet it by its {member}"
            raise FilterIgnoredError(
                f"{call.key}: {argument} was asked for, and {named} came, which {seen}. The filter is inferred: the "
                f"service may pass over it, or mean something else by it. Leave {argument} out and choose among the "
                "records yourself."
            )


def meets(came: Any, op: str, asked: Any) -> bool:
    """Whether a value is equal to another (`eq`), at least it (`ge`) or at most it (`le`), as services compare.

    Args:
        came: a value as it was read.
        op: how they compare.
        asked: as a caller gives it, or as it is sent; of several, any will do.
    """
    if isinstance(asked, list | tuple | set | frozenset):
        return any(meets(came, op, each) for each in asked)
    if op == "eq" and not isinstance(came, datetime.date):
        return _letters(came) == _letters(asked)
    try:
        distance, slack = _distance(came, asked)
    except (TypeError, ValueError, ArithmeticError):
        return False
    return bool((op == "le" or distance >= -slack) and (op == "ge" or distance <= slack))


def _letters(value: Any) -> str:
    """A value as a service compares it that makes nothing of case and of blanks at the end."""
    return str(value).rstrip().casefold()


def _distance(came: Any, asked: Any) -> tuple[Any, Any]:
    """How much further a value is than another, and how much of that is nothing."""
    if not isinstance(came, datetime.date):
        return came - type(came)(asked), 0
    if isinstance(asked, str):
        asked = type(came).fromisoformat(asked)
    if isinstance(came, datetime.datetime) and isinstance(asked, datetime.datetime):
        return came - asked, _ROUNDING
    same = type(came) is type(asked)
    return _day(came) - _day(asked), datetime.timedelta() if same else _DAY


def _day(value: datetime.date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value
