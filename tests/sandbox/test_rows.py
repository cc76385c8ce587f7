"""Generated records match the contract, refer to existing records, and are the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import jsonschema_rs
import pytest

from accountability import spec
from accountability.cli.sandbox import parse_rows
from accountability.sandbox import Sandbox, sandbox
from accountability.sandbox.clock import now
from accountability.sandbox.contract.collection import Collections
from accountability.sandbox.contract.endpoint import Endpoint, endpoints
from accountability.sandbox.contract.schema import id_factory, properties
from accountability.sandbox.records import Records
from accountability.sandbox.seed.fill import fill
from accountability.sandbox.seed.generator import RecordGenerator
from accountability.sandbox.simulation import APIS
from accountability.sandbox.store.database import Database
from accountability.sandbox.store.json_codec import write
from accountability.sandbox.store.store import Store

from .conftest import read

REST = [endpoint for api in APIS if api != "legacy" for endpoint in endpoints(spec.load(api))]
ENDPOINTS = Collections(REST).readable
ROW_COUNT = 60


def create_records() -> Records:
    return Records(Store(Database(), "acme"), Collections(REST), now)


def fill_store(records: Records, rows: Mapping[str, int], seed: int = 0) -> Store:
    fill(records, rows, seed)
    return records.store


def digest(store: Store) -> str:
    """Return a digest of all records as they are stored."""
    rows = store.database.rows("SELECT collection, id, body FROM record")
    return hashlib.sha256("\n".join(f"{row}" for row in sorted(rows)).encode()).hexdigest()


@pytest.fixture(scope="module")
def full() -> Store:
    """A store in which every collection was filled, each after the collections that it refers to."""
    return fill_store(create_records(), dict.fromkeys(ENDPOINTS, ROW_COUNT))


@pytest.mark.parametrize("collection", sorted(ENDPOINTS))
def test_every_record_matches_its_contract(full: Store, collection: str) -> None:
    records = full.select(collection)
    validator = _create_validator(ENDPOINTS[collection])
    create_id = id_factory(properties(ENDPOINTS[collection].contract, ENDPOINTS[collection].record_schema)["id"])
    assert [record["id"] for record in records] == [*map(create_id, range(1, ROW_COUNT + 1))]
    assert [error.message for record in records for error in validator.iter_errors(record)] == []


def _create_validator(endpoint: Endpoint) -> jsonschema_rs.Draft202012Validator:
    schema = {**endpoint.record_schema, "components": endpoint.contract.document["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def test_every_reference_has_a_record(full: Store) -> None:
    collections = Collections(REST)
    references = [
        (collection, pointer, full.get(target, key))
        for collection in ENDPOINTS
        for record in full.select(collection)
        for pointer, target, key in collections[collection].references(record)
    ]
    assert len(references) > 1000
    assert [reference for reference in references if reference[2] is None] == []


@pytest.mark.parametrize(
    ("collection", "name"),
    [("jobs", "jobNo"), ("clients", "clientCode"), ("currencies", "currencyCode"), ("taxcodes", "taxCode")],
)
def test_every_record_has_a_unique_code(full: Store, collection: str, name: str) -> None:
    assert len({record[name] for record in full.select(collection)}) == ROW_COUNT


def test_strings_are_copied_from_the_examples_of_the_contract(full: Store) -> None:
    titles = {record["title"] for record in full.select("employees")}
    assert titles - {None} <= {employee["title"] for employee in read_examples("v2.Employees_ListEmployees")}


def read_examples(key: str) -> list[dict[str, Any]]:
    content = spec.find(key).raw["responses"]["200"]["content"]["application/json"]
    items: list[dict[str, Any]] = content["example"]["items"]
    return items


def test_a_seed_gives_the_same_bytes_in_every_process_and_another_seed_does_not() -> None:
    program = (
        "from tests.sandbox.test_rows import create_records, digest, fill_store\n"
        "print(digest(fill_store(create_records(), {'timeentries': 40, 'jobs': 30, 'jobtypes': 3, 'clients': 5}, 7)))"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join(filter(None, ["scripts", os.environ.get("PYTHONPATH")]))
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": number, "TZ": zone, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for number, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    rows = {"clients": 5, "jobtypes": 3, "jobs": 30, "timeentries": 40}
    assert runs == [digest(fill_store(create_records(), rows, 7))] * 2
    assert digest(fill_store(create_records(), rows, 8)) != runs[0]


def test_a_seed_gives_the_same_bytes_on_every_machine() -> None:
    property_schemas = {
        "id": {"type": "integer"},
        "thingNo": {"type": "string"},
        "day": {"type": "string", "format": "date"},
        "price": {"type": "number", "x-scalar": "money"},
        "few": {
            "type": "array",
            "items": {"type": "integer", "minimum": 5, "exclusiveMaximum": 8},
            "uniqueItems": True,
        },
        "kind": {"type": ["string", "null"], "x-open-enum": [{"value": "a"}, {"value": "b"}]},
    }
    generator = RecordGenerator(spec.Contract("", {}), "things", lambda collection: ())
    create_record = generator.record_factory({"type": "object", "properties": property_schemas}, [])
    assert (
        write(create_record(Random("0/things/1"), 3))
        == b'{"id":869,"thingNo":"R0000003","day":"2025-12-07","price":17310.87,"few":[],"kind":"a"}'
    )


def test_an_interrupted_fill_continues_to_the_same_bytes() -> None:
    rows = {"jobs": 6000, "clients": 50, "jobtypes": 5}

    def interrupt(collection: str, done: int, total: int) -> None:
        if collection == "jobs":
            raise KeyboardInterrupt

    interrupted, complete = create_records(), fill_store(create_records(), rows)
    with suppress(KeyboardInterrupt):
        fill(interrupted, rows, progress=interrupt)
    assert (interrupted.store.count("clients"), interrupted.store.count("jobs")) == (50, 5000)
    assert digest(fill_store(interrupted, rows)) == digest(complete)


def test_a_list_is_filled_and_never_shortened() -> None:
    with closing(Sandbox(rows={"jobs": 40})) as agency:
        with agency.client() as api:
            assert len(list(api.v2.jobs.list())) == 40
            assert api.v2.jobs.get(4711).id == 4711
        agency.fill("jobs", 45)
        agency.fill("jobs", 10)
        with agency.client() as api:
            assert len(list(api.v2.jobs.list())) == 45


def test_a_reset_restores_the_rows() -> None:
    with closing(Sandbox(rows={"jobs": 40})) as agency:
        auth = (agency.accounts[0].api_token, "")
        with agency.http_client(auth=auth) as http:
            before = http.get("/v2/jobs").content
            agency.fill("jobs", 50)
            assert http.get("/v2/jobs").content != before
            agency.reset()
            assert http.get("/v2/jobs").content == before


def test_a_file_that_has_its_rows_gets_no_more(tmp_path: Path) -> None:
    for _ in range(2):
        with sandbox(database=tmp_path / "agency.db", rows={"jobs": 40}) as running, running.http_client() as http:
            auth = (running.accounts[0].api_token, "")
            assert read(http.get("/v2/jobs", auth=auth))["totalCount"] == 40


def test_an_unknown_list_is_rejected_with_similar_names() -> None:
    with closing(Sandbox()) as agency:
        with pytest.raises(ValueError, match=r"no collection 'timeentrys'\. Did you mean timeentries"):
            agency.fill("timeentrys", 5)
        with pytest.raises(ValueError, match="jobs: expected 0 to 100,000 records, got -1"):
            agency.fill("jobs", -1)
        with pytest.raises(ValueError, match="jobs: expected 0 to 100,000 records, got 100,001"):
            agency.fill("jobs", 100_001)


@pytest.mark.parametrize("text", ["jobs", "jobs=many", "jobs=-1", "", "jobs=1;clients=2", "jobs=٣"])
def test_an_invalid_number_is_rejected_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="as in jobs=5000,timeentries=50000"):
        parse_rows(text)


def test_rows_are_parsed_from_one_string() -> None:
    assert parse_rows("jobs=5000, timeentries=50000") == {"jobs": 5000, "timeentries": 50000}
