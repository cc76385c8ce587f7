"""The records behind the three APIs: one SQLite table, a row each, the record as JSON text with exact numbers."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import Any, TypeVar

from .exact import read, write
from .lasting import Lasting
from .listing import TABLES, Listing
from .members import Key
from .moment import instant
from .query import Condition, compare, member_of, where
from .search import Search

T = TypeVar("T")
Record = dict[str, Any]
Page = tuple[int, list[str]]
Dump = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]

_APPLICATION = 0x41434353  # marks a SQLite file as ours, so that no other is ever written to
_KEPT = 1000  # things that are made from the records
_LARGEST = 2**63 - 1
_TABLES = """
CREATE TABLE record (collection TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (collection, id));
CREATE TABLE sequence (collection TEXT PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE token (digest BLOB PRIMARY KEY, kind TEXT NOT NULL, username TEXT NOT NULL, expires REAL NOT NULL);
"""


class NotASandboxDatabaseError(ValueError):
    """The file is no database of the sandbox, and is left alone."""


class Store:
    """Records by collection and id. Safe to use from several threads, and one file from several processes.

    Args:
        database: path of a file, which then keeps the records; in memory without.

    Raises:
        NotASandboxDatabaseError: the file exists and is something else.
        OSError: it cannot be opened, for example because its folder does not exist.
    """

    def __init__(self, database: str | PathLike[str] | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = self._undone = 0
        name = ":memory:" if database is None else fspath(database)
        try:
            self._connection = sqlite3.connect(name, check_same_thread=False, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise OSError(f"{name}: {error}") from None
        self._connection.create_function("instant", 1, instant, deterministic=True)
        self._connection.create_function("compare", 3, compare, deterministic=True)
        self._listing = Listing(self.walk, self._state)
        self._made = Lasting(self._state, _KEPT)
        try:
            self.is_new = self._open()
        except sqlite3.DatabaseError:
            self.close()
            raise NotASandboxDatabaseError(f"{database} is not a database of the sandbox; give another file") from None

    def _open(self) -> bool:
        self._connection.execute("PRAGMA busy_timeout = 10000")
        with self.transaction():
            if self.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION:
                is_new = False
            elif self.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError
            else:
                for statement in filter(None, map(str.strip, _TABLES.split(";"))):
                    self.execute(statement)
                self.execute(f"PRAGMA application_id = {_APPLICATION}")
                is_new = True
            if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'block'"):
                for statement in TABLES:
                    self.execute(statement)
        self._connection.execute("PRAGMA journal_mode = WAL")
        return is_new

    def close(self) -> None:
        """Let go of the file. What was answered is already in it."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[None]:
        """All of the block or nothing of it; committed when the block ends. May be nested: the outermost counts.

        Args:
            reading: the block only reads, and sees one state of the records all through.
        """
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN" if reading else "BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._end("ROLLBACK")
                raise
            self._end("COMMIT")

    def _end(self, statement: str) -> None:
        self._depth -= 1
        self._undone += statement == "ROLLBACK"
        if self._depth == 0:
            self._connection.execute(statement)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement; for tables beside the records."""
        with self._lock:
            return self._connection.execute(sql, values)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query, read before another thread may write."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def lasting(self, name: str, make: Callable[[], T]) -> T:
        """What is made from the records, kept under a name for as long as nobody writes any; nobody may change it."""
        with self._lock:
            return self._made.get(name, make)

    def get(self, collection: str, key: Key) -> Record | None:
        """The record of that id, if there is one; ids may be texts, which have a number of the store's own."""
        text = self.text(collection, key)
        return None if text is None else read(text)

    def text(self, collection: str, key: Key) -> str | None:
        """The same as it is kept: JSON."""
        place = self._place(collection, key) if isinstance(key, str) else key
        if place is None or abs(place) > _LARGEST:
            return None
        rows = self.rows("SELECT body FROM record WHERE collection = ? AND id = ?", (collection, place))
        return str(rows[0][0]) if rows else None

    def _place(self, collection: str, key: str) -> int | None:
        """The number under which a record is kept whose id is a text."""
        sql = "SELECT id FROM record WHERE collection = ? AND json_extract(body, '$.id') = ?"
        rows = self.rows(sql, (collection, key))
        return int(rows[0][0]) if rows else None

    def walk(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of one query one by one; in a transaction alone, which keeps other threads from writing."""
        return self._connection.execute(sql, values)

    def select(self, collection: str, conditions: Sequence[Condition] = (), *, limit: int = -1) -> list[Record]:
        """Records that meet all conditions, by ascending id."""
        return [read(text) for text in self.texts(collection, conditions, limit=limit)]

    def texts(self, collection: str, conditions: Sequence[Condition] = (), *, limit: int = -1) -> list[str]:
        """The same as they are kept: JSON."""
        clause, values = where(collection, conditions)
        sql = f"SELECT body FROM record WHERE {clause} ORDER BY id LIMIT ?"
        return [body for (body,) in self.rows(sql, [*values, limit])]

    def index(self, searches: Iterable[Search]) -> None:
        """Keep an index for each of these searches, from now on; a file that has it keeps the one it has."""
        with self.transaction():
            for search in searches:
                self.execute(search.making)

    def first(self, search: Search, *values: Any) -> Record | None:
        """The record of the lowest id that a search finds; what is no text and no integer is found nowhere.

        Args:
            search: one that the store has an index for.
            values: of its members, one for each.
        """
        if not all(map(_is_plain, values)):
            return None
        rows = self.rows(f"{search.finding('body', len(values))} ORDER BY id LIMIT 1", values)
        return read(rows[0][0]) if rows else None

    def descending(self, search: Search, *values: Any, within: tuple[str, str] | None = None) -> Iterator[Any]:
        """The values of a search's last member, the highest first, one by one; in a transaction alone, as `walk`.

        Args:
            search: one that the store has an index for.
            values: of its other members.
            within: the least and the highest text to find; everything when left out.
        """
        if not all(map(_is_plain, values)):
            return
        last = member_of(search.members[-1])
        bounds = f" AND {last} BETWEEN ? AND ?" if within else ""
        sql = f"{search.finding(last, len(values))}{bounds} ORDER BY {last} DESC"
        yield from (found for (found,) in self.walk(sql, [*values, *(within or ())]))

    def page(self, collection: str, conditions: Sequence[Condition] = (), *, first: int, size: int) -> Page:
        """How many records meet all conditions, and the JSON of at most `size`, from place `first` (from 0) on."""
        with self.transaction(reading=True):
            if conditions:
                return self._listing.filtered(collection, *where(collection, conditions), first, size)
            return self._listing.whole(collection, first, size)

    def _state(self) -> tuple[int, int, int]:
        """Another one after every write, whoever wrote."""
        (others,) = next(self.walk("PRAGMA data_version"))
        return others, self._connection.total_changes, self._undone

    def count(self, collection: str) -> int:
        """How many records there are."""
        with self.transaction(reading=True):
            return self._listing.count(collection)

    def names(self, collection: str) -> list[Key]:
        """The ids of all records, be they numbers or texts."""
        return [record["id"] for record in self.select(collection)]

    def ids(self, collection: str) -> array[int]:
        """The ids of all records, ascending, where they are numbers."""
        with self.transaction(reading=True):
            sql = "SELECT id FROM record WHERE collection = ? ORDER BY id"
            return array("q", (key for (key,) in self.walk(sql, (collection,))))

    def extend(self, collection: str, make: Callable[[int], Sequence[Record]]) -> list[Any]:
        """Keep many new records under the next ids, and tell these.

        Args:
            collection: where they belong.
            make: gives them, ids and all, when it is told the number of the first.
        """
        with self.transaction():
            first = self._next(collection)
            records = make(first)
            rows = ((collection, place, write(record).decode()) for place, record in enumerate(records, first))
            self._connection.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
            self._reserve(collection, first + len(records) - 1)
        return [record["id"] for record in records]

    def add(self, collection: str, record: Record, identity: Callable[[int], Key] = int) -> Record:
        """Keep a new record under the next id, which no record of the collection had before.

        Args:
            collection: where it belongs.
            record: its members.
            identity: how the record of a number is called.
        """
        with self.transaction():
            return self.put(collection, {**record, "id": identity(self._next(collection))})

    def _next(self, collection: str) -> int:
        rows = self.rows("SELECT last FROM sequence WHERE collection = ?", (collection,))
        return int(rows[0][0]) + 1 if rows else 1

    def put(self, collection: str, record: Record) -> Record:
        """Keep a record under its own id, in place of the one there was."""
        key = record["id"]
        with self.transaction():
            place = self._place_for(collection, key) if isinstance(key, str) else key
            self.execute(
                "INSERT INTO record VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET body = excluded.body",
                (collection, place, write(record).decode()),
            )
            self._reserve(collection, place)
        return record

    def delete(self, collection: str, record: Record) -> None:
        """Forget a record; its id is not given again."""
        key = record["id"]
        place = self._place(collection, key) if isinstance(key, str) else key
        self.execute("DELETE FROM record WHERE collection = ? AND id = ?", (collection, place))

    def _place_for(self, collection: str, key: str) -> int:
        """Where a record stands, or may be put, whose id is a text: under the number that it is, if that is free."""
        place = self._place(collection, key)
        if place is None and key.isdecimal() and int(key) <= _LARGEST and self.get(collection, int(key)) is None:
            return int(key)
        return self._next(collection) if place is None else place

    def _reserve(self, collection: str, key: int) -> None:
        """Let no later record have this id or a lower one by itself."""
        self.execute(
            "INSERT INTO sequence VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET last = max(last, excluded.last)",
            (collection, key),
        )

    def dump(self) -> Dump:
        """All records and the last ids, as they are kept."""
        with self.transaction(reading=True):
            return self.rows("SELECT * FROM record"), self.rows("SELECT * FROM sequence")

    def load(self, dump: Dump) -> None:
        """Forget all records and keep those of a dump."""
        records, sequences = dump
        with self.transaction():
            self.replace(())
            self._connection.executemany("INSERT INTO record VALUES (?, ?, ?)", records)
            self._connection.executemany("INSERT INTO sequence VALUES (?, ?)", sequences)

    def replace(self, records: Iterable[tuple[str, Record]]) -> None:
        """Forget all records and keep these, counting ids anew."""
        with self.transaction():
            self.execute("DELETE FROM record")
            self.execute("DELETE FROM sequence")
            for collection, record in records:
                self.put(collection, record)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and abs(value) <= _LARGEST)
