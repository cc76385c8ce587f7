"""Rewrite a built document into a plain form that openapi-python-client parses without losses.

The parser refuses or drops what real documents hold: it takes the first media type, forgets what is next to a `$ref`,
makes a class of every inline object, fails on two names that are one in Python, on recursion through arrays and on most
uses of `allOf`. So each schema is written in the plain form that it reads well: objects and enumerations are components
under unique names, everything else is in place, properties have the names that Python gives them, and one media type,
labelled JSON, is left. What the parser has no place for is kept in `x-*`, for the templates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from openapi_python_client.strings import snake_case

from pipeline.source.operation import Operation, operations, parameters, resolve
from pipeline.source.vocabulary import less_certain
from pipeline.transform import media as medias
from pipeline.transform import names, schema
from pipeline.transform.derive.python import successes
from pipeline.transform.media import JSON, XML

Plain = dict[str, Any]
PREFIX = "#/components/schemas/"
RESERVED_CLASSES = frozenset(
    {"Any", "AsyncItems", "AsyncResource", "Call", "ClassVar", "Decimal", "File", "Items", "Json", "Literal", "Mapping"}
    | {"Mismatches", "Model", "OpenEnum", "OpenIntEnum", "Page", "Paging", "Resource", "Self", "Sequence", "Unset"}
    | {"Unset", "UNSET", "TYPE_CHECKING"}
)
"""Names of the runtime that generated modules import."""

_FORMATS = {"date": "date", "date-time": "date-time", "binary": "binary"}
_FORMATS |= {"wcf-date": "wcf-date", "xml-local-date-time": "wcf-date"}
_SECRETS = frozenset(
    {"access_token", "refresh_token", "id_token", "client_secret", "password", "apitoken", "api_token"}
)
NULL: Plain = {"type": "null"}
_KEPT = ("description", "x-status", "x-source", "x-complete")


@dataclass(frozen=True)
class PlainOperation:
    """An operation in plain form, with what the parser drops.

    Args:
        source: the operation of the built document.
        plain: the operation as the parser reads it.
        body: how the body is passed: `properties`, `optional properties`, `whole`, or empty for none.
        media: the media type of the body, and `accept` that of the response.
        is_open: whether the body takes properties that the contract does not name.
        formats: the status of JSON and of XML, where a caller may choose; the first is the default.
        sends_format: whether the query says `format=json`.
    """

    source: Operation
    plain: Plain
    body: str = ""
    media: str = JSON
    accept: str = JSON
    is_open: bool = False
    formats: dict[str, str] = field(default_factory=dict)
    sends_format: bool = False

    @property
    def id(self) -> str:
        """Its unique name in the plain document."""
        return str(self.plain["operationId"])


@dataclass
class PlainApi:
    """One API in plain form: its operations, and the classes and request bodies that they need."""

    api: str
    document: dict[str, Any]
    operations: list[PlainOperation] = field(default_factory=list)
    classes: dict[str, Plain] = field(default_factory=dict)
    bodies: dict[str, Plain] = field(default_factory=dict)

    def path(self, operation: PlainOperation) -> str:
        """Return the path of an operation, with the names of its arguments in Python."""
        path = operation.source.path
        for wire, name in operation.source.value["x-python"]["arguments"].get("path", {}).items():
            path = path.replace(f"{{{wire}}}", f"{{{name}}}")
        return path

    def parseable(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the parser reads: a document of the operations, and one of their models.

        The parser copies all that an operation refers to, which takes hours for thousands of operations if their models
        are in the same document. So the models of the operations' document have no properties.
        """
        paths: dict[str, Any] = {}
        for operation in self.operations:
            paths.setdefault(self.path(operation), {})[operation.source.method] = operation.plain
        reached = sorted(reach(self.classes, references([paths, list(self.bodies.values())])))
        models = {name: self.classes[name] for name in reached} | self.bodies
        empty = {name: model if "enum" in model else {"type": "object"} for name, model in models.items()}
        return _document(self.api, paths, empty), _document(self.api, {}, models)


def _document(title: str, paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    info = {"title": title, "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def references(value: Any) -> set[str]:
    """Return the classes that a plain part refers to."""
    class_names: set[str] = set()
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                class_names.add(part["$ref"].removeprefix(PREFIX))
            todo += part.values()
        elif isinstance(part, list):
            todo += part
    return class_names


def reach(classes: dict[str, Plain], class_names: Iterable[str]) -> set[str]:
    """Return the given classes and all classes that they refer to."""
    seen: set[str] = set()
    todo = set(class_names) & classes.keys()
    while todo:
        name = todo.pop()
        seen.add(name)
        todo |= (references(classes[name]) & classes.keys()) - seen
    return seen


def plain(api: str, document: dict[str, Any]) -> PlainApi:
    """Return one API's built document, whose operations have `x-python`, in plain form."""
    result = PlainApi(api, document)
    writer = _Writer(document, result)
    for operation in operations(document):
        result.operations.append(writer.operation(operation))
    writer.finish()
    return result


class _Writer:
    """Convert one document to plain form."""

    def __init__(self, document: dict[str, Any], plain: PlainApi) -> None:
        self.document, self.plain = document, plain
        self.class_names: dict[str, str] = {}
        self._modules: set[str] = set()
        self._ids: set[str] = set()
        self._expanding: list[str] = []
        self._pending: list[tuple[str, dict[str, Any]]] = []
        for component, value in document.get("components", {}).get("schemas", {}).items():
            base = str(value.get("x-derived-from", "")) if isinstance(value, dict) else ""
            name = base if component == f"{base}Xml" else component  # XML is read into the class of its JSON
            if name not in self.class_names:
                self.class_names[name] = self._class_name(names.model(name))
            self.class_names[component] = self.class_names[name]

    def _class_name(self, name: str) -> str:
        """Return a class name with a unique module."""
        name = names.model(name)  # as the parser will write it
        name = f"{name}Model" if name in RESERVED_CLASSES else name
        number, free = 2, name
        while names.identifier(free) in self._modules:
            free, number = f"{name}{number}", number + 1
        self._modules.add(names.identifier(free))
        return free

    # Schemas

    def value(self, value: Any, hint: str) -> Plain:
        """Return a schema in plain form; `hint` names a class that has no name of its own."""
        plain = self._bare(value, hint)
        options = plain.get("anyOf", [plain])
        if plain and NULL not in options and schema.is_nullable(self.document, value):
            return {**{key: plain[key] for key in plain if key == "x-tag"}, "anyOf": [*options, NULL]}
        return plain

    def _bare(self, value: Any, hint: str) -> Plain:
        if not isinstance(value, dict) or not value:
            return {}
        merged = schema.merge(self.document, value)
        component = self._component(value)
        if component:
            merged = schema.merge(self.document, {"$ref": PREFIX + component})
            return self._class(self.class_names[component], merged)
        ref = str(value.get("$ref", ""))
        if ref in self._expanding:
            return {}
        self._expanding += [ref] if ref else []
        plain = self._in_place(merged, hint)
        self._expanding = self._expanding[:-1] if ref else self._expanding
        return plain

    def _component(self, value: dict[str, Any]) -> str:
        """Return the component that a schema only refers to, if it needs a class."""
        parts = value.get("allOf")
        if "$ref" not in value and isinstance(parts, list) and len(parts) == 1 and "properties" not in value:
            return self._component(parts[0]) if isinstance(parts[0], dict) else ""
        ref = str(value.get("$ref", ""))
        target = schema.merge(self.document, {"$ref": ref}) if ref.startswith(PREFIX) else {}
        return ref.removeprefix(PREFIX) if schema.is_record(target) or schema.is_enum(target) else ""

    def _class(self, name: str, merged: dict[str, Any]) -> Plain:
        if name not in self.plain.classes:
            self.plain.classes[name] = {}
            self._pending.append((name, merged))
        return {"$ref": PREFIX + name}

    def finish(self) -> None:
        """Write the classes that others refer to, without recursion, because chains of references may be long."""
        while self._pending:
            name, merged = self._pending.pop()
            self.plain.classes[name] = self._enum(merged) if schema.is_enum(merged) else self._record(name, merged)
        self._relax()

    def _in_place(self, merged: dict[str, Any], hint: str) -> Plain:
        choices = schema.options(merged)
        if choices and "properties" not in merged:
            return self._union(merged, choices, hint)
        if schema.is_record(merged) or schema.is_enum(merged):
            return self._class(self._class_name(hint), merged)
        match schema.types(merged):
            case ["array"]:
                return {"type": "array", "items": self.value(merged.get("items"), f"{hint}Item")}
            case ["string"]:
                format_ = _FORMATS.get(str(merged.get("format")))
                return {"type": "string", "format": format_} if format_ else {"type": "string"}
            case ["object"]:
                item = self.value(merged.get("additionalProperties"), f"{hint}Value")
                # the parser makes a class of each map: it reads the values of ours as the items of a list
                return {"type": "array", "items": item, "x-map": True} if item else self._class("AnyObject", {})
            case [kind] if kind in ("integer", "number", "boolean"):
                return {"type": kind}
        return {}

    def _union(self, merged: dict[str, Any], choices: list[Any], hint: str) -> Plain:
        """Return a choice of types, each once; of any type if a choice is, or if the parser cannot tell two apart."""
        options: list[Plain] = []
        positions: dict[int, int] = {}
        null: list[Plain] = []
        for index, choice in enumerate(choices):
            plain = self.value(choice, hint)
            if not plain:
                return {}
            alternatives = plain.get("anyOf", [plain])
            null = null or [alternative for alternative in alternatives if alternative == NULL]
            added = [alternative for alternative in alternatives if alternative != NULL and alternative not in options]
            if len(added) == 1:
                positions[index] = len(options)
            options += added
        plain_types = [{**option, "x-map": True} for option in options if option.get("type") == "array"]
        if not options or any(plain_types.count(option) > 1 for option in plain_types):
            return {}
        if len(options) < 2:
            return {"anyOf": [*options, *null]} if null else options[0]
        name, tagged = schema.tag(self.document, merged, choices)
        values = {value: positions[index] for value, index in tagged.items() if index in positions}
        return {"anyOf": [*options, *null]} | ({"x-tag": {"name": name, "values": values}} if values else {})

    def _record(self, name: str, merged: dict[str, Any]) -> Plain:
        properties, required = schema.properties(self.document, merged)
        field_names = names.fields(properties)
        plain = {key: merged[key] for key in _KEPT if key in merged}
        plain |= {"type": "object", "required": [field_names[wire] for wire in properties if wire in required]}
        if not properties:
            return plain
        plain["properties"] = {
            field_names[wire]: self._convert_property(wire, value, name + names.model(wire))
            for wire, value in properties.items()
        }
        return plain

    def _convert_property(self, wire: str, declared: Any, hint: str) -> Plain:
        """Return a property with its JSON name and its extensions."""
        value = declared if isinstance(declared, dict) else {}
        merged = schema.merge(self.document, value)
        about = value if self._component(value) else merged
        plain = {key: about[key] for key in _KEPT if key in about} | {"x-wire": wire}
        if about.get("format") == "password" or "x-sensitive" in about or wire.lower() in _SECRETS:
            plain["x-secret"] = True
        if merged.get("readOnly") is True:
            plain["readOnly"] = True
        return plain | self.value(value, hint)

    def _enum(self, merged: dict[str, Any]) -> Plain:
        entries = [entry for entry in merged.get("x-open-enum", ()) if isinstance(entry, dict)]
        texts = {entry.get("value"): str(entry.get("description") or "") for entry in entries}
        values = list(texts) or list(dict.fromkeys(value for value in merged.get("enum", ()) if value is not None))
        varnames = merged.get("x-enum-varnames") or merged.get("x-enumNames") or ()
        plain = {key: merged[key] for key in _KEPT if key in merged}
        plain |= {"type": "string" if isinstance(values[0], str) else "integer", "enum": values}
        return {**plain, "x-enum-varnames": enum_names(values, varnames), "x-descriptions": list(texts.values())}

    def _relax(self) -> None:
        """Make required properties that only the server sets optional in the records of requests."""
        request_bodies = [operation.plain.get("requestBody") for operation in self.plain.operations]
        request_bodies += self.plain.bodies.values()
        for name in reach(self.plain.classes, references(request_bodies)):
            plain_class = self.plain.classes[name]
            read_only = {key for key, value in plain_class.get("properties", {}).items() if value.get("readOnly")}
            if read_only & set(plain_class.get("required", ())):
                plain_class["required"] = [key for key in plain_class["required"] if key not in read_only]

    # Operations

    def operation(self, source: Operation) -> PlainOperation:
        """Return an operation in plain form."""
        python = source.value["x-python"]
        resource, hint = python["path"].partition(".")[0], names.model(python["function"])
        body = medias.body(self.document, source)
        responses = dict(self._responses(source, hint))
        plain: Plain = {
            "operationId": names.unique(names.identifier(f"{resource}_{python['function']}"), self._ids),
            "tags": [resource],
            "parameters": list(self._parameters(source, hint)),
            "responses": {status: response for status, (response, _) in responses.items()},
        }
        self._ids.add(plain["operationId"])
        accepted = [media for _, media in responses.values() if media]
        style = self._body(plain, source, body, hint) if body else ""
        operation = PlainOperation(
            source,
            plain,
            body=style,
            media=medias.content_type(body.media) if body else JSON,
            accept=accepted[0] if accepted else JSON,
            is_open=style == "properties" and self._is_open(body),
        )
        return self._with_formats(operation)

    def _body(self, plain: Plain, source: Operation, body: medias.Body, hint: str) -> str:
        """Write the request body, and return how it is passed."""
        if body.is_whole(self.document):
            value = {"type": "string"} if medias.is_text(body.media) else self.value(body.schema, f"{hint}Body")
            if not (medias.is_text(body.media) or medias.is_json(body.media) or medias.is_any(body.media)):
                value = {"type": "string", "format": "binary"}
            about = schema.merge(self.document, body.schema)
            value = {**value, "description": about.get("description", "The body.")}
            plain["requestBody"] = {"required": body.required, "content": {JSON: {"schema": value}}}
            return "whole"
        name = self._class_name(f"{hint}Body")
        self.plain.bodies[name] = self._body_properties(source, body, hint)
        plain["requestBody"] = {"required": body.required, "content": {JSON: {"schema": {"$ref": PREFIX + name}}}}
        return "properties" if body.required else "optional properties"

    def _body_properties(self, source: Operation, body: medias.Body, hint: str) -> Plain:
        properties, required = schema.properties(self.document, body.schema)
        python = source.value["x-python"]["arguments"].get("body", {})
        ref = str((body.schema or {}).get("$ref", hint)).rpartition("/")[2]
        base = names.model(ref.removesuffix("Xml"))
        return {
            "type": "object",
            "required": [python[wire] for wire in python if body.required and wire in required],
            "properties": {
                python[wire]: self._convert_property(wire, value, base + names.model(wire))
                for wire, value in properties.items()
                if wire in python
            },
        }

    def _is_open(self, body: medias.Body | None) -> bool:
        merged = schema.merge(self.document, body.schema) if body else {}
        return merged.get("x-complete") is False or merged.get("additionalProperties") is True

    def _parameters(self, source: Operation, hint: str) -> Iterator[Plain]:
        arguments = source.value["x-python"]["arguments"]
        for parameter in parameters(self.document, source):
            wire, where = str(parameter.get("name")), str(parameter.get("in"))
            if wire not in arguments.get(where, {}):
                continue
            content = parameter.get("content") or {}
            value = parameter.get("schema") or next((media.get("schema") for media in content.values()), None) or {}
            value = {"type": "object"} if schema.is_object(self.document, value) else value  # passed as any mapping
            value_schema = self.value(value, hint + names.model(wire))
            if where == "path" and "anyOf" in value_schema:
                options = [option for option in value_schema["anyOf"] if option != NULL]
                value_schema = options[0] if len(options) == 1 else {"anyOf": options}
            plain = {key: parameter[key] for key in (*_KEPT, "style", "explode") if key in parameter}
            plain |= {
                "x-wire": wire,
                "x-in": where,
                "x-json": bool(content),
                "x-filter": self._filter(source, parameter),
            }
            # the parser takes no lists and objects in headers and cookies: their place is in x-in
            place = "path" if where == "path" else "query"
            required = where == "path" or parameter.get("required") is True
            yield {
                "name": arguments[where][wire],
                "in": place,
                "required": required,
                "schema": {**plain, **value_schema},
            }

    def _filter(self, source: Operation, parameter: dict[str, Any]) -> dict[str, str] | None:
        """Return the inferred condition of a list parameter on the records; published parameters are trusted."""
        paging = source.value.get("x-paging") or {}
        wire = str(parameter.get("name"))
        status = parameter.get("x-status") or source.value.get("x-status")
        if not paging or status != "inferred" or wire in (paging.get("parameter"), paging.get("sizeParameter")):
            return None
        rule = parameter.get("x-filter") or {}
        return {"property": str(rule.get("property", wire)), "op": str(rule.get("op", "eq"))}

    def _responses(self, source: Operation, hint: str) -> Iterator[tuple[str, tuple[Plain, str]]]:
        """Yield each success response: status, plain form, and the media type to accept."""
        for status in successes(source):
            response = resolve(self.document, source.value["responses"][status])
            content = response.get("content") or {}
            media = min(content, key=medias.rank, default="")
            described = {"description": str(response.get("description") or "")}
            if not media:
                yield status, (described, "")
                continue
            value = self._response(content[media].get("schema"), media, source, f"{hint}Response")
            yield status, ({**described, "content": {JSON: {"schema": value}}}, self._accept(media, value))

    def _response(self, value: Any, media: str, source: Operation, hint: str) -> Plain:
        if "x-paging" in source.value:
            return {"type": "array", "items": self._item(source, hint)}
        merged = schema.merge(self.document, value)
        if medias.is_text(media):
            return {"type": "string"}
        structured = medias.rank(media) < medias.rank("*/*")
        if not structured and not (medias.is_any(media) and merged and merged.get("format") != "binary"):
            return {"type": "string", "format": "binary"}
        return self.value(value, hint)

    def _accept(self, media: str, value: Plain) -> str:
        if medias.is_any(media) and value.get("format") == "binary":
            return "*/*"
        return medias.content_type(media)

    def _item(self, source: Operation, hint: str) -> Plain:
        """Return the schema of a list's records; the page around them needs no class."""
        name = source.value["x-paging"]["items"]
        for status in successes(source):
            for content in resolve(self.document, source.value["responses"][status]).get("content", {}).values():
                records = schema.merge(self.document, content.get("schema")).get("properties", {}).get(name)
                if records:
                    return self.value(schema.merge(self.document, records).get("items"), f"{hint}Item")
        return {}

    def _with_formats(self, operation: PlainOperation) -> PlainOperation:
        """Return the operation with its response formats: JSON, XML, or a choice of both."""
        formats_by_media = self._find_formats(operation.source)
        listed = parameters(self.document, operation.source)
        chooses = any(names.negotiates(self.document, parameter) for parameter in listed)
        if chooses and {JSON, XML} <= formats_by_media.keys():
            status = str(operation.source.value.get("x-status", "inferred"))
            json, xml = (less_certain(status, formats_by_media[media]) for media in (JSON, XML))
            xml_first = json != xml and less_certain(json, xml) == json
            formats = {"xml": xml, "json": json} if xml_first else {"json": json, "xml": xml}
            return replace(operation, formats=formats, sends_format=True)
        if set(formats_by_media) == {XML}:
            return replace(operation, media=XML, accept=XML)
        return replace(operation, sends_format=chooses and set(formats_by_media) == {JSON})

    def _find_formats(self, source: Operation) -> dict[str, str]:
        """Return the media types of an operation with their status.

        Where there is a body, its status counts: a published request stays published if its response was never seen.
        """
        content = (resolve(self.document, source.value.get("requestBody")) or {}).get("content", {})
        responses = (resolve(self.document, source.value["responses"][status]) for status in successes(source))
        plain: dict[str, str] = {}
        for part in (content, *(response.get("content", {}) for response in responses)):
            for media, value in part.items():
                if not content or part is content or media not in content:
                    media_status = str(value.get("x-status") or source.value.get("x-status", "inferred"))
                    plain[media] = less_certain(media_status, plain.get(media, media_status))
        return plain


def enum_names(values: list[Any], varnames: Iterable[Any]) -> list[str]:
    """Return a unique name for each value of an enumeration, by the parser's own rule."""
    declared_names = [str(name) for name in varnames]
    plain: list[str] = []
    for index, value in enumerate(values):
        if len(declared_names) == len(values):
            name = declared_names[index]
        elif isinstance(value, int):
            name = f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}"
        else:
            name = value.upper() if value[:1].isalpha() else f"VALUE_{index}"
        name = snake_case(name).upper()
        name = name if name.isidentifier() and name != "MRO" else f"VALUE_{index}"
        plain.append(names.unique(name, plain))
    return plain
