"""The command and its tools: read by their output and exit code, as a process where that matters."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from accountability import spec

from .conftest import Accountability


def run_process(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process to its end."""
    return subprocess.run([sys.executable, "-m", "accountability", *words], capture_output=True, text=True, check=False)


def test_without_a_command_it_lists_its_commands(accountability: Accountability) -> None:
    assert accountability().stdout == accountability("-h").stdout
    output = accountability("--help").stdout
    for command in ("v2", "legacy", "api", "login", "sandbox", "conform", "operations"):
        assert f"\n  {command} " in output


@pytest.mark.parametrize("words", [("v2",), ("v2", "jobs")])
def test_a_group_without_a_command_lists_its_commands(accountability: Accountability, words: tuple[str, ...]) -> None:
    result = accountability(*words)  # on standard error since click 8.2
    assert (result.stdout + result.stderr).strip() == accountability(*words, "-h").stdout.strip()


def test_operations_lists_every_operation_with_its_status_and_its_python(accountability: Accountability) -> None:
    output = accountability("operations", "--api", "legacy").stdout
    assert re.search(r"legacy\.Timesheets_ExportTimesheets +documented +GET /Timesheets/Export/\S+", output)
    assert "api.legacy.timesheets.export" in output
    assert re.search(r"^legacy +operations +\d+ +\d+ +\d+ +22$", output, re.MULTILINE)


def test_operations_counts_what_it_lists_by_status_and_adds_up(accountability: Accountability) -> None:
    output = accountability("operations", "--api", "v1").stdout.strip().rpartition("\n\n")[2]
    rows = {name: tuple(map(int, numbers)) for _, name, *numbers in map(str.split, output.splitlines()[1:])}
    assert list(rows) == ["resources", "operations", "schemas", "properties"]
    assert all(sum(counts) == total for *counts, total in rows.values())
    assert rows["resources"][0] == rows["operations"][0] == 1  # the token, which is all that is published of v1
    assert rows["schemas"][0] == 2  # its request and its response
    assert rows["properties"][0] < 7  # the name of the refresh token in the response is inferred
    # Of what the documented operation reaches, the shape of its errors is inferred.
    only = accountability("operations", "--api", "v1", "--status", "documented").stdout.strip().splitlines()[-1]
    assert only.split() == ["v1", "properties", "6", "10", "0", "16"]


def test_operations_are_filtered_by_status(accountability: Accountability) -> None:
    output = json.loads(accountability("operations", "--api", "v1", "--status", "documented", "--json").stdout)
    assert [operation["key"] for operation in output] == ["v1.Token_Token"]


def test_one_operation_is_shown_in_full(accountability: Accountability) -> None:
    output = accountability("operations", "v2.PurchaseOrders_CreatePurchaseOrder").stdout
    assert "POST /v2/purchaseorders" in output
    assert f"{spec.find('v2.PurchaseOrders_CreatePurchaseOrder').status}:" in output
    assert re.search(r"supplierId\* +integer", output)
    assert "[legacy Purchase_Order.PurchaseOrderNumber]" in output
    assert re.search(r"409 .* \[convention\]", output)
    assert re.search(r"^  201 ", output, re.MULTILINE)


def test_an_operation_shows_what_its_filters_compare_and_which_properties_are_masked(
    accountability: Accountability,
) -> None:
    assert "(dateOpened >=)" in accountability("operations", "v2.Jobs_ListJobs").stdout
    output = accountability("operations", "legacy.SupplierPayments_GetSupplierPayment").stdout
    assert re.search(r"PayToBankAccountNumber +string\|null, masked \(bank\)", output)


def test_the_sandbox_lists_its_variants_and_rejects_others_with_that_list(accountability: Accountability) -> None:
    output = accountability("sandbox", "--list-variants")
    assert output.code == 0
    assert re.search(r"^bare-arrays +a list is an array", output.stdout, re.MULTILINE)
    refused = accountability("sandbox", "--variant", "bare")
    assert (refused.code, refused.stdout) == (2, "")
    assert "bare-arrays" in refused.stderr


def test_the_sandbox_reports_which_rules_it_imitates_and_why_not_the_others(accountability: Accountability) -> None:
    output = accountability("sandbox", "--coverage")
    assert output.code == 0
    assert re.search(
        r"^v1.Jobs_CreateJob +inferred +Jobs +job-number, .* custom-codes-compulsory$", output.stdout, re.M
    )
    assert re.search(r"^approval-rights +inferred +not enforced +.* are not in this contract\.$", output.stdout, re.M)


def test_an_operation_of_v1_is_shown_with_the_access_that_it_needs(accountability: Accountability) -> None:
    output = " ".join(accountability("operations", "v1.Jobs_UpdateJob").stdout.split())
    assert "transaction type Jobs levels that allow it Full Access (all), My Data Only (own)" in output
    assert "own records by jobManagerId, clientManagerId office in officeId" in output
    assert "Read Only (all)" in accountability("operations", "v1.Jobs_ListJobs").stdout
    assert "access" not in accountability("operations", "v2.Jobs_UpdateJob").stdout


def test_one_operation_is_shown_with_its_rules_and_their_limits(accountability: Accountability) -> None:
    output = accountability("operations", "v2.TimeEntries_UpdateTimeEntry").stdout
    assert "approved-time-entry-locked (inferred: KB my-time-time-entry" in output
    assert "Time sheets as a whole are not in this contract" in output


def test_an_unknown_key_is_an_error_with_the_likeliest_keys(accountability: Accountability) -> None:
    done = accountability("operations", "v2.Jobs_GetJobs")
    assert done.code == 2
    assert "v2.Jobs_GetJob" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sandbox_prints_its_address_and_credentials_and_ends_on_interrupt(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "accountability", "sandbox", "--port", "0", "--database", str(tmp_path / "a.db")]
    command += ["--calls-per-minute", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            lines = [process.stdout.readline() for _ in range(5)]
            match = re.fullmatch(r"sandbox listening on (http://127\.0\.0\.1:\d+)\n", lines[0])
            assert match, lines
            response = httpx.get(f"{match[1]}/_sandbox")
            assert response.headers["Accountability-Sandbox"] == "1"
            assert response.json()["callsPerMinute"] is None
        finally:
            process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert "acme-sandbox-token" in lines[2]
    assert f'base_url="{match[1]}"' in lines[4]
    assert 'inferred="allow"' in lines[4]
    assert "Traceback" not in errors
    assert process.returncode in (0, 130)


@pytest.mark.parametrize(
    ("words", "package", "extra"),
    [
        (("sandbox",), "uvicorn", "sandbox"),
        (("conform", "--api", "v2"), "schemathesis", "conformance"),
        (("export", "jobs"), "dlt", "export"),
        (("mcp",), "mcp", "mcp"),
    ],
)
def test_a_missing_package_is_named_with_the_extra_that_installs_it(
    tmp_path: Path, words: tuple[str, ...], package: str, extra: str
) -> None:
    # Python imports `sitecustomize` at its start; None is its mark of a module that does not exist.
    (tmp_path / "sitecustomize.py").write_text(
        f"import importlib.util, sys; sys.modules[{package!r}] = None; whole = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name, *rest: None if name == {package!r} else whole(name, *rest)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "ACCOUNTABILITY_API_TOKEN": "token"}
    command = [sys.executable, "-m", "accountability", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        f"Error: `{package}` is not installed: pip install 'accountability-client[{extra}]'\n",
    )


@pytest.mark.parametrize(
    "words", [("conform", "--api", "v3"), ("operations", "--status", "guessed"), ("sandbox", "--port", "x")]
)
def test_a_wrong_argument_is_an_error_with_the_usage(accountability: Accountability, words: tuple[str, ...]) -> None:
    done = accountability(*words)
    assert done.code == 2
    assert "Traceback" not in done.stderr
    assert "Invalid value" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sandbox", "--database", "{folder}"), "unable to open database file"),
        (("sandbox", "--database", "{folder}/none/a.db"), "unable to open database file"),
        (("sandbox", "--port", "{port}"), "is not available: Address already in use"),
        (("conform", "--operation", "v2.Jobs_GetJob", "--report", "{file}"), "--report: {file}: File exists"),
        (("conform", "--base-url", "http://127.0.0.1:9"), "set ACCOUNTABILITY_API_TOKEN"),
    ],
)
def test_a_failure_is_one_line_on_standard_error(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    file = tmp_path / "file"
    file.touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        names = {"folder": str(tmp_path), "file": str(file), "port": str(listener.getsockname()[1])}
        done = run_process(*(word.format(**names) for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert said.format(**names) in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("v2.PurchaseOrders_CreatePurchaseOrder",),
        ("v2.purchase_orders.create",),
        ("api.v2.purchase_orders.create",),
        ("POST", "/v2/purchaseorders"),
    ],
)
def test_an_operation_is_found_by_key_python_path_or_request(
    accountability: Accountability, words: tuple[str, ...]
) -> None:
    assert accountability("operations", *words).stdout.startswith("v2.PurchaseOrders_CreatePurchaseOrder: ")


def test_operations_are_searched_by_words_and_by_the_path_of_a_record(accountability: Accountability) -> None:
    operations = json.loads(accountability("operations", "--api", "v2", "--json", "approve", "estimate").stdout)
    assert {operation["key"] for operation in operations} == {
        "v2.Estimates_ApproveEstimate",
        "v2.Estimates_UnapproveEstimate",
    }
    methods = json.loads(accountability("operations", "--json", "/v2/jobs/4711").stdout)
    assert [operation["method"] for operation in methods] == ["GET", "PATCH"]
    assert accountability("operations", "GET", "/v2/jobs/4711").stdout.startswith("v2.Jobs_GetJob: ")


@pytest.mark.parametrize("words", [("operations",), ("-h",), ("v2", "jobs", "list", "-h")])
def test_a_closed_pipe_is_quiet(words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        command = [sys.executable, "-m", "accountability", *words]
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (141, "")


def test_an_unknown_command_is_an_error_with_the_likeliest_names(accountability: Accountability) -> None:
    assert "No such command 'job'. Did you mean 'jobs'" in accountability("v2", "job", "list").stderr
    assert "No such command 'lst'. Did you mean 'list'?" in accountability("v2", "jobs", "lst").stderr
    assert "No such command 'exprt'. Did you mean 'export'?" in accountability("exprt").stderr


def test_a_usage_error_is_json_where_json_was_chosen(accountability: Accountability) -> None:
    done = accountability("v2", "jobs", "list", "-o", "json", "--limit", "0")
    assert json.loads(done.stderr)["error"]["exitCode"] == done.code == 2
    assert "--limit" in json.loads(done.stderr)["error"]["message"]


def test_output_that_cannot_be_written_is_one_line_and_an_exit_code() -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "accountability", "operations"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (74, "Error: the output could not be written: No space left on device\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_completion_script(accountability: Accountability, shell: str) -> None:
    assert "_ACCOUNTABILITY_COMPLETE" in accountability("completion", shell).stdout


def test_commands_and_options_are_completed() -> None:
    def completed(line: str, position: int) -> list[str]:
        environ = {"_ACCOUNTABILITY_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(position)}
        command = [sys.executable, "-m", "accountability"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environ})
        return [row.partition(",")[2] for row in done.stdout.splitlines()]

    assert completed("accountability v2 purchase", 2) == ["purchase-order-entries", "purchase-orders"]
    assert "--client-id" in completed("accountability v2 jobs list --cli", 4)


def test_help_lists_the_exit_codes(accountability: Accountability) -> None:
    output = accountability("-h").stdout
    assert "  3  an inferred write was not sent; --allow sends it" in output
    assert "130  interrupted" in output
