"""Every operation is a command: its arguments, its request, its guard, its exit codes."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from accountability import spec
from accountability.cli import parameters
from accountability.cli.command import root
from accountability.cli.tree import command_path
from accountability.sandbox import Fault, RunningSandbox
from accountability.spec import Operation

from .conftest import Accountability

OPERATIONS = [operation for api in spec.APIS for operation in spec.load(api).operations.values()]


def method(operation: Operation) -> Any:
    api, *path = operation.python.split(".")
    attribute = getattr(import_module(f"accountability_api.{api}"), "Legacy" if api == "legacy" else api.upper())(None)
    for name in path:
        attribute = getattr(attribute, name)
    return attribute


def test_every_operation_has_a_command() -> None:
    assert len({command_path(operation) for operation in OPERATIONS}) == len(OPERATIONS) >= 205
    for operation in OPERATIONS:
        command: Any = root
        for word in command_path(operation):
            command = command.get_command(None, word)
        assert operation.key in command.help


def test_the_arguments_of_a_command_are_those_of_the_method() -> None:
    for operation in OPERATIONS:
        names = {argument.name for argument in parameters.arguments(operation)}
        accepted = set(inspect.signature(method(operation)).parameters)
        assert names <= accepted, operation.key
        assert accepted - names <= {"format", "additional_properties"}, operation.key


def test_a_list_is_filtered_by_options_and_its_fields_are_chosen(accountability: Accountability) -> None:
    done = accountability("v2", "jobs", "list", "--client-id", "31", "--fields", "jobNo,id", "-o", "jsonl")
    assert done.code == 0
    assert done.stdout.splitlines() == ['{"jobNo":"NWB0001","id":4711}', '{"jobNo":"NWB0002","id":4712}']


def test_an_inferred_read_warns_in_one_line_unless_it_is_allowed(accountability: Accountability) -> None:
    done = accountability("v2", "jobs", "get", "4711")
    assert done.stderr.startswith("Warning: v2.Jobs_GetJob is inferred")
    assert done.stderr.count("\n") == 1
    assert accountability("v2", "jobs", "get", "4711", "--allow").stderr == ""


def test_an_inferred_write_is_not_sent_unless_it_is_allowed(
    accountability: Accountability, sandbox: RunningSandbox
) -> None:
    words = ("v2", "jobs", "create", "--client-id", "31", "--job-type-id", "2", "--description", "Launch film")
    refused = accountability(*words)
    assert (refused.code, refused.stdout) == (3, "")
    assert "--allow" in refused.stderr
    assert not sandbox.calls("v2.Jobs_CreateJob")
    created = accountability(*words, "--budget", "10.50", "--allow", "-o", "json")
    assert created.code == 0
    assert '"budget": 10.50' in created.stdout
    (call,) = sandbox.calls("v2.Jobs_CreateJob")
    assert call.body["jobDescription"] == "Launch film"


def test_a_body_comes_from_a_file_and_options_win_over_it(
    accountability: Accountability, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    file = tmp_path / "job.json"
    file.write_text(
        '{"clientId": 31, "jobTypeId": 2, "jobDescription": "Film", "dateOpened": "2026-03-02", "notes": null}'
    )
    words = ("v2", "jobs", "create", "--data", f"@{file}", "--description", "Launch film", "--allow")
    assert accountability(*words).code == 0
    (call,) = sandbox.calls("v2.Jobs_CreateJob")
    assert call.body == {
        "clientId": 31, "jobTypeId": 2, "jobDescription": "Launch film", "dateOpened": "2026-03-02", "notes": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("v2", "jobs", "create", "--client-id", "31"), "Missing option '--description', '--job-type-id'."),
        (
            ("v2", "jobs", "create", "--data", '{"clientID": 1}'),
            "'clientID' is not a property of this body. Did you mean",
        ),
        (("v2", "jobs", "create", "--data", "{"), "--data: expected JSON, @FILE or -, got text that is not JSON"),
        (("v2", "jobs", "create", "--data", "@/none.json"), "--data: /none.json cannot be read: No such file"),
        (("v2", "jobs", "list", "--opened-from", "2.3.2026"), "expected a date such as 2026-03-02, got '2.3.2026'."),
        (("v2", "jobs", "list", "--query", "[?"), "--query: "),
        (("v2", "jobs", "create", "--budget", "ten"), "expected a number such as 12.50, got 'ten'."),
    ],
)
def test_a_wrong_argument_is_a_usage_error_and_nothing_is_sent(
    accountability: Accountability, sandbox: RunningSandbox, words: tuple[str, ...], message: str
) -> None:
    done = accountability(*words)
    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr
    assert not sandbox.calls()


def test_a_dry_run_prints_the_request_and_a_curl_command_without_secrets(
    accountability: Accountability, sandbox: RunningSandbox
) -> None:
    words = ("v1", "token", "obtain", "--username", "ops@acme.example", "--password", "s3cret", "--tenant-id", "acme")
    done = accountability(*words, "--dry-run")
    assert done.code == 0
    assert done.stdout.startswith(f"POST {sandbox.url}/v1/token\n")
    assert "password=***" in done.stdout
    assert "curl --request POST" in done.stdout
    shown = accountability("v2", "jobs", "list", "--client-id", "31", "--dry-run").stdout
    assert "clientId=31" in shown
    assert "authorization: Basic ***" in shown
    assert "s3cret" not in done.stdout + shown
    assert sandbox.accounts[0].api_token not in done.stdout + shown
    assert not sandbox.calls()


def test_a_date_of_a_body_is_sent_in_the_form_of_its_api(accountability: Accountability) -> None:
    done = accountability("legacy", "jobs", "create", "--data", '{"DateOpened": "2026-03-02T00:00:00Z"}', "--dry-run")
    assert '"DateOpened":"/Date(1772409600000+0000)/"' in done.stdout


def test_what_is_left_out_of_a_list_is_reported(accountability: Accountability) -> None:
    done = accountability("v2", "jobs", "list", "--limit", "3", "--allow", "-o", "jsonl")
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr == "3 of 4 shown; --all shows every record, --limit N the first N.\n"
    complete = accountability("v2", "jobs", "list", "--all", "--allow", "-o", "jsonl")
    assert len(complete.stdout.splitlines()) == 4
    assert complete.stderr == ""


def test_a_list_takes_the_fewest_calls(accountability: Accountability, sandbox: RunningSandbox) -> None:
    sandbox.fill("jobs", 700)
    assert len(accountability("v2", "jobs", "list", "--limit", "30", "-o", "jsonl").stdout.splitlines()) == 30
    (call,) = sandbox.calls("v2.Jobs_ListJobs")
    assert call.query == {"page": 1, "pageSize": 30}
    assert len(accountability("v2", "jobs", "list", "--all", "-o", "jsonl").stdout.splitlines()) >= 700
    assert len(sandbox.calls("v2.Jobs_ListJobs")) == 3


def test_one_page_is_that_page(accountability: Accountability) -> None:
    words = ("v2", "jobs", "list", "--page", "2", "--page-size", "2", "--allow", "-o", "jsonl", "--fields", "id")
    assert accountability(*words).stdout == '{"id":4713}\n{"id":4714}\n'


@pytest.mark.usefixtures("without_retries")
@pytest.mark.parametrize(("status", "code"), [(403, 4), (409, 6), (503, 8), (429, 7)])
def test_the_exit_code_is_that_of_the_kind_of_error(
    accountability: Accountability, sandbox: RunningSandbox, status: int, code: int
) -> None:
    sandbox.faults.add(Fault(operation="v2.Jobs_*", status=status))
    words = ("v2", "jobs", "create", "--client-id", "31", "--job-type-id", "2", "--description", "x", "--allow")
    done = accountability(*words, "-o", "json")
    assert done.code == code
    error = json.loads(done.stderr)["error"]
    assert (error["status"], error["exitCode"], error["operation"]) == (status, code, "v2.Jobs_CreateJob")


@pytest.mark.usefixtures("without_retries")
def test_no_response_is_an_exit_code_of_its_own(
    accountability: Accountability, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCOUNTABILITY_BASE_URL", "http://127.0.0.1:9")
    words = ("v2", "jobs", "create", "--client-id", "31", "--job-type-id", "2", "--description", "x", "--allow")
    done = accountability(*words)
    assert done.code == 9
    assert done.stderr.count("\n") == 1


def test_a_response_that_does_not_conform_is_an_exit_code_of_its_own(
    accountability: Accountability, sandbox: RunningSandbox
) -> None:
    sandbox.variant = "bare-arrays"
    assert accountability("v2", "jobs", "list").code == 10


def test_legacy_datetimes_are_written_as_iso_8601(accountability: Accountability) -> None:
    words = ("legacy", "timesheets", "export", "2025-03-03", "2025-03-09", "2000-01-01", "2030-01-01")
    done = accountability(*words, "--query", "[0].TimesheetDate")
    assert done.stdout == '"2025-03-03T00:00:00+00:00"\n'


def test_any_request_can_be_sent(accountability: Accountability, sandbox: RunningSandbox) -> None:
    done = accountability("api", "/v2/offices", "-q", "pageSize=1", "--query", "items[].officeCode")
    assert (done.code, json.loads(done.stdout)) == (0, ["NYC"])
    assert accountability("api", "GET", "/Jobs/4711/full").code in (0, 5)
    missing = accountability("api", "get", "/v2/nowhere")
    assert (missing.code, missing.stdout) == (5, "")
    assert "status 404" in missing.stderr
    media = "application/merge-patch+json"
    written = accountability("api", "PATCH", "/v2/jobs/4711", "--data", '{"budget": null}', "--media", media)
    assert json.loads(written.stdout)["budget"] is None
    assert accountability("api", "FETCH", "/v2/jobs").code == 2
