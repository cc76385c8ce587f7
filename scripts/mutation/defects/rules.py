"""Defects of the domain's rules: locks, references, defaults and initial values."""

from __future__ import annotations

from ..service import Call
from .base import Steps, defect, respond


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


@defect("rules", "v2.PurchaseOrders_PostPurchaseOrder")
def a_cancelled_order_can_be_posted(call: Call) -> Steps:
    yield
    if call.path.endswith("/post") and call.status == 409 and "cancelled" in str(call.record.get("type")):
        respond(call, 200, {"id": int(call.path.split("/")[3]), "approved": True})


@defect("rules", "v2.PurchaseOrderEntries_CreatePurchaseOrderEntry")
def a_cancelled_order_takes_new_lines(call: Call) -> Steps:
    yield
    if call.path.endswith("/entries") and call.status == 409 and "cancelled" in str(call.record.get("type")):
        respond(call, 201, {"id": 1, "purchaseOrderId": int(call.path.split("/")[3])})


@defect("rules", "v2.PurchaseOrders_CreatePurchaseOrder")
def an_order_lacks_the_currency_of_its_supplier(call: Call) -> Steps:
    yield
    if call.path == "/v2/purchaseorders" and call.method == "POST" and "currencyCode" not in call.sent:
        call.edit_records(lambda record: record.update(currencyCode="XTS"))


@defect("rules", "v2.PurchaseOrders_CreatePurchaseOrder")
def an_order_without_a_date_has_none(call: Call) -> Steps:
    if call.path == "/v2/purchaseorders" and call.method == "POST":
        call.seen["dates"] = [name for name in call.sent if "date" in name.lower()]
    yield
    if call.path == "/v2/purchaseorders" and call.method == "POST" and not call.seen.get("dates"):
        call.edit_records(
            lambda record: record.update({name: None for name in record if name in ("date", "purchaseOrderDate")})
        )


@defect("rules", "v2.Jobs_CreateJob")
def job_numbers_have_no_sequence(call: Call) -> Steps:
    given = call.sent.get("jobNo")
    yield
    if call.path == "/v2/jobs" and call.status == 201 and not given:
        call.reply({**call.record, "jobNo": "NEW"})


@defect("rules", "v2.Clients_CreateClient")
def a_duplicate_code_is_kept_as_it_is(call: Call) -> Steps:
    given = call.sent.get("clientCode")
    yield
    if call.path == "/v2/clients" and call.status == 201 and given:
        call.reply({**call.record, "clientCode": given})


@defect("rules", "v2.Suppliers_CreateSupplier")
def a_supplier_needs_no_types(call: Call) -> Steps:
    yield
    if call.status == 409 and "supplier-needs-types" in str(call.record.get("type")):
        respond(call, 201, {"id": 71})


@defect("rules", "v2.TimeEntries_CreateTimeEntry")
def time_is_booked_on_inactive_jobs(call: Call) -> Steps:
    yield
    if call.status == 409 and "time-on-active-jobs" in str(call.record.get("type")):
        respond(call, 201, {"id": 60001})


@defect("rules", "v2.TimeEntries_CreateTimeEntry")
def a_time_entry_lacks_the_default_task_type(call: Call) -> Steps:
    given = call.sent.get("taskTypeId")
    yield
    if call.path == "/v2/timeentries" and call.status == 201 and not given:
        call.reply({**call.record, "taskTypeId": None})


@defect("rules", "v2.Estimates_CreateEstimate")
def estimates_have_no_sequence(call: Call) -> Steps:
    yield
    if call.path == "/v2/estimates" and call.status == 201:
        call.reply({**call.record, "estimateNumber": 100})


@defect("rules", "v2.PurchaseOrderEntries_CreatePurchaseOrderEntry")
def a_line_needs_no_target(call: Call) -> Steps:
    yield
    if call.status == 409 and "purchase-order-line-target" in str(call.record.get("type")):
        respond(call, 201, {"id": 1, "purchaseOrderId": int(call.path.split("/")[3])})


@defect("rules", "v2.Jobs_CreateJob")
def a_job_lacks_the_defaults_of_its_client(call: Call) -> Steps:
    sent = call.sent
    yield
    if call.path == "/v2/jobs" and call.status == 201 and "pctSupplierInvoiceMarkUp" not in sent:
        call.reply({**call.record, "pctSupplierInvoiceMarkUp": None})
