"""v1 enforces the access limits of its contract for every employee of the examples; v2 has no access limits.

The expected results are computed from the examples of the contract, not by code of the sandbox.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.shipped import required_query

from accountability import spec
from accountability.sandbox import RunningSandbox, sandbox
from accountability.spec import Operation

from .conftest import Caller, read

V1 = spec.load("v1")
LIMITED = [operation for operation in V1.operations.values() if "x-access" in operation.raw]
PAGE = V1.operations["v1.Employees_ListEmployees"].raw["responses"]["200"]["content"]["application/json"]["example"]
EMPLOYEES: dict[str, Mapping[str, Any]] = {person["emailAddress"].partition("@")[0]: person for person in PAGE["items"]}
ACTIVE_NAMES = [name for name, person in EMPLOYEES.items() if not person.get("endDate")]


@pytest.fixture
def callers(running: RunningSandbox) -> Iterator[dict[str, Caller]]:
    callers = {name: create_caller(running, name) for name in EMPLOYEES}
    yield callers
    for caller in callers.values():
        caller.close()


def create_caller(running: RunningSandbox, name: str) -> Caller:
    (token,) = (account.api_token for account in running.accounts if account.username.partition("@")[0] == name)
    return Caller(base_url=running.url, auth=(token, ""))


@cache
def read_access_groups() -> Mapping[int, Mapping[str, str]]:
    """Return the access level of each transaction type, by the id of the group."""
    content = V1.operations["v1.UserAccessGroups_ListUserAccessGroups"].raw["responses"]["200"]["content"]
    return {
        group["id"]: {right["transactionType"]: right["accessLevel"] for right in group["access"]}
        for group in content["application/json"]["example"]["items"]
    }


def find_access_level(name: str, operation: Operation) -> str | None:
    """Return the access level that the group of an employee grants for an operation, or None."""
    return read_access_groups()[EMPLOYEES[name]["userAccessGroupId"]].get(operation.raw["x-access"])


def build_example_path(operation: Operation) -> str:
    """Return the path of an operation with the example values of its parameters."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    return path


def send_example(caller: Caller, operation: Operation) -> int:
    """Send the example request of an operation, and return the status of the response."""
    contents = operation.raw.get("requestBody", {}).get("content", {})
    for media, content in contents.items():
        return caller.send_json(operation.method, build_example_path(operation), content["example"], media).status_code
    return caller.request(operation.method, build_example_path(operation), params=required_query(operation)).status_code


def test_the_examples_have_an_employee_with_every_access_level() -> None:
    levels = {find_access_level(name, operation) for name in ACTIVE_NAMES for operation in LIMITED}
    assert levels == {"Full Access", "Read Only", "My Data Only", None}
    assert {EMPLOYEES[name]["ownOfficeDataOnly"] for name in ACTIVE_NAMES} == {True, False}


@pytest.mark.parametrize("name", ACTIVE_NAMES)
def test_a_group_allows_what_it_grants_and_forbids_the_rest(
    callers: dict[str, Caller], running: RunningSandbox, name: str
) -> None:
    failures, counts = [], Counter[str]()
    for operation in LIMITED:
        running.reset()
        level, status = find_access_level(name, operation), send_example(callers[name], operation)
        writes = operation.method != "GET"
        if level is None or (level == "Read Only" and writes):
            expected = {403}
        elif level == "My Data Only" or EMPLOYEES[name]["ownOfficeDataOnly"]:
            expected = {200, 201, 404}
            expected |= {409} if writes else set()  # the example may refer to a hidden record
            expected |= {403} if writes and operation.path.count("{") == 0 else set()
        else:
            expected = {200, 201}
        counts["forbidden" if status == 403 else "hidden" if status == 404 else "allowed"] += 1
        if status not in expected:
            failures.append(f"{operation.key}: {level}: {status}")
    assert not failures
    assert counts["allowed"]


def test_v2_is_not_limited(callers: dict[str, Caller]) -> None:
    for name in ACTIVE_NAMES:
        assert callers[name].get("/v2/useraccessgroups").status_code == 200
        assert callers[name].get("/v2/timeentries/60001").status_code == 200


def test_my_data_only_shows_the_callers_own_records(callers: dict[str, Caller]) -> None:
    priya = callers["priya.raman"]
    entries = priya.get_json("/v1/timeentries")
    assert {entry["employeeId"] for entry in entries["items"]} == {13}
    assert entries["totalCount"] == len(entries["items"]) == 3
    assert priya.get("/v1/timeentries/60001").status_code == 404
    assert read(priya.get("/v1/timeentries/60001")) | {"detail": "", "instance": ""} == read(
        priya.get("/v1/timeentries/99999")
    ) | {"detail": "", "instance": ""}


def test_pages_of_my_data_only_contain_only_visible_records(callers: dict[str, Caller]) -> None:
    pages = [callers["priya.raman"].get_json("/v1/timeentries", page=page, pageSize=2) for page in (1, 2, 3)]
    assert [[entry["id"] for entry in page["items"]] for page in pages] == [[60002, 60003], [60004], []]


def test_my_data_only_rejects_a_record_of_another_employee_and_stores_nothing(callers: dict[str, Caller]) -> None:
    priya, body = callers["priya.raman"], {"jobId": 4711, "timesheetDate": "2025-03-10", "billableHours": 1}
    before = callers["ops"].get_json("/v1/timeentries")["totalCount"]
    assert priya.send_json("POST", "/v1/timeentries", {**body, "employeeId": 12}).status_code == 409
    assert callers["ops"].get_json("/v1/timeentries")["totalCount"] == before
    assert priya.create("/v1/timeentries", body)["employeeId"] == 13


def test_own_office_hides_the_records_of_other_offices(callers: dict[str, Caller]) -> None:
    tom = callers["tom.whitfield"]
    assert [client["clientCode"] for client in tom.get_json("/v1/clients")["items"]] == ["BRW"]
    assert tom.get_json("/v1/jobs")["items"] == []
    assert tom.get("/v1/jobs/4711").status_code == 404
    assert tom.get("/v1/jobs/4711/").status_code == 404
    assert tom.patch_json("/v1/jobs/4711", {"notes": "Seen"}).status_code == 404


def test_own_office_hides_the_records_below_a_hidden_record(callers: dict[str, Caller]) -> None:
    assert callers["tom.whitfield"].get("/v1/purchaseorders/5001/entries").status_code == 404
    assert callers["jonas.lind"].get("/v1/purchaseorders/5001/entries").status_code == 200


def test_read_only_allows_reads_and_forbids_changes(callers: dict[str, Caller]) -> None:
    ines = callers["ines.duarte"]
    assert ines.get("/v1/jobs/4711").status_code == 200
    response = ines.patch_json("/v1/jobs/4711", {"notes": "Seen"})
    assert (response.status_code, read(response)["type"]) == (403, "urn:accountability-sandbox:access")
    assert ines.patch_json("/v2/jobs/4711", {"notes": "Seen"}).status_code == 200


def test_an_employee_who_has_left_is_rejected(callers: dict[str, Caller]) -> None:
    assert callers["bea.solano"].get("/v2/jobs").status_code == 401


def test_a_change_of_the_callers_rights_applies_to_the_next_call(callers: dict[str, Caller]) -> None:
    ops, priya = callers["ops"], callers["priya.raman"]
    path = f"/v2/employees/{EMPLOYEES['priya.raman']['id']}"
    assert priya.get_json("/v1/timeentries")["totalCount"] == 3
    full_access = {"userAccessGroupId": EMPLOYEES["ops"]["userAccessGroupId"]}
    assert ops.patch_json(path, full_access).status_code == 200
    assert priya.get_json("/v1/timeentries")["totalCount"] > 3
    assert ops.patch_json(path, {"endDate": "2025-01-31"}).status_code == 200
    assert priya.get("/v1/timeentries").status_code == 401


def test_a_change_by_another_process_applies_to_the_next_call(tmp_path: Path) -> None:
    file, path = tmp_path / "agency.db", f"/v2/employees/{EMPLOYEES['priya.raman']['id']}"
    with ExitStack() as stack:
        first, second = (stack.enter_context(sandbox(database=file)) for _ in range(2))
        ops, priya = (
            stack.enter_context(create_caller(first, "ops")),
            stack.enter_context(create_caller(second, "priya.raman")),
        )
        assert priya.get("/v2/jobs/4711").status_code == 200
        ops.patch_json(path, {"endDate": "2025-01-31"}).raise_for_status()
        assert priya.get("/v2/jobs/4711").status_code == 401
        ops.patch_json("/v2/jobs/4711", {"notes": "Seen"}).raise_for_status()
        ops.patch_json(path, {"endDate": None}).raise_for_status()
        assert priya.get_json("/v2/jobs/4711")["notes"] == "Seen"
