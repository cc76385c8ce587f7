"""Read legacy XML by its schema, and report wrong names, namespaces, orders and nils; JSON Schema validates the values.

Schemathesis does not validate XML responses, and a DataContract reader silently drops elements out of order, so
this module reads them element by element. It shares nothing with the client's codec, which accepts any order and with
which the sandbox writes: an error there must show here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import define, field
from lxml import etree

from .operations import Contract, types

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_WITH_EXPONENT = re.compile(_NUMBER.pattern + r"[eE][+-]?\d{1,3}")
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


class InvalidXml(ValueError):
    """The bytes are not XML, or XML that may not be read."""


def read(
    content: bytes, schema: Mapping[str, Any], contract: Contract, *, exponents: bool = False
) -> tuple[Any, list[str]]:
    """Return the value of an XML document and the errors in its form.

    Args:
        content: The document.
        schema: The media type's schema in the built spec, with its `xml` objects.
        contract: The contract that its references point into.
        exponents: Accept numbers with an exponent. `xs:double` has them and `xs:decimal` has not, and the contract
            does not say which of them a number is: a response is expected without, a request may be read either way.

    Raises:
        InvalidXml: The document is not well-formed, or has a DOCTYPE.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidXml(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise InvalidXml("it has a DOCTYPE")
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
        allowed = types(schema)
        if _BOOLEANS.get(element.get(NIL, "false")):
            if len(element) or (element.text or "").strip():
                self.errors.append(f"{path}: expected no content in a nil element, got some.")
            return None
        if "object" in allowed or "properties" in schema:
            return self.object(element, schema, path)
        if "array" in allowed:
            item = resolve(self.contract, schema.get("items", {}))
            return [self.item(child, item, f"{path}[{index}]") for index, child in enumerate(_children(element))]
        return {} if len(element) else self.scalar(element.text or "", allowed)

    def item(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> Any:
        self.check_name(element, qualified_name(schema), path)
        return self.value(element, schema, path)

    def object(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> dict[str, Any]:
        parts = [(name, resolve(self.contract, part)) for name, part in schema.get("properties", {}).items()]
        names = {qualified_name(part, name): (index, name, part) for index, (name, part) in enumerate(parts)}
        expected = {name: tag for tag, (_, name, _) in names.items()}
        found: dict[str, Any] = {}
        others: dict[str, Any] = {}
        latest, before = -1, ""
        for child in _children(element):
            if str(child.tag) not in names:
                local_name = etree.QName(child).localname
                self.check_name(child, expected.get(local_name, ""), f"{path}/{local_name}")
                others[local_name] = child.text or ""
                continue
            position, name, part = names[str(child.tag)]
            if position < latest:
                self.errors.append(f"{path}/{name}: expected it before {before}, got it after.")
            else:
                latest, before = position, name
            self.property(found, child, name, part, f"{path}/{name}")
        return {**others, **found}

    def property(
        self, found: dict[str, Any], child: etree._Element, name: str, part: Mapping[str, Any], path: str
    ) -> None:
        if "array" in types(part) and not part.get("xml", {}).get("wrapped"):
            found.setdefault(name, []).append(self.value(child, resolve(self.contract, part.get("items", {})), path))
            return
        if name in found:
            self.errors.append(f"{path}: expected one element, got two.")
        found[name] = self.value(child, part, path)

    def scalar(self, text: str, allowed: list[str]) -> Any:
        """Return the value of a text in the form of its type; any other text as it is, which is not of the type."""
        plain = text.strip()
        if "boolean" in allowed and plain in _BOOLEANS:
            return _BOOLEANS[plain]
        if "integer" in allowed and _INTEGER.fullmatch(plain):
            return int(plain)
        if "number" in allowed and (_NUMBER.fullmatch(plain) or (self.exponents and _WITH_EXPONENT.fullmatch(plain))):
            return Decimal(plain)
        return text


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Return the child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))
