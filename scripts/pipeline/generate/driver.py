"""Generate the package: openapi-python-client parses each API, and our templates render the result.

The package is returned as a tree of files; this module writes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from openapi_python_client import Project

from pipeline.generate import code, docs
from pipeline.generate.parsed import Field, Operation, ParsedApi, config, parse
from pipeline.generate.plain import RESERVED_CLASSES, Plain, plain, reach, references
from pipeline.generate.sharing import share
from pipeline.generate.signature import Signature
from pipeline.transform import names
from pipeline.tree import Tree

HERE = Path(__file__).parent
_API_MODULES = frozenset({"client", "openapi"})
_PAGING = {
    "items": "items",
    "page": "page",
    "page_size": "pageSize",
    "total_count": "totalCount",
    "parameter": "page",
    "size_parameter": "pageSize",
    "max_page_size": None,
}
"""The fields of the runtime's `Paging`, with their defaults."""


@dataclass(frozen=True)
class Resource:
    """One resource of an API in Python: its attribute, its class, and its module."""

    attribute: str
    class_name: str
    description: str

    @property
    def module(self) -> str:
        return f"{self.attribute}_" if self.attribute in _API_MODULES else self.attribute


def generate(documents: Mapping[str, dict[str, Any]], folder: Path = HERE) -> Tree:
    """Return the files of the package, not yet formatted, without the built documents.

    Args:
        documents: the built document of each API, with `x-python`; the first API keeps its class names.
        folder: the folder of `templates`, `runtime` and `generator.yaml`.

    Raises:
        GeneratorError: the parser rejects a document or drops one of its operations.
    """
    apis = [plain(api, document) for api, document in documents.items()]
    classes = share(apis)
    parsed = [parse(api, folder) for api in apis]
    read = reach(classes, _read(parsed)) - {"AnyObject"}
    writer = _Writer(_environment(parsed[0], folder), parsed, {name: classes[name] for name in sorted(read)})
    result: Tree = {
        "__init__.py": b'"""The APIs that the contract describes. Written by scripts/regenerate."""\n',
        "py.typed": b"",
    }
    result |= {f"_runtime/{file.name}": file.read_bytes() for file in sorted((folder / "runtime").glob("*.py"))}
    result |= writer.models()
    for parsed_api in parsed:
        result |= writer.api(parsed_api)
    return result


def _read(parsed: Iterable[ParsedApi]) -> set[str]:
    """Return the classes of arguments and responses; a body that is passed by its properties needs none."""
    class_names: set[str] = set()
    for api in parsed:
        class_names |= references([operation.plain for operation in api.plain.operations]) - api.plain.bodies.keys()
        class_names |= references(list(api.plain.bodies.values()))
    return class_names


def _environment(parsed: ParsedApi, folder: Path) -> Any:
    """Return the template environment of openapi-python-client, with the helpers of our templates."""
    project = Project(openapi=parsed.data, config=config(folder), custom_template_path=folder / "templates")
    environment = project.env
    environment.undefined = StrictUndefined
    environment.filters["literal"] = code.literal
    environment.globals.update(code=code, docs=docs)
    return environment


@dataclass
class _Writer:
    """Render the templates."""

    environment: Any
    parsed: list[ParsedApi]
    classes: Mapping[str, Plain]

    def models(self) -> Tree:
        """Return the package of all models and enumerations."""
        modules = {name: names.identifier(name) for name in self.classes}
        result: Tree = {}
        for name, schema in self.classes.items():
            text = self._enum(name, schema) if "enum" in schema else self._model(name, schema)
            result[f"models/{modules[name]}.py"] = text
        about = "The models and enumerations of every API, each loaded when it is first used."
        return result | {"models/__init__.py": self._render("package.py.jinja", names=modules, about=about)}

    def _model(self, name: str, schema: Plain) -> bytes:
        fields = self._fields(name)
        imports = [class_import for class_import in code.imports(fields) if class_import[1] != name]
        secrets = [field.name for field in fields if field.schema.get("x-secret")]
        return self._render("model.py.jinja", name=name, schema=schema, fields=fields, secrets=secrets, imports=imports)

    def _fields(self, name: str) -> list[Field]:
        """Return the fields of a class as parsed for the first API that has it."""
        owner = next(api for api in self.parsed if name in api.plain.classes and name in api.models)
        return owner.fields(name)

    def _enum(self, name: str, schema: Plain) -> bytes:
        texts = schema["x-descriptions"] or [""] * len(schema["enum"])
        values = list(zip(schema["x-enum-varnames"], schema["enum"], texts, strict=True))
        module = names.identifier(name)
        return self._render("enum.py.jinja", name=name, schema=schema, values=values, module=module)

    def api(self, parsed: ParsedApi) -> Tree:
        """Return the package of one API."""
        grouped: dict[str, list[Operation]] = {}
        for operation in parsed.operations:
            grouped.setdefault(operation.plain.plain["tags"][0], []).append(operation)
        tags = {names.resource(str(tag["name"])): tag for tag in parsed.plain.document.get("tags", ()) if "name" in tag}
        resources = [self._resource(name, grouped[name], tags.get(name, {})) for name in sorted(grouped)]
        api = parsed.plain.api
        result = {
            f"{api}/{resource.module}.py": self._operations(resource, grouped[resource.attribute])
            for resource in resources
        }
        name, info = api.capitalize(), parsed.plain.document.get("info", {})
        about = f"{docs.sentence(docs.text(info, 'title') or api)} Each resource is loaded when it is first used."
        client = self._render("client.py.jinja", name=name, resources=resources, about=about)
        modules = {name: "client", f"Async{name}": "client"}
        modules |= {resource.module: resource.module for resource in resources}
        package = self._render("package.py.jinja", names=modules, about=about)
        return result | {f"{api}/client.py": client, f"{api}/__init__.py": package}

    def _resource(self, name: str, operations: list[Operation], tag: dict[str, Any]) -> Resource:
        class_name = names.model(operations[0].plain.source.tag or name)
        while {class_name, f"Async{class_name}"} & {*self.classes, *RESERVED_CLASSES}:
            class_name = f"{class_name}Resource"
        return Resource(
            name, class_name, docs.sentence(docs.text(tag) or f"The operations on {name.replace('_', ' ')}.")
        )

    def _operations(self, resource: Resource, operations: list[Operation]) -> bytes:
        methods = frozenset(operation.method for operation in operations)
        envelopes = list(dict.fromkeys(tuple(operation.paging.items()) for operation in operations if operation.paging))
        constants = {envelope: f"PAGING{number or ''}" for number, envelope in enumerate(envelopes)}

        def signature(operation: Operation) -> Signature:
            paging = constants.get(tuple(operation.paging.items()), "")
            return Signature(operation, resource.attribute, paging, methods, self._attributes(operation))

        signatures = [signature(operation) for operation in operations]
        return self._render(
            "resource.py.jinja",
            resource=resource,
            signatures=signatures,
            pagings=[(constants[envelope], _paging(dict(envelope))) for envelope in envelopes],
            imports=list(code.imports(field for item in signatures for field in item.fields())),
        )

    def _attributes(self, operation: Operation) -> dict[str, str]:
        """Return the attributes of the response's records by their JSON names."""
        record = operation.record
        if record is None or record.kind != "model":
            return {}
        return {field.wire: field.name for field in self._fields(record.class_name)}

    def _render(self, template: str, **context: Any) -> bytes:
        text: str = self.environment.get_template(template).render(**context)
        return text.encode()


def _paging(envelope: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the arguments of `Paging` for an envelope, without defaults."""
    arguments = {names.identifier(key): name for key, name in envelope.items()}
    changed = [(key, value) for key, default in _PAGING.items() if (value := arguments.get(key, default)) != default]
    return [(key, code.literal(value) if isinstance(value, str) else str(value)) for key, value in changed]
