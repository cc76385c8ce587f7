"""The legacy service's XML: DataContract documents read into the values of their JSON twins, and written from them.

One codec is driven by the contract's XML schemas, so that a record reads the same whichever way it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any

from lxml import etree

from accountability_api._runtime.dates import format_wcf_date as format_date
from accountability_api._runtime.dates import parse_wcf_date as parse_date

from . import _wcf_rows
from ._wcf_kind import LONE, Anything, Kind, Object, Repeated, lone
from ._wcf_text import scalar
from ._xml import NIL, XSI, XmlError, local, parse
from .spec import Contract

__all__ = ("Codec", "XmlError", "format_date", "parse_date")


class Codec:
    """Reads and writes the XML of one contract; safe to share between threads.

    Args:
        document: the OpenAPI document that the schemas and their references belong to.
        timezone: the zone whose wall time the service writes; that it is UTC is inferred.
    """

    def __init__(self, document: Mapping[str, Any], timezone: tzinfo = UTC) -> None:
        self._contract = Contract("legacy", document)
        self._zone = timezone
        self._kinds: dict[str, Kind] = {}

    def decode(self, content: bytes, schema: Mapping[str, Any]) -> Any:
        """The value that the JSON twin of a document has.

        Elements that the schema lacks are kept as text under their local names, in whatever order elements come. What
        is no value of its type stays text, for the record to call it a misfit; an element that comes twice is a list.

        Args:
            content: the document.
            schema: its XML schema, or a `$ref` to one. By an empty schema, a lone value as WCF writes one is read as
                what it says it is, `<int>5</int>` as 5; of another root the text is the value, or the whole document
                as text where it has elements.

        Raises:
            XmlError: it is no XML, has a DOCTYPE, or has another root than the schema's.
        """
        kind, (namespace, name) = self._kind(schema), self._name(schema)
        if isinstance(kind, Repeated) and (rows := _wcf_rows.read(content, _tag(namespace, name), kind)) is not None:
            return rows
        root = parse(content)
        if isinstance(kind, Anything):
            kind = scalar(LONE.get(root.tag), None, self._zone)
        elif local(root) != name:
            raise XmlError(f"line {root.sourceline}: the root is <{local(root)}>, not <{name}>")
        return None if root.get(NIL) in ("true", "1") else kind.read(root)

    def encode(self, value: Any, schema: Mapping[str, Any]) -> bytes:
        """The document of a value: elements in the schema's order, None as `xsi:nil`, what is absent left out.

        Args:
            value: as its JSON twin has it.
            schema: the XML schema, or a `$ref` to one. By an empty schema, a lone value is written as WCF does.

        Raises:
            XmlError: a value that the schema's type, or XML, cannot hold; the message has its path.
        """
        kind, (namespace, name) = self._kind(schema), self._name(schema)
        if isinstance(kind, Anything):
            return etree.tostring(lone(value), encoding="utf-8")
        root = etree.Element(_tag(namespace, name), nsmap={None: namespace, "i": XSI} if namespace else {"i": XSI})
        if value is None:
            root.set(NIL, "true")
        else:
            kind.write(root, value, name)
        return etree.tostring(root, encoding="utf-8")

    def _kind(self, schema: Mapping[str, Any], around: str = "") -> Kind:
        """What reads and writes a schema; each `$ref` is compiled once."""
        pointer = schema.get("$ref")
        if not isinstance(pointer, str):
            return self._compiled(schema, around)
        if pointer not in self._kinds:
            self._compiled(self._resolve(schema), around, pointer)
        return self._kinds[pointer]

    def _compiled(self, schema: Mapping[str, Any], around: str, pointer: str | None = None) -> Kind:
        namespace = schema.get("xml", {}).get("namespace", around)
        made: Kind
        if "properties" in schema or _type(schema) == "object":
            made = shell = Object(namespace)
            self._keep(pointer, made)  # before its members: they may lead back to it
            for name, member in schema.get("properties", {}).items():
                shell.add(name, *self._member(name, member, namespace))
        elif _type(schema) == "array":
            made = self._repeated(schema, namespace)
        elif "anyOf" in schema or "oneOf" in schema:
            made = self._kind(_not_null(schema), around)
        else:
            made = scalar(_type(schema), schema.get("format"), self._zone)
        self._keep(pointer, made)
        return made

    def _keep(self, pointer: str | None, kind: Kind) -> None:
        if pointer is not None:
            self._kinds[pointer] = kind

    def _member(self, name: str, schema: Mapping[str, Any], around: str) -> tuple[str, Kind, bool]:
        """A member's tag, kind, and whether its elements repeat without one around them."""
        xml, found = schema.get("xml", {}), self._resolve(schema)
        if _type(found) == "array" and not {**found.get("xml", {}), **xml}.get("wrapped"):
            namespace, item = self._name(found.get("items", {}), around)
            return _tag(namespace, item or name), self._kind(found.get("items", {}), namespace), True
        return _tag(xml.get("namespace", around), xml.get("name", name)), self._kind(schema, around), False

    def _repeated(self, schema: Mapping[str, Any], around: str) -> Repeated:
        items = schema.get("items", {})
        namespace, name = self._name(items, around)
        # A lone array of items without a name of their own takes that of the array, as OpenAPI has it.
        return Repeated(
            _tag(namespace, name or schema.get("xml", {}).get("name", "item")), self._kind(items, namespace)
        )

    def _name(self, schema: Mapping[str, Any], around: str = "") -> tuple[str, str]:
        """Namespace and name of an element that stands for a schema."""
        xml = {**self._resolve(schema).get("xml", {}), **schema.get("xml", {})}
        return xml.get("namespace", around), xml.get("name", "")

    def _resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._contract.resolve(schema)


def _type(schema: Mapping[str, Any]) -> str | None:
    kinds = schema.get("type")
    return next((kind for kind in kinds if kind != "null"), None) if isinstance(kinds, list) else kinds


def _not_null(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first branch of a union that is not null: the only unions a DataContract has."""
    branches: list[Mapping[str, Any]] = schema.get("anyOf") or schema["oneOf"]
    return next((branch for branch in branches if branch.get("type") != "null"), {})


def _tag(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name
