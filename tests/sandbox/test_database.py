"""Records in a database file are kept after the sandbox ends, and no concurrent write is lost."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from accountability.sandbox import NotASandboxDatabaseError, RunningSandbox, sandbox

from .conftest import Caller, example_body, read


def create_caller(running: RunningSandbox) -> Caller:
    return Caller(base_url=running.url, auth=(running.accounts[0].api_token, ""))


def test_a_file_keeps_records_ids_and_tokens_over_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"
    with sandbox(database=file) as running, create_caller(running) as api:
        job = api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))
        form = {"username": "ops@acme.example", "password": running.accounts[0].api_token}
        token = read(httpx.post(f"{running.url}/v1/token", data=form))["access_token"]
    with sandbox(database=file) as running, create_caller(running) as api:
        assert api.get_json(f"/v2/jobs/{job['id']}") == job
        bearer = {"Authorization": f"Bearer {token}"}
        assert httpx.get(f"{running.url}/v2/jobs", headers=bearer).status_code == 200
        assert api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))["id"] == job["id"] + 1


def test_a_write_is_in_the_file_before_its_response(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"
    with sandbox(database=file) as running, create_caller(running) as api:
        job = api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))
        with sqlite3.connect(file) as other:
            query = "SELECT count(*) FROM record WHERE collection = 'jobs' AND id = ?"
            assert other.execute(query, (job["id"],)).fetchone() == (1,)


def test_a_file_of_another_program_is_rejected_and_unchanged(tmp_path: Path) -> None:
    text, foreign = tmp_path / "letter.txt", tmp_path / "other.db"
    text.write_text("Dear Sirs\n" * 500)
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE letters (x)")
    before = text.read_bytes(), foreign.read_bytes()
    for file in (text, foreign):
        with pytest.raises(NotASandboxDatabaseError, match=file.name), sandbox(database=file):
            pass
    assert (text.read_bytes(), foreign.read_bytes()) == before


def test_a_file_in_a_missing_folder_is_rejected_by_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"), sandbox(database=tmp_path / "nowhere" / "agency.db"):
        pass


def test_concurrent_creates_get_distinct_ids(running: RunningSandbox) -> None:
    def create(_: int) -> int:
        with create_caller(running) as api:
            return int(api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))["id"])

    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(create, range(24)))
    assert sorted(ids) == list(range(min(ids), min(ids) + 24))


def test_two_sandboxes_on_one_file_see_each_others_writes(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"
    with (
        sandbox(database=file) as first_sandbox,
        sandbox(database=file) as second_sandbox,
        create_caller(first_sandbox) as first,
        create_caller(second_sandbox) as second,
    ):
        job = first.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))
        assert second.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))["id"] == job["id"] + 1
        assert first.get_json("/v2/jobs") == second.get_json("/v2/jobs")
