"""The SQLite database of a sandbox: connection, transactions, and the checks of a file on opening."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import Any

from ..clock import to_microseconds
from ..http.problem import Problem
from .query import compare

_APPLICATION_ID, _VERSION = 0x41434353, 2  # mark a file as a sandbox's, so that no other file is written to
_TABLES = (
    "CREATE TABLE record (tenant TEXT NOT NULL, collection TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL,"
    " UNIQUE (tenant, collection, id))",
    "CREATE TABLE sequence (tenant TEXT NOT NULL, collection TEXT NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY (tenant, collection))",
    "CREATE TABLE token (digest BLOB PRIMARY KEY, kind TEXT NOT NULL, tenant TEXT NOT NULL, username TEXT NOT NULL,"
    " expires REAL NOT NULL)",
    "CREATE INDEX token_by_expiry ON token (expires)",
    "CREATE TABLE account (tenant TEXT NOT NULL, username TEXT NOT NULL, api_token TEXT NOT NULL UNIQUE,"
    " PRIMARY KEY (tenant, username))",
    "CREATE TABLE snapshot (name TEXT PRIMARY KEY)",
    "CREATE TABLE snapshot_record (name TEXT NOT NULL, tenant TEXT NOT NULL, collection TEXT NOT NULL,"
    " id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (name, tenant, collection, id)) WITHOUT ROWID",
    "CREATE TABLE snapshot_sequence (name TEXT NOT NULL, tenant TEXT NOT NULL, collection TEXT NOT NULL,"
    " last INTEGER NOT NULL, PRIMARY KEY (name, tenant, collection)) WITHOUT ROWID",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_VERSION}",
)
_ADVICE = {
    "SQLITE_FULL": "The disk is full: free some space.",
    "SQLITE_READONLY": "The file or its folder is read-only: change its permissions.",
    "SQLITE_CORRUPT": "The file is damaged: delete it, or restore a copy.",
    "SQLITE_NOTADB": "The file is damaged: delete it, or restore a copy.",
    "SQLITE_IOERR": "The disk reports an error.",
}


class NotASandboxDatabaseError(ValueError):
    """The file is not a database of the sandbox, or is damaged. It was not changed."""


class Database:
    """One SQLite database. Safe to use from several threads, and one file from several processes.

    Args:
        path: The file that keeps the data; in memory if None.

    Attributes:
        is_new: Whether the database was created just now.

    Raises:
        NotASandboxDatabaseError: The file exists and is something else.
        OSError: The file cannot be opened or written; the message names the reason.
    """

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self._lock = threading.RLock()
        name = ":memory:" if path is None else fspath(path)
        if path is not None:
            check_writable(path)
        try:
            self.connection = sqlite3.connect(name, check_same_thread=False, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise OSError(f"{name}: {error}") from None
        self.connection.create_function("to_microseconds", 1, to_microseconds, deterministic=True)
        self.connection.create_function("compare", 3, compare, deterministic=True)
        try:
            self.is_new = self._open()
        except sqlite3.OperationalError as error:
            self.close()
            raise OSError(f"{name}: {error}") from None
        except sqlite3.DatabaseError as error:
            self.close()
            raise NotASandboxDatabaseError(
                f"{name}: expected a database of this version of the sandbox, got another or a damaged file ({error}). "
                "Choose another file, or delete it to start again."
            ) from None

    def _open(self) -> bool:
        self.connection.execute("PRAGMA busy_timeout = 10000")
        with self.transaction():
            ((application,),) = self.rows("PRAGMA application_id")
            ((version,),) = self.rows("PRAGMA user_version")
            is_new = (application, version) != (_APPLICATION_ID, _VERSION)
            if is_new and (application or self.rows("SELECT 1 FROM sqlite_master LIMIT 1")):
                raise sqlite3.DatabaseError("it has other tables")
            for statement in _TABLES if is_new else ():
                self.execute(statement)
            if not is_new and (result := str(self.rows("PRAGMA quick_check(1)")[0][0])) != "ok":
                raise sqlite3.DatabaseError(result)
        self.connection.execute("PRAGMA journal_mode = WAL")
        return is_new

    def close(self) -> None:
        """Close the file. Every response that was sent is already in it."""
        with self._lock:
            self.connection.close()

    @contextmanager
    def transaction(self, *, read_only: bool = False) -> Iterator[None]:
        """Commit all statements of the block, or none if it raises. May be nested: the outermost block commits.

        A block that is read-only sees one state of the records.
        """
        with self._lock:
            if self.connection.in_transaction:
                yield
                return
            self.connection.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # SQLite itself ends it if the disk is full
                    self.connection.execute("ROLLBACK")
                raise

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run one statement."""
        with self._lock:
            self.connection.execute(sql, values)

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        with self._lock:
            self.connection.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of one query."""
        with self._lock:
            return self.connection.execute(sql, values).fetchall()


def as_problem(error: Problem | sqlite3.Error) -> Problem:
    """Return the problem for a request that failed, if the database did with the cause and what to do about it."""
    if isinstance(error, Problem):
        return error
    name = getattr(error, "sqlite_errorname", None) or ""
    advice = next((text for prefix, text in _ADVICE.items() if name.startswith(prefix)), "")
    status = 507 if name.startswith("SQLITE_FULL") else 500
    return Problem(status, f"The sandbox's database failed: {error}. {advice}".rstrip(), type="storage")


def check_writable(path: str | PathLike[str]) -> None:
    """Check that a database file can be written, before anything is served from it.

    Raises:
        OSError: The file or its folder is read-only.
    """
    folder = os.path.dirname(os.path.abspath(fspath(path)))
    for place, kind in ((fspath(path), "file"), (folder, "folder")):
        if os.path.exists(place) and not os.access(place, os.W_OK):
            raise OSError(f"{place}: expected a writable {kind}, got a read-only one. Change its permissions.")
