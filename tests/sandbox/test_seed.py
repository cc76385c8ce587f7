"""The initial records are the contracts' examples, the same every time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.shipped import list_rows, max_page_size, required_query

from accountability import spec
from accountability.sandbox import Sandbox, sandbox

from .conftest import Caller
from .fleet import build_fleet


def test_the_initial_records_of_each_list_are_its_examples(api: Caller) -> None:
    operations = spec.load("v2").operations.values()
    lists = [operation for operation in operations if operation.paging and "{" not in operation.path]
    assert len(lists) >= 9
    for operation in lists:
        example = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
        assert operation.paging
        size, query = {operation.paging["sizeParameter"]: max_page_size(operation.key)}, required_query(operation)
        page = api.get_json(operation.path, **size, **query)
        records = list_rows(operation, page)
        expected = [record for record in list_rows(operation, example) if query.items() <= record.items()]
        assert page[operation.paging["totalCount"]] == len(records) >= len(expected) > 0
        for item in expected:
            assert item.items() <= next(record for record in records if record["id"] == item["id"]).items()


def test_each_get_returns_its_example(api: Caller) -> None:
    for operation in spec.load("v2").operations.values():
        if operation.method == "GET" and operation.path.endswith("}"):
            path = operation.path
            for parameter in operation.parameters:
                path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example")))
            example = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
            assert example.items() <= api.get_json(path).items(), operation.key


def test_a_legacy_type_that_v2_lacks_is_seeded_from_its_own_example(api: Caller) -> None:
    operation = spec.find("legacy.JobSummaryReports_ListJobSummaryReports")
    rows = operation.raw["responses"]["200"]["content"]["application/json"]["example"]
    response = api.get_json("/Service.svc/jobsummaryreports", format="json")
    assert response == rows


def test_the_example_of_the_newer_api_is_used_and_completed_by_the_older_one() -> None:
    newer = build_fleet([{"id": 1, "plate": "NEW"}], "https://fleet.example/v2")
    older = build_fleet([{"id": 1, "plate": "OLD", "axles": 3}], "https://fleet.example/v1")
    with sandbox(documents={"v1": older, "v2": newer}) as running, Caller(base_url=running.url) as caller:
        assert caller.get_json("/v2/trucks/1") == {"id": 1, "plate": "NEW", "axles": 3}


def test_two_sandboxes_start_with_the_same_records(tmp_path: Path) -> None:
    def dump(number: int) -> list[tuple[object, ...]]:
        with closing(Sandbox(database=tmp_path / f"{number}.db")), sqlite3.connect(tmp_path / f"{number}.db") as file:
            return file.execute("SELECT collection, id, body FROM record ORDER BY 1, 2").fetchall()

    assert dump(1) == dump(2)
