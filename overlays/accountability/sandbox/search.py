"""Searches: ways of finding records by their members that cost the same however many there are.

Whoever searches declares how, and the store keeps an index for each search that it is told of. Each query names its
index: SQLite would rather read all of a collection through than guess that a range of numbers is short, and says so at
once where an index is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .query import member_of, quoted


@dataclass(frozen=True, slots=True)
class Search:
    """Finds the records of one collection that have certain values, and puts them in order by what follows these.

    Args:
        collection: where to look.
        members: names of the members that are compared, then of one that gives the order.
    """

    collection: str
    members: tuple[str, ...]

    @property
    def making(self) -> str:
        """The statement that makes the index, where it is missing."""
        columns = ", ".join((*map(member_of, self.members), "id"))
        belongs = f"collection = {quoted(self.collection)}"
        return f"CREATE INDEX IF NOT EXISTS {self._index} ON record ({columns}) WHERE {belongs}"

    @cache  # noqa: B019  (there are as many as the code declares)
    def finding(self, what: str, given: int) -> str:
        """The beginning of a query by the index, up to its conditions.

        Args:
            what: is to be told of the records.
            given: how many of the members are compared, each with a value to bind.
        """
        equal = (f"{member_of(name)} = ?" for name in self.members[:given])
        conditions = " AND ".join((f"collection = {quoted(self.collection)}", *equal))
        return f"SELECT {what} FROM record INDEXED BY {self._index} WHERE {conditions}"

    @property
    def _index(self) -> str:
        name = f"search {self.collection} by {', '.join(self.members)}".replace('"', '""')
        return f'"{name}"'
