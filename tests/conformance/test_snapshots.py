"""Snapshots record the shape of a real service's responses, never a value; a sandbox is compared with them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from accountability.conformance import Account, Report, Settings, run
from accountability.conformance.command import conform
from accountability.sandbox import sandbox
from accountability.sandbox.running import RunningSandbox
from mutation.service import Call, defective_sandbox

JOBS = ("v2.Jobs_[GL]*", "v2.Clients_[GL]*", "legacy.JobSummaryReports_*")


@pytest.fixture(scope="module")
def service() -> Iterator[RunningSandbox]:
    with sandbox() as running:
        yield running


def settings(service: RunningSandbox, **changes: Any) -> Settings:
    """Return settings that use a sandbox as the real service."""
    sandbox_account = service.accounts[0]
    account = Account(sandbox_account.tenant, sandbox_account.username, sandbox_account.api_token)
    defaults = {"base_url": service.url, "legacy_url": service.legacy_url, "account": account}
    return Settings(
        **{**defaults, "operations": JOBS, "calls_per_minute": 100_000, "formats": (), "seed": 1, **changes}
    )


def record_snapshots(
    service: RunningSandbox, folder: Path, variant: str | None = None, **changes: Any
) -> dict[str, bytes]:
    """Record a sandbox as if it were the real service, and return the files."""
    service.variant = variant
    try:
        run(settings(service, record=folder, **changes))
    finally:
        service.variant = None
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def compare(folder: Path, *operations: str) -> Report:
    """Compare the embedded sandbox with the snapshots."""
    return run(Settings(compare=folder, operations=operations or JOBS, max_examples=1, formats=(), seed=1))


def find_differences(report: Report) -> list[str]:
    return [
        f"{result.key}: {failure.message}"
        for result in report.results
        for failure in result.failures
        if failure.check == "matches_its_snapshot"
    ]


def test_a_sandbox_matches_the_snapshots_of_an_equal_service(service: RunningSandbox, tmp_path: Path) -> None:
    record_snapshots(service, tmp_path)
    report = compare(tmp_path)
    assert not report.failed, report.text()
    compared = {result.key for result in report.results if "matches_its_snapshot" in result.checks}
    assert {"v2.Jobs_ListJobs", "v2.Jobs_GetJob", "legacy.JobSummaryReports_ListJobSummaryReports"} <= compared


def test_a_snapshot_has_types_formats_and_numbers_of_decimals(service: RunningSandbox, tmp_path: Path) -> None:
    snapshot = json.loads(record_snapshots(service, tmp_path)["v2.json"])
    shape = snapshot["operations"]["v2.Jobs_ListJobs"]["200 application/json"]
    assert shape["$"] == "object"
    assert shape["$.items[].id"] == "number (0 decimals)"
    assert shape["$.items[].modifiedDate"] == "string (date-time with zone)"
    assert shape["$.items[].dateOpened"] == "string (date)"
    legacy = json.loads((tmp_path / "legacy.json").read_bytes())["operations"]
    assert {"200 application/json", "200 application/xml"} == legacy[
        "legacy.JobSummaryReports_ListJobSummaryReports"
    ].keys()


def test_recording_again_writes_the_same_bytes(service: RunningSandbox, tmp_path: Path) -> None:
    assert record_snapshots(service, tmp_path) == record_snapshots(service, tmp_path)


def test_a_later_recording_is_merged_with_the_earlier_one(service: RunningSandbox, tmp_path: Path) -> None:
    record_snapshots(service, tmp_path, operations=("v2.Jobs_[GL]*",))
    record_snapshots(service, tmp_path, operations=("v2.Clients_[GL]*",))
    record_snapshots(service, tmp_path, "nulls-left-out", operations=("v2.Jobs_[GL]*",))
    snapshot = json.loads((tmp_path / "v2.json").read_bytes())["operations"]
    assert {"v2.Jobs_GetJob", "v2.Clients_GetClient"} <= snapshot.keys()
    assert find_differences(compare(tmp_path)) == []


def find_values(value: Any) -> Iterator[str]:
    """Yield every string and every number with decimals."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from find_values(part)
    elif isinstance(value, str | float):
        yield str(value)


def test_no_value_address_or_credential_is_in_a_snapshot(service: RunningSandbox, tmp_path: Path) -> None:
    snapshot = b"".join(record_snapshots(service, tmp_path, "extra-properties").values()).decode()
    with service.http_client(auth=(service.accounts[0].api_token, "")) as client:
        responses = [client.get(path).json() for path in ("/v2/jobs", "/v2/clients")]
    values = {value for value in find_values(responses) if len(value) > 3}
    secrets = {
        secret for account in service.accounts for secret in (account.api_token, account.username, account.tenant)
    }
    assert len(values) > 50
    assert [value for value in values | secrets | {"127.0.0.1", "localhost"} if f'"{value}' in snapshot] == []
    assert not any(value in snapshot for value in secrets | {service.url, "127.0.0.1"})


def test_names_that_may_be_values_are_not_recorded(service: RunningSandbox, tmp_path: Path) -> None:
    def add_balances(call: Call) -> Generator[None, None, None]:
        yield
        call.edit_records(lambda record: record.update(balances={"Northwind": {"jobNo": 1.25, "Fabrikam": None}}))

    with defective_sandbox(service, add_balances) as target:
        run(settings(service, base_url=target.urls["v2"], record=tmp_path, operations=("v2.Jobs_[GL]*",)))
    shape = json.loads((tmp_path / "v2.json").read_bytes())["operations"]["v2.Jobs_GetJob"]["200 application/json"]
    assert {path: kinds for path, kinds in shape.items() if "balances" in path} == {
        "$.balances": "object",
        "$.balances.*": "object",
        "$.balances.*.*": "null",
        "$.balances.*.jobNo": "number (2 decimals)",
    }


def test_properties_of_an_unknown_envelope_are_recorded(service: RunningSandbox, tmp_path: Path) -> None:
    snapshot = json.loads(record_snapshots(service, tmp_path, "data-envelope")["v2.json"])
    assert "$.data[].jobNo" in snapshot["operations"]["v2.Jobs_ListJobs"]["200 application/json"]


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("bare-arrays", "v2.Jobs_ListJobs: $: expected array as recorded, got object."),
        (
            "naive-dates",
            "v2.Jobs_GetJob: $.modifiedDate: expected string (date-time without zone) as recorded, "
            "got string (date-time with zone).",
        ),
        ("no-total", "v2.Jobs_ListJobs: $.totalCount: expected no such property as recorded, got number (0 decimals)."),
        ("login-page", "v2.Jobs_ListJobs: Media type of 200: expected text/html as recorded, got application/json."),
        ("other-paths", "v2.Jobs_ListJobs: Status: expected 404 as recorded, got 200."),
    ],
)
def test_a_difference_names_the_operation_the_property_and_both_types(
    service: RunningSandbox, tmp_path: Path, variant: str, expected: str
) -> None:
    record_snapshots(service, tmp_path, variant, operations=("v1.Jobs_[GL]*", "v2.Jobs_[GL]*", "v2.Clients_[GL]*"))
    report = compare(tmp_path, "v2.Jobs_[GL]*")
    assert expected in find_differences(report)
    assert report.failed


def test_properties_that_only_the_service_has_are_noted(service: RunningSandbox, tmp_path: Path) -> None:
    record_snapshots(service, tmp_path, "extra-properties", operations=("v2.Jobs_[GL]*",))
    report = compare(tmp_path, "v2.Jobs_[GL]*")
    assert find_differences(report) == []
    notes = [note for result in report.results for note in result.notes if "which the snapshot has" in note]
    assert len(notes) == 2, report.text()


def test_snapshots_of_a_sandbox_name_it_as_their_source(service: RunningSandbox, tmp_path: Path) -> None:
    assert json.loads(record_snapshots(service, tmp_path)["v2.json"])["source"] == "sandbox"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"embedded": True, "record": Path("snapshots")},
            "--record: expected the address of a real service, got a san",
        ),
        ({"embedded": True, "compare": Path("no-such-folder")}, "--compare: expected a folder that --record has writ"),
    ],
)
def test_invalid_options_end_with_exit_code_2_and_one_line(
    options: dict[str, Any], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert conform(**options, environ={}) == 2
    captured = capsys.readouterr()
    assert (message in captured.err, captured.err.count("\n")) == (True, 1)


def test_a_file_that_is_not_a_snapshot_is_named_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "v2.json").write_text("[]")
    assert conform(embedded=True, compare=tmp_path, environ={}) == 2
    assert "v2.json: expected snapshots, got another content" in capsys.readouterr().err


def test_ctrl_c_writes_no_snapshot(service: RunningSandbox, tmp_path: Path) -> None:
    account = service.accounts[0]
    environ = {
        "ACCOUNTABILITY_TENANT_ID": account.tenant,
        "ACCOUNTABILITY_USERNAME": account.username,
        "ACCOUNTABILITY_API_TOKEN": account.api_token,
    }
    command = [sys.executable, "-m", "accountability", "conform", "--base-url", service.url, "--api", "v2"]
    command += ["--record", str(tmp_path / "snapshots"), "--report", str(tmp_path / "report")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stderr is not None
        assert any("[10/" in line for line in process.stderr)
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    assert list((tmp_path / "snapshots").iterdir()) == []
