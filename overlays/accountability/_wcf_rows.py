"""Long lists of flat records in the plain form that WCF writes, read without a tree.

To build a tree, walk it and let it go takes longer than to make all its values. An export holds thousands of records
with the same elements in the same order, each with a text, nothing, or `i:nil`; so one expression, made of the names
in the first record, finds the texts of them all. It knows no more of XML than that: a document with anything else in it
(an attribute, a comment, an element inside of another, a record that differs) is left to the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from ._wcf_kind import Object, Repeated
from ._xml import XSI, local_name

__all__ = ("LONG", "read")

Convert: TypeAlias = "Callable[[str], Any]"
Cell: TypeAlias = "str | None"  # the text of an element, or None for `i:nil`

LONG = 250_000  # bytes; to make an expression, which is kept, takes longer than a tree of less
_MOST_NAMES = 200
_NAME = r"[A-Za-z_][\w.-]*+"
# No markup, nothing that XML forbids, and no carriage return, since XML reads that as another character.
_PLAIN = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
_TEXT = rf"{_PLAIN}(?:&(?:amp|lt|gt|quot|apos);{_PLAIN})*+"
_NIL = ' i:nil="true"/>'
_PROLOGUE = re.compile(r'\ufeff?(?:<\?xml version="1\.0" encoding="[Uu][Tt][Ff]-8"\?>)?[ \t\r\n]*+')
_MEMBER = re.compile(rf"<({_NAME})(?:>{_TEXT}</\1>|{_NIL})", re.ASCII)
_HOLLOW = re.compile(rf"<({_NAME})/>", re.ASCII)
_ENTITY = re.compile("&(amp|lt|gt|quot|apos);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def read(content: bytes, tag: str, repeated: Repeated) -> list[dict[str, Any]] | None:
    """What the tree of a document would be read as; None where the document is short, or has another form.

    Args:
        content: the document.
        tag: its root's, with the namespace.
        repeated: what reads the tree.
    """
    if len(content) < LONG or not isinstance(repeated.item, Object):
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    namespace, name, item = tag.rpartition("}")[0].removeprefix("{"), local_name(tag), local_name(repeated.tag)
    start = _behind_root(text, namespace, name)
    if start is None:
        return None
    if text.count("/>") > text.count(_NIL):
        text = _HOLLOW.sub(r"<\1></\1>", text)
    names = _names(text, start, item)
    members = repeated.item.flat(f"{{{namespace}}}{each}" for each in names)
    found = _cells(text, start, _record(item, names), f"</{name}>") if members else None
    return _records(members, found, "&" in text) if found else None


def _records(members: list[tuple[str, Convert]], found: list[tuple[Cell, ...]], entities: bool) -> list[dict[str, Any]]:
    """The records of rows of texts: made by columns, so that what a member is made by is looked up once."""
    columns = zip(*(map(_meant, row) for row in found) if entities else found, strict=True)
    made = [_values(convert, cells) for (_, convert), cells in zip(members, columns, strict=True)]
    names = [name for name, _ in members]
    return [dict(zip(names, row, strict=True)) for row in zip(*made, strict=True)]


def _behind_root(text: str, namespace: str, name: str) -> int | None:
    """Where the root's content begins, if the root declares what WCF declares there and nothing else."""
    prologue = _PROLOGUE.match(text)
    at = prologue.end() if prologue else 0
    own, schema = f' xmlns="{namespace}"', f' xmlns:i="{XSI}"'
    for root in (f"<{name}{own}{schema}>", f"<{name}{schema}{own}>"):
        if text.startswith(root, at):
            return at + len(root)
    return None


def _names(text: str, at: int, item: str) -> tuple[str, ...]:
    """The elements of the first record; none of them where it is not plain."""
    names: list[str] = []
    at += len(f"<{item}>")
    while (member := _MEMBER.match(text, at)) and len(names) <= _MOST_NAMES:
        names.append(member[1])
        at = member.end()
    return tuple(names) if text.startswith(f"</{item}>", at) else ()


@lru_cache(maxsize=32)
def _record(item: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """A record of just these elements; the groups are their texts."""
    members = (f"<{re.escape(name)}(?:>({_TEXT})</{re.escape(name)}>|{_NIL})" for name in names)
    return re.compile(f"<{re.escape(item)}>{''.join(members)}</{re.escape(item)}>")


def _cells(text: str, at: int, record: re.Pattern[str], end: str) -> list[tuple[Cell, ...]] | None:
    """The texts of each record; None where not all of the document is such records."""
    rows: list[tuple[Cell, ...]] = []
    while found := record.match(text, at):
        rows.append(found.groups())
        at = found.end()
    return rows if text[at:].rstrip(" \t\r\n") == end else None


def _meant(cell: Cell) -> Cell:
    """A text with its entities resolved."""
    return _ENTITY.sub(lambda entity: _MEANT[entity[1]], cell) if cell and "&" in cell else cell


def _values(convert: Convert, cells: Iterable[Cell]) -> Iterable[Any]:
    """The values of one member; a text that is none stays as it is."""
    if convert is str:
        return cells
    made: list[Any] = []
    for cell in cells:
        try:
            made.append(None if cell is None else convert(cell))
        except ValueError:
            made.append(cell)
    return made
