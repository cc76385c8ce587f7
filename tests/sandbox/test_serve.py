"""The server prints its URL, accepts calls at once, and closes its database on Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from accountability.sandbox import RunningSandbox, sandbox, serve


@contextmanager
def start_server(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Start a server and yield its process and the first five lines of its output; kill it at the end of the block."""
    program = f"from accountability.sandbox import serve; serve({', '.join(arguments)})"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, [process.stdout.readline().rstrip() for _ in range(5)]
        finally:
            process.kill()


def test_the_server_prints_its_url_and_the_code_that_creates_a_client() -> None:
    with start_server() as (process, lines):
        url = lines[0].removeprefix("sandbox listening on ")
        assert url.startswith("http://127.0.0.1:")
        assert "acme-sandbox-token" in lines[2]
        program = "\n".join([*lines[3:], "print(api.v2.jobs.get(4711).id)"])
        completed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)
        assert completed.stdout == "4711\n", completed.stderr
        description = httpx.get(f"{url}/_sandbox").json()
        assert (description["sandbox"], description["callsPerMinute"]) == (True, 100)
        assert process.poll() is None


def test_ctrl_c_closes_the_database(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"
    with start_server(f"database={os.fspath(file)!r}") as (process, lines):
        url = lines[0].rpartition(" ")[2]
        auth = ("acme-sandbox-token", "")
        headers = {"Content-Type": "application/merge-patch+json"}
        httpx.patch(f"{url}/v2/jobs/4711", content=b'{"notes": "kept"}', headers=headers, auth=auth).raise_for_status()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
    assert not file.with_name("agency.db-wal").exists()
    with sandbox(database=file) as running:
        assert httpx.get(f"{running.url}/v2/jobs/4711", auth=auth).json()["notes"] == "kept"


def test_the_error_names_a_port_in_use(running: RunningSandbox) -> None:
    port = int(running.url.rpartition(":")[2])
    with pytest.raises(OSError, match=str(port)):
        serve(port=port)


def test_a_program_that_leaves_a_sandbox_open_ends_normally() -> None:
    program = "from accountability.sandbox import sandbox; context = sandbox(); print(context.__enter__().url)"
    completed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)
    assert (completed.returncode, completed.stderr) == (0, "")
