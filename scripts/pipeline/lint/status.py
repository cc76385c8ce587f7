"""Rules on status and source: every operation has both, and nothing inferred is marked as a fact."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.lint.context import LintContext, title
from pipeline.source.operation import Operation
from pipeline.source.pointer import Pointer
from pipeline.source.problem import Finding
from pipeline.source.vocabulary import STATUSES, less_certain

_EVIDENCE = re.compile(r"\blegacy [A-Z]|\b(KB|AAH|REF) |https?://")


def operation_without_status(context: LintContext) -> Iterator[Finding]:
    """Find operations without a status or a source."""
    hints = {"x-status": "say documented, inferred or verified", "x-source": "name an address, or the evidence for it"}
    for operation in context.operations:
        for key, hint in hints.items():
            if not operation.value.get(key):
                yield Finding(operation.pointer, f"{operation.title} has no {key}", hint)


def operation_without_evidence(context: LintContext) -> Iterator[Finding]:
    """Find inferred operations whose source is only a convention."""
    for operation in context.operations:
        source = str(operation.value.get("x-source", ""))
        if source and operation.value.get("x-status") == "inferred" and not _EVIDENCE.search(source):
            hint = "name a legacy type or operation, or a page (KB, AAH, REF, an address); without one, leave it out"
            yield Finding(operation.pointer, f"{operation.title} has only a convention as its source", hint)


def status_above_a_name(context: LintContext) -> Iterator[Finding]:
    """Find operations whose status is better than that of a name in their request.

    An optional parameter does not count: the request is valid without it.
    """
    for operation in context.operations:
        status = str(operation.value.get("x-status", STATUSES[-1]))
        for pointer, name, part in _names_of_request(context, operation):
            certainty = str(part.get("x-status", status))
            if certainty != status and less_certain(status, certainty) == certainty:
                message = f"{operation.title} is {status}, but the name {name} in its request is only {certainty}"
                alternative = f"write x-format-status if only the value's format is {certainty}"
                hint = f"make the operation {certainty}, or {alternative}"
                yield Finding(pointer, message, hint)


def property_without_source(context: LintContext) -> Iterator[Finding]:
    """Find inferred properties without a source."""
    for node in context.properties:
        if "x-source" not in node.value and status_of_property(context, node.pointer, node.value) == "inferred":
            hint = "name a legacy type or a page in x-source, or say `convention`"
            yield Finding(node.pointer, f"{title(context, node)} is inferred and has no source", hint)


def status_of_property(context: LintContext, pointer: Pointer, declared: dict[str, Any]) -> Any:
    """Return the status of a property's name: its own, that of its container, or that of the operations that use it."""
    for end in range(len(pointer), 2, -1):
        container = context.find(pointer[:end])
        if isinstance(container, dict) and "x-status" in container:
            return container["x-status"]
    if pointer[:2] == ("components", "schemas"):
        return context.status_by_use.get(str(pointer[2]))
    return None


def _names_of_request(context: LintContext, operation: Operation) -> Iterator[tuple[Pointer, str, dict[str, Any]]]:
    for index, value in enumerate(operation.value.get("parameters", ())):
        parameter = context.resolve(value)
        if parameter.get("required") is True:
            yield (*operation.pointer, "parameters", index), str(parameter.get("name")), parameter
    body = context.resolve(operation.value.get("requestBody", {}))
    for media, content in body.get("content", {}).items():
        schema = context.resolve(content.get("schema", {}))
        properties = schema.get("properties", {}) if isinstance(schema, dict) else {}
        for name, declared in properties.items():
            if not isinstance(declared, dict) or declared.get("readOnly") is True:
                continue
            inherited = {"x-status": schema["x-status"]} if "x-status" in schema else {}
            yield _property_pointer(operation, media, content, name), name, {**inherited, **declared}


def _property_pointer(operation: Operation, media: str, content: dict[str, Any], name: str) -> Pointer:
    ref = content.get("schema", {}).get("$ref", "")
    inline = (*operation.pointer, "requestBody", "content", media, "schema")
    schema: Pointer = ("components", "schemas", ref.split("/")[-1]) if ref else inline
    return (*schema, "properties", name)
