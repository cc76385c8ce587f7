"""Parameters: what an operation declares about them, and how their values are read from a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accountability.spec import Contract

from ..http.problem import FieldError
from ..store.json_codec import InvalidJSONError, read
from ..store.query import Comparison, Filter
from .schema import Schema, Validators, coerce, coerce_all, flatten, parse_text, properties, text_types, types

Texts = Mapping[str, Sequence[str]]
"""The strings that a request has in one location, by name."""

_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
_SEPARATORS = {"pipeDelimited": "|", "spaceDelimited": " "}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation, as its contract declares it."""

    name: str
    location: str
    required: bool
    schema: Schema
    property: str | None
    op: Comparison
    style: str
    explode: bool
    object_properties: Mapping[str, Schema] | None
    is_json: bool
    allows_empty: bool
    types: frozenset[str]

    @classmethod
    def of(cls, declaration: Mapping[str, Any], contract: Contract) -> Parameter:
        """Return the parameter of an OpenAPI parameter object."""
        rule = declaration.get("x-filter", {})
        content: Mapping[str, Any] = next(iter(declaration.get("content", {}).values()), {})
        schema = flatten(contract, declaration.get("schema") or content.get("schema") or {})
        style = declaration.get("style", _STYLES[declaration["in"]])
        return cls(
            name=declaration["name"],
            location=declaration["in"],
            required=bool(declaration.get("required")),
            schema=schema,
            property=rule.get("property"),
            op=rule.get("op", "eq"),
            style=style,
            explode=declaration.get("explode", style in ("form", "deepObject")),
            object_properties=properties(contract, schema) if "object" in types(schema) else None,
            is_json=bool(declaration.get("content")),
            allows_empty=declaration.get("allowEmptyValue") is True,
            types=text_types(schema),
        )

    def find(self, texts: Texts) -> tuple[Texts, set[str]]:
        """Return the strings of this parameter in its location, and the names that they have there."""
        if self.object_properties is not None and self.style == "deepObject":
            start = f"{self.name}["
            matches = {
                name: strings for name, strings in texts.items() if name.startswith(start) and name.endswith("]")
            }
            return {name[len(start) : -1]: strings for name, strings in matches.items()}, {*matches}
        if self.object_properties is not None and self.style == "form" and self.explode and not self.is_json:
            matches = {name: strings for name, strings in texts.items() if name in self.object_properties}
            return matches, {*matches}
        name = self.name.lower() if self.location == "header" else self.name
        return ({self.name: texts[name]}, {name}) if name in texts else ({}, set())

    def read(self, texts: Texts, validators: Validators) -> tuple[Any, list[FieldError]]:
        """Return the value of the strings that `find` returned, and its errors."""
        if self.allows_empty and texts == {self.name: [""]}:
            return "", []
        if self.is_json:
            try:
                value: Any = read(texts[self.name][0].encode())
            except InvalidJSONError as error:
                return None, [FieldError(self.location, self.name, f"Expected JSON: {error}.")]
        elif self.object_properties is not None:
            value = self._read_object(texts)
        elif "array" in types(self.schema):
            item = self.schema.get("items", {})
            value = [coerce(part, item) for part in self._split(texts[self.name])]
            if "object" in types(item):
                return value, []  # OpenAPI does not define how objects inside an array are written
        elif len(texts[self.name]) > 1:
            return None, [FieldError(self.location, self.name, f"Expected one value, got {len(texts[self.name])}.")]
        else:
            value = parse_text(self._remove_prefix(texts[self.name][0]), self.types)
        return value, validators.errors(self.schema, value, self.location, self.name)

    def _read_object(self, texts: Texts) -> dict[str, Any]:
        schemas = self.object_properties or {}
        if texts.keys() != {self.name}:
            return {name: coerce_all(strings, schemas.get(name, {})) for name, strings in texts.items()}
        parts = self._split(texts[self.name])
        pairs = (
            [part.partition("=")[::2] for part in parts] if self.explode else zip(parts[::2], parts[1::2], strict=False)
        )
        return {name: coerce(text, schemas.get(name, {})) for name, text in pairs}

    def _split(self, texts: Sequence[str]) -> list[str]:
        """Return the parts of an array or a flat object."""
        if self.style == "form" and self.explode:
            return [*texts]
        separator = _SEPARATORS.get(self.style, ",")
        if self.explode and self.style in ("label", "matrix"):
            separator = "." if self.style == "label" else f";{self.name}="
        return [part for text in texts for part in self._remove_prefix(text).split(separator)]

    def _remove_prefix(self, text: str) -> str:
        if self.style == "label":
            return text.removeprefix(".")
        return text.removeprefix(f";{self.name}=") if self.style == "matrix" else text

    def filter(self, value: Any, default: str, record: Mapping[str, Schema] | None = None) -> Filter:
        """Return the condition that a value of this parameter puts on the default property, or that of `x-filter`.

        A string is converted to the type that the compared property has in the record.
        """
        name = self.property or default
        value = coerce(value, (record or {}).get(name, {})) if isinstance(value, str) else value
        return Filter(name, value, self.op, str(self.schema.get("format", "")))
