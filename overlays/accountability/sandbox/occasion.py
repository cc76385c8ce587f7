"""Occasions: when something is done to a record and by whom, and the values that follow from that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .members import Key, Schema
from .moment import timestamp


@dataclass(frozen=True, slots=True)
class Occasion:
    """One request's moment and caller, the same for everything that it sets.

    Args:
        moment: aware.
        caller: id of the employee who calls, None where there is none.
    """

    moment: datetime
    caller: Key | None

    def value(self, expression: Any, schema: Schema) -> Any:
        """The value of an `x-sets`, `x-on-create` or `x-on-change` expression.

        Args:
            expression: $now, $today or $caller; anything else is the value itself.
            schema: the member that it is for; a moment is cut down to a day where that is a date.
        """
        if expression == "$today" or (expression == "$now" and schema.get("format") == "date"):
            return self.moment.date().isoformat()
        if expression == "$now":
            return timestamp(self.moment)
        return self.caller if expression == "$caller" else expression
