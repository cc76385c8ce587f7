"""Run the house rules."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.lint import access, convention, example, naming, reference, schema, sensitive, status, vocabulary
from pipeline.lint.context import LintContext, Rule
from pipeline.source.problem import Finding, Severity

SOURCE_RULES: tuple[Rule, ...] = (
    Rule(vocabulary.extensions_of_the_pipeline),
    Rule(naming.path_without_version),
    Rule(schema.schema_without_description),
    Rule(schema.member_without_description),
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
    Rule(status.operation_without_evidence, own="warning"),
    Rule(status.status_above_a_name),
    Rule(status.property_without_source),
    Rule(convention.operation_id_without_tag),
    Rule(convention.property_not_in_camel_case, own="warning"),
    Rule(convention.id_not_an_int32, own="warning"),
    Rule(convention.number_without_scalar, own="warning"),
    Rule(convention.date_without_format, own="warning"),
    Rule(convention.list_without_envelope, own="warning"),
    Rule(convention.list_without_paging, own="warning"),
    Rule(vocabulary.unknown_extensions),
    Rule(vocabulary.invalid_value),
    Rule(access.forbidden_without_access),
    Rule(access.unknown_access_type),
    Rule(access.unknown_property_in_x_own),
    Rule(sensitive.card_number),
    Rule(sensitive.unmarked_sensitive),
    Rule(schema.open_enum),
    Rule(schema.listed_member_missing),
    Rule(reference.filter_of_unknown_property),
    Rule(reference.transition_of_unknown_property),
    Rule(reference.undefined_rule),
    Rule(reference.rule_without_source),
    Rule(example.missing_example),
    Rule(example.invalid_example),
)


def lint(context: LintContext, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """Yield the findings of the rules in a built document, with their severity.

    Args:
        foreign: whether the document is not one of our sources; then most rules are warnings.

    References are checked first, because the other rules need valid references.
    """
    dangling = list(_run(FIRST, context, foreign))
    return iter(dangling or _run(RULES, context, foreign))


def lint_source(context: LintContext, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """Return the findings of the rules in a bundled document, before anything is derived from it."""
    return _run(SOURCE_RULES, context, foreign)


def _run(rules: tuple[Rule, ...], context: LintContext, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    for rule in rules:
        severity: Severity = rule.foreign if foreign else rule.own
        found = _findings(rule, context, tolerant=foreign and severity == "warning")
        yield from ((finding, severity) for finding in (_summarized(found) if severity == "warning" else found))


def _findings(rule: Rule, context: LintContext, tolerant: bool) -> list[Finding]:
    """Return the findings of a rule; ignore a rule for advice that cannot read a foreign document."""
    try:
        return list(rule.check(context))
    except (LookupError, TypeError, ValueError, AttributeError):
        if not tolerant:
            raise
        return []


def _summarized(found: list[Finding]) -> list[Finding]:
    """Return the first of several findings with their number, to keep warnings short."""
    if len(found) < 2:
        return found
    return [replace(found[0], message=f"{found[0].message} (and {len(found) - 1} more of this kind)")]
