"""A response for another record than the addressed one is an error, with and without `strict`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from accountability import Accountability, ContractViolationError, spec

from .fake_service import Make, Send, Service, response, xml

JOB = {"jobNo": "NWB0001", "jobDescription": "Film", "clientId": 31, "jobTypeId": 2}
ENTRY = {"taskTypeId": 3, "description": "Edit", "hours": 1, "rate": 1, "amount": 1}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("api", ["v1", "v2"])
def test_get_rejects_another_record(send: Send, service: Service, api: str, strict: bool) -> None:
    service.on("GET", f"/{api}/jobs/2", response({"id": 1, **JOB}))
    with pytest.raises(ContractViolationError, match=rf"{api}\.Jobs_GetJob: id .*expected 2, got 1") as exc_info:
        send(import_module(f"accountability.{api}").jobs.get_job(2), strict=strict)
    assert exc_info.value.path == "id"
    assert b'"id": 1' in (exc_info.value.content or b"")


WRITES: list[tuple[str, str, Callable[[Accountability], Any], dict[str, Any]]] = [
    ("PATCH", "/v2/jobs/2", lambda api: api.v2.jobs.update(2, notes="x"), {"id": 1, "notes": "x", **JOB}),
    ("POST", "/v2/timeentries/2/approve", lambda api: api.v2.time_entries.approve(2), {"id": 1, "employeeId": 5}),
    ("POST", "/v2/estimates/2/entries", lambda api: api.v2.estimate_entries.create(2, task_type_id=3, units=1, rate=1),
     {"id": 9, "estimateId": 1, "taskTypeId": 3}),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::accountability.ResponseMismatchWarning")
@pytest.mark.parametrize(("method", "path", "call", "record"), WRITES)
def test_a_write_rejects_another_record_and_says_that_it_may_have_been_done(
    client: Make, service: Service, method: str, path: str, call: Callable[[Accountability], Any], record: Any
) -> None:
    service.on(method, path, response(record, 200))
    with pytest.raises(ContractViolationError, match=r"expected 2, got 1.*before another try"):
        call(client())


def test_an_entry_of_another_parent_is_rejected(client: Make, service: Service) -> None:
    service.on("GET", "/v2/estimates/2/entries/7", response({"id": 7, "estimateId": 1, **ENTRY}))
    with pytest.raises(ContractViolationError, match=r"estimateId .*expected 2, got 1"):
        client().v2.estimate_entries.get(2, 7)


def test_a_list_of_another_parent_is_rejected(client: Make, service: Service) -> None:
    rows = [{"id": 7, "estimateId": 2, **ENTRY}, {"id": 8, "estimateId": 1, **ENTRY}]
    service.on("GET", "/v2/estimates/2/entries", response({"items": rows, "page": 1, "pageSize": 100, "totalCount": 2}))
    with pytest.raises(ContractViolationError, match=r"estimateId .*expected 2, got 1"):
        list(client().v2.estimate_entries.list(2))


def test_legacy_records_are_compared_in_json_and_xml(client: Make, service: Service) -> None:
    namespace = "http://schemas.datacontract.org/2004/07/"
    service.on("GET", "/Service.svc/Job/Export/", xml(f'<FullJob xmlns="{namespace}"><IDKey>1</IDKey></FullJob>'))
    service.on("GET", "/Service.svc/receiptentries/receiptid/2", response([{"IDKey": 7, "ReceiptID": 1}]))
    with pytest.raises(ContractViolationError, match=r"IDKey .*expected 2, got 1"):
        client().legacy.jobs.export(job_id=2)
    with pytest.raises(ContractViolationError, match=r"ReceiptID .*expected 2, got 1"):
        client().legacy.receipt_entries.list_by_receipt(2)


def test_a_renamed_key_is_compared_as_well(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/2", response({"jobId": 1, **JOB}))
    with pytest.raises(ContractViolationError, match="expected 2, got 1"):
        client(corrections={"v2.Jobs_GetJob": {"properties": {"id": "jobId"}}}).v2.jobs.get(2)


def test_the_addressed_record_is_returned_and_confirms_the_operation(client: Make, service: Service) -> None:
    service.on("GET", "/v2/jobs/2", response({"id": 2, **JOB}))
    assert client().v2.jobs.get(2).id == 2
    assert client().v2.jobs.get("2").id == 2  # type: ignore[arg-type]


def test_every_operation_on_one_record_of_the_inferred_apis_compares_its_id() -> None:
    for api in ("v1", "v2"):
        for operation in spec.load(api).operations.values():
            path = [parameter["name"] for parameter in operation.parameters if parameter["in"] == "path"]
            record = operation.resolve(operation.success() or {})
            if path and not operation.lists and "id" in record.get("properties", {}):
                creates = operation.id.partition("_")[2].startswith("Create")
                assert ("id" in operation.raw["x-identity"].values()) is not creates, operation.key
