"""Rules on v1's access limits: 403 only where they apply, and the properties they name exist."""

from collections.abc import Iterator
from typing import Any

from pipeline.lint.context import LintContext
from pipeline.lint.reference import items
from pipeline.source.problem import Finding

TYPES = "AccessType"


def unknown_access_type(context: LintContext) -> Iterator[Finding]:
    """Find operations with an unknown transaction type."""
    listed = context.schemas.get(TYPES, {}).get("x-open-enum")
    type_names = {value.get("value") for value in listed or () if isinstance(value, dict)}
    for operation in context.operations if listed else ():
        access = operation.value.get("x-access")
        if access is not None and access not in type_names:
            hint = f"add it to {TYPES}, or correct the name"
            yield Finding((*operation.pointer, "x-access"), f"{operation.title} is governed by {access}", hint)


def forbidden_without_access(context: LintContext) -> Iterator[Finding]:
    """Find 403 responses of operations that access groups do not limit."""
    for operation in context.operations:
        if "403" in operation.value.get("responses", {}) and "x-access" not in operation.value:
            message = f"{operation.title} has a 403, but no x-access names the access group that limits it"
            yield Finding((*operation.pointer, "responses", "403"), message, "the v1 overlay adds 403 where it belongs")


def unknown_property_in_x_own(context: LintContext) -> Iterator[Finding]:
    """Find `x-own` with a path that does not lead to an employee or an office."""
    records = dict(_records(context))
    for collection, (name, schema) in records.items():
        own_records = schema.get("x-own", {})
        paths_by_owner = {"employees": own_records.get("employees", []), "offices": [own_records.get("office")]}
        for owner, paths in paths_by_owner.items():
            for path in paths:
                if path is not None and owner not in _find_held(records, collection, str(path)):
                    message = f"x-own of {name} names {path}, which holds none of the {owner}"
                    hint = "name a property, or a path of properties of which all but the last refer to a record"
                    yield Finding(("components", "schemas", name, "x-own"), message, hint)


def _records(context: LintContext) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """Yield each collection with the name and the schema of its records."""
    for operation in context.operations:
        name = str(items(context, operation).get("$ref", "")).rpartition("/")[2]
        if name in context.schemas:
            yield operation.value.get("x-record", operation.tag.lower()), (name, context.schemas[name])


def _find_held(records: dict[str, tuple[str, dict[str, Any]]], collection: str, path: str) -> set[str]:
    """Return the collections whose key the last property of a path holds; `officeCode` is a key of offices too."""
    first, _, rest = path.partition(".")
    properties = records[collection][1].get("properties", {}) if collection in records else {}
    if first not in properties:
        return set()
    target = properties[first].get("x-references")
    if rest:
        return _find_held(records, target, rest) if target else set()
    return {target or "", collection if first == "id" else "", "offices" if first == "officeCode" else ""} - {""}
