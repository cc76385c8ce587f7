"""Complete foreign documents: OpenAPI files that are not written for this project, with their deviations.

Our sources have `x-contract: accountability` in `info`; any other document is foreign. Missing parts are derived,
deviations that common tools tolerate are corrected, and each of them is a warning with its line.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pipeline.source.grammar import SCHEMAS, child, entries, rewrite
from pipeline.source.operation import Operation, operations, resolve
from pipeline.source.pointer import Pointer
from pipeline.source.problem import Finding
from pipeline.source.vocabulary import STATUSES
from pipeline.transform import names
from pipeline.transform.derive.step import Step, with_operations
from pipeline.transform.dialect import or_null

_VERSION = re.compile(r"(v[0-9.]+|api|rest)", re.IGNORECASE)
_TYPES = {"int": "integer", "long": "integer", "float": "number", "double": "number", "decimal": "number"}
_TYPES |= {"str": "string", "date": "string", "datetime": "string", "file": "string", "bool": "boolean", "any": ""}
_STANDARD_TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")
_SHAPES = {"properties": dict, "required": list, "enum": list, "allOf": list, "anyOf": list, "oneOf": list}
_BOOLEANS = ("additionalProperties", "unevaluatedProperties", "unevaluatedItems")
_TEXTS = ("description", "summary", "title")
_IGNORED = ("example", "link", "header", "encoding", "discriminator", "tag")
"""Kinds of objects that no generated code needs: malformed ones are left out."""
_TEMPLATE = re.compile(r"{([^}]*)}")


def tolerate(document: dict[str, Any]) -> dict[str, Any]:
    """Return a foreign document without parts that common tools ignore: null values, keywords of the wrong type."""
    result: dict[str, Any] = rewrite(document, _tolerate_part)
    return result


def _tolerate_part(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    literal = ("default", "example", "const", "value")
    present = {key: item for key, item in value.items() if item is not None or key in literal}
    filled = {key: item if key in _BOOLEANS else _fill(child(kind, key), item) for key, item in present.items()}
    result = {key: item for key, item in filled.items() if not _is_ignored(kind, key, item)}
    return _tolerate_schema(result) if kind in SCHEMAS else result


def _is_ignored(kind: str, key: str, value: Any) -> bool:
    """Return whether a value of the wrong type is left out, because no generated code needs it."""
    child_kind = child(kind, key)
    if key in _TEXTS:
        return not isinstance(value, str)
    if kind in ("operation", "pathItem") and key in ("parameters", "tags"):
        return not isinstance(value, list)
    return child_kind.rstrip("*[]") in _IGNORED and not _has_shape(child_kind, value)


def _tolerate_schema(schema: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {key: item for key, item in schema.items() if isinstance(item, _SHAPES.get(key, object))}
    if "required" in result:
        result["required"] = [name for name in result["required"] if isinstance(name, str)]
    if isinstance(result.get("items"), list):
        result["items"] = {}
    if result.get("type") == "string" and "enum" in result:  # [090, 200] in YAML
        result["enum"] = [
            str(constant) if type(constant) in (int, Decimal) else constant for constant in result["enum"]
        ]
    result |= _constants(result.get("oneOf") or result.get("anyOf") or ())
    if "type" in result:
        result["type"] = _type(result["type"])
    result = {key: item for key, item in result.items() if item or key not in ("type", "oneOf", "anyOf")}
    return or_null(result) if result.pop("nullable", False) is True else result


def _constants(choices: Any) -> dict[str, Any]:
    """Return a choice of constants as an enumeration, with their titles as names."""
    constants = [
        choice for choice in choices if isinstance(choice, dict) and isinstance(choice.get("const"), str | int)
    ]
    if not constants or len(constants) < len(choices) or len({type(choice["const"]) for choice in constants}) > 1:
        return {}
    titles = [str(choice.get("title") or "") for choice in constants]
    varnames = {"x-enum-varnames": titles} if all(titles) else {}
    return {"oneOf": None, "anyOf": None, "enum": [choice["const"] for choice in constants], **varnames}


def _fill(kind: str, value: Any) -> Any:
    """Return a part with empty objects for null and boolean schemas, without malformed objects that are not needed."""
    if kind.endswith("[]") and isinstance(value, list):
        return [_fill(kind[:-2], item) for item in value if kind != "tag[]" or isinstance(item, dict)]
    if kind.endswith("*") and isinstance(value, dict):
        filled = {key: {} if item is None else _fill(kind[:-1], item) for key, item in value.items()}
        return {key: item for key, item in filled.items() if kind[:-1] not in _IGNORED or isinstance(item, dict)}
    return {} if kind in SCHEMAS and isinstance(value, bool) else value


def _has_shape(kind: str, value: Any) -> bool:
    """Return whether a value is an object or a list where its kind is one; a schema may be a boolean or null."""
    if not kind or (kind in SCHEMAS and (value is None or isinstance(value, bool))):
        return True
    return isinstance(value, list if kind.endswith("[]") else dict)


def find_malformed(value: Any, kind: str = "document", at: Pointer = ()) -> Iterator[Finding]:
    """Yield a finding for each part of a tolerated document that is not an object or a list as OpenAPI has it."""
    hint = "see the OpenAPI standard"
    if not _has_shape(kind, value):
        expected = "a list" if kind.endswith("[]") else "an object"
        yield Finding(at, f"{at[-1]}: expected {expected}, got {json_type(value)}", hint)
        return
    if kind == "parameter" and not _is_named(value):
        yield Finding(at, f"a parameter: expected `name`, and `in` with one of {', '.join(names.PLACES[:-1])}", hint)
    for key, item in entries(value):
        if child_kind := child(kind, key):
            yield from find_malformed(item, child_kind, (*at, key))


def _is_named(parameter: dict[str, Any]) -> bool:
    has_name = isinstance(parameter.get("name"), str) and parameter.get("in") in names.PLACES[:-1]
    return has_name or isinstance(parameter.get("$ref"), str)


def json_type(value: Any) -> str:
    """Return the JSON type of a value with its article."""
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return kinds.get(type(value), "a number")


def _type(type_name: Any) -> Any:
    if isinstance(type_name, list):
        return [standard_type for item in type_name if (standard_type := _type(item))]
    if type_name in _STANDARD_TYPES:
        return type_name
    lower = str(type_name).lower()
    return _TYPES.get(lower, lower if lower in _STANDARD_TYPES else "")


def with_defaults(document: dict[str, Any], source: str) -> Step:
    """Return a foreign document with the status, source, tag, operationId and path parameters that operations lack."""
    status = document.get("info", {}).get("x-status", "documented")
    used = {names.resource(operation.tag): operation.tag for operation in operations(document) if operation.tag}
    ids: set[str] = set()
    findings: list[Finding] = []

    def change(operation: Operation) -> dict[str, Any]:
        value = {"x-status": status, "x-source": source, **operation.value}
        value["x-status"] = value["x-status"] if value["x-status"] in STATUSES else status
        segment = first_segment(operation.path)
        value["tags"] = value.get("tags") or [used.get(names.resource(segment), segment)]
        value["operationId"], id_findings = _id(operation, str(value["tags"][0]), ids)
        value["parameters"], described = _path_parameters(document, operation)
        value["responses"] = value.get("responses") or {"default": {"description": "Not described."}}
        findings.extend([*id_findings, *described])
        ids.add(value["operationId"])
        return value

    return Step(with_operations(document, change), (), tuple(findings))


def _id(operation: Operation, tag: str, ids: set[str]) -> tuple[str, list[Finding]]:
    """Return the operationId, derived if it is missing or repeated."""
    if operation.id and operation.id not in ids:
        return operation.id, []
    result = names.unique(derived_id(operation, tag), ids)
    reason = "repeats the operationId" if operation.id else "has no operationId"
    message = f"{operation.method.upper()} {operation.path} {reason} {operation.id}".rstrip()
    return result, [Finding(operation.pointer, f"{message}: it is called {result}", "add an operationId")]


def _path_parameters(document: dict[str, Any], operation: Operation) -> tuple[list[Any], list[Finding]]:
    """Return the parameters, with those that only the path names added, and those that it does not name removed."""
    template_names = list(dict.fromkeys(_TEMPLATE.findall(operation.path)))
    parameters = [
        parameter
        for parameter in operation.value.get("parameters", ())
        if isinstance(resolve(document, parameter), dict)
    ]
    resolved = [(resolve(document, parameter), parameter) for parameter in parameters]
    path_names = [value.get("name") for value, _ in resolved if value.get("in") == "path"]
    missing = [name for name in template_names if name not in path_names]
    known_parameters = [
        parameter for value, parameter in resolved if value.get("in") != "path" or value.get("name") in template_names
    ]
    added = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in missing]
    extra = [str(name) for name in path_names if name not in template_names]
    return [*known_parameters, *added], list(_find_differences(operation, missing, extra))


def _find_differences(operation: Operation, missing: list[str], extra: list[str]) -> Iterator[Finding]:
    for name in missing:
        message = f"the path {operation.path} names {name}, which {operation.title} does not describe; it is a string"
        yield Finding(operation.pointer, message, "add the parameter")
    for name in extra:
        message = f"{operation.title} describes the path parameter {name}, which {operation.path} does not name"
        yield Finding(operation.pointer, message, "remove it, or correct the path")


def first_segment(path: str) -> str:
    """Return the first part of a path that names a resource: `pets` for `/v2/pets/{petId}`."""
    parts = [part for part in path.split("/") if part and not part.startswith("{")]
    resources = [part for part in parts if not _VERSION.fullmatch(part)]
    return (resources or parts or ["root"])[0]


def derived_id(operation: Operation, tag: str) -> str:
    """Return an operationId made of method and path: `Pets_GetPetsByPetId` for `GET /pets/{petId}`."""
    parts = [part for part in operation.path.split("/") if part and not _VERSION.fullmatch(part)]
    words = [f"By{_pascal(part[1:-1])}" if part.startswith("{") else _pascal(part) for part in parts]
    return f"{_pascal(tag)}_{operation.method.capitalize()}{''.join(words)}"


def _pascal(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[^\W_]+", text))
