"""Rules on domain rules: those that `x-rules` names are defined, with summary, status and source."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.lint.context import LintContext, title
from pipeline.source.problem import Finding


def definitions(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rules of the domain that a document defines, by id."""
    found: dict[str, Any] = document.get("info", {}).get("x-rules", {})
    return found


def undefined_rule(context: LintContext) -> Iterator[Finding]:
    """Find ids under `x-rules` that are not defined."""
    known = definitions(context.document)
    for node in context.of("operation", "member"):
        for index, name in enumerate(node.value.get("x-rules", ())):
            if name not in known:
                hint = "define it in rules.yaml, to which info.x-rules refers"
                yield Finding(
                    (*node.pointer, "x-rules", index),
                    f"{title(context, node)} names {name}, which is not defined",
                    hint,
                )


def rule_without_source(context: LintContext) -> Iterator[Finding]:
    """Find domain rules without summary, status or source."""
    for name, rule in definitions(context.document).items():
        for key in ("summary", "x-status", "x-source"):
            if not (isinstance(rule, dict) and rule.get(key)):
                hint = "no source, no rule: say what it is, how well it is known, and which page says so"
                yield Finding(("info", "x-rules", name), f"the rule {name} has no {key}", hint)
