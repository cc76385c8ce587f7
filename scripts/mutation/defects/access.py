"""Defects of access in v1, and of v2 that has no such limits."""

from __future__ import annotations

import base64
import re

from ..service import Call
from .base import Steps, defect, is_basic, is_known, is_record


@defect("access", "v1.Jobs_GetJob")
def every_caller_may_read_everything(call: Call) -> Steps:
    if call.path.startswith("/v1/") and call.headers.get("authorization", "").startswith("Basic") and is_known(call):
        call.act_as(0)
    yield


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


@defect("access", "v1.Jobs_GetJob")
def one_record_of_another_office_is_shown(call: Call) -> Steps:
    if is_record(call.path, "jobs") and not call.path.endswith("/4711") and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.TimeEntries_ListTimeEntries")
def a_filter_shows_the_records_of_others(call: Call) -> Steps:
    if call.path == "/v1/timeentries" and call.query.keys() - {"page", "pageSize"} and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.TimeEntries_ListTimeEntries")
def a_later_page_shows_the_records_of_others(call: Call) -> Steps:
    if call.path == "/v1/timeentries" and call.query.get("page", "1") != "1" and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.EstimateEntries_ListEstimateEntries")
def entries_of_one_hidden_record_are_shown(call: Call) -> Steps:
    if re.fullmatch(r"/v1/estimates/81[23]/entries", call.path) and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v2.Jobs_GetJob")
def v2_is_limited_by_access_groups(call: Call) -> Steps:
    yield
    if call.path.startswith("/v2/") and is_known(call) and not is_first(call):
        call.status, call.response_headers["content-type"] = 403, "application/problem+json"
        call.reply({"title": "Forbidden", "status": 403})


@defect("access", "v2.TimeEntries_ListTimeEntries")
def v2_lists_hide_the_records_of_others(call: Call) -> Steps:
    yield
    if call.path == "/v2/timeentries" and call.succeeded and is_known(call) and not is_first(call):
        rows = call.record["items"][:1]
        call.reply({**call.record, "items": rows, "totalCount": len(rows)})


def is_first(call: Call) -> bool:
    """Return whether the caller is the account that may do everything."""
    token = base64.b64decode(call.headers["authorization"].partition(" ")[2]).decode("latin-1")
    return token == f"{call.sandbox.accounts[0].api_token}:"


@defect("access", "v1.Estimates_ApproveEstimate")
def read_only_callers_may_approve(call: Call) -> Steps:
    if call.path.endswith("/approve") and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.Employees_UpdateEmployee")
def callers_may_change_their_own_access_group(call: Call) -> Steps:
    if call.method == "PATCH" and "userAccessGroupId" in call.sent and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.TimeEntries_CreateTimeEntry")
def callers_may_create_records_of_others(call: Call) -> Steps:
    if call.method == "POST" and call.path == "/v1/timeentries" and is_known(call):
        call.act_as(0)
    yield


@defect("access", "v1.TimeEntries_UpdateTimeEntry")
def callers_may_give_records_away(call: Call) -> Steps:
    if call.method == "PATCH" and "employeeId" in call.sent and is_known(call):
        call.act_as(0)
    yield
