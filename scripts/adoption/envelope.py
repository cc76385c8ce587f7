"""Envelopes taken in: what the pages of a list are called there.

One envelope serves all lists. Where all lists that are known there have another one, ours is changed; where some
have, each of these gets one of its own beside its resource.
"""

from copy import deepcopy
from typing import Any

from adoption.edit import Edit, follow
from adoption.edit_members import is_member, remove_member, rename_member
from adoption.finding import Finding
from adoption.relations import rebased, record
from adoption.workbench import put, rename_key, styled
from pipeline.source.operation import Operation, operations
from pipeline.source.positions import Place


def edit_envelopes(edit: Edit) -> None:
    """Takes in bare arrays, and what the members and parameters of pages are called."""
    arrays = {title for found in edit.findings("envelope") for title in found.operations}
    for found in edit.findings("envelope"):
        _bare(edit, found)
    lists = [pair.ours for pair in edit.compared.pairs if "x-paging" in pair.ours.value]
    lists = [one for one in lists if one.title not in arrays]
    wanted = {one.title: _wanted(edit, one) for one in lists}
    changed = [one for one in lists if wanted[one.title] != one.value["x-paging"]]
    every = [one for one in operations(edit.ours.document) if "x-paging" in one.value and one.title not in arrays]
    known = every if edit.theirs.partial else lists
    alike = len(changed) == len(known) and not edit.apart
    if alike and len({str(one) for one in wanted.values()}) == 1:
        for place in {_envelope(edit, one) for one in changed}:
            _say(edit.bench.node(place), wanted[changed[0].title])
        return
    for one in changed:
        _own_envelope(edit, one, wanted[one.title])


def _wanted(edit: Edit, operation: Operation) -> dict[str, str]:
    """A list's `x-envelope` with the names that the findings tell."""
    made = dict(operation.value["x-paging"])
    for one in edit.findings("name", "member"):
        if operation.title not in one.operations:
            continue
        keys = [key for key, name in made.items() if name == one.before and key.lower().endswith("parameter")]
        if one.what == "name" and one.about.startswith("the parameter "):
            made |= dict.fromkeys(keys, str(one.after))
        elif is_member(one.place) and _of_page(edit, one.place, operation):
            own = str(one.place.pointer[-1])
            keys = [key for key, name in made.items() if name == own and not key.lower().endswith("parameter")]
            if one.what == "name":
                made |= dict.fromkeys(keys, str(one.after))
            elif one.outcome == "absent there":
                made = {key: name for key, name in made.items() if key not in keys}
    return made


def _of_page(edit: Edit, place: Place, operation: Operation) -> bool:
    owner = Place(place.file, place.pointer[:-2])
    return owner == _envelope(edit, operation) or owner == _own_part(edit, operation)


def _answer(edit: Edit, operation: Operation) -> Place:
    """Where the schema of a list's good answer stands in our files."""
    pointer, _, answer = next(one for one in operation.answers() if one[1].startswith("2"))
    media = next(iter(answer["content"]))
    return edit.ours.origins.place((*pointer, "content", media, "schema"))


def _parts(edit: Edit, operation: Operation) -> list[Place]:
    whole = _answer(edit, operation)
    return [whole.inside("allOf", index) for index in (0, 1)]


def _envelope(edit: Edit, operation: Operation) -> Place:
    refs = [part for part in _parts(edit, operation) if "$ref" in edit.bench.node(part)]
    return follow(edit.bench, refs[0])


def _own_part(edit: Edit, operation: Operation) -> Place:
    return next(part for part in _parts(edit, operation) if "$ref" not in edit.bench.node(part))


def _own_envelope(edit: Edit, operation: Operation, wanted: dict[str, str]) -> None:
    shared = _envelope(edit, operation)
    answer = _answer(edit, operation)
    at = record(edit.ours, operation)
    name = f"{at[-1] if at else operation.tag}Envelope"
    place = Place(answer.file, ("components", "schemas", name))
    schemas = edit.bench.file(answer.file)["components"]["schemas"]
    if name not in schemas:
        put(schemas, name, rebased(deepcopy(edit.bench.node(shared)), shared.file, answer.file))
    _say(schemas[name], wanted)
    edit.copies[edit.ours.origins.place(operation.pointer), shared] = place
    part = next(part for part in _parts(edit, operation) if "$ref" in edit.bench.node(part))
    edit.bench.node(part)["$ref"] = styled(f"#/components/schemas/{name}")
    for one in list(edit.findings("name", "member")):
        owner = Place(one.place.file, one.place.pointer[:-2]) if is_member(one.place) else None
        if owner == shared and operation.title in one.operations:
            _in_copy(edit, one, place)


def _say(envelope: Any, wanted: dict[str, str]) -> None:
    """Writes down what the members of a page are called; its rows are a member of the list's own part, too."""
    old, new = envelope["x-envelope"]["items"], wanted["items"]
    if old != new and old in envelope["properties"]:
        rename_key(envelope["properties"], old, new)
        envelope["required"] = styled([new if name == old else name for name in envelope.get("required", ())])
    envelope["x-envelope"] = styled(wanted)


def _in_copy(edit: Edit, one: Finding, place: Place) -> None:
    member = place.inside("properties", one.place.pointer[-1])
    edit.taken.add(id(one))
    if one.what == "name":
        rename_member(edit, one, member)
    elif one.outcome == "absent there":
        remove_member(edit, member)


def _bare(edit: Edit, one: Finding) -> None:
    """Makes a list answer its rows alone."""
    rows = edit.bench.node(_rows(edit, one))
    node = edit.bench.node(one.place)
    items = rows["items"]
    node.clear()
    for key, value in (("type", "array"), ("items", items)):
        node[key] = value
    edit.arrays.add(one.place)
    edit.lines.append(f"{one.operation} answers a bare array")


def _rows(edit: Edit, one: Finding) -> Place:
    operation = edit.operation(one.operation)
    return _own_part(edit, operation).inside("properties", operation.value["x-paging"]["items"])
