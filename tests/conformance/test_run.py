"""A run from its settings to its end: valid settings, processes, progress, and the command."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve

import accountability.conformance
from accountability.conformance import APIS, Account, Report, Settings, run
from accountability.conformance.command import conform
from accountability.sandbox import sandbox

CONFORM = Path(__file__).resolve().parents[2] / "scripts" / "conform"
JOBS = ("v2.Jobs_GetJob",)


def test_all_apis_are_tested_if_none_is_named() -> None:
    assert Settings().apis == APIS


def test_the_default_seed_is_random_and_a_seed_may_be_0() -> None:
    assert Settings().seed != Settings().seed
    assert Settings(seed=0).seed == 0


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"apis": ("v3",)}, "expected one of v1, v2, legacy, got 'v3'"),
        ({"max_examples": 0}, "--max-examples: expected 1 or more, got 0"),
        ({"workers": 0}, "--workers: expected 1 or more, got 0"),
        ({"formats": ("pdf",)}, "report format: expected one of html"),
    ],
)
def test_invalid_settings_are_rejected(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Settings(**settings)  # type: ignore[arg-type]


def test_an_operation_that_does_not_exist_is_rejected_with_one_that_does() -> None:
    with pytest.raises(ValueError, match=r"Did you mean v2\.Jobs_GetJob\?"):
        run(Settings(operations=("v2.Job_GetJob",)))


def test_a_tag_that_does_not_exist_is_rejected() -> None:
    with pytest.raises(ValueError, match="--tag: expected a tag of the contract such as Jobs, got 'Joobs'"):
        run(Settings(tags=("Joobs",)))


def test_operations_of_several_apis_are_tested_in_processes_and_reported_in_order() -> None:
    keys = ("v1.Token_Token", "v2.Jobs_GetJob", "legacy.Jobs_ExportJob")
    progress: list[tuple[int, int, str]] = []
    report = run(
        Settings(operations=keys, max_examples=2, seed=1),
        lambda done, total, result: progress.append((done, total, result.key)),
    )
    assert not report.failed, report.text()
    assert [result.key for result in report.results] == list(keys)
    assert [(done, total) for done, total, _key in progress] == [(1, 3), (2, 3), (3, 3)]
    assert sorted(key for _done, _total, key in progress) == sorted(keys)


def test_progress_counts_each_operation_once_even_if_it_is_tested_again() -> None:
    progress: list[tuple[int, int]] = []
    settings = Settings(operations=("v2.Offices_GetOffice",), max_examples=1, max_time=8, seed=1)
    run(settings, lambda done, total, result: progress.append((done, total)))
    assert progress == [(1, 1)]


def list_statuses(report: Report) -> list[tuple[str, dict[int, int]]]:
    return [(result.key, dict(result.statuses)) for result in report.results]


def test_results_do_not_depend_on_the_other_apis_that_are_tested() -> None:
    alone = run(Settings(operations=("v2.Jobs_*",), seed=4, max_examples=3))
    together = run(Settings(operations=("v2.Jobs_*", "legacy.Clients_*"), seed=4, max_examples=3))
    assert list_statuses(alone) == [row for row in list_statuses(together) if row[0].startswith("v2.")]


def test_results_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    with sandbox(variant="naive-dates") as running:  # a service from which the embedded sandbox differs
        sandbox_account = running.accounts[0]
        account = Account(sandbox_account.tenant, sandbox_account.username, sandbox_account.api_token)
        run(Settings(base_url=running.url, account=account, operations=("v1.Jobs_*",), record=tmp_path))
    operations = ("v1.Jobs_GetJob", "v2.Offices_GetOffice", "legacy.Jobs_ExportJob")
    settings = Settings(operations=operations, seed=4, max_examples=1, compare=tmp_path)
    progress: list[str] = []
    report = run(evolve(settings, workers=1), lambda done, total, result: progress.append(result.key))
    assert tuple(progress) == operations
    reports = [report, *(run(evolve(settings, workers=workers)) for workers in (2, 4))]
    outcomes = [(list_statuses(report), report.causes) for report in reports]
    assert outcomes == [outcomes[0]] * 3
    assert [result.outcome for result in reports[0].results] == ["failed", "passed", "passed"]


def test_a_running_sandbox_is_tested_with_writes_and_its_records_are_restored() -> None:
    with sandbox(calls_per_minute=100) as running:
        with running.client() as api:
            api.v2.jobs.update(4711, notes="Kept")
        report = run(Settings(sandbox=running.url, operations=("v2.Jobs_CreateJob", "v2.Jobs_ListJobs"), seed=1))
        with running.client() as api:
            assert api.v2.jobs.get(4711).notes == "Kept"
        assert running.calls_per_minute == 100
    assert not report.failed, report.text()
    assert all(result.succeeded for result in report.results)
    assert f"the sandbox at {running.url}: v2, 2 operations, reads and writes" in report.verdict()


def test_schemathesis_is_used_by_its_public_modules() -> None:
    folder = Path(accountability.conformance.__file__).parent
    modules = {
        module
        for path in folder.rglob("*.py")
        for module in re.findall(r"^\s*(?:from|import) (schemathesis[\w.]*)", path.read_text(), re.MULTILINE)
    }
    assert modules == {"schemathesis", "schemathesis.engine"}


def run_command(tmp_path: Path, environ: dict[str, str], **options: object) -> int:
    defaults: dict[str, object] = {"operations": JOBS, "seed": 1, "max_examples": 1, "formats": (), "report": tmp_path}
    return conform(**{**defaults, **options}, environ=environ)  # type: ignore[arg-type]


CREDENTIALS = {
    "ACCOUNTABILITY_TENANT_ID": "acme",
    "ACCOUNTABILITY_USERNAME": "ops@acme.example",
    "ACCOUNTABILITY_API_TOKEN": "acme-sandbox-token",
}


def test_the_command_tests_the_embedded_sandbox_if_nothing_names_a_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(tmp_path, {}) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[0] == "Tested the embedded sandbox: v2, 1 operations, reads and writes"
    assert lines[-1].startswith(
        "Passed: no deviation from the contract; 1 of 1 operations returned a 2xx. Tested the emb"
    )


def test_the_command_tests_the_server_that_the_environment_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sandbox() as running:
        assert run_command(tmp_path, {"ACCOUNTABILITY_BASE_URL": running.url, **CREDENTIALS}) == 0
        assert {call.method for call in running.calls() if call.operation} == {"GET", "POST"}
        lines = capsys.readouterr().out.strip().splitlines()
    expected = f"Tested {running.url} (the environment): v2, 1 operations, reads only"
    assert (lines[0], expected in lines[-1]) == (expected, True)


def test_the_command_tests_the_server_that_a_profile_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "accountability" / "profiles.toml"
    file.parent.mkdir()
    with sandbox() as running:
        lines = [f'{name[15:].lower()} = "{value}"' for name, value in CREDENTIALS.items()]
        file.write_text("\n".join(["[acme]", f'base_url = "{running.url}"', *lines]))
        file.chmod(0o600)
        assert run_command(tmp_path, {"XDG_CONFIG_HOME": str(tmp_path)}, profile="acme") == 0
    assert f"Tested {running.url} (profile acme)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environ", "options", "message"),
    [
        (CREDENTIALS, {}, "expected an address next to the credentials of the environment, got none"),
        ({}, {"sandbox": "http://127.0.0.1:9", "base_url": "http://127.0.0.1:9"}, "expected one of --sandbox"),
        ({}, {"embedded": True, "base_url": "http://127.0.0.1:9"}, "expected one of --sandbox"),
        ({"ACCOUNTABILITY_BASE_URL": "http://127.0.0.1:9"}, {}, "set ACCOUNTABILITY_API_TOKEN or pass --profile"),
        ({}, {"sandbox": "http://127.0.0.1:9"}, "--sandbox: expected a running sandbox at http://127.0.0.1:9"),
    ],
)
def test_conflicting_or_missing_options_end_with_exit_code_2_and_one_line(
    environ: dict[str, str],
    options: dict[str, object],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(tmp_path, environ, **options) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_wrong_credentials_end_with_exit_code_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sandbox() as running:
        environ = {"ACCOUNTABILITY_BASE_URL": running.url, "ACCOUNTABILITY_API_TOKEN": "wrong"}
        assert run_command(tmp_path, environ) == 2
    assert "expected credentials that the server accepts, got a rejection with 401" in capsys.readouterr().err


def test_a_run_that_fails_leaves_no_report_of_an_earlier_success(tmp_path: Path) -> None:
    assert run_command(tmp_path, {}) == 0
    assert json.loads((tmp_path / "report.json").read_text())["failed"] is False
    assert run_command(tmp_path, {}, sandbox="http://127.0.0.1:9") == 2
    assert not (tmp_path / "report.json").exists()
    assert not (tmp_path / "index.html").exists()


def test_a_known_failure_passes_until_it_expires(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    from accountability.conformance.run import run_against
    from accountability.sandbox import Sandbox
    from accountability.spec import load
    from mutation.defects import DEFECTS
    from mutation.service import defective_sandbox

    def run_tests(**options: object) -> Report:
        service = Sandbox()
        with defective_sandbox(service, DEFECTS["a_string_property_is_a_number"]) as target:
            settings = Settings(operations=JOBS, seed=1, max_examples=1, baseline=baseline, **options)  # type: ignore[arg-type]
            report = run_against(target, {api: load(api) for api in APIS}, settings)
        service.close()
        return report

    assert run_tests(update_baseline=True).failed is False
    assert run_tests().failed is False
    entries = json.loads(baseline.read_text())
    for entry in entries["entries"]:
        entry["expires"] = "2020-01-31"
    baseline.write_text(json.dumps(entries))
    assert run_tests().failed is True


def start_run(tmp_path: Path) -> subprocess.Popen[str]:
    """Start a long run, and wait until its first operation is done."""
    operations = ["--operation", "legacy.ClientBudgets_*", "--operation", "legacy.Scopes_*", "--max-examples", "5000"]
    command = [sys.executable, "-m", "accountability", "conform", "--embedded", "--report", str(tmp_path), *operations]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(process, "[1/2]")
    return process


def wait_for(process: subprocess.Popen[str], text: str) -> None:
    assert process.stderr is not None
    assert any(text in line for line in process.stderr)


def test_ctrl_c_writes_a_report_of_the_operations_tested_so_far(tmp_path: Path) -> None:
    with start_run(tmp_path) as process:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
    assert process.returncode == 130
    assert out.strip().splitlines()[-1].startswith("Interrupted: ")
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["interrupted"], report["operations"][0]["outcome"]) == (True, "passed")


def test_a_second_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    with start_run(tmp_path) as process:
        process.send_signal(signal.SIGINT)
        wait_for(process, "Stopping")
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130


def test_a_worker_ends_when_its_run_is_killed(tmp_path: Path) -> None:
    with start_run(tmp_path) as process:
        process.kill()
        process.communicate()  # the worker holds the other end of the pipes, and closes it when it ends
    assert process.returncode == -signal.SIGKILL


def run_script(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(CONFORM), *arguments], capture_output=True, text=True, check=False)


def test_the_script_rejects_a_wrong_option_with_exit_code_2() -> None:
    completed = run_script("--api", "v3")
    assert (completed.returncode, "v3" in completed.stderr) == (2, True)


def test_the_help_of_the_script_describes_its_first_step_and_its_options() -> None:
    text = run_script("--help").stdout
    assert "brings the generated client up to date" in text
    assert "--max-examples" in text


def test_the_script_prints_a_table_and_writes_the_reports(tmp_path: Path) -> None:
    completed = run_script(
        "--operation", "v2.Jobs_GetJob", "--seed", "7", "--max-examples", "1", "--report", str(tmp_path)
    )
    assert completed.returncode == 0, completed.stderr
    assert "Passed: no deviation from the contract" in completed.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "report.json", "v2"}
    assert {path.name for path in (tmp_path / "v2").iterdir()} == {"junit.xml", "schemathesis", "schemathesis.txt"}
