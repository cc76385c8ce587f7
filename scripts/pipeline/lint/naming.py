"""Rules on names: different names in the contract must be different in Python."""

import re
from collections.abc import Iterable, Iterator
from keyword import iskeyword

from pipeline.lint.context import WCF_APIS, LintContext, title
from pipeline.source.bundle import is_foreign
from pipeline.source.pointer import Pointer
from pipeline.source.problem import Finding
from pipeline.transform import names

_HINT = "give one of them an x-python-name"


def operation_without_id(context: LintContext) -> Iterator[Finding]:
    """Find operations without an operationId."""
    for operation in context.operations:
        if not operation.id:
            yield Finding(operation.pointer, f"{operation.title} has no operationId", "write Controller_Action")


def same_operation_id(context: LintContext) -> Iterator[Finding]:
    """Find operationIds that another operation has."""
    first: dict[str, str] = {}
    for operation in context.operations:
        place = f"{operation.method.upper()} {operation.path}"
        if operation.id and first.setdefault(operation.id, place) != place:
            message = f"the operationId {operation.id} is repeated, first at {first[operation.id]}"
            yield Finding((*operation.pointer, "operationId"), message, "each operation has its own")


def same_resource(context: LintContext) -> Iterator[Finding]:
    """Find tags that are the same resource in Python."""
    tags = {operation.tag: (*operation.pointer, "tags") for operation in reversed(context.operations) if operation.tag}
    yield from _find_equal(
        ((names.resource(tag), tag, at) for tag, at in reversed(tags.items())), "resource", "rename one"
    )


def same_method(context: LintContext) -> Iterator[Finding]:
    """Find operations of a resource that are the same method or function in Python."""
    by_tag: dict[str, list[tuple[str, str, str, Pointer]]] = {}
    for operation in context.operations:
        if operation.id:
            method = names.method(operation.tag, operation.id, operation.value.get("x-python-name"))
            candidate = (method, names.function(operation.id), operation.id, operation.pointer)
            by_tag.setdefault(operation.tag, []).append(candidate)
    for tag, candidates in by_tag.items():
        yield from _find_equal(((method, id_, at) for method, _, id_, at in candidates), f"method of {tag}", _HINT)
        yield from _find_equal(
            ((function, id_, at) for _, function, id_, at in candidates), f"function of {tag}", "rename one"
        )


def path_without_version(context: LintContext) -> Iterator[Finding]:
    """Find paths of our sources that do not begin with the API's name."""
    version = f"/{context.api}/"
    if context.api in WCF_APIS or is_foreign(context.document):
        return
    for path in context.document.get("paths", {}):
        if not path.startswith(version):
            hint = "only the paths of resources.yaml have no version"
            yield Finding(("paths", path), f"the path {path} does not begin with {version}", hint)


def path_and_parameters_differ(context: LintContext) -> Iterator[Finding]:
    """Find parameters that only the path names, and path parameters that the path does not name."""
    for operation in context.operations:
        template_names = set(re.findall(r"{([^}]*)}", operation.path))
        parameters = [context.resolve(value) for value in operation.value.get("parameters", ())]
        described = {str(parameter.get("name")) for parameter in parameters if parameter.get("in") == "path"}
        for name in sorted(template_names - described):
            message = f"the path {operation.path} names {name}, which {operation.title} does not describe"
            yield Finding(operation.pointer, message, "add the parameter, or correct the path")
        for name in sorted(described - template_names):
            message = f"{operation.title} describes the path parameter {name}, which {operation.path} does not name"
            yield Finding(operation.pointer, message, "correct the name, or the path")


def same_attribute(context: LintContext) -> Iterator[Finding]:
    """Find properties of a model with the same name in Python, or with one that every model has."""
    for node in context.nodes:
        properties = node.value.get("properties") if node.kind in ("schema", "property", "item") else None
        if not isinstance(properties, dict):
            continue
        result = [
            (names.attribute(wire, value), wire, (*node.pointer, "properties", wire))
            for wire, value in properties.items()
        ]
        yield from _find_equal(result, f"attribute of {title(context, node)}", _HINT)
        for name, wire, at in result:
            if name in names.OF_EVERY_MODEL:
                yield Finding(at, f"{wire} would hide the {name} that every model has", "give it an x-python-name")


def invalid_python_name(context: LintContext) -> Iterator[Finding]:
    """Find `x-python-name` values that are not valid in Python."""
    for node in context.nodes:
        name = node.value.get("x-python-name")
        if name is not None and (not str(name).isidentifier() or iskeyword(str(name))):
            message = f"{name} is not a valid name in Python"
            yield Finding((*node.pointer, "x-python-name"), message, "write it in snake case")


def _find_equal(candidates: Iterable[tuple[str, str, Pointer]], noun: str, hint: str) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, wire, at in candidates:
        if first.get(name, wire) != wire:
            yield Finding(at, f"{first[name]} and {wire} both make the {noun} {name} in Python", hint)
        first.setdefault(name, wire)
