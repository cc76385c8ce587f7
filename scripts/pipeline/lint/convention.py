"""Rules on the contract's conventions for what is inferred; what is published is not checked."""

import re
from collections.abc import Iterator

from pipeline.lint.context import WCF_APIS, LintContext, title
from pipeline.lint.status import status_of_property
from pipeline.source.grammar import Node
from pipeline.source.problem import Finding

_PROPERTY = re.compile(r"[a-z][A-Za-z0-9]*")
_KEY = re.compile(r"id$|.*[a-z0-9]Id$")
_DAY = re.compile(r"date$|date[A-Z].*|.*[a-z0-9]Date$")


def operation_id_without_tag(context: LintContext) -> Iterator[Finding]:
    """Find operationIds other than Tag_Action, the form of the page names in the published reference."""
    for operation in context.operations:
        if operation.id and operation.tag and not re.fullmatch(rf"{operation.tag}_[A-Z][A-Za-z0-9]*", operation.id):
            hint = "write Controller_Action, where the controller is the tag"
            yield Finding((*operation.pointer, "operationId"), f"{operation.id} is not {operation.tag}_Action", hint)


def property_not_in_camel_case(context: LintContext) -> Iterator[Finding]:
    """Find inferred properties and parameters that are not in camelCase, unless a standard defines the name."""
    for node, name in _inferred_names(context):
        if not _PROPERTY.fullmatch(name) and "RFC" not in str(node.value.get("x-source")):
            yield Finding(node.pointer, f"{title(context, node)} is not written in camelCase", "write it like jobNo")


def id_not_an_int32(context: LintContext) -> Iterator[Finding]:
    """Find inferred ids that are not 32-bit integers."""
    for node, name in _inferred_names(context):
        schema = node.value.get("schema", node.value)
        if _KEY.fullmatch(name) and not ("integer" in _types(schema) and schema.get("format") == "int32"):
            hint = "refer to Id or IdOrNull of common.yaml"
            yield Finding(node.pointer, f"the id {title(context, node)} is not an int32", hint)


def number_without_scalar(context: LintContext) -> Iterator[Finding]:
    """Find inferred numbers without a kind: money, rate, percent, units or hours."""
    for node, _ in _inferred_names(context):
        schema = node.value.get("schema", node.value)
        if "number" in _types(schema) and "x-scalar" not in schema and "x-format-status" not in schema:
            hint = "refer to Money, Rate, Percent, Units or Hours of common.yaml: each is an exact decimal"
            yield Finding(node.pointer, f"the number {title(context, node)} has no kind", hint)


def date_without_format(context: LintContext) -> Iterator[Finding]:
    """Find inferred properties that are called a date and have no date format."""
    for node, name in _inferred_names(context):
        schema = node.value.get("schema", node.value)
        if _DAY.fullmatch(name) and schema.get("format") not in ("date", "date-time"):
            hint = "refer to Date or DateTime of common.yaml"
            yield Finding(node.pointer, f"{title(context, node)} is called a date, but has no date format", hint)


def list_without_envelope(context: LintContext) -> Iterator[Finding]:
    """Find inferred lists that are not paged."""
    for operation in context.operations if context.api not in WCF_APIS else ():
        lists = operation.method == "get" and not operation.path.endswith("}")
        if lists and _is_inferred(operation.value) and "x-paging" not in operation.value:
            hint = "refer to the Page of common.yaml, and define its items next to the $ref"
            yield Finding(operation.pointer, f"{operation.title} lists records without a page", hint)


def list_without_paging(context: LintContext) -> Iterator[Finding]:
    """Find paged lists without the parameters to request a page."""
    for operation in context.operations:
        paging = operation.value.get("x-paging", {})
        parameter_names = {context.resolve(value).get("name") for value in operation.value.get("parameters", ())}
        for key in ("parameter", "sizeParameter"):
            if key in paging and paging[key] not in parameter_names:
                message = f"{operation.title} returns pages, but has no parameter {paging[key]}"
                yield Finding(operation.pointer, message, "refer to Page and PageSize of common.yaml")


def _is_inferred(value: dict[str, object]) -> bool:
    return value.get("x-status") == "inferred"


def _inferred_names(context: LintContext) -> Iterator[tuple[Node, str]]:
    """Yield the properties of schemas and the parameters of operations whose names are inferred."""
    if context.api in WCF_APIS:
        return
    for node in context.properties:
        if status_of_property(context, node.pointer, node.value) == "inferred":
            yield node, str(node.pointer[-1])
    for node in context.of("parameter"):
        if "name" in node.value and node.value.get("x-status", "inferred") == "inferred":
            yield node, str(node.value["name"])


def _types(schema: dict[str, object]) -> list[object]:
    kind = schema.get("type", [])
    return kind if isinstance(kind, list) else [kind]
