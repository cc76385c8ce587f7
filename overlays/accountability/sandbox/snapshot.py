"""Snapshots: all records under a name, to come back to. They are kept beside the records, so a file keeps them too."""

from __future__ import annotations

from .store import Store

_TABLES = (
    "CREATE TABLE IF NOT EXISTS snapshot (name TEXT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS snapshot_record (name TEXT NOT NULL, collection TEXT NOT NULL, id INTEGER NOT NULL,"
    " body TEXT NOT NULL, PRIMARY KEY (name, collection, id)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS snapshot_sequence (name TEXT NOT NULL, collection TEXT NOT NULL,"
    " last INTEGER NOT NULL, PRIMARY KEY (name, collection)) WITHOUT ROWID",
)


class UnknownSnapshotError(LookupError):
    """No snapshot was taken under that name."""


class Snapshots:
    """The snapshots of one store.

    Args:
        store: whose records they are of.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.transaction():
            for table in _TABLES:
                store.execute(table)

    def names(self) -> list[str]:
        """The names there are, in order."""
        return [name for (name,) in self._store.rows("SELECT name FROM snapshot ORDER BY name")]

    def take(self, name: str) -> None:
        """Keep all records, and the next ids, under a name, in place of what was kept under it."""
        with self._store.transaction():
            self._forget(name)
            self._store.execute("INSERT INTO snapshot VALUES (?)", (name,))
            self._store.execute("INSERT INTO snapshot_record SELECT ?, collection, id, body FROM record", (name,))
            self._store.execute("INSERT INTO snapshot_sequence SELECT ?, collection, last FROM sequence", (name,))

    def restore(self, name: str) -> None:
        """Back to the records, and the next ids, of a name.

        Raises:
            UnknownSnapshotError: there is none.
        """
        with self._store.transaction():
            self._check(name)
            self._store.replace(())
            kept = "FROM snapshot_record WHERE name = ?"
            self._store.execute(f"INSERT INTO record SELECT collection, id, body {kept}", (name,))
            kept = "FROM snapshot_sequence WHERE name = ?"
            self._store.execute(f"INSERT INTO sequence SELECT collection, last {kept}", (name,))

    def drop(self, name: str) -> None:
        """Forget what is kept under a name.

        Raises:
            UnknownSnapshotError: there is none.
        """
        with self._store.transaction():
            self._check(name)
            self._forget(name)

    def _check(self, name: str) -> None:
        if name not in self.names():
            known = ", ".join(self.names()) or "none was taken"
            raise UnknownSnapshotError(f"there is no snapshot {name!r}; there are: {known}")

    def _forget(self, name: str) -> None:
        for table in ("snapshot", "snapshot_record", "snapshot_sequence"):
            self._store.execute(f"DELETE FROM {table} WHERE name = ?", (name,))
