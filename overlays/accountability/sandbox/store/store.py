"""The records of one tenant: a row each, with the record as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from .database import Database
from .json_codec import read, write
from .query import Condition, Index, property_sql

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = int | str

_MAX_INTEGER = 2**63 - 1


class Store:
    """Records of one tenant by collection and id.

    Ids are numbers or strings; a record whose id is a string has a number as well, which orders it.
    """

    def __init__(self, database: Database, tenant: str) -> None:
        self.database, self.tenant = database, tenant
        self.transaction = database.transaction

    def get(self, collection: str, key: Key) -> Record | None:
        """Return the record of an id, or None."""
        text = self.get_json(collection, key)
        return None if text is None else read(text)

    def get_json(self, collection: str, key: Key) -> str | None:
        """Return the JSON of the record of an id, or None."""
        number = self._find_number(collection, key) if isinstance(key, str) else key
        if number is None or abs(number) > _MAX_INTEGER:
            return None
        sql = "SELECT body FROM record WHERE tenant = ? AND collection = ? AND id = ?"
        text: str | None = self._select_value(sql, collection, number)
        return text

    def _select_value(self, sql: str, *values: Any) -> Any:
        """Return the value of a query that is bound to the tenant and values, or None if it has no row."""
        rows = self.database.rows(sql, (self.tenant, *values))
        return rows[0][0] if rows else None

    def _find_number(self, collection: str, key: str) -> int | None:
        """Return the number of the record whose id is a string, or None."""
        sql = "SELECT id FROM record WHERE tenant = ? AND collection = ? AND json_extract(body, '$.id') = ?"
        number: int | None = self._select_value(sql, collection, key)
        return number

    def select(self, collection: str, conditions: Sequence[Condition] = (), *, limit: int = -1) -> list[Record]:
        """Return the records that meet all conditions, by ascending id."""
        return [read(text) for text in self.select_json(collection, conditions, limit=limit)]

    def select_json(
        self, collection: str, conditions: Sequence[Condition] = (), limit: int = -1, offset: int = 0
    ) -> list[str]:
        """Return the JSON of the records that meet all conditions, by ascending id."""
        where, values = self._build_where(collection, conditions)
        if not offset:
            sql = f"SELECT body FROM record WHERE {where} ORDER BY id LIMIT ?"
            return [body for (body,) in self.database.rows(sql, [*values, limit])]
        # The ids first: SQLite would else read the bodies of the rows that OFFSET skips.
        sql = (
            f"SELECT body FROM record WHERE rowid IN (SELECT rowid FROM record WHERE {where} ORDER BY id"
            " LIMIT ? OFFSET ?) ORDER BY id"
        )
        return [body for (body,) in self.database.rows(sql, [*values, limit, offset])]

    def count(self, collection: str, conditions: Sequence[Condition] = ()) -> int:
        """Return how many records meet all conditions."""
        where, values = self._build_where(collection, conditions)
        return int(self.database.rows(f"SELECT count(*) FROM record WHERE {where}", values)[0][0])

    def counts(self) -> dict[str, int]:
        """Return how many records each collection has."""
        sql = "SELECT collection, count(*) FROM record WHERE tenant = ? GROUP BY collection ORDER BY collection"
        return dict(self.database.rows(sql, (self.tenant,)))

    def _build_where(self, collection: str, conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
        where, values = "tenant = ? AND collection = ?", [self.tenant, collection]
        for condition in conditions:
            sql, bound = condition.sql()
            where, values = f"{where} AND {sql}", [*values, *bound]
        return where, values

    def first(self, index: Index, *values: Any) -> Record | None:
        """Return the record of the lowest id whose indexed properties equal the values, or None.

        Values that are not strings or integers match nothing.
        """
        if not all(map(_is_indexed, values)):
            return None
        text = self._select_value(index.select_sql("body", len(values), " ORDER BY id LIMIT 1"), *values)
        return None if text is None else read(text)

    def descending(self, index: Index, *values: Any, between: tuple[str, str] | None = None) -> Iterator[Any]:
        """Yield an index's last property of records with these others, the highest first; only inside a transaction."""
        if not all(map(_is_indexed, values)):
            return
        last = property_sql(index.properties[-1])
        bounds = f" AND {last} BETWEEN ? AND ?" if between else ""
        sql = index.select_sql(last, len(values), f"{bounds} ORDER BY {last} DESC")
        # Row by row: the caller mostly needs the first one alone.
        for (value,) in self.database.connection.execute(sql, [self.tenant, *values, *(between or ())]):
            yield value

    def ids(self, collection: str) -> list[Key]:
        """Return the ids of all records, in their order."""
        sql = f"SELECT {property_sql('id')} FROM record WHERE tenant = ? AND collection = ? ORDER BY id"
        return [key for (key,) in self.database.rows(sql, (self.tenant, collection))]

    def extend(self, collection: str, factory: Callable[[int], Sequence[Record]]) -> list[Any]:
        """Add many new records and return their ids; the factory returns the records from the number of the first."""
        with self.transaction():
            first = self._next_number(collection)
            records = factory(first)
            texts = [write(record).decode() for record in records]
            rows = [(self.tenant, collection, number, text) for number, text in enumerate(texts, first)]
            self.database.execute_many("INSERT INTO record VALUES (?, ?, ?, ?)", rows)
            self._advance(collection, first + len(records) - 1)
        return [record["id"] for record in records]

    def add(self, collection: str, record: Record, id_factory: Callable[[int], Key] = int) -> Record:
        """Add a new record under the id of the next number and return it; numbers are never used again."""
        with self.transaction():
            return self.put(collection, {**record, "id": id_factory(self._next_number(collection))})

    def _next_number(self, collection: str) -> int:
        last = self._select_value("SELECT last FROM sequence WHERE tenant = ? AND collection = ?", collection)
        return (last or 0) + 1

    def put(self, collection: str, record: Record) -> Record:
        """Store a record under its own id, replacing the one there was."""
        key = record["id"]
        with self.transaction():
            number = self._assign_number(collection, key) if isinstance(key, str) else key
            self.database.execute(
                "INSERT INTO record VALUES (?, ?, ?, ?)"
                " ON CONFLICT (tenant, collection, id) DO UPDATE SET body = excluded.body",
                (self.tenant, collection, number, write(record).decode()),
            )
            self._advance(collection, number)
        return record

    def delete(self, collection: str, record: Record) -> None:
        """Delete a record; its id is not used again."""
        key = record["id"]
        number = self._find_number(collection, key) if isinstance(key, str) else key
        sql = "DELETE FROM record WHERE tenant = ? AND collection = ? AND id = ?"
        self.database.execute(sql, (self.tenant, collection, number))

    def _assign_number(self, collection: str, key: str) -> int:
        """Return the number for a record whose id is a string: the number that it spells, if that is free."""
        number = self._find_number(collection, key)
        if number is None and key.isdecimal() and int(key) <= _MAX_INTEGER and self.get(collection, int(key)) is None:
            return int(key)
        return self._next_number(collection) if number is None else number

    def _advance(self, collection: str, number: int) -> None:
        """Let no later record have this number or a lower one."""
        self.database.execute(
            "INSERT INTO sequence VALUES (?, ?, ?)"
            " ON CONFLICT (tenant, collection) DO UPDATE SET last = max(last, excluded.last)",
            (self.tenant, collection, number),
        )


def create_indexes(database: Database, indexes: Iterable[Index]) -> None:
    """Create each index that the database lacks."""
    with database.transaction():
        for index in dict.fromkeys(indexes):
            database.execute(index.create_sql)


def _is_indexed(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and abs(value) <= _MAX_INTEGER)
