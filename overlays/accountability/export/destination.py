"""Where an export goes: a DuckDB file, PostgreSQL, folders of CSV or Parquet, or any destination of dlt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dlt
import duckdb

from accountability import ConfigurationError

__all__ = ("DATASET", "Destination", "parse")

DATASET = "accountability"
"""The schema of the tables; several accounts have one each, such as `accountability_acme`."""
_FILE_FORMATS = {"csv": "(HEADER)", "parquet": "(FORMAT parquet)"}


@dataclass(frozen=True)
class Destination:
    """Where an export goes.

    Args:
        text: as the caller gave it, without a password.
        database: the DuckDB file; None for another destination.
        url: of PostgreSQL; None for another destination.
        files: `csv` or `parquet` where the tables are written to a folder.
        name: of a destination that dlt is configured for; None otherwise.
    """

    text: str
    database: Path | None = None
    url: str | None = None
    files: str | None = None
    name: str | None = None

    @property
    def key(self) -> str:
        """A short name that differs between destinations and has no secret."""
        text = self.text if self.database is None else str(self.database.absolute())
        return sha256(text.encode()).hexdigest()[:10]

    @property
    def manifest(self) -> Path | None:
        """The file that lists what was exported; None for a destination that is not on this machine."""
        if self.database is None:
            return None
        return self.database.with_name("manifest.json" if self.files else f"{self.database.name}.manifest.json")

    def for_dlt(self) -> Any:
        """Return the destination as dlt has it."""
        if self.database is not None:
            self.database.parent.mkdir(parents=True, exist_ok=True)
            return dlt.destinations.duckdb(str(self.database))
        return dlt.destinations.postgres(self.url) if self.url else self.name

    def write_files(self, tables: Iterable[str], dataset: str) -> None:
        """Write the tables as files, each in place of the one before only when it is complete.

        Args:
            tables: names of tables in the database.
            dataset: the schema that they are in.
        """
        if self.files is None or self.database is None:
            return
        with duckdb.connect(str(self.database), read_only=True) as connection:
            for table in tables:
                file = self.database.with_name(f"{table}.{self.files}")
                part = file.with_suffix(".part")
                query = f'SELECT COLUMNS(\'^[^_]\') FROM "{dataset}"."{table}" ORDER BY id'
                quoted = str(part).replace("'", "''")
                connection.execute(f"COPY ({query}) TO '{quoted}' {_FILE_FORMATS[self.files]}")
                part.replace(file)


def parse(text: str, dataset: str = DATASET) -> Destination:
    """Return the destination of a string such as `agency.duckdb`, `postgres://...`, `csv:DIR` or `bigquery`.

    Args:
        text: the destination.
        dataset: the schema of the tables in it.

    Raises:
        ConfigurationError: it is none of these, or a DuckDB file with the name of the schema.
    """
    kind, _, rest = text.partition(":")
    if kind in _FILE_FORMATS and rest:
        return Destination(text, database=Path(rest) / ".export.duckdb", files=kind)
    if kind in ("postgres", "postgresql"):
        parts = urlsplit(text)
        shown = text.replace(f":{parts.password}@", ":***@") if parts.password else text
        return Destination(shown, url=text.replace("postgres://", "postgresql://", 1))
    if text.endswith((".duckdb", ".db")):
        if Path(text).name.partition(".")[0].lower() == dataset.lower():
            raise ConfigurationError(
                f"--to: expected a file with another name than {dataset!r}, which is the schema in it, got {text!r}. "
                "Choose another name, such as agency.duckdb: DuckDB cannot distinguish a file from its schema."
            )
        return Destination(text, database=Path(text))
    if text.isidentifier():
        return Destination(text, name=text)
    raise ConfigurationError(
        f"--to: expected FILE.duckdb, postgres://..., csv:DIR, parquet:DIR or a destination of dlt, got {text!r}."
    )
