"""Pages of a list, found without walking over the pages before them.

How many records stand in each block of ids is kept by triggers, as records come and go. A page of a whole list begins
in the block where the sum of these numbers passes its first place, so every page costs the numbers of the blocks (one
for each 1024 ids) and at most one block. A list with conditions (filters, or what its caller may see) is read through
once; the ids found are kept for its other pages until anyone writes.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .lasting import Lasting

Rows = Callable[[str, Sequence[Any]], Iterator[tuple[Any, ...]]]
_BITS = 10
_KEPT = 8  # filtered lists whose ids are kept: 8 MB each where a million records meet the filters

TABLES = (
    "CREATE TABLE block (collection TEXT NOT NULL, number INTEGER NOT NULL, records INTEGER NOT NULL,"
    " PRIMARY KEY (collection, number)) WITHOUT ROWID",
    "CREATE TRIGGER counted AFTER INSERT ON record BEGIN"
    f" INSERT INTO block VALUES (new.collection, new.id >> {_BITS}, 1)"
    " ON CONFLICT (collection, number) DO UPDATE SET records = records + 1; END",
    "CREATE TRIGGER discounted AFTER DELETE ON record BEGIN UPDATE block SET records = records - 1"
    f" WHERE collection = old.collection AND number = old.id >> {_BITS}; END",
    f"INSERT INTO block SELECT collection, id >> {_BITS}, count(*) FROM record GROUP BY 1, 2",
)


class Listing:
    """The pages of all lists of one store.

    Args:
        rows: runs a query and gives its rows; every call of this object is made in a transaction.
        state: tells one state of the records from another.
    """

    def __init__(self, rows: Rows, state: Callable[[], object]) -> None:
        self._rows, self._found = rows, Lasting(state, _KEPT)

    def count(self, collection: str) -> int:
        """How many records there are."""
        (total,) = next(self._rows("SELECT total(records) FROM block WHERE collection = ?", (collection,)))
        return int(total)

    def whole(self, collection: str, first: int, size: int) -> tuple[int, list[str]]:
        """How many records there are, and the bodies of those from place `first` (from 0) on, `size` at most."""
        blocks = self._rows("SELECT number, records FROM block WHERE collection = ? ORDER BY number", (collection,))
        total, start, before = 0, None, 0
        for number, records in blocks:
            if start is None and total + records > first:
                start, before = number << _BITS, total
            total += records
        if start is None:
            return total, []
        sql = (
            "SELECT body FROM record WHERE rowid IN (SELECT rowid FROM record"
            " WHERE collection = ? AND id >= ? ORDER BY id LIMIT ? OFFSET ?) ORDER BY id"
        )
        return total, [body for (body,) in self._rows(sql, (collection, start, size, first - before))]

    def filtered(
        self, collection: str, clause: str, values: Sequence[Any], first: int, size: int
    ) -> tuple[int, list[str]]:
        """The same of the records that meet a clause."""
        ids = self._ids(clause, values)
        chosen = json.dumps(ids[first : first + size].tolist())
        sql = "SELECT body FROM record WHERE collection = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
        return len(ids), [body for (body,) in self._rows(sql, (collection, chosen))]

    def _ids(self, clause: str, values: Sequence[Any]) -> array[int]:
        def search() -> array[int]:
            rows = self._rows(f"SELECT id FROM record WHERE {clause} ORDER BY id", values)
            return array("q", (key for (key,) in rows))

        return self._found.get((clause, *values), search)
