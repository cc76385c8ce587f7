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
    def edited(self) -> bool:
        """Whether a person wrote or changed the action."""
        return self.digest != self.written()

    def written(self) -> str:
        """Return the digest of the action's current content."""
        content = json.dumps([self.target, self.update], sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    def plain(self) -> dict[str, Any]:
        """Return the action as an object of the overlay."""
        what: dict[str, Any] = {"remove": True} if self.update is None else {"update": self.update}
        about = {"target": self.target, "description": self.description, **what}
        return {**about, "x-written": self.digest} if self.digest else about

    @classmethod
    def of(cls, value: Any) -> "Action":
        """Return the action of an object of the overlay."""
        update = None if value.get("remove") else value.get("update")
        return cls(str(value.get("target")), str(value.get("description", "")), update, str(value.get("x-written", "")))


def write(target: str, description: str, update: dict[str, Any] | None) -> Action:
    """Return an action with its digest."""
    action = Action(target, description, update)
    return Action(target, description, update, action.written())


def jsonpath(pointer: Pointer) -> str:
    """Return the JSONPath of a location: `$.paths['/jobs'].get`."""
    steps = []
    for part in pointer:
        if isinstance(part, int):
            steps.append(f"[{part}]")
        elif part.isascii() and part.isidentifier():
            steps.append(f".{part}")
        else:
            steps.append(f"['{_quoted(part)}']")
    return "$" + "".join(steps)


def of_operation(match: Match, pairs: Pairs, theirs: Document, pinned: bool) -> Iterator[Action]:
    """Yield the actions for a matched operation.

    Args:
        match: our operation and the vendor's.
        pairs: its paired arguments and properties.
        theirs: the vendor's document.
        pinned: whether only the vendor's previous document describes the operation, so that only its name is written.
    """
    ours, its = match.ours, match.theirs
    update: dict[str, Any] = {}
    tag = its.tag or first_segment(its.path)
    retagged = names.resource(tag) != names.resource(ours.tag)
    if (its.id or derived_id(its, tag)) != ours.id or retagged:
        update["operationId"] = ours.id
    if retagged or not (its.tag or pinned):
        update["tags"] = [ours.tag]
    lacking = () if pinned or its.value.get("summary") else ("summary",)
    update |= {key: ours.value[key] for key in (*FACTS, *lacking) if key in ours.value}
    if not match.certain:
        update |= {"x-status": "inferred", "x-source": f"matched by {match.reason}; remove x-status to confirm it"}
    pages = paging(theirs, its)
    if pages:
        update["x-paging"] = pages
    target = jsonpath(its.pointer)
    if "tags" in update and its.tag:
        yield write(f"{target}.tags", f"{ours.id} keeps its place in Python.", None)
    if update and not (pinned and set(update) <= {"x-paging"}):
        yield write(target, f"{ours.id}, matched by {match.reason}.", update)
    yield from _of_arguments(match, pairs, theirs, target)


def _of_arguments(match: Match, pairs: Pairs, theirs: Document, target: str) -> Iterator[Action]:
    members = {one.wire: other.wire for _, one, other in pairs.properties}
    record = record_pointer(theirs, match.theirs)
    for one, other in pairs.arguments:
        if other.where == "body":
            continue
        update: dict[str, Any] = {}
        if other.python != one.python:
            update["x-python-name"] = one.python
        chosen = one.value.get("x-filter", {})
        member = members.get(chosen.get("member", one.wire))
        if record and one.where == "query" and member and (chosen or member != other.wire):
            update["x-filter"] = {"member": member, "op": chosen.get("op", "eq")}
        if update:
            place = f"{target}.parameters[?@.name=='{_quoted(other.wire)}' && @.in=='{other.where}']"
            yield write(place, f"{one.wire} of {match.ours.id}.", update)


def of_properties(pairs: Iterable[Pairs]) -> Iterator[Action]:
    """Yield an action for each vendor property that needs a Python name or extensions; the first pair wins."""
    result: dict[Pointer, Action] = {}
    for one in pairs:
        in_bodies = [(one_, other) for one_, other in one.arguments if other.where == "body"]
        for base, left, right in [*one.properties, *(("", *both) for both in in_bodies)]:
            update: dict[str, Any] = {} if left.python == right.python else {"x-python-name": left.python}
            update |= {key: left.value[key] for key in OF_A_PROPERTY if _applies(key, left, right)}
            if update and right.pointer not in result:
                name = f"{base}.{left.wire}" if base else left.wire
                result[right.pointer] = write(jsonpath(right.pointer), f"{name}.", update)
    yield from result.values()


def _applies(key: str, left: Part, right: Part) -> bool:
    if key not in left.value or key in right.value:
        return False
    return key != "x-scalar" or left.value.get("type") == right.value.get("type")


def of_classes(pairs: Iterable[Pairs], theirs: Document) -> Iterator[Action]:
    """Yield an action for each vendor component that is one of our records under another name."""
    schemas = theirs.get("components", {}).get("schemas", {})
    wanted: dict[str, str] = {}
    for one in pairs:
        for ours, its in one.classes.items():
            wanted.setdefault(its, ours)
    for its, ours in wanted.items():
        free = ours not in schemas and list(wanted.values()).count(ours) == 1
        if its != ours and free and its not in _polymorphic(schemas):
            yield write(jsonpath(("components", "schemas", its)), f"The class {ours}.", {"x-python-name": ours})


def _polymorphic(schemas: Document) -> set[str]:
    """Return the schemas whose names may be values of a discriminator in JSON."""
    found = {name for name, value in schemas.items() if isinstance(value, dict) and "discriminator" in value}
    for name, value in schemas.items():
        text = json.dumps(value, default=str)
        if any(f'"#/components/schemas/{base}"' in text for base in found) and "allOf" in text:
            found.add(name)
    return found | {
        str(part.get("$ref", "")).rpartition("/")[2]
        for name in found
        for key in ("oneOf", "anyOf")
        for part in schemas[name].get(key) or ()
        if isinstance(part, dict)
    }


def of_lists(theirs: Document, matched: set[Pointer]) -> Iterator[Action]:
    """Yield an action with the paging of each unmatched vendor list."""
    for operation in operations(theirs):
        found = paging(theirs, operation)
        if found and operation.pointer not in matched:
            yield write(jsonpath(operation.pointer), "A list in pages, by its shape.", {"x-paging": found})


def of_responses(theirs: Document, ours: Document) -> Iterator[Action]:
    """Yield an action with the common error responses that a vendor operation lacks."""
    known = ours.get("components", {}).get("responses", {})
    for operation in operations(theirs):
        responses = operation.value.get("responses") or {}
        covered = {"default"} & responses.keys() or not responses
        update = {
            status: {"$ref": f"#/components/responses/{name}"}
            for status, (name, needs) in _RESPONSES.items()
            if name in known and needs in operation.path and not {status, f"{status[0]}XX"} & responses.keys()
        }
        if update and not covered:
            target = f"{jsonpath(operation.pointer)}.responses"
            yield write(target, "Errors that the document does not describe; inferred.", update)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
