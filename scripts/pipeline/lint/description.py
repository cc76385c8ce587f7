"""Rules on descriptions: what a user reads in an editor is written here, once."""

from collections.abc import Iterator

from pipeline.lint.subject import Subject, title
from pipeline.source.grammar import Node
from pipeline.source.problem import Finding

_HINT = "say in a sentence what it is"


def operation_without_description(subject: Subject) -> Iterator[Finding]:
    """An operation without a description."""
    for operation in subject.operations:
        if not operation.value.get("description"):
            yield Finding(operation.pointer, f"{operation.title} has no description", _HINT)


def parameter_without_description(subject: Subject) -> Iterator[Finding]:
    """A parameter without a description of its own."""
    for node in subject.of("parameter"):
        if "$ref" not in node.value and not node.value.get("description"):
            yield Finding(node.pointer, f"{title(subject, node)} has no description", _HINT)


def schema_without_description(subject: Subject) -> Iterator[Finding]:
    """A schema component without a description."""
    for name, schema in subject.schemas.items():
        if isinstance(schema, dict) and not schema.get("description") and "x-derived-from" not in schema:
            yield Finding(("components", "schemas", name), f"{name} has no description", _HINT)


def member_without_description(subject: Subject) -> Iterator[Finding]:
    """A member without a description of its own: what it refers to tells what kind of value it is, not what it says."""
    for node in subject.members:
        if not node.value.get("description") and not _described_beside(subject, node):
            yield Finding(node.pointer, f"{title(subject, node)} has no description", _HINT)


def _described_beside(subject: Subject, node: Node) -> bool:
    """Whether another part of the same `allOf` has the member too, as a page's envelope has its items."""
    if len(node.pointer) < 4 or node.pointer[-4] != "allOf":
        return False
    parts = (subject.resolve(part) for part in subject.find(node.pointer[:-3]))
    return any(
        node.pointer[-1] in part.get("properties", {}) for part in parts if part is not subject.find(node.pointer[:-2])
    )


def tag_without_description(subject: Subject) -> Iterator[Finding]:
    """A tag that is used and not described under `tags`."""
    described = {tag.get("name") for tag in subject.document.get("tags", ()) if tag.get("description")}
    for operation in subject.operations:
        if operation.tag and operation.tag not in described:
            hint = "list it under `tags` in the API's file, with a description"
            yield Finding((*operation.pointer, "tags"), f"the tag {operation.tag} has no description", hint)
