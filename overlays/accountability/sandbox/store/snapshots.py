"""Snapshots: copies of all records under a name. They are in the database, so a file keeps them."""

from __future__ import annotations

from .database import Database

_COPIES = (("record", "tenant, collection, id, body"), ("sequence", "tenant, collection, last"))


class UnknownSnapshotError(LookupError):
    """No snapshot has that name."""


class Snapshots:
    """The snapshots of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self) -> list[str]:
        """Return the names in order."""
        return [name for (name,) in self._database.rows("SELECT name FROM snapshot ORDER BY name")]

    def take(self, name: str) -> None:
        """Save all records and the next ids under a name, replacing what was saved under it."""
        with self._database.transaction():
            self._delete(name)
            self._database.execute("INSERT INTO snapshot VALUES (?)", (name,))
            for table, columns in _COPIES:
                self._database.execute(f"INSERT INTO snapshot_{table} SELECT ?, {columns} FROM {table}", (name,))

    def restore(self, name: str) -> None:
        """Restore the records and the next ids of a name; `UnknownSnapshotError` if there is no such snapshot."""
        with self._database.transaction():
            self._check(name)
            for table, columns in _COPIES:
                self._database.execute(f"DELETE FROM {table}")
                copy = f"INSERT INTO {table} SELECT {columns} FROM snapshot_{table} WHERE name = ?"
                self._database.execute(copy, (name,))

    def drop(self, name: str) -> None:
        """Delete what is saved under a name; `UnknownSnapshotError` if there is no such snapshot."""
        with self._database.transaction():
            self._check(name)
            self._delete(name)

    def _check(self, name: str) -> None:
        names = self.names()
        if name not in names:
            raise UnknownSnapshotError(f"snapshot: expected one of {', '.join(names) or '(none)'}, got {name!r}.")

    def _delete(self, name: str) -> None:
        for table in ("snapshot", *(f"snapshot_{table}" for table, _ in _COPIES)):
            self._database.execute(f"DELETE FROM {table} WHERE name = ?", (name,))
