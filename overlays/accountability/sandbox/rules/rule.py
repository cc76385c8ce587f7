"""What a rule is: a function of a change, which returns properties to set or raises a violation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from ..clock import format_timestamp
from ..contract.schema import Key, Schema
from ..store.query import Index
from ..store.store import Record, Store

__all__ = ("Change", "Context", "Index", "Rule", "RuleViolationError", "no_op")


class RuleViolationError(Exception):
    """A change violates a rule.

    Args:
        detail: What is not allowed, and what to do instead.
        property: The property concerned, if it is about one.
    """

    def __init__(self, detail: str, property: str = "") -> None:
        super().__init__(detail)
        self.detail, self.property = detail, property


@dataclass(frozen=True, slots=True)
class Context:
    """The time and the caller of one request, the same for everything that it sets.

    Args:
        now: Aware.
        employee_id: Of the employee who calls, None if there is none.
    """

    now: datetime
    employee_id: Key | None

    def evaluate(self, expression: Any, schema: Schema) -> Any:
        """Return the value of an `x-sets`, `x-on-create` or `x-on-change` expression.

        Args:
            expression: $now, $today or $caller; anything else is the value itself.
            schema: The property's schema; a time is reduced to a day if that is a date.
        """
        if expression == "$today" or (expression == "$now" and schema.get("format") == "date"):
            return self.now.date().isoformat()
        if expression == "$now":
            return format_timestamp(self.now)
        return self.employee_id if expression == "$caller" else expression


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is about to be stored.

    Args:
        collection: Where.
        before: The stored record; None for a new one.
        record: The record after the change.
        store: All records; the change is not among them yet.
        context: The time and the caller.
        is_transition: Whether the operation sets the properties, rather than the caller.
    """

    collection: str
    before: Record | None
    record: dict[str, Any]
    store: Store
    context: Context
    is_transition: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the record is created."""
        return self.before is None

    def is_blank(self, name: str) -> bool:
        """Return whether a property is absent or null."""
        return self.record.get(name) is None

    def related(self, collection: str, key: Any) -> Record:
        """Return another record; empty if there is none of that id."""
        found = self.store.get(collection, key) if isinstance(key, int | str) else None
        return found or {}

    def first(self, index: Index, *values: Any) -> Record:
        """Return the first record of an index; empty if there is none, or a value is missing."""
        return self.store.first(index, *values) or {}

    def defaults(self, **properties: Any) -> dict[str, Any]:
        """Return those of the properties that are blank in the record and have a value."""
        return {name: value for name, value in properties.items() if self.is_blank(name) and value is not None}


Rule: TypeAlias = Callable[[Change], Mapping[str, Any]]
"""Returns the properties that follow from a change, or raises `RuleViolationError`."""


def no_op(change: Change) -> Mapping[str, Any]:
    """Do nothing: the contract's own `x-on-create` sets the property."""
    return {}
