"""Rules on descriptions, which become the docstrings that users read."""

from collections.abc import Iterator

from pipeline.lint.context import LintContext, title
from pipeline.source.grammar import Node
from pipeline.source.problem import Finding

_HINT = "say in a sentence what it is"


def schema_without_description(context: LintContext) -> Iterator[Finding]:
    """Find schema components without a description."""
    for name, schema in context.schemas.items():
        if isinstance(schema, dict) and not schema.get("description") and "x-derived-from" not in schema:
            yield Finding(("components", "schemas", name), f"{name} has no description", _HINT)


def member_without_description(context: LintContext) -> Iterator[Finding]:
    """Find properties without a description of their own, which a `$ref` does not replace."""
    for node in context.members:
        if not node.value.get("description") and not _is_described_in_sibling(context, node):
            yield Finding(node.pointer, f"{title(context, node)} has no description", _HINT)


def _is_described_in_sibling(context: LintContext, node: Node) -> bool:
    """Return whether the `$ref` next to the property, or another part of the same `allOf`, describes the property.

    So the items of a page are described once, in its envelope.
    """
    schema = context.find(node.pointer[:-2])
    siblings = [schema] if "$ref" in schema else []
    if node.pointer[-4:-3] == ("allOf",):
        siblings += [part for part in context.find(node.pointer[:-3]) if part is not schema]
    return any(node.pointer[-1] in context.resolve(part).get("properties", {}) for part in siblings)
