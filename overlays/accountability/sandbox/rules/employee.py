"""Rules of employees: until when they have access."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..store import Record
from .act import Act, Rule

LEFT = "end-date-removes-access"


def has_left(employee: Record, today: str) -> bool:
    """Whether an employee's end date is past, and with it the access. [KB employees]

    Args:
        employee: the record.
        today: the day, as yyyy-MM-dd.
    """
    end = employee.get("endDate")
    return isinstance(end, str) and end < today


def end_date(act: Act) -> Mapping[str, Any]:
    """The date is kept as it is; it tells when the employee is let in, see `has_left`. [KB employees]"""
    return {}


RULES: dict[str, Rule] = {LEFT: end_date}
