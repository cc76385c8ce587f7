"""Derive identities: the property of a response that identifies the record that the request addresses."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.source.operation import Operation, operations, resolve
from pipeline.transform.derive.step import Step, replaced

_QUALIFIED = re.compile(r"(?!page_?n).*\w(id|key|code|no|number)", re.IGNORECASE)
"""Names of keys of a specific record, such as `clientId`, not `pageNumber`; a plain `id` may be of another record."""


def with_identities(document: dict[str, Any]) -> Step:
    """Write `x-identity` into each operation whose response has a key that its request addresses.

    It maps a parameter of the path (or a required one of the query) to a property of the response's records. That is
    the property of the same name, ignoring case, or `id` for the parameter that addresses the record itself.
    """
    changed = document
    for operation in operations(document):
        if found := dict(_identity(document, operation)):
            changed = replaced(changed, (*operation.pointer, "x-identity"), found)
    return Step(changed)


def _identity(document: dict[str, Any], operation: Operation) -> Iterator[tuple[str, str]]:
    schema = _record(document, operation)
    known = {_letters(name): name for name, value in _properties(document, schema).items() if _is_key(document, value)}
    for parameter in _parameters(document, operation):
        name = str(parameter.get("name"))
        if not _is_key(document, parameter.get("schema")):
            continue
        own = _addresses_record(document, operation, name)
        if _letters(name) in known and (own or _QUALIFIED.fullmatch(name)):
            yield name, known[_letters(name)]
        elif own and "id" in known:
            yield name, known["id"]


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _addresses_record(document: dict[str, Any], operation: Operation, name: str) -> bool:
    """Return whether the path ends in the parameter, or continues with an action on a record of the same schema."""
    head, found, action = operation.path.partition(f"{{{name}}}")
    if not found or "x-paging" in operation.value or "{" in action:
        return False
    if not action.strip("/"):
        return not _is_array(document, operation)
    item = document["paths"].get(f"{head}{found}")
    read = item.get("get") if isinstance(item, dict) else None
    if operation.method == "get" or not isinstance(read, dict) or "201" in operation.value.get("responses", {}):
        return False
    return bool(_schema(document, operation) == _schema(document, Operation("get", f"{head}{found}", read)))


def _parameters(document: dict[str, Any], operation: Operation) -> Iterator[dict[str, Any]]:
    shared = document["paths"][operation.path].get("parameters", ())
    for parameter in (resolve(document, one) for one in (*shared, *operation.value.get("parameters", ()))):
        where = parameter.get("in")
        single = not (_is_array(document, operation) or "x-paging" in operation.value)
        if where == "path" or (where == "query" and parameter.get("required") and single):
            yield parameter


def _schema(document: dict[str, Any], operation: Operation) -> Any:
    """Return the schema of the first success response that has one."""
    for _, status, response in operation.responses():
        for media in resolve(document, response).get("content", {}).values() if status.startswith("2") else ():
            if media.get("schema"):
                return media["schema"]
    return {}


def _is_array(document: dict[str, Any], operation: Operation) -> bool:
    return bool((resolve(document, _schema(document, operation)) or {}).get("type") == "array")


def _record(document: dict[str, Any], operation: Operation) -> Any:
    """Return the schema of the records of a response: the items of a list, or the response itself."""
    schema = _schema(document, operation)
    paging = operation.value.get("x-paging")
    if paging:
        schema = resolve(document, _properties(document, schema).get(paging["items"], {}))
    while isinstance(found := resolve(document, schema), dict) and found.get("type") == "array":
        schema = found.get("items", {})
    return schema


def _properties(document: dict[str, Any], schema: Any, depth: int = 0) -> dict[str, Any]:
    """The properties of an object, those of its `allOf` parts included."""
    found = resolve(document, schema)
    if not isinstance(found, dict) or depth > 10:
        return {}
    result: dict[str, Any] = {}
    for part in found.get("allOf", ()):
        result |= _properties(document, part, depth + 1)
    return {**result, **found.get("properties", {})}


def _is_key(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema is a key: an integer or a string other than a date, perhaps nullable."""
    found = resolve(document, schema)
    if not isinstance(found, dict):
        return False
    branches = [one for one in found.get("anyOf", ()) if one != {"type": "null"}]
    if len(branches) == 1:
        return _is_key(document, branches[0])
    kinds = found.get("type")
    kinds = [kind for kind in kinds if kind != "null"] if isinstance(kinds, list) else [kinds]
    return kinds in (["integer"], ["string"]) and found.get("format") not in ("date", "date-time", "wcf-date", "binary")
