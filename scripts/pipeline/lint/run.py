"""Runs the house rules."""

from collections.abc import Iterator

from pipeline.lint.subject import Rule, Subject
from pipeline.problem import Finding, Severity

SOURCE_RULES: tuple[Rule, ...] = ()
RULES: tuple[Rule, ...] = ()


def lint(subject: Subject, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """What in a built document breaks a rule, with its severity.

    Args:
        foreign: whether the document is of another hand, to which most rules are advice.
    """
    return _run(RULES, subject, foreign)


def lint_source(subject: Subject, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    """What in a bundled document, before anything is derived from it, breaks a rule."""
    return _run(SOURCE_RULES, subject, foreign)


def _run(rules: tuple[Rule, ...], subject: Subject, foreign: bool) -> Iterator[tuple[Finding, Severity]]:
    for rule in rules:
        severity: Severity = rule.foreign if foreign else "error"
        yield from ((finding, severity) for finding in rule.check(subject))
