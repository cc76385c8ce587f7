"""The records behind the three APIs: one SQLite table, a row each, the record as JSON text with exact numbers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import Any

from .exact import read, write
from .moment import instant
from .query import Filter, compare, where

Record = dict[str, Any]
Dump = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]

_APPLICATION = 0x41434353  # marks a SQLite file as ours, so that no other is ever written to
_LARGEST = 2**63 - 1
_TABLES = """
CREATE TABLE record (collection TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (collection, id));
CREATE TABLE sequence (collection TEXT PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE token (digest BLOB PRIMARY KEY, kind TEXT NOT NULL, username TEXT NOT NULL, expires REAL NOT NULL);
"""


class NotOurs(ValueError):
    """The file is no database of the sandbox, and is left alone."""


class Store:
    """Records by collection and id. Safe to use from several threads, and one file from several processes.

    Args:
        database: path of a file, which then keeps the records; in memory without.

    Raises:
        NotOurs: the file exists and is something else.
        OSError: it cannot be opened, for example because its folder does not exist.
    """

    def __init__(self, database: str | PathLike[str] | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        name = ":memory:" if database is None else fspath(database)
        try:
            self._connection = sqlite3.connect(name, check_same_thread=False, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise OSError(f"{name}: {error}") from None
        self._connection.create_function("instant", 1, instant, deterministic=True)
        self._connection.create_function("compare", 3, compare, deterministic=True)
        try:
            self.is_new = self._open()
        except sqlite3.DatabaseError:
            self.close()
            raise NotOurs(f"{database} is not a database of the sandbox; give another file") from None

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

    def get(self, collection: str, key: int) -> Record | None:
        """The record of that id, if there is one."""
        if abs(key) > _LARGEST:
            return None
        rows = self.rows("SELECT body FROM record WHERE collection = ? AND id = ?", (collection, key))
        return read(rows[0][0]) if rows else None

    def select(
        self, collection: str, filters: Sequence[Filter] = (), *, limit: int = -1, offset: int = 0
    ) -> list[Record]:
        """Records that meet all filters, by ascending id."""
        clause, values = where(collection, filters)
        # The inner query walks the narrow index alone where no filter needs the body, so a deep page stays cheap.
        sql = (
            "SELECT body FROM record WHERE rowid IN "
            f"(SELECT rowid FROM record WHERE {clause} ORDER BY id LIMIT ? OFFSET ?) ORDER BY id"
        )
        return [read(body) for (body,) in self.rows(sql, [*values, limit, min(offset, _LARGEST)])]

    def count(self, collection: str, filters: Sequence[Filter] = ()) -> int:
        """How many records meet all filters."""
        clause, values = where(collection, filters)
        return int(self.rows(f"SELECT count(*) FROM record WHERE {clause}", values)[0][0])

    def add(self, collection: str, record: Record) -> Record:
        """Keep a new record under the next id, which no record of the collection had before."""
        with self.transaction():
            rows = self.rows("SELECT last FROM sequence WHERE collection = ?", (collection,))
            return self.put(collection, {**record, "id": rows[0][0] + 1 if rows else 1})

    def put(self, collection: str, record: Record) -> Record:
        """Keep a record under its own id, in place of the one there was."""
        key = record["id"]
        with self.transaction():
            self.execute(
                "INSERT INTO record VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET body = excluded.body",
                (collection, key, write(record).decode()),
            )
            self.execute(
                "INSERT INTO sequence VALUES (?, ?)"
                " ON CONFLICT (collection) DO UPDATE SET last = max(last, excluded.last)",
                (collection, key),
            )
        return record

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
