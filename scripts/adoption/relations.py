"""Relations: where else in our files a member is called by its name, and is to be called by its new one.

A list's parameter filters by a member (`x-filter`, or the member of its own name), a transition sets members
(`x-sets`), a legacy type shows members of the common record (`x-member`, or its own name in camel case).
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from accountability.sandbox.legacy.mapping import camel
from adoption.edit import Edit, follow, reference
from adoption.flat import flat
from adoption.notes import located
from adoption.workbench import put, rename_key, styled
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import Pointer, find, parse
from pipeline.source.positions import Place
from pipeline.transform.build import Built

LEGACY = "legacy"
_FILTER = ("name", "in", "required", "description", "schema")


def rename_in_relations(edit: Edit, schema: Place, old: str, new: str) -> None:
    """Renames a member of a record wherever our files name it.

    Args:
        schema: the record's schema.
        old: the member's name.
        new: its new one.
    """
    for operation in operations(edit.ours.document):
        if record_place(edit.ours, operation) == schema:
            _in_operation(edit, operation, old, new)
    if edit.api != LEGACY and LEGACY in edit.built:
        _in_legacy(edit, schema, old, new)


def record(built: Built, operation: Operation) -> Pointer | None:
    """Where the schema of one record of an operation's good answer stands; None where it answers none."""
    for pointer, status, answer in operation.answers():
        for media in answer.get("content", {}) if status.startswith("2") else ():
            at: Pointer | None = (*pointer, "content", media, "schema")
            said = flat(built.document, at or ())
            paging = operation.value.get("x-paging")
            if paging and paging["items"] in said.members:
                said = flat(built.document, said.members[paging["items"]])
            while said.item is not None:
                at = said.item
                said = flat(built.document, at)
            return located(built.document, at) if at and said.members else None
    return None


def record_place(built: Built, operation: Operation) -> Place | None:
    """The same in our sources."""
    at = record(built, operation)
    return built.origins.place(at) if at else None


def sets_of(edit: Edit, schema: Place) -> list[Any]:
    """What the transitions of a record set in it, as our files have it."""
    mine = (one for one in operations(edit.ours.document) if "x-sets" in one.value)
    return [edit.source_of(one)["x-sets"] for one in mine if record_place(edit.ours, one) == schema]


def collection(operation: Operation) -> str:
    """The collection that an operation's records belong to."""
    return str(operation.value.get("x-record", operation.tag.lower()))


def _in_operation(edit: Edit, operation: Operation, old: str, new: str) -> None:
    sets = edit.source_of(operation).get("x-sets", {})
    if old in sets:
        rename_key(sets, old, new)
    paging = operation.value.get("x-paging", {})
    for place, node in parameters(edit, operation):
        told = node.get("x-filter", {})
        named = told.get("member") == old or (not told and node.get("name") == old)
        if named and node.get("name") not in (paging.get("parameter"), paging.get("sizeParameter")):
            own = own_parameter(edit, operation, place)
            put(own, "x-filter", {"member": new, "op": told.get("op", "eq")}, _FILTER)
            own["x-filter"].fa.set_flow_style()


def parameters(edit: Edit, operation: Operation) -> Iterator[tuple[Place, Any]]:
    """The parameters of an operation in our files, each with the place where it is described."""
    for index in range(len(operation.value.get("parameters", ()))):
        try:
            place = follow(edit.bench, edit.ours.origins.place((*operation.pointer, "parameters", index)))
            yield place, edit.bench.node(place)
        except LookupError:
            continue  # it was taken out, or an earlier one was


def own_parameter(edit: Edit, operation: Operation, place: Place) -> Any:
    """A parameter of an operation, as one of its own: a copy where it was a shared one."""
    node = edit.source_of(operation)
    file = edit.ours.origins.place(operation.pointer).file
    listed = node.get("parameters", [])
    wanted = edit.bench.node(place)
    for index, item in enumerate(listed):
        if item is wanted:
            return item
        ref = str(item.get("$ref", ""))
        path, _, fragment = ref.partition("#")
        target = Place((file.parent / path).resolve() if path else file, parse(fragment))
        if ref and target == place:
            listed[index] = rebased(deepcopy(wanted), place.file, file)
            return listed[index]
    copies = [item for item in listed if item.get("name") == wanted.get("name") and item.get("in") == wanted.get("in")]
    return copies[0] if copies else wanted


def rebased(node: Any, before: Path, after: Path) -> Any:
    """A part of one of our files with its references as another one has to write them."""
    for key, item in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == "$ref" and isinstance(item, str):
            path, _, fragment = item.partition("#")
            file = (before.parent / path).resolve() if path else before
            node[key] = styled(reference(after, Place(file, parse(fragment))))
        else:
            rebased(item, before, after)
    return node


def _in_legacy(edit: Edit, schema: Place, old: str, new: str) -> None:
    legacy = edit.built[LEGACY]
    here = {collection(one) for one in operations(edit.ours.document) if record_place(edit.ours, one) == schema}
    for operation in operations(legacy.document):
        at = record(legacy, operation)
        for name, member in flat(legacy.document, at).members.items() if at else ():
            _in_legacy_member(edit, legacy, collection(operation), name, member, here, (old, new))


def _in_legacy_member(
    edit: Edit, legacy: Built, of: str, name: str, at: Pointer, here: set[str], names: tuple[str, str]
) -> None:
    path = str(find(legacy.document, at).get("x-member") or camel(name)).split(".")
    if names[0] not in path:
        return
    owners = [of, _referred(edit, of, path[0])][: len(path)]
    made = [names[1] if owner in here and part == names[0] else part for owner, part in zip(owners, path, strict=False)]
    if made != path[: len(made)]:
        node = edit.bench.node(legacy.origins.place(at))
        put(node, "x-member", ".".join([*made, *path[len(made) :]]), ("$ref", "type", "description", "x-references"))


def _referred(edit: Edit, of: str, member: str) -> str:
    """The collection whose record a member of another one names."""
    for operation in operations(edit.ours.document):
        at = record(edit.ours, operation) if collection(operation) == of else None
        said = flat(edit.ours.document, at) if at else None
        if said and member in said.members:
            return str(find(edit.ours.document, said.members[member]).get("x-references", ""))
    return ""
