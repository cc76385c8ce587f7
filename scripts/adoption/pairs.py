"""Pair the parameters and properties of our contract with those of the vendor's document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adoption import words
from adoption.matching import Match
from adoption.paging import followed, paging, response_pointer
from pipeline.source.operation import Operation, parameters, resolve
from pipeline.source.pointer import Pointer, find, parse
from pipeline.transform import media, names, schema

Document = dict[str, Any]
SIMILAR = 0.7
"""The similarity from which the report suggests that two names mean the same; suggested names are not paired."""


@dataclass(frozen=True)
class Part:
    """A parameter or a property, its location, and its Python name."""

    wire: str
    pointer: Pointer
    value: dict[str, Any]
    python: str
    where: str = ""


@dataclass
class Pairs:
    """The paired arguments and properties of one operation.

    Args:
        arguments: pairs of our argument and the vendor's.
        properties: pairs of our property and the vendor's, with the name of our record.
        lost: names that callers may use and the vendor's document lacks, each with a similar name in the document.
        changed: pairs of our part and the vendor's whose types differ.
        classes: the vendor's component for each of our records and enumerations, by our name.
    """

    arguments: list[tuple[Part, Part]] = field(default_factory=list)
    properties: list[tuple[str, Part, Part]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, Part, Part]] = field(default_factory=list)
    classes: dict[str, str] = field(default_factory=dict)


Records = tuple[Pointer, Pointer, str]
"""Our record and the vendor's, in a `body` or a `response`."""


def pair(ours: Document, theirs: Document, match: Match, compared: set[Records]) -> Pairs:
    """Pair the arguments and the properties of the body and the response of a matched operation.

    Records in other records are compared once: `compared` has those of earlier operations, and gets those of this one.
    """
    return _Pairing(ours, theirs, match, compared).run()


class _Pairing:
    def __init__(self, ours: Document, theirs: Document, match: Match, compared: set[Records]) -> None:
        self.ours, self.theirs, self.match = ours, theirs, match
        self.noun = names.singular(match.ours.tag)
        self.path = str(match.ours.value.get("x-python", {}).get("path", match.ours.id))
        self.result = Pairs()
        self.compared = compared

    def run(self) -> Pairs:
        mine, its = self.match.ours, self.match.theirs
        for where in ("path", "query", "header", "body"):
            left = {one.wire: one for one in _arguments(self.ours, mine) if one.where == where}
            right = {one.wire: one for one in _arguments(self.theirs, its) if one.where == where}
            if where == "path":
                found = dict(zip(left, right, strict=False))
            else:
                found = self._paging() if where == "query" else {}
                rest = {wire: one for wire, one in left.items() if wire not in found}
                free = {wire: one for wire, one in right.items() if wire not in found.values()}
                found |= self._match_names(rest, free)
                self._add_lost(f"argument {self.path}", rest, free, found)
            for wire, other in found.items():
                self.result.arguments.append((left[wire], right[other]))
                self._compare(f"argument {self.path}.{left[wire].python}", left[wire], right[other])
        for side, pointer in (("body", _body_pointer), ("response", record_pointer)):
            left_at, right_at = pointer(self.ours, mine), pointer(self.theirs, its)
            todo = [(left_at, right_at, side)] if left_at and right_at else []
            while todo:
                new = [one for one in self._records(*todo.pop()) if one not in self.compared]
                todo += new
                self.compared |= set(new)
        return self.result

    def _paging(self) -> dict[str, str]:
        mine = self.match.ours.value.get("x-paging") or {}
        its = paging(self.theirs, self.match.theirs) or {}
        return {mine[key]: its[key] for key in ("parameter", "sizeParameter") if key in mine and key in its}

    def _match_names(self, left: Mapping[str, Part], right: Mapping[str, Part], noun: str = "") -> dict[str, str]:
        """Return the vendor's names by ours, paired by equal names, equal words, then equal descriptions."""
        noun = noun or self.noun
        pairs: dict[str, str] = {}
        rules = (
            lambda one, other: one.wire == other.wire,
            lambda one, other: names.letters(one.wire) == names.letters(other.wire),
            lambda one, other: words.same(one.wire, other.wire, noun),
            lambda one, other: self._one_description(one, other),
        )
        for rule in rules:
            for wire, one in left.items():
                found = [name for name, other in right.items() if name not in pairs.values() and rule(one, other)]
                if wire not in pairs and len(found) == 1:
                    pairs[wire] = found[0]
        return pairs

    def _one_description(self, one: Part, other: Part) -> bool:
        mine, its = (" ".join(str(part.value.get("description", "")).split()) for part in (one, other))
        return len(mine) > 12 and mine == its and self._kinds(one, other)[0] == self._kinds(one, other)[1]

    def _add_lost(
        self, what: str, left: Mapping[str, Part], right: Mapping[str, Part], found: Mapping[str, str]
    ) -> None:
        free = [name for name in right if name not in found.values()]
        for wire, one in left.items():
            if wire not in found:
                perhaps = max(free, key=lambda name: words.similarity(wire, name), default="")
                near = perhaps if perhaps and words.similarity(wire, perhaps) >= SIMILAR else ""
                self.result.lost.append((f"{what}.{one.python}", near))

    def _records(self, left_at: Pointer, right_at: Pointer, side: str) -> list[Records]:
        """Pair the properties of two records; return the records in them."""
        name = str(left_at[-1]) if left_at[:2] == ("components", "schemas") and len(left_at) == 3 else ""
        base = str(find(self.ours, left_at).get("x-derived-from", name)) if name else ""
        if name and name == base and right_at[:2] == ("components", "schemas") and len(right_at) == 3:
            self.result.classes.setdefault(base, str(right_at[-1]))
        left, right = properties(self.ours, left_at), properties(self.theirs, right_at)
        found = self._match_names(left, right, names.singular(base) or self.noun)
        if side == "response":
            self._add_lost(f"property {base or self.match.ours.tag}", left, right, found)
        inner: list[Records] = []
        for wire, other in found.items():
            self.result.properties.append((base, left[wire], right[other]))
            if side == "response":
                self._compare(f"property {base}.{left[wire].python}", left[wire], right[other])
            items = _item(self.ours, left[wire].pointer), _item(self.theirs, right[other].pointer)
            if all(
                schema.is_record(schema.merged(d, find(d, at)))
                for d, at in zip((self.ours, self.theirs), items, strict=True)
            ):
                inner.append((*items, side))
        return inner

    def _compare(self, about: str, one: Part, other: Part) -> None:
        left, right = self._kinds(one, other)
        if left and right and left != right:
            self.result.changed.append((f"{about}: {left} becomes {right}", one, other))

    def _kinds(self, one: Part, other: Part) -> tuple[str, str]:
        return kind(self.ours, one.value), kind(self.theirs, other.value)


def kind(document: Document, value: dict[str, Any]) -> str:
    """Return the type of a parameter or property in a word; empty if any type is allowed."""
    whole = schema.merged(document, value.get("schema", value) if "in" in value else value)
    choices = schema.options(whole)
    if len(choices) == 1 and not schema.types(whole):
        whole = schema.merged(document, choices[0])
    found = schema.types(whole)
    if found == ["string"] and whole.get("format") in ("date", "date-time", "binary"):
        return str(whole["format"])
    return " or ".join(found)


def properties(document: Document, at: Pointer) -> dict[str, Part]:
    """Return the properties of a record with their locations, including inherited properties."""
    places = dict(_property_places(document, at))
    values = {wire: find(document, place) for wire, place in places.items()}
    python = names.fields(values)
    result = {}
    for wire, value in values.items():
        own = {key: item for key, item in value.items() if key.startswith("x-")} if isinstance(value, dict) else {}
        result[wire] = Part(wire, places[wire], schema.merged(document, value) | own, python[wire])
    return result


def _property_places(document: Document, at: Pointer, seen: tuple[Pointer, ...] = ()) -> Iterator[tuple[str, Pointer]]:
    at = _followed(document, at)
    value = find(document, at)
    if not isinstance(value, dict) or at in seen:
        return
    for index in range(len(value.get("allOf") or ())):
        yield from _property_places(document, (*at, "allOf", index), (*seen, at))
    for wire in value.get("properties") or {}:
        yield str(wire), (*at, "properties", wire)


def _followed(document: Document, at: Pointer) -> Pointer:
    """Return the location of a reference's target; also follow `oneOf` with null, and `allOf` of one part."""
    for _ in range(20):
        value = find(document, at)
        if not isinstance(value, dict):
            return at
        if isinstance(value.get("$ref"), str):
            at = parse(value["$ref"].partition("#")[2])
            continue
        for key in ("allOf", "oneOf", "anyOf"):
            parts = value.get(key) or []
            kept = [index for index, part in enumerate(parts) if part != {"type": "null"}]
            if len(kept) == 1 and "properties" not in value:
                at = (*at, key, kept[0])
                break
        else:
            return at
    return at


def _item(document: Document, at: Pointer) -> Pointer:
    """Return the location of the records of a list, or of the record itself."""
    at = _followed(document, at)
    while isinstance(find(document, at), dict) and "items" in find(document, at):
        at = _followed(document, (*at, "items"))
    return at


def _arguments(document: Document, operation: Operation) -> Iterator[Part]:
    python = operation.value.get("x-python", {}).get("arguments", {})
    listed = operation.value.get("parameters") or []
    for one in parameters(document, operation):
        wire, where = str(one.get("name")), str(one.get("in"))
        index = next((i for i, each in enumerate(listed) if resolve(document, each) == one), 0)
        if where == "header" and wire.lower() in names.IGNORED_HEADERS:
            continue
        name = python.get(where, {}).get(wire) or names.attribute(wire, one)
        yield Part(wire, (*operation.pointer, "parameters", index), one, str(name), where)
    at = _body_pointer(document, operation)
    for wire, part in properties(document, at).items() if at else ():
        name = python.get("body", {}).get(wire) or part.python
        if not python or wire in python.get("body", {}):
            yield Part(wire, part.pointer, part.value, str(name), "body")


def _body_pointer(document: Document, operation: Operation) -> Pointer:
    """Return the location of the schema of an object request body; empty if there is none."""
    found = media.body(document, operation)
    if found is None or found.is_whole(document):
        return ()
    at = followed(document, (*operation.pointer, "requestBody"))
    return _followed(document, (*at, "content", found.media, "schema"))


def record_pointer(document: Document, operation: Operation) -> Pointer:
    """Return the location of the record that an operation returns, singly or in a list; empty if there is none."""
    at = response_pointer(document, operation)
    if not at:
        return ()
    pages = operation.value.get("x-paging") or paging(document, operation)
    inside = dict(_property_places(document, at)).get(pages["items"]) if pages else None
    return _item(document, inside or at)
