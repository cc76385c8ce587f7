"""The account's calls in an SQLite file, shared by the processes of one machine.

Times are those of the monotonic clock, which Python promises to be the same for all processes of a machine: no step of
the wall clock can free a slot early. It begins anew when the machine does; what is left from before then looks younger
than it is, or lies further ahead than anything can, and is then held to be of now.
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

_PATIENCE = 10.0  # seconds to wait for another's transaction; ours take less than a thousandth of that
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
_MEET = """
INSERT INTO account (name, longest, call_seconds) VALUES (:account, :seconds, :call_seconds) ON CONFLICT (name)
DO UPDATE SET longest = max(longest, excluded.longest), call_seconds = max(call_seconds, excluded.call_seconds)
"""
_QUEUE = """
INSERT INTO waiting (ticket, account, until) VALUES (:ticket, :account, :until)
ON CONFLICT (ticket) DO UPDATE SET until = excluded.until
"""
_AHEAD = """
SELECT count(*) FROM waiting WHERE account = :account AND place < (SELECT place FROM waiting WHERE ticket = :ticket)
"""
_TIDY = (
    "DELETE FROM call WHERE account = :account AND ended + :longest <= :now",
    "UPDATE call SET ended = :now WHERE account = :account AND ended > :now + :call_seconds",
    "DELETE FROM waiting WHERE account = :account AND (until <= :now OR until > :now + 2 * :longest + 2)",
    "UPDATE account SET closed_until = 0 WHERE name = :account AND (closed_until <= :now OR closed_at > :now)",
)

_turn = threading.Lock()  # one transaction at a time, and no fork amid one
_stores: weakref.WeakSet[SqliteStore] = weakref.WeakSet()


class SqliteStore:
    """Counts in a file, in one short transaction a step.

    Args:
        path: the file; made where it is missing.
        account: names whose calls are counted together.
        clock: seconds, the same for all processes.

    Raises:
        ConfigurationError: the file cannot be made, read or written, or holds something else.
    """

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
            raise ConfigurationError(f"rate_limit: the store {self._path} cannot be used: {error}") from error

    def ask(self, ticket: str, rate: Rate) -> float:
        with self._transaction() as database:
            now = self._clock()
            mine = {"ticket": ticket, "account": self._account, "now": now, "until": now + rate.slack}
            database.execute(_MEET, {**mine, **rate._asdict()})
            database.execute(_QUEUE, mine)
            closed_until = self._tidy(database, now)
            (ahead,) = database.execute(_AHEAD, mine).fetchone()
            if wait := rate.closed(closed_until, now) or rate.wait(self._ends(database), ahead, now):
                database.execute(_QUEUE, {**mine, "until": now + rate.nap(wait) + rate.slack})
                return wait
            database.execute("DELETE FROM waiting WHERE ticket = :ticket", mine)
            self._count(database, ticket, now + rate.call_seconds)
            return 0.0

    def drop(self, ticket: str) -> None:
        with self._transaction() as database:
            for table in ("waiting", "call"):
                database.execute(f"DELETE FROM {table} WHERE ticket = ?", (ticket,))

    def answered(self, ticket: str) -> None:
        came = self._clock()  # not when the file is free at last: until then the slot would be idle
        with self._transaction() as database:
            self._count(database, ticket, came)

    def close(self, seconds: float) -> None:
        with self._transaction() as database:
            now = self._clock()
            until = max(self._tidy(database, now), now + seconds)
            closed = "UPDATE account SET closed_at = ?, closed_until = ? WHERE name = ?"
            database.execute(closed, (now, until, self._account))

    def _tidy(self, database: sqlite3.Connection, now: float) -> float:
        """Forgets what counts no longer, who is gone, and what is from before the machine's start.

        Returns:
            When the account is open again; 0 where it is.
        """
        asked = "SELECT longest, call_seconds FROM account WHERE name = ?"
        longest, call_seconds = database.execute(asked, (self._account,)).fetchone()
        mine = {"account": self._account, "now": now, "longest": longest, "call_seconds": call_seconds}
        for step in _TIDY:
            database.execute(step, mine)
        asked = "SELECT closed_until FROM account WHERE name = ?"
        return float(database.execute(asked, (self._account,)).fetchone()[0])

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
        with _turn:
            if self._database is None:
                self._database = _opened(self._path)
            yield self._database

    def let_go(self) -> None:
        """Closes the file until it is needed again."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        database.executescript(_TABLES)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _let_go() -> None:
    """Before a fork: parent and child would each believe that it holds the other's locks."""
    _turn.acquire()
    for store in _stores:
        store.let_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_let_go, after_in_parent=_turn.release, after_in_child=_turn.release)
