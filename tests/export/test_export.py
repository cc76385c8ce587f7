"""Exports as the files and databases show them: exact, incremental, resumable."""

from __future__ import annotations

import datetime
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
import pytest

from accountability import Accountability, ConfigurationError, ForbiddenError, export
from accountability.export.resources import resources
from accountability.export.tables import Tables
from accountability.sandbox import Fault, RunningSandbox, sandbox

ROWS = 2000
EMPTY = {"client_budgets"}  # lists without records have no table
SCRIPT = """
import sys
from accountability import Accountability, ApiToken, export
url, token, folder = sys.argv[1:]
with Accountability(ApiToken(token), base_url=url, legacy_url=url, inferred="allow", rate_limit=None) as client:
    export.run(
        client, ["time_entries"], to=f"{folder}/a.duckdb", state=folder, pages=1,
        progress=lambda progress: print(progress.resource, flush=True),
    )
"""


@pytest.fixture(scope="module")
def shared() -> Iterator[RunningSandbox]:
    with sandbox(rows={"timeentries": ROWS}) as running:
        yield running


@pytest.fixture
def running() -> Iterator[RunningSandbox]:
    with sandbox() as running:
        yield running


@pytest.fixture
def client(running: RunningSandbox) -> Iterator[Accountability]:
    with running.client() as client:
        yield client


def run(client: Accountability, folder: Path, *names: str, **settings: Any) -> export.Report:
    return export.run(client, names, to=str(folder / "a.duckdb"), state=folder / "state", **settings)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "a.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_list_is_a_table_with_the_contracts_types(client: Accountability, tmp_path: Path) -> None:
    report = run(client, tmp_path, "jobs")
    assert report.tables["jobs"].rows == 4
    columns = dict(rows(tmp_path, "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'jobs'"))
    assert columns["budget"] == "DECIMAL(38,4)"
    assert columns["date_opened"] == "DATE"
    assert columns["modified_date"] == "TIMESTAMP WITH TIME ZONE"
    assert columns["active"] == "BOOLEAN"
    (job,) = rows(tmp_path, "SELECT job_no, budget, date_opened FROM accountability.jobs WHERE id = 4711")
    assert job == ("NWB0001", Decimal("48000.0000"), datetime.date(2025, 1, 13))


def test_every_list_of_the_contract_is_exported_but_one_that_is_forbidden_is_skipped_and_reported(
    client: Accountability, running: RunningSandbox, tmp_path: Path
) -> None:
    names = resources()
    assert len(names) == 34
    running.faults.add(Fault(operation="v2.Offices_ListOffices", status=403))
    report = export.run(client, to=str(tmp_path / "a.duckdb"), state=tmp_path / "state")
    assert list(report.skipped) == ["offices"]
    assert {name for name in names if name not in report.tables} <= {*EMPTY, "offices"}
    assert report.tables["estimate_entries"].rows == 3
    assert rows(tmp_path, "SELECT DISTINCT estimate_id FROM accountability.estimate_entries ORDER BY 1")
    with pytest.raises(ForbiddenError):
        run(client, tmp_path, "offices")
    running.faults.clear()
    assert run(client, tmp_path, "offices").tables["offices"].rows


def test_a_value_that_its_column_cannot_hold_is_an_error_with_id_and_property() -> None:
    tables = Tables(resources()["jobs"])
    exact = tables.table([{"id": 1, "budget": Decimal("0.1234")}, {"id": 2, "budget": Decimal("1e12")}])
    assert exact.column("budget").to_pylist() == [Decimal("0.1234"), Decimal("1000000000000.0000")]
    with pytest.raises(
        export.ExportError, match=r"jobs 2: budget: expected a value of decimal128\(38, 4\), got Decimal"
    ):
        tables.table([{"id": 1, "budget": Decimal("1.5")}, {"id": 2, "budget": Decimal("0.12345")}])
    wider = Tables(resources()["jobs"], {"money": 6})
    assert wider.table([{"id": 2, "budget": Decimal("0.12345")}]).column("budget")[0].as_py() == Decimal("0.123450")
    for invalid in ("31", True, Decimal("31.5")):
        with pytest.raises(export.ExportError, match="jobs 3: clientId: expected a value of int64, got "):
            tables.table([{"id": 3, "clientId": invalid}])


def test_nullability_comes_from_the_contract_and_new_properties_become_columns() -> None:
    tables = Tables(resources()["jobs"])
    assert not tables.schema.field("id").nullable
    assert tables.schema.field("budget").nullable
    table = tables.table([{"id": 1, "colour": "red"}, {"id": 2, "colour": {"r": Decimal("1.50")}}])
    assert table.schema.field("colour").type == pa.string()
    assert table.column("colour").to_pylist() == ["red", '{"r":1.50}']


def test_a_later_run_reads_what_was_changed_since(
    client: Accountability, running: RunningSandbox, tmp_path: Path
) -> None:
    first = run(client, tmp_path, "jobs")
    running.clock.advance(hours=1)
    client.v2.jobs.update(4712, budget=Decimal("7000.55"))
    before = len(running.calls("v2.Jobs_ListJobs"))
    second = run(client, tmp_path, "jobs")
    (call,) = running.calls("v2.Jobs_ListJobs")[before:]
    assert "modifiedSince" in call.query
    assert second.tables["jobs"].rows == 4
    assert second.tables["jobs"].hash != first.tables["jobs"].hash
    assert rows(tmp_path, "SELECT budget FROM accountability.jobs WHERE id = 4712") == [(Decimal("7000.5500"),)]


def test_a_service_that_ignores_the_filter_is_read_in_full_and_it_says_so(
    client: Accountability, running: RunningSandbox, tmp_path: Path
) -> None:
    run(client, tmp_path, "jobs")
    running.clock.advance(hours=1)
    client.v2.jobs.update(4712, budget=Decimal(1))
    running.variant = "filters-ignored"
    said: list[str] = []
    report = run(client, tmp_path, "jobs", progress=lambda progress: said.append(progress.message))
    assert "the service ignores modifiedSince; reading every record" in said
    assert report.tables["jobs"].rows == 4


def test_a_file_has_its_own_state_and_without_it_everything_is_read_again(
    client: Accountability, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "one", tmp_path / "two", tmp_path / "one"):
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        assert export.run(client, ["jobs"], to="agency.duckdb", state=tmp_path).tables["jobs"].rows == 4
    (tmp_path / "one" / "agency.duckdb").unlink()
    assert export.run(client, ["jobs"], to="agency.duckdb", state=tmp_path).tables["jobs"].rows == 4


def test_a_file_that_was_moved_is_continued(client: Accountability, tmp_path: Path) -> None:
    first = export.run(client, ["jobs"], to=str(tmp_path / "a.duckdb"), state=tmp_path)
    (tmp_path / "a.duckdb").rename(tmp_path / "b.duckdb")
    read: list[int] = []
    moved = export.run(
        client, ["jobs"], to=str(tmp_path / "b.duckdb"), state=tmp_path, progress=lambda event: read.append(event.read)
    )
    assert moved.tables == first.tables
    assert read[-1] < 4  # what was changed within the overlap


def test_reconcile_deletes_the_rows_of_records_that_are_gone(client: Accountability, tmp_path: Path) -> None:
    run(client, tmp_path, "jobs")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        connection.execute("INSERT INTO accountability.jobs (id, job_no) VALUES (99, 'gone')")
    assert run(client, tmp_path, "jobs").tables["jobs"].rows == 5
    report = run(client, tmp_path, "jobs", reconcile=True)
    assert (report.tables["jobs"].rows, report.tables["jobs"].deleted) == (4, 1)


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_files_are_written_from_the_same_tables_without_duplicates(
    client: Accountability, tmp_path: Path, format: str
) -> None:
    for _ in range(2):
        export.run(client, ["jobs"], to=f"{format}:{tmp_path / 'out'}", state=tmp_path / "state")
    read = duckdb.connect().execute(f"SELECT count(*), sum(budget) FROM '{tmp_path}/out/jobs.{format}'").fetchall()
    assert read == [(4, Decimal("76250.5000") if format == "parquet" else 76250.5)]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["tables"]["jobs"]["rows"] == 4


def test_the_plan_reports_calls_and_minutes_before_anything_is_read(
    client: Accountability, running: RunningSandbox
) -> None:
    planned = export.plan(client, ["jobs", "offices", "estimate-entries"])
    assert [(resource.name, resource.how) for resource in planned.resources] == [
        ("jobs", "incremental"),
        ("offices", "full"),
        ("estimate_entries", "by estimates"),
    ]
    assert planned.calls == 1 + 1 + 3
    assert "at most 5 calls" in str(planned)


def test_an_unknown_resource_is_an_error_with_the_likeliest_name(client: Accountability, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"got 'job'\. Did you mean 'jobs'\?"):
        run(client, tmp_path, "job")


def test_the_source_is_used_by_a_pipeline_of_the_callers(client: Accountability, tmp_path: Path) -> None:
    import dlt

    pipeline = dlt.pipeline(
        "mine", pipelines_dir=str(tmp_path), destination=dlt.destinations.duckdb(str(tmp_path / "a.duckdb"))
    )
    pipeline.run(export.source(client, ["jobs"]), dataset_name="mine")
    assert rows(tmp_path, "SELECT count(*) FROM mine.jobs") == [(4,)]


def test_killed_at_any_moment_it_goes_on_and_loses_and_doubles_nothing(shared: RunningSandbox, tmp_path: Path) -> None:
    complete, killed = tmp_path / "whole", tmp_path / "killed"
    command = [sys.executable, "-c", SCRIPT, shared.url, shared.accounts[0].api_token]
    for folder in (complete, killed):
        folder.mkdir()
    subprocess.run([*command, str(complete)], check=True, stdout=subprocess.DEVNULL)
    moments = random.Random(7)
    for _ in range(3):
        with subprocess.Popen([*command, str(killed)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for _ in range(moments.randint(1, 3)):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
    subprocess.run([*command, str(killed)], check=True, stdout=subprocess.DEVNULL)
    tables = [json.loads((folder / "a.duckdb.manifest.json").read_text())["tables"] for folder in (complete, killed)]
    assert tables[0]["time_entries"]["rows"] == ROWS
    assert tables[0] == tables[1]


def test_an_interrupt_is_passed_on_and_the_next_run_continues(shared: RunningSandbox, tmp_path: Path) -> None:
    def interrupt(progress: export.Progress) -> None:
        if progress.read > 1000:
            raise KeyboardInterrupt

    seen: list[export.Progress] = []
    with shared.client() as client:
        with pytest.raises(KeyboardInterrupt):
            run(client, tmp_path, "time_entries", pages=1, progress=interrupt)
        report = run(client, tmp_path, "time_entries", pages=1, progress=seen.append)
    assert report.tables["time_entries"].rows == ROWS
    assert {event.total for event in seen} == {seen[-1].read}  # what this run reads, not the whole list
    assert 0 < seen[-1].read < ROWS


def test_a_package_that_cannot_be_loaded_is_named_and_can_be_abandoned(
    client: Accountability, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dlt

    with monkeypatch.context() as broken:
        broken.setattr(dlt.Pipeline, "load", _fails)
        with pytest.raises(export.ExportError, match=r"package \S+ could not be loaded \(load\).*--abandon"):
            run(client, tmp_path, "jobs")
    assert run(client, tmp_path, "jobs", abandon=True).tables["jobs"].rows == 4


def _fails(pipeline: Any, *_: Any, **__: Any) -> None:
    from dlt.pipeline.exceptions import PipelineStepFailed

    raise PipelineStepFailed(pipeline, "load", "1700000000.1", OSError("disk full"), cast(Any, None))
