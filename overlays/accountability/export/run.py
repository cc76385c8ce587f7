"""The loop of an export: small packages, each loaded before the next is read, so that any moment may interrupt it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dlt
import duckdb
from dlt.common.exceptions import MissingDependencyException
from dlt.pipeline.exceptions import PipelineStepFailed

from accountability import Accountability, AccountabilityError, Items

from .destination import DATASET, Destination, parse
from .resources import Resource, select
from .source import Settings, build_call, source
from .tables import ExportError

__all__ = ("Progress", "Report", "Table", "run")

PAGES = 60


@dataclass(frozen=True)
class Progress:
    """How far an export is.

    Args:
        resource: that is being read.
        read: its records in this run.
        total: its records that this run reads, as far as the list reports it; None otherwise.
        calls: of the whole run.
        message: what there is to say; empty for a page.
    """

    resource: str
    read: int
    total: int | None
    calls: int
    message: str = ""


@dataclass(frozen=True)
class Table:
    """What a table holds after an export.

    Args:
        rows: in the table.
        hash: of its content, independent of the order of rows; None where it is not computed.
        cursor: the last change that was seen, of an incremental list.
        deleted: rows that were removed by `reconcile`.
    """

    rows: int
    hash: str | None = None
    cursor: str | None = None
    deleted: int = 0


@dataclass
class Report:
    """What an export did.

    Args:
        destination: where it went, without a password.
        tables: by name.
        skipped: lists that could not be read, with the reason; only where all lists were exported.
        calls: that were sent.
        started: when it began.
        finished: when it ended.
    """

    destination: str
    tables: dict[str, Table] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    calls: int = 0
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    finished: datetime | None = None

    def as_json(self) -> str:
        """Return the report as the manifest has it."""
        return json.dumps(asdict(self), indent=2, default=str)


def check(to: str, **settings: Any) -> None:
    """Check a destination and settings before anything is sent.

    Args:
        to: as for `run`.
        settings: as for `accountability.export.source`.

    Raises:
        ConfigurationError: one of them is invalid.
    """
    parse(to)
    Settings(**settings)


def run(
    client: Accountability,
    resources: Iterable[str] | None = None,
    *,
    to: str = "agency.duckdb",
    progress: Callable[[Progress], None] | None = None,
    reconcile: bool = False,
    abandon: bool = False,
    pages: int = PAGES,
    state: str | Path | None = None,
    account: str = "",
    **settings: Any,
) -> Report:
    """Export lists into a destination; go on where an interrupted export ended.

    Args:
        client: sends the calls, within its rate limit.
        resources: such as `jobs`, `time_entries`; None for all.
        to: a DuckDB file, `postgres://...`, `csv:DIR`, `parquet:DIR`, or the name of a destination that dlt is
            configured for.
        progress: is called after each page.
        reconcile: also read the ids of each list, and delete the rows of records that it no longer has.
        abandon: drop a package that was not loaded, and read its pages again.
        pages: of a package; 500 records each.
        state: the folder for what is under way; by default in $XDG_DATA_HOME or ~/.local/share.
        account: a name for the dataset, if several accounts are exported into one destination.
        settings: as for `accountability.export.source`.

    Raises:
        ConfigurationError: a resource or the destination is not known.
        ExportError: a value does not fit its column, or a package cannot be loaded; the message names it.
        AccountabilityError: a call failed.
    """
    os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")  # dlt reports every run to its makers otherwise
    dataset = f"{DATASET}_{account}" if account else DATASET
    destination = parse(to, dataset)
    names = None if resources is None else list(resources)
    chosen = select(names, settings.get("api", "v2"))
    pipeline = _pipeline(destination, dataset, state, abandon)
    loop = _Loop(client, destination, pipeline, progress or (lambda _: None), pages, Report(destination.text))
    loop.load_pending()
    loop.export(chosen, settings, skip=loop.skip if names is None else None)
    deleted = {resource.name: loop.reconcile(resource) for resource in chosen if reconcile and resource.parent is None}
    return loop.finish(chosen, deleted)


def _pipeline(destination: Destination, dataset: str, state: str | Path | None, abandon: bool) -> dlt.Pipeline:
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "accountability" / "export"
    pipeline = dlt.pipeline(
        pipeline_name=dataset,  # the same wherever the destination is, which has the state of its last run
        pipelines_dir=str(Path(state or home) / destination.key),
        destination=destination.for_dlt(),
        dataset_name=dataset,
    )
    if destination.database is not None and not destination.database.exists():
        pipeline.drop()  # the state of a file that was deleted: its rows must be read again
    if abandon and pipeline.has_pending_data:
        pipeline.drop()  # with its state, which is ahead of what was loaded; that of the destination is not
    with _named_failures(destination):
        pipeline.sync_destination()
    return pipeline


@dataclass
class _Loop:
    """Reads and loads package after package.

    Args:
        client: sends the calls.
        destination: where the export goes.
        pipeline: loads packages into it.
        progress: is called after each page.
        pages: of a package.
        report: is filled while the export goes on.
        read: the number of records that were read of each list.
    """

    client: Accountability
    destination: Destination
    pipeline: dlt.Pipeline
    progress: Callable[[Progress], None]
    pages: int
    report: Report
    read: dict[str, int] = field(default_factory=dict)

    def load_pending(self) -> None:
        """Load what an interrupted run has read."""
        with _named_failures(self.destination):
            if self.pipeline.has_pending_data:
                self.pipeline.normalize()
                self.pipeline.load()

    def export(
        self, chosen: Iterable[Resource], settings: Mapping[str, Any], skip: Callable[[str, str], None] | None
    ) -> None:
        """Read and load lists to their ends, package after package.

        Args:
            chosen: the lists.
            settings: how they are read.
            skip: is called with one that is forbidden or does not exist; None to raise that error.
        """
        file_format: Any = "parquet" if self.destination.database else None  # None: what the destination prefers
        callbacks: dict[str, Any] = {"skip": skip, "notify": self._notify, "observe": self._observe}
        left = list(chosen)
        while left:
            # Each parent takes a call of its own: one page of them is enough for a package.
            pages = 1 if any(resource.parent for resource in left) else max(1, self.pages // len(left))
            data = source(self.client, [resource.name for resource in left], pages=pages, **settings, **callbacks)
            with _named_failures(self.destination):
                self.pipeline.run(data, loader_file_format=file_format)
            left = [resource for resource in left if self._state(resource.walk).get("walk")]

    def skip(self, name: str, reason: str) -> None:
        """Report a list that cannot be read."""
        self.report.skipped[name] = reason
        self._notify(name, f"skipped: {reason}")

    def reconcile(self, resource: Resource) -> int:
        """Delete the rows of records that the list no longer has; return how many."""
        current = set()
        for page in Items(self.client.send, build_call(resource)).pages():
            current |= {record.id for record in page.items}
            self._observe(resource.name, 0, None)
        with self.pipeline.sql_client() as client:
            table = client.make_qualified_table_name(resource.name)
            rows = client.execute_sql(f"SELECT id FROM {table}") or []
            gone = [row[0] for row in rows if row[0] not in current]
            for key in gone:
                client.execute_sql(f"DELETE FROM {table} WHERE id = %s", key)
        return len(gone)

    def finish(self, chosen: Iterable[Resource], deleted: Mapping[str, int]) -> Report:
        """Count what the tables hold, write the files and the manifest, and return the report."""
        tables_in_schema = self.pipeline.default_schema.tables if self.pipeline.schemas else {}
        tables = [resource for resource in chosen if resource.name in tables_in_schema]
        for table in tables:
            rows, digest = self._content(table.name)
            cursor = self._state(table.walk).get("cursor")
            self.report.tables[table.name] = Table(rows, digest, cursor, deleted.get(table.name, 0))
        self.destination.write_files([table.name for table in tables], self.pipeline.dataset_name)
        self.report.finished = datetime.now(UTC)
        if (manifest := self.destination.manifest) is not None:
            manifest.write_text(self.report.as_json())
        return self.report

    def _content(self, table: str) -> tuple[int, str | None]:
        """Return the number of rows of a table, and a hash of them in DuckDB."""
        if self.destination.database is None:
            with self.pipeline.sql_client() as client:
                rows = client.execute_sql(f"SELECT count(*) FROM {client.make_qualified_table_name(table)}")
            return int((rows or [[0]])[0][0]), None
        return hashed(self.destination.database, f'"{self.pipeline.dataset_name}"."{table}"')

    def _state(self, name: str) -> dict[str, Any]:
        sources: Any = self.pipeline.state.get("sources", {})
        state: dict[str, Any] = sources.get("accountability", {}).get("resources", {}).get(name, {})
        return state

    def _notify(self, name: str, message: str) -> None:
        self.progress(Progress(name, self.read.get(name, 0), None, self.report.calls, message))

    def _observe(self, name: str, count: int, left: int | None) -> None:
        self.report.calls += 1
        read = self.read[name] = self.read.get(name, 0) + count
        self.progress(Progress(name, read, None if left is None else read + left, self.report.calls))


def hashed(database: Path, table: str) -> tuple[int, str]:
    """Return the number of rows of a table in DuckDB, and a hash of its content in any order.

    Args:
        database: the file.
        table: the qualified name.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        query = (
            f"SELECT count(*), coalesce(bit_xor(md5_number(CAST(t AS VARCHAR))), 0) "
            f"FROM (SELECT COLUMNS('^[^_]') FROM {table}) t"
        )
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0]), format(int(row[1]), "032x")


@contextmanager
def _named_failures(destination: Destination) -> Iterator[None]:
    """Turn the failure of a step into an error that names the package; pass on the client's errors and interrupts."""
    try:
        yield
    except PipelineStepFailed as failure:
        for cause in _causes(failure):
            if isinstance(cause, AccountabilityError | KeyboardInterrupt):
                raise cause from None
        raise ExportError(_description(failure, destination)) from failure


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _description(failure: PipelineStepFailed, destination: Destination) -> str:
    cause = failure.exception
    if isinstance(cause, MissingDependencyException):
        packages = " ".join(f"'{name}'" for name in cause.dependencies)
        return f"{destination.text}: a package for this destination is not installed: pip install {packages}"
    if failure.step == "sync":
        *_, first = _causes(cause)
        return f"{destination.text}: expected a destination that can be opened, got: {_first_line(first)}"
    return (
        f"package {failure.load_id or 'none'} could not be loaded ({failure.step}): {_first_line(cause)}. The next run "
        "loads it first; abandon=True (--abandon) drops it, and its pages are read again."
    )


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
