"""Pair the parameters and properties of our contract with those of the vendor's document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adoption import words
from adoption.matching import Match
from adoption.paging import follow, paging, response_pointer
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


def pair(our_document: Document, vendor_document: Document, match: Match, compared: set[Records]) -> Pairs:
    """Pair the arguments and the properties of the body and the response of a matched operation.

    Records in other records are compared once: `compared` has those of earlier operations, and gets those of this one.
    """
    return _Pairing(our_document, vendor_document, match, compared).run()


class _Pairing:
    def __init__(self, our_document: Document, vendor_document: Document, match: Match, compared: set[Records]) -> None:
        self.our_document, self.vendor_document, self.match = our_document, vendor_document, match
        self.noun = names.singular(match.our_operation.tag)
        self.path = str(match.our_operation.value.get("x-python", {}).get("path", match.our_operation.id))
        self.result = Pairs()
        self.compared = compared

    def run(self) -> Pairs:
        our_operation, vendor_operation = self.match.our_operation, self.match.vendor_operation
        for where in ("path", "query", "header", "body"):
            left = {part.wire: part for part in _arguments(self.our_document, our_operation) if part.where == where}
            right = {
                part.wire: part for part in _arguments(self.vendor_document, vendor_operation) if part.where == where
            }
            if where == "path":
                counterparts = dict(zip(left, right, strict=False))
            else:
                counterparts = self._paging() if where == "query" else {}
                rest = {wire: part for wire, part in left.items() if wire not in counterparts}
                free = {wire: part for wire, part in right.items() if wire not in counterparts.values()}
                counterparts |= self._match_names(rest, free)
                self._add_lost(f"argument {self.path}", rest, free, counterparts)
            for wire, vendor_wire in counterparts.items():
                self.result.arguments.append((left[wire], right[vendor_wire]))
                self._compare(f"argument {self.path}.{left[wire].python}", left[wire], right[vendor_wire])
        for side, pointer in (("body", _body_pointer), ("response", record_pointer)):
            left_at = pointer(self.our_document, our_operation)
            right_at = pointer(self.vendor_document, vendor_operation)
            todo = [(left_at, right_at, side)] if left_at and right_at else []
            while todo:
                new = [records for records in self._records(*todo.pop()) if records not in self.compared]
                todo += new
                self.compared |= set(new)
        return self.result

    def _paging(self) -> dict[str, str]:
        our_names = self.match.our_operation.value.get("x-paging") or {}
        vendor_names = paging(self.vendor_document, self.match.vendor_operation) or {}
        return {
            our_names[key]: vendor_names[key]
            for key in ("parameter", "sizeParameter")
            if key in our_names and key in vendor_names
        }

    def _match_names(self, left: Mapping[str, Part], right: Mapping[str, Part], noun: str = "") -> dict[str, str]:
        """Return the vendor's names by ours, paired by equal names, equal words, then equal descriptions."""
        noun = noun or self.noun
        pairs: dict[str, str] = {}
        rules = (
            lambda our_part, vendor_part: our_part.wire == vendor_part.wire,
            lambda our_part, vendor_part: names.letters(our_part.wire) == names.letters(vendor_part.wire),
            lambda our_part, vendor_part: words.have_same_words(our_part.wire, vendor_part.wire, noun),
            lambda our_part, vendor_part: self._have_same_description(our_part, vendor_part),
        )
        for rule in rules:
            for wire, our_part in left.items():
                candidates = [
                    name
                    for name, vendor_part in right.items()
                    if name not in pairs.values() and rule(our_part, vendor_part)
                ]
                if wire not in pairs and len(candidates) == 1:
                    pairs[wire] = candidates[0]
        return pairs

    def _have_same_description(self, our_part: Part, vendor_part: Part) -> bool:
        our_text, vendor_text = (
            " ".join(str(part.value.get("description", "")).split()) for part in (our_part, vendor_part)
        )
        our_kind, vendor_kind = self._kinds(our_part, vendor_part)
        return len(our_text) > 12 and our_text == vendor_text and our_kind == vendor_kind

    def _add_lost(
        self, label: str, left: Mapping[str, Part], right: Mapping[str, Part], counterparts: Mapping[str, str]
    ) -> None:
        free = [name for name in right if name not in counterparts.values()]
        for wire, part in left.items():
            if wire not in counterparts:
                candidate = max(free, key=lambda name: words.similarity(wire, name), default="")
                similar_name = candidate if candidate and words.similarity(wire, candidate) >= SIMILAR else ""
                self.result.lost.append((f"{label}.{part.python}", similar_name))

    def _records(self, left_at: Pointer, right_at: Pointer, side: str) -> list[Records]:
        """Pair the properties of two records; return the records in them."""
        name = str(left_at[-1]) if left_at[:2] == ("components", "schemas") and len(left_at) == 3 else ""
        base = str(find(self.our_document, left_at).get("x-derived-from", name)) if name else ""
        if name and name == base and right_at[:2] == ("components", "schemas") and len(right_at) == 3:
            self.result.classes.setdefault(base, str(right_at[-1]))
        left, right = properties(self.our_document, left_at), properties(self.vendor_document, right_at)
        counterparts = self._match_names(left, right, names.singular(base) or self.noun)
        if side == "response":
            self._add_lost(f"property {base or self.match.our_operation.tag}", left, right, counterparts)
        inner: list[Records] = []
        for wire, vendor_wire in counterparts.items():
            self.result.properties.append((base, left[wire], right[vendor_wire]))
            if side == "response":
                self._compare(f"property {base}.{left[wire].python}", left[wire], right[vendor_wire])
            items = (
                _item(self.our_document, left[wire].pointer),
                _item(self.vendor_document, right[vendor_wire].pointer),
            )
            if all(
                schema.is_record(schema.merge(d, find(d, at)))
                for d, at in zip((self.our_document, self.vendor_document), items, strict=True)
            ):
                inner.append((*items, side))
        return inner

    def _compare(self, about: str, our_part: Part, vendor_part: Part) -> None:
        our_kind, vendor_kind = self._kinds(our_part, vendor_part)
        if our_kind and vendor_kind and our_kind != vendor_kind:
            self.result.changed.append((f"{about}: {our_kind} becomes {vendor_kind}", our_part, vendor_part))

    def _kinds(self, our_part: Part, vendor_part: Part) -> tuple[str, str]:
        return kind(self.our_document, our_part.value), kind(self.vendor_document, vendor_part.value)


def kind(document: Document, value: dict[str, Any]) -> str:
    """Return the type of a parameter or property in a word; empty if any type is allowed."""
    merged = schema.merge(document, value.get("schema", value) if "in" in value else value)
    choices = schema.options(merged)
    if len(choices) == 1 and not schema.types(merged):
        merged = schema.merge(document, choices[0])
    types = schema.types(merged)
    if types == ["string"] and merged.get("format") in ("date", "date-time", "binary"):
        return str(merged["format"])
    return " or ".join(types)


def properties(document: Document, at: Pointer) -> dict[str, Part]:
    """Return the properties of a record with their locations, including inherited properties."""
    places = dict(_property_places(document, at))
    values = {wire: find(document, place) for wire, place in places.items()}
    python = names.fields(values)
    result = {}
    for wire, value in values.items():
        extensions = (
            {key: item for key, item in value.items() if key.startswith("x-")} if isinstance(value, dict) else {}
        )
        result[wire] = Part(wire, places[wire], schema.merge(document, value) | extensions, python[wire])
    return result


def _property_places(document: Document, at: Pointer, seen: tuple[Pointer, ...] = ()) -> Iterator[tuple[str, Pointer]]:
    at = _follow(document, at)
    value = find(document, at)
    if not isinstance(value, dict) or at in seen:
        return
    for index in range(len(value.get("allOf") or ())):
        yield from _property_places(document, (*at, "allOf", index), (*seen, at))
    for wire in value.get("properties") or {}:
        yield str(wire), (*at, "properties", wire)


def _follow(document: Document, at: Pointer) -> Pointer:
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
            non_null = [index for index, part in enumerate(parts) if part != {"type": "null"}]
            if len(non_null) == 1 and "properties" not in value:
                at = (*at, key, non_null[0])
                break
        else:
            return at
    return at


def _item(document: Document, at: Pointer) -> Pointer:
    """Return the location of the records of a list, or of the record itself."""
    at = _follow(document, at)
    while isinstance(find(document, at), dict) and "items" in find(document, at):
        at = _follow(document, (*at, "items"))
    return at


def _arguments(document: Document, operation: Operation) -> Iterator[Part]:
    python = operation.value.get("x-python", {}).get("arguments", {})
    listed = operation.value.get("parameters") or []
    for parameter in parameters(document, operation):
        wire, where = str(parameter.get("name")), str(parameter.get("in"))
        index = next((i for i, item in enumerate(listed) if resolve(document, item) == parameter), 0)
        if where == "header" and wire.lower() in names.IGNORED_HEADERS:
            continue
        name = python.get(where, {}).get(wire) or names.attribute(wire, parameter)
        yield Part(wire, (*operation.pointer, "parameters", index), parameter, str(name), where)
    at = _body_pointer(document, operation)
    for wire, part in properties(document, at).items() if at else ():
        name = python.get("body", {}).get(wire) or part.python
        if not python or wire in python.get("body", {}):
            yield Part(wire, part.pointer, part.value, str(name), "body")


def _body_pointer(document: Document, operation: Operation) -> Pointer:
    """Return the location of the schema of an object request body; empty if there is none."""
    request_body = media.body(document, operation)
    if request_body is None or request_body.is_whole(document):
        return ()
    at = follow(document, (*operation.pointer, "requestBody"))
    return _follow(document, (*at, "content", request_body.media, "schema"))


def record_pointer(document: Document, operation: Operation) -> Pointer:
    """Return the location of the record that an operation returns, singly or in a list; empty if there is none."""
    at = response_pointer(document, operation)
    if not at:
        return ()
    pages = operation.value.get("x-paging") or paging(document, operation)
    inside = dict(_property_places(document, at)).get(pages["items"]) if pages else None
    return _item(document, inside or at)
