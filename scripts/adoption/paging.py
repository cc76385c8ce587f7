"""Recognize a paged list by its structure, with any names of envelope and parameters."""

from typing import Any

from pipeline.source.operation import Operation, parameters
from pipeline.source.pointer import Pointer, find, parse
from pipeline.transform import media
from pipeline.transform.derive.python import successes
from pipeline.transform.names import letters
from pipeline.transform.schema import is_record, merge, types

_ROLES = {
    "page": {"page", "pagenumber", "pageno", "pageindex", "currentpage"},
    "pageSize": {"pagesize", "perpage", "pagelength", "limit", "size", "itemsperpage", "take", "pagelimit"},
    "totalCount": {"totalcount", "total", "totalrecords", "totalitems", "recordcount", "totalresults"},
}


def follow(document: dict[str, Any], at: Pointer) -> Pointer:
    """Return the target of a reference at a location, or the location itself."""
    value = find(document, at)
    return parse(value["$ref"].partition("#")[2]) if isinstance(value, dict) and "$ref" in value else at


def response_pointer(document: dict[str, Any], operation: Operation) -> Pointer:
    """Return the location of the success schema in the preferred media type; empty if there is none."""
    for status in successes(operation):
        at = follow(document, (*operation.pointer, "responses", status))
        content = (find(document, at) or {}).get("content") or {}
        chosen = min(content, key=media.rank, default=None)
        if chosen is not None and (content[chosen] or {}).get("schema") is not None:
            return (*at, "content", chosen, "schema")
    return ()


def paging(document: dict[str, Any], operation: Operation) -> dict[str, str] | None:
    """Return the `x-paging` names of a list; None if it is not a paged list.

    A paged list is a GET that returns one array of records next to integers, and has a page number parameter.
    """
    if operation.method != "get":
        return None
    at = response_pointer(document, operation)
    properties = merge(document, find(document, at)).get("properties", {}) if at else {}
    arrays = [name for name, value in properties.items() if _is_list_of_records(document, value)]
    page_parameters = [
        parameter
        for parameter in parameters(document, operation)
        if parameter.get("in") == "query" and _is_counted_from_1(document, parameter)
    ]
    parameter_names = {letters(str(parameter.get("name"))): str(parameter["name"]) for parameter in page_parameters}
    controls = {role: _find_role(parameter_names, role) for role in ("page", "pageSize")}
    if len(arrays) != 1 or not controls["page"]:
        return None
    integers = {
        letters(name): name for name, value in properties.items() if types(merge(document, value)) == ["integer"]
    }
    result = {"items": arrays[0], **{role: _find_role(integers, role) for role in _ROLES}}
    result |= {"parameter": controls["page"], "sizeParameter": controls["pageSize"]}
    return {role: name for role, name in result.items() if name}


def _find_role(names_by_letters: dict[str, str], role: str) -> str:
    return next((name for key, name in names_by_letters.items() if key in _ROLES[role]), "")


def _is_counted_from_1(document: dict[str, Any], parameter: dict[str, Any]) -> bool:
    """Return whether a parameter counts pages from 1; an index must state it in its schema."""
    schema = merge(document, parameter.get("schema"))
    numbers = [schema[key] for key in ("default", "minimum") if key in schema]
    return 0 not in numbers and (bool(numbers) or not letters(str(parameter.get("name"))).endswith("index"))


def _is_list_of_records(document: dict[str, Any], value: Any) -> bool:
    schema = merge(document, value)
    return types(schema) == ["array"] and is_record(merge(document, schema.get("items")))
