"""Count the calls of an account in an SQLite file, for the processes of one machine.

Times are those of the monotonic clock, which Python promises to be the same for all processes of a machine: no step of
the wall clock can free a permit early. It restarts with the machine; entries from before then look more recent than
they are, or lie in the future, and then count as of now.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..._errors import ConfigurationError, TransportError
from .window import Rate

__all__ = ("SqliteStore",)

_BUSY_TIMEOUT = 10.0  # seconds to wait for another transaction; those of this store take less than a thousandth of it
_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY, longest REAL NOT NULL, call_seconds REAL NOT NULL,
    closed_at REAL NOT NULL DEFAULT 0, closed_until REAL NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS call (ticket TEXT PRIMARY KEY, account TEXT NOT NULL, ended REAL NOT NULL);
CREATE TABLE IF NOT EXISTS waiting (
    place INTEGER PRIMARY KEY AUTOINCREMENT, ticket TEXT NOT NULL UNIQUE, account TEXT NOT NULL, until REAL NOT NULL);
CREATE INDEX IF NOT EXISTS call_of_account ON call (account, ended);
CREATE INDEX IF NOT EXISTS waiting_of_account ON waiting (account, place);
COMMIT;
"""
_UPSERT_ACCOUNT = """
INSERT INTO account (name, longest, call_seconds) VALUES (:account, :seconds, :call_seconds) ON CONFLICT (name)
DO UPDATE SET longest = max(longest, excluded.longest), call_seconds = max(call_seconds, excluded.call_seconds)
"""
_QUEUE = """
INSERT INTO waiting (ticket, account, until) VALUES (:ticket, :account, :until)
ON CONFLICT (ticket) DO UPDATE SET until = excluded.until
"""
_POSITION = """
SELECT count(*) FROM waiting WHERE account = :account AND place < (SELECT place FROM waiting WHERE ticket = :ticket)
"""
_PURGE = (
    "DELETE FROM call WHERE account = :account AND ended + :longest <= :now",
    "UPDATE call SET ended = :now WHERE account = :account AND ended > :now + :call_seconds",
    "DELETE FROM waiting WHERE account = :account AND (until <= :now OR until > :now + 2 * :longest + 2)",
    "UPDATE account SET closed_until = 0 WHERE name = :account AND (closed_until <= :now OR closed_at > :now)",
)

_process_lock = threading.Lock()  # one transaction at a time, and no fork during one
_stores: weakref.WeakSet[SqliteStore] = weakref.WeakSet()


class SqliteStore:
    """Counts in a file, each step in one short transaction."""

    blocking = True

    def __init__(self, path: str, account: str, clock: Callable[[], float]) -> None:
        self._path = Path(path).expanduser().absolute()
        self._account = account
        self._clock = clock
        self._database: sqlite3.Connection | None = None
        _stores.add(self)
        try:
            with self._connection() as database, database:
                database.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise ConfigurationError(f"rate_limit: expected to use the store {self._path}, got: {error}.") from error

    def try_acquire(self, ticket: str, rate: Rate) -> float:
        with self._transaction() as database:
            now = self._clock()
            values = {"ticket": ticket, "account": self._account, "now": now, "until": now + rate.waiter_timeout}
            database.execute(_UPSERT_ACCOUNT, {**values, **rate._asdict()})
            database.execute(_QUEUE, values)
            closed_until = self._purge(database, now)
            (position,) = database.execute(_POSITION, values).fetchone()
            if wait := max(closed_until - now, 0.0) or rate.wait(self._ends(database), position, now):
                database.execute(_QUEUE, {**values, "until": now + rate.sleep_seconds(wait) + rate.waiter_timeout})
                return wait
            database.execute("DELETE FROM waiting WHERE ticket = :ticket", values)
            self._count(database, ticket, now + rate.call_seconds)
            return 0.0

    def cancel(self, ticket: str) -> None:
        with self._transaction() as database:
            for table in ("waiting", "call"):
                database.execute(f"DELETE FROM {table} WHERE ticket = ?", (ticket,))

    def release(self, ticket: str) -> None:
        ended = self._clock()  # not when the file can be written: until then the permit would be unused
        with self._transaction() as database:
            self._count(database, ticket, ended)

    def pause(self, seconds: float) -> None:
        with self._transaction() as database:
            now = self._clock()
            until = max(self._purge(database, now), now + seconds)
            update = "UPDATE account SET closed_at = ?, closed_until = ? WHERE name = ?"
            database.execute(update, (now, until, self._account))

    def _purge(self, database: sqlite3.Connection, now: float) -> float:
        """Delete what no longer counts or is from before the machine's start; return the end of the pause, or 0."""
        query = "SELECT longest, call_seconds FROM account WHERE name = ?"
        longest, call_seconds = database.execute(query, (self._account,)).fetchone()
        values = {"account": self._account, "now": now, "longest": longest, "call_seconds": call_seconds}
        for step in _PURGE:
            database.execute(step, values)
        query = "SELECT closed_until FROM account WHERE name = ?"
        return float(database.execute(query, (self._account,)).fetchone()[0])

    def _count(self, database: sqlite3.Connection, ticket: str, ended: float) -> None:
        database.execute("INSERT OR REPLACE INTO call VALUES (?, ?, ?)", (ticket, self._account, ended))

    def _ends(self, database: sqlite3.Connection) -> list[float]:
        return [end for (end,) in database.execute("SELECT ended FROM call WHERE account = ?", (self._account,))]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._connection() as database, database:
                database.execute("BEGIN IMMEDIATE")
                yield database
        except sqlite3.Error as error:
            message = f"rate_limit: the store {self._path} cannot be used now: {error}."
            raise TransportError(message, key="rate_limit", sent=False, safe_to_retry=True) from error

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with _process_lock:
            if self._database is None:
                self._database = _connect(self._path)
            yield self._database

    def close_connection(self) -> None:
        """Close the file until it is needed again."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        database.executescript(_TABLES)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _before_fork() -> None:
    """Close the files: SQLite does not allow a connection to be used by parent and child."""
    _process_lock.acquire()
    for store in _stores:
        store.close_connection()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork, after_in_parent=_process_lock.release, after_in_child=_process_lock.release
    )
