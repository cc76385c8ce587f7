"""The examples are consistent: referenced records exist, and an employee exists for every kind of access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from tests.shipped import find_operation, list_rows

from accountability import spec
from accountability.spec import Operation

REST = [operation for api in ("v1", "v2") for operation in spec.load(api).operations.values()]


def record_schema(operation: Operation) -> Mapping[str, Any]:
    """Return the schema of the record in an operation's response, single or in a list."""
    schema = operation.resolve(operation.success() or {})
    if operation.paging is not None:
        schema = schema["properties"][operation.paging["items"]]
    return operation.resolve(schema["items"]) if "items" in schema else schema


def response_records(operation: Operation) -> list[dict[str, Any]]:
    """Return the records of an operation's example response."""
    status = next(status for status in operation.raw["responses"] if status.startswith("2"))
    example = operation.raw["responses"][status]["content"]["application/json"]["example"]
    return list_rows(operation, example) if operation.lists else [example]


@cache
def records(api: str) -> Mapping[str, Mapping[int, dict[str, Any]]]:
    """Return the records in the examples of an API's lists, by collection and id."""
    lists = [operation for operation in spec.load(api).operations.values() if operation.lists]
    return {operation.record: {item["id"]: item for item in response_records(operation)} for operation in lists}


def references(value: Any, schema: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Yield each reference to another record: the property, the collection and the id."""
    for name, property_ in schema.get("properties", {}).items() if isinstance(value, dict) else ():
        if "x-references" in property_ and isinstance(value.get(name), int):
            yield name, property_["x-references"], value[name]


def examples(operation: Operation) -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """Yield each record in an operation's examples, of request and response, with its schema."""
    for item in response_records(operation):
        yield item, operation.record_schema
    for media, content in operation.raw.get("requestBody", {}).get("content", {}).items():
        yield content["example"], operation.resolve(operation.request_schema(media) or {})


@pytest.mark.parametrize(
    "operation", [operation for operation in REST if operation.tag != "Token"], ids=lambda operation: operation.key
)
def test_the_records_that_an_example_references_exist(operation: Operation) -> None:
    for item, schema in examples(operation):
        for name, collection, key in references(item, schema):
            assert key in records(operation.api)[collection], f"{name} {key}"


@pytest.mark.parametrize(
    "operation", [operation for operation in REST if "{" in operation.path], ids=lambda operation: operation.key
)
def test_the_record_of_an_example_path_exists(operation: Operation) -> None:
    prefix = ""
    for segment in operation.path.split("/"):
        prefix = f"{prefix}/{segment}" if prefix else segment
        if segment.startswith("{"):
            parameter = next(parameter for parameter in operation.parameters if f"{{{parameter['name']}}}" == segment)
            assert parameter["example"] in records(operation.api)[collection(operation, prefix)], parameter["name"]


def collection(operation: Operation, path: str) -> str:
    """Return the collection of the record at a path, from the operation that reads it or the operation itself."""
    operation_at_path = find_operation(f"/{path.strip('/')}", "GET")
    return operation_at_path.record if operation_at_path else operation.record


@pytest.mark.parametrize(
    "operation", [operation for operation in REST if operation.paging], ids=lambda operation: operation.key
)
def test_the_total_count_of_a_list_is_right_and_its_records_are_in_ascending_order(operation: Operation) -> None:
    assert operation.paging
    example = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
    ids = [item["id"] for item in list_rows(operation, example)]
    assert ids == sorted(set(ids))
    assert example[operation.paging["totalCount"]] == len(ids)


def test_a_created_record_has_a_new_id() -> None:
    for operation in REST:
        if operation.id.partition("_")[2].startswith("Create"):
            (record,) = response_records(operation)
            assert record["id"] > max(records(operation.api)[operation.record]), operation.key


def employees() -> Iterator[tuple[dict[str, Any], Mapping[str, str]]]:
    """Yield each employee of the examples with the access levels of their group."""
    for employee in records("v1")["employees"].values():
        user_access_group = records("v1")["useraccessgroups"][employee["userAccessGroupId"]]
        yield employee, {right["transactionType"]: right["accessLevel"] for right in user_access_group["access"]}


@pytest.mark.parametrize("level", ["Full Access", "Read Only"])
def test_an_employee_has_this_level_of_access_to_everything(level: str) -> None:
    transaction_types = {operation.raw["x-access"] for operation in REST if "x-access" in operation.raw}
    assert any(dict.fromkeys(transaction_types, level).items() <= levels.items() for _, levels in employees())


def test_an_employee_sees_only_their_own_time_entries_and_others_exist() -> None:
    (employee,) = [employee for employee, levels in employees() if levels.get("Time Entries") == "My Data Only"]
    owners = {entry["employeeId"] for entry in records("v1")["timeentries"].values()}
    assert employee["id"] in owners
    assert owners - {employee["id"]}


def test_an_employee_has_no_access_to_a_transaction_type() -> None:
    transaction_types = {operation.raw["x-access"] for operation in REST if "x-access" in operation.raw}
    assert any(transaction_types - set(levels) for _, levels in employees())


def test_employees_see_only_their_own_office_and_records_of_others_exist() -> None:
    office_codes = [employee["officeCode"] for employee, _ in employees() if employee["ownOfficeDataOnly"]]
    assert set(office_codes) == {"NYC", "LON"}
    for collection in ("clients", "suppliers", "employees"):
        offices = {record["officeCode"] for record in records("v1")[collection].values()}
        assert offices == {"NYC", "LON"}, collection


def test_an_employee_has_left() -> None:
    assert any(employee["endDate"] for employee, _ in employees())


def test_every_employee_has_their_own_email_address() -> None:
    addresses = [employee["emailAddress"] for employee, _ in employees()]
    assert None not in addresses
    assert len(addresses) == len(set(addresses))
