"""The seeded defects, by kind. Each is a generator: it changes the request, yields, and changes the response."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from attrs import frozen
from lxml import etree

from .service import Call, Defect

Steps = Any


@frozen
class Seeded:
    """A defect with its kind and the operations on which it shows."""

    name: str
    kind: str
    operations: tuple[str, ...]
    defect: Defect


DEFECTS: list[Seeded] = []


def defect(kind: str, *operations: str) -> Callable[[Defect], Defect]:
    """Register a defect of a kind, with the operations to run it on."""

    def register(function: Defect) -> Defect:
        DEFECTS.append(Seeded(function.__name__, kind, operations, function))
        return function

    return register


def is_record(path: str, collection: str) -> bool:
    return re.fullmatch(rf"/v[12]/{collection}/\d+", path) is not None


# --- schema ---------------------------------------------------------------------------------------------------------


@defect("schema", "v2.Jobs_GetJob")
def a_string_property_is_a_number(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.update(jobDescription=5) if "jobDescription" in record else None)


@defect("schema", "v2.Jobs_GetJob")
def the_id_is_missing(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.pop("id", None))


@defect("schema", "v2.Jobs_CreateJob")
def a_create_returns_200(call: Call) -> Steps:
    yield
    call.status = 200 if call.status == 201 else call.status


@defect("schema", "v2.Offices_ListOffices", "v2.Offices_GetOffice")
def records_hold_only_their_id(call: Call) -> Steps:
    yield
    if call.path.startswith("/v2/offices") and call.succeeded:
        rows = [{"id": row["id"]} for row in call.record.get("items", ())]
        call.reply({**call.record, "items": rows} if "items" in call.record else {"id": call.record["id"]})


@defect("schema", "v2.TaxCodes_GetTaxCode")
def the_media_type_is_text(call: Call) -> Steps:
    yield
    if call.succeeded:
        call.response_headers["content-type"] = "text/html"


@defect("schema", "v2.Estimates_GetEstimate")
def dates_have_no_zone(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.update(modifiedDate=str(record.get("modifiedDate")).rstrip("Z")))


@defect("schema", "legacy.PurchaseOrders_GetPurchaseOrder")
def xml_elements_change_places(call: Call) -> Steps:
    yield
    if call.status == 200 and b"<" in call.content[:5]:
        root = etree.fromstring(call.content)
        record = root if len(root) and not len(root[0]) else root[0]
        record.insert(0, record[1])
        call.content = etree.tostring(root)


@defect("schema", "legacy.PurchaseOrders_GetPurchaseOrder")
def the_xml_namespace_is_another(call: Call) -> Steps:
    yield
    call.content = call.content.replace(b"Accountability.API.Model", b"Accountability.API.Modell")


# --- access ---------------------------------------------------------------------------------------------------------


@defect("access", "v1.Jobs_GetJob")
def every_caller_may_read_everything(call: Call) -> Steps:
    if call.path.startswith("/v1/") and call.headers.get("authorization", "").startswith("Basic") and is_known(call):
        call.act_as(0)
    yield


def is_known(call: Call) -> bool:
    """Return whether the request has the credentials of an account."""
    import base64

    token = base64.b64decode(call.headers["authorization"].partition(" ")[2]).decode("latin-1").partition(":")
    return not token[2] and any(each.api_token == token[0] for each in call.sandbox.accounts)


@defect("access", "v1.Jobs_UpdateJob")
def read_only_callers_may_write(call: Call) -> Steps:
    if call.method == "PATCH" and call.headers.get("authorization", "").startswith("Basic") and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.TimeEntries_ListTimeEntries")
def lists_show_the_records_of_others(call: Call) -> Steps:
    if call.path == "/v1/timeentries" and call.method == "GET" and is_basic(call) and is_known(call):
        call.act_as(0)
    yield


def is_basic(call: Call) -> bool:
    return call.headers.get("authorization", "").startswith("Basic")


@defect("access", "v1.TimeEntries_ListTimeEntries")
def the_total_counts_hidden_records(call: Call) -> Steps:
    yield
    if call.path == "/v1/timeentries" and "totalCount" in call.record:
        call.reply({**call.record, "totalCount": max(4, call.record["totalCount"])})


@defect("access", "v1.PurchaseOrderEntries_ListPurchaseOrderEntries")
def children_of_hidden_records_are_shown(call: Call) -> Steps:
    if re.fullmatch(r"/v1/purchaseorders/\d+/entries", call.path) and is_basic(call) and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.Jobs_GetJob")
def hidden_records_are_forbidden_instead_of_not_found(call: Call) -> Steps:
    yield
    if is_record(call.path, "jobs") and call.status == 404:
        call.status = 403
        call.reply({**call.record, "status": 403})


@defect("access", "v1.Jobs_UpdateJob")
def forbidden_changes_are_not_found(call: Call) -> Steps:
    yield
    if call.path.startswith("/v1/jobs") and call.status == 403:
        call.status = 404
        call.reply({**call.record, "status": 404})


# --- credentials ----------------------------------------------------------------------------------------------------


@defect("credentials", "v2.Jobs_GetJob")
def no_credentials_are_needed(call: Call) -> Steps:
    if "authorization" not in call.headers:
        call.act_as(0)
    yield


@defect("credentials", "v1.Jobs_CreateJob")
def any_basic_credentials_are_accepted(call: Call) -> Steps:
    if is_basic(call):
        call.act_as(0)
    yield


@defect("credentials", "v2.Jobs_GetJob")
def a_password_next_to_the_token_is_accepted(call: Call) -> Steps:
    import base64

    if is_basic(call):
        token = base64.b64decode(call.headers["authorization"][6:]).decode("latin-1").partition(":")[0]
        call.headers["authorization"] = "Basic " + base64.b64encode(f"{token}:".encode("latin-1")).decode()
    yield


@defect("credentials", "v2.Jobs_GetJob")
def tokens_do_not_expire(call: Call) -> Steps:
    header = call.headers.get("authorization", "")
    if header in call.seen.setdefault("accepted", set()):
        call.act_as(0)
    yield
    if header.startswith("Bearer") and call.succeeded:
        call.seen["accepted"].add(header)


@defect("credentials", "v1.Token_Token")
def the_tenant_is_not_checked(call: Call) -> Steps:
    if call.path == "/v1/token":
        call.body = re.sub(rb"tenantId=[^&]*", b"tenantId=acme", call.body)
    yield


@defect("credentials", "v1.Token_Token")
def the_api_token_is_not_checked(call: Call) -> Steps:
    if call.path == "/v1/token":
        call.body = re.sub(rb"password=[^&]*(?=&|$)", b"password=acme-sandbox-token", call.body)
    yield


@defect("credentials", "v2.Jobs_GetJob")
def a_response_echoes_the_credentials(call: Call) -> Steps:
    yield
    call.response_headers["x-debug"] = call.headers.get("authorization", "none")


@defect("credentials", "v2.Employees_UpdateEmployee")
def an_employee_who_left_keeps_access(call: Call) -> Steps:
    if is_basic(call) and is_known(call):
        call.act_as(0)
    yield


# --- identity -------------------------------------------------------------------------------------------------------


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


# --- reading back ---------------------------------------------------------------------------------------------------


def edit_sent(call: Call, edit: Callable[[str, Any], Any], methods: tuple[str, ...] = ("POST", "PATCH")) -> None:
    if call.method in methods and call.sent:
        call.send({name: edit(name, value) for name, value in call.sent.items()})


@defect("reading back", "v2.Clients_CreateClient")
def strings_are_trimmed(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: value.strip() if isinstance(value, str) else value)
    yield


@defect("reading back", "v2.Jobs_CreateJob")
def strings_are_cut_at_255_characters(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: value[:255] if isinstance(value, str) else value)
    yield


@defect("reading back", "v2.Clients_CreateClient")
def strings_lose_what_latin_1_lacks(call: Call) -> Steps:
    edit_sent(
        call,
        lambda _name, value: value.encode("latin-1", "replace").decode("latin-1") if isinstance(value, str) else value,
    )
    yield


@defect("reading back", "v2.Clients_CreateClient")
def amounts_are_stored_as_floats(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: float(value) if isinstance(value, Decimal) else value)
    yield


@defect("reading back", "v2.Clients_UpdateClient")
def an_update_clears_what_it_omits(call: Call) -> Steps:
    if call.method == "PATCH" and "notes" not in call.sent and call.sent:
        call.send({**call.sent, "notes": None})
    yield


@defect("reading back", "v2.Estimates_ApproveEstimate")
def a_transition_is_reported_and_not_stored(call: Call) -> Steps:
    yield
    if is_record(call.path, "estimates"):
        call.edit_records(lambda record: record.update(approved=False, approvedDate=None))


@defect("reading back", "v2.Jobs_CreateJob")
def a_list_lacks_new_records(call: Call) -> Steps:
    yield
    if call.method == "POST" and call.status == 201:
        call.seen["new"] = call.record["id"]
    if call.path == "/v2/jobs" and call.method == "GET" and call.succeeded:
        rows = [row for row in call.record["items"] if row["id"] != call.seen.get("new")]
        call.reply({**call.record, "items": rows})


@defect("reading back", "v2.Clients_GetClient")
def a_list_hides_a_property(call: Call) -> Steps:
    yield
    if call.path == "/v2/clients":
        call.edit_records(lambda record: record.pop("notes", None))


@defect("reading back", "v2.Estimates_GetEstimate")
def a_list_rounds_amounts(call: Call) -> Steps:
    yield
    if call.path == "/v2/estimates":
        call.edit_records(
            lambda record: record.update(pctServiceFeeProduction=round(record["pctServiceFeeProduction"]))
        )


@defect("reading back", "v2.Clients_UpdateClient")
def modified_date_does_not_change(call: Call) -> Steps:
    yield
    call.edit_records(lambda record: record.update(modifiedDate="2025-02-03T14:05:00Z"))


@defect("reading back", "v2.Jobs_UpdateJob")
def modified_date_is_local_time_called_utc(call: Call) -> Steps:
    yield
    if call.method == "PATCH":
        call.edit_records(shift_modified_date)


def shift_modified_date(record: dict[str, Any]) -> None:
    later = datetime.fromisoformat(record["modifiedDate"]) + timedelta(hours=2)
    record["modifiedDate"] = later.strftime("%Y-%m-%dT%H:%M:%SZ")


@defect("reading back", "v2.Estimates_CreateEstimate")
def a_client_sets_a_server_property(call: Call) -> Steps:
    added = call.sent.get("addedByEmployeeId") if call.method == "POST" else None
    if added:
        call.send({name: value for name, value in call.sent.items() if name != "addedByEmployeeId"})
    yield
    if added:
        call.edit_records(lambda record: record.update(addedByEmployeeId=added))


# --- pages ----------------------------------------------------------------------------------------------------------


@defect("pages", "v2.Jobs_ListJobs")
def the_total_is_that_of_the_page(call: Call) -> Steps:
    yield
    if "totalCount" in call.record:
        call.reply({**call.record, "totalCount": len(call.record["items"])})


@defect("pages", "v2.Jobs_ListJobs")
def the_page_size_is_ignored(call: Call) -> Steps:
    if call.query.get("pageSize", "").isdigit():
        call.query.pop("pageSize")
    yield


@defect("pages", "v2.Jobs_ListJobs")
def the_page_number_is_always_one(call: Call) -> Steps:
    yield
    if "page" in call.record:
        call.reply({**call.record, "page": 1})


@defect("pages", "v2.Jobs_ListJobs")
def the_second_page_repeats_a_record(call: Call) -> Steps:
    if call.query.get("page") == "2":
        call.query["page"], call.seen["second"] = "1", True
    yield
    if call.path == "/v2/jobs" and "page" in call.record and call.seen.pop("second", False):
        call.reply({**call.record, "page": 2})


@defect("pages", "v2.Clients_ListClients")
def later_pages_break_the_schema(call: Call) -> Steps:
    yield
    if call.query.get("page") == "2" and call.path == "/v2/clients":
        call.edit_records(lambda record: record.update(id=str(record["id"])))


@defect("pages", "v2.Clients_ListClients")
def new_records_come_first(call: Call) -> Steps:
    yield
    if call.path == "/v2/clients" and call.method == "GET" and call.succeeded:
        call.reply({**call.record, "items": call.record["items"][::-1]})


@defect("pages", "v2.Employees_ListEmployees")
def the_last_record_is_lost(call: Call) -> Steps:
    yield
    if call.path == "/v2/employees" and call.succeeded and call.method == "GET":
        page = call.record
        if page["items"] and (page["page"] - 1) * page["pageSize"] + len(page["items"]) == page["totalCount"]:
            call.reply({**page, "items": page["items"][:-1]})


# --- rules ----------------------------------------------------------------------------------------------------------


@defect("rules", "v2.TimeEntries_UpdateTimeEntry")
def an_approved_time_entry_still_changes(call: Call) -> Steps:
    yield
    if call.method == "PATCH" and call.status == 409 and "approved" in str(call.record.get("type")):
        call.status, call.response_headers["content-type"] = 200, "application/json"
        call.reply({"id": int(call.path.rpartition("/")[2])})


@defect("rules", "v2.PurchaseOrderEntries_CreatePurchaseOrderEntry")
def a_posted_order_takes_new_lines(call: Call) -> Steps:
    yield
    if call.path.endswith("/entries") and call.status == 409 and "posted" in str(call.record.get("type")):
        call.status, call.response_headers["content-type"] = 201, "application/json"
        call.reply({"id": 1, "purchaseOrderId": int(call.path.split("/")[3])})


@defect("rules", "v2.Jobs_CreateJob")
def a_broken_reference_is_accepted(call: Call) -> Steps:
    if call.sent.get("clientId") == 2_000_000_011:
        call.send({**call.sent, "clientId": 31})
    yield


@defect("rules", "v2.Jobs_CreateJob")
def a_conflict_does_not_name_its_rule(call: Call) -> Steps:
    yield
    if call.status == 409:
        call.reply({**call.record, "type": "about:blank"})


@defect("rules", "v2.TimeEntries_UpdateTimeEntry")
def a_lock_names_another_rule(call: Call) -> Steps:
    yield
    if call.status == 409:
        call.reply({**call.record, "type": "urn:accountability-sandbox:conflict"})


@defect("rules", "v2.Estimates_CreateEstimate")
def a_new_estimate_is_approved(call: Call) -> Steps:
    yield
    if call.status == 201 and call.path == "/v2/estimates":
        call.edit_records(lambda record: record.update(approved=True))


@defect("rules", "v2.Suppliers_CreateSupplier", "v2.Clients_CreateClient")
def a_new_record_is_inactive(call: Call) -> Steps:
    yield
    if call.status == 201:
        call.edit_records(lambda record: record.update(active=False) if "active" in record else None)


# --- filters and parents --------------------------------------------------------------------------------------------


def ignores(call: Call, name: str, path: str) -> None:
    if call.path == path and call.method == "GET":
        call.query.pop(name, None)


@defect("filters", "v2.Jobs_ListJobs")
def a_filter_by_id_is_ignored(call: Call) -> Steps:
    if call.query.get("clientId", "").lstrip("-").isdigit():
        ignores(call, "clientId", "/v2/jobs")
    yield


@defect("filters", "v2.Jobs_ListJobs")
def a_boolean_filter_is_ignored(call: Call) -> Steps:
    if call.query.get("active") in ("true", "false"):
        ignores(call, "active", "/v2/jobs")
    yield


@defect("filters", "v2.Jobs_ListJobs")
def the_last_day_of_a_range_is_excluded(call: Call) -> Steps:
    yield
    last = call.query.get("openedTo")
    if call.path == "/v2/jobs" and last and call.succeeded:
        rows = [row for row in call.record["items"] if row.get("dateOpened") != last]
        call.reply({**call.record, "items": rows, "totalCount": len(rows)})


@defect("filters", "v2.Jobs_ListJobs")
def the_first_day_of_a_range_is_excluded(call: Call) -> Steps:
    yield
    first = call.query.get("openedFrom")
    if call.path == "/v2/jobs" and first and call.succeeded:
        rows = [row for row in call.record["items"] if row.get("dateOpened") != first]
        call.reply({**call.record, "items": rows, "totalCount": len(rows)})


@defect("filters", "v2.Clients_ListClients")
def modified_since_is_ignored(call: Call) -> Steps:
    if call.query.get("modifiedSince", "").startswith("20"):
        ignores(call, "modifiedSince", "/v2/clients")
    yield


@defect("filters", "v2.Jobs_ListJobs")
def only_the_first_of_two_filters_applies(call: Call) -> Steps:
    names = [name for name in call.query if name not in ("page", "pageSize")]
    if call.path == "/v2/jobs" and len(names) > 1 and all(call.query[name].isalnum() for name in names):
        call.query.pop(names[1])
    yield


@defect("filters", "v2.Jobs_ListJobs")
def the_total_ignores_the_filter(call: Call) -> Steps:
    yield
    if call.path == "/v2/jobs" and call.query.get("active") == "false" and call.succeeded:
        call.reply({**call.record, "totalCount": call.record["totalCount"] + 1})


@defect("filters", "v2.EstimateEntries_ListEstimateEntries")
def entries_of_every_parent_are_listed(call: Call) -> Steps:
    if call.path == "/v2/estimates/812/entries":
        call.path = "/v2/estimates/811/entries"
    yield


@defect("filters", "v2.EstimateEntries_GetEstimateEntry")
def an_entry_is_found_under_another_parent(call: Call) -> Steps:
    found = re.fullmatch(r"/v2/estimates/\d+/entries/(910\d)", call.path)
    if found and call.method == "GET":
        call.path = f"/v2/estimates/811/entries/{found[1]}"
    yield


# --- wire -----------------------------------------------------------------------------------------------------------


@defect("wire", "v2.Jobs_GetJob")
def a_property_is_sent_twice(call: Call) -> Steps:
    yield
    if call.succeeded and call.content.startswith(b'{"id":'):
        call.content = b'{"notes":"first",' + call.content[1:]


@defect("wire", "v2.Clients_CreateClient")
def any_media_type_is_accepted(call: Call) -> Steps:
    if call.method == "POST" and call.path == "/v2/clients":
        call.headers["content-type"] = "application/json"
    yield


@defect("wire", "v2.Clients_CreateClient")
def invalid_data_is_a_bad_request(call: Call) -> Steps:
    yield
    if call.status == 422:
        call.status = 400
        call.reply({**call.record, "status": 400})


@defect("wire", "v2.Clients_CreateClient")
def malformed_json_is_unprocessable(call: Call) -> Steps:
    yield
    if call.status == 400:
        call.status = 422
        call.reply({**call.record, "status": 422})


@defect("wire", "v2.Jobs_GetJob")
def a_problem_has_another_status(call: Call) -> Steps:
    yield
    if call.status == 404:
        call.reply({**call.record, "status": 400})


@defect("wire", "legacy.Jobs_CreateJob")
def legacy_dates_are_a_day_late(call: Call) -> Steps:
    yield
    if is_record(call.path, "jobs"):
        call.edit_records(a_day_late)


def a_day_late(record: dict[str, Any]) -> None:
    for name, value in record.items():
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            record[name] = str(datetime.fromisoformat(value).date() + timedelta(days=1))


@defect("wire", "legacy.PurchaseOrders_GetPurchaseOrder")
def xml_and_json_differ(call: Call) -> Steps:
    yield
    if call.status == 200 and call.content.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        root = etree.fromstring(call.content)
        word = next(each for each in root.iter("*") if (each.text or "").isalpha() and each.text != "true")
        word.text = f"{word.text}Z"
        call.content = etree.tostring(root)


@defect("wire", "legacy.SupplierInvoices_GetSupplierInvoice")
def xml_dates_are_in_another_zone(call: Call) -> Steps:
    yield
    if call.status == 200 and call.content.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        call.content = re.sub(rb"T00:00:00<", b"T02:00:00<", call.content)


@defect("wire", "legacy.Clients_CreateClient")
def legacy_writes_lose_a_property(call: Call) -> Steps:
    yield
    if is_record(call.path, "clients"):
        call.edit_records(lambda record: record.update(clientName="Another"))


@defect("wire", "v2.Jobs_GetJob")
def invalid_ids_are_accepted(call: Call) -> Steps:
    yield
    if call.status == 422:
        call.status, call.response_headers["content-type"] = 200, "application/json"
        call.content = json.dumps({"id": 1}).encode()
