"""Evaluate the schemas of a built document: follow references, merge `allOf`, find properties and null."""

from typing import Any

from pipeline.source.operation import resolve


def merged(document: dict[str, Any], schema: Any, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a schema with its own `$ref` followed and its `allOf` merged; the nearest keyword wins."""
    if not isinstance(schema, dict):
        return {}
    own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
    ref = schema.get("$ref")
    parts = [part for part in schema.get("allOf", ()) if isinstance(part, dict)]
    if isinstance(ref, str) and ref not in seen:
        seen = (*seen, ref)
        parts.insert(0, resolve(document, {"$ref": ref}))
    result: dict[str, Any] = {}
    for part in [*(merged(document, part, seen) for part in parts), own]:
        result = _joined(result, part)
    return result


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    result = {**one, **other}
    if "properties" in one and "properties" in other:
        result["properties"] = {**one["properties"], **other["properties"]}
    if "required" in one and "required" in other:
        result["required"] = list(dict.fromkeys([*one["required"], *other["required"]]))
    return result


def options(whole: dict[str, Any]) -> list[Any]:
    """Return the choices of a merged schema's `oneOf` or `anyOf`, null left out."""
    return [part for part in whole.get("oneOf") or whole.get("anyOf") or () if not _is_null(part)]


def properties(document: dict[str, Any], schema: Any) -> tuple[dict[str, Any], set[str]]:
    """Return the properties of an object and the names of those required.

    For a choice of objects, return the properties of all, and the names that all of them require.
    """
    whole = merged(document, schema)
    parts = [merged(document, part) for part in options(whole)]
    every = [whole, *(part for part in parts if "properties" in part)]
    found = {name: value for part in every for name, value in part.get("properties", {}).items()}
    required = set(whole.get("required", ()))
    if parts:
        required |= set.intersection(*(set(part.get("required", ())) for part in parts))
    return found, required & set(found)


def is_object(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema is an object with properties, or a choice of such objects."""
    whole = merged(document, schema)
    choices = [merged(document, part) for part in options(whole)]
    return is_record(whole) or bool(choices and all(is_record(one) for one in choices))


def tag(document: dict[str, Any], whole: dict[str, Any], choices: list[Any]) -> tuple[str, dict[str, int]]:
    """Return the property that distinguishes the objects of a choice, and the index of the choice for each value.

    It is the discriminator, or a property that has different constants in all objects; without one, no value is known.
    """
    records = [merged(document, one).get("properties") or {} for one in choices]
    discriminator = whole.get("discriminator")
    if not isinstance(discriminator, dict) or "propertyName" not in discriminator:
        return next(((name, found) for name in records[0] if (found := _constants(document, records, name))), ("", {}))
    name, mapping = str(discriminator["propertyName"]), discriminator.get("mapping") or {}
    refs = {str(one.get("$ref")): index for index, one in enumerate(choices) if isinstance(one, dict)}
    values = {ref.rpartition("/")[2]: index for ref, index in refs.items()} | _constants(document, records, name)
    return name, values | {value: refs[ref] for value, ref in mapping.items() if ref in refs}


def _constants(document: dict[str, Any], records: list[dict[str, Any]], name: str) -> dict[str, int]:
    """Return the index of the object for each value of a property; none unless all objects have their own strings."""
    values: dict[str, int] = {}
    for index, properties in enumerate(records):
        found = merged(document, properties.get(name))
        constants = [found["const"]] if "const" in found else found.get("enum") or []
        if not constants or any(not isinstance(one, str) or one in values for one in constants):
            return {}
        values |= dict.fromkeys(constants, index)
    return values


def is_record(whole: dict[str, Any]) -> bool:
    """Return whether a merged schema has properties."""
    return bool(whole.get("properties"))


def is_enum(whole: dict[str, Any]) -> bool:
    """Return whether a merged schema is an enumeration of strings or of integers, closed or open."""
    values = [value for value in whole.get("enum") or () if value is not None]
    kinds = {type(value) for value in values}
    return not is_record(whole) and (kinds in ({str}, {int}) or bool(whole.get("x-open-enum")))


def types(whole: dict[str, Any]) -> list[str]:
    """Return the types of a merged schema, null left out; inferred from other keywords where it has none."""
    named = whole.get("type")
    listed = [str(one) for one in (named if isinstance(named, list) else [named]) if one not in (None, "null")]
    if listed or named is not None:
        return listed
    inferred = {"properties": "object", "additionalProperties": "object", "items": "array", "format": "string"}
    found = [kind for key, kind in inferred.items() if key in whole]
    constant = _TYPE_OF.get(type(whole.get("const")))
    return [constant] if constant else found[:1] if whole.get("format") in (None, *_STRING_FORMATS) else []


_TYPE_OF: dict[type, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}
_STRING_FORMATS = ("date", "date-time", "binary", "uuid", "byte", "uri", "email", "password")


def is_nullable(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema admits null: by its type, `nullable`, an enumeration, or one of its choices."""
    whole = merged(document, schema)
    named = whole.get("type")
    if whole.get("nullable") is True or named == "null" or (isinstance(named, list) and "null" in named):
        return True
    if None in (whole.get("enum") or ()):
        return True
    return any(
        _is_null(part) or _nullable_choice(document, part) for part in whole.get("oneOf") or whole.get("anyOf") or ()
    )


def _nullable_choice(document: dict[str, Any], part: Any) -> bool:
    found = merged(document, part)
    return found.get("nullable") is True or (isinstance(found.get("type"), list) and "null" in found["type"])


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and (schema.get("type") == "null" or schema.get("enum") == [None])
