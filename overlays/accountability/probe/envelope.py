"""Recognise the envelope of a list or of a single record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ..corrections.correction import Envelope
from .shape import NAME

__all__ = ("Rows", "find_rows", "inner_objects")

_ITEMS = ("items", "data", "results", "result", "value", "values", "records", "rows", "list", "entries")
_NAMES = {
    "page": ("page", "pagenumber", "currentpage", "pageno", "pageindex"),
    "pageSize": ("pagesize", "perpage", "limit", "size", "itemsperpage"),
    "totalCount": ("totalcount", "total", "count", "totalitems", "totalrecords", "recordcount", "odatacount"),
}


@frozen
class Rows:
    """The rows of a list, and their envelope.

    Attributes:
        rows: The records.
        envelope: The envelope as a correction names it; None if it is the contract's.
        lacking: Properties of the contract's envelope that this one lacks.
        page: The number of the page in the response.
    """

    rows: list[Any]
    envelope: Envelope | None = None
    lacking: tuple[str, ...] = ()
    page: int | None = None


def find_rows(value: Any, paging: Mapping[str, str]) -> Rows | None:
    """Return the rows of a decoded response by the names of the contract's envelope; None if it has no list."""
    if isinstance(value, list):
        return Rows(value, "array")
    if not isinstance(value, Mapping):
        return None
    found = {path: rows for path, rows in _arrays(value) if path}
    if not found:
        return None
    items = min(found, key=lambda path: (path != paging["items"], _rank(path)))
    around = items.rpartition(".")[0]
    inside, before = (value[around], f"{around}.") if around else (value, "")
    names = {ours: before + name for ours in _NAMES if (name := _named(inside, ours, paging[ours]))}
    names = {"items": items, **{ours: name for ours in _NAMES if (name := _named(value, ours, paging[ours]))}, **names}
    other = {ours: theirs for ours, theirs in names.items() if theirs != paging[ours]}
    page = inside.get(names.get("page", "").removeprefix(before))
    lacking = tuple(paging[ours] for ours in _NAMES if ours not in names)
    return Rows(found[items], other or None, lacking, page if isinstance(page, int) else None)


def inner_objects(value: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the objects that may be the record of a response, with their paths."""
    for name, member in _plain(value).items():
        if isinstance(member, Mapping):
            yield name, member
            yield from (
                (f"{name}.{inner}", each) for inner, each in _plain(member).items() if isinstance(each, Mapping)
            )


def _arrays(value: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    for name, member in _plain(value).items():
        if isinstance(member, list):
            yield name, member
        elif isinstance(member, Mapping):
            yield from ((f"{name}.{inner}", rows) for inner, rows in _plain(member).items() if isinstance(rows, list))


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties whose names can be written to a file and a terminal."""
    return {name: member for name, member in value.items() if NAME.fullmatch(name)}


def _rank(path: str) -> tuple[int, int]:
    last = path.rpartition(".")[2].lower()
    return path.count("."), _ITEMS.index(last) if last in _ITEMS else len(_ITEMS)


def _named(value: Mapping[str, Any], ours: str, name: str) -> str | None:
    if name in value:
        return name
    known = [each for each, member in _plain(value).items() if isinstance(member, int) and "." not in each]
    plain = {re.sub(r"[^a-z]", "", each.lower()): each for each in known}
    return next((plain[each] for each in _NAMES[ours] if each in plain), None)
