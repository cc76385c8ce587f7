"""The generated package: the parser, naming and template environment of openapi-python-client, and templates of ours.

The package comes as a tree of files; nothing is written here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.strings import PythonIdentifier

from pipeline.generate import parseable, prose
from pipeline.generate.kind import Choice, Class, Kind, Member, Record
from pipeline.generate.reading import reached
from pipeline.generate.sharing import shared
from pipeline.generate.signature import Operation
from pipeline.generate.spelling import Spelling, quoted
from pipeline.generate.view import ApiView, View
from pipeline.transform import names
from pipeline.tree import Tree

HERE = Path(__file__).parent
TAKEN_MODULES = frozenset({"client", "openapi"})
_PAGING = {
    "items": "items",
    "page": "page",
    "pageSize": "page_size",
    "totalCount": "total_count",
    "parameter": "parameter",
    "sizeParameter": "size_parameter",
}
_USUAL = {
    "items": "items",
    "page": "page",
    "page_size": "pageSize",
    "total_count": "totalCount",
    "parameter": "page",
    "size_parameter": "pageSize",
}


class GeneratorFailure(Exception):
    """The generator refused a view, or dropped something of it; holds one sentence for each."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(messages)
        super().__init__("\n".join(self.messages))


@dataclass(frozen=True)
class Resource:
    """One tag of an API in Python."""

    tag: str
    attribute: str
    class_name: str
    description: str

    @property
    def module(self) -> str:
        """Its module, which must not be one that every API has."""
        return f"{self.attribute}_" if self.attribute in TAKEN_MODULES else self.attribute


def generate(views: Iterable[ApiView], here: Path = HERE) -> Tree:
    """The package's files but for the built documents, not yet formatted.

    Args:
        views: one for each API; the names of the first are kept.
        here: the folder of `templates`, `runtime` and `generator.yaml`.

    Raises:
        GeneratorFailure: The parser refuses a document or drops an operation of it.
    """
    together = shared(views)
    read = _read_classes(together.views, together.classes)
    models = _parsed(parseable.models(read.values()), here)
    spelling = Spelling({name: _module(info) for name, info in _class_infos(models).items()})
    writer = _Writer(_environment(models, here), spelling, models, read)
    made: Tree = {"__init__.py": b'"""The APIs as their contracts tell them. Written by scripts/regenerate."""\n'}
    made |= {"py.typed": b""}
    made |= {f"_runtime/{file.name}": file.read_bytes() for file in sorted((here / "runtime").glob("*.py"))}
    made |= writer.models()
    for view in together.views:
        _complete(view, _parsed(parseable.api(view, read.values()), here))
        made |= writer.api(view)
    return made


def _read_classes(views: Iterable[ApiView], classes: Mapping[str, Class]) -> dict[str, Class]:
    """The classes that signatures and answers lead to, in the order of their names."""
    ahead: set[str] = set()
    for view in views:
        for one in view.operations:
            kinds = [argument.member.kind for argument in one.arguments]
            kinds += [answer.kind for answer in one.answers if answer.kind]
            kinds += [one.item] if one.item else []
            ahead |= {kind.innermost().name for kind in kinds}
    return {name: classes[name] for name in sorted(reached(dict(classes), ahead))}


def _config(here: Path) -> Config:
    file = ConfigFile.load_from_path(here / "generator.yaml")
    return Config.from_sources(file, MetaType.NONE, here, "utf-8", True, here)


def _parsed(document: dict[str, Any], here: Path) -> GeneratorData:
    """What the generator's parser makes of a document; whatever it says against it is a failure."""
    data = GeneratorData.from_dict(document, config=_config(here))
    if isinstance(data, GeneratorError):
        raise GeneratorFailure([_told(document, data)])
    against = [*data.errors, *(e for tag in data.endpoint_collections_by_tag.values() for e in tag.parse_errors)]
    if against:
        raise GeneratorFailure(_told(document, error) for error in against)
    return data


def _told(document: dict[str, Any], error: GeneratorError) -> str:
    text = " ".join(f"{error.header or ''} {error.detail or ''}".split())
    return f"{document['info']['title']}: the generator refuses: {text}"


def _complete(view: ApiView, data: GeneratorData) -> None:
    """Sees to it that the parser found each operation."""
    found = {str(e.name) for tag in data.endpoint_collections_by_tag.values() for e in tag.endpoints}
    missing = [one.id for one in view.operations if str(PythonIdentifier(one.id, names.PREFIX)) not in found]
    if missing:
        raise GeneratorFailure(f"{view.api}: the generator drops {operation}" for operation in missing)


def _class_infos(data: GeneratorData) -> dict[str, Any]:
    found = {str(item.class_info.name): item.class_info for item in (*data.models, *data.enums)}
    modules = [_module(info) for info in found.values()]
    twice = sorted({module for module in modules if modules.count(module) > 1})
    if twice:
        raise GeneratorFailure(f"two classes would be in models/{module}.py: rename a schema" for module in twice)
    return found


def _module(info: Any) -> str:
    return str(info.module_name)


def _environment(data: GeneratorData, here: Path) -> Any:
    """The generator's template environment with what our templates ask for."""
    environment = Project(openapi=data, config=_config(here), custom_template_path=here / "templates").env
    environment.undefined = StrictUndefined
    environment.filters["literal"] = quoted
    environment.globals.update(
        docstring=prose.docstring, of_member=prose.of_member, of_record=prose.of_record, remark=prose.remark
    )
    return environment


@dataclass
class _Writer:
    """Renders the templates."""

    environment: Any
    spelling: Spelling
    data: GeneratorData
    classes: Mapping[str, Class]

    def models(self) -> Tree:
        """The package of all records and enumerations."""
        made: Tree = {}
        for item in self.classes.values():
            text = self._choice(item) if isinstance(item, Choice) else self._record(item)
            made[f"models/{self.spelling.modules[item.name]}.py"] = text
        modules = {name: self.spelling.modules[name] for name in self.classes}
        about = "The records and enumerations of every API, each loaded when it is first used."
        return made | {"models/__init__.py": self._render("package.py.jinja", names=modules, about=about)}

    def api(self, view: ApiView) -> Tree:
        """The package of one API."""
        grouped: dict[str, list[View]] = {}
        for one in view.operations:
            grouped.setdefault(one.tag, []).append(one)
        resources = {tag: self._resource(view, tag) for tag in grouped}
        made = {
            f"{view.api}/{resource.module}.py": self._operations(view, resource, grouped[tag])
            for tag, resource in resources.items()
        }
        name = view.api.capitalize()
        ordered = sorted(resources.values(), key=lambda resource: resource.attribute)
        about = f"{prose.sentence(view.title)} Each resource is loaded when it is first used."
        client = self._render("client.py.jinja", name=name, resources=ordered, about=about)
        exported = {name: "client", f"Async{name}": "client", **{r.module: r.module for r in ordered}}
        package = self._render("package.py.jinja", names=exported, about=about)
        return made | {f"{view.api}/client.py": client, f"{view.api}/__init__.py": package}

    def _resource(self, view: ApiView, tag: str) -> Resource:
        attribute = names.resource(tag)
        description = view.tags.get(attribute) or f"The operations on {attribute.replace('_', ' ')}."
        return Resource(tag, attribute, names.model(tag), prose.sentence(description))

    def _operations(self, view: ApiView, resource: Resource, views: list[View]) -> bytes:
        methods = frozenset(one.name for one in views)
        envelopes = list(dict.fromkeys(one.paging for one in views if one.paging))
        constants = {names_: f"PAGING{number or ''}" for number, names_ in enumerate(envelopes)}
        made = [
            Operation(view.api, one, self.spelling, constants.get(one.paging, ""), methods, self._attributes(one.item))
            for one in views
        ]
        return self._render(
            "resource.py.jinja",
            attribute=resource.attribute,
            class_name=resource.class_name,
            description=resource.description,
            operations=made,
            pagings=[(constants[names_], _paging(names_)) for names_ in envelopes],
            imports=list(self.spelling.imports(kind for one in made for kind in one.kinds())),
        )

    def _record(self, record: Record) -> bytes:
        members = self._members(record)
        own = self.spelling.imports(member.kind for member in record.members)
        return self._render(
            "record.py.jinja",
            record=record,
            members=members,
            spelling=self.spelling,
            secrets=[name for name, member in members if member.secret],
            imports=[found for found in own if found[1] != record.name],
        )

    def _members(self, record: Record) -> list[tuple[str, Member]]:
        """A record's members under the parser's names or those that the contract gives."""
        model = self._models_by_name[record.name]
        found = {
            str(p.name.get_untrusted_value()): str(p.python_name)
            for p in [*(model.required_properties or []), *(model.optional_properties or [])]
        }
        made = [(_free(member.python_name or found[member.wire]), member) for member in record.members]
        listed = [name for name, _ in made]
        if len(set(listed)) < len(listed):
            twice = sorted({name for name in listed if listed.count(name) > 1})
            raise GeneratorFailure([f"{record.name}: two members would be called {', '.join(twice)}"])
        return made

    def _attributes(self, kind: Kind | None) -> dict[str, str]:
        """The attributes of a list's rows by their names on the wire."""
        record = self.classes.get(kind.name) if kind else None
        members = self._members(record) if isinstance(record, Record) else []
        return {member.wire: name for name, member in members}

    @cached_property
    def _models_by_name(self) -> dict[str, Any]:
        return {str(model.class_info.name): model for model in self.data.models}

    def _choice(self, choice: Choice) -> bytes:
        keys: Any = next(enum.values for enum in self.data.enums if str(enum.class_info.name) == choice.name)
        texts = dict(choice.values)
        values = [(str(key), _raw(value), texts.get(_raw(value), "")) for key, value in keys.items()]
        order = [value for value, _ in choice.values]
        values.sort(key=lambda found: order.index(found[1]))
        module = self.spelling.modules[choice.name]
        return self._render("choice.py.jinja", choice=choice, values=values, module=module)

    def _render(self, template: str, **context: Any) -> bytes:
        text: str = self.environment.get_template(template).render(**context)
        return text.encode()


def _raw(value: Any) -> str:
    get: Callable[[], Any] = getattr(value, "get_untrusted_value", lambda: value)
    return str(get())


def _free(name: str) -> str:
    return f"{name}_" if name in names.OF_EVERY_MODEL else name


def _paging(envelope: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The names of an envelope that are not the usual ones, as arguments of `Paging`."""
    given = [(_PAGING[key], wire) for key, wire in envelope if key in _PAGING]
    return [(argument, wire) for argument, wire in given if _USUAL.get(argument) != wire]
