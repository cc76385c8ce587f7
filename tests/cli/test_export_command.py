"""`accountability export`: its plan, its progress, its result."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from .conftest import Accountability


@pytest.fixture
def export(accountability: Accountability, tmp_path: Path) -> Accountability:
    os.environ["XDG_DATA_HOME"] = str(tmp_path / "data")
    return accountability


def test_it_prints_the_plan_then_exports_then_reports(export: Accountability, tmp_path: Path) -> None:
    file = tmp_path / "agency.duckdb"
    done = export("export", "jobs", "estimate-entries", "--to", str(file))
    assert (done.code, done.stdout) == (0, "jobs: 4 rows\nestimate_entries: 3 rows\n"), done.stderr
    assert "jobs              incremental" in done.stderr
    assert "jobs: 4 of 4 rows" in done.stderr
    assert f"written to {file}" in done.stderr
    with duckdb.connect(str(file)) as connection:
        assert connection.execute("SELECT count(*) FROM accountability.jobs").fetchall() == [(4,)]


def test_a_plan_alone_is_data_and_exports_nothing(export: Accountability, tmp_path: Path) -> None:
    done = export("export", "--all", "--plan", "--to", str(tmp_path / "agency.duckdb"))
    assert done.code == 0
    assert "at most" in done.stdout
    assert not (tmp_path / "agency.duckdb").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export",), "Expected names of resources or --all."),
        (("export", "job"), "Did you mean 'jobs'?"),
        (("export", "jobs", "--to", "agency.xlsx"), "--to: expected FILE.duckdb"),
        (("export", "jobs", "--scale", "money"), "--scale: expected KIND=N"),
        (("export", "jobs", "--scale", "mony=2"), "expected one of money, rate, percent, units, hours, got 'mony'"),
        (("export", "jobs", "--to", "accountability.duckdb"), "Choose another name, such as agency.duckdb"),
    ],
)
def test_wrong_arguments_are_usage_errors(export: Accountability, words: tuple[str, ...], message: str) -> None:
    done = export(*words)
    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr


def test_without_a_destination_it_writes_a_file_in_the_current_folder(
    export: Accountability, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert export("export", "jobs").code == 0
    assert (tmp_path / "agency.duckdb").exists()


def test_a_destination_that_cannot_be_opened_is_named_in_one_line(export: Accountability, tmp_path: Path) -> None:
    (tmp_path / "broken.duckdb").write_text("not a database")
    done = export("export", "jobs", "--to", str(tmp_path / "broken.duckdb"))
    assert done.code == 11
    assert "broken.duckdb: expected a destination that can be opened, got: IO Error: " in done.stderr
    assert "Traceback" not in done.stderr
    done = export("export", "jobs", "--to", "postgres://agency:secret@127.0.0.1:9/agency")
    assert done.code == 11
    assert "postgres://agency:***@127.0.0.1:9/agency: expected a destination" in done.stderr
    assert "secret" not in done.stderr


def test_an_interrupt_is_reported_in_words(export: Accountability, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("accountability.export.run", interrupt)
    done = export("export", "jobs")
    assert done.code == 130
    assert done.stderr.endswith("The same command continues after the last package that was loaded.\nInterrupted.\n")
