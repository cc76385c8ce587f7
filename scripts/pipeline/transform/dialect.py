"""Convert versions of OpenAPI to 3.1, which the rest of the pipeline reads."""

from decimal import Decimal
from typing import Any

from pipeline.source.grammar import SCHEMAS, rewrite
from pipeline.source.operation import Operation, resolve
from pipeline.source.pointer import Pointer
from pipeline.transform.derive.step import Step, with_operations

_ABOUT: tuple[str, ...] = ("description", "readOnly", "writeOnly", "deprecated")


def is_supported_version(document: dict[str, Any]) -> bool:
    """Return whether the document is OpenAPI 3.0, 3.1 or 3.2."""
    return str(document.get("openapi", "")).startswith(("3.0", "3.1", "3.2"))


def to_openapi_31(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document as OpenAPI 3.1: of 3.0, `nullable` and the boolean exclusive bounds are rewritten.

    Additions of 3.2 are not converted; the pipeline ignores those that it does not read.
    """
    version = str(document.get("openapi", ""))
    if not version.startswith("3.0"):
        return document if version.startswith("3.1") else {**document, "openapi": "3.1.0"}
    return {**rewrite(document, _to_31_schema), "openapi": "3.1.0"}


def _to_31_schema(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    if kind not in SCHEMAS:
        return value
    schema = dict(value)
    if isinstance(schema.get("$ref"), str):  # what is next to a reference has no meaning in 3.0
        annotations = (*_ABOUT, "$ref", "nullable", "default", "example")
        schema = {key: item for key, item in schema.items() if key in annotations or key.startswith("x-")}
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(exclusive), bool):
            strict = schema.pop(exclusive)
            if strict and isinstance(schema.get(bound), int | Decimal):
                schema[exclusive] = schema.pop(bound)
    return or_null(schema) if schema.pop("nullable", False) is True else schema


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that allows null as well."""
    plain = isinstance(schema.get("type"), str) and "enum" not in schema
    if plain:
        return {**schema, "type": [schema["type"], "null"]}
    about = {key: schema.pop(key) for key in _ABOUT if key in schema}
    if isinstance(schema.get("enum"), list):
        schema["enum"] = [value for value in schema["enum"] if value is not None]
    return {"oneOf": [schema, {"type": "null"}], **about}


def spread_parameters(document: dict[str, Any]) -> Step:
    """Move the parameters of a path into each of its operations."""
    aliases: dict[Pointer, Pointer] = {}

    def change(operation: Operation) -> dict[str, Any]:
        shared = document["paths"][operation.path].get("parameters")
        if not shared:
            return operation.value
        operation_parameters = operation.value.get("parameters", [])
        identities = {_identity(document, parameter) for parameter in operation_parameters}
        inherited = [index for index, item in enumerate(shared) if _identity(document, item) not in identities]
        at = (*operation.pointer, "parameters")
        for to, origin in enumerate(inherited):
            aliases[(*at, to)] = ("paths", operation.path, "parameters", origin)
        for index in range(len(operation_parameters)):
            aliases[(*at, len(inherited) + index)] = (*at, index)
        return _with_parameters(operation.value, [*(shared[index] for index in inherited), *operation_parameters])

    changed = with_operations(document, change)
    for item in changed["paths"].values():
        item.pop("parameters", None)
    return Step(changed, (aliases,))


def _with_parameters(operation: dict[str, Any], parameters: list[Any]) -> dict[str, Any]:
    """Return the operation with these parameters, which are written before its request body and responses."""
    before = {key: value for key, value in operation.items() if key not in ("requestBody", "responses", "callbacks")}
    return {**before, "parameters": parameters, **{k: v for k, v in operation.items() if k not in before}}


def _identity(document: dict[str, Any], parameter: Any) -> tuple[Any, Any]:
    resolved = resolve(document, parameter)
    return resolved.get("in"), resolved.get("name")
