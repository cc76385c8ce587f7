"""A v1 list shows an employee exactly the visible records, and no page reads all records of the list.

The expected ids are computed from the contract and from v2, which shows every record to every caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from tests.shipped import max_page_size

from accountability.sandbox import Sandbox
from accountability.sandbox.http.in_process import SandboxTransport
from accountability.spec import Operation

from .conftest import Caller
from .test_access import ACTIVE_NAMES, EMPLOYEES, LIMITED, V1

LARGEST = max_page_size("v2.Jobs_ListJobs")
ROW_COUNT = 400
FILLED = ("offices", "employees", "clients", "products", "campaigns", "jobs", "estimates", "timeentries")
TRANSACTION_TYPES = sorted({operation.raw["x-access"] for operation in LIMITED})
ALL_NAMES = [*ACTIVE_NAMES, "bea.solano"]
LISTS = {operation.record: operation for operation in LIMITED if operation.paging and operation.record in FILLED}


def read_all_pages(caller: Caller, path: str) -> Any:
    """Return a list as one page with the items of all its pages."""
    page, number = caller.get_json(path, pageSize=LARGEST), 1
    while len(page["items"]) < page["totalCount"]:
        number += 1
        items = caller.get_json(path, pageSize=LARGEST, page=number)["items"]
        assert items
        page["items"] += items
    return page


@pytest.fixture(scope="module")
def filled_sandbox() -> Iterator[Sandbox]:
    with closing(Sandbox(rows={**dict.fromkeys(FILLED, ROW_COUNT), "offices": 6, "employees": 20})) as sandbox:
        rights = [{"transactionType": kind, "accessLevel": "My Data Only"} for kind in TRANSACTION_TYPES]
        (group,) = sandbox.seed("useraccessgroups", [{"userAccessGroupName": "Own data only", "access": rights}])
        changes = {"userAccessGroupId": group["id"], "endDate": None, "ownOfficeDataOnly": False}
        sandbox.seed("employees", [{**EMPLOYEES["bea.solano"], **changes}])
        yield sandbox


@pytest.fixture(scope="module")
def all_records(filled_sandbox: Sandbox) -> Mapping[str, Mapping[int, Mapping[str, Any]]]:
    """All records by collection and id."""
    with create_caller(filled_sandbox, "ops") as ops:
        pages = {collection: read_all_pages(ops, f"/v2/{collection}") for collection in (*FILLED, "useraccessgroups")}
    return {collection: {record["id"]: record for record in page["items"]} for collection, page in pages.items()}


def create_caller(sandbox: Sandbox, name: str) -> Caller:
    (token,) = (account.api_token for account in sandbox.accounts if account.username.partition("@")[0] == name)
    return Caller(base_url=sandbox.url, auth=(token, ""), transport=SandboxTransport(sandbox))


def find_schema(collection: str) -> Mapping[str, Any]:
    page = V1.resolve(LISTS[collection].success() or {})
    return V1.resolve(page["properties"]["items"]["items"])


def follow_path(all_records: Mapping[str, Any], collection: str, record: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path that follows references to other records."""
    name, _, rest = path.partition(".")
    if not rest or record.get(name) is None:
        return record.get(name)
    target = find_schema(collection)["properties"][name]["x-references"]
    return follow_path(all_records, target, all_records[target].get(record[name], {}), rest)


def find_employee(all_records: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    (employee,) = (record for record in all_records["employees"].values() if record["id"] == EMPLOYEES[name]["id"])
    return dict(employee)


def find_access_level(all_records: Mapping[str, Any], operation: Operation, name: str) -> str | None:
    """Return the access level that the group of an employee grants for a list, or None."""
    group = all_records["useraccessgroups"][find_employee(all_records, name)["userAccessGroupId"]]
    levels = {right["transactionType"]: right["accessLevel"] for right in group["access"]}
    return levels.get(operation.raw["x-access"])


def find_visible_ids(all_records: Mapping[str, Any], operation: Operation, name: str) -> list[int]:
    """Return the ids of the records that a list must show an employee."""
    person, collection = find_employee(all_records, name), operation.record
    ownership = find_schema(collection).get("x-own", {})
    code = person["officeCode"]
    offices = {code, *(key for key, office in all_records["offices"].items() if office.get("officeCode") == code)}

    def is_visible(record: Mapping[str, Any]) -> bool:
        owner_ids = {follow_path(all_records, collection, record, path) for path in ownership.get("employees", ())}
        office = follow_path(all_records, collection, record, ownership["office"]) if "office" in ownership else None
        is_own = find_access_level(all_records, operation, name) != "My Data Only" or person["id"] in owner_ids
        return is_own and (not person["ownOfficeDataOnly"] or office is None or office in offices)

    return [key for key, record in all_records[collection].items() if is_visible(record)]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_list_shows_a_person_exactly_what_the_contract_states(
    filled_sandbox: Sandbox, all_records: Mapping[str, Any], name: str
) -> None:
    with create_caller(filled_sandbox, name) as caller:
        for operation in LISTS.values():
            if find_access_level(all_records, operation, name) is not None:
                page = read_all_pages(caller, operation.path)
                expected = find_visible_ids(all_records, operation, name)
                assert ([record["id"] for record in page["items"]], page["totalCount"]) == (expected, len(expected))


@pytest.mark.parametrize("name", ["priya.raman", "tom.whitfield", "bea.solano"])
def test_the_generated_records_include_visible_and_hidden_ones(
    filled_sandbox: Sandbox, all_records: Mapping[str, Any], name: str
) -> None:
    visible_counts = {
        collection: len(find_visible_ids(all_records, operation, name))
        for collection, operation in LISTS.items()
        if find_access_level(all_records, operation, name) is not None
    }
    assert any(0 < count < len(all_records[collection]) for collection, count in visible_counts.items())


@pytest.mark.parametrize("name", ["ops", "priya.raman", "tom.whitfield"])
def test_a_page_reads_no_more_records_than_it_shows(filled_sandbox: Sandbox, name: str) -> None:
    bodies: list[str] = []

    def record_row(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        bodies.extend(value for value in row if isinstance(value, str) and "timesheetDate" in value)
        return row

    connection: sqlite3.Connection = filled_sandbox.database.connection
    connection.row_factory = record_row
    with create_caller(filled_sandbox, name) as caller:
        page = caller.get_json("/v1/timeentries", page=2, pageSize=4)
    connection.row_factory = None
    assert len(bodies) == len(page["items"]) == 4 < page["totalCount"] / 3
