"""Records are created, read, changed and approved as the contract states; child records belong to their parent."""

from __future__ import annotations

from accountability.sandbox.clock import AdjustableClock

from .conftest import Caller, example_body, read


def test_a_created_job_gets_the_next_id_and_reads_back(api: Caller) -> None:
    last = api.get_json("/v2/jobs")["items"][-1]["id"]
    response = api.send_json("POST", "/v2/jobs", example_body("v2.Jobs_CreateJob"))
    job = read(response)
    assert response.status_code == 201
    assert job["id"] == last + 1
    assert api.get_json(f"/v2/jobs/{job['id']}") == job
    assert api.get_json(f"/v1/jobs/{job['id']}") == job


def test_the_server_sets_date_and_employee_of_a_new_record_by_clock_and_caller(api: Caller) -> None:
    order = api.create("/v2/purchaseorders", example_body("v2.PurchaseOrders_CreatePurchaseOrder"))
    caller = api.get_json("/v2/employees/11")
    assert caller["emailAddress"] == "ops@acme.example"
    assert order["addedByEmployeeId"] == 11
    assert order["addedDate"] == order["modifiedDate"] == "2025-03-10T09:00:00Z"
    assert order["approved"] is False


def test_properties_that_the_server_sets_are_ignored_in_a_body(api: Caller) -> None:
    body = {**example_body("v2.PurchaseOrders_CreatePurchaseOrder"), "id": 1, "approved": True, "unheardOf": 1}
    order = api.create("/v2/purchaseorders", body)
    assert order["id"] != 1
    assert order["approved"] is False
    assert "unheardOf" not in order


def test_a_merge_patch_changes_the_properties_that_it_contains_and_null_clears_them(
    api: Caller, clock: AdjustableClock
) -> None:
    before = api.get_json("/v2/jobs/4711")
    assert before["clientOrderNo"] is not None
    clock.advance(minutes=5)
    after = read(api.patch_json("/v2/jobs/4711", {"jobDescription": "Winter film", "clientOrderNo": None}))
    changes = {"jobDescription": "Winter film", "clientOrderNo": None, "modifiedDate": "2025-03-10T09:05:00Z"}
    assert after == {**before, **changes}
    assert api.get_json("/v2/jobs/4711") == after


def test_an_integer_written_with_a_point_is_stored_as_an_integer(api: Caller) -> None:
    headers = {"Content-Type": "application/merge-patch+json"}
    job = api.patch("/v2/jobs/4711", content=b'{"jobTypeId": 3.0}', headers=headers)
    assert b'"jobTypeId":3,' in job.content


def test_approving_sets_the_properties_that_the_contract_states_and_unapproving_clears_them(api: Caller) -> None:
    approved = read(api.post("/v2/estimates/812/approve"))
    assert approved["approved"] is True
    assert approved["approvedDate"] == approved["modifiedDate"] == "2025-03-10T09:00:00Z"
    assert approved["approvedByEmployeeId"] == 11
    unapproved = read(api.post("/v2/estimates/812/unapprove"))
    assert unapproved["approved"] is False
    assert unapproved["approvedDate"] is None


def test_an_entry_belongs_to_the_parent_in_its_path(api: Caller) -> None:
    entry = api.create("/v2/estimates/812/entries", example_body("v2.EstimateEntries_CreateEstimateEntry"))
    assert entry["estimateId"] == 812
    assert entry in api.get_json("/v2/estimates/812/entries")["items"]
    assert entry not in api.get_json("/v2/estimates/811/entries")["items"]
    assert api.get_json(f"/v2/estimates/812/entries/{entry['id']}") == entry
    assert api.get(f"/v2/estimates/811/entries/{entry['id']}").status_code == 404


def test_nothing_is_listed_or_created_below_a_parent_that_does_not_exist(api: Caller) -> None:
    body = example_body("v2.EstimateEntries_CreateEstimateEntry")
    assert api.get("/v2/estimates/999/entries").status_code == 404
    assert api.send_json("POST", "/v2/estimates/999/entries", body).status_code == 404


def test_a_broken_reference_is_a_conflict_that_names_the_property_and_stores_nothing(api: Caller) -> None:
    count = api.get_json("/v2/jobs")["totalCount"]
    response = api.send_json("POST", "/v2/jobs", {**example_body("v2.Jobs_CreateJob"), "clientId": 999})
    assert response.status_code == 409
    assert [error["name"] for error in read(response)["errors"]] == ["/clientId"]
    assert api.get_json("/v2/jobs")["totalCount"] == count
    assert api.patch_json("/v2/jobs/4711", {"clientId": 999}).status_code == 409
    assert api.get_json("/v2/jobs/4711")["clientId"] != 999


def test_a_reset_restores_the_initial_records_and_ids(api: Caller) -> None:
    before = api.get_json("/v2/jobs")
    first = api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))
    api.patch_json("/v2/jobs/4711", {"jobDescription": "Winter film"}).raise_for_status()
    api.post("/_sandbox/reset").raise_for_status()
    assert api.get_json("/v2/jobs") == before
    assert api.create("/v2/jobs", example_body("v2.Jobs_CreateJob"))["id"] == first["id"]
