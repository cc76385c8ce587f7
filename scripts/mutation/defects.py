"""The seeded defects, by kind."""

from __future__ import annotations

import unicodedata

from . import stateful
from .seeded import (
    PROBLEM,
    Seeded,
    accept,
    as_first,
    basic_credentials,
    drop_query,
    drop_response_header,
    drop_sent,
    edit_amounts,
    edit_page,
    edit_query,
    edit_records,
    edit_sent_amounts,
    edit_sent_strings,
    in_order,
    is_anonymous,
    is_basic,
    is_known,
    is_limited,
    is_xml,
    keep_rows,
    replace_in_body,
    replace_in_content,
    respond,
    set_basic_token,
    set_content,
    set_header,
    set_path,
    set_properties,
    set_query,
    set_response_header,
    set_sent,
    set_status,
    set_values,
)
from .service import Call

NO_RECORD = 2_000_000_011  # an id that no record has
OFFSET_TIME, UTC_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
REFRESH = b"grant_type=refresh_token"

ACCESS = {
    "every_caller_may_read_everything": as_first("v1.Jobs_GetJob", on=".* /v1/.*"),
    "read_only_callers_may_write": as_first("v1.Jobs_UpdateJob", on="PATCH .*"),
    "lists_show_the_records_of_others": as_first("v1.TimeEntries_ListTimeEntries", on="GET /v1/timeentries"),
    "the_total_counts_hidden_records": Seeded(
        "v1.TimeEntries_ListTimeEntries",
        on=".* /v1/timeentries",
        response=edit_page(lambda page: {"totalCount": max(4, page["totalCount"])}),
    ),
    "children_of_hidden_records_are_shown": as_first(
        "v1.PurchaseOrderEntries_ListPurchaseOrderEntries", on=r".* /v1/purchaseorders/\d+/entries"
    ),
    "hidden_records_are_forbidden_instead_of_not_found": Seeded(
        "v1.Jobs_GetJob", on=r".* /v1/jobs/\d+ 404", response=set_status(403)
    ),
    "forbidden_changes_are_not_found": Seeded("v1.Jobs_UpdateJob", on=".* /v1/jobs.* 403", response=set_status(404)),
    "one_record_of_another_office_is_shown": as_first("v1.Jobs_GetJob", on=r".* /v1/jobs/(?!4711$)\d+"),
    "a_filter_shows_the_records_of_others": as_first(
        "v1.TimeEntries_ListTimeEntries",
        on=".* /v1/timeentries",
        when=lambda call: stateful.filters(call) and is_known(call),
    ),
    "a_later_page_shows_the_records_of_others": as_first(
        "v1.TimeEntries_ListTimeEntries", on=".* /v1/timeentries", query={"page": "(?!1$).+"}
    ),
    "entries_of_one_hidden_record_are_shown": as_first(
        "v1.EstimateEntries_ListEstimateEntries", on=".* /v1/estimates/81[23]/entries"
    ),
    "v2_is_limited_by_access_groups": Seeded(
        "v2.Jobs_GetJob",
        on=".* /v2/.*",
        when=is_limited,
        response=respond(403, {"title": "Forbidden", "status": 403}, PROBLEM),
    ),
    "v2_lists_hide_the_records_of_others": Seeded(
        "v2.TimeEntries_ListTimeEntries",
        on=".* /v2/timeentries",
        when=is_limited,
        response=edit_page(lambda page: {"items": page["items"][:1], "totalCount": len(page["items"][:1])}),
    ),
    "read_only_callers_may_approve": as_first("v1.Estimates_ApproveEstimate", on=".* .*/approve"),
    "callers_may_change_their_own_access_group": as_first(
        "v1.Employees_UpdateEmployee",
        on="PATCH .*",
        when=lambda call: "userAccessGroupId" in call.sent_record and is_known(call),
    ),
    "callers_may_create_records_of_others": as_first("v1.TimeEntries_CreateTimeEntry", on="POST /v1/timeentries"),
    "callers_may_give_records_away": as_first(
        "v1.TimeEntries_UpdateTimeEntry",
        on="PATCH .*",
        when=lambda call: "employeeId" in call.sent_record and is_known(call),
    ),
}

CREDENTIALS = {
    "no_credentials_are_needed": as_first("v2.Jobs_GetJob", when=is_anonymous),
    "any_basic_credentials_are_accepted": as_first("v1.Jobs_CreateJob", when=is_basic),
    "a_password_next_to_the_token_is_accepted": Seeded(
        "v2.Jobs_GetJob", when=is_basic, request=lambda call: set_basic_token(call, basic_credentials(call)[0])
    ),
    "tokens_do_not_expire": Seeded("v2.Jobs_GetJob", steps=stateful.tokens_do_not_expire),
    "the_tenant_is_not_checked": Seeded(
        "v1.Token_Token", on=".* /v1/token", request=replace_in_body(rb"tenantId=[^&]*", b"tenantId=acme")
    ),
    "the_api_token_is_not_checked": Seeded(
        "v1.Token_Token",
        on=".* /v1/token",
        request=replace_in_body(rb"password=[^&]*(?=&|$)", b"password=acme-sandbox-token"),
    ),
    "a_response_echoes_the_credentials": Seeded(
        "v2.Jobs_GetJob",
        response=lambda call: call.response_headers.update({"x-debug": call.headers.get("authorization", "none")}),
    ),
    "an_employee_who_left_keeps_access": as_first("v2.Employees_UpdateEmployee"),
    "tokens_expire_early": Seeded("v2.Clients_GetClient", steps=stateful.tokens_expire_early),
    "the_token_as_password_is_accepted": Seeded(
        "v2.Clients_GetClient",
        when=is_basic,
        request=lambda call: set_basic_token(call, basic_credentials(call)[1] or basic_credentials(call)[0]),
    ),
    "a_token_in_the_query_is_accepted": Seeded(
        "v2.Suppliers_GetSupplier",
        query={"access_token": ".+"},
        when=is_anonymous,
        request=in_order(drop_query("access_token"), Call.act_as_first),
    ),
    "a_password_in_the_query_is_accepted": Seeded(
        "legacy.SundryInvoices_GetSundryInvoice",
        query={"password": ".+"},
        when=is_anonymous,
        request=in_order(drop_query("password"), Call.act_as_first),
    ),
    "the_legacy_service_accepts_access_tokens": Seeded(
        "legacy.IncomeTakeUps_GetIncomeTakeUp", steps=stateful.the_legacy_service_accepts_access_tokens
    ),
    "an_unknown_refresh_token_is_accepted": Seeded(
        "v1.Token_Token",
        on=".* /v1/token",
        when=lambda call: REFRESH in call.body,
        request=lambda call: setattr(call, "body", stateful.PASSWORD_FORM),
    ),
    "refresh_tokens_do_not_expire": Seeded("v1.Token_Token", steps=stateful.refresh_tokens_do_not_expire),
    "refresh_tokens_are_not_accepted": Seeded(
        "v1.Token_Token", on=".* /v1/token", request=replace_in_body(rb"refresh_token=[^&]*$", b"refresh_token=other")
    ),
    "a_refresh_returns_a_token_that_is_not_valid": Seeded(
        "v1.Token_Token",
        on=".* /v1/token 2..",
        when=lambda call: REFRESH in call.body,
        response=set_properties(access_token="not-a-token"),
    ),
    "a_refresh_token_is_accepted_as_access_token": Seeded(
        "v2.Offices_GetOffice", steps=stateful.a_refresh_token_is_accepted_as_access_token
    ),
}

FILTERS = {
    "a_filter_by_id_is_ignored": Seeded(
        "v2.Jobs_ListJobs", on=".* /v2/jobs", query={"clientId": r"-*\d+"}, request=drop_query("clientId")
    ),
    "a_boolean_filter_is_ignored": Seeded(
        "v2.Jobs_ListJobs", on=".* /v2/jobs", query={"active": "true|false"}, request=drop_query("active")
    ),
    "the_last_day_of_a_range_is_excluded": Seeded(
        "v2.Jobs_ListJobs",
        on=".* /v2/jobs 2..",
        query={"openedTo": ".+"},
        response=lambda call: keep_rows(call, lambda row: row.get("dateOpened") != call.query["openedTo"]),
    ),
    "the_first_day_of_a_range_is_excluded": Seeded(
        "v2.Jobs_ListJobs",
        on=".* /v2/jobs 2..",
        query={"openedFrom": ".+"},
        response=lambda call: keep_rows(call, lambda row: row.get("dateOpened") != call.query["openedFrom"]),
    ),
    "modified_since_is_ignored": Seeded(
        "v2.Clients_ListClients",
        on=".* /v2/clients",
        query={"modifiedSince": "20.*"},
        request=drop_query("modifiedSince"),
    ),
    "only_the_first_of_two_filters_applies": Seeded(
        "v2.Jobs_ListJobs", on=".* /v2/jobs", request=stateful.only_the_first_of_two_filters_applies
    ),
    "the_total_ignores_the_filter": Seeded(
        "v2.Jobs_ListJobs",
        on=".* /v2/jobs",
        query={"active": "false"},
        response=edit_page(lambda page: {"totalCount": page["totalCount"] + 1}),
    ),
    "entries_of_every_parent_are_listed": Seeded(
        "v2.EstimateEntries_ListEstimateEntries", on=".* /v2/estimates/812/entries", request=set_path("812", "811")
    ),
    "an_entry_is_found_under_another_parent": Seeded(
        "v2.EstimateEntries_GetEstimateEntry",
        on=r"GET /v2/estimates/\d+/entries/910\d",
        request=set_path(r"estimates/\d+", "estimates/811"),
    ),
    "modified_since_ignores_the_offset": Seeded(
        "v2.Clients_ListClients",
        query={"modifiedSince": OFFSET_TIME},
        request=edit_query("modifiedSince", lambda text: f"{text[:19]}Z"),
    ),
    "modified_since_ignores_the_time_of_day": Seeded(
        "v2.Clients_ListClients",
        query={"modifiedSince": UTC_TIME},
        request=edit_query("modifiedSince", lambda text: f"{text[:10]}T00:00:00Z"),
    ),
    "modified_since_is_an_hour_early": Seeded(
        "v2.Suppliers_ListSuppliers",
        query={"modifiedSince": UTC_TIME},
        request=edit_query("modifiedSince", lambda text: f"{text[:19]}+01:00"),
    ),
    "a_filter_matches_the_beginning_of_a_string": Seeded(
        "v2.Jobs_ListJobs", steps=stateful.a_filter_matches_the_beginning_of_a_string
    ),
    "a_range_begins_with_its_month": Seeded(
        "v2.TimeEntries_ListTimeEntries",
        query={"dateFrom": r"\d{4}-\d\d-\d\d"},
        request=edit_query("dateFrom", lambda text: f"{text[:8]}01"),
    ),
    "a_legacy_range_is_ignored": Seeded(
        "legacy.Timesheets_ExportTimesheets",
        on=".* /Service.svc/Timesheets/Export/[^/]+/[^/]+/[^/]+/[^/]+",
        request=set_path("Export/[^/]+/[^/]+", "Export/2000-01-01/2100-01-01"),
    ),
}

IDENTITY = {
    "a_get_returns_the_next_record": Seeded("v2.Jobs_GetJob", on=".* /v2/jobs/4711", request=set_path("4711", "4712")),
    "an_update_returns_another_record": Seeded(
        "v2.Clients_UpdateClient",
        on="PATCH .*",
        response=edit_records(lambda record: record.update(id=record["id"] + 1)),
    ),
    "a_transition_returns_another_record": Seeded(
        "v2.Estimates_ApproveEstimate",
        on=".* .*/approve",
        response=edit_records(lambda record: record.update(id=record["id"] + 1)),
    ),
    "an_unknown_id_returns_the_first_record": Seeded(
        "v2.Clients_GetClient", on=f".* /v2/clients/{NO_RECORD}", request=set_path(str(NO_RECORD), "31")
    ),
    "an_update_of_an_unknown_id_succeeds": Seeded(
        "v2.Clients_UpdateClient", on=f"PATCH /v2/clients/{NO_RECORD}", request=set_path(str(NO_RECORD), "31")
    ),
    "a_transition_of_an_unknown_id_is_a_bad_request": Seeded(
        "v2.Estimates_ApproveEstimate", on=".* .*/approve 404", response=set_status(400)
    ),
    "an_unknown_parent_has_an_empty_list": Seeded(
        "v2.EstimateEntries_ListEstimateEntries",
        on=".* .*/entries 404",
        response=respond(200, {"items": [], "page": 1, "pageSize": 100, "totalCount": 0}),
    ),
    "an_update_changes_every_record": Seeded("v2.Clients_UpdateClient", steps=stateful.an_update_changes_every_record),
    "the_content_is_that_of_another_record": Seeded(
        "v2.Products_GetProduct", on=".* /v2/products/401", request=set_path("401", "402"), response=set_values(id=401)
    ),
    "a_second_create_returns_the_id_of_the_first": Seeded(
        "v2.Suppliers_CreateSupplier", on="POST /v2/suppliers 201", response=stateful.repeat_first_id
    ),
    "a_new_entry_belongs_to_another_parent": Seeded(
        "v2.EstimateEntries_CreateEstimateEntry",
        on="POST .*/entries",
        response=edit_records(lambda record: record.update(estimateId=record["estimateId"] + 1)),
    ),
    "the_id_zero_is_the_first_record": Seeded(
        "v2.Departments_GetDepartment", on=".* /v2/departments/0", request=set_path("/0", "/1")
    ),
    "the_legacy_service_returns_another_record": Seeded(
        "legacy.SupplierInvoices_GetSupplierInvoice",
        on=r".* /Service.svc/supplierinvoices/\d+",
        request=stateful.the_legacy_service_returns_another_record,
    ),
    "a_legacy_list_has_entries_of_another_parent": Seeded(
        "legacy.ProductionInvoiceEntries_ListProductionInvoiceEntriesByInvoice",
        on=".* .*productioninvoiceentriesbyinviceid.* 200",
        response=replace_in_content(rb"(ProductionInvoiceID\"?[>:]\s*)(\d+)", rb"\g<1>9\g<2>"),
    ),
}

PAGES = {
    "the_total_is_that_of_the_page": Seeded(
        "v2.Jobs_ListJobs", response=edit_page(lambda page: {"totalCount": len(page["items"])})
    ),
    "the_page_size_is_ignored": Seeded("v2.Jobs_ListJobs", query={"pageSize": r"\d+"}, request=drop_query("pageSize")),
    "the_page_number_is_always_one": Seeded("v2.Jobs_ListJobs", response=edit_page(lambda _: {"page": 1})),
    "the_second_page_repeats_a_record": Seeded(
        "v2.Jobs_ListJobs",
        on=".* /v2/jobs",
        query={"page": "2"},
        request=set_query(page="1"),
        response=edit_page(lambda _: {"page": 2}),
    ),
    "later_pages_break_the_schema": Seeded(
        "v2.Clients_ListClients",
        on=".* /v2/clients",
        query={"page": "2"},
        response=edit_records(lambda record: record.update(id=str(record["id"]))),
    ),
    "new_records_come_first": Seeded(
        "v2.Clients_ListClients", on="GET /v2/clients", response=edit_page(lambda page: {"items": page["items"][::-1]})
    ),
    "the_last_record_is_lost": Seeded(
        "v2.Employees_ListEmployees", on=".* /v2/employees", response=edit_page(stateful.without_the_last_record)
    ),
    "the_default_page_size_is_another": Seeded(
        "v2.Jobs_ListJobs", on="GET /v2/jobs", request=lambda call: call.query.setdefault("pageSize", "20")
    ),
    "the_second_page_ignores_the_filters": Seeded(
        "v2.Jobs_ListJobs",
        on=".* /v2/jobs",
        query={"page": "(?!1$).+"},
        request=lambda call: [call.query.pop(name) for name in stateful.filters(call)],
    ),
    "page_two_equals_page_one": Seeded(
        "v2.TaxCodes_ListTaxCodes",
        on=".* /v2/taxcodes",
        query={"page": "2"},
        request=set_query(page="1"),
        response=edit_page(lambda _: {"page": 2}),
    ),
    "a_page_past_the_end_is_the_last": Seeded(
        "v2.Products_ListProducts", steps=stateful.a_page_past_the_end_is_the_last
    ),
    "a_page_has_at_most_two_records": Seeded(
        "v1.Clients_ListClients", on="GET /v1/clients", response=edit_page(lambda page: {"items": page["items"][:2]})
    ),
}

READING_BACK = {
    "strings_are_trimmed": Seeded("v2.Clients_CreateClient", request=edit_sent_strings(str.strip)),
    "strings_are_cut_at_255_characters": Seeded(
        "v2.Jobs_CreateJob", request=edit_sent_strings(lambda text: text[:255])
    ),
    "strings_lose_what_latin_1_lacks": Seeded(
        "v2.Clients_CreateClient",
        request=edit_sent_strings(lambda text: text.encode("latin-1", "replace").decode("latin-1")),
    ),
    "amounts_are_stored_as_floats": Seeded("v2.Clients_CreateClient", request=edit_sent_amounts(float)),
    "an_update_clears_what_it_omits": Seeded(
        "v2.Clients_UpdateClient",
        on="PATCH .*",
        when=lambda call: call.sent_record and "notes" not in call.sent_record,
        request=set_sent(notes=None),
    ),
    "a_transition_is_reported_and_not_stored": Seeded(
        "v2.Estimates_ApproveEstimate",
        on=r".* /v2/estimates/\d+",
        response=set_values(approved=False, approvedDate=None),
    ),
    "a_list_lacks_new_records": Seeded("v2.Jobs_CreateJob", steps=stateful.a_list_lacks_new_records),
    "a_list_hides_a_property": Seeded(
        "v2.Clients_GetClient", on=".* /v2/clients", response=edit_records(lambda record: record.pop("notes", None))
    ),
    "a_list_rounds_amounts": Seeded(
        "v2.Estimates_GetEstimate",
        on=".* /v2/estimates",
        response=edit_records(
            lambda record: record.update(pctServiceFeeProduction=round(record["pctServiceFeeProduction"]))
        ),
    ),
    "modified_date_does_not_change": Seeded(
        "v2.Clients_UpdateClient", response=set_values(modifiedDate="2025-02-03T14:05:00Z")
    ),
    "modified_date_is_local_time_called_utc": Seeded(
        "v2.Jobs_UpdateJob", on="PATCH .*", response=edit_records(stateful.set_modified_date_two_hours_late)
    ),
    "a_client_sets_a_server_property": Seeded(
        "v2.Estimates_CreateEstimate", steps=stateful.a_client_sets_a_server_property
    ),
    "unicode_is_normalised": Seeded(
        "v2.Clients_CreateClient", request=edit_sent_strings(lambda text: unicodedata.normalize("NFC", text))
    ),
    "trailing_spaces_are_trimmed_on_update": Seeded(
        "v2.Suppliers_UpdateSupplier", on="PATCH .*", request=edit_sent_strings(str.rstrip)
    ),
    "line_breaks_become_spaces": Seeded(
        "v2.TimeEntries_UpdateTimeEntry", request=edit_sent_strings(lambda text: " ".join(text.splitlines()))
    ),
    "lists_round_amounts_to_4_places": Seeded(
        "v2.Clients_CreateClient", on="GET /v2/clients", response=edit_amounts(lambda amount: round(amount, 4))
    ),
    "false_is_ignored_in_an_update": Seeded(
        "v2.Jobs_UpdateJob", on="PATCH .*", request=drop_sent(lambda value: value is False)
    ),
    "zero_is_ignored_in_an_update": Seeded(
        "v2.Suppliers_UpdateSupplier",
        on="PATCH .*",
        request=drop_sent(lambda value: value == 0 and not isinstance(value, bool)),
    ),
    "an_empty_string_becomes_null": Seeded("v2.Jobs_CreateJob", request=edit_sent_strings(lambda text: text or None)),
    "null_clears_nothing": Seeded(
        "v2.Suppliers_UpdateSupplier", on="PATCH .*", request=drop_sent(lambda value: value is None)
    ),
    "an_update_of_a_time_entry_clears_its_notes": Seeded(
        "v2.TimeEntries_UpdateTimeEntry",
        on="PATCH .*",
        when=lambda call: call.sent_record and "notes" not in call.sent_record,
        request=set_sent(notes=None),
    ),
    "amounts_lose_their_sign": Seeded("v2.Jobs_CreateJob", request=edit_sent_amounts(abs)),
    "a_transition_changes_another_property": Seeded(
        "v2.Estimates_UnapproveEstimate",
        on=r".* /v2/estimates/\d+(/unapprove)?",
        response=edit_records(lambda record: None if record.get("approved") else record.update(notes="Open")),
    ),
    "a_read_after_an_update_is_stale": Seeded(
        "v2.Clients_UpdateClient", on=r"GET /v2/clients/\d+ 2..", response=stateful.repeat_first_response
    ),
    "a_list_after_an_update_is_stale": Seeded(
        "v2.Estimates_UpdateEstimate", on="GET /v2/estimates 2..", response=stateful.repeat_first_response
    ),
    "days_are_stored_a_day_early": Seeded(
        "v2.Jobs_CreateJob", request=edit_sent_strings(lambda text: stateful.add_days(text, -1))
    ),
    "amounts_are_in_cents": Seeded(
        "v2.ClientBudgets_GetClientBudget v2.ClientBudgets_ListClientBudgets",
        on=".* /v2/clientbudgets.*",
        response=edit_amounts(lambda amount: amount * 100),
    ),
    "legacy_amounts_are_rounded": Seeded(
        "legacy.SupplierPayments_GetSupplierPayment",
        on=".* .*/supplierpayment/.* 200",
        response=replace_in_content(rb"(\d+)\.\d+", rb"\1"),
    ),
    "a_read_changes_the_modified_date": Seeded(
        "v2.Jobs_GetJob", on=r"GET /v2/jobs/\d+", response=stateful.a_read_changes_the_modified_date
    ),
}

RULES = {
    "an_approved_time_entry_still_changes": Seeded(
        "v2.TimeEntries_UpdateTimeEntry", on="PATCH .* 409", rule="approved", response=accept(200, "id")
    ),
    "a_posted_order_takes_new_lines": Seeded(
        "v2.PurchaseOrderEntries_CreatePurchaseOrderEntry",
        on=".* .*/entries 409",
        rule="posted",
        response=accept(201, "purchaseOrderId", id=1),
    ),
    "a_broken_reference_is_accepted": Seeded(
        "v2.Jobs_CreateJob",
        when=lambda call: call.sent_record.get("clientId") == NO_RECORD,
        request=set_sent(clientId=31),
    ),
    "a_conflict_does_not_name_its_rule": Seeded(
        "v2.Jobs_CreateJob", on=".* .* 409", response=set_properties(type="about:blank")
    ),
    "a_lock_names_another_rule": Seeded(
        "v2.TimeEntries_UpdateTimeEntry",
        on=".* .* 409",
        response=set_properties(type="urn:accountability-sandbox:conflict"),
    ),
    "a_new_estimate_is_approved": Seeded(
        "v2.Estimates_CreateEstimate", on=".* /v2/estimates 201", response=set_values(approved=True)
    ),
    "a_new_record_is_inactive": Seeded(
        "v2.Suppliers_CreateSupplier v2.Clients_CreateClient",
        on=".* .* 201",
        response=edit_records(lambda record: record.update(active=False) if "active" in record else None),
    ),
    "a_cancelled_order_can_be_posted": Seeded(
        "v2.PurchaseOrders_PostPurchaseOrder",
        on=".* .*/post 409",
        rule="cancelled",
        response=accept(200, "id", approved=True),
    ),
    "a_cancelled_order_takes_new_lines": Seeded(
        "v2.PurchaseOrderEntries_CreatePurchaseOrderEntry",
        on=".* .*/entries 409",
        rule="cancelled",
        response=accept(201, "purchaseOrderId", id=1),
    ),
    "an_order_lacks_the_currency_of_its_supplier": Seeded(
        "v2.PurchaseOrders_CreatePurchaseOrder",
        on="POST /v2/purchaseorders",
        when=lambda call: "currencyCode" not in call.sent_record,
        response=set_values(currencyCode="XTS"),
    ),
    "an_order_without_a_date_has_none": Seeded(
        "v2.PurchaseOrders_CreatePurchaseOrder",
        on="POST /v2/purchaseorders",
        when=lambda call: not any("date" in name.lower() for name in call.sent_record),
        response=edit_records(
            lambda record: record.update(dict.fromkeys({"date", "purchaseOrderDate"} & record.keys()))
        ),
    ),
    "job_numbers_have_no_sequence": Seeded(
        "v2.Jobs_CreateJob",
        on=".* /v2/jobs 201",
        when=lambda call: not call.sent_record.get("jobNo"),
        response=set_properties(jobNo="NEW"),
    ),
    "a_duplicate_code_is_kept_as_it_is": Seeded(
        "v2.Clients_CreateClient",
        on=".* /v2/clients 201",
        when=lambda call: call.sent_record.get("clientCode"),
        response=lambda call: call.reply({**call.record, "clientCode": call.sent_record["clientCode"]}),
    ),
    "a_supplier_needs_no_types": Seeded(
        "v2.Suppliers_CreateSupplier", on=".* .* 409", rule="supplier-needs-types", response=respond(201, {"id": 71})
    ),
    "time_is_booked_on_inactive_jobs": Seeded(
        "v2.TimeEntries_CreateTimeEntry",
        on=".* .* 409",
        rule="time-on-active-jobs",
        response=respond(201, {"id": 60001}),
    ),
    "a_time_entry_lacks_the_default_task_type": Seeded(
        "v2.TimeEntries_CreateTimeEntry",
        on=".* /v2/timeentries 201",
        when=lambda call: not call.sent_record.get("taskTypeId"),
        response=set_properties(taskTypeId=None),
    ),
    "estimates_have_no_sequence": Seeded(
        "v2.Estimates_CreateEstimate", on=".* /v2/estimates 201", response=set_properties(estimateNumber=100)
    ),
    "a_line_needs_no_target": Seeded(
        "v2.PurchaseOrderEntries_CreatePurchaseOrderEntry",
        on=".* .* 409",
        rule="purchase-order-line-target",
        response=accept(201, "purchaseOrderId", id=1),
    ),
    "a_job_lacks_the_defaults_of_its_client": Seeded(
        "v2.Jobs_CreateJob",
        on=".* /v2/jobs 201",
        when=lambda call: "pctSupplierInvoiceMarkUp" not in call.sent_record,
        response=set_properties(pctSupplierInvoiceMarkUp=None),
    ),
}

SCHEMA = {
    "a_string_property_is_a_number": Seeded(
        "v2.Jobs_GetJob",
        response=edit_records(lambda record: record.update(jobDescription=5) if "jobDescription" in record else None),
    ),
    "the_id_is_missing": Seeded("v2.Jobs_GetJob", response=edit_records(lambda record: record.pop("id", None))),
    "a_create_returns_200": Seeded(
        "v2.Jobs_CreateJob", on=".* .* 201", response=lambda call: setattr(call, "status", 200)
    ),
    "records_hold_only_their_id": Seeded(
        "v2.Offices_ListOffices v2.Offices_GetOffice",
        on=".* /v2/offices.* 2..",
        response=stateful.records_hold_only_their_id,
    ),
    "the_media_type_is_text": Seeded(
        "v2.TaxCodes_GetTaxCode", on=".* .* 2..", response=set_response_header("content-type", "text/html")
    ),
    "dates_have_no_zone": Seeded(
        "v2.Estimates_GetEstimate",
        response=edit_records(lambda record: record.update(modifiedDate=str(record.get("modifiedDate")).rstrip("Z"))),
    ),
    "xml_elements_change_places": Seeded(
        "legacy.PurchaseOrders_GetPurchaseOrder",
        response=lambda call: is_xml(call) and set_content(lambda content: stateful.swap_elements(content, 0))(call),
    ),
    "the_xml_namespace_is_another": Seeded(
        "legacy.PurchaseOrders_GetPurchaseOrder",
        response=replace_in_content(rb"Accountability\.API\.Model", b"Accountability.API.Modell"),
    ),
    "a_required_nested_property_is_null": Seeded(
        "v2.PurchaseOrders_ListPurchaseOrders", on=".* /v2/purchaseorders", response=set_values(id=None)
    ),
    "a_list_has_a_null_record": Seeded(
        "v2.Products_ListProducts",
        on=".* /v2/products",
        response=edit_page(lambda page: {"items": [*page["items"][:-1], None]}),
    ),
    "a_nested_list_has_another_type": Seeded(
        "v2.UserAccessGroups_ListUserAccessGroups",
        on=".* /v2/useraccessgroups",
        response=edit_records(
            lambda record: record["access"][-1].update(accessLevel=7) if record.get("access") else None
        ),
    ),
    "days_in_lists_have_a_time": Seeded(
        "v2.Jobs_ListJobs",
        on="GET /v2/jobs",
        response=edit_records(lambda record: record.update(dateOpened=f"{record['dateOpened']}T00:00:00")),
    ),
    "the_encoding_is_latin_1": Seeded(
        "v2.Clients_GetClient",
        on=".* .* 2..",
        response=in_order(
            set_content(lambda content: content.decode().encode("latin-1", "replace")),
            set_response_header("content-type", "application/json; charset=iso-8859-1"),
        ),
    ),
    "the_encoding_is_utf_16": Seeded(
        "v2.Products_GetProduct",
        on=".* /v2/products.* 2..",
        response=set_content(lambda content: content.decode().encode("utf-16")),
    ),
    "json_begins_with_a_byte_order_mark": Seeded(
        "v2.Currencies_ListCurrencies",
        on=".* /v2/currencies.* 2..",
        response=set_content(lambda content: b"\xef\xbb\xbf" + content),
    ),
    "a_rejection_of_credentials_is_a_page": Seeded(
        "v2.Offices_ListOffices",
        on=".* .* 401",
        response=in_order(
            set_content(lambda _: b"<html>Sign in</html>"), set_response_header("content-type", "text/html")
        ),
    ),
    "a_conflict_is_plain_json": Seeded(
        "v2.Jobs_CreateJob", on=".* .* 409", response=set_response_header("content-type", "application/json")
    ),
    "a_refusal_of_access_has_no_content": Seeded(
        "v1.Jobs_UpdateJob", on=".* .* 403", response=set_content(lambda _: b"")
    ),
    "xml_elements_of_the_last_record_change_places": Seeded(
        "legacy.PurchaseOrderEntries_ListPurchaseOrderEntriesByOrder",
        response=lambda call: is_xml(call) and set_content(lambda content: stateful.swap_elements(content, -1))(call),
    ),
    "xml_numbers_have_an_exponent": Seeded(
        "legacy.SupplierPayments_GetSupplierPayment",
        response=lambda call: is_xml(call) and set_content(stateful.with_exponents)(call),
    ),
    "xml_booleans_are_capitalised": Seeded(
        "legacy.SupplierInvoices_GetSupplierInvoice",
        response=in_order(replace_in_content(rb">true<", b">True<"), replace_in_content(rb">false<", b">False<")),
    ),
}

WIRE = {
    "a_property_is_sent_twice": Seeded(
        "v2.Jobs_GetJob", on=".* .* 2..", response=replace_in_content(rb'^\{"id":', b'{"notes":"first","id":')
    ),
    "any_media_type_is_accepted": Seeded(
        "v2.Clients_CreateClient", on="POST /v2/clients", request=set_header("content-type", "application/json")
    ),
    "invalid_data_is_a_bad_request": Seeded("v2.Clients_CreateClient", on=".* .* 422", response=set_status(400)),
    "malformed_json_is_unprocessable": Seeded("v2.Clients_CreateClient", on=".* .* 400", response=set_status(422)),
    "a_problem_has_another_status": Seeded("v2.Jobs_GetJob", on=".* .* 404", response=set_properties(status=400)),
    "legacy_dates_are_a_day_late": Seeded(
        "legacy.Jobs_CreateJob", on=r".* /v2/jobs/\d+", response=edit_records(stateful.date_a_day_late)
    ),
    "xml_and_json_differ": Seeded(
        "legacy.PurchaseOrders_GetPurchaseOrder",
        response=lambda call: is_xml(call) and set_content(stateful.change_word)(call),
    ),
    "xml_dates_are_in_another_zone": Seeded(
        "legacy.SupplierInvoices_GetSupplierInvoice",
        on=".* .* 200",
        response=replace_in_content(rb"T00:00:00<", b"T02:00:00<"),
    ),
    "legacy_writes_lose_a_property": Seeded(
        "legacy.Clients_CreateClient", on=r".* /v2/clients/\d+", response=set_values(clientName="Another")
    ),
    "invalid_ids_are_accepted": Seeded("v2.Jobs_GetJob", on=".* .* 422", response=respond(200, {"id": 1})),
    "the_allow_header_is_missing": Seeded("v2.Jobs_GetJob", response=drop_response_header("allow")),
    "the_allow_header_names_other_methods": Seeded(
        "v2.Jobs_GetJob", on=".* .* 405", response=set_response_header("allow", "GET, POST, PUT, DELETE")
    ),
    "retry_after_is_missing": Seeded("v2.Jobs_GetJob", response=drop_response_header("retry-after")),
    "calls_are_not_limited": Seeded(
        "v2.Jobs_GetJob", request=lambda call: setattr(call.sandbox, "calls_per_minute", None)
    ),
    "a_problem_lists_no_errors": Seeded(
        "v2.Clients_CreateClient",
        on=".* .* 422",
        response=lambda call: call.reply({name: value for name, value in call.record.items() if name != "errors"}),
    ),
    "a_problem_lists_only_one_of_its_errors": Seeded(
        "v2.Clients_CreateClient",
        on=".* .* 422",
        response=lambda call: call.reply({**call.record, "errors": call.record["errors"][:1]}),
    ),
    "a_problem_is_about_another_path": Seeded(
        "v2.Clients_GetClient",
        on=".* .* [45]..",
        response=lambda call: call.reply({**call.record, "instance": "/"}) if "instance" in call.record else None,
    ),
    "a_charset_of_a_media_type_is_rejected": Seeded(
        "v2.Jobs_CreateJob",
        when=lambda call: "charset" in call.headers.get("content-type", ""),
        request=set_header("content-type", "text/plain"),
    ),
    "long_strings_are_an_error": Seeded("v2.Jobs_UpdateJob", steps=stateful.long_strings_are_an_error),
    "a_nested_property_is_sent_twice": Seeded(
        "v2.Jobs_ListJobs", on=".* /v2/jobs 2..", response=set_content(stateful.send_last_property_twice)
    ),
    "the_legacy_default_is_json": Seeded(
        "legacy.JobSummaryReports_ListJobSummaryReports",
        on=".* .*jobsummaryreports.*",
        request=lambda call: call.query.setdefault("format", "json"),
    ),
}

BY_KIND = {
    "access": ACCESS,
    "credentials": CREDENTIALS,
    "filters": FILTERS,
    "identity": IDENTITY,
    "pages": PAGES,
    "reading back": READING_BACK,
    "rules": RULES,
    "schema": SCHEMA,
    "wire": WIRE,
}
DEFECTS = {name: defect for kind in BY_KIND.values() for name, defect in kind.items()}
