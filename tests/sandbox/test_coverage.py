"""The coverage report lists the rules that the sandbox enforces, and a reason for each other rule."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import spec
from accountability.sandbox import Coverage, RunningSandbox
from accountability.sandbox.coverage import NO_REASON
from accountability.sandbox.rules import RULES, Change
from accountability.spec import Operation
from accountability.wcf import Codec

from .conftest import Caller

COVERAGE = Coverage.shipped()
PAIRS = [(row.operation, rule.id) for row in COVERAGE.operations for rule in row.rules if rule.enforced]


def test_each_rule_of_the_contract_is_enforced_or_has_a_reason() -> None:
    assert {rule.id for rule in COVERAGE.rules if rule.reason == NO_REASON} == set()
    assert {rule.id for rule in COVERAGE.rules if rule.enforced} == set(RULES)


def test_each_enforced_rule_has_tests_of_the_name_in_the_table() -> None:
    tree = ast.parse(Path(__file__).with_name("test_rules.py").read_text(encoding="utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    untested = [
        rule.id for rule in COVERAGE.rules if rule.tests and not any(name.startswith(rule.tests) for name in names)
    ]
    assert untested == []


def send_example(api: Caller, operation: Operation) -> httpx.Response:
    """Send the example request of an operation."""
    path = ("/Service.svc" if operation.api == "legacy" else "") + operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    for media, content in operation.raw.get("requestBody", {}).get("content", {}).items():
        if media.endswith("xml"):
            body = Codec(operation.contract.document).encode(content["example"], content["schema"])
            return api.request(operation.method, path, content=body, headers={"Content-Type": media})
        return api.send_json(operation.method, path, content["example"], media)
    return api.request(operation.method, path)


@pytest.mark.parametrize(("operation", "rule"), PAIRS, ids=[f"{operation.key}-{rule}" for operation, rule in PAIRS])
def test_each_operation_applies_the_rules_of_its_row(
    operation: Operation, rule: str, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[Change] = []

    def record_change(change: Change) -> Mapping[str, Any]:
        changes.append(change)
        return {}

    monkeypatch.setitem(RULES, rule, record_change)
    response = send_example(api, operation)
    assert response.is_success, response.text
    assert [change.collection for change in changes] == [operation.record]


def test_the_table_is_served_with_every_operation_and_rule(anonymous: Caller) -> None:
    coverage = anonymous.get_json("/_sandbox/coverage")
    assert {operation["key"] for operation in coverage["operations"]} == {
        key for api in spec.APIS for key in spec.load(api).operations
    }
    (job,) = (operation for operation in coverage["operations"] if operation["key"] == "v1.Jobs_CreateJob")
    assert "job-number" in job["enforced"]
    assert job["limitedBy"] == "Jobs"
    assert job["notEnforced"]["custom-codes-compulsory"].startswith("Which custom codes")
    assert {rule["id"] for rule in coverage["rules"]} == set(spec.load("v1").document["info"]["x-rules"])


def test_a_rule_that_is_not_enforced_is_listed_as_not_imitated(anonymous: Caller) -> None:
    not_imitated = anonymous.get_json("/_sandbox")["notImitated"]
    assert [line for line in not_imitated if line.startswith("approval-rights: ")]
    assert not [line for line in not_imitated if line.startswith("job-number: ")]


def test_a_removed_rule_is_listed_as_not_enforced(running: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, "job-number")
    assert f"job-number: {_read_summary('job-number')} {NO_REASON}" in running.coverage.not_imitated
    operations = running.coverage.as_dict()["operations"]
    assert "job-number" in [rule for operation in operations for rule in operation["notEnforced"]]


def _read_summary(rule: str) -> str:
    return str(spec.load("v2").document["info"]["x-rules"][rule]["summary"])


def test_the_text_table_has_a_line_for_each_operation_and_rule() -> None:
    lines = COVERAGE.table().splitlines()
    starts = {line.split()[0] for line in lines if line and not line.startswith(" ")}
    assert {row.operation.key for row in COVERAGE.operations} | {rule.id for rule in COVERAGE.rules} <= starts
