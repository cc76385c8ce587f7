"""The checks. The docstring of each function states its rule.

The checks are driven by the contract, so a new resource is checked without new code.
"""

from __future__ import annotations

from . import access, credentials, filters, identity, pages, readback, responses, rules, wire
from .base import Call, ExampleCheck, ResponseCheck, run_safely

__all__ = (
    "EXAMPLE_CHECKS",
    "KINDS",
    "NAMES",
    "RESPONSE_CHECKS",
    "Call",
    "ExampleCheck",
    "ResponseCheck",
    "conforms_to_its_schema",
    "run_safely",
)

conforms_to_its_schema = responses.conforms_to_its_schema
RESPONSE_CHECKS: tuple[ResponseCheck, ...] = (
    responses.conforms_to_its_schema,
    responses.returns_the_addressed_record,
    responses.describes_its_page,
    responses.names_each_property_once,
    responses.describes_its_response_in_a_problem,
    responses.rejects_an_invalid_body_as_unprocessable,
    responses.keeps_secrets,
)

EXAMPLE_CHECKS: tuple[ExampleCheck, ...] = (
    credentials.rejects_wrong_credentials,
    credentials.rejects_expired_tokens,
    credentials.grants_tokens_to_the_right_caller_only,
    credentials.rejects_callers_who_left,
    credentials.limits_calls,
    access.enforces_access_groups,
    access.hides_the_records_of_others,
    access.does_not_limit_callers,
    access.does_not_let_callers_leave_their_limits,
    identity.does_not_find_unknown_ids,
    identity.does_not_find_a_record_under_another_parent,
    identity.lists_the_children_of_each_parent,
    readback.returns_what_its_example_shows,
    readback.reads_back_what_was_written,
    readback.lists_what_was_written,
    readback.leaves_omitted_properties_alone,
    readback.leaves_other_records_alone,
    readback.takes_effect,
    readback.sets_initial_values,
    readback.dates_each_change,
    readback.does_not_let_clients_set_read_only_properties,
    pages.loses_no_record_between_pages,
    pages.keeps_its_pages_when_a_record_is_added,
    filters.selects_what_its_filters_describe,
    filters.empties_a_range_without_records,
    rules.rejects_broken_references,
    rules.locks_records_by_rule,
    rules.enforces_its_rules,
    wire.rejects_undeclared_media_types,
    wire.rejects_malformed_bodies_as_bad_requests,
    wire.accepts_a_charset,
    wire.names_each_invalid_property,
    wire.names_its_methods,
    wire.says_the_same_in_json_and_xml,
    wire.writes_what_v2_reads,
)

KINDS = {check.__name__: check.__module__.rpartition(".")[2] for check in (*RESPONSE_CHECKS, *EXAMPLE_CHECKS)}
NAMES = frozenset(KINDS)
