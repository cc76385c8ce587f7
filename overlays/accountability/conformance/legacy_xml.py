"""Legacy XML by its schema: read strictly, and written from generated values, even from invalid ones.

Schemathesis does not validate XML responses, and a DataContract reader silently drops elements out of order, so a
response is read element by element: wrong names, namespaces, orders and nils are errors, and JSON Schema validates the
values. This shares nothing with the client's codec, which accepts any order and with which the sandbox writes: an error
there must show here.

The codec writes what a type can hold and rejects the rest, and schemathesis writes properties in the order of
generation. `write` writes invalid values too (an object for a number), each property in the order of the schema, so
that the body is wrong in one way only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import define, field
from lxml import etree

from .exchange import UNPRINTABLE
from .operations import Contract, types

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_WITH_EXPONENT = re.compile(_NUMBER.pattern + r"[eE][+-]?\d{1,3}")
_NOT_IN_NAMES = str.maketrans(dict.fromkeys(" \t\n\r:<>&\"'/{}[]()=,;!?@#$%^*+~`|\\", "_"))
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


def read(
    content: bytes, schema: Mapping[str, Any], contract: Contract, *, exponents: bool = False
) -> tuple[Any, list[str]]:
    """Return the value of an XML document and the errors in its form.

    `xs:double` has exponents and `xs:decimal` has not, and the contract does not say which of them a number is: a
    response is expected without, a request may be read either way.

    Raises:
        ValueError: The content is not well-formed, or has a DOCTYPE.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("it has a DOCTYPE")
    if not schema:
        return None, []
    reader = _Reader(contract, exponents)
    resolved = resolve(contract, schema)
    reader.check_name(root, qualified_name(resolved), "The root")
    return reader.value(root, resolved, etree.QName(root).localname), reader.errors


def resolve(contract: Contract, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema with its reference followed; the `xml` object next to the reference wins."""
    if "$ref" not in schema:
        return schema
    base = resolve(contract, contract.resolve(schema))
    return {**base, "xml": {**base.get("xml", {}), **schema.get("xml", {})}}


def qualified_name(schema: Mapping[str, Any], name: str = "") -> str:
    """Return the element name of a schema as `{namespace}name`."""
    xml = schema.get("xml", {})
    namespace, name = xml.get("namespace", ""), xml.get("name", name)
    return f"{{{namespace}}}{name}" if namespace and name else name


@define
class _Reader:
    """One pass over a document; each error names the path of its element."""

    contract: Contract = field(repr=False)
    exponents: bool = False
    errors: list[str] = field(factory=list)

    def check_name(self, element: etree._Element, expected: str, path: str) -> None:
        if expected and element.tag != expected:
            self.errors.append(f"{path}: expected <{expected}>, got <{etree.QName(element).text}>.")

    def value(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> Any:
        allowed_types = types(schema)
        if _BOOLEANS.get(element.get(NIL, "false")):
            if len(element) or (element.text or "").strip():
                self.errors.append(f"{path}: expected no content in a nil element, got some.")
            return None
        if "object" in allowed_types or "properties" in schema:
            return self.object(element, schema, path)
        if "array" in allowed_types:
            item = resolve(self.contract, schema.get("items", {}))
            return [self.item(child, item, f"{path}[{index}]") for index, child in enumerate(_children(element))]
        return {} if len(element) else self.scalar(element.text or "", allowed_types)

    def item(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> Any:
        self.check_name(element, qualified_name(schema), path)
        return self.value(element, schema, path)

    def object(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> dict[str, Any]:
        parts = [(name, resolve(self.contract, part)) for name, part in schema.get("properties", {}).items()]
        names = {qualified_name(part, name): (index, name, part) for index, (name, part) in enumerate(parts)}
        expected = {name: tag for tag, (_, name, _) in names.items()}
        values: dict[str, Any] = {}
        unknown: dict[str, Any] = {}
        latest_position, previous_name = -1, ""
        for child in _children(element):
            if str(child.tag) not in names:
                local_name = etree.QName(child).localname
                self.check_name(child, expected.get(local_name, ""), f"{path}/{local_name}")
                unknown[local_name] = child.text or ""
                continue
            position, name, part = names[str(child.tag)]
            if position < latest_position:
                self.errors.append(f"{path}/{name}: expected it before {previous_name}, got it after.")
            else:
                latest_position, previous_name = position, name
            self.property(values, child, name, part, f"{path}/{name}")
        return {**unknown, **values}

    def property(
        self, values: dict[str, Any], child: etree._Element, name: str, part: Mapping[str, Any], path: str
    ) -> None:
        if "array" in types(part) and not part.get("xml", {}).get("wrapped"):
            values.setdefault(name, []).append(self.value(child, resolve(self.contract, part.get("items", {})), path))
            return
        if name in values:
            self.errors.append(f"{path}: expected one element, got two.")
        values[name] = self.value(child, part, path)

    def scalar(self, text: str, allowed_types: list[str]) -> Any:
        """Return the value of a text in the form of its type; any other text as it is, which is not of the type."""
        plain = text.strip()
        if "boolean" in allowed_types and plain in _BOOLEANS:
            return _BOOLEANS[plain]
        if "integer" in allowed_types and _INTEGER.fullmatch(plain):
            return int(plain)
        if "number" in allowed_types and (
            _NUMBER.fullmatch(plain) or (self.exponents and _WITH_EXPONENT.fullmatch(plain))
        ):
            return Decimal(plain)
        return text


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Return the child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def write(value: Any, schema: Mapping[str, Any], contract: Contract) -> bytes:
    """Return the XML document of a value generated from a schema, whether or not the schema allows it."""
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
        for item_value in value:
            _fill(etree.SubElement(element, _tag(item, "item")), item_value, item, contract)
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
    for item_value in value if repeats else [value]:
        _fill(etree.SubElement(parent, tag), item_value, item, contract)


def _in_order(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    parts = schema.get("properties", {})
    yield from ((name, part) for name, part in parts.items() if name in value)
    yield from ((name, {}) for name in value if name not in parts)


def _tag(schema: Mapping[str, Any], name: str) -> str:
    """Return the element's name; characters that XML names cannot hold are replaced."""
    local_name = name.translate(_NOT_IN_NAMES)
    try:
        local_name = str(etree.QName(local_name).localname)
    except ValueError:
        local_name = f"_{sum(map(ord, name))}"
    return qualified_name(schema, local_name) if schema.get("xml") else local_name


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # without an exponent, which xs:decimal does not have
    return (value if isinstance(value, str) else json.dumps(value, default=str)).translate(UNPRINTABLE)
