"""`accountability probe` as a person meets it: what it says before, while and after it asks a service."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.shipped import count_reads

from accountability.sandbox import RunningSandbox
from accountability.sandbox import sandbox as start

from .conftest import environment, environment_of

V2 = count_reads("v2")
COMMAND = [sys.executable, "-m", "accountability", "probe"]


def probe(folder: Path, environ: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "--output", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ)


def test_a_service_that_conforms_ends_with_0(sandbox: RunningSandbox, tmp_path: Path) -> None:
    done = probe(tmp_path, environment_of(sandbox), "--api", "v2")
    assert done.returncode == 0, done.stderr
    said = done.stderr.splitlines()
    assert said[0].startswith(f"v2      {V2} reads")
    assert said[1].startswith("at most ")
    assert said[2] == f"[1/{V2}] v2.Clients_ListClients: exists"
    assert re.search(r"\b\d\d exists", done.stdout)
    output = json.loads((tmp_path / "probe.json").read_text())
    assert (output["complete"], len(output["operations"])) == (True, V2)
    assert sandbox.accounts[0].api_token not in done.stdout + done.stderr + (tmp_path / "probe.json").read_text()


def test_a_difference_ends_with_1_and_is_reported(tmp_path: Path) -> None:
    with start(variant="bare-arrays") as other:
        done = probe(tmp_path, environment_of(other), "--api", "v2")
    assert done.returncode == 1
    assert "v2.Jobs_ListJobs: differs\n  envelope: a bare array" in done.stdout
    assert '["v2.Jobs_ListJobs"]' in (tmp_path / "corrections.toml").read_text()


def test_a_dry_run_prints_the_plan_and_needs_nothing(tmp_path: Path) -> None:
    done = probe(tmp_path / "none", environment(), "--dry-run", "--no-guess")
    assert done.returncode == 0
    calls = count_reads("v1") + V2 + 17 + 1
    output = (
        f"v1      {count_reads('v1')} reads\nv2      {V2} reads\nlegacy  17 reads\nat most {calls} calls, about 3 min\n"
    )
    assert done.stdout == output
    assert not (tmp_path / "none").exists()


def test_without_credentials_the_error_names_the_variable(tmp_path: Path) -> None:
    done = probe(tmp_path, environment(), "--api", "v2")
    assert done.returncode == 2
    assert "ACCOUNTABILITY_API_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_without_a_response_ends_with_2_and_a_few_lines(tmp_path: Path) -> None:
    environ = environment(ACCOUNTABILITY_API_TOKEN="token")
    done = probe(tmp_path, environ, "--api", "v2", "--base-url", "http://127.0.0.1:9")
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("[")]
    assert [line.partition(": ")[2] for line in lines] == [
        *["failed: no response (ConnectError)"] * 3,
        "untried: the first calls of this API had status 401 or no response",
    ]


def test_rejected_credentials_end_with_2(sandbox: RunningSandbox, tmp_path: Path) -> None:
    done = probe(tmp_path, environment_of(sandbox) | {"ACCOUNTABILITY_API_TOKEN": "wrong"}, "--api", "v1")
    assert done.returncode == 2
    assert "v1.Clients_ListClients: forbidden (401)" in done.stderr


def test_the_token_of_one_server_is_not_sent_to_the_published_host_of_the_other(tmp_path: Path) -> None:
    done = probe(tmp_path, environment(), "--dry-run", "--base-url", "http://127.0.0.1:9")
    assert "legacy: skipped, since no URL was given" in done.stderr
    assert f"v2      {V2}" in done.stdout
    assert "legacy  17" not in done.stdout


def test_a_file_of_corrections_is_not_overwritten(sandbox: RunningSandbox, tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text("# mine\n")
    done = probe(tmp_path, environment_of(sandbox), "--api", "legacy")
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (tmp_path / "corrections.toml").read_text() == "# mine\n"


def test_a_folder_that_cannot_be_created_is_an_error_before_anything_is_sent(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    done = probe(tmp_path / "file" / "folder", environment_of(sandbox), "--api", "legacy")
    assert done.returncode == 2
    assert "folder: Not a directory" in done.stderr
    assert "[1/17]" not in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_api_is_a_usage_error(tmp_path: Path) -> None:
    done = probe(tmp_path, environment(), "--api", "v3")
    assert done.returncode == 2
    assert "Invalid value" in done.stderr


@pytest.fixture
def stuck() -> Iterator[str]:
    """A service that responds to `GET /_sandbox` and three reads, and then to none until the test is over."""
    over, left = threading.Event(), [4]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            left[0] -= 1
            if left[0] < 0:
                over.wait(30)
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        over.set()
        server.shutdown()
        thread.join()


def interruptible() -> None:
    """Undoes what `nohup` and a shell's background jobs hand on to all they start: to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_writes_what_was_found_until_then(stuck: str, tmp_path: Path) -> None:
    words = ["--output", str(tmp_path), "--api", "v2", "--no-guess"]
    environ = environment(ACCOUNTABILITY_API_TOKEN="token", ACCOUNTABILITY_BASE_URL=stuck)
    command = [*COMMAND, *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ, preexec_fn=interruptible) as process:
        assert process.stderr
        said = [process.stderr.readline() for _ in range(5)]
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert said[-1] == f"[3/{V2}] v2.Suppliers_ListSuppliers: absent (404)\n"
    assert process.returncode == 130
    assert "Traceback" not in rest
    output = json.loads((tmp_path / "probe.json").read_text())
    assert output["complete"] is False
    assert [operation["outcome"] for operation in output["operations"]] == ["absent"] * 3


def test_nothing_is_written_if_the_service_was_not_reached(tmp_path: Path) -> None:
    environ = environment(ACCOUNTABILITY_API_TOKEN="token")
    for _ in range(2):
        done = probe(tmp_path, environ, "--api", "v2", "--base-url", "http://127.0.0.1:9")
        assert (done.returncode, [*tmp_path.iterdir()]) == (2, [])
    assert "no file was written" in done.stderr


def test_a_proposal_without_corrections_does_not_block_the_next_run(sandbox: RunningSandbox, tmp_path: Path) -> None:
    for _ in range(2):
        assert probe(tmp_path, environment_of(sandbox), "--api", "legacy").returncode == 0
    assert (tmp_path / "corrections.toml").is_file()


def test_a_sandbox_on_this_machine_is_called_without_its_limit_and_has_it_afterwards(tmp_path: Path) -> None:
    with start(calls_per_minute=5) as limited:
        done = probe(tmp_path, environment_of(limited), "--api", "legacy")
        assert limited.calls_per_minute == 5
    assert done.returncode == 0, done.stderr
    assert "17 reads\nat most 18 calls, within a minute" in done.stderr
    assert "429" not in done.stderr
