"""Drawn bodies as legacy XML.

`accountability.wcf` writes what a type can hold and refuses the rest, and schemathesis writes in the order in which it
drew. Here a bad value (an object for a number) is written too, each member at its place in the schema's order, so that
what is wrong with it arrives and nothing else is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from accountability.conformance._report import UNPRINTABLE
from accountability.conformance._subject import resolve
from accountability.conformance._xml_answer import NIL, qualified

NOT_IN_NAMES = str.maketrans(dict.fromkeys(" \t\n\r:<>&\"'/{}[]()=,;!?@#$%^*+~`|\\", "_"))


def spelt(value: Any, schema: Mapping[str, Any], document: Mapping[str, Any]) -> bytes:
    """The XML document of a value, whether or not the schema allows it.

    Args:
        value: As drawn from the XML media type's schema: dates are wall times already.
        schema: That schema.
        document: The spec that its references point into.
    """
    resolved = followed(schema, document)
    root = etree.Element(qualified(resolved, "") or "data")
    fill(root, value, resolved, document)
    return etree.tostring(root, encoding="utf-8")


def fill(element: etree._Element, value: Any, schema: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    """Puts a value into its element."""
    if value is None:
        element.set(NIL, "true")
    elif isinstance(value, Mapping):
        for name, part in ordered(value, schema):
            put(element, name, value[name], followed(part, document), document)
    elif isinstance(value, list):
        item = followed(schema.get("items", {}), document)
        for each in value:
            fill(etree.SubElement(element, named(item, "item")), each, item, document)
    else:
        element.text = text(value)


def put(parent: etree._Element, name: str, value: Any, schema: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    """Hangs a member under its record: one element, or one an item where the member repeats."""
    repeats = isinstance(value, list) and schema.get("type") == "array" and not schema.get("xml", {}).get("wrapped")
    item = followed(schema.get("items", {}), document) if repeats else schema
    for each in value if repeats else [value]:
        namespace = schema.get("xml", {}).get("namespace") or etree.QName(parent).namespace
        tag = named(schema, name)
        if not tag.startswith("{") and namespace:
            tag = f"{{{namespace}}}{tag}"
        fill(etree.SubElement(parent, tag), each, item, document)


def ordered(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The members of a value in the schema's order; those it lacks come last."""
    known = schema.get("properties", {})
    yield from ((name, part) for name, part in known.items() if name in value)
    yield from ((name, {}) for name in value if name not in known)


def followed(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with its reference followed; the `xml` object beside the reference wins."""
    if "$ref" not in schema:
        return schema
    base = followed(resolve(document, schema["$ref"]), document)
    return {**base, "xml": {**base.get("xml", {}), **schema.get("xml", {})}}


def named(schema: Mapping[str, Any], name: str) -> str:
    """The element's name by its schema; a drawn name that XML can't hold is made one that it can."""
    if schema.get("xml", {}).get("name") or schema.get("xml", {}).get("namespace"):
        return qualified(schema, safe(name))
    return safe(name)


def safe(name: str) -> str:
    plain = name.translate(NOT_IN_NAMES)
    try:
        return str(etree.QName(plain).localname)
    except ValueError:
        return f"_{sum(map(ord, name))}"


def text(value: Any) -> str:
    """A scalar as XML spells it; what is none comes as JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    return (value if isinstance(value, str) else json.dumps(value, default=str)).translate(UNPRINTABLE)
