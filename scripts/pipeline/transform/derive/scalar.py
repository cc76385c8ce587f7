"""Merge scalar components (money, dates, ids) of the source into the properties of the built document."""

from typing import Any

from pipeline.source.grammar import SCHEMAS, rewrite
from pipeline.transform.derive.step import Step, ref_name, schemas

_SCALARS = {"string", "number", "integer", "boolean", "null"}
_COMPOUND = ("enum", "x-open-enum", "properties", "items", "allOf")
_NO_SCALAR = (*_COMPOUND, "anyOf", "oneOf")
_ABOUT_FORMAT = {"x-status": "x-format-status", "x-source": "x-format-source"}


def with_scalars_merged(document: dict[str, Any]) -> Step:
    """Replace the references to scalar components by their content; the property's own keywords win.

    The status of a scalar component is about the format of the value, so it becomes the property's
    `x-format-status` and `x-format-source`; the status of the property's name is separate.
    """
    scalars: dict[str, dict[str, Any] | None] = {}

    def scalar(name: str) -> dict[str, Any] | None:
        if name not in scalars:
            scalars[name] = None
            component = schemas(document).get(name, {})
            if isinstance(component, dict) and not any(key in component for key in _COMPOUND):
                result = rewrite(component, merge_scalar, "schema")
                scalars[name] = result if is_scalar(result) else None
        return scalars[name]

    def merge_scalar(kind: str, value: dict[str, Any]) -> dict[str, Any]:
        if kind not in SCHEMAS:
            return value
        component = scalar(ref_name(value)) if ref_name(value) else None
        if component is not None:
            keywords = {key: item for key, item in value.items() if key != "$ref"}
            value = {_ABOUT_FORMAT.get(key, key): item for key, item in component.items()} | keywords
        return merge_null(value)

    return Step(rewrite(document, merge_scalar))


def is_scalar(schema: Any) -> bool:
    """Return whether a schema is a string, a number or a boolean, and not an enumeration."""
    if not isinstance(schema, dict) or any(key in schema for key in _NO_SCALAR):
        return False
    types = schema.get("type")
    return bool(types) and set(types if isinstance(types, list) else [types]) <= _SCALARS


def merge_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return `anyOf` of a scalar and null as one scalar whose type includes null; anything else unchanged."""
    for key in ("anyOf", "oneOf"):
        choices = schema.get(key)
        if not isinstance(choices, list) or len(choices) != 2 or {"type": "null"} not in choices:
            continue
        other = choices[1] if choices[0] == {"type": "null"} else choices[0]
        if is_scalar(other):
            outer = {name: item for name, item in schema.items() if name != key}
            return {**other, **outer, "type": _with_null(other["type"])}
    return schema


def _with_null(types: Any) -> list[str]:
    several = types if isinstance(types, list) else [types]
    return [*(name for name in several if name != "null"), "null"]
