"""Test the README's first result with the installed package: read a job, create a job, run the command, export."""

import subprocess
import sys
from pathlib import Path

from accountability import export
from accountability.sandbox import sandbox


def test_the_client_and_the_sandbox() -> None:
    with sandbox() as running, running.client() as api:
        job = api.v2.jobs.get(4711)
        created = api.v2.jobs.create(client_id=job.client_id, job_type_id=2, description="Launch film")
        assert api.v2.jobs.get(created.id) == created


def test_the_command() -> None:
    command = [sys.executable, "-m", "accountability", "operations", "v2.Jobs_GetJob"]
    assert "GET /v2/jobs/{jobId}" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_an_export(tmp_path: Path) -> None:
    with sandbox() as running, running.client() as api:
        report = export.run(api, ["jobs"], to=str(tmp_path / "agency.duckdb"), state=tmp_path / "state")
    assert report.tables["jobs"].rows == 4
