"""Inspect schemas, validate values against them, and convert strings to their types."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import jsonschema_rs

from accountability.spec import Contract
from accountability.wcf import parse_date

from ..http.problem import FieldError
from ..store.json_codec import map_objects

Schema = Mapping[str, Any]
Key = int | str

_MAX_ERRORS = 20  # reported for one request
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,4000})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}
_INTEGER_BOUNDS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def properties(contract: Contract, schema: Schema) -> dict[str, Schema]:
    """Return the properties of an object schema, including those of its `allOf` parts, with `$ref`s resolved."""
    property_schemas = flatten(contract, schema).get("properties", {})
    return {name: contract.resolve(property_schema) for name, property_schema in property_schemas.items()}


def flatten(contract: Contract, schema: Schema) -> Schema:
    """Return a schema with the keywords of its `allOf` parts, and of its only alternative to null, as its own."""
    schema = contract.resolve(schema)
    parts = [flatten(contract, part) for part in schema.get("allOf", ())]
    for name in ("anyOf", "oneOf"):
        options = [part for part in map(contract.resolve, schema.get(name, ())) if types(part) != ("null",)]
        if len(options) == 1:
            parts.append(flatten(contract, options[0]))
            schema = {key: value for key, value in schema.items() if key != name}
    if not parts:
        return schema
    result: dict[str, Any] = {}
    for part in (*parts, {key: value for key, value in schema.items() if key != "allOf"}):
        for name, value in part.items():
            if name == "properties":  # each part limits what another has, too
                previous = result.get(name, {})
                pairs = {key: (contract.resolve(previous.get(key, {})), contract.resolve(value[key])) for key in value}
                value = {**previous, **{key: {**before, **after} for key, (before, after) in pairs.items()}}
            elif name == "required":
                value = [*dict.fromkeys((*result.get(name, ()), *value))]  # each once, as JSON Schema demands
            result[name] = value
    return result


def is_json(media: str) -> bool:
    """Return whether a media type is JSON, perhaps with a suffix or parameters."""
    essence = media.partition(";")[0].strip().lower()
    return essence.endswith(("/json", "+json")) or essence == "*/*"


def types(schema: Schema) -> tuple[str, ...]:
    """Return the JSON types that a schema names."""
    names = schema.get("type", ())
    return (names,) if isinstance(names, str) else tuple(names)


def is_nullable(schema: Schema) -> bool:
    """Return whether null is valid."""
    if any(is_nullable(part) for key in ("anyOf", "oneOf") for part in schema.get(key, [])):
        return True
    return "null" in types(schema) or bool(schema.get("nullable")) or not (types(schema) or _is_constrained(schema))


def _is_constrained(schema: Schema) -> bool:
    return any(key in schema for key in ("anyOf", "oneOf", "allOf", "$ref", "enum", "properties"))


def is_string(schema: Schema) -> bool:
    """Return whether a value is a string and never a number."""
    return "string" in types(schema) and not {"integer", "number"} & {*types(schema)}


def id_factory(schema: Schema) -> Callable[[int], Key]:
    """Return the function that makes the id of a collection's n-th record, whose schema this is."""
    if not is_string(schema):
        return int
    return _format_uuid if schema.get("format") == "uuid" else str


def _format_uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def coerce(text: str, schema: Schema) -> Any:
    """Return the value that a string represents under a schema, or the string itself for validation to reject."""
    return parse_text(text, text_types(schema))


def coerce_all(texts: Sequence[str], schema: Schema) -> Any:
    """Return the value of the strings of one name: the items of an array, one value, or else the strings themselves."""
    if "array" in types(schema):
        return [coerce(text, schema.get("items", {})) for text in texts]
    return coerce(texts[0], schema) if len(texts) == 1 else [*texts]


def text_types(schema: Schema) -> frozenset[str]:
    """Return the JSON types that a string may represent under a schema."""
    choices = (schema, *schema.get("anyOf", ()), *schema.get("oneOf", ()))
    return frozenset(name for choice in choices for name in types(choice))


def parse_text(text: str, type_names: Collection[str]) -> Any:
    """Return the value that a string represents as one of some JSON types, or else the string itself."""
    if "integer" in type_names and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in type_names and _NUMBER.fullmatch(text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return text
    if "boolean" in type_names and text in _BOOLEANS:
        return _BOOLEANS[text]
    return text


def _is_wcf_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


# XML is validated after the codec has read it, and the codec returns dates in their JSON form.
_FORMATS = {"wcf-date": _is_wcf_date, "xml-local-date-time": _is_wcf_date}


class Validators:
    """The validators of one contract, formats included; each schema is compiled on first use."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._validators: dict[tuple[int, bool], tuple[Any, jsonschema_rs.Draft202012Validator]] = {}

    def errors(self, schema: Schema, value: Any, location: str, name: str = "") -> list[FieldError]:
        """Return the errors of a value; none if it is valid.

        The location is the place in a request (body, query, path, header or cookie), or record for a response. Without
        the name of a parameter, each error is named by its JSON pointer.
        """
        validator = self._validator(schema, of_request=location == "body")
        try:
            if validator.is_valid(value):
                return []
            errors = [error for error, _ in zip(validator.iter_errors(value), range(_MAX_ERRORS), strict=False)]
        except ValueError:  # the validator's own limit of nesting
            return [FieldError(location, name, "It is nested too deeply.")]
        return [FieldError(location, name or _format_pointer(error), error.message) for error in errors]

    def _validator(self, schema: Schema, *, of_request: bool) -> jsonschema_rs.Draft202012Validator:
        entry = self._validators.get((id(schema), of_request))
        if entry is None:
            document = map_objects(self._contract.standalone(schema, of_request=of_request), _add_integer_bounds)
            validator = jsonschema_rs.Draft202012Validator(document, validate_formats=True, formats=_FORMATS)
            entry = self._validators[id(schema), of_request] = (schema, validator)
        return entry[1]


def _add_integer_bounds(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with the range of its integer format, since the validator knows formats of strings only."""
    low, high = _INTEGER_BOUNDS.get(str(schema.get("format")), (None, None))
    return schema if low is None else {"minimum": low, "maximum": high, **schema}


def _format_pointer(error: jsonschema_rs.ValidationError) -> str:
    parts = [str(part) for part in error.instance_path]
    if error.kind.name == "required":
        parts.append(error.kind.as_dict()["property"])
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)
