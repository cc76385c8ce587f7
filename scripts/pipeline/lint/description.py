"""Rules on descriptions: what a user reads in an editor is written here, once."""

from collections.abc import Iterator

from pipeline.lint.subject import Subject, title
from pipeline.source.grammar import Node
from pipeline.source.problem import Finding

_HINT = "say in a sentence what it is"


def schema_without_description(subject: Subject) -> Iterator[Finding]:
    """Find schema components without a description."""
    for name, schema in subject.schemas.items():
        if isinstance(schema, dict) and not schema.get("description") and "x-derived-from" not in schema:
            yield Finding(("components", "schemas", name), f"{name} has no description", _HINT)


def member_without_description(subject: Subject) -> Iterator[Finding]:
    """Find properties without a description of their own, which a `$ref` does not replace."""
    for node in subject.members:
        if not node.value.get("description") and not _described_beside(subject, node):
            yield Finding(node.pointer, f"{title(subject, node)} has no description", _HINT)


def _described_beside(subject: Subject, node: Node) -> bool:
    """Return whether another part of the same `allOf` has the property, as a page's envelope has its items."""
    if len(node.pointer) < 4 or node.pointer[-4] != "allOf":
        return False
    parts = (subject.resolve(part) for part in subject.find(node.pointer[:-3]))
    return any(
        node.pointer[-1] in part.get("properties", {}) for part in parts if part is not subject.find(node.pointer[:-2])
    )
