"""Parameters side by side."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from adoption.flat import Flat, flat
from adoption.matching import Pair, pair_names
from adoption.members import compare_schemas
from adoption.notes import Notes, located
from pipeline.source.operation import Operation
from pipeline.source.pointer import Pointer, find

_IGNORED_HEADERS = ("accept", "content-type", "authorization")
_Parameters = dict[tuple[str, str], tuple[Pointer, Flat]]


def compare_parameters(notes: Notes, pair: Pair) -> None:
    """Compares the parameters of one operation; those of a path by their places in it."""
    mine, its = _of(notes.ours.document, pair.ours), _of(notes.theirs.value, pair.theirs)
    pairs = dict(_by_position(pair))
    for where in dict.fromkeys(key[0] for key in (*mine, *its)):
        ours, theirs = _flats(mine, where), _flats(its, where)
        found = {one: other for one, (other, _) in pair_names(ours, theirs).items()} if where != "path" else pairs
        for one, other in found.items():
            if one in ours and other in theirs:
                _parameter(notes, where, one, mine.pop((where, one)), other, its.pop((where, other)))
    _left(notes, pair, mine, its)


def _left(notes: Notes, pair: Pair, mine: _Parameters, its: _Parameters) -> None:
    for (where, name), (here, _) in list(mine.items()):
        moved = next((key for key in its if key[1] == name), None)
        if moved:
            message = f"it goes in the {moved[0]} there, in the {where} here"
            there = its.pop(moved)[0]
            notes.tell("contradicted", "in", f"the parameter {name}", message, here, there, where, moved[0])
        else:
            message = f"the {where} parameter is not there"
            notes.tell("absent there", "parameter", f"the parameter {name}", message, here, pair.theirs.pointer)
    for (where, name), (there, _) in its.items():
        message = f"the {where} parameter is not here"
        about = f"the parameter {name}"
        notes.tell("absent here", "parameter", about, message, pair.ours.pointer, there, after=(where, name))


def _parameter(
    notes: Notes, where: str, one: str, mine: tuple[Pointer, Flat], other: str, its: tuple[Pointer, Flat]
) -> None:
    (here, _), (there, _) = mine, its
    about = f"the parameter {one}"
    if one != other:
        message = f"it is called {other} there, {one} here"
        notes.tell("contradicted", "name", about, message, here, there, one, other)
    else:
        notes.tell("confirmed", "name", about, "", here, there)
    ours, theirs = notes.values(here, there)
    notes.required(about, here, there, ours.get("required") is True, theirs.get("required") is True)
    styles = _style(ours), _style(theirs)
    if styles[0] != styles[1]:
        message = f"a list is written {styles[1]} there, {styles[0]} here"
        notes.tell("contradicted", "style", about, message, here, there, styles[0], styles[1])
    compare_schemas(notes, (*here, "schema"), (*there, "schema"), "call", about, here)


def _of(document: dict[str, Any], operation: Operation) -> _Parameters:
    made: _Parameters = {}
    for index in range(len(operation.value.get("parameters", ()))):
        at = located(document, (*operation.pointer, "parameters", index))
        value = find(document, at)
        where, name = str(value.get("in")), str(value.get("name"))
        if where == "header" and name.lower() in _IGNORED_HEADERS:
            continue
        said = " ".join(str(value.get("description") or "").split())
        made[where, name] = at, replace(flat(document, (*at, "schema")), description=said)
    return made


def _flats(parameters: _Parameters, where: str) -> dict[str, Flat]:
    return {name: one for (place, name), (_, one) in parameters.items() if place == where}


def _by_position(pair: Pair) -> Iterator[tuple[str, str]]:
    """The path's parameters by where they stand in it, where both paths have as many."""
    both = (pair.ours.path, pair.theirs.path)
    ours, theirs = ([part[1:-1] for part in path.split("/") if part.startswith("{")] for path in both)
    if len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)


def _style(parameter: dict[str, Any]) -> str:
    """How a list of values is written; nothing for what is no list."""
    if parameter.get("schema", {}).get("type") != "array":
        return ""
    style = parameter.get("style") or ("form" if parameter.get("in") in ("query", "cookie") else "simple")
    return f"{style}{', exploded' if parameter.get('explode', style == 'form') else ''}"
