"""Names in Python: how tags, operations, parameters, members and schemas are called in the generated package.

Snake case and reserved words are the generator's own, so what is judged here is what it writes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

from pipeline.source.operation import Operation, resolve

OF_EVERY_MODEL = frozenset({"to_dict", "from_dict", "additional_properties"})
"""What each generated record has, whatever its members are called."""

PREFIX = "field_"
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
_BODIES = ("json", "x-www-form-urlencoded", "xml")


@dataclass(frozen=True)
class Argument:
    """An argument of an operation's function.

    Args:
        name: its Python name.
        wire: its name on the wire.
        where: `path`, `query`, `header`, `cookie` or `body`.
        required: whether a call must give it.
    """

    name: str
    wire: str
    where: str
    required: bool


def resource(tag: str) -> str:
    """The module and attribute of a tag: `ClientContacts` is `client_contacts`."""
    return identifier(tag)


def function(operation_id: str) -> str:
    """The function of an operation in its module: `Jobs_GetJob` is `get_job`."""
    return _unreserved(snake_case(operation_id.partition("_")[2] or operation_id))


def method(tag: str, operation_id: str, python_name: str | None = None) -> str:
    """The method of an operation: its function without the tag's noun, unless `x-python-name` says another.

    `Jobs_ListJobs` is `list`; `ReceiptEntries_ListReceiptEntriesByReceipt` is `list_by_receipt`.
    """
    if python_name:
        return python_name
    whole = function(operation_id)
    words = whole.split("_")
    for noun in nouns(tag):
        for start in range(len(words) - len(noun) + 1):
            if words[start : start + len(noun)] == noun:
                return _unreserved("_".join([*words[:start], *words[start + len(noun) :]])) or whole
    return whole


def nouns(tag: str) -> list[list[str]]:
    """A tag's noun as words, plural and singular: `PurchaseOrders` is purchase orders and purchase order."""
    words = snake_case(tag).split("_")
    last = words[-1]
    forms = [last, singular(last), f"{last}s", f"{last[:-1]}ies" if last.endswith("y") else f"{last}es"]
    return [[*words[:-1], form] for form in dict.fromkeys(forms)]


def singular(noun: str) -> str:
    """The singular of a plural in `s`: `entries` is `entry`, `jobs` is `job`."""
    if noun.endswith(("ss", "us", "is")):
        return noun
    for plural, single in _PLURALS:
        if noun.endswith(plural) and len(noun) > len(plural):
            return noun[: -len(plural)] + single
    return noun


def model(schema_name: str) -> str:
    """The class of a schema."""
    return str(ClassName(schema_name, PREFIX))


def identifier(wire: str) -> str:
    """The Python name of a parameter or a member that has no `x-python-name`: `jobNo` is `job_no`."""
    return str(PythonIdentifier(wire, PREFIX))


def attribute(wire: str, schema: Any) -> str:
    """The Python name of a parameter or a member, given the object that describes it."""
    named = schema.get("x-python-name") if isinstance(schema, dict) else None
    return str(named or identifier(wire))


def arguments(document: dict[str, Any], operation: Operation) -> list[Argument]:
    """An operation's arguments: path, query, header, then the members of a body that is an object.

    Names may be equal; `distinct` tells them apart.
    """
    found = [*_parameters(document, operation), *_body(document, operation)]
    order = ("path", "query", "header", "cookie", "body")
    return sorted(found, key=lambda argument: order.index(argument.where) if argument.where in order else len(order))


def distinct(found: list[Argument]) -> list[Argument]:
    """The arguments with equal names told apart by where they go: a body's `id` beside a path's is `id_body`."""
    made: dict[str, Argument] = {}
    for argument in found:
        name = argument.name
        while name in made:
            name = f"{name}_{argument.where}"
        made[name] = Argument(name, argument.wire, argument.where, argument.required)
    return list(made.values())


def _parameters(document: dict[str, Any], operation: Operation) -> Iterator[Argument]:
    for value in operation.value.get("parameters", ()):
        found = resolve(document, value)
        wire = str(found.get("name", ""))
        yield Argument(attribute(wire, found), wire, str(found.get("in")), found.get("required") is True)


def _body(document: dict[str, Any], operation: Operation) -> Iterator[Argument]:
    body = resolve(document, operation.value.get("requestBody", {}))
    content = body.get("content", {})
    media = next((media for ending in _BODIES for media in content if media.endswith(ending)), None)
    if media is None:
        return
    schema = resolve(document, content[media].get("schema", {}))
    members = schema.get("properties") if isinstance(schema, dict) else None
    if not isinstance(members, dict):
        yield Argument("body", "", "body", body.get("required") is True)
        return
    for wire, member in members.items():
        yield Argument(attribute(wire, member), wire, "body", wire in schema.get("required", ()))


def _unreserved(name: str) -> str:
    name = re.sub(r"\W", "_", name)
    return f"{name}_" if iskeyword(name) else name
