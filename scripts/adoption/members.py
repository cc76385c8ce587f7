"""Schemas side by side: what a value may be, and the members of records."""

from collections.abc import Mapping
from typing import Any

from adoption.finding import Outcome, Side, named
from adoption.flat import PLAIN, Flat, flat
from adoption.matching import pair_names
from adoption.notes import Notes, located, where
from pipeline.source.pointer import Pointer

_NUMBERS = (None, "float", "double", "decimal")


def compare_schemas(
    notes: Notes, here: Pointer, there: Pointer, side: Side, about: str, spot: Pointer | None = None
) -> None:
    """Compares two schemas and all below them.

    Args:
        here: ours.
        there: the other.
        side: what they are a part of.
        about: what to call a schema that is no component.
        spot: where to say that ours is, if elsewhere.
    """
    if (here, there, side) in notes.met:
        return
    notes.met.add((here, there, side))
    notes.types.setdefault(
        located(notes.theirs.value, there), notes.ours.origins.place(located(notes.ours.document, here))
    )
    mine, its = flat(notes.ours.document, here), flat(notes.theirs.value, there)
    about = named(notes.ours.origins, here, about) if spot is None else about
    _value(notes, mine, its, spot or here, there, side, about)
    _members(notes, mine, its, here, there, side, about)
    if mine.item and its.item:
        compare_schemas(notes, mine.item, its.item, side, about if about.startswith("the") else f"{about}[]")


def _value(notes: Notes, mine: Flat, its: Flat, here: Pointer, there: Pointer, side: Side, about: str) -> None:
    """Compares what a value may be."""
    told, said = len(notes.findings), mine.types and its.types
    if said and mine.types != its.types:
        message = f"the type is {_types(its)} there, {_types(mine)} here"
        notes.tell("contradicted", "type", about, message, here, there, mine.value, its.value, side)
    elif said and _format(mine) != _format(its):
        message = f"the format is {_format(its) or 'none'} there, {_format(mine) or 'none'} here"
        notes.tell("contradicted", "format", about, message, here, there, mine.value, its.value, side)
    if said and mine.nullable != its.nullable:
        may = {True: "may", False: "may not"}
        message = f"it {may[its.nullable]} be null there, it {may[mine.nullable]} here"
        notes.tell("contradicted", "null", about, message, here, there, mine.nullable, its.nullable, side)
    _values(notes, mine, its, here, there, side, about)
    for key in PLAIN[1:]:
        if key in its.keywords and its.keywords[key] != mine.keywords.get(key):
            before, after = mine.keywords.get(key), its.keywords[key]
            message = f"{key} is {after} there, {'not limited' if before is None else before} here"
            outcome: Outcome = "absent here" if before is None else "contradicted"
            notes.tell(outcome, key, about, message, here, there, before, after, side)
    if said and len(notes.findings) == told:
        notes.tell("confirmed", "value", about, "", here, there, side=side)


def _values(notes: Notes, mine: Flat, its: Flat, here: Pointer, there: Pointer, side: Side, about: str) -> None:
    new = tuple(value for value in its.values if value not in mine.values)
    gone = tuple(value for value in mine.values if value not in its.values)
    if new:
        message = f"its values there, not here: {', '.join(new)}"
        notes.tell("absent here", "values", about, message, here, there, mine.values, its.values, side)
    if gone and (its.values or mine.closed):
        message = f"its values here, not there: {', '.join(gone)}" if its.values else "any text is good there"
        notes.tell("absent there", "values", about, message, here, there, mine.values, its.values, side)


def _members(notes: Notes, mine: Flat, its: Flat, here: Pointer, there: Pointer, side: Side, about: str) -> None:
    ours = _met(notes.ours.document, mine.members, side)
    theirs = _met(notes.theirs.value, its.members, side)
    if not (ours and theirs):
        return
    pairs = pair_names(ours, theirs)
    for name, (other, how) in pairs.items():
        at, to = mine.members[name], its.members[other]
        said = named(notes.ours.origins, at, f"{about}.{name}")
        if name != other:
            message = f"it is called {other} there, {name} here (by {how})"
            notes.tell("contradicted", "name", said, message, at, to, name, other, side)
        else:
            notes.tell("confirmed", "name", said, "", at, to, side=side)
        if side != "update":
            notes.required(said, at, to, name in mine.required, other in its.required, side)
        compare_schemas(notes, at, to, side, said)
    for name in [name for name in ours if name not in pairs]:
        at = mine.members[name]
        said = named(notes.ours.origins, at, f"{about}.{name}")
        notes.tell("absent there", "member", said, f"the member is not there{where(side)}", at, there, side=side)
    taken = {other for other, _ in pairs.values()}
    for name in [name for name in theirs if name not in taken]:
        at = next(iter(mine.members.values()))[:-2]
        said = f"{named(notes.ours.origins, at, about)}.{name}"
        message = f"the member is not here{where(side)}"
        notes.tell("absent here", "member", said, message, at, its.members[name], its, name, side, name in its.required)


def _met(document: dict[str, Any], members: Mapping[str, Pointer], side: Side) -> dict[str, Flat]:
    """The members that are met on a side: none that only the server sets in a body, none only sent in an answer."""
    made = {name: flat(document, at) for name, at in members.items()}
    mark = "writeOnly" if side == "answer" else "readOnly"
    return {name: one for name, one in made.items() if mark not in one.marks}


def _types(schema: Flat) -> str:
    return " or ".join(sorted(schema.types))


def _format(schema: Flat) -> Any:
    told = schema.keywords.get("format")
    return None if "number" in schema.types and told in _NUMBERS else told
