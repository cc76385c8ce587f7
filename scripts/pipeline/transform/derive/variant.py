"""Derive the variants of a resource for writing: `JobCreate` and `JobUpdate` from `Job`."""

from collections.abc import Iterator
from typing import Any

from pipeline.source.grammar import SCHEMAS, rewrite
from pipeline.source.operation import Operation, operations
from pipeline.transform.derive.step import Step, ref, ref_name, replace_part, schemas, with_derived

MARKS = ("x-required-on-create", "x-create-only")
"""A writable resource has one of these, even if empty; any other body keeps its published schema."""

MERGE_PATCH = "application/merge-patch+json"
_NOT_OF_A_BODY = (*MARKS, "x-envelope", "x-own", "required", "examples", "example")


def with_variants(document: dict[str, Any]) -> Step:
    """Replace each body that refers to a resource by the schema that a caller may send.

    `<Resource>Create` leaves out what is `readOnly` and requires what `x-required-on-create` lists;
    `<Resource>Update` (a merge patch, or another PATCH) leaves out what is `x-create-only` too and requires nothing.
    A nested resource has its own variant, because a new line has no id yet.
    """
    variants: dict[str, tuple[str, str]] = {}
    changed = document
    for operation, media, body in list(_bodies(document)):
        kind = "Update" if media == MERGE_PATCH or operation.method == "patch" else "Create"
        base = ref_name(body["schema"])
        variants[base + kind] = (base, kind)
        at = (*operation.pointer, "requestBody", "content", media, "schema")
        changed = replace_part(changed, at, {"$ref": ref(base + kind)})
    result = _variants(document, variants)
    return with_derived(document, changed, result, {name: variants[name][0] for name in result})


def _bodies(document: dict[str, Any]) -> Iterator[tuple[Operation, str, dict[str, Any]]]:
    for operation in operations(document):
        body = operation.value.get("requestBody")
        content = body.get("content", {}) if isinstance(body, dict) else {}
        for media, value in content.items():
            if is_resource(schemas(document).get(ref_name(value.get("schema")))):
                yield operation, media, value


def is_resource(schema: Any) -> bool:
    """Return whether a schema is a writable resource."""
    return isinstance(schema, dict) and any(mark in schema for mark in MARKS)


def _variants(document: dict[str, Any], variants: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """Return the variants by name, and add nested ones to `wanted`."""
    result: dict[str, Any] = {}
    while open_names := [name for name in variants if name not in result]:
        for name in open_names:
            base, kind = variants[name]
            result[name] = _variant(document, base, kind, variants)
    return result


def _variant(document: dict[str, Any], base: str, variant: str, variants: dict[str, tuple[str, str]]) -> dict[str, Any]:
    resource = schemas(document)[base]

    def refer_to_variant(node_kind: str, value: dict[str, Any]) -> dict[str, Any]:
        name = ref_name(value)
        if node_kind not in SCHEMAS or not is_resource(schemas(document).get(name)):
            return value
        nested_kind = "Create" if node_kind == "item" else variant
        variants[name + nested_kind] = (name, nested_kind)
        return {**value, "$ref": ref(name + nested_kind)}

    left_out = set(resource.get("x-create-only", ())) if variant == "Update" else set()
    properties = {
        name: rewrite(value, refer_to_variant, "property")
        for name, value in resource.get("properties", {}).items()
        if name not in left_out and not (isinstance(value, dict) and value.get("readOnly") is True)
    }
    required = [name for name in resource.get("x-required-on-create", ()) if name in properties]
    schema = {key: item for key, item in resource.items() if key not in _NOT_OF_A_BODY}
    schema |= {"description": _description(base, variant), "properties": properties, "x-derived-from": base}
    return {**schema, "required": required} if required and variant == "Create" else schema


def _description(base: str, variant: str) -> str:
    if variant == "Create":
        return f"The properties to create a {base}, without those that the server sets."
    return f"The properties of a {base} to change: omitted properties keep their values, null clears a value."
