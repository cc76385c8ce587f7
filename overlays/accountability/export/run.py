"""The loop of an export: small packages, each loaded before the next is read, so that any moment may interrupt it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .destination import DATASET, Destination, parse
from .errors import ExportError
from .resources import Resource, select

if TYPE_CHECKING:
    import dlt
    from dlt.pipeline.exceptions import PipelineStepFailed

    from accountability import Accountability

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
    from .source import Settings

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
    pipeline = _pipeline(destination, dataset, state, abandon)
    loop = _Loop(client, destination, pipeline, progress, pages, settings)
    names = None if resources is None else list(resources)
    chosen = select(names, settings.get("api", "v2"))
    loop.load_pending()
    loop.export(chosen, tolerant=names is None)
    deleted = {each.name: loop.reconcile(each) for each in chosen if reconcile and each.parent is None}
    return loop.report(chosen, deleted)


def _pipeline(destination: Destination, dataset: str, state: str | Path | None, abandon: bool) -> dlt.Pipeline:
    import dlt

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


class _Loop:
    """Reads and loads package after package."""

    def __init__(
        self,
        client: Accountability,
        destination: Destination,
        pipeline: dlt.Pipeline,
        progress: Callable[[Progress], None] | None,
        pages: int,
        settings: Mapping[str, Any],
    ) -> None:
        self._client = client
        self._destination = destination
        self._pipeline = pipeline
        self._progress = progress or (lambda _: None)
        self._pages = pages
        self._settings = {**settings, "notify": self._notify, "observe": self._observe}
        self._report = Report(destination.text)
        self._read: dict[str, int] = {}

    def load_pending(self) -> None:
        """Load what an interrupted run has read."""
        with _named_failures(self._destination):
            if self._pipeline.has_pending_data:
                self._pipeline.normalize()
                self._pipeline.load()

    def export(self, chosen: Iterable[Resource], *, tolerant: bool) -> None:
        """Read and load lists to their ends, package after package.

        Args:
            chosen: the lists.
            tolerant: whether to skip one that is forbidden or does not exist.
        """
        from .source import source

        file_format: Any = "parquet" if self._destination.database else None  # None: what the destination prefers
        left = list(chosen)
        while left:
            # Each parent takes a call of its own: one page of them is enough for a package.
            pages = 1 if any(each.parent for each in left) else max(1, self._pages // len(left))
            names = [each.name for each in left]
            data = source(self._client, names, pages=pages, tolerant=tolerant, skip=self._skip, **self._settings)
            with _named_failures(self._destination):
                self._pipeline.run(data, loader_file_format=file_format)
            left = [each for each in left if self._state(each.walk).get("walk")]

    def _skip(self, name: str, reason: str) -> None:
        self._report.skipped[name] = reason
        self._notify(name, f"skipped: {reason}")

    def reconcile(self, resource: Resource) -> int:
        """Delete the rows of records that the list no longer has; return how many."""
        from .source import build_call

        paging = resource.operation.paging or {}
        number, current = 1, set()
        while True:
            page = self._client.send(build_call(resource, page=number))
            current |= {record.id for record in page.items}
            self._observe(resource.name, 0, None)
            if not page.received or len(current) == page.total_count or not paging:
                break
            number += 1
        with self._pipeline.sql_client() as client:
            table = client.make_qualified_table_name(resource.name)
            rows = client.execute_sql(f"SELECT id FROM {table}") or []
            gone = [row[0] for row in rows if row[0] not in current]
            for key in gone:
                client.execute_sql(f"DELETE FROM {table} WHERE id = %s", key)
        return len(gone)

    def report(self, chosen: Iterable[Resource], deleted: Mapping[str, int]) -> Report:
        """Count what the tables hold, write the files and the manifest, and return the report."""
        known = self._pipeline.default_schema.tables if self._pipeline.schemas else {}
        tables = [each for each in chosen if each.name in known]
        for each in tables:
            rows, digest = self._content(each.name)
            cursor = self._state(each.walk).get("cursor")
            self._report.tables[each.name] = Table(rows, digest, cursor, deleted.get(each.name, 0))
        self._destination.write_files([each.name for each in tables], self._pipeline.dataset_name)
        self._report.finished = datetime.now(UTC)
        if (manifest := self._destination.manifest) is not None:
            manifest.write_text(self._report.as_json())
        return self._report

    def _content(self, table: str) -> tuple[int, str | None]:
        """Return the number of rows of a table, and a hash of them in DuckDB."""
        if self._destination.database is None:
            with self._pipeline.sql_client() as client:
                rows = client.execute_sql(f"SELECT count(*) FROM {client.make_qualified_table_name(table)}")
            return int((rows or [[0]])[0][0]), None
        return hashed(self._destination.database, f'"{self._pipeline.dataset_name}"."{table}"')

    def _state(self, name: str) -> dict[str, Any]:
        sources: Any = self._pipeline.state.get("sources", {})
        found: dict[str, Any] = sources.get("accountability", {}).get("resources", {}).get(name, {})
        return found

    def _notify(self, name: str, message: str) -> None:
        self._progress(Progress(name, self._read.get(name, 0), None, self._report.calls, message))

    def _observe(self, name: str, count: int, left: int | None) -> None:
        self._report.calls += 1
        read = self._read[name] = self._read.get(name, 0) + count
        self._progress(Progress(name, read, None if left is None else read + left, self._report.calls))


def hashed(database: Path, table: str) -> tuple[int, str]:
    """Return the number of rows of a table in DuckDB, and a hash of its content in any order.

    Args:
        database: the file.
        table: the qualified name.
    """
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        query = (
            f"SELECT count(*), coalesce(bit_xor(md5_number(CAST(t AS VARCHAR))), 0) "
            f"FROM (SELECT COLUMNS('^[^_]') FROM {table}) t"
        )
        found = connection.execute(query).fetchone()
    assert found is not None
    return int(found[0]), format(int(found[1]), "032x")


@contextmanager
def _named_failures(destination: Destination) -> Iterator[None]:
    """Turn the failure of a step into an error that names the package; pass on the client's errors and interrupts."""
    from dlt.pipeline.exceptions import PipelineStepFailed

    from accountability import AccountabilityError

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
    from dlt.common.exceptions import MissingDependencyException

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
