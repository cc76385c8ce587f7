"""The cost of a write, counted in SQLite steps, does not depend on the number of records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import spec
from accountability.sandbox import Sandbox
from accountability.sandbox.http.in_process import SandboxTransport
from accountability.sandbox.rules import INDEXES
from accountability.sandbox.store.database import Database
from accountability.sandbox.store.query import Index
from accountability.sandbox.store.store import Store, create_indexes
from accountability.spec import Operation
from accountability.wcf import Codec

from .conftest import Caller

ROW_COUNT = 1500
FILLED = ("offices", "employees", "clients", "clientcontacts", "suppliers", "jobs", "estimates", "purchaseorders")
WRITES = [
    operation
    for api in ("v1", "v2", "legacy")
    for operation in spec.load(api).operations.values()
    if operation.method != "GET" and operation.id != "Token_Token"
]
BY_NUMBER = Index("jobs", ("jobNo",))
BY_CLIENT = Index("jobs", ("clientId", "jobNo"))


def count_steps(store: Store, action: Any) -> tuple[int, Any]:
    """Run an action; return its cost in tens of SQLite steps, and its result."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection: sqlite3.Connection = store.database.connection
    connection.set_progress_handler(step, 10)
    result = action()
    connection.set_progress_handler(None, 0)
    return count, result


def send_example(sandbox: Sandbox, operation: Operation) -> httpx.Response:
    """Send the example request of an operation, and return the response."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    url = sandbox.legacy_url + path if operation.api == "legacy" else path
    contents = operation.raw.get("requestBody", {}).get("content", {})
    auth = (sandbox.accounts[0].api_token, "")
    with Caller(base_url=sandbox.url, auth=auth, transport=SandboxTransport(sandbox)) as caller:
        if not contents:
            return caller.request(operation.method, url)
        media, content = next(iter(contents.items()))
        if media.endswith("json"):
            return caller.send_json(operation.method, url, content["example"], media)
        document = Codec(operation.contract.document).encode(content["example"], content["schema"])
        return caller.request(operation.method, url, content=document, headers={"Content-Type": media})


@pytest.fixture(scope="module")
def small_sandbox() -> Iterator[Sandbox]:
    with closing(Sandbox()) as sandbox:
        sandbox.snapshots.take("first")
        yield sandbox


@pytest.fixture(scope="module")
def large_sandbox() -> Iterator[Sandbox]:
    with closing(Sandbox(rows=dict.fromkeys(FILLED, ROW_COUNT))) as sandbox:
        sandbox.snapshots.take("first")
        yield sandbox


@pytest.mark.parametrize("operation", WRITES, ids=lambda operation: operation.key)
def test_no_write_scans_the_records(small_sandbox: Sandbox, large_sandbox: Sandbox, operation: Operation) -> None:
    cost = {}
    for sandbox in (small_sandbox, large_sandbox):
        sandbox.snapshots.restore("first")
        cost[sandbox], response = count_steps(sandbox.records_of().store, lambda: send_example(sandbox, operation))  # noqa: B023
        assert response.status_code < 300
    assert cost[large_sandbox] < cost[small_sandbox] + ROW_COUNT / 100


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Database()) as database:
        create_indexes(database, (BY_NUMBER, BY_CLIENT))
        store = Store(database, "acme")
        store.extend("jobs", lambda first: [build_job(key) for key in range(first, first + 10 * ROW_COUNT)])
        yield store


def build_job(key: int) -> dict[str, Any]:
    return {"id": key, "clientId": key % 2, "jobNo": f"ABC{key:05}"}


def test_the_first_record_of_an_index_is_found_without_a_scan(store: Store) -> None:
    steps, record = count_steps(store, lambda: store.first(BY_NUMBER, "ABC09000"))
    assert record == build_job(9000)
    assert steps < 10


def test_the_highest_value_is_found_without_a_scan(store: Store) -> None:
    with store.transaction():
        steps, number = count_steps(store, lambda: next(store.descending(BY_NUMBER, between=("ABC00000", "ABC00777"))))
        assert (number, next(store.descending(BY_CLIENT, 1))) == ("ABC00777", f"ABC{10 * ROW_COUNT - 1:05}")
    assert steps < 10


@pytest.mark.parametrize("index", INDEXES, ids=lambda index: f"{index.collection} by {index.properties}")
def test_the_query_of_a_rule_uses_its_index(small_sandbox: Sandbox, index: Index) -> None:
    sql = index.select_sql("body", len(index.properties))
    values = ["acme", *["x"] * len(index.properties)]
    ((*_, plan),) = small_sandbox.database.rows(f"EXPLAIN QUERY PLAN {sql}", values)
    assert plan.startswith(f"SEARCH record USING INDEX {index.collection} by")
    assert plan.count("<expr>=?") == len(index.properties)


def test_values_that_are_not_strings_or_integers_match_nothing(store: Store) -> None:
    assert [store.first(BY_NUMBER, value) for value in (None, 2**70, ["ABC00001"])] == [None] * 3


def test_a_missing_index_is_an_error(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such index"):
        store.first(Index("jobs", ("dateOpened",)), "2025-03-10")


def test_a_file_without_indexes_gets_them_when_it_is_opened(tmp_path: Path) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '% by %' ORDER BY name"
    with closing(Sandbox(tmp_path / "a.db")) as sandbox:
        database = sandbox.database
        names = [name for (name,) in database.rows(query)]
        for name in names:
            database.execute(f'DROP INDEX "{name}"')
    with closing(Sandbox(tmp_path / "a.db")) as sandbox:
        assert names == [name for (name,) in sandbox.database.rows(query)] != []
        with sandbox.client() as api:
            job = api.v2.jobs.create(client_id=31, job_type_id=2, description="Launch film")
            assert api.v2.jobs.get(job.id).job_no == "NWB0003"
