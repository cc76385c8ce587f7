"""Rules on examples: they exist, conform to their schema, and use only its properties.

The sandbox starts from the examples, so an error in an example is a wrong record in the sandbox.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import jsonschema_rs

from pipeline.lint.context import WCF_APIS, LintContext
from pipeline.source.grammar import SCHEMAS, Node, with_references
from pipeline.source.operation import Operation, success_contents
from pipeline.source.pointer import Pointer, render
from pipeline.source.problem import Finding

_DOCUMENT = "urn:contract"
_WCF_DATE = re.compile(r"/Date\(-?[0-9]+([+-][0-9]{4})?\)/")
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?")


def is_wcf_date(text: str) -> bool:
    """Return whether a string is a WCF date in JSON, such as `/Date(928113600000+1000)/`."""
    return _WCF_DATE.fullmatch(text) is not None


def is_xml_local_date_time(text: str) -> bool:
    """Return whether a string is a date-time without a zone, as WCF writes it in XML."""
    if not _LOCAL.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True


FORMATS = {"wcf-date": is_wcf_date, "xml-local-date-time": is_xml_local_date_time}


def missing_example(context: LintContext) -> Iterator[Finding]:
    """Find bodies and 2xx responses without an example."""
    for operation in context.operations if context.api not in WCF_APIS else ():
        for pointer, media in _bodies(context, operation):
            if "schema" in media and not _has_example(context, media):
                message = f"{_of(pointer)} of {operation.title} has no example"
                yield Finding(pointer, message, "add `example:` next to its schema")


def invalid_example(context: LintContext) -> Iterator[Finding]:
    """Find examples that do not conform to their schema, or use a property that it does not have."""
    registry = jsonschema_rs.Registry(
        [(_DOCUMENT, {"components": context.document.get("components", {})})], draft=jsonschema_rs.Draft202012
    )
    for node in context.nodes:
        schema = node.value if node.kind in SCHEMAS else node.value.get("schema")
        examples = [(at, value) for at, value in _examples(node) if not _is_xml_text(node, value)]
        if not examples or not isinstance(schema, dict):
            continue
        try:
            validator = jsonschema_rs.Draft202012Validator(
                with_references(schema, _absolute), registry=registry, formats=FORMATS, validate_formats=True
            )
        except jsonschema_rs.ValidationError as invalid:  # a keyword has a wrong value, here or in a referenced schema
            yield Finding(node.pointer, f"the examples of an invalid schema are not checked: {_short(invalid.message)}")
            continue
        for at, value in examples:
            for error in validator.iter_errors(value):
                where = (*at, *error.instance_path)
                location = render(tuple(error.instance_path)) or "the whole"
                yield Finding(where, f"the example does not conform to its schema: {location}: {_short(error.message)}")
            for where in _unknown_properties(context, schema, value):
                message = f"the example has {render(where)}, which its schema does not have"
                yield Finding((*at, *where), message, "correct the name, or add the property")


def _bodies(context: LintContext, operation: Operation) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    body = context.resolve(operation.value.get("requestBody", {}))
    for media, content in body.get("content", {}).items():
        yield (*operation.pointer, "requestBody", "content", media), content
    yield from success_contents(context.document, operation)


def _of(pointer: Pointer) -> str:
    return "the body" if "requestBody" in pointer else f"the response {pointer[4]}"


def _has_example(context: LintContext, media: dict[str, Any]) -> bool:
    schema = context.resolve(media["schema"])
    return any(key in value for value in (media, schema) if isinstance(value, dict) for key in ("example", "examples"))


def _examples(node: Node) -> Iterator[tuple[Pointer, Any]]:
    if "example" in node.value and (node.kind in SCHEMAS or node.kind in ("media", "parameter", "header")):
        yield (*node.pointer, "example"), node.value["example"]
    examples = node.value.get("examples")
    if node.kind in SCHEMAS and isinstance(examples, list):
        yield from (((*node.pointer, "examples", index), value) for index, value in enumerate(examples))
    elif node.kind in ("media", "parameter", "header") and isinstance(examples, dict):
        for name, value in examples.items():
            if isinstance(value, dict) and "value" in value:
                yield (*node.pointer, "examples", name, "value"), value["value"]


def _is_xml_text(node: Node, value: Any) -> bool:
    return node.kind == "media" and str(node.pointer[-1]).endswith("xml") and isinstance(value, str)


def _absolute(ref: str) -> str:
    """Return a local reference as one to the registered document."""
    return _DOCUMENT + ref if ref.startswith("#/") else ref


def _unknown_properties(context: LintContext, schema: Any, value: Any, at: Pointer = ()) -> Iterator[Pointer]:
    """Yield the pointers of a value's properties that a plain object schema does not name."""
    schema = context.resolve(schema)
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties")
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unknown_properties(context, schema.get("items"), item, (*at, index))
    elif isinstance(value, dict) and isinstance(properties, dict):
        for key, item in value.items():
            if key in properties:
                yield from _unknown_properties(context, properties[key], item, (*at, key))
            elif not any(
                word in schema for word in ("additionalProperties", "patternProperties", "allOf", "anyOf", "oneOf")
            ):
                yield (*at, key)


def _short(message: str) -> str:
    return message if len(message) <= 160 else f"{message[:157]}..."
