"""Reads the schemas of a built document into kinds: one way to say each thing, and a class for all that needs one.

`allOf` is merged, `$ref` followed to what is no class, null taken out of unions and types, and an object or an
enumeration written inside another gets a name made of where it stands. A union of several kinds is of any kind.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.generate.kind import Choice, Class, Kind, Member, Record, named, text_of
from pipeline.source.operation import resolve
from pipeline.transform import names

_FORMATS = {"date": "day", "date-time": "moment", "wcf-date": "wcf", "xml-local-date-time": "wcf", "binary": "bytes"}
_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean", "string": "text", "object": "object"}
_SECRETS = frozenset(
    {"access_token", "refresh_token", "id_token", "client_secret", "password", "apitoken", "api_token"}
)
_TYPE_OF: dict[type, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}
_PREFIX = "#/components/schemas/"


@dataclass
class Reading:
    """The classes that were met so far in a built document, and how to meet more."""

    document: dict[str, Any]
    classes: dict[str, Class] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def kind(self, schema: Any, hint: str) -> Kind:
        """What a schema describes; `hint` names a class that has no name of its own."""
        if not isinstance(schema, dict) or not schema:
            return Kind("any")
        component = self._component(schema)
        if component:
            return self._class(component)
        whole = self.merged(schema)
        options, nullable = self._options(whole)
        kind = options[0](hint) if len(options) == 1 else Kind("any")
        return kind.or_null() if nullable else kind

    def members(self, schema: Any, hint: str) -> tuple[Member, ...]:
        """The members of an object, or of several that an object may be; required is what all of them require."""
        whole = self.merged(schema)
        parts = [self.merged(part) for part in whole.get("oneOf") or whole.get("anyOf") or () if not _is_null(part)]
        every = [whole, *(part for part in parts if "properties" in part)]
        found = {wire: value for part in every for wire, value in part.get("properties", {}).items()}
        required = set(whole.get("required", ()))
        if parts:
            required |= set.intersection(*(set(part.get("required", ())) for part in parts))
        return tuple(self._member(wire, value, wire in required, hint) for wire, value in found.items())

    def merged(self, schema: Any, seen: tuple[str, ...] = ()) -> dict[str, Any]:
        """A schema with its own `$ref` followed and its `allOf` merged; what stands nearest wins."""
        if not isinstance(schema, dict):
            return {}
        own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
        ref = schema.get("$ref")
        parts = [part for part in schema.get("allOf", ()) if isinstance(part, dict)]
        if ref and ref not in seen:
            seen = (*seen, ref)
            parts.insert(0, resolve(self.document, {"$ref": ref}))
        made: dict[str, Any] = {}
        for part in [*(self.merged(part, seen) for part in parts), own]:
            made = _joined(made, part)
        return made

    def is_object(self, schema: Any) -> bool:
        """Whether a schema is an object with members, or several of them to choose from."""
        whole = self.merged(schema)
        parts = [self.merged(part) for part in whole.get("oneOf") or whole.get("anyOf") or ()]
        return any(_is_record(one) for one in (whole, *parts))

    def _member(self, wire: str, schema: Any, required: bool, hint: str) -> Member:
        value = schema if isinstance(schema, dict) else {}
        kind = self.kind(value, hint + names.model(wire))
        about = value if self._component(value) else self.merged(value)
        return Member(
            wire=wire,
            kind=kind,
            required=required,
            text=text_of(about),
            status=text_of(about, "x-status"),
            source=text_of(about, "x-source"),
            python_name=str(about.get("x-python-name", "")),
            secret=about.get("format") == "password" or "x-sensitive" in about or wire.lower() in _SECRETS,
        )

    def _component(self, schema: dict[str, Any]) -> str:
        """The component that a schema is nothing but a reference to, if it needs a class; else nothing."""
        parts = schema.get("allOf")
        if "$ref" not in schema and isinstance(parts, list) and len(parts) == 1 and "properties" not in schema:
            return self._component(parts[0]) if isinstance(parts[0], dict) else ""
        ref = str(schema.get("$ref", ""))
        if not ref.startswith(_PREFIX):
            return ""
        whole = self.merged(schema)
        return ref.removeprefix(_PREFIX) if _is_record(whole) or _is_choice(whole) else ""

    def _class(self, component: str) -> Kind:
        schema = resolve(self.document, {"$ref": _PREFIX + component})
        twin = str(schema.get("x-derived-from", ""))
        if component == f"{twin}Xml":
            component = twin
        return self._named(names.model(component), schema, reuse=True)

    def _named(self, name: str, schema: Any, reuse: bool = False) -> Kind:
        """A class under a name; another class that has it already pushes this one to a number."""
        whole = self.merged(schema)
        sort: Any = "choice" if _is_choice(whole) else "record"
        if reuse and name in self._begun:
            return Kind(sort, name)
        free, number = name, 2
        while free in self._begun:
            free, number = f"{name}{number}", number + 1
        self._begun.add(free)
        self.classes[free] = self._choice(free, whole) if sort == "choice" else self._record(free, whole)
        return Kind(sort, free)

    def _record(self, name: str, whole: dict[str, Any]) -> Record:
        return Record(
            name=name,
            text=text_of(whole),
            members=self.members(whole, name),
            status=text_of(whole, "x-status"),
            source=text_of(whole, "x-source"),
            complete=whole.get("x-complete") is not False,
        )

    def _choice(self, name: str, whole: dict[str, Any]) -> Choice:
        told = [entry for entry in whole.get("x-open-enum", ()) if isinstance(entry, dict)]
        values = [(str(entry.get("value")), text_of(entry)) for entry in told]
        values = values or [(str(value), "") for value in whole.get("enum", ()) if value is not None]
        return Choice(name, text_of(whole), tuple(values), text_of(whole, "x-status"), text_of(whole, "x-source"))

    def _options(self, whole: dict[str, Any]) -> tuple[list[Callable[[str], Kind]], bool]:
        """What a schema may be, each ready to be read, and whether it may be null."""
        types = whole.get("type")
        listed = types if isinstance(types, list) else [types]
        nullable = "null" in listed or whole.get("nullable") is True or None in (whole.get("enum") or ())
        united = whole.get("oneOf") or whole.get("anyOf")
        if united and "properties" not in whole:
            kept = [part for part in united if not _is_null(part)]
            return [_later(self.kind, part) for part in kept], nullable or len(kept) < len(united)
        if len([one for one in listed if one != "null"]) > 1:
            return [], nullable
        return [_later(self._plain, whole)], nullable

    def _plain(self, whole: dict[str, Any], hint: str) -> Kind:
        if _is_record(whole) or _is_choice(whole):
            return self._named(hint, whole)
        types = whole.get("type") or _TYPE_OF.get(type(whole.get("const")))
        sort = next((one for one in types if one != "null"), None) if isinstance(types, list) else types
        if sort == "array":
            return Kind("list", item=self.kind(whole.get("items"), f"{hint}Item"))
        if sort == "string":
            made: Any = _FORMATS.get(str(whole.get("format")), "text")
            return Kind(made)
        found: Any = _TYPES.get(str(sort), "any")
        return Kind(found)


def _later(read: Callable[[Any, str], Kind], schema: Any) -> Callable[[str], Kind]:
    return lambda hint: read(schema, hint)


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "null"


def _is_record(whole: dict[str, Any]) -> bool:
    return bool(whole.get("properties"))


def _is_choice(whole: dict[str, Any]) -> bool:
    """Whether a schema is an enumeration of texts, closed or open; both are read as open."""
    values = [value for value in whole.get("enum") or () if value is not None]
    texts = bool(values) and all(isinstance(value, str) for value in values)
    return not _is_record(whole) and (texts or bool(whole.get("x-open-enum")))


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    made = {**one, **other}
    if "properties" in one and "properties" in other:
        made["properties"] = {**one["properties"], **other["properties"]}
    if "required" in one and "required" in other:
        made["required"] = list(dict.fromkeys([*one["required"], *other["required"]]))
    return made


def reached(classes: dict[str, Class], ahead: set[str]) -> Iterator[str]:
    """The classes that some classes lead to, those included."""
    seen: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name in seen or name not in classes:
            continue
        seen.add(name)
        ahead |= named(classes[name])
        yield name
