"""XML from strangers: parsed with no entity followed, nothing fetched, and any DOCTYPE refused."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from accountability_api._runtime.errors import AccountabilityError

__all__ = ("NIL", "XSI", "Element", "XmlError", "local", "local_name", "parse", "texts")

Element: TypeAlias = etree._Element
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NIL = f"{{{XSI}}}nil"
# Atomic and possessive: a hostile prologue must not make the search go back and forth.
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)


class XmlError(AccountabilityError, ValueError):
    """A document that is not XML, is not safe to read, or differs from the schema; or a value that XML cannot hold.

    The message has the line, or the path of the value; it never has a value.
    """


def parse(content: bytes) -> Element:
    """The root of a document.

    Raises:
        XmlError: it is no XML, or has a DOCTYPE.
    """
    if _DOCTYPE.match(content):
        raise XmlError("line 1: a DOCTYPE is refused")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"line {error.lineno or 1}: it is no XML that can be read") from None
    if root.getroottree().docinfo.internalDTD is not None:  # an encoding hid it from the look at the bytes
        raise XmlError("line 1: a DOCTYPE is refused")
    return root


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return local_name(str(element.tag))


def local_name(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def texts(content: bytes) -> dict[str, str]:
    """The first text of each element by its local name, of a document of which nothing else is known.

    Raises:
        XmlError: it is no XML, or has a DOCTYPE.
    """
    found: dict[str, str] = {}
    for element in parse(content).iter("*"):
        if text := (element.text or "").strip():
            found.setdefault(local(element), text)
    return found
