"""Create the overlay actions that add to a vendor's document what it lacks."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from adoption.matching import Match
from adoption.paging import paging
from adoption.pairs import Document, Pairs, Part, record_pointer
from pipeline.source.operation import operations
from pipeline.source.pointer import Pointer
from pipeline.transform import names
from pipeline.transform.foreign import derived_id, first_segment

FACTS = ("x-access", "x-record", "x-operation-names", "x-python-name")
"""Extensions of an operation that no vendor's document has."""
OF_A_PROPERTY = ("x-scalar", "x-sensitive", "x-references")
_RESPONSES = {
    "400": ("BadRequest", ""),
    "401": ("Unauthorized", ""),
    "404": ("NotFound", "{"),
    "405": ("MethodNotAllowed", ""),
    "422": ("Unprocessable", ""),
    "429": ("TooManyRequests", ""),
}


@dataclass(frozen=True)
class Action:
    """An action of an overlay.

    Args:
        target: a JSONPath.
        description: the reason.
        update: the value to merge; None to remove the target.
        digest: the hash of the action as adopt wrote it; a different hash means that a person edited it.
    """

    target: str
    description: str
    update: dict[str, Any] | None = None
    digest: str = ""

    @property
    def key(self) -> tuple[str, bool]:
        """The target and kind of the action, equal for two versions of one action."""
        return self.target, self.update is None

    @property
    def is_edited(self) -> bool:
        """Whether a person wrote or changed the action."""
        return self.digest != self.compute_digest()

    def compute_digest(self) -> str:
        """Return the digest of the action's current content."""
        content = json.dumps([self.target, self.update], sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    def plain(self) -> dict[str, Any]:
        """Return the action as an object of the overlay."""
        operation: dict[str, Any] = {"remove": True} if self.update is None else {"update": self.update}
        action = {"target": self.target, "description": self.description, **operation}
        return {**action, "x-written": self.digest} if self.digest else action

    @classmethod
    def of(cls, value: Any) -> "Action":
        """Return the action of an object of the overlay."""
        update = None if value.get("remove") else value.get("update")
        return cls(str(value.get("target")), str(value.get("description", "")), update, str(value.get("x-written", "")))


def write(target: str, description: str, update: dict[str, Any] | None) -> Action:
    """Return an action with its digest."""
    action = Action(target, description, update)
    return Action(target, description, update, action.compute_digest())


def jsonpath(pointer: Pointer) -> str:
    """Return the JSONPath of a location: `$.paths['/jobs'].get`."""
    steps = []
    for part in pointer:
        if isinstance(part, int):
            steps.append(f"[{part}]")
        elif part.isascii() and part.isidentifier():
            steps.append(f".{part}")
        else:
            steps.append(f"['{_quote(part)}']")
    return "$" + "".join(steps)


def of_operation(match: Match, pairs: Pairs, vendor_document: Document, pinned: bool) -> Iterator[Action]:
    """Yield the actions for a matched operation.

    Args:
        match: our operation and the vendor's.
        pairs: its paired arguments and properties.
        theirs: the vendor's document.
        pinned: whether only the vendor's previous document describes the operation, so that only its name is written.
    """
    our_operation, vendor_operation = match.our_operation, match.vendor_operation
    update: dict[str, Any] = {}
    tag = vendor_operation.tag or first_segment(vendor_operation.path)
    retagged = names.resource(tag) != names.resource(our_operation.tag)
    if (vendor_operation.id or derived_id(vendor_operation, tag)) != our_operation.id or retagged:
        update["operationId"] = our_operation.id
    if retagged or not (vendor_operation.tag or pinned):
        update["tags"] = [our_operation.tag]
    lacking = () if pinned or vendor_operation.value.get("summary") else ("summary",)
    update |= {key: our_operation.value[key] for key in (*FACTS, *lacking) if key in our_operation.value}
    if not match.certain:
        update |= {"x-status": "inferred", "x-source": f"matched by {match.reason}; remove x-status to confirm it"}
    pages = paging(vendor_document, vendor_operation)
    if pages:
        update["x-paging"] = pages
    target = jsonpath(vendor_operation.pointer)
    if "tags" in update and vendor_operation.tag:
        yield write(f"{target}.tags", f"{our_operation.id} keeps its place in Python.", None)
    if update and not (pinned and set(update) <= {"x-paging"}):
        yield write(target, f"{our_operation.id}, matched by {match.reason}.", update)
    yield from _of_arguments(match, pairs, vendor_document, target)


def _of_arguments(match: Match, pairs: Pairs, vendor_document: Document, target: str) -> Iterator[Action]:
    vendor_properties = {
        our_property.wire: vendor_property.wire for _, our_property, vendor_property in pairs.properties
    }
    record = record_pointer(vendor_document, match.vendor_operation)
    for our_argument, vendor_argument in pairs.arguments:
        if vendor_argument.where == "body":
            continue
        update: dict[str, Any] = {}
        if vendor_argument.python != our_argument.python:
            update["x-python-name"] = our_argument.python
        chosen = our_argument.value.get("x-filter", {})
        property_name = vendor_properties.get(chosen.get("property", our_argument.wire))
        is_filter = record and our_argument.where == "query" and property_name
        if is_filter and (chosen or property_name != vendor_argument.wire):
            update["x-filter"] = {"property": property_name, "op": chosen.get("op", "eq")}
        if update:
            place = f"{target}.parameters[?@.name=='{_quote(vendor_argument.wire)}' && @.in=='{vendor_argument.where}']"
            yield write(place, f"{our_argument.wire} of {match.our_operation.id}.", update)


def of_properties(pairs: Iterable[Pairs]) -> Iterator[Action]:
    """Yield an action for each vendor property that needs a Python name or extensions; the first pair wins."""
    result: dict[Pointer, Action] = {}
    for pairing in pairs:
        in_bodies = [
            (our_part, vendor_part) for our_part, vendor_part in pairing.arguments if vendor_part.where == "body"
        ]
        for base, our_part, vendor_part in [*pairing.properties, *(("", *pair) for pair in in_bodies)]:
            update: dict[str, Any] = {} if our_part.python == vendor_part.python else {"x-python-name": our_part.python}
            update |= {key: our_part.value[key] for key in OF_A_PROPERTY if _applies(key, our_part, vendor_part)}
            if update and vendor_part.pointer not in result:
                name = f"{base}.{our_part.wire}" if base else our_part.wire
                result[vendor_part.pointer] = write(jsonpath(vendor_part.pointer), f"{name}.", update)
    yield from result.values()


def _applies(key: str, left: Part, right: Part) -> bool:
    if key not in left.value or key in right.value:
        return False
    return key != "x-scalar" or left.value.get("type") == right.value.get("type")


def of_classes(pairs: Iterable[Pairs], vendor_document: Document) -> Iterator[Action]:
    """Yield an action for each vendor component that is one of our records under another name."""
    schemas = vendor_document.get("components", {}).get("schemas", {})
    our_names: dict[str, str] = {}
    for pairing in pairs:
        for our_name, vendor_name in pairing.classes.items():
            our_names.setdefault(vendor_name, our_name)
    for vendor_name, our_name in our_names.items():
        free = our_name not in schemas and list(our_names.values()).count(our_name) == 1
        if vendor_name != our_name and free and vendor_name not in _find_polymorphic(schemas):
            yield write(
                jsonpath(("components", "schemas", vendor_name)), f"The class {our_name}.", {"x-python-name": our_name}
            )


def _find_polymorphic(schemas: Document) -> set[str]:
    """Return the schemas whose names may be values of a discriminator in JSON."""
    bases = {name for name, value in schemas.items() if isinstance(value, dict) and "discriminator" in value}
    for name, value in schemas.items():
        text = json.dumps(value, default=str)
        if any(f'"#/components/schemas/{base}"' in text for base in bases) and "allOf" in text:
            bases.add(name)
    return bases | {
        str(part.get("$ref", "")).rpartition("/")[2]
        for name in bases
        for key in ("oneOf", "anyOf")
        for part in schemas[name].get(key) or ()
        if isinstance(part, dict)
    }


def of_lists(vendor_document: Document, matched: set[Pointer]) -> Iterator[Action]:
    """Yield an action with the paging of each unmatched vendor list."""
    for operation in operations(vendor_document):
        page_names = paging(vendor_document, operation)
        if page_names and operation.pointer not in matched:
            yield write(jsonpath(operation.pointer), "A list in pages, by its shape.", {"x-paging": page_names})


def of_responses(vendor_document: Document, our_document: Document) -> Iterator[Action]:
    """Yield an action with the common error responses that a vendor operation lacks."""
    response_names = our_document.get("components", {}).get("responses", {})
    for operation in operations(vendor_document):
        responses = operation.value.get("responses") or {}
        covered = {"default"} & responses.keys() or not responses
        update = {
            status: {"$ref": f"#/components/responses/{name}"}
            for status, (name, needs) in _RESPONSES.items()
            if name in response_names and needs in operation.path and not {status, f"{status[0]}XX"} & responses.keys()
        }
        if update and not covered:
            target = f"{jsonpath(operation.pointer)}.responses"
            yield write(target, "Errors that the document does not describe; inferred.", update)


def _quote(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
