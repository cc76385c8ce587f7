"""Callers from other machines, SIGTERM, and files that are full, damaged or read-only."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from accountability import spec
from accountability.sandbox import NotASandboxDatabaseError, Sandbox, sandbox, serve
from accountability.sandbox.http.message import RawRequest

from .test_serve import start_server

AUTH = ("acme-sandbox-token", "")
JOB = {"clientId": 31, "jobTypeId": 2, "jobDescription": "Launch film"}


def test_an_address_of_the_network_requires_allow_remote() -> None:
    with pytest.raises(ValueError, match=r"host: expected an address of this machine.*Pass --allow-remote"):
        serve(host="0.0.0.0")


def test_callers_from_other_machines_need_the_token_for_the_control_api() -> None:
    with start_server("host='0.0.0.0'", "allow_remote=True", "control_token='let-me-in'") as (_, lines):
        url = lines[0].removeprefix("sandbox listening on ")
        remote = {"Host": "sandbox:8080"}
        assert httpx.get(f"{url}/v2/jobs", auth=AUTH, headers=remote).status_code == 200
        assert httpx.get(f"{url}/openapi/v2.json", headers=remote).json()["servers"][0]["url"] == "http://sandbox:8080"
        rejected = httpx.post(f"{url}/_sandbox/reset", headers=remote)
        assert (rejected.status_code, "control token" in rejected.json()["detail"]) == (401, True)
        for token, status in (("wrong", 401), ("let-me-in", 204)):
            headers = {**remote, "Accountability-Sandbox-Token": token}
            assert httpx.post(f"{url}/_sandbox/reset", headers=headers).status_code == status
            assert httpx.post(f"{url}/_sandbox/reset", headers=remote, auth=("", token)).status_code == status
        assert httpx.post(f"{url}/_sandbox/reset").status_code == 204


def reset(host: bytes, peer: str | None) -> RawRequest:
    return RawRequest.parse("POST", b"/_sandbox/reset", b"", [(b"host", host)], b"", peer)


@pytest.mark.parametrize("peer", ["172.17.0.1", "10.1.2.3", "::ffff:10.1.2.3", "nonsense"])
def test_a_host_header_does_not_make_a_remote_caller_local(peer: str) -> None:
    with closing(Sandbox()) as sandbox_:
        assert sandbox_.handle(reset(b"localhost:8080", peer)).status == 403
        for local in (None, "127.0.0.1", "::1"):
            assert sandbox_.handle(reset(b"localhost:8080", local)).status == 204


def test_without_a_token_no_caller_from_another_machine_may_use_the_control_api() -> None:
    with closing(Sandbox()) as sandbox_, sandbox_.http_client() as http:
        headers = {"Host": "sandbox:8080", "Accountability-Sandbox-Token": ""}
        assert http.get("/_sandbox/accounts", headers=headers).status_code == 403


def test_the_environment_has_the_variables_that_the_client_reads() -> None:
    with sandbox() as running:
        assert running.environment["ACCOUNTABILITY_BASE_URL"] == running.url
        assert running.environment["ACCOUNTABILITY_API_TOKEN"] == running.accounts[0].api_token


def run_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accountability", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_a_command_runs_next_to_a_sandbox_with_its_address_in_the_environment() -> None:
    script = (
        "from accountability import Accountability\n"
        "with Accountability.from_env(inferred='allow') as api: print(api.v2.jobs.get(4711).id)\n"
        "raise SystemExit(3)"
    )
    completed = run_command("sandbox", "--", sys.executable, "-c", script)
    assert (completed.stdout, completed.returncode) == ("4711\n", 3), completed.stderr
    assert "expected a command" in run_command("sandbox", "--", "no-such-command").stderr


def test_the_command_prints_one_line_of_json_at_the_start() -> None:
    command = [sys.executable, "-m", "accountability", "sandbox", "--json", "--strict"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            details = json.loads(process.stdout.readline())
            assert (details["tenantId"], details["pid"]) == ("acme", process.pid)
            auth = (details["apiToken"], "")
            assert httpx.get(f"{details['url']}/v2/jobs?colour=blue", auth=auth).status_code == 422
        finally:
            process.terminate()
        assert process.wait(timeout=20) == 0


def test_the_command_prints_the_document_of_an_api_with_a_server() -> None:
    document = json.loads(run_command("openapi", "v2", "--url", "http://localhost:8000").stdout)
    assert document["servers"] == [{"url": "http://localhost:8000"}]
    assert document["paths"].keys() == spec.load("v2").document["paths"].keys()
    assert "Invalid value" in run_command("openapi", "v3").stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_database_so_that_a_copy_of_the_file_is_complete(
    tmp_path: Path, number: signal.Signals
) -> None:
    file, copy = tmp_path / "agency.db", tmp_path / "copy.db"
    with start_server(f"database={os.fspath(file)!r}") as (process, lines):
        url = lines[0].rpartition(" ")[2]
        job = httpx.post(f"{url}/v2/jobs", json=JOB, auth=AUTH).raise_for_status().json()
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
    shutil.copy(file, copy)
    with sandbox(database=copy) as running:
        assert httpx.get(f"{running.url}/v2/jobs/{job['id']}", auth=AUTH).json() == job


def test_a_damaged_file_is_rejected_at_the_start_with_its_cause(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"
    with closing(Sandbox(database=file, rows={"jobs": 500})):
        pass
    content = bytearray(file.read_bytes())
    content[8192:40960] = os.urandom(32768)
    file.write_bytes(content)
    with pytest.raises(NotASandboxDatabaseError, match=r"agency\.db: expected a database .* or a damaged file"):
        Sandbox(database=file)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "agency.db"
    with closing(Sandbox(database=file)):
        pass
    file.chmod(0o444)
    yield file
    file.chmod(0o644)


def test_a_read_only_file_is_rejected_at_the_start(read_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The superuser may write any file, so the check by the operating system is replaced.
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("agency.db"))
    with pytest.raises(OSError, match=r"agency\.db: expected a writable file, got a read-only one"):
        Sandbox(database=read_only)


def test_a_full_disk_is_a_507_that_names_it_and_loses_nothing(tmp_path: Path) -> None:
    with closing(Sandbox(database=tmp_path / "agency.db")) as full, full.http_client(auth=AUTH) as http:
        before = http.get("/v2/jobs").json()
        connection: sqlite3.Connection = full.database.connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        responses = [http.post("/v2/jobs", json={**JOB, "notes": "x" * 20_000}) for _ in range(5)]
        problem = responses[-1].json()
        assert (responses[-1].status_code, problem["status"]) == (507, 507)
        assert "The disk is full: free some space." in problem["detail"]
        created = sum(response.status_code == 201 for response in responses)
        assert http.get("/v2/jobs").json()["totalCount"] == before["totalCount"] + created
        assert http.put("/_sandbox/snapshots/a").status_code == 507
        connection.execute("PRAGMA max_page_count = 1073741823")
        assert http.post("/v2/jobs", json=JOB).status_code == 201


def test_a_file_that_becomes_read_only_or_damaged_is_a_500_that_names_the_cause(tmp_path: Path) -> None:
    with closing(Sandbox(database=tmp_path / "agency.db")) as sandbox_, sandbox_.http_client(auth=AUTH) as http:
        sandbox_.database.connection.execute("PRAGMA query_only = 1")
        response = http.post("/v2/jobs", json=JOB)
        assert (response.status_code, response.json()["type"]) == (500, "urn:accountability-sandbox:storage")
        assert "readonly" in response.json()["detail"]
        assert "change its permissions" in response.json()["detail"]
