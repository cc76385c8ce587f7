"""Parse a plain document with openapi-python-client, and add what its parser drops."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError as ParserError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, ModelProperty, Property
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.union import UnionProperty

from pipeline.generate.plain import NULL, PREFIX, Plain, PlainApi, PlainOperation
from pipeline.source.problem import Finding
from pipeline.transform import names
from pipeline.transform.media import JSON

_KINDS = {
    "AnyProperty": "any",
    "BooleanProperty": "boolean",
    "DateProperty": "date",
    "DateTimeProperty": "datetime",
    "EnumProperty": "enum",
    "FileProperty": "bytes",
    "FloatProperty": "number",
    "IntProperty": "integer",
    "ListProperty": "list",
    "ModelProperty": "model",
    "StringProperty": "string",
}
"""The kinds of values by the parser's class of property."""


class GeneratorError(Exception):
    """The parser rejects a document, or drops a part of it.

    Attributes:
        api: the API.
        findings: a finding for each part.
    """

    def __init__(self, api: str, *findings: Finding) -> None:
        self.api, self.findings = api, findings
        super().__init__("\n".join(f"{api}: {finding.message}" for finding in findings))


@dataclass(frozen=True)
class Field:
    """A parsed property, argument or response, and its plain schema, which has what the parser drops."""

    parsed: Property
    schema: Plain

    @property
    def name(self) -> str:
        """The name in Python."""
        return str(self.parsed.name.get_untrusted_value())

    @property
    def wire(self) -> str:
        """The name in JSON, or of the parameter; empty for a body that is one argument."""
        return str(self.schema.get("x-wire", ""))

    @property
    def required(self) -> bool:
        return bool(self.parsed.required)

    @property
    def where(self) -> str:
        """`path`, `query`, `header`, `cookie` or `body`."""
        return str(self.schema.get("x-in", "body"))

    @property
    def is_nullable(self) -> bool:
        return NULL in self.schema.get("anyOf", ())

    @cached_property
    def value(self) -> "Field":
        """The field without its null."""
        if not self.is_nullable:
            return self
        options = [option for option in self.schema["anyOf"] if option != NULL]
        return Field(self.parsed, {**self.schema, "anyOf": options}) if len(options) > 1 else self.options[0]

    @cached_property
    def options(self) -> list["Field"]:
        """The types of a choice, without null."""
        assert isinstance(self.parsed, UnionProperty)
        inner: list[Any] = [
            parsed_property
            for parsed_property in self.parsed.inner_properties
            if not isinstance(parsed_property, NoneProperty)
        ]
        schemas = [option for option in self.schema["anyOf"] if option != NULL]
        return [Field(parsed_property, schema) for parsed_property, schema in zip(inner, schemas, strict=True)]

    @cached_property
    def item(self) -> "Field":
        """The items of a list."""
        inner: Any = getattr(self.value.parsed, "inner_property", None)
        return Field(inner, self.value.schema["items"])

    @cached_property
    def kind(self) -> str:
        """The kind of value: `string`, `date`, `model`, `list`, ..."""
        value = self.value
        if value.schema.get("format") == "wcf-date":
            return "wcf_date"
        if value.schema.get("x-map"):
            return "map"
        if isinstance(value.parsed, UnionProperty):
            return "union"
        kind = _KINDS[type(value.parsed).__name__]
        return "object" if kind == "model" and value.class_name == "AnyObject" else kind

    @property
    def leaves(self) -> list["Field"]:
        """The items of nested lists and maps and the types of a choice; the field itself for any other kind."""
        parts = [self.item] if self.kind in ("list", "map") else self.value.options if self.kind == "union" else []
        return [leaf for part in parts for leaf in part.leaves] or [self.value]

    @property
    def class_name(self) -> str:
        """The class of a model or an enumeration."""
        info: Any = getattr(self.value.parsed, "class_info", None)
        return str(info.name)

    @property
    def is_integer_enum(self) -> bool:
        """Whether an enumeration has integers."""
        return isinstance(self.value.parsed, EnumProperty) and self.value.parsed.value_type is int

    @property
    def module(self) -> str:
        """The module of a model or an enumeration."""
        info: Any = getattr(self.value.parsed, "class_info", None)
        return str(info.module_name)


@dataclass(frozen=True)
class Operation:
    """A parsed operation, with what the parser drops.

    Args:
        api: the API.
        endpoint: as parsed.
        plain: the plain form that was parsed, and its source.
        bodies: the properties of the API's request bodies by name.
    """

    api: str
    endpoint: Endpoint
    plain: PlainOperation
    bodies: dict[str, list[Field]]

    @property
    def source(self) -> dict[str, Any]:
        """The operation of the built document."""
        return self.plain.source.value

    @property
    def method(self) -> str:
        """The method of its resource that sends it."""
        return str(self.source["x-python"]["path"]).partition(".")[2]

    @property
    def function(self) -> str:
        """The function that builds its request."""
        return str(self.source["x-python"]["function"])

    @property
    def paging(self) -> dict[str, Any]:
        """The envelope names of a paged list; empty for any other operation."""
        return dict(self.source.get("x-paging") or {})

    @property
    def item(self) -> Field:
        """A record of a paged list."""
        return next(field.item for field in self.responses.values() if field)

    @property
    def record(self) -> Field | None:
        """A record of the response or of its list; None if the response has no content."""
        if self.paging:
            return self.item
        field = next((response for response in self.responses.values() if response), None)
        return field.value.item if field and field.value.kind == "list" else field and field.value

    @cached_property
    def arguments(self) -> list[Field]:
        """The arguments: path, query, header, cookie, then the body's."""
        schemas = {parameter["name"]: parameter["schema"] for parameter in self.plain.plain["parameters"]}
        parsed = [*self.endpoint.path_parameters, *self.endpoint.query_parameters]
        fields = [
            Field(parsed_property, schemas[str(parsed_property.name.get_untrusted_value())])
            for parsed_property in parsed
        ]
        return sorted(fields, key=lambda field: names.PLACES.index(field.where)) + list(self._body())

    def of(self, *where: str) -> list[Field]:
        """Return the arguments in the given locations."""
        return [argument for argument in self.arguments if argument.where in where]

    def _body(self) -> Iterator[Field]:
        if not self.endpoint.bodies:
            return
        body: Any = self.endpoint.bodies[0].prop
        if self.plain.body == "whole":
            yield Field(body, self.plain.plain["requestBody"]["content"][JSON]["schema"])
            return
        yield from self.bodies[str(body.class_info.name)]

    @cached_property
    def responses(self) -> dict[str, Field | None]:
        """The success responses by status; None for a response without content."""
        result: dict[str, Field | None] = {}
        for response in self.endpoint.responses:
            status = response.status_code.pattern
            content = self.plain.plain["responses"][status].get("content")
            result[status] = Field(response.prop, content[JSON]["schema"]) if content else None
        return result


@dataclass(frozen=True)
class ParsedApi:
    """A parsed API."""

    plain: PlainApi
    operations: list[Operation]
    data: GeneratorData

    @cached_property
    def models(self) -> dict[str, ModelProperty]:
        """The models by name."""
        return {str(model.class_info.name): model for model in self.data.models}

    def fields(self, class_name: str) -> list[Field]:
        """Return the properties of a model in the order of the document."""
        return _fields(self.models[class_name], self.plain.classes[class_name])


def _fields(model: ModelProperty, plain: Plain) -> list[Field]:
    listed = [*(model.required_properties or ()), *(model.optional_properties or ())]
    parsed = {str(parsed_property.name.get_untrusted_value()): parsed_property for parsed_property in listed}
    return [Field(parsed[name], schema) for name, schema in plain.get("properties", {}).items()]


def config(folder: Path) -> Config:
    """Return the parser's settings."""
    file = ConfigFile.load_from_path(folder / "generator.yaml")
    return Config.from_sources(file, MetaType.NONE, folder, "utf-8", True, folder)


def parse(api: PlainApi, folder: Path) -> ParsedApi:
    """Parse an API in plain form, by the `generator.yaml` of a folder.

    Raises:
        GeneratorError: the parser rejects the document, or drops an operation of it.
    """
    operations_data, models_data = (_read(api, document, folder) for document in api.parseable())
    endpoints = {
        str(endpoint.name): endpoint
        for tag in operations_data.endpoint_collections_by_tag.values()
        for endpoint in tag.endpoints
    }
    by_name = {str(model.class_info.name): model for model in models_data.models}
    bodies = {name: _fields(by_name[name], plain) for name, plain in api.bodies.items()}
    operations = [Operation(api.api, endpoints[operation.id], operation, bodies) for operation in api.operations]
    return ParsedApi(api, operations, models_data)


def _read(api: PlainApi, document: dict[str, Any], folder: Path) -> GeneratorData:
    data = GeneratorData.from_dict(document, config=config(folder))
    if isinstance(data, ParserError):
        raise GeneratorError(api.api, _finding(api, data))
    tags = data.endpoint_collections_by_tag.values()
    problems = [*data.errors, *(error for tag in tags for error in tag.parse_errors)]
    if problems:
        raise GeneratorError(api.api, *(_finding(api, problem) for problem in problems))
    return data


def _finding(api: PlainApi, error: ParserError) -> Finding:
    """Return an error of the parser at the operation or the schema that it names."""
    text = " ".join(f"{error.header or ''} {error.detail or ''}".split())
    for operation in api.operations:
        path = api.path(operation)
        if f"{operation.source.method.upper()} {path} " in text or f"paths.{path}.{operation.source.method}" in text:
            return Finding(operation.source.pointer, f"openapi-python-client rejects the operation: {text}")
    schemas = (("components", "schemas", name) for name in api.document.get("components", {}).get("schemas", {}))
    pointers = (pointer for pointer in schemas if f"{PREFIX}{names.model(pointer[2])}" in text)
    return Finding(next(pointers, ()), f"openapi-python-client rejects the document: {text}")
