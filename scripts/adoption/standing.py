"""Standing: how well an operation is known after what was taken in, and from where."""

from adoption.edit import Edit, stand
from adoption.edit_content import CONVENTION
from adoption.edit_members import is_member
from adoption.finding import Finding
from adoption.relations import parameters
from adoption.workbench import put
from pipeline.source.operation import operations
from pipeline.source.positions import Place
from pipeline.transform.build import Built


def edit_standing(edit: Edit) -> None:
    """Says of each operation that is there how well it is known now; one that a person has to look at stays as it is.

    A member is as known as the operation that has it, and says nothing of its own of this. Where one said that it is
    inferred, and it is there, it says so no more; or where several APIs share it, of the others alone.
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
    sharing = _sharing(edit, one.place)
    for node in (member, schema):
        told = node.get("x-status")
        if sharing != [edit.api] and (told == "inferred" or (isinstance(told, dict) and told[edit.api] == "inferred")):
            stand(node, edit.status, edit.source, edit.api, sharing)
        elif told == "inferred":
            del node["x-status"]
            put(node, "x-source", f"{edit.source}; {node['x-source']}" if node.get("x-source") else edit.source)


def _sharing(edit: Edit, member: Place) -> list[str]:
    """The APIs that have the schema of a member; the edited one is among them."""
    return [api for api, one in edit.built.items() if api == edit.api or _has(one, member)]


def _has(built: Built, member: Place) -> bool:
    """Whether a contract has the component that a member stands in."""
    names = built.document.get("components", {}).get("schemas", {})
    homes = (built.origins.place(("components", "schemas", name)) for name in names)
    return any(home.file == member.file and home.pointer == member.pointer[: len(home.pointer)] for home in homes)
