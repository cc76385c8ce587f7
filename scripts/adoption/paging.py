"""Recognize a list in pages by its shape, whatever its envelope and its parameters are called."""

from typing import Any

from adoption.words import plain
from pipeline.source.operation import Operation, parameters
from pipeline.source.pointer import Pointer, find, parse
from pipeline.transform import media
from pipeline.transform.derive.python import successes
from pipeline.transform.schema import is_record, merged, types

_ROLES = {
    "page": {"page", "pagenumber", "pageno", "pageindex", "currentpage"},
    "pageSize": {"pagesize", "perpage", "pagelength", "limit", "size", "itemsperpage", "take", "pagelimit"},
    "totalCount": {"totalcount", "total", "totalrecords", "totalitems", "recordcount", "totalresults"},
}


def followed(document: dict[str, Any], at: Pointer) -> Pointer:
    """Return the place that a reference at a place leads to, or the place itself."""
    value = find(document, at)
    return parse(value["$ref"].partition("#")[2]) if isinstance(value, dict) and "$ref" in value else at


def response_pointer(document: dict[str, Any], operation: Operation) -> Pointer:
    """Return the place of the schema of an operation's success in the media type that is chosen; empty if none."""
    for status in successes(operation):
        at = followed(document, (*operation.pointer, "responses", status))
        content = (find(document, at) or {}).get("content") or {}
        chosen = min(content, key=media.rank, default=None)
        if chosen is not None and (content[chosen] or {}).get("schema") is not None:
            return (*at, "content", chosen, "schema")
    return ()


def paging(document: dict[str, Any], operation: Operation) -> dict[str, str] | None:
    """Return the names by which a list is paged, as `x-paging` has them; None for what is not a list in pages.

    A list in pages is a GET that returns one array of records next to whole numbers, and takes the number of a page.
    """
    if operation.method != "get":
        return None
    at = response_pointer(document, operation)
    members = merged(document, find(document, at)).get("properties", {}) if at else {}
    arrays = [name for name, value in members.items() if _is_list_of_records(document, value)]
    query = [one for one in parameters(document, operation) if one.get("in") == "query" and _from_one(document, one)]
    parameter = {plain(str(one.get("name"))): str(one["name"]) for one in query}
    asked = {role: _named(parameter, role) for role in ("page", "pageSize")}
    if len(arrays) != 1 or not asked["page"]:
        return None
    whole = {plain(name): name for name, value in members.items() if types(merged(document, value)) == ["integer"]}
    made = {"items": arrays[0], **{role: _named(whole, role) for role in _ROLES}}
    made |= {"parameter": asked["page"], "sizeParameter": asked["pageSize"]}
    return {role: name for role, name in made.items() if name}


def _named(found: dict[str, str], role: str) -> str:
    return next((name for key, name in found.items() if key in _ROLES[role]), "")


def _from_one(document: dict[str, Any], parameter: dict[str, Any]) -> bool:
    """Return whether pages are counted from 1, as far as a parameter says; an index has to say so."""
    whole = merged(document, parameter.get("schema"))
    said = [whole[key] for key in ("default", "minimum") if key in whole]
    return 0 not in said and (bool(said) or not plain(str(parameter.get("name"))).endswith("index"))


def _is_list_of_records(document: dict[str, Any], value: Any) -> bool:
    whole = merged(document, value)
    return types(whole) == ["array"] and is_record(merged(document, whole.get("items")))
