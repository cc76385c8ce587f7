"""Names in Python of tags, operations, parameters, properties and schemas in the generated package.

Snake case and reserved words follow openapi-python-client, so that lint checks the generated names.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from keyword import iskeyword
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

from pipeline.source.operation import Operation, parameters
from pipeline.transform import media, schema

OF_EVERY_MODEL = frozenset({"to_dict", "to_json", "from_dict", "additional_properties"})
"""Attributes that every generated model has."""

IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
"""Parameters that OpenAPI ignores: the client sets these headers."""

PREFIX = "field_"
PLACES = ("path", "query", "header", "cookie", "body")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))


@dataclass(frozen=True)
class Argument:
    """An argument of an operation's function.

    Args:
        name: its Python name.
        wire: its name in the request; empty for a body that is one argument.
        where: `path`, `query`, `header`, `cookie` or `body`.
        required: whether a call must pass it.
    """

    name: str
    wire: str
    where: str
    required: bool


def resource(tag: str) -> str:
    """Return the module and attribute of a tag: `client_contacts` for `ClientContacts`."""
    return identifier(tag)


def function(operation_id: str) -> str:
    """Return the function of an operation in its module: `get_job` for `Jobs_GetJob`."""
    return _avoid_keyword(snake_case(operation_id.partition("_")[2] or operation_id))


def method(tag: str, operation_id: str, python_name: str | None = None) -> str:
    """Return the method of an operation: its function without the tag's noun, unless `x-python-name` names another.

    `Jobs_ListJobs` is `list`; `ReceiptEntries_ListReceiptEntriesByReceipt` is `list_by_receipt`.
    """
    if python_name:
        return python_name
    name = function(operation_id)
    words = name.split("_")
    for noun in nouns(tag):
        for start in range(len(words) - len(noun) + 1):
            if words[start : start + len(noun)] == noun:
                return _avoid_keyword("_".join([*words[:start], *words[start + len(noun) :]])) or name
    return name


def nouns(tag: str) -> list[list[str]]:
    """Return a tag's noun as words, plural and singular: purchase orders, purchase order."""
    words = snake_case(tag).split("_")
    last = words[-1]
    forms = [last, singular(last), f"{last}s", f"{last[:-1]}ies" if last.endswith("y") else f"{last}es"]
    return [[*words[:-1], form] for form in dict.fromkeys(forms)]


def singular(noun: str) -> str:
    """Return the singular of a plural in `s`: `entry` for `entries`, `job` for `jobs`."""
    if noun.endswith(("ss", "us", "is")):
        return noun
    for plural, single in _PLURALS:
        if noun.endswith(plural) and len(noun) > len(plural):
            return noun[: -len(plural)] + single
    return noun


def letters(name: str) -> str:
    """Return a name without case and separators, to compare it: `jobno` for `job_no`, `jobNo` and `Job-No`."""
    return re.sub(r"[\W_]", "", name).lower()


def model(schema_name: str) -> str:
    """Return the class of a schema."""
    return str(ClassName(schema_name, PREFIX))


def identifier(wire: str) -> str:
    """Return the Python name of a parameter or property without `x-python-name`: `job_no` for `jobNo`."""
    return str(PythonIdentifier(wire, PREFIX))


def attribute(wire: str, schema: Any) -> str:
    """Return the Python name of a parameter or property, given the object that describes it."""
    python_name = schema.get("x-python-name") if isinstance(schema, dict) else None
    return str(python_name or identifier(wire))


def arguments(document: dict[str, Any], operation: Operation) -> list[Argument]:
    """Return an operation's arguments: path, query, header, cookie, then the properties of a body that is an object.

    Names may be equal; `distinct` makes them unique.
    """
    unsorted = [*_parameters(document, operation), *_body(document, operation)]
    return sorted(unsorted, key=lambda argument: PLACES.index(argument.where))


def distinct(arguments: Iterable[Argument], reserved: Iterable[str] = ()) -> list[Argument]:
    """Return the arguments under unique names: `id_body` for a body's `id` next to a path's, `id_` where reserved."""
    result: dict[str, Argument] = {}
    for argument in arguments:
        name = f"{argument.name}_" if argument.name in reserved else argument.name
        while name in result:
            name = f"{name}_{argument.where}"
        result[name] = replace(argument, name=name)
    return list(result.values())


def unique(name: str, names: Container[str]) -> str:
    """Return the name, with a number after it if it is taken: `get_2`."""
    number, free = 2, name
    while free in names:
        free, number = f"{name}_{number}", number + 1
    return free


def fields(properties: dict[str, Any]) -> dict[str, str]:
    """Return the unique Python name of each property of a model, by its name in JSON."""
    result: dict[str, str] = {}
    for wire, value in properties.items():
        name = attribute(wire, value)
        result[wire] = unique(f"{name}_" if name in OF_EVERY_MODEL else name, result.values())
    return result


def _parameters(document: dict[str, Any], operation: Operation) -> Iterator[Argument]:
    for parameter in parameters(document, operation):
        wire, where = str(parameter.get("name", "")), str(parameter.get("in"))
        if (where == "header" and wire.lower() in IGNORED_HEADERS) or negotiates(document, parameter):
            continue
        name = attribute(wire, parameter)
        if where == "path" and not name.isascii():  # the parser matches path parameters by ASCII names only
            listed = re.findall("{([^}]*)}", operation.path)
            name = f"path_{listed.index(wire) + 1 if wire in listed else 1}"
        yield Argument(name, wire, where, parameter.get("required") is True)


def negotiates(document: dict[str, Any], parameter: dict[str, Any]) -> bool:
    """Return whether a parameter of our own contract chooses between JSON and XML, as the legacy service has it."""
    is_ours = "x-contract" in document.get("info", {})
    return is_ours and (parameter.get("name"), parameter.get("in")) == ("format", "query")


def _body(document: dict[str, Any], operation: Operation) -> Iterator[Argument]:
    body = media.body(document, operation)
    if body is None:
        return
    if body.is_whole(document):
        yield Argument("body", "", "body", body.required)
        return
    properties, required = schema.properties(document, body.schema)
    for wire, value in properties.items():
        if not is_read_only(document, value):
            yield Argument(attribute(wire, value), wire, "body", body.required and wire in required)


def is_read_only(document: dict[str, Any], value: Any) -> bool:
    """Return whether only the server sets a property."""
    return schema.merge(document, value).get("readOnly") is True


def _avoid_keyword(name: str) -> str:
    name = re.sub(r"\W", "_", name)
    return f"{name}_" if iskeyword(name) else name
