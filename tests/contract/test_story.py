"""The examples are one agency's story: what a record refers to is there, and every way to be limited has its person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from tests.shipped import at, rows

from accountability import spec
from accountability.spec import Operation

REST = [operation for api in ("v1", "v2") for operation in spec.load(api).operations.values()]


def record_of(operation: Operation) -> Mapping[str, Any]:
    """The schema of the record that an operation answers, alone or on a page."""
    answer = operation.resolve(operation.success() or {})
    if operation.paging is not None:
        answer = answer["properties"][operation.paging["items"]]
    return operation.resolve(answer["items"]) if "items" in answer else answer


def answered(operation: Operation) -> list[dict[str, Any]]:
    """The records of the example that an operation answers."""
    status = next(status for status in operation.raw["responses"] if status.startswith("2"))
    example = operation.raw["responses"][status]["content"]["application/json"]["example"]
    return rows(operation, example) if operation.lists else [example]


@cache
def told(api: str) -> Mapping[str, Mapping[int, dict[str, Any]]]:
    """The records that the examples of an API's lists tell of: by collection, then by id."""
    lists = [operation for operation in spec.load(api).operations.values() if operation.lists]
    return {operation.record: {item["id"]: item for item in answered(operation)} for operation in lists}


def ids(value: Any, schema: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Each id in a value that refers to another record: the member, the collection, the id."""
    for name, member in schema.get("properties", {}).items() if isinstance(value, dict) else ():
        if "x-references" in member and isinstance(value.get(name), int):
            yield name, member["x-references"], value[name]


def examples(operation: Operation) -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """Each record in an operation's examples, request and answer, with its schema."""
    for item in answered(operation):
        yield item, record_of(operation)
    for media, content in operation.raw.get("requestBody", {}).get("content", {}).items():
        yield content["example"], operation.resolve(operation.request_schema(media) or {})


@pytest.mark.parametrize("operation", [each for each in REST if each.tag != "Token"], ids=lambda each: each.key)
def test_what_an_example_refers_to_is_in_the_story(operation: Operation) -> None:
    for item, schema in examples(operation):
        for name, collection, key in ids(item, schema):
            assert key in told(operation.api)[collection], f"{name} {key}"


@pytest.mark.parametrize("operation", [each for each in REST if "{" in each.path], ids=lambda each: each.key)
def test_the_record_that_an_example_addresses_is_in_the_story(operation: Operation) -> None:
    beginning = ""
    for part in operation.path.split("/"):
        beginning = f"{beginning}/{part}" if beginning else part
        if part.startswith("{"):
            parameter = next(each for each in operation.parameters if f"{{{each['name']}}}" == part)
            assert parameter["example"] in told(operation.api)[collection(operation, beginning)], parameter["name"]


def collection(operation: Operation, path: str) -> str:
    """The collection of the record that a path leads to: as the operation says that gets it, or else its own."""
    found = at(f"/{path.strip('/')}", "GET")
    return found.record if found else operation.record


@pytest.mark.parametrize("operation", [each for each in REST if each.paging], ids=lambda each: each.key)
def test_a_list_counts_its_records_and_has_them_in_ascending_order(operation: Operation) -> None:
    assert operation.paging
    example = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
    keys = [item["id"] for item in rows(operation, example)]
    assert keys == sorted(set(keys))
    assert example[operation.paging["totalCount"]] == len(keys)


def test_a_new_record_has_an_id_that_the_story_has_not_given_yet() -> None:
    for operation in REST:
        if operation.id.partition("_")[2].startswith("Create"):
            (made,) = answered(operation)
            assert made["id"] > max(told(operation.api)[operation.record]), operation.key


def people() -> Iterator[tuple[dict[str, Any], Mapping[str, str]]]:
    """Each employee of the story with the levels that the employee's group grants."""
    for person in told("v1")["employees"].values():
        group = told("v1")["useraccessgroups"][person["userAccessGroupId"]]
        yield person, {right["transactionType"]: right["accessLevel"] for right in group["access"]}


@pytest.mark.parametrize("level", ["Full Access", "Read Only"])
def test_somebody_has_this_level_of_access_to_everything(level: str) -> None:
    kinds = {operation.raw["x-access"] for operation in REST if "x-access" in operation.raw}
    assert any(dict.fromkeys(kinds, level).items() <= granted.items() for _, granted in people())


def test_somebody_sees_their_own_time_only_and_there_is_time_of_others() -> None:
    (person,) = [person for person, granted in people() if granted.get("Time Entries") == "My Data Only"]
    owners = {entry["employeeId"] for entry in told("v1")["timeentries"].values()}
    assert person["id"] in owners
    assert owners - {person["id"]}


def test_somebody_is_denied_a_transaction_type() -> None:
    kinds = {operation.raw["x-access"] for operation in REST if "x-access" in operation.raw}
    assert any(kinds - set(granted) for _, granted in people())


def test_somebody_sees_the_own_office_only_and_there_are_records_of_it_and_of_another() -> None:
    limited = [person["officeCode"] for person, _ in people() if person["ownOfficeDataOnly"]]
    assert set(limited) == {"NYC", "LON"}
    for collection in ("clients", "suppliers", "employees"):
        offices = {record["officeCode"] for record in told("v1")[collection].values()}
        assert offices == {"NYC", "LON"}, collection


def test_somebody_has_left() -> None:
    assert any(person["endDate"] for person, _ in people())


def test_everybody_can_log_in_with_an_address_of_their_own() -> None:
    addresses = [person["emailAddress"] for person, _ in people()]
    assert None not in addresses
    assert len(addresses) == len(set(addresses))
