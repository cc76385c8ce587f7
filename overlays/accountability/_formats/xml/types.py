"""Read and write the structured types of XML: objects, lists, and elements that the contract does not describe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from lxml import etree

from .parser import NIL, Element, XmlError, local, local_name

__all__ = (
    "SINGLE_VALUE_TYPES",
    "Anything",
    "Kind",
    "Object",
    "Repeated",
    "is_nil",
    "set_text",
    "single_value_document",
    "write_number",
)

_SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"
SINGLE_VALUE_TYPES: dict[object, str] = {
    f"{{{_SERIALIZATION}}}{name}": kind
    for name, kind in (
        ("int", "integer"),
        ("long", "integer"),
        ("short", "integer"),
        ("decimal", "number"),
        ("double", "number"),
        ("boolean", "boolean"),
        ("string", "string"),
    )
}
"""Root tags of documents that hold a single value, and the type of the value."""

_TRUE = ("true", "1")
_MOST_DIGITS = 100  # before the decimal point; a .NET decimal has 29


class Kind(Protocol):
    """Reads an element, `xsi:nil` as None, and writes a value that is not None into one.

    `xsi:nil` is looked up on empty elements only: XML Schema allows it on no others, and the lookup takes time.
    `convert` converts the text of an element without child elements, or raises ValueError; it is None if reading takes
    more than the text.
    """

    @property
    def convert(self) -> Callable[[str], Any] | None: ...

    def read(self, element: Element) -> Any: ...

    def write(self, element: Element, value: Any, path: str) -> None: ...


Property: TypeAlias = tuple[str, Kind, "Callable[[str], Any] | None"]


class Anything:
    """An element that the contract does not describe: its text, or its XML if it has child elements."""

    convert = None

    def read(self, element: Element) -> Any:
        if len(element):
            return etree.tostring(element, encoding="unicode", with_tail=False)
        return _nothing(element, "") if element.text is None else element.text

    def write(self, element: Element, value: Any, path: str) -> None:
        set_text(element, _type_and_text(value, path)[1], path)


class Repeated:
    """A list: elements of one kind inside an element."""

    convert = None

    def __init__(self, tag: str, item: Kind) -> None:
        self.tag = tag
        self.item = item
        self.namespace = tag.rpartition("}")[0].removeprefix("{")
        self._local = local_name(tag)

    def read(self, element: Element) -> Any:
        if len(element) == 0:
            return (element.text or "").strip() or _nothing(element, [])
        return [(self.item if local(child) == self._local else _ANYTHING).read(child) for child in element]

    def write(self, element: Element, value: Any, path: str) -> None:
        if not isinstance(value, list | tuple):
            raise XmlError(f"{path}: expected a list, got {type(value).__name__}")
        for number, item in enumerate(value):
            _append(element, self.tag, self.item, item, f"{path}[{number}]")


class Object:
    """An object: named elements, written in the order of the schema and read in any order."""

    convert = None

    def __init__(self, namespace: str) -> None:
        self._namespace = f"{{{namespace}}}" if namespace else ""
        # By name: tag, kind, whether it repeats. By tag and by local name: name, kind and its `convert`.
        self._properties: dict[str, tuple[str, Kind, bool]] = {}
        self._by_tag: dict[object, Property] = {}
        self._repeating: set[str] = set()

    def add(self, name: str, tag: str, kind: Kind, repeats: bool) -> None:
        """Add the next property."""
        self._properties[name] = tag, kind, repeats
        self._by_tag[tag] = self._by_tag[tag.rpartition("}")[2]] = name, kind, kind.convert
        if repeats:
            self._repeating.add(name)

    def read(self, element: Element) -> Any:
        if len(element) == 0:
            return (element.text or "").strip() or _nothing(element, {})
        record: dict[str, Any] = {}
        more: dict[str, list[Any]] = {}
        by_tag = self._by_tag
        for child in element:  # most of a document is read by this loop, so it avoids function calls
            name, kind, convert = by_tag.get(child.tag) or self._unqualified(local(child))
            text = child.text
            if convert is None or len(child):
                value = kind.read(child)
            elif text is None:
                value = None if child.get(NIL) in _TRUE else kind.read(child)
            elif convert is str:
                value = text
            else:
                try:
                    value = convert(text)
                except ValueError:
                    value = text
            if name in record:
                more.setdefault(name, [record[name]]).append(value)
            else:
                record[name] = value
        for name in self._repeating & record.keys():
            record[name] = [record[name]]
        record.update(more)
        return record

    def _unqualified(self, name: str) -> Property:
        """Return a property by its local name, since its namespace may differ; else a property without a schema."""
        return self._by_tag.get(name, (name, _ANYTHING, None))

    def write(self, element: Element, value: Any, path: str) -> None:
        if not isinstance(value, Mapping):
            raise XmlError(f"{path}: expected an object, got {type(value).__name__}")
        for name, (tag, kind, repeats) in self._properties.items():
            if name in value:
                self._append(element, tag, kind, value[name], f"{path}.{name}", repeats)
        for name in value:
            if name not in self._properties:
                _append(element, f"{self._namespace}{name}", _ANYTHING, value[name], f"{path}.{name}")

    def _append(self, element: Element, tag: str, kind: Kind, value: Any, path: str, repeats: bool) -> None:
        if repeats and value is not None:
            Repeated(tag, kind).write(element, value, path)
        else:
            _append(element, tag, kind, value, path)


def single_value_document(value: Any) -> Element:
    """Return the document that WCF writes for a single value: `<int xmlns="...Serialization/">5</int>`."""
    name, text = _type_and_text(value, "the value")
    root = etree.Element(f"{{{_SERIALIZATION}}}{name}", nsmap={None: _SERIALIZATION})
    set_text(root, text, name)
    return root


def set_text(element: Element, text: str | None, path: str) -> None:
    """Set an element's text; None is `xsi:nil`."""
    if text is None:
        element.set(NIL, "true")
        return
    try:
        element.text = text
    except ValueError:
        raise XmlError(f"{path}: expected text without control characters, which XML does not allow") from None


def write_number(value: Any, path: str) -> str:
    """Format a number with all its digits and no exponent."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        raise XmlError(f"{path}: expected a Decimal of at most {_MOST_DIGITS} digits, got {type(value).__name__}")
    return f"{value:f}"


def _type_and_text(value: Any, path: str) -> tuple[str, str | None]:
    """Return the name of a value's type in WCF, and the value as text."""
    match value:
        case None:
            return "anyType", None
        case bool():
            return "boolean", "true" if value else "false"
        case int():
            return "int", str(value)
        case Decimal():
            return "decimal", write_number(value, path)
        case str():
            return "string", value
    raise XmlError(f"{path}: expected a single value, got {type(value).__name__}; the contract does not describe it")


def _nothing(element: Element, default: Any) -> Any:
    """Return None for an empty element with `xsi:nil`, `default` for other empty elements."""
    return None if is_nil(element) else default


def is_nil(element: Element) -> bool:
    """Return whether an element has `xsi:nil`."""
    return element.get(NIL) in _TRUE


def _append(element: Element, tag: str, kind: Kind, value: Any, path: str) -> None:
    # WCF declares the namespace of a list's items on the list, as `a`.
    prefixed = kind.namespace if isinstance(kind, Repeated) and not tag.startswith(f"{{{kind.namespace}}}") else ""
    try:
        child = etree.SubElement(element, tag, nsmap={"a": prefixed} if prefixed else None)
    except ValueError:
        raise XmlError(f"{path}: expected a name that XML allows for an element") from None
    if value is None:
        child.set(NIL, "true")
    else:
        kind.write(child, value, path)


_ANYTHING = Anything()
