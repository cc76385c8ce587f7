"""Run the house rules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from pipeline.lint import access, convention, example, naming, reference, schema, sensitive, status, vocabulary
from pipeline.lint.context import LintContext
from pipeline.source.problem import Finding, Severity

Rule: TypeAlias = Callable[[LintContext], Iterator[Finding]]

SOURCE_RULES: tuple[Rule, ...] = (
    vocabulary.extensions_of_the_pipeline,
    naming.path_without_version,
    schema.schema_without_description,
    schema.member_without_description,
)
"""Rules on the source, before scalar components are merged into properties."""

RULES: tuple[Rule, ...] = (
    naming.operation_without_id,
    naming.same_operation_id,
    naming.same_resource,
    naming.same_method,
    naming.path_and_parameters_differ,
    naming.same_attribute,
    naming.invalid_python_name,
    status.operation_without_status,
    status.status_above_a_name,
    status.property_without_source,
    convention.operation_id_without_tag,
    vocabulary.unknown_extensions,
    vocabulary.invalid_value,
    access.forbidden_without_access,
    access.unknown_access_type,
    access.unknown_property_in_x_own,
    sensitive.card_number,
    sensitive.unmarked_sensitive,
    schema.open_enum,
    schema.listed_member_missing,
    reference.filter_of_unknown_property,
    reference.transition_of_unknown_property,
    reference.undefined_rule,
    reference.rule_without_source,
    example.missing_example,
    example.invalid_example,
)

ADVICE: tuple[Rule, ...] = (
    status.operation_without_evidence,
    convention.property_not_in_camel_case,
    convention.id_not_an_int32,
    convention.number_without_scalar,
    convention.date_without_format,
    convention.list_without_envelope,
    convention.list_without_paging,
)
"""Rules that are only warnings, since a fact about one API may break them for another that shares the file."""

_STRICT = (reference.dangling, naming.invalid_python_name)
"""Rules that are errors in foreign documents too."""


def lint(context: LintContext, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """Yield the findings of the rules in a built document, with their severity: mostly warnings if it is foreign.

    References are checked first, because the other rules need valid references.
    """
    dangling = list(_run((reference.dangling,), context, foreign))
    return iter(dangling or _run((*RULES, *ADVICE), context, foreign))


def lint_source(context: LintContext, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """Return the findings of the rules in a bundled document, before anything is derived from it."""
    return _run(SOURCE_RULES, context, foreign)


def _run(rules: Iterable[Rule], context: LintContext, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    for rule in rules:
        is_warning = rule in ADVICE or (foreign and rule not in _STRICT)
        findings = _findings(rule, context, tolerant=foreign and is_warning)
        severity: Severity = "warning" if is_warning else "error"
        yield from ((finding, severity) for finding in (_summarize(findings) if is_warning else findings))


def _findings(rule: Rule, context: LintContext, tolerant: bool) -> list[Finding]:
    """Return the findings of a rule; ignore a rule for advice that cannot read a foreign document."""
    try:
        return list(rule(context))
    except (LookupError, TypeError, ValueError, AttributeError):
        if not tolerant:
            raise
        return []


def _summarize(findings: list[Finding]) -> list[Finding]:
    """Return the first of several findings with their number, to keep warnings short."""
    if len(findings) < 2:
        return findings
    return [replace(findings[0], message=f"{findings[0].message} (and {len(findings) - 1} more of this kind)")]
