"""Standing: how well an operation is known after what was taken in, and from where."""

from adoption.edit import Edit, stand
from adoption.edit_content import CONVENTION
from adoption.edit_members import is_member
from adoption.finding import Finding
from adoption.relations import parameters
from adoption.workbench import put
from pipeline.operation import operations
from pipeline.origin import Place


def edit_standing(edit: Edit) -> None:
    """Says of each operation that is there how well it is known now; one that a person has to look at stays as it is.

    The schemas that v1 and v2 share say nothing of their own of this: a member is as known as the operation that has
    it. Where one said that it is inferred, and it is there, it says so no more.
    """
    unsettled = {title for one, why in edit.left.values() if why != CONVENTION for title in one.operations}
    there = {pair.ours.title for pair in edit.compared.pairs}
    changed = {title for one in edit.compared.findings if one.differs for title in one.operations}
    known = edit.theirs.known if edit.theirs.known is not None else there
    for pair in edit.compared.pairs:
        title = pair.ours.title
        if title in unsettled or title not in known or (edit.status == "inferred" and title not in changed):
            continue
        node = edit.source_of(pair.ours)
        users = edit.users(edit.ours.origins.place(pair.ours.pointer))
        stand(node, edit.status, edit.source, edit.api, users, title in changed)
        for place, parameter in parameters(edit, pair.ours) if not edit.theirs.partial else ():
            if "x-status" in parameter and _users(edit, place) <= there - unsettled:
                stand(parameter, edit.status, edit.source, edit.api, users)
    for one in edit.compared.findings if not edit.theirs.partial else ():
        if one.what == "name" and is_member(one.place) and one.place not in edit.left and one.place not in edit.gone:
            _no_guess(edit, one)


def _users(edit: Edit, parameter: Place) -> set[str]:
    """The operations that have a parameter; one that they share is known only where all of them are."""
    return {
        operation.title
        for operation in operations(edit.ours.document)
        if any(place == parameter for place, _ in parameters(edit, operation))
    }


def _no_guess(edit: Edit, one: Finding) -> None:
    name = edit.names.get(one.place, str(one.place.pointer[-1]))
    try:
        member = edit.bench.node(Place(one.place.file, (*one.place.pointer[:-1], name)))
        schema = edit.bench.node(Place(one.place.file, one.place.pointer[:-2]))
    except LookupError:
        return
    for node in (member, schema):
        if node.get("x-status") == "inferred":
            del node["x-status"]
            put(node, "x-source", f"{edit.source}; {node['x-source']}" if node.get("x-source") else edit.source)
