"""What a rule looks at: a record about to be kept, and the records beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..occasion import Occasion
from ..search import Search
from ..store import Record, Store

__all__ = ("Act", "Broken", "Rule", "Search", "by_contract")


class Broken(Exception):
    """A rule is broken.

    Args:
        detail: what stands in the way, and what may be done.
        member: the member that it is about, where it is about one.
    """

    def __init__(self, detail: str, member: str = "") -> None:
        super().__init__(detail)
        self.detail, self.member = detail, member


@dataclass(frozen=True, slots=True)
class Act:
    """A record that is about to be kept.

    Args:
        collection: where.
        before: as it was; None for a new one.
        record: as it would be.
        store: all records; the act is not among them yet.
        occasion: the moment and the caller.
        changes: whether a caller's own values are put in; False where the record goes from a state to the next.
    """

    collection: str
    before: Record | None
    record: Mapping[str, Any]
    store: Store
    occasion: Occasion
    changes: bool = True

    @property
    def is_new(self) -> bool:
        """Whether the record is created."""
        return self.before is None

    def lacks(self, member: str) -> bool:
        """Whether the caller gave no value, or null."""
        return self.record.get(member) is None

    def other(self, collection: str, key: Any) -> Record:
        """Another record; empty where there is none of that id."""
        found = self.store.get(collection, key) if isinstance(key, int | str) else None
        return found or {}

    def first(self, search: Search, *values: Any) -> Record:
        """The first record that a search finds; empty where there is none, or a value is missing."""
        return self.store.first(search, *values) or {}

    def filled(self, **members: Any) -> dict[str, Any]:
        """Those of the members that the caller left blank, and that there is a value for."""
        return {name: value for name, value in members.items() if self.lacks(name) and value is not None}


Rule: TypeAlias = Callable[[Act], Mapping[str, Any]]
"""Gives the members that follow from an act, or raises `Broken`."""


def by_contract(act: Act) -> Mapping[str, Any]:
    """Nothing more to do: the contract's own `x-on-create` sets the member, whatever the operation."""
    return {}
