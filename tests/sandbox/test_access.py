"""v1 enforces the limits that its contract states, for every person of the examples at every operation; v2 has none.

What is expected is worked out here from the contract's own examples, apart from the sandbox's code.
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
LIMITED = [each for each in V1.operations.values() if "x-access" in each.raw]
STORY = V1.operations["v1.Employees_ListEmployees"].raw["responses"]["200"]["content"]["application/json"]["example"]
PEOPLE: dict[str, Mapping[str, Any]] = {each["emailAddress"].partition("@")[0]: each for each in STORY["items"]}
PRESENT = [name for name, each in PEOPLE.items() if not each.get("endDate")]


@pytest.fixture
def callers(running: RunningSandbox) -> Iterator[dict[str, Caller]]:
    made = {name: caller_of(running, name) for name in PEOPLE}
    yield made
    for caller in made.values():
        caller.close()


def caller_of(running: RunningSandbox, name: str) -> Caller:
    (token,) = (each.api_token for each in running.accounts if each.username.partition("@")[0] == name)
    return Caller(base_url=running.url, auth=(token, ""))


@cache
def groups() -> Mapping[int, Mapping[str, str]]:
    listed = V1.operations["v1.UserAccessGroups_ListUserAccessGroups"].raw["responses"]["200"]["content"]
    return {
        group["id"]: {right["transactionType"]: right["accessLevel"] for right in group["access"]}
        for group in listed["application/json"]["example"]["items"]
    }


def level(name: str, operation: Operation) -> str | None:
    return groups()[PEOPLE[name]["userAccessGroupId"]].get(operation.raw["x-access"])


def example_path(operation: Operation) -> str:
    """The operation's path with the examples of its parameters."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    return path


def ask(caller: Caller, operation: Operation) -> int:
    """Return the status of the response to the operation's own example."""
    content = operation.raw.get("requestBody", {}).get("content", {})
    for media, reported in content.items():
        return caller.send_json(operation.method, example_path(operation), reported["example"], media).status_code
    return caller.request(operation.method, example_path(operation), params=required_query(operation)).status_code


def test_every_limit_applies_to_a_person_of_the_examples() -> None:
    levels = {level(name, operation) for name in PRESENT for operation in LIMITED}
    assert levels == {"Full Access", "Read Only", "My Data Only", None}
    assert {PEOPLE[name]["ownOfficeDataOnly"] for name in PRESENT} == {True, False}


@pytest.mark.parametrize("name", PRESENT)
def test_what_a_group_does_not_grant_is_forbidden_and_what_it_grants_is_not(
    callers: dict[str, Caller], running: RunningSandbox, name: str
) -> None:
    wrong, seen = [], Counter[str]()
    for operation in LIMITED:
        running.reset()
        granted, status = level(name, operation), ask(callers[name], operation)
        writes = operation.method != "GET"
        if granted is None or (granted == "Read Only" and writes):
            expected = {403}
        elif granted == "My Data Only" or PEOPLE[name]["ownOfficeDataOnly"]:
            expected = {200, 201, 404}
            expected |= {409} if writes else set()  # its example may name a record that the person may not see
            expected |= {403} if writes and operation.path.count("{") == 0 else set()
        else:
            expected = {200, 201}
        seen["forbidden" if status == 403 else "hidden" if status == 404 else "let in"] += 1
        if status not in expected:
            wrong.append(f"{operation.key}: {granted}: {status}")
    assert not wrong
    assert seen["let in"]


def test_v2_is_not_limited(callers: dict[str, Caller]) -> None:
    for name in PRESENT:
        assert callers[name].get("/v2/useraccessgroups").status_code == 200
        assert callers[name].get("/v2/timeentries/60001").status_code == 200


def test_my_data_only_shows_the_callers_own_records(callers: dict[str, Caller]) -> None:
    priya = callers["priya.raman"]
    entries = priya.get_json("/v1/timeentries")
    assert {each["employeeId"] for each in entries["items"]} == {13}
    assert entries["totalCount"] == len(entries["items"]) == 3
    assert priya.get("/v1/timeentries/60001").status_code == 404
    assert read(priya.get("/v1/timeentries/60001")) | {"detail": "", "instance": ""} == read(
        priya.get("/v1/timeentries/99999")
    ) | {"detail": "", "instance": ""}


def test_my_data_only_pages_through_what_it_shows(callers: dict[str, Caller]) -> None:
    pages = [callers["priya.raman"].get_json("/v1/timeentries", page=page, pageSize=2) for page in (1, 2, 3)]
    assert [[each["id"] for each in page["items"]] for page in pages] == [[60002, 60003], [60004], []]


def test_my_data_only_rejects_a_record_of_another_employee_and_stores_nothing(callers: dict[str, Caller]) -> None:
    priya, body = callers["priya.raman"], {"jobId": 4711, "timesheetDate": "2025-03-10", "billableHours": 1}
    before = callers["ops"].get_json("/v1/timeentries")["totalCount"]
    assert priya.send_json("POST", "/v1/timeentries", {**body, "employeeId": 12}).status_code == 409
    assert callers["ops"].get_json("/v1/timeentries")["totalCount"] == before
    assert priya.create("/v1/timeentries", body)["employeeId"] == 13


def test_own_office_hides_the_records_of_other_offices(callers: dict[str, Caller]) -> None:
    tom = callers["tom.whitfield"]
    assert [each["clientCode"] for each in tom.get_json("/v1/clients")["items"]] == ["BRW"]
    assert tom.get_json("/v1/jobs")["items"] == []
    assert tom.get("/v1/jobs/4711").status_code == 404
    assert tom.get("/v1/jobs/4711/").status_code == 404
    assert tom.patch_json("/v1/jobs/4711", {"notes": "Seen"}).status_code == 404


def test_own_office_hides_the_records_below_a_hidden_record(callers: dict[str, Caller]) -> None:
    assert callers["tom.whitfield"].get("/v1/purchaseorders/5001/entries").status_code == 404
    assert callers["jonas.lind"].get("/v1/purchaseorders/5001/entries").status_code == 200


def test_read_only_reads_and_changes_nothing(callers: dict[str, Caller]) -> None:
    ines = callers["ines.duarte"]
    assert ines.get("/v1/jobs/4711").status_code == 200
    refusal = ines.patch_json("/v1/jobs/4711", {"notes": "Seen"})
    assert (refusal.status_code, read(refusal)["type"]) == (403, "urn:accountability-sandbox:access")
    assert ines.patch_json("/v2/jobs/4711", {"notes": "Seen"}).status_code == 200


def test_an_employee_who_has_left_is_rejected(callers: dict[str, Caller]) -> None:
    assert callers["bea.solano"].get("/v2/jobs").status_code == 401


def test_a_change_of_the_callers_rights_applies_to_the_next_call(callers: dict[str, Caller]) -> None:
    ops, priya = callers["ops"], callers["priya.raman"]
    person = f"/v2/employees/{PEOPLE['priya.raman']['id']}"
    assert priya.get_json("/v1/timeentries")["totalCount"] == 3
    everything = {"userAccessGroupId": PEOPLE["ops"]["userAccessGroupId"]}
    assert ops.patch_json(person, everything).status_code == 200
    assert priya.get_json("/v1/timeentries")["totalCount"] > 3
    assert ops.patch_json(person, {"endDate": "2025-01-31"}).status_code == 200
    assert priya.get("/v1/timeentries").status_code == 401


def test_a_change_by_another_process_applies_to_the_next_call(tmp_path: Path) -> None:
    file, person = tmp_path / "agency.db", f"/v2/employees/{PEOPLE['priya.raman']['id']}"
    with ExitStack() as stack:
        one, two = (stack.enter_context(sandbox(database=file)) for _ in range(2))
        ops, priya = stack.enter_context(caller_of(one, "ops")), stack.enter_context(caller_of(two, "priya.raman"))
        assert priya.get("/v2/jobs/4711").status_code == 200
        ops.patch_json(person, {"endDate": "2025-01-31"}).raise_for_status()
        assert priya.get("/v2/jobs/4711").status_code == 401
        ops.patch_json("/v2/jobs/4711", {"notes": "Seen"}).raise_for_status()
        ops.patch_json(person, {"endDate": None}).raise_for_status()
        assert priya.get_json("/v2/jobs/4711")["notes"] == "Seen"
