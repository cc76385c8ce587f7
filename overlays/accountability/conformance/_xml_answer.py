"""Legacy XML against its schema: names, namespaces, order, nil and the spelling of values.

Schemathesis does not look into XML answers, and a DataContract reader drops what comes out of order in silence, so a
check of our own reads them element by element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import define, field
from lxml import etree

from accountability.conformance._subject import resolve

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
INTEGER = re.compile(r"[+-]?\d+")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


class Broken(ValueError):
    """The bytes are no XML, or XML that may not be read."""


def read(content: bytes, schema: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """The value that an XML answer spells, and what is wrong with how it is spelt.

    Args:
        content: The answer's bytes.
        schema: The media type's schema in the built spec, with its `xml` objects.
        document: The spec that its references point into.

    Raises:
        Broken: It is not well-formed, or has a DOCTYPE.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Broken(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise Broken("it has a DOCTYPE")
    reading = Reading(document)
    if not schema:
        return None, []
    resolved = reading.resolve(schema)
    reading.named(root, qualified(resolved, ""))
    return reading.value(root, resolved, local(root)), reading.problems


@define
class Reading:
    """One pass over an answer; gathers problems as it goes, each with the path of its element."""

    document: Mapping[str, Any] = field(repr=False)
    problems: list[str] = field(factory=list)

    def resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema with its reference followed, and the `xml` object beside the reference laid over the other's."""
        if "$ref" not in schema:
            return schema
        base = self.resolve(resolve(self.document, schema["$ref"]))
        return {**base, "xml": {**base.get("xml", {}), **schema.get("xml", {})}}

    def named(self, element: etree._Element, wanted: str) -> None:
        if wanted and element.tag != wanted:
            self.problems.append(f"the root is <{name_of(element)}>, the contract says <{wanted}>")

    def value(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> Any:
        """What an element holds, by its schema."""
        types = kinds(schema)
        if BOOLEANS.get(element.get(NIL, "false")):
            if len(element) or (element.text or "").strip():
                self.problems.append(f"{path} is nil and holds something")
            return None
        if "object" in types or "properties" in schema:
            return self.members(element, schema, path)
        if "array" in types:
            return self.items(element, schema, path)
        if len(element):
            self.problems.append(f"{path} holds elements, the contract says it is a {' or '.join(types) or 'value'}")
            return None
        return self.scalar(element.text or "", types, path)

    def items(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> list[Any]:
        """A wrapped array: every child is an item, and is called so."""
        item = self.resolve(schema.get("items", {}))
        wanted, found = qualified(item, ""), []
        for index, child in enumerate(elements(element)):
            if wanted and child.tag != wanted:
                self.problems.append(f"{path}[{index}] is <{name_of(child)}>, the contract says <{wanted}>")
            found.append(self.value(child, item, f"{path}[{index}]"))
        return found

    def members(self, element: etree._Element, schema: Mapping[str, Any], path: str) -> dict[str, Any]:
        """An object: its members in the order of the schema, each once unless it repeats by contract."""
        order = {
            qualified(part, name): (position, name, part)
            for position, (name, part) in enumerate(
                (name, self.resolve(part)) for name, part in schema.get("properties", {}).items()
            )
        }
        found: dict[str, Any] = {}
        latest, before = -1, ""
        for child in elements(element):
            if str(child.tag) not in order:
                self.unknown(child, schema, path)
                continue
            position, name, part = order[str(child.tag)]
            here = f"{path}/{name}"
            if position < latest:
                self.problems.append(f"{here} comes after {before}, the contract has it before")
            else:
                latest, before = position, name
            self.member(found, child, name, part, here)
        self.problems += [f"{path} has no {name}" for name in schema.get("required", []) if name not in found]
        return found

    def member(
        self, found: dict[str, Any], child: etree._Element, name: str, part: Mapping[str, Any], path: str
    ) -> None:
        """Takes one child up: a further item of a repeated member, or the member itself."""
        if "array" in kinds(part) and not part.get("xml", {}).get("wrapped"):
            found.setdefault(name, []).append(self.value(child, self.resolve(part.get("items", {})), path))
            return
        if name in found:
            self.problems.append(f"{path} is there twice")
        found[name] = self.value(child, part, path)

    def unknown(self, child: etree._Element, schema: Mapping[str, Any], path: str) -> None:
        """A child that the schema has no member for: a fault where the type is complete."""
        if schema.get("additionalProperties", True) is False or local(child) in schema.get("properties", {}):
            self.problems.append(f"{path} has <{name_of(child)}>, which the contract does not know")

    def scalar(self, text: str, types: list[str], path: str) -> Any:
        """A value from its text; the text itself, and a problem, where it is spelt wrong."""
        plain = text.strip()
        if "boolean" in types and plain in BOOLEANS:
            return BOOLEANS[plain]
        if "integer" in types and INTEGER.fullmatch(plain):
            return int(plain)
        if "number" in types and NUMBER.fullmatch(plain):
            return Decimal(plain)
        if "string" in types or not types:
            return text
        self.problems.append(f"{path} is {text[:40]!r}, which is no {' or '.join(types)}")
        return None


def kinds(schema: Mapping[str, Any]) -> list[str]:
    """The types a schema allows, `null` aside."""
    types = schema.get("type", [])
    return [kind for kind in ([types] if isinstance(types, str) else types) if kind != "null"]


def qualified(schema: Mapping[str, Any], name: str) -> str:
    """The element name a schema asks for, as `{namespace}name`."""
    names = schema.get("xml", {})
    namespace, name = names.get("namespace", ""), names.get("name", name)
    return f"{{{namespace}}}{name}" if namespace and name else name


def name_of(element: etree._Element) -> str:
    """The element's name as `{namespace}name`."""
    return str(etree.QName(element).text)


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments and instructions."""
    return (child for child in parent if isinstance(child.tag, str))
