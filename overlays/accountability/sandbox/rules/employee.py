"""Rules of employees: until when they have access."""

from __future__ import annotations

from ..store.store import Record
from .rule import Rule, no_op

END_DATE = "end-date-removes-access"


def has_left(employee: Record, today: str) -> bool:
    """Return whether an employee's end date is past, and with it the access. [KB employees]

    Args:
        employee: The record.
        today: The day, as yyyy-MM-dd.
    """
    end = employee.get("endDate")
    return isinstance(end, str) and end < today


RULES: dict[str, Rule] = {END_DATE: no_op}  # the date is stored as it is; authentication checks it
