"""Defects of pages: their size, number, total and order."""

from __future__ import annotations

from ..service import Call
from .base import Steps, defect


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


@defect("pages", "v2.Jobs_ListJobs")
def the_default_page_size_is_another(call: Call) -> Steps:
    if call.path == "/v2/jobs" and call.method == "GET":
        call.query.setdefault("pageSize", "20")
    yield


@defect("pages", "v2.Jobs_ListJobs")
def the_second_page_ignores_the_filters(call: Call) -> Steps:
    if call.path == "/v2/jobs" and call.query.get("page", "1") != "1":
        call.query = {name: value for name, value in call.query.items() if name in ("page", "pageSize")}
    yield


@defect("pages", "v2.TaxCodes_ListTaxCodes")
def page_two_equals_page_one(call: Call) -> Steps:
    if call.path == "/v2/taxcodes" and call.query.get("page") == "2":
        call.query["page"], call.seen["second"] = "1", True
    yield
    if call.path == "/v2/taxcodes" and call.seen.pop("second", False) and call.succeeded:
        call.reply({**call.record, "page": 2})


@defect("pages", "v2.Products_ListProducts")
def a_page_past_the_end_is_the_last(call: Call) -> Steps:
    asked = call.query.get("page", "1")
    if call.path == "/v2/products" and call.query.get("pageSize") == "1" and asked.isdigit() and int(asked) > 3:
        call.query["page"] = "3"
    yield
    if call.path == "/v2/products" and "page" in call.record and asked.isdigit():
        call.reply({**call.record, "page": int(asked)})


@defect("pages", "v1.Clients_ListClients")
def a_page_has_at_most_two_records(call: Call) -> Steps:
    yield
    if call.path == "/v1/clients" and call.method == "GET" and call.succeeded:
        call.reply({**call.record, "items": call.record["items"][:2]})
