"""An export into PostgreSQL: sums are equal to the service's in exact decimals."""

from __future__ import annotations

import glob
import os
import pwd
import socket
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import psycopg2
import pytest

from accountability import export
from accountability.sandbox import sandbox

BINARIES = next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)), None)
pytestmark = pytest.mark.skipif(BINARIES is None, reason="PostgreSQL is not installed")


def run(*command: str) -> None:
    """Run a command of PostgreSQL, which refuses to run as root, as the user that its package creates."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*as_postgres, f"{BINARIES}/{command[0]}", *command[1:]], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own on a free port."""
    folder = Path("/tmp") / f"pg-{os.getpid()}-{tmp_path_factory.getbasetemp().name}"
    folder.mkdir()
    if os.getuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "agency", "--auth=trust", "--no-sync")
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-p {port} -k {folder} -h 127.0.0.1", "start")
    try:
        yield f"postgresql://agency:secret@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_sums_are_exact(url: str, tmp_path: Path) -> None:
    with sandbox(rows={"timeentries": 1200}) as running, running.client() as client:
        entries = list(client.v2.time_entries.list())
        expected = sum((entry.billable_amount or Decimal(0) for entry in entries), Decimal(0))
        for _ in range(2):  # the second run changes nothing
            report = export.run(client, ["time_entries"], to=url, state=tmp_path)
    assert "secret" not in report.destination
    assert report.tables["time_entries"].rows == len(entries) == 1200
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT id), sum(billable_amount) FROM accountability.time_entries")
        assert cursor.fetchall() == [(1200, expected)]
        cursor.execute("DROP SCHEMA accountability CASCADE")
    connection.close()
    with sandbox(rows={"timeentries": 1200}) as running, running.client() as client:
        again = export.run(client, ["time_entries"], to=url, state=tmp_path)
    assert again.tables["time_entries"].rows == 1200
