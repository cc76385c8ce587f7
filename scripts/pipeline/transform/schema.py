"""Evaluate the schemas of a built document: follow references, merge `allOf`, find properties and null."""

from typing import Any

from pipeline.source.operation import resolve


def merge(document: dict[str, Any], schema: Any, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a schema with its own `$ref` followed and its `allOf` merged; the nearest keyword wins."""
    if not isinstance(schema, dict):
        return {}
    keywords = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
    ref = schema.get("$ref")
    parts = [part for part in schema.get("allOf", ()) if isinstance(part, dict)]
    if isinstance(ref, str) and ref not in seen:
        seen = (*seen, ref)
        parts.insert(0, resolve(document, {"$ref": ref}))
    result: dict[str, Any] = {}
    for part in [*(merge(document, part, seen) for part in parts), keywords]:
        result = _join(result, part)
    return result


def _join(schema: dict[str, Any], overriding: dict[str, Any]) -> dict[str, Any]:
    result = {**schema, **overriding}
    if "properties" in schema and "properties" in overriding:
        result["properties"] = {**schema["properties"], **overriding["properties"]}
    if "required" in schema and "required" in overriding:
        result["required"] = list(dict.fromkeys([*schema["required"], *overriding["required"]]))
    return result


def options(schema: dict[str, Any]) -> list[Any]:
    """Return the choices of a merged schema's `oneOf` or `anyOf`, null left out."""
    return [part for part in schema.get("oneOf") or schema.get("anyOf") or () if not _is_null(part)]


def properties(document: dict[str, Any], schema: Any) -> tuple[dict[str, Any], set[str]]:
    """Return the properties of an object and the names of those required.

    For a choice of objects, return the properties of all, and the names that all of them require.
    """
    merged_schema = merge(document, schema)
    parts = [merge(document, part) for part in options(merged_schema)]
    schemas = [merged_schema, *(part for part in parts if "properties" in part)]
    properties = {name: value for part in schemas for name, value in part.get("properties", {}).items()}
    required = set(merged_schema.get("required", ()))
    if parts:
        required |= set.intersection(*(set(part.get("required", ())) for part in parts))
    return properties, required & set(properties)


def is_object(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema is an object with properties, or a choice of such objects."""
    merged_schema = merge(document, schema)
    choices = [merge(document, part) for part in options(merged_schema)]
    return is_record(merged_schema) or bool(choices and all(is_record(choice) for choice in choices))


def tag(document: dict[str, Any], schema: dict[str, Any], choices: list[Any]) -> tuple[str, dict[str, int]]:
    """Return the property that distinguishes the objects of a choice, and the index of the choice for each value.

    It is the discriminator, or a property that has different constants in all objects; without one, no value is known.
    """
    records = [merge(document, choice).get("properties") or {} for choice in choices]
    discriminator = schema.get("discriminator")
    if not isinstance(discriminator, dict) or "propertyName" not in discriminator:
        tags = ((name, _constants(document, records, name)) for name in records[0])
        return next((tag for tag in tags if tag[1]), ("", {}))
    name, mapping = str(discriminator["propertyName"]), discriminator.get("mapping") or {}
    refs = {str(choice.get("$ref")): index for index, choice in enumerate(choices) if isinstance(choice, dict)}
    values = {ref.rpartition("/")[2]: index for ref, index in refs.items()} | _constants(document, records, name)
    return name, values | {value: refs[ref] for value, ref in mapping.items() if ref in refs}


def _constants(document: dict[str, Any], records: list[dict[str, Any]], name: str) -> dict[str, int]:
    """Return the index of the object for each value of a property; none unless all objects have their own strings."""
    values: dict[str, int] = {}
    for index, properties in enumerate(records):
        value_schema = merge(document, properties.get(name))
        constants = [value_schema["const"]] if "const" in value_schema else value_schema.get("enum") or []
        if not constants or any(not isinstance(constant, str) or constant in values for constant in constants):
            return {}
        values |= dict.fromkeys(constants, index)
    return values


def is_record(schema: dict[str, Any]) -> bool:
    """Return whether a merged schema has properties."""
    return bool(schema.get("properties"))


def is_enum(schema: dict[str, Any]) -> bool:
    """Return whether a merged schema is an enumeration of strings or of integers, closed or open."""
    values = [value for value in schema.get("enum") or () if value is not None]
    kinds = {type(value) for value in values}
    return not is_record(schema) and (kinds in ({str}, {int}) or bool(schema.get("x-open-enum")))


def types(schema: dict[str, Any]) -> list[str]:
    """Return the types of a merged schema, null left out; inferred from other keywords where it has none."""
    declared = schema.get("type")
    type_names = declared if isinstance(declared, list) else [declared]
    listed = [str(name) for name in type_names if name not in (None, "null")]
    if listed or declared is not None:
        return listed
    inferred = {"properties": "object", "additionalProperties": "object", "items": "array", "format": "string"}
    inferred_types = [kind for key, kind in inferred.items() if key in schema]
    constant = _TYPE_OF.get(type(schema.get("const")))
    return [constant] if constant else inferred_types[:1] if schema.get("format") in (None, *_STRING_FORMATS) else []


_TYPE_OF: dict[type, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}
_STRING_FORMATS = ("date", "date-time", "binary", "uuid", "byte", "uri", "email", "password")


def is_nullable(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema admits null: by its type, `nullable`, an enumeration, or one of its choices."""
    merged_schema = merge(document, schema)
    if merged_schema.get("type") == "null" or _has_nullable_type(merged_schema):
        return True
    if None in (merged_schema.get("enum") or ()):
        return True
    choices = merged_schema.get("oneOf") or merged_schema.get("anyOf") or ()
    return any(_is_null(choice) or _has_nullable_type(merge(document, choice)) for choice in choices)


def _has_nullable_type(schema: dict[str, Any]) -> bool:
    return schema.get("nullable") is True or (isinstance(schema.get("type"), list) and "null" in schema["type"])


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and (schema.get("type") == "null" or schema.get("enum") == [None])
