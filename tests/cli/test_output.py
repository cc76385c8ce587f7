"""Formats of the output, as files and programs read them, and as a terminal shows them."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from decimal import Decimal

import pytest
import yaml

from accountability import spec
from accountability.sandbox import RunningSandbox

from .conftest import Accountability, environment_of

LIST = ("v2", "jobs", "list", "--allow")


def test_json_is_the_default_outside_of_a_terminal_and_keeps_all_digits(accountability: Accountability) -> None:
    records = json.loads(accountability(*LIST).stdout, parse_float=Decimal)
    assert str(records[0]["budget"]) == "48000.00"
    assert list(records[0]) == list(spec.find("v2.Jobs_ListJobs").record_schema["properties"])


def test_csv_has_the_contracts_columns_even_without_records(accountability: Accountability) -> None:
    complete = list(csv.reader(io.StringIO(accountability(*LIST, "-o", "csv").stdout)))
    assert complete[0] == list(spec.find("v2.Jobs_ListJobs").record_schema["properties"])
    assert len(complete) == 5
    empty = accountability(*LIST, "--job-no", "none", "-o", "csv").stdout
    assert empty.strip().split(",") == complete[0]


def test_tsv_is_separated_by_tabs(accountability: Accountability) -> None:
    assert accountability(*LIST, "-o", "tsv", "--fields", "id,jobNo").stdout.startswith("id\tjobNo\n4711\tNWB0001\n")


def test_yaml_reads_back_as_the_same_records(accountability: Accountability) -> None:
    records = yaml.safe_load(accountability(*LIST, "-o", "yaml").stdout)
    assert records == json.loads(accountability(*LIST).stdout)
    assert accountability(*LIST, "--job-no", "none", "-o", "yaml").stdout == "[]\n"


def test_a_property_that_the_contract_lacks_is_named_where_a_table_leaves_it_out(
    accountability: Accountability, sandbox: RunningSandbox
) -> None:
    sandbox.variant = "pascal-case"
    done = accountability("v2", "jobs", "list", "--allow", "-o", "csv", "--fields", "id,Jobno")
    assert "the contract has no property 'Jobno'. Did you mean 'jobNo'?" in done.stderr


def test_a_query_reshapes_the_whole_result_with_exact_decimals(accountability: Accountability) -> None:
    assert accountability(*LIST, "--query", "sum([].budget)").stdout == "76250.50\n"
    assert accountability(*LIST, "--query", "max([].budget)").stdout == "48000.00\n"
    assert accountability(*LIST, "--query", "sort_by([?budget], &budget)[-1].jobNo").stdout == '"NWB0001"\n'
    done = accountability(*LIST, "--query", "[?budget > `10`].{no: jobNo, cost: budget}", "-o", "csv")
    assert done.stdout.splitlines()[:2] == ["no,cost", "NWB0001,48000.00"]


def test_one_record_is_a_table_of_its_properties(accountability: Accountability) -> None:
    lines = accountability("v2", "jobs", "get", "4711", "--allow", "-o", "table").stdout.splitlines()
    assert lines[:3] == [f"{'property':<24}  value", f"{'id':<24}  4711", f"{'jobNo':<24}  NWB0001"]


def test_a_table_escapes_what_would_control_a_terminal(accountability: Accountability) -> None:
    name = "Tom\x1b]0;title\x07\u202eeci\r\nla"
    options = ("--description", name, "--client-id", "31", "--office-id", "1", "--job-type-id", "3")
    done = accountability("v2", "jobs", "create", "--allow", "-o", "table", *options)
    assert r"Tom\x1b]0;title\x07\u202eeci\r\nla" in done.stdout, done.stderr


def test_a_terminal_gets_a_table_that_fits_it_and_a_note_of_what_is_hidden(sandbox: RunningSandbox) -> None:
    environ = {**environment_of(sandbox), "COLUMNS": "80", "NO_COLOR": "1"}
    master, terminal = pty.openpty()
    command = [sys.executable, "-m", "accountability", *LIST]
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, text=True, env=environ, check=False)
    os.close(terminal)
    shown = os.read(master, 65536).decode().splitlines()
    os.close(master)
    assert done.returncode == 0
    assert shown[0].startswith("id    jobNo    jobDescription")
    assert "\x1b" not in "".join(shown)
    assert max(map(len, shown)) <= 80
    assert "columns shown; --fields chooses, -o json shows all." in done.stderr


def test_a_field_that_no_record_has_is_an_error_with_the_likeliest_name(accountability: Accountability) -> None:
    done = accountability("v2", "jobs", "list", "--allow", "--fields", "jobNr", "-o", "csv")
    assert done.code == 2
    assert "the contract has no property 'jobNr'. Did you mean 'jobNo'?" in done.stderr
    assert "--fields: no record has jobNr." in done.stderr


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("[].{", "Incomplete expression."),
        ("sum([].jobNo)", "In function sum(), invalid type for value: NWB0001"),
        ("total()", "Unknown function: total()"),
    ],
)
def test_a_wrong_query_is_an_error_with_the_reason(accountability: Accountability, query: str, reason: str) -> None:
    done = accountability("v2", "jobs", "list", "--allow", "--query", query)
    assert (done.code, done.stdout) == (2, "")
    assert f"--query: expected a JMESPath expression that fits, got {query!r}: " in done.stderr
    assert reason in done.stderr
