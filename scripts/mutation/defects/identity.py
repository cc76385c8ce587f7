"""Defects of identity: another record, another parent, and ids that no record has."""

from __future__ import annotations

import re

from ..service import Call
from .base import Steps, defect


@defect("identity", "v2.Jobs_GetJob")
def a_get_returns_the_next_record(call: Call) -> Steps:
    call.path = "/v2/jobs/4712" if call.path == "/v2/jobs/4711" else call.path
    yield


@defect("identity", "v2.Clients_UpdateClient")
def an_update_returns_another_record(call: Call) -> Steps:
    yield
    if call.method == "PATCH":
        call.edit_records(lambda record: record.update(id=record["id"] + 1))


@defect("identity", "v2.Estimates_ApproveEstimate")
def a_transition_returns_another_record(call: Call) -> Steps:
    yield
    if call.path.endswith("/approve"):
        call.edit_records(lambda record: record.update(id=record["id"] + 1))


@defect("identity", "v2.Clients_GetClient")
def an_unknown_id_returns_the_first_record(call: Call) -> Steps:
    call.path = "/v2/clients/31" if call.path == "/v2/clients/2000000011" else call.path
    yield


@defect("identity", "v2.Clients_UpdateClient")
def an_update_of_an_unknown_id_succeeds(call: Call) -> Steps:
    call.path = "/v2/clients/31" if call.method == "PATCH" and call.path.endswith("/2000000011") else call.path
    yield


@defect("identity", "v2.Estimates_ApproveEstimate")
def a_transition_of_an_unknown_id_is_a_bad_request(call: Call) -> Steps:
    yield
    if call.path.endswith("/approve") and call.status == 404:
        call.status = 400
        call.reply({**call.record, "status": 400})


@defect("identity", "v2.EstimateEntries_ListEstimateEntries")
def an_unknown_parent_has_an_empty_list(call: Call) -> Steps:
    yield
    if call.path.endswith("/entries") and call.status == 404:
        call.status, call.response_headers["content-type"] = 200, "application/json"
        call.reply({"items": [], "page": 1, "pageSize": 100, "totalCount": 0})


@defect("identity", "v2.Clients_UpdateClient")
def an_update_changes_every_record(call: Call) -> Steps:
    yield
    if call.method == "PATCH" and call.succeeded and "/clients/" in call.path:
        call.seen["sent"] = call.sent
    if call.method == "GET" and call.path.startswith("/v2/clients") and call.seen.get("sent"):
        call.edit_records(lambda record: record.update(call.seen["sent"]))


@defect("identity", "v2.Products_GetProduct")
def the_content_is_that_of_another_record(call: Call) -> Steps:
    sent = call.path
    call.path = "/v2/products/402" if call.path == "/v2/products/401" else call.path
    yield
    if sent == "/v2/products/401":
        call.edit_records(lambda record: record.update(id=401))


@defect("identity", "v2.Suppliers_CreateSupplier")
def a_second_create_returns_the_id_of_the_first(call: Call) -> Steps:
    yield
    if call.method == "POST" and call.path == "/v2/suppliers" and call.status == 201:
        first = call.seen.setdefault("first", call.record["id"])
        call.reply({**call.record, "id": first})


@defect("identity", "v2.EstimateEntries_CreateEstimateEntry")
def a_new_entry_belongs_to_another_parent(call: Call) -> Steps:
    yield
    if call.method == "POST" and call.path.endswith("/entries"):
        call.edit_records(lambda record: record.update(estimateId=record["estimateId"] + 1))


@defect("identity", "v2.Departments_GetDepartment")
def the_id_zero_is_the_first_record(call: Call) -> Steps:
    call.path = "/v2/departments/1" if call.path == "/v2/departments/0" else call.path
    yield


@defect("identity", "legacy.SupplierInvoices_GetSupplierInvoice")
def the_legacy_service_returns_another_record(call: Call) -> Steps:
    found = re.fullmatch(r"/Service.svc/supplierinvoices/(\d+)", call.path)
    if found:
        with call.sandbox.http_client(auth=(call.sandbox.accounts[0].api_token, "")) as client:
            ids = [row["id"] for row in client.get("/v2/supplierinvoices").json()["items"]]
        call.path = f"/Service.svc/supplierinvoices/{next((each for each in ids if each != int(found[1])), found[1])}"
    yield


@defect("identity", "legacy.ProductionInvoiceEntries_ListProductionInvoiceEntriesByInvoice")
def a_legacy_list_has_entries_of_another_parent(call: Call) -> Steps:
    yield
    if call.status == 200 and "productioninvoiceentriesbyinviceid" in call.path:
        call.content = re.sub(rb"(ProductionInvoiceID\"?[>:]\s*)(\d+)", rb"\g<1>9\g<2>", call.content)
