"""Parse untrusted XML: no entity is resolved, nothing is fetched, and a DOCTYPE is rejected."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from accountability_api._runtime.errors import AccountabilityError

__all__ = ("NIL", "XSI", "Element", "XmlError", "local", "local_name", "parse", "texts")

Element: TypeAlias = etree._Element
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NIL = f"{{{XSI}}}nil"
# Atomic and possessive, so that a hostile prologue cannot cause backtracking.
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)


class XmlError(AccountabilityError, ValueError):
    """A document is not XML, is not safe to read, or does not match the schema; or XML cannot hold a value.

    The message has the line or the path of the value, never the value.
    """


def parse(content: bytes) -> Element:
    """Return the root of a document."""
    if _DOCTYPE.match(content):
        raise XmlError("line 1: expected a document without a DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"line {error.lineno or 1}: expected well-formed XML") from None
    if root.getroottree().docinfo.internalDTD is not None:  # an encoding hid it from the pattern
        raise XmlError("line 1: expected a document without a DOCTYPE")
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return local_name(str(element.tag))


def local_name(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]


def texts(content: bytes) -> dict[str, str]:
    """Return the first text of each element by its local name, for a document whose schema is unknown."""
    strings: dict[str, str] = {}
    for element in parse(content).iter("*"):
        if text := (element.text or "").strip():
            strings.setdefault(local(element), text)
    return strings
