"""Rules on schemas: descriptions, open enumerations, and lists that name properties which do not exist."""

from collections.abc import Iterator
from typing import Any

from pipeline.lint.context import LintContext, title
from pipeline.source.grammar import SCHEMAS, Node
from pipeline.source.problem import Finding

_DESCRIPTION = "say in a sentence what it is"


def schema_without_description(context: LintContext) -> Iterator[Finding]:
    """Find schema components without a description."""
    for name, schema in context.schemas.items():
        if isinstance(schema, dict) and not schema.get("description") and "x-derived-from" not in schema:
            yield Finding(("components", "schemas", name), f"{name} has no description", _DESCRIPTION)


def member_without_description(context: LintContext) -> Iterator[Finding]:
    """Find properties without a description of their own, which a `$ref` does not replace."""
    for node in context.properties:
        if not node.value.get("description") and not _is_described_in_sibling(context, node):
            yield Finding(node.pointer, f"{title(context, node)} has no description", _DESCRIPTION)


def _is_described_in_sibling(context: LintContext, node: Node) -> bool:
    """Return whether the `$ref` next to the property, or another part of the same `allOf`, describes the property.

    So the items of a page are described once, in its envelope.
    """
    schema = context.find(node.pointer[:-2])
    siblings = [schema] if "$ref" in schema else []
    if node.pointer[-4:-3] == ("allOf",):
        siblings += [part for part in context.find(node.pointer[:-3]) if part is not schema]
    return any(node.pointer[-1] in context.resolve(part).get("properties", {}) for part in siblings)


def open_enum(context: LintContext) -> Iterator[Finding]:
    """Find open enumerations that are not strings, and their values without a description."""
    for node in context.of(*SCHEMAS):
        values = node.value.get("x-open-enum")
        if values is None:
            continue
        if node.value.get("type") not in ("string", ["string", "null"]) or not isinstance(values, list):
            message = f"x-open-enum of {title(context, node)} is not a list next to `type: string`"
            yield Finding((*node.pointer, "x-open-enum"), message, "list the values known so far")
            continue
        for index, value in enumerate(values):
            if not isinstance(value, dict) or not value.get("value") or not value.get("description"):
                message = f"a value of the open enum {title(context, node)} lacks its value or description"
                yield Finding((*node.pointer, "x-open-enum", index), message, "write {value: ..., description: ...}")


def listed_member_missing(context: LintContext) -> Iterator[Finding]:
    """Find properties in `required`, `x-required-on-create` or `x-create-only` that a caller cannot send."""
    for node in context.of(*SCHEMAS):
        properties = node.value.get("properties")
        if not isinstance(properties, dict):
            continue
        for key in ("required", "x-required-on-create", "x-create-only"):
            for index, name in enumerate(node.value.get(key, ())):
                message = _explain(key, name, properties, node.value)
                if message:
                    at = (*node.pointer, key, index)
                    yield Finding(at, f"{key} of {title(context, node)} lists {name}, {message}", "correct the list")


def _explain(key: str, name: Any, properties: dict[str, Any], schema: dict[str, Any]) -> str:
    if name not in properties:
        return "" if key == "required" and ("allOf" in schema or "x-unnamed" in schema) else "which is not a property"
    read_only = isinstance(properties[name], dict) and properties[name].get("readOnly") is True
    return "which only the server sets" if read_only and key != "required" else ""
