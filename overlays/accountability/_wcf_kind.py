"""What one schema makes of an element and of a value: objects, repetitions, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from lxml import etree

from ._xml import NIL, Element, XmlError, local, local_name

__all__ = ("LONE", "Anything", "Kind", "Object", "Repeated", "is_nil", "lone", "put", "write_number")

_SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"
LONE: dict[object, str] = {
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
"""Tags of the documents that are a value alone, and the type of the value."""

_YES = ("true", "1")
_MOST_DIGITS = 100  # before the point of a number written out; .NET's own decimal has 29


class Kind(Protocol):
    """Reads an element, `xsi:nil` as None, and writes a value that is not None into one.

    Only an element with nothing in it is looked at for `xsi:nil`: XML Schema allows it on no other, and the look costs.
    `convert` makes a value of a text alone, or raises ValueError; it is None where an element takes more to read.
    """

    @property
    def convert(self) -> Callable[[str], Any] | None: ...

    def read(self, element: Element) -> Any: ...

    def write(self, element: Element, value: Any, path: str) -> None: ...


Member: TypeAlias = tuple[str, Kind, "Callable[[str], Any] | None"]


class Anything:
    """An element of which nothing is known: its text, or itself as text where it has elements."""

    convert = None

    def read(self, element: Element) -> Any:
        if len(element):
            return etree.tostring(element, encoding="unicode", with_tail=False)
        return _nothing(element, "") if element.text is None else element.text

    def write(self, element: Element, value: Any, path: str) -> None:
        put(element, _lone_text(value, path)[1], path)


class Repeated:
    """Elements of one kind inside an element."""

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
            raise XmlError(f"{path}: a list is needed, not {type(value).__name__}")
        for number, each in enumerate(value):
            _append(element, self.tag, self.item, each, f"{path}[{number}]")


class Object:
    """Named elements inside an element, in an order that writing keeps and reading does not ask for."""

    convert = None

    def __init__(self, namespace: str) -> None:
        self._namespace = f"{{{namespace}}}" if namespace else ""
        # By name: tag, kind, whether it repeats. By tag and by local name: name, kind, its convert.
        self._members: dict[str, tuple[str, Kind, bool]] = {}
        self._by_tag: dict[object, Member] = {}
        self._repeating: set[str] = set()

    def add(self, name: str, tag: str, kind: Kind, repeats: bool) -> None:
        """Adds the next member."""
        self._members[name] = tag, kind, repeats
        self._by_tag[tag] = self._by_tag[tag.rpartition("}")[2]] = name, kind, kind.convert
        if repeats:
            self._repeating.add(name)

    def read(self, element: Element) -> Any:
        if len(element) == 0:
            return (element.text or "").strip() or _nothing(element, {})
        record: dict[str, Any] = {}
        more: dict[str, list[Any]] = {}
        by_tag = self._by_tag
        for child in element:  # most of a document is read by this loop: it makes no call that it need not
            name, kind, convert = by_tag.get(child.tag) or self._unqualified(local(child))
            text = child.text
            if convert is None or len(child):
                value = kind.read(child)
            elif text is None:
                value = None if child.get(NIL) in _YES else kind.read(child)
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

    def flat(self, tags: Iterable[str]) -> list[tuple[str, Callable[[str], Any]]]:
        """By tag, a member's name and what makes its value of a text; none at all where that would not be its value."""
        found = [self._by_tag.get(tag) or self._unqualified(local_name(tag)) for tag in tags]
        names = {name for name, _, _ in found}
        if len(names) < len(found) or names & self._repeating:
            return []
        if not all(convert or isinstance(kind, Anything) for _, kind, convert in found):
            return []
        return [(name, convert or str) for name, _, convert in found]

    def _unqualified(self, name: str) -> Member:
        """A member whose namespace is another than the contract's, or one that the contract lacks."""
        return self._by_tag.get(name, (name, _ANYTHING, None))

    def write(self, element: Element, value: Any, path: str) -> None:
        if not isinstance(value, Mapping):
            raise XmlError(f"{path}: an object is needed, not {type(value).__name__}")
        for name, (tag, kind, repeats) in self._members.items():
            if name in value:
                self._append(element, tag, kind, value[name], f"{path}.{name}", repeats)
        for name in value:
            if name not in self._members:
                _append(element, f"{self._namespace}{name}", _ANYTHING, value[name], f"{path}.{name}")

    def _append(self, element: Element, tag: str, kind: Kind, value: Any, path: str, repeats: bool) -> None:
        if repeats and value is not None:
            Repeated(tag, kind).write(element, value, path)
        else:
            _append(element, tag, kind, value, path)


def lone(value: Any) -> Element:
    """The document that WCF makes of a value alone: `<int xmlns="...Serialization/">5</int>`."""
    name, text = _lone_text(value, "the value")
    root = etree.Element(f"{{{_SERIALIZATION}}}{name}", nsmap={None: _SERIALIZATION})
    put(root, text, name)
    return root


def put(element: Element, text: str | None, path: str) -> None:
    """Sets an element's text; None is `xsi:nil`.

    Raises:
        XmlError: the text has a character that XML cannot hold.
    """
    if text is None:
        element.set(NIL, "true")
        return
    try:
        element.text = text
    except ValueError:
        raise XmlError(f"{path}: the text has a character that XML cannot hold") from None


def write_number(value: Any, path: str) -> str:
    """A number with all its digits and no exponent.

    Raises:
        XmlError: it is no number, or one that cannot be written out.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        raise XmlError(f"{path}: a Decimal of at most {_MOST_DIGITS} digits is needed, not this {type(value).__name__}")
    return f"{value:f}"


def _lone_text(value: Any, path: str) -> tuple[str, str | None]:
    """WCF's name of a value's type, and the value as text."""
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
    raise XmlError(f"{path}: the contract does not say how a {type(value).__name__} is written here")


def _nothing(element: Element, otherwise: Any) -> Any:
    """What an element with nothing in it is: None where it says so."""
    return None if is_nil(element) else otherwise


def is_nil(element: Element) -> bool:
    """Whether an element says that it has no value."""
    return element.get(NIL) in _YES


def _append(element: Element, tag: str, kind: Kind, value: Any, path: str) -> None:
    # WCF declares the namespace of a list's items on the list, as `a`.
    apart = kind.namespace if isinstance(kind, Repeated) and not tag.startswith(f"{{{kind.namespace}}}") else ""
    try:
        child = etree.SubElement(element, tag, nsmap={"a": apart} if apart else None)
    except ValueError:
        raise XmlError(f"{path}: this cannot be the name of an element") from None
    if value is None:
        child.set(NIL, "true")
    else:
        kind.write(child, value, path)


_ANYTHING = Anything()
