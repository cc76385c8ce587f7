"""Defects of the wire: headers, problems, media types, and the two representations of the legacy service."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

from ..service import Call
from .base import Steps, defect, is_record


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


@defect("wire", "v2.Jobs_GetJob")
def the_allow_header_is_missing(call: Call) -> Steps:
    yield
    call.response_headers.pop("allow", None)


@defect("wire", "v2.Jobs_GetJob")
def the_allow_header_names_other_methods(call: Call) -> Steps:
    yield
    if call.status == 405:
        call.response_headers["allow"] = "GET, POST, PUT, DELETE"


@defect("wire", "v2.Jobs_GetJob")
def retry_after_is_missing(call: Call) -> Steps:
    yield
    call.response_headers.pop("retry-after", None)


@defect("wire", "v2.Jobs_GetJob")
def calls_are_not_limited(call: Call) -> Steps:
    call.sandbox.calls_per_minute = None
    yield


@defect("wire", "v2.Clients_CreateClient")
def a_problem_lists_no_errors(call: Call) -> Steps:
    yield
    if call.status == 422:
        call.reply({name: value for name, value in call.record.items() if name != "errors"})


@defect("wire", "v2.Clients_CreateClient")
def a_problem_lists_only_one_of_its_errors(call: Call) -> Steps:
    yield
    if call.status == 422:
        call.reply({**call.record, "errors": call.record["errors"][:1]})


@defect("wire", "v2.Clients_GetClient")
def a_problem_is_about_another_path(call: Call) -> Steps:
    yield
    if call.status >= 400 and "instance" in call.record:
        call.reply({**call.record, "instance": "/"})


@defect("wire", "v2.Jobs_CreateJob")
def a_charset_of_a_media_type_is_rejected(call: Call) -> Steps:
    if "charset" in call.headers.get("content-type", ""):
        call.headers["content-type"] = "text/plain"
    yield


@defect("wire", "v2.Jobs_UpdateJob")
def long_strings_are_an_error(call: Call) -> Steps:
    is_long = any(isinstance(value, str) and len(value) > 2000 for value in call.sent.values())
    yield
    if is_long:
        call.status, call.content = 500, b"Internal Server Error"
        call.response_headers["content-type"] = "text/plain"


@defect("wire", "v2.Jobs_ListJobs")
def a_nested_property_is_sent_twice(call: Call) -> Steps:
    yield
    if call.path == "/v2/jobs" and call.succeeded:
        head, middle, rest = call.content.rpartition(b'{"id":')
        call.content = head + b'{"notes":"first",' + middle[1:] + rest


@defect("wire", "legacy.JobSummaryReports_ListJobSummaryReports")
def the_legacy_default_is_json(call: Call) -> Steps:
    if "jobsummaryreports" in call.path:
        call.query.setdefault("format", "json")
    yield
