"""Defects of what is stored: values that change, updates that are lost, lists that differ."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ..service import Call
from .base import Steps, defect, drop_sent, edit_sent, is_record


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


@defect("reading back", "v2.Clients_CreateClient")
def unicode_is_normalised(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: unicodedata.normalize("NFC", value) if isinstance(value, str) else value)
    yield


@defect("reading back", "v2.Suppliers_UpdateSupplier")
def trailing_spaces_are_trimmed_on_update(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: value.rstrip() if isinstance(value, str) else value, ("PATCH",))
    yield


@defect("reading back", "v2.TimeEntries_UpdateTimeEntry")
def line_breaks_become_spaces(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: " ".join(value.splitlines()) if isinstance(value, str) else value)
    yield


@defect("reading back", "v2.Clients_CreateClient")
def lists_round_amounts_to_4_places(call: Call) -> Steps:
    yield
    if call.path == "/v2/clients" and call.method == "GET":
        call.edit_records(
            lambda record: record.update(
                {name: round(value, 4) for name, value in record.items() if isinstance(value, Decimal)}
            )
        )


@defect("reading back", "v2.Jobs_UpdateJob")
def false_is_ignored_in_an_update(call: Call) -> Steps:
    drop_sent(call, lambda value: value is False)
    yield


@defect("reading back", "v2.Suppliers_UpdateSupplier")
def zero_is_ignored_in_an_update(call: Call) -> Steps:
    drop_sent(call, lambda value: value == 0 and not isinstance(value, bool))
    yield


@defect("reading back", "v2.Jobs_CreateJob")
def an_empty_string_becomes_null(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: None if value == "" else value)
    yield


@defect("reading back", "v2.Suppliers_UpdateSupplier")
def null_clears_nothing(call: Call) -> Steps:
    drop_sent(call, lambda value: value is None)
    yield


@defect("reading back", "v2.TimeEntries_UpdateTimeEntry")
def an_update_of_a_time_entry_clears_its_notes(call: Call) -> Steps:
    if call.method == "PATCH" and call.sent and "notes" not in call.sent:
        call.send({**call.sent, "notes": None})
    yield


@defect("reading back", "v2.Jobs_CreateJob")
def amounts_lose_their_sign(call: Call) -> Steps:
    edit_sent(call, lambda _name, value: abs(value) if isinstance(value, Decimal) else value)
    yield


@defect("reading back", "v2.Estimates_UnapproveEstimate")
def a_transition_changes_another_property(call: Call) -> Steps:
    yield
    if re.fullmatch(r"/v2/estimates/\d+(/unapprove)?", call.path):
        call.edit_records(lambda record: record.update(notes="Open") if not record.get("approved") else None)


@defect("reading back", "v2.Clients_UpdateClient")
def a_read_after_an_update_is_stale(call: Call) -> Steps:
    yield
    if is_record(call.path, "clients") and call.method == "GET" and call.succeeded:
        call.content = call.seen.setdefault(call.path, call.content)


@defect("reading back", "v2.Estimates_UpdateEstimate")
def a_list_after_an_update_is_stale(call: Call) -> Steps:
    yield
    if call.path == "/v2/estimates" and call.method == "GET" and call.succeeded:
        call.content = call.seen.setdefault(repr(call.query), call.content)


@defect("reading back", "v2.Jobs_CreateJob")
def days_are_stored_a_day_early(call: Call) -> Steps:
    edit_sent(call, _day_before)
    yield


def _day_before(name: str, value: Any) -> Any:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        return str(date.fromisoformat(value) - timedelta(days=1))
    return value


@defect("reading back", "v2.ClientBudgets_GetClientBudget", "v2.ClientBudgets_ListClientBudgets")
def amounts_are_in_cents(call: Call) -> Steps:
    yield
    if call.path.startswith("/v2/clientbudgets"):
        call.edit_records(
            lambda record: record.update(
                {name: value * 100 for name, value in record.items() if isinstance(value, Decimal)}
            )
        )


@defect("reading back", "legacy.SupplierPayments_GetSupplierPayment")
def legacy_amounts_are_rounded(call: Call) -> Steps:
    yield
    if call.status == 200 and "/supplierpayment/" in call.path:
        call.content = re.sub(rb"(\d+)\.\d+", rb"\1", call.content)


@defect("reading back", "v2.Jobs_GetJob")
def a_read_changes_the_modified_date(call: Call) -> Steps:
    yield
    if is_record(call.path, "jobs") and call.method == "GET":
        call.seen["reads"] = call.seen.get("reads", 0) + 1
        call.edit_records(lambda record: record.update(modifiedDate=f"2026-01-01T00:00:{call.seen['reads'] % 60:02}Z"))
