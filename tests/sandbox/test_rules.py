"""Each domain rule that the sandbox enforces; the name of a test begins with the id of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import httpx
import pytest
from tests.shipped import list_rows

from accountability import spec
from accountability.sandbox import RunningSandbox
from accountability.sandbox.rules import RULES

from .conftest import Caller, example_body, read

NORTHWIND, LUMEN, SPRING_FILM, DRAFT_ORDER, POSTED_ORDER, APPROVED_ENTRY = 31, 71, 4711, 5002, 5001, 60001
CONTRACT_RULES: Mapping[str, Mapping[str, Any]] = spec.load("v2").document["info"]["x-rules"]


def is_rejected_by(rule: str, response: httpx.Response) -> bool:
    """Return whether a response is a rejection that names the rule."""
    return response.status_code == 409 and bool(read(response)["type"].endswith(f":{rule}"))


def test_exactly_the_rules_that_affect_visible_records_are_enforced() -> None:
    assert set(RULES) == {name for name, rule in CONTRACT_RULES.items() if "unseen" not in rule}


def test_every_enforced_rule_applies_to_an_operation_and_has_a_test() -> None:
    operations = spec.load("v2").operations.values()
    rule_names = {name for operation in operations for name in operation.raw.get("x-rules", ())}
    assert set(RULES) <= rule_names
    tested = {name.removeprefix("test_").split("__")[0].replace("_", "-") for name in globals() if "__" in name}
    assert set(RULES) <= tested


# Jobs


def new_job(api: Caller, **properties: Any) -> Any:
    return api.create(
        "/v2/jobs", {"clientId": NORTHWIND, "jobTypeId": 2, "jobDescription": "Winter film", **properties}
    )


def test_job_number__is_the_clients_code_and_the_next_of_its_own_four_digits(api: Caller) -> None:
    assert [new_job(api)["jobNo"] for _ in range(2)] == ["NWB0003", "NWB0004"]
    assert new_job(api, clientId=32)["jobNo"] == "HLX0002"


def test_job_number__of_the_legacy_service_continues_the_same_sequence(api: Caller) -> None:
    first = new_job(api, clientId=32)["jobNo"]
    body = example_body("legacy.Jobs_CreateJob")
    key = read(api.send_json("POST", "/Service.svc/job?format=json", body).raise_for_status())
    assert (first, api.get_json(f"/v2/jobs/{key}")["jobNo"]) == ("HLX0002", "HLX0003")


def test_job_number__is_rejected_if_all_are_used(api: Caller, running: RunningSandbox) -> None:
    running.seed("jobs", [{"clientId": NORTHWIND, "jobNo": "NWB9999"}])
    body = {"clientId": NORTHWIND, "jobTypeId": 2, "jobDescription": "One too many"}
    assert is_rejected_by("job-number", api.send_json("POST", "/v2/jobs", body))


def test_job_opened_today__by_default(api: Caller) -> None:
    assert new_job(api)["dateOpened"] == "2025-03-10"
    assert new_job(api, dateOpened="2025-01-02")["dateOpened"] == "2025-01-02"


def test_job_defaults_of_client__are_fee_and_mark_up(api: Caller) -> None:
    client = api.get_json(f"/v2/clients/{NORTHWIND}")
    names = ("pctServiceFeeProduction", "pctSupplierInvoiceMarkUp")
    assert [new_job(api)[name] for name in names] == [client[name] for name in names]
    assert new_job(api, pctServiceFeeProduction=3)["pctServiceFeeProduction"] == 3


def test_job_defaults_of_product__come_before_the_clients(api: Caller) -> None:
    product = api.get_json("/v2/products/402")
    job = new_job(api, productId=402)
    assert job["clientManagerId"] == product["clientManagerId"]
    assert (
        job["pctServiceFeeProduction"] == product["pctServiceFeeProduction"] != new_job(api)["pctServiceFeeProduction"]
    )


def test_job_contacts_of_client__are_the_default_of_a_new_job(api: Caller) -> None:
    job = new_job(api)
    assert (job["estimateContactName"], job["invoiceContactName"]) == ("Ruth Adeyemi", "Tomas Brandt")
    assert new_job(api, invoiceContactName="Ruth Adeyemi")["invoiceContactName"] == "Ruth Adeyemi"


def test_job_contacts_stay__when_the_clients_defaults_change(api: Caller) -> None:
    job = new_job(api)
    assert api.patch_json("/v2/clientcontacts/51", {"estimateDefault": False}).status_code == 200
    assert api.patch_json("/v2/clientcontacts/52", {"estimateDefault": True}).status_code == 200
    assert api.get_json(f"/v2/jobs/{job['id']}")["estimateContactName"] == "Ruth Adeyemi"
    assert new_job(api)["estimateContactName"] == "Tomas Brandt"


# Estimates


def test_estimate_number__counts_within_the_job(api: Caller) -> None:
    body = {"jobId": SPRING_FILM, "date": "2025-03-10", "pctServiceFeeProduction": 15}
    assert [api.create("/v2/estimates", body)["estimateNumber"] for _ in range(2)] == [2, 3]
    assert api.create("/v2/estimates", {**body, "jobId": 4714})["estimateNumber"] == 1


def test_estimate_contact_of_job__is_the_default_of_a_new_estimate(api: Caller) -> None:
    body = {"jobId": SPRING_FILM, "date": "2025-03-10", "pctServiceFeeProduction": 15}
    job = api.get_json(f"/v2/jobs/{SPRING_FILM}")
    contact = api.get_json(f"/v2/clientcontacts/{api.create('/v2/estimates', body)['contactId']}")
    assert contact["contactName"] == job["estimateContactName"]
    assert api.create("/v2/estimates", {**body, "contactId": 52})["contactId"] == 52


# Time


def test_approved_time_entry_locked__until_it_is_unapproved(api: Caller) -> None:
    path = f"/v2/timeentries/{APPROVED_ENTRY}"
    assert is_rejected_by("approved-time-entry-locked", api.patch_json(path, {"notes": "Longer"}))
    api.post(f"{path}/unapprove").raise_for_status()
    assert read(api.patch_json(path, {"notes": "Longer"}))["notes"] == "Longer"


def test_time_on_active_jobs__only(api: Caller) -> None:
    body = {"jobId": 4712, "timesheetDate": "2025-03-10", "billableHours": 2}
    entry = api.create("/v2/timeentries", {**body, "jobId": SPRING_FILM})
    assert api.patch_json("/v2/jobs/4712", {"active": False}).status_code == 200
    assert is_rejected_by("time-on-active-jobs", api.send_json("POST", "/v2/timeentries", body))
    assert is_rejected_by("time-on-active-jobs", api.patch_json(f"/v2/timeentries/{entry['id']}", {"jobId": 4712}))
    assert entry["jobId"] == SPRING_FILM


def test_time_entry_default_task_type__is_the_employees(api: Caller) -> None:
    body = {"jobId": SPRING_FILM, "timesheetDate": "2025-03-10", "employeeId": 13}
    assert api.create("/v2/timeentries", body)["taskTypeId"] == 22
    assert api.create("/v2/timeentries", {**body, "taskTypeId": 21})["taskTypeId"] == 21


# Purchase orders


def new_order(api: Caller, **properties: Any) -> Any:
    return api.create("/v2/purchaseorders", {"supplierId": LUMEN, "officeId": 1, **properties})


def test_purchase_order_default_currency__is_the_suppliers(api: Caller) -> None:
    assert new_order(api)["currencyId"] == 1
    assert new_order(api, supplierId=74)["currencyId"] == 2
    assert new_order(api, currencyId=2)["currencyId"] == 2


def test_purchase_order_default_date__is_today(api: Caller) -> None:
    assert new_order(api)["date"] == "2025-03-10"
    assert new_order(api, date="2025-02-01")["date"] == "2025-02-01"


def test_purchase_order_default_tax_code__is_the_suppliers(api: Caller) -> None:
    assert new_order(api)["taxCodeId"] == 3
    assert new_order(api, taxCodeId=4)["taxCodeId"] == 4


def test_purchase_order_default_tax_percentage__is_the_rate_of_its_tax_code(api: Caller) -> None:
    first, other = (Decimal(api.get_json(f"/v2/taxcodes/{code}")["taxPct"]) for code in (3, 4))
    assert new_order(api)["taxPct"] == first
    assert new_order(api, taxCodeId=4)["taxPct"] == other != first
    assert new_order(api, taxPct=5)["taxPct"] == 5


def test_purchase_order_default_terms__are_days(api: Caller) -> None:
    assert new_order(api)["paymentTermsFactorId"] == 1
    assert new_order(api, paymentTermsFactorId=2)["paymentTermsFactorId"] == 2


LINE = {"description": "Light", "jobId": SPRING_FILM, "taskTypeId": 23, "units": 1, "rate": 100}


def test_posted_purchase_order_locked__takes_no_lines_and_is_cancelled_instead(api: Caller) -> None:
    assert is_rejected_by(
        "posted-purchase-order-locked", api.send_json("POST", f"/v2/purchaseorders/{POSTED_ORDER}/entries", LINE)
    )
    assert is_rejected_by("posted-purchase-order-locked", api.post(f"/v2/purchaseorders/{POSTED_ORDER}/post"))
    assert read(api.post(f"/v2/purchaseorders/{POSTED_ORDER}/cancel"))["canceled"] is True


def test_posted_purchase_order_locked__leaves_a_draft_open(api: Caller) -> None:
    assert api.create(f"/v2/purchaseorders/{DRAFT_ORDER}/entries", LINE)["description"] == "Light"
    assert read(api.post(f"/v2/purchaseorders/{DRAFT_ORDER}/post"))["approved"] is True


def test_cancelled_purchase_order_locked__is_neither_posted_nor_cancelled_again_and_takes_no_lines(api: Caller) -> None:
    order = f"/v2/purchaseorders/{DRAFT_ORDER}"
    assert read(api.post(f"{order}/cancel"))["canceled"] is True
    for response in (
        api.post(f"{order}/post"),
        api.post(f"{order}/cancel"),
        api.send_json("POST", f"{order}/entries", LINE),
    ):
        assert is_rejected_by("cancelled-purchase-order-locked", response)
    stored = api.get_json(order)
    assert (stored["approved"], stored["canceled"]) == (False, True)


@pytest.mark.parametrize(
    "target",
    [{}, {"jobId": SPRING_FILM}, {"taskTypeId": 23}, {"jobId": SPRING_FILM, "taskTypeId": 23, "glAccountId": 1}],
)
def test_purchase_order_line_target__is_a_job_and_a_task_type_or_a_ledger_account(
    api: Caller, target: dict[str, int]
) -> None:
    listing = spec.find("v2.GlAccounts_ListGlAccounts")
    accounts = list_rows(listing, api.get_json(listing.path))
    target = {**target, **({"glAccountId": accounts[0]["id"]} if "glAccountId" in target else {})}
    path = f"/v2/purchaseorders/{DRAFT_ORDER}/entries"
    line = {"description": "Light", "units": 1, "rate": 100}
    assert is_rejected_by("purchase-order-line-target", api.send_json("POST", path, {**line, **target}))
    assert api.create(path, {**line, "glAccountId": accounts[0]["id"]})["glAccountId"] == accounts[0]["id"]


# Master data


@pytest.mark.parametrize(
    ("path", "name", "body"),
    [
        ("/v2/clients", "clientCode", {"clientName": "Northwind again"}),
        ("/v2/suppliers", "supplierCode", {"supplierName": "Lumen again"}),
        ("/v2/employees", "employeeCode", {"employeeName": "Mona again"}),
    ],
)
def test_duplicate_code_gets_1__and_another_if_that_is_used_too(
    api: Caller, path: str, name: str, body: dict[str, Any]
) -> None:
    key = {"/v2/clients": "Clients_CreateClient", "/v2/suppliers": "Suppliers_CreateSupplier"}
    example = example_body(f"v2.{key.get(path, 'Employees_CreateEmployee')}")
    code = api.get_json(path)["items"][0][name]
    codes = [api.create(path, {**example, **body, name: code})[name] for _ in range(2)]
    assert codes == [f"{code}1", f"{code}11"]


def test_supplier_needs_types__on_create_and_update(api: Caller) -> None:
    example = example_body("v2.Suppliers_CreateSupplier")
    for name in ("supplierTypeName", "defaultSupplierPaymentTypeName"):
        response = api.send_json("POST", "/v2/suppliers", {**example, name: ""})
        assert is_rejected_by("supplier-needs-types", response)
        assert read(response)["errors"][0]["name"] == f"/{name}"
    assert is_rejected_by("supplier-needs-types", api.patch_json(f"/v2/suppliers/{LUMEN}", {"supplierTypeName": ""}))
    assert api.patch_json(f"/v2/suppliers/{LUMEN}", {"supplierName": "Lumen Ltd"}).status_code == 200


def test_end_date_removes_access__from_the_day_after(api: Caller, anonymous: Caller) -> None:
    jonas = ("jonas.lind-sandbox-token", "")
    assert api.patch_json("/v2/employees/12", {"endDate": "2025-03-10"}).status_code == 200
    assert anonymous.get("/v2/jobs", auth=jonas).status_code == 200
    assert api.patch_json("/v2/employees/12", {"endDate": "2025-03-09"}).status_code == 200
    response = anonymous.get("/v2/jobs", auth=jonas)
    assert (response.status_code, read(response)["type"]) == (401, "urn:accountability-sandbox:end-date-removes-access")
    form = {"username": "jonas.lind@acme.example", "password": jonas[0], "tenantId": "acme"}
    assert anonymous.post("/v1/token", data=form).status_code == 401
