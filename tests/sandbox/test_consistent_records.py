"""A record is the same whichever API created it, and its codes and names always match its ids."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from accountability.sandbox import Sandbox

from .conftest import Caller, example_body, read

JOB = {
    "ClientCode": "BRW",
    "JobTypeName": "Film",
    "JobDescription": "Launch film",
    "OfficeCode": "LON",
    "JobManagerCode": "TWHI",
}


def post_legacy(api: Caller, body: dict[str, Any], path: str = "/job") -> Any:
    return api.send_json("POST", f"/Service.svc{path}?format=json", body)


def find_ids(api: Caller) -> dict[str, Any]:
    """Return the v2 body of `JOB`: ids instead of codes and names."""
    paths = ("clients", "jobtypes", "offices", "employees")
    lists = {path: api.get_json(f"/v2/{path}")["items"] for path in paths}
    (client,) = (record for record in lists["clients"] if record["clientCode"] == JOB["ClientCode"])
    (type_,) = (record for record in lists["jobtypes"] if record["jobTypeName"] == JOB["JobTypeName"])
    (office,) = (record for record in lists["offices"] if record["officeCode"] == JOB["OfficeCode"])
    (manager,) = (record for record in lists["employees"] if record["employeeCode"] == JOB["JobManagerCode"])
    ids = {"clientId": client["id"], "jobTypeId": type_["id"], "officeId": office["id"]}
    return {**ids, "jobManagerId": manager["id"], "jobDescription": JOB["JobDescription"]}


def test_a_job_has_the_same_properties_if_legacy_v1_or_v2_creates_it(api: Caller) -> None:
    body = find_ids(api)
    legacy = api.get_json(f"/v2/jobs/{read(post_legacy(api, JOB).raise_for_status())}")
    v1, v2 = api.create("/v1/jobs", body), api.create("/v2/jobs", body)
    placeholders = {"id": 0, "jobNo": ""}  # the only properties that may differ
    assert len(v2) > 15
    assert {**legacy, **placeholders} == {**v1, **placeholders} == {**v2, **placeholders}
    assert (legacy["jobTypeName"], legacy["officeCode"], legacy["officeName"]) == ("Film", "LON", "London")


def test_a_legacy_job_of_another_office_is_hidden_from_an_own_office_caller(running: Sandbox, api: Caller) -> None:
    ops = running.accounts[0]
    running.seed("employees", [{**api.get_json("/v2/employees/11"), "ownOfficeDataOnly": True}])
    key = read(post_legacy(api, JOB).raise_for_status())
    with Caller(base_url=running.url, auth=(ops.api_token, "")) as caller:
        assert caller.get(f"/v1/jobs/{key}").status_code == 404
        assert caller.get(f"/v2/jobs/{key}").status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ClientCode", "UNKNOWN"),
        ("JobTypeName", "Skywriting"),
        ("OfficeCode", "MARS"),
        ("JobManagerCode", "NONE"),
        ("CampaignCode", "NONE"),
        ("MasterJobNo", "NONE0001"),
    ],
)
def test_legacy_rejects_a_code_or_name_that_no_record_has(api: Caller, name: str, value: str) -> None:
    count = api.get_json("/v2/jobs")["totalCount"]
    response = post_legacy(api, {**JOB, name: value})
    assert response.status_code == 409
    assert [error["name"] for error in read(response)["errors"]] == [f"/{name}"]
    assert value in read(response)["detail"]
    assert api.get_json("/v2/jobs")["totalCount"] == count


@pytest.mark.parametrize("name", ["ClientCode", "JobTypeName", "JobDescription"])
def test_legacy_rejects_a_job_without_a_property_that_v2_requires(api: Caller, name: str) -> None:
    response = post_legacy(api, {key: value for key, value in JOB.items() if key != name})
    assert (response.status_code, read(response)["detail"]) == (409, f"{name} is required.")


def test_legacy_resolves_the_codes_of_a_supplier(api: Caller) -> None:
    body = {
        "SupplierCode": "FILMCO",
        "SupplierName": "Film Company",
        "SupplierTypeName": "Production",
        "DefaultSupplierPaymentTypeName": "BACS",
        "DefaultTaskTypeCode": "NONE",
    }
    key = "legacy.Suppliers_CreateSupplier"
    assert example_body(key, "application/xml").keys() >= {"SupplierCode"}
    response = api.post(
        "/Service.svc/supplier", content=_encode_xml(key, body), headers={"Content-Type": "application/xml"}
    )
    assert response.status_code == 409
    assert "/DefaultTaskTypeCode" in response.text


def _encode_xml(key: str, body: dict[str, Any]) -> bytes:
    from accountability import spec, wcf

    operation = spec.find(key)
    schema = operation.request_schema("application/xml")
    assert schema is not None
    return wcf.Codec(operation.contract.document).encode(body, schema)


def test_an_update_of_an_id_updates_the_names_next_to_it(api: Caller) -> None:
    before = api.get_json("/v2/jobs/4711")
    types, offices = (api.get_json(f"/v2/{path}")["items"] for path in ("jobtypes", "offices"))
    other_type = next(record for record in types if record["id"] != before["jobTypeId"])
    other_office = next(record for record in offices if record["id"] != before["officeId"])
    after = read(api.patch_json("/v2/jobs/4711", {"jobTypeId": other_type["id"], "officeId": other_office["id"]}))
    assert after["jobTypeName"] == other_type["jobTypeName"] != before["jobTypeName"]
    assert (after["officeCode"], after["officeName"]) == (other_office["officeCode"], other_office["officeName"])
    assert api.get_json("/v1/jobs/4711") == api.get_json("/v2/jobs/4711") == after
    export = api.get("/Service.svc/Job/Export/", params={"IDKey": 4711}).text
    assert f"<JobTypeName>{other_type['jobTypeName']}</JobTypeName>" in export
    assert f"<OfficeCode>{other_office['officeCode']}</OfficeCode>" in export
    assert read(api.patch_json("/v2/jobs/4711", {"officeId": None}))["officeName"] is None


def test_a_job_inherits_the_manager_of_its_client_who_may_then_read_it(api: Caller, running: Sandbox) -> None:
    client = api.get_json("/v2/clients/31")
    job = api.create("/v2/jobs", {"clientId": 31, "jobTypeId": 2, "jobDescription": "Film"})
    assert job["clientManagerId"] == client["clientManagerId"] is not None
    employee_ids = [employee["id"] for employee in api.get_json("/v2/employees")["items"]]
    other = next(employee_id for employee_id in employee_ids if employee_id != job["clientManagerId"])
    api.patch_json("/v2/clients/31", {"clientManagerId": other}).raise_for_status()
    assert api.get_json(f"/v2/jobs/{job['id']}")["clientManagerId"] == other
    rights = [{"transactionType": "Jobs", "accessLevel": "My Data Only"}]
    (group,) = running.seed("useraccessgroups", [{"userAccessGroupName": "Own jobs", "access": rights}])
    person = api.get_json(f"/v2/employees/{other}")
    api.patch_json(f"/v2/employees/{other}", {"userAccessGroupId": group["id"]}).raise_for_status()
    (token,) = (account.api_token for account in running.accounts if account.username == person["emailAddress"])
    with Caller(base_url=running.url, auth=(token, "")) as manager:
        assert manager.get(f"/v1/jobs/{job['id']}").status_code == 200


def test_the_manager_of_the_product_overrides_that_of_the_client(api: Caller) -> None:
    product = next(record for record in api.get_json("/v2/products")["items"] if record.get("clientManagerId"))
    body = {"clientId": product["clientId"], "productId": product["id"], "jobTypeId": 2, "jobDescription": "Film"}
    assert api.create("/v2/jobs", body)["clientManagerId"] == product["clientManagerId"]


def test_a_name_next_to_an_id_changes_with_the_record_of_the_id(api: Caller, running: Sandbox) -> None:
    budget = api.get_json("/v2/clientbudgets")["items"][0]
    api.patch_json(f"/v2/clients/{budget['clientId']}", {"clientName": "Renamed"}).raise_for_status()
    assert api.get_json(f"/v2/clientbudgets/{budget['id']}")["clientName"] == "Renamed"


def test_seeded_and_generated_records_have_the_names_of_the_records_they_refer_to() -> None:
    with closing(Sandbox(rows={"jobs": 60})) as sandbox:
        (seeded,) = sandbox.seed("jobs", [{"clientId": 31, "jobTypeId": 2, "jobDescription": "Film", "officeId": 2}])
        assert (seeded["officeCode"], seeded["officeName"]) == ("LON", "London")
        offices = {office["id"]: office for office in sandbox.records("offices")}
        jobs = [job for job in sandbox.records("jobs") if job.get("officeId")]
        assert len(jobs) > 30
        assert [job["officeName"] for job in jobs] == [offices[job["officeId"]]["officeName"] for job in jobs]


def test_a_created_purchase_order_has_the_names_of_its_currency_and_no_number(api: Caller) -> None:
    order = api.create("/v2/purchaseorders", example_body("v2.PurchaseOrders_CreatePurchaseOrder"))
    currency = api.get_json(f"/v2/currencies/{order['currencyId']}")
    assert (order["currencyCode"], order["currencyName"]) == (currency["currencyCode"], currency["currencyName"])
    assert order.get("purchaseOrderNumber") is None
    assert any(line.startswith("purchase-order-number: ") for line in api.get_json("/_sandbox")["notImitated"])
