"""Rules on references: their targets exist, also those of the ids of domain rules."""

from collections.abc import Iterator
from typing import Any

from pipeline.lint.context import LintContext, title
from pipeline.source.grammar import component, references
from pipeline.source.operation import Operation, success_contents
from pipeline.source.problem import Finding


def dangling(context: LintContext) -> Iterator[Finding]:
    """Find local references to components that do not exist, which an overlay can cause."""
    components = context.document.get("components", {})
    for pointer, ref in references(context.document):
        name_parts = component(ref)
        if name_parts is None or name_parts[1] not in components.get(name_parts[0], {}):
            yield Finding(pointer, f"the reference {ref} has no target", "add the component, or correct the name")


def filter_of_unknown_property(context: LintContext) -> Iterator[Finding]:
    """Find query parameters that filter by a property that the records of the list lack.

    A parameter with its own source and without a filter is known to exist, so it is not checked.
    """
    for operation in context.operations:
        paging = operation.value.get("x-paging", {})
        properties = context.resolve(items(context, operation)).get("properties", {})
        for index, value in enumerate(operation.value.get("parameters", ()) if properties else ()):
            parameter = context.resolve(value)
            name = parameter.get("x-filter", {}).get("property", parameter.get("name"))
            pages = parameter.get("name") in (paging.get("parameter"), paging.get("sizeParameter"))
            has_source = "x-source" in parameter and "x-filter" not in parameter
            if parameter.get("in") == "query" and not pages and not has_source and name not in properties:
                message = (
                    f"{parameter.get('name')} of {operation.title} filters by {name}, which its records do not have"
                )
                hint = "name the property in x-filter: {property: ..., op: eq}"
                yield Finding((*operation.pointer, "parameters", index), message, hint)


def transition_of_unknown_property(context: LintContext) -> Iterator[Finding]:
    """Find transitions that set a property that the returned record lacks."""
    for operation in context.operations:
        properties = _response_properties(context, operation)
        for name in operation.value.get("x-sets", {}) if properties else ():
            if name not in properties:
                message = f"{operation.title} sets {name}, which the returned record does not have"
                yield Finding((*operation.pointer, "x-sets", name), message, "name a property of the record")


def undefined_rule(context: LintContext) -> Iterator[Finding]:
    """Find ids under `x-rules` that are not defined."""
    rules = context.document.get("info", {}).get("x-rules", {})
    for node in context.of("operation", "property"):
        for index, name in enumerate(node.value.get("x-rules", ())):
            if name not in rules:
                message = f"{title(context, node)} names {name}, which is not defined"
                hint = "define it in rules.yaml, to which info.x-rules refers"
                yield Finding((*node.pointer, "x-rules", index), message, hint)


def rule_without_source(context: LintContext) -> Iterator[Finding]:
    """Find domain rules without summary, status or source."""
    for name, rule in context.document.get("info", {}).get("x-rules", {}).items():
        for key in ("summary", "x-status", "x-source"):
            if not (isinstance(rule, dict) and rule.get(key)):
                hint = "no source, no rule: say what it is, how well it is known, and which page says so"
                yield Finding(("info", "x-rules", name), f"the rule {name} has no {key}", hint)


def _response_properties(context: LintContext, operation: Operation) -> dict[str, Any]:
    for _, content in success_contents(context.document, operation):
        schema = context.resolve(content.get("schema", {}))
        if isinstance(schema, dict) and "properties" in schema:
            properties: dict[str, Any] = schema["properties"]
            return properties
    return {}


def items(context: LintContext, operation: Operation) -> Any:
    """Return the schema of a list's records, which may be a reference; empty if it is not a list."""
    paging = operation.value.get("x-paging", {})
    return _response_properties(context, operation).get(paging["items"], {}).get("items", {}) if paging else {}
