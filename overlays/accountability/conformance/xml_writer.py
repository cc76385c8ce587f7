"""Write generated bodies as legacy XML.

The client's codec writes what a type can hold and rejects the rest, and schemathesis writes properties in the order of
generation. This module writes invalid values too (an object for a number), each property in the order of the schema, so
that the body is wrong in one way only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from .exchange import UNPRINTABLE
from .operations import Contract, types
from .xml_reader import NIL, qualified_name, resolve

_NOT_IN_NAMES = str.maketrans(dict.fromkeys(" \t\n\r:<>&\"'/{}[]()=,;!?@#$%^*+~`|\\", "_"))


def write(value: Any, schema: Mapping[str, Any], contract: Contract) -> bytes:
    """Return the XML document of a value, whether or not the schema allows it.

    Args:
        value: A value generated from the XML media type's schema: its dates are local times already.
        schema: That schema.
        contract: The contract that its references point into.
    """
    resolved = resolve(contract, schema)
    root = etree.Element(qualified_name(resolved) or "data")
    _fill(root, value, resolved, contract)
    return etree.tostring(root, encoding="utf-8")


def _fill(element: etree._Element, value: Any, schema: Mapping[str, Any], contract: Contract) -> None:
    if value is None:
        element.set(NIL, "true")
    elif isinstance(value, Mapping):
        for name, part in _in_order(value, schema):
            _append(element, name, value[name], resolve(contract, part), contract)
    elif isinstance(value, list):
        item = resolve(contract, schema.get("items", {}))
        for each in value:
            _fill(etree.SubElement(element, _tag(item, "item")), each, item, contract)
    else:
        element.text = _text(value)


def _append(parent: etree._Element, name: str, value: Any, schema: Mapping[str, Any], contract: Contract) -> None:
    """Append a property to its record: one element, or one for each item where the property repeats."""
    repeats = isinstance(value, list) and "array" in types(schema) and not schema.get("xml", {}).get("wrapped")
    item = resolve(contract, schema.get("items", {})) if repeats else schema
    namespace = schema.get("xml", {}).get("namespace") or etree.QName(parent).namespace
    tag = _tag(schema, name)
    if not tag.startswith("{") and namespace:
        tag = f"{{{namespace}}}{tag}"
    for each in value if repeats else [value]:
        _fill(etree.SubElement(parent, tag), each, item, contract)


def _in_order(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    known = schema.get("properties", {})
    yield from ((name, part) for name, part in known.items() if name in value)
    yield from ((name, {}) for name in value if name not in known)


def _tag(schema: Mapping[str, Any], name: str) -> str:
    """Return the element's name; characters that XML names cannot hold are replaced."""
    plain = name.translate(_NOT_IN_NAMES)
    try:
        plain = str(etree.QName(plain).localname)
    except ValueError:
        plain = f"_{sum(map(ord, name))}"
    return qualified_name(schema, plain) if schema.get("xml") else plain


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # without an exponent, which xs:decimal does not have
    return (value if isinstance(value, str) else json.dumps(value, default=str)).translate(UNPRINTABLE)
