"""Read and write the XML of the legacy service: DataContract documents and their JSON counterparts.

One codec is driven by the XML schemas of the contract, so a record is the same in both representations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from typing import Any

from lxml import etree

from ...spec import Contract
from .parser import NIL, XSI, XmlError, local, parse
from .scalars import scalar
from .types import SINGLE_VALUE_TYPES, Anything, Kind, Object, Repeated, single_value_document

__all__ = ("Codec", "XmlError")


class Codec:
    """Reads and writes the XML of one contract; may be shared between threads.

    Args:
        document: the OpenAPI document that contains the schemas and the targets of their references.
        timezone: the zone of the wall times in XML; that it is UTC is inferred.
        on_wall_time: called when a date without an offset is read or written, at least at the first.
    """

    def __init__(
        self, document: Mapping[str, Any], timezone: tzinfo = UTC, on_wall_time: Callable[[], None] = lambda: None
    ) -> None:
        self._contract = Contract("legacy", document)
        self._zone = timezone
        self._on_wall_time = on_wall_time
        self._kinds: dict[str, Kind] = {}

    def decode(self, content: bytes, schema: Mapping[str, Any]) -> Any:
        """Decode a document to the value that its JSON counterpart has.

        Elements may be in any order. An element that the schema lacks is returned as text under its local name, and an
        element that occurs twice is a list. Text that is not a value of its type stays text: the record that is read
        from it reports the invalid value.

        Args:
            content: the document.
            schema: its XML schema, or a `$ref` to one. An empty schema accepts the single values of WCF,
                `<int>5</int>` as 5; of another root the text is returned, or the document as text if it has elements.

        Raises:
            XmlError: it is not XML, has a DOCTYPE, or has a root other than the schema's.
        """
        kind, name = self._kind(schema), self._name(schema)[1]
        root = parse(content)
        if isinstance(kind, Anything):
            kind = scalar(SINGLE_VALUE_TYPES.get(root.tag), None, self._zone, self._on_wall_time)
        elif local(root) != name:
            raise XmlError(f"line {root.sourceline}: expected the root <{name}>, got <{local(root)}>")
        return None if root.get(NIL) in ("true", "1") else kind.read(root)

    def encode(self, value: Any, schema: Mapping[str, Any]) -> bytes:
        """Encode a value: elements in the schema's order, None as `xsi:nil`, absent properties left out.

        Args:
            value: as its JSON counterpart has it.
            schema: the XML schema, or a `$ref` to one. With an empty schema, a single value is written as WCF does.

        Raises:
            XmlError: the schema's type, or XML, cannot hold a value; the message has its path.
        """
        kind, (namespace, name) = self._kind(schema), self._name(schema)
        if isinstance(kind, Anything):
            return etree.tostring(single_value_document(value), encoding="utf-8")
        root = etree.Element(_tag(namespace, name), nsmap={None: namespace, "i": XSI} if namespace else {"i": XSI})
        if value is None:
            root.set(NIL, "true")
        else:
            kind.write(root, value, name)
        return etree.tostring(root, encoding="utf-8")

    def _kind(self, schema: Mapping[str, Any], outer: str = "") -> Kind:
        """Return the reader and writer of a schema; each `$ref` is compiled once."""
        pointer = schema.get("$ref")
        if not isinstance(pointer, str):
            return self._compiled(schema, outer)
        if pointer not in self._kinds:
            self._compiled(self._resolve(schema), outer, pointer)
        return self._kinds[pointer]

    def _compiled(self, schema: Mapping[str, Any], outer: str, pointer: str | None = None) -> Kind:
        namespace = schema.get("xml", {}).get("namespace", outer)
        kind: Kind
        if "properties" in schema or _type(schema) == "object":
            kind = record = Object(namespace)
            self._store(pointer, kind)  # before its properties, which may refer back to it
            for name, property_schema in schema.get("properties", {}).items():
                record.add(name, *self._property(name, property_schema, namespace))
        elif _type(schema) == "array":
            kind = self._repeated(schema, namespace)
        elif "anyOf" in schema or "oneOf" in schema:
            kind = self._kind(_not_null(schema), outer)
        else:
            kind = scalar(_type(schema), schema.get("format"), self._zone, self._on_wall_time)
        self._store(pointer, kind)
        return kind

    def _store(self, pointer: str | None, kind: Kind) -> None:
        if pointer is not None:
            self._kinds[pointer] = kind

    def _property(self, name: str, schema: Mapping[str, Any], outer: str) -> tuple[str, Kind, bool]:
        """Return a property's tag, kind, and whether its elements repeat without an element outer them."""
        xml, resolved = schema.get("xml", {}), self._resolve(schema)
        if _type(resolved) == "array" and not {**resolved.get("xml", {}), **xml}.get("wrapped"):
            namespace, item = self._name(resolved.get("items", {}), outer)
            return _tag(namespace, item or name), self._kind(resolved.get("items", {}), namespace), True
        return _tag(xml.get("namespace", outer), xml.get("name", name)), self._kind(schema, outer), False

    def _repeated(self, schema: Mapping[str, Any], outer: str) -> Repeated:
        items = schema.get("items", {})
        namespace, name = self._name(items, outer)
        # Items without a name take the name of their array, as OpenAPI defines it.
        return Repeated(
            _tag(namespace, name or schema.get("xml", {}).get("name", "item")), self._kind(items, namespace)
        )

    def _name(self, schema: Mapping[str, Any], outer: str = "") -> tuple[str, str]:
        """Return the namespace and name of the element of a schema."""
        xml = {**self._resolve(schema).get("xml", {}), **schema.get("xml", {})}
        return xml.get("namespace", outer), xml.get("name", "")

    def _resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._contract.resolve(schema)


def _type(schema: Mapping[str, Any]) -> str | None:
    kinds = schema.get("type")
    return next((kind for kind in kinds if kind != "null"), None) if isinstance(kinds, list) else kinds


def _not_null(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the branch of a union that is not null; a DataContract has no other unions."""
    branches: list[Mapping[str, Any]] = schema.get("anyOf") or schema["oneOf"]
    return next((branch for branch in branches if branch.get("type") != "null"), {})


def _tag(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name
