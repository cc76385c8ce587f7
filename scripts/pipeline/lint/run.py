"""Run the house rules."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.lint import (
    access,
    answer,
    convention,
    description,
    example,
    naming,
    reference,
    schema,
    sensitive,
    status,
    vocabulary,
)
from pipeline.lint.rule import rule_of_no_definition, rule_without_source
from pipeline.lint.subject import Rule, Subject
from pipeline.source.problem import Finding, Severity

SOURCE_RULES: tuple[Rule, ...] = (
    Rule(vocabulary.members_of_the_pipeline),
    Rule(description.schema_without_description),
    Rule(description.member_without_description),
)
"""Rules on the source, before scalar components are merged into properties."""

FIRST: tuple[Rule, ...] = (Rule(reference.dangling, foreign="error"),)

RULES: tuple[Rule, ...] = (
    Rule(naming.operation_without_id),
    Rule(naming.same_operation_id),
    Rule(naming.same_resource),
    Rule(naming.same_method),
    Rule(naming.path_and_parameters_differ),
    Rule(naming.same_attribute),
    Rule(naming.invalid_python_name, foreign="error"),
    Rule(status.operation_without_status),
    Rule(status.operation_without_source),
    Rule(status.operation_without_witness, own="warning"),
    Rule(status.status_above_a_name),
    Rule(status.member_without_witness),
    Rule(convention.operation_id_of_another_form),
    Rule(convention.member_of_another_form, own="warning"),
    Rule(convention.key_of_another_type, own="warning"),
    Rule(convention.number_of_no_kind, own="warning"),
    Rule(convention.day_of_no_format, own="warning"),
    Rule(convention.list_without_envelope, own="warning"),
    Rule(convention.list_without_paging, own="warning"),
    Rule(vocabulary.unknown_members),
    Rule(vocabulary.invalid_status),
    Rule(answer.forbidden_without_access),
    Rule(access.access_of_no_type),
    Rule(access.own_of_no_member),
    Rule(sensitive.card_number),
    Rule(sensitive.unmarked_sensitive),
    Rule(sensitive.invalid_sensitive),
    Rule(schema.open_enum),
    Rule(schema.listed_member_missing),
    Rule(reference.filter_of_no_member),
    Rule(reference.set_of_no_member),
    Rule(rule_of_no_definition),
    Rule(rule_without_source),
    Rule(example.missing_example),
    Rule(example.misfitting_example),
)


def lint(subject: Subject, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """Yield the findings of the rules in a built document, with their severity.

    Args:
        foreign: whether the document is not one of our sources; then most rules are advice.

    References come first: the other rules need them to be valid.
    """
    dangling = list(_run(FIRST, subject, foreign))
    return iter(dangling or _run(RULES, subject, foreign))


def lint_source(subject: Subject, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """Return the findings of the rules in a bundled document, before anything is derived from it."""
    return _run(SOURCE_RULES, subject, foreign)


def _run(rules: tuple[Rule, ...], subject: Subject, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    for rule in rules:
        severity: Severity = rule.foreign if foreign else rule.own
        found = _findings(rule, subject, tolerant=foreign and severity == "warning")
        yield from ((finding, severity) for finding in (_summed(found) if severity == "warning" else found))


def _findings(rule: Rule, subject: Subject, tolerant: bool) -> list[Finding]:
    """Return what a rule finds; advice on a foreign document that the rule cannot read is left out."""
    try:
        return list(rule.check(subject))
    except (LookupError, TypeError, ValueError, AttributeError):
        if not tolerant:
            raise
        return []


def _summed(found: list[Finding]) -> list[Finding]:
    """Return the first of several findings with their number, so that advice remains short."""
    if len(found) < 2:
        return found
    return [replace(found[0], message=f"{found[0].message} (and {len(found) - 1} more of this kind)")]
