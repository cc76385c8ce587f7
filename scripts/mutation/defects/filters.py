"""Defects of filters, and of lists inside of a record."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..service import Call
from .base import Steps, defect, ignores


def keep(call: Call, path: str, is_kept: Callable[[dict[str, Any]], bool]) -> None:
    """Leave records out of a list and its total."""
    if call.path == path and call.method == "GET" and call.succeeded:
        rows = [row for row in call.record["items"] if is_kept(row)]
        call.reply({**call.record, "items": rows, "totalCount": len(rows)})


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
    if last:
        keep(call, "/v2/jobs", lambda row: row.get("dateOpened") != last)


@defect("filters", "v2.Jobs_ListJobs")
def the_first_day_of_a_range_is_excluded(call: Call) -> Steps:
    yield
    first = call.query.get("openedFrom")
    if first:
        keep(call, "/v2/jobs", lambda row: row.get("dateOpened") != first)


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


@defect("filters", "v2.Clients_ListClients")
def modified_since_ignores_the_offset(call: Call) -> Steps:
    given = call.query.get("modifiedSince", "")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", given):
        call.query["modifiedSince"] = f"{given[:19]}Z"
    yield


@defect("filters", "v2.Clients_ListClients")
def modified_since_ignores_the_time_of_day(call: Call) -> Steps:
    given = call.query.get("modifiedSince", "")
    if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", given):
        call.query["modifiedSince"] = f"{given[:10]}T00:00:00Z"
    yield


@defect("filters", "v2.Suppliers_ListSuppliers")
def modified_since_is_an_hour_early(call: Call) -> Steps:
    given = call.query.get("modifiedSince", "")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", given):
        call.query["modifiedSince"] = f"{given[:19]}+01:00"
    yield


@defect("filters", "v2.Jobs_ListJobs")
def a_filter_matches_the_beginning_of_a_string(call: Call) -> Steps:
    given = call.query.pop("jobNo", None) if call.path == "/v2/jobs" else None
    yield
    if given is not None:
        keep(call, "/v2/jobs", lambda row: str(row["jobNo"]).startswith(given))


@defect("filters", "v2.TimeEntries_ListTimeEntries")
def a_range_begins_with_its_month(call: Call) -> Steps:
    given = call.query.get("dateFrom", "")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        call.query["dateFrom"] = f"{given[:8]}01"
    yield


@defect("filters", "legacy.Timesheets_ExportTimesheets")
def a_legacy_range_is_ignored(call: Call) -> Steps:
    found = re.fullmatch(r"(/Service.svc/Timesheets/Export)/[^/]+/[^/]+/([^/]+/[^/]+)", call.path)
    if found:
        call.path = f"{found[1]}/2000-01-01/2100-01-01/{found[2]}"
    yield
