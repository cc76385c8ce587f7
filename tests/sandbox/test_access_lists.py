"""v1's lists for persons who may not see all records: correct to the record, and no page reads them all.

What is expected is worked out here from the contract's words and from v2, which shows all records to anyone.
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
from .test_access import LIMITED, PEOPLE, PRESENT, V1

LARGEST = max_page_size("v2.Jobs_ListJobs")
MANY = 400
FILLED = ("offices", "employees", "clients", "products", "campaigns", "jobs", "estimates", "timeentries")
KINDS = sorted({each.raw["x-access"] for each in LIMITED})
EVERYONE = [*PRESENT, "bea.solano"]
LISTS = {each.record: each for each in LIMITED if each.paging and each.record in FILLED}


def whole(caller: Caller, path: str) -> Any:
    """A list as one page, however many pages the contract makes of it."""
    page, number = caller.get_json(path, pageSize=LARGEST), 1
    while len(page["items"]) < page["totalCount"]:
        number += 1
        more = caller.get_json(path, pageSize=LARGEST, page=number)["items"]
        assert more
        page["items"] += more
    return page


@pytest.fixture(scope="module")
def filled() -> Iterator[Sandbox]:
    with closing(Sandbox(rows={**dict.fromkeys(FILLED, MANY), "offices": 6, "employees": 20})) as sandbox:
        rights = [{"transactionType": kind, "accessLevel": "My Data Only"} for kind in KINDS]
        (group,) = sandbox.seed(
            "useraccessgroups", [{"userAccessGroupName": "All of it, but only mine", "access": rights}]
        )
        own = {"userAccessGroupId": group["id"], "endDate": None, "ownOfficeDataOnly": False}
        sandbox.seed("employees", [{**PEOPLE["bea.solano"], **own}])
        yield sandbox


@pytest.fixture(scope="module")
def agency(filled: Sandbox) -> Mapping[str, Mapping[int, Mapping[str, Any]]]:
    """All records by collection and id."""
    with caller_of(filled, "ops") as ops:
        pages = {each: whole(ops, f"/v2/{each}") for each in (*FILLED, "useraccessgroups")}
    return {each: {record["id"]: record for record in page["items"]} for each, page in pages.items()}


def caller_of(sandbox: Sandbox, name: str) -> Caller:
    (token,) = (each.api_token for each in sandbox.accounts if each.username.partition("@")[0] == name)
    return Caller(base_url=sandbox.url, auth=(token, ""), transport=SandboxTransport(sandbox))


def schema_of(collection: str) -> Mapping[str, Any]:
    page = V1.resolve(LISTS[collection].success() or {})
    return V1.resolve(page["properties"]["items"]["items"])


def at(agency: Mapping[str, Any], collection: str, record: Mapping[str, Any], path: str) -> Any:
    """The value at a path through records that name others."""
    name, _, rest = path.partition(".")
    if not rest or record.get(name) is None:
        return record.get(name)
    target = schema_of(collection)["properties"][name]["x-references"]
    return at(agency, target, agency[target].get(record[name], {}), rest)


def person_of(agency: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    (found,) = (each for each in agency["employees"].values() if each["id"] == PEOPLE[name]["id"])
    return dict(found)


def level(agency: Mapping[str, Any], operation: Operation, name: str) -> str | None:
    """What the person's group grants of a list."""
    group = agency["useraccessgroups"][person_of(agency, name)["userAccessGroupId"]]
    return {each["transactionType"]: each["accessLevel"] for each in group["access"]}.get(operation.raw["x-access"])


def seen_by(agency: Mapping[str, Any], operation: Operation, name: str) -> list[int]:
    """The ids that a person is to see in a list."""
    person, collection = person_of(agency, name), operation.record
    own = schema_of(collection).get("x-own", {})
    code = person["officeCode"]
    offices = {code, *(key for key, each in agency["offices"].items() if each.get("officeCode") == code)}

    def sees(record: Mapping[str, Any]) -> bool:
        named = {at(agency, collection, record, path) for path in own.get("employees", ())}
        office = at(agency, collection, record, own["office"]) if "office" in own else None
        is_own = level(agency, operation, name) != "My Data Only" or person["id"] in named
        return is_own and (not person["ownOfficeDataOnly"] or office is None or office in offices)

    return [key for key, record in agency[collection].items() if sees(record)]


@pytest.mark.parametrize("name", EVERYONE)
def test_a_list_shows_a_person_exactly_what_the_contract_states(
    filled: Sandbox, agency: Mapping[str, Any], name: str
) -> None:
    with caller_of(filled, name) as caller:
        for operation in LISTS.values():
            if level(agency, operation, name) is not None:
                page = whole(caller, operation.path)
                expected = seen_by(agency, operation, name)
                assert ([each["id"] for each in page["items"]], page["totalCount"]) == (expected, len(expected))


@pytest.mark.parametrize("name", ["priya.raman", "tom.whitfield", "bea.solano"])
def test_the_generated_records_include_visible_and_hidden_ones(
    filled: Sandbox, agency: Mapping[str, Any], name: str
) -> None:
    seen = {
        each: len(seen_by(agency, LISTS[each], name)) for each in LISTS if level(agency, LISTS[each], name) is not None
    }
    assert any(0 < count < len(agency[each]) for each, count in seen.items())


@pytest.mark.parametrize("name", ["ops", "priya.raman", "tom.whitfield"])
def test_a_page_reads_no_more_records_than_it_shows(filled: Sandbox, name: str) -> None:
    bodies: list[str] = []

    def note(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        bodies.extend(each for each in row if isinstance(each, str) and "timesheetDate" in each)
        return row

    connection: sqlite3.Connection = filled.database.connection
    connection.row_factory = note
    with caller_of(filled, name) as caller:
        page = caller.get_json("/v1/timeentries", page=2, pageSize=4)
    connection.row_factory = None
    assert len(bodies) == len(page["items"]) == 4 < page["totalCount"] / 3
