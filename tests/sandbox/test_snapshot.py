"""Snapshots restore an earlier state; seeded records are added to the initial ones."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from accountability.sandbox import Sandbox, UnknownSnapshotError

from .conftest import Caller


def list_ids(sandbox: Sandbox) -> list[int]:
    with sandbox.client() as api:
        return [job.id for job in api.v2.jobs.list()]


def test_a_snapshot_restores_the_records_and_the_next_ids(in_process: Sandbox) -> None:
    with in_process.client() as api:
        api.v2.jobs.create(client_id=31, job_type_id=2, description="kept")
        in_process.snapshots.take("one more")
        before = list_ids(in_process)
        second = api.v2.jobs.create(client_id=31, job_type_id=2, description="lost")
        api.v2.jobs.update(4711, description="changed")
        in_process.snapshots.restore("one more")
        assert list_ids(in_process) == before
        assert api.v2.jobs.get(4711).description != "changed"
        assert api.v2.jobs.create(client_id=31, job_type_id=2, description="again").id == second.id


def test_a_snapshot_with_the_same_name_replaces_the_first_and_drop_deletes_it(in_process: Sandbox) -> None:
    in_process.snapshots.take("state")
    in_process.seed("jobs", [{"id": 9000, "jobDescription": "later"}])
    in_process.snapshots.take("state")
    in_process.reset()
    in_process.snapshots.restore("state")
    assert 9000 in list_ids(in_process)
    in_process.snapshots.drop("state")
    with pytest.raises(UnknownSnapshotError, match="state"):
        in_process.snapshots.restore("state")


def test_snapshots_are_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "agency.db"
    with closing(Sandbox(database=file)) as sandbox:
        sandbox.seed("jobs", [{"id": 9000, "jobDescription": "kept"}])
        sandbox.snapshots.take("filled")
        sandbox.reset()
    with closing(Sandbox(database=file)) as sandbox:
        assert 9000 not in list_ids(sandbox)
        sandbox.snapshots.restore("filled")
        assert 9000 in list_ids(sandbox)


def test_snapshots_are_taken_restored_and_deleted_over_http(api: Caller) -> None:
    assert api.put("/_sandbox/snapshots/a%20b").status_code == 204
    assert "a b" in api.get_json("/_sandbox/snapshots")["snapshots"]
    api.create("/v2/jobs", {"clientId": 31, "jobTypeId": 2, "jobDescription": "lost"})
    assert api.post("/_sandbox/snapshots/a%20b/restore").status_code == 204
    assert "lost" not in api.get("/v2/jobs").text
    assert api.delete("/_sandbox/snapshots/a%20b").status_code == 204
    assert api.post("/_sandbox/snapshots/a%20b/restore").status_code == 404


def test_seeded_records_are_added_to_the_initial_ones(in_process: Sandbox) -> None:
    first = list_ids(in_process)
    record = {"id": 9000, "jobDescription": "own", "budget": Decimal("0.10")}
    records = in_process.seed("jobs", [record, {"jobDescription": "numbered by the sandbox"}])
    assert [seeded["id"] for seeded in records] == [9000, 9001]
    assert list_ids(in_process) == [*first, 9000, 9001]
    with in_process.client() as api:
        assert api.v2.jobs.get(9000).budget == Decimal("0.10")


@pytest.mark.parametrize(
    ("collection", "record", "message"),
    [
        ("jbos", {}, "jbos"),
        ("jobs", {"id": 9001, "descriptoin": "x"}, "descriptoin"),
        ("jobs", {"id": 9001, "budget": "much"}, "budget"),
        ("jobs", {"id": "x"}, "id"),
    ],
)
def test_records_that_violate_the_contract_are_rejected_and_none_is_added(
    in_process: Sandbox, api: Caller, collection: str, record: dict[str, object], message: str
) -> None:
    before = list_ids(in_process)
    with pytest.raises(ValueError, match=message):
        in_process.seed(collection, [{"id": 9000, "jobDescription": "good"}, record])
    assert list_ids(in_process) == before
    response = api.send_json("POST", "/_sandbox/records", {"collection": collection, "records": [record]})
    assert response.status_code == 422
    assert message in response.json()["detail"]


def test_records_are_seeded_over_http(api: Caller) -> None:
    body = {"collection": "jobs", "records": [{"id": 9000, "jobDescription": "own", "budget": Decimal("0.10")}]}
    assert api.create("/_sandbox/records", body)["records"][0]["id"] == 9000
    assert api.get_json("/v2/jobs/9000")["budget"] == Decimal("0.10")
