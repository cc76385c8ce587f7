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
    arrays = {path: rows for path, rows in _arrays(value) if path}
    if not arrays:
        return None
    items = min(arrays, key=lambda path: (path != paging["items"], _rank(path)))
    envelope_path = items.rpartition(".")[0]
    envelope, prefix = (value[envelope_path], f"{envelope_path}.") if envelope_path else (value, "")
    outer_names = {key: name for key in _NAMES if (name := _find_property(value, key, paging[key]))}
    inner_names = {key: prefix + name for key in _NAMES if (name := _find_property(envelope, key, paging[key]))}
    names = {"items": items, **outer_names, **inner_names}
    other = {key: name for key, name in names.items() if name != paging[key]}
    page = envelope.get(names.get("page", "").removeprefix(prefix))
    lacking = tuple(paging[key] for key in _NAMES if key not in names)
    return Rows(arrays[items], other or None, lacking, page if isinstance(page, int) else None)


def inner_objects(value: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the objects that may be the record of a response, with their paths."""
    for name, item in _printable_properties(value).items():
        if isinstance(item, Mapping):
            yield name, item
            yield from (
                (f"{name}.{inner}", part)
                for inner, part in _printable_properties(item).items()
                if isinstance(part, Mapping)
            )


def _arrays(value: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    for name, item in _printable_properties(value).items():
        if isinstance(item, list):
            yield name, item
        elif isinstance(item, Mapping):
            yield from (
                (f"{name}.{inner}", rows)
                for inner, rows in _printable_properties(item).items()
                if isinstance(rows, list)
            )


def _printable_properties(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties whose names can be written to a file and a terminal."""
    return {name: item for name, item in value.items() if NAME.fullmatch(name)}


def _rank(path: str) -> tuple[int, int]:
    last = path.rpartition(".")[2].lower()
    return path.count("."), _ITEMS.index(last) if last in _ITEMS else len(_ITEMS)


def _find_property(value: Mapping[str, Any], key: str, name: str) -> str | None:
    """Return the property that holds a number of the envelope: the one of the contract, or one with a usual name."""
    if name in value:
        return name
    spellings = {
        re.sub(r"[^a-z]", "", property_name.lower()): property_name
        for property_name, item in _printable_properties(value).items()
        if isinstance(item, int) and "." not in property_name
    }
    return next((spellings[spelling] for spelling in _NAMES[key] if spelling in spellings), None)
