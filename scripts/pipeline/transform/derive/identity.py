"""Derive identities: the property of a response that identifies the record that the request addresses."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.source.operation import Operation, operations, parameters, success_contents
from pipeline.transform import names
from pipeline.transform.derive.step import Step, replace_part
from pipeline.transform.schema import merge, options, types

_QUALIFIED = re.compile(r"(?!page_?n).*\w(id|key|code|no|number)", re.IGNORECASE)
"""Names of keys of a specific record, such as `clientId`, not `pageNumber`; a plain `id` may be of another record."""

_NESTED = 5
"""How deep arrays are looked into: an array may contain itself."""


def with_identities(document: dict[str, Any]) -> Step:
    """Write `x-identity` into each operation whose response has a key that its request addresses.

    It maps a parameter of the path (or a required one of the query) to a property of the response's records. That is
    the property of the same name, ignoring case, or `id` for the parameter that addresses the record itself.
    """
    changed = document
    for operation in operations(document):
        if identity := dict(_identity(document, operation)):
            changed = replace_part(changed, (*operation.pointer, "x-identity"), identity)
    return Step(changed)


def _identity(document: dict[str, Any], operation: Operation) -> Iterator[tuple[str, str]]:
    properties = _record(document, operation).get("properties", {})
    key_names = {names.letters(name): name for name, value in properties.items() if _is_key(document, value)}
    for parameter in _parameters(document, operation):
        name = str(parameter.get("name"))
        if not _is_key(document, parameter.get("schema")):
            continue
        addresses_record = _addresses_record(document, operation, name)
        if names.letters(name) in key_names and (addresses_record or _QUALIFIED.fullmatch(name)):
            yield name, key_names[names.letters(name)]
        elif addresses_record and "id" in key_names:
            yield name, key_names["id"]


def _addresses_record(document: dict[str, Any], operation: Operation, name: str) -> bool:
    """Return whether the path ends in the parameter, or continues with an action on a record of the same schema."""
    head, placeholder, action = operation.path.partition(f"{{{name}}}")
    if not placeholder or "x-paging" in operation.value or "{" in action:
        return False
    if not action.strip("/"):
        return not _is_array(document, operation)
    item = document["paths"].get(f"{head}{placeholder}")
    read = item.get("get") if isinstance(item, dict) else None
    if operation.method == "get" or not isinstance(read, dict) or "201" in operation.value.get("responses", {}):
        return False
    return bool(_schema(document, operation) == _schema(document, Operation("get", f"{head}{placeholder}", read)))


def _parameters(document: dict[str, Any], operation: Operation) -> Iterator[dict[str, Any]]:
    single = not (_is_array(document, operation) or "x-paging" in operation.value)
    for parameter in parameters(document, operation):
        where = parameter.get("in")
        if where == "path" or (where == "query" and parameter.get("required") and single):
            yield parameter


def _schema(document: dict[str, Any], operation: Operation) -> Any:
    """Return the schema of the first success response that has one."""
    schemas = (content.get("schema") for _, content in success_contents(document, operation))
    return next(filter(None, schemas), {})


def _is_array(document: dict[str, Any], operation: Operation) -> bool:
    return types(merge(document, _schema(document, operation))) == ["array"]


def _record(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return the merged schema of the records of a response: the items of a list, or the response itself."""
    schema = merge(document, _schema(document, operation))
    if paging := operation.value.get("x-paging"):
        schema = merge(document, schema.get("properties", {}).get(paging["items"]))
    for _ in range(_NESTED):
        schema = merge(document, schema.get("items")) if types(schema) == ["array"] else schema
    return schema


def _is_key(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema is a key: an integer or a string other than a date, perhaps nullable."""
    merged_schema = merge(document, schema)
    choices = options(merged_schema)
    merged_schema = merge(document, choices[0]) if len(choices) == 1 else merged_schema
    no_key = ("date", "date-time", "wcf-date", "binary")
    return types(merged_schema) in (["integer"], ["string"]) and merged_schema.get("format") not in no_key
