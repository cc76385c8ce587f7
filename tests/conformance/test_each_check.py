"""Each check finds a defect. `scripts/mutants` tests all defects, these tests one for each check."""

from __future__ import annotations

import pytest

from accountability.conformance.checks import NAMES
from mutation.find import find

DEFECTS = {
    "conforms_to_its_schema": "a_string_property_is_a_number",
    "returns_the_addressed_record": "a_get_returns_the_next_record",
    "describes_its_page": "the_page_number_is_always_one",
    "names_each_property_once": "a_property_is_sent_twice",
    "describes_its_response_in_a_problem": "a_problem_has_another_status",
    "rejects_an_invalid_body_as_unprocessable": "invalid_data_is_a_bad_request",
    "keeps_secrets": "a_response_echoes_the_credentials",
    "rejects_wrong_credentials": "no_credentials_are_needed",
    "rejects_expired_tokens": "tokens_do_not_expire",
    "grants_tokens_to_the_right_caller_only": "the_tenant_is_not_checked",
    "rejects_callers_who_left": "an_employee_who_left_keeps_access",
    "limits_calls": "calls_are_not_limited",
    "enforces_access_groups": "read_only_callers_may_write",
    "hides_the_records_of_others": "lists_show_the_records_of_others",
    "does_not_limit_callers": "v2_is_limited_by_access_groups",
    "does_not_let_callers_leave_their_limits": "callers_may_give_records_away",
    "does_not_find_unknown_ids": "an_unknown_id_returns_the_first_record",
    "does_not_find_a_record_under_another_parent": "an_entry_is_found_under_another_parent",
    "lists_the_children_of_each_parent": "entries_of_every_parent_are_listed",
    "returns_what_its_example_shows": "amounts_are_in_cents",
    "reads_back_what_was_written": "strings_are_trimmed",
    "lists_what_was_written": "a_list_hides_a_property",
    "leaves_omitted_properties_alone": "an_update_clears_what_it_omits",
    "leaves_other_records_alone": "a_second_create_returns_the_id_of_the_first",
    "takes_effect": "a_transition_is_reported_and_not_stored",
    "sets_initial_values": "a_new_estimate_is_approved",
    "dates_each_change": "modified_date_does_not_change",
    "does_not_let_clients_set_read_only_properties": "a_client_sets_a_server_property",
    "loses_no_record_between_pages": "the_last_record_is_lost",
    "keeps_its_pages_when_a_record_is_added": "new_records_come_first",
    "selects_what_its_filters_describe": "a_filter_by_id_is_ignored",
    "empties_a_range_without_records": "a_legacy_range_is_ignored",
    "rejects_broken_references": "a_broken_reference_is_accepted",
    "locks_records_by_rule": "an_approved_time_entry_still_changes",
    "enforces_its_rules": "a_duplicate_code_is_kept_as_it_is",
    "rejects_undeclared_media_types": "any_media_type_is_accepted",
    "rejects_malformed_bodies_as_bad_requests": "malformed_json_is_unprocessable",
    "accepts_a_charset": "a_charset_of_a_media_type_is_rejected",
    "names_each_invalid_property": "a_problem_lists_only_one_of_its_errors",
    "names_its_methods": "the_allow_header_names_other_methods",
    "says_the_same_in_json_and_xml": "xml_and_json_differ",
    "writes_what_v2_reads": "legacy_writes_lose_a_property",
}


def test_every_check_has_a_defect() -> None:
    assert DEFECTS.keys() == NAMES


@pytest.mark.parametrize(("check", "defect"), DEFECTS.items(), ids=DEFECTS)
def test_the_check_finds_its_defect(check: str, defect: str) -> None:
    assert check in find(defect)
