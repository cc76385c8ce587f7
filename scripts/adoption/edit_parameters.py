"""Parameters taken in. Those of a path are renamed with the path."""

from pathlib import Path
from typing import Any

from adoption.components import Components
from adoption.edit import BEFORE_BODY, Edit
from adoption.edit_members import keep_python_name, replace_value
from adoption.examples import fitted, sample, told
from adoption.finding import OF_A_VALUE, Finding
from adoption.flat import flat
from adoption.house import UNSAID, house_schema
from adoption.notes import located
from adoption.relations import collection, own_parameter, parameters, record
from adoption.workbench import put, styled
from pipeline.source.operation import operations
from pipeline.source.pointer import Pointer, find, parse

_HEAD = ("name", "in", "required", "description", "schema")


def is_parameter(one: Finding) -> bool:
    """Whether a finding is about a parameter."""
    return one.about.startswith("the parameter ")


def edit_parameters(edit: Edit, components: Components) -> None:
    """Takes in what differs in parameters."""
    done: set[int] = set()
    for one in [one for one in edit.findings("name", "required", "in", "style", *OF_A_VALUE) if is_parameter(one)]:
        for node in _targets(edit, one):
            if one.what in OF_A_VALUE:
                if id(node) not in done:
                    done.add(id(node))
                    same = {other.what for other in edit.findings(*OF_A_VALUE) if other.place == one.place}
                    _value(edit, one, node, same, components)
            elif one.what != "name" or node.get("in") != "path":
                _take(edit, one, node)
        edit.lines.append(f"{one.about} of {', '.join(one.operations[:3])}: {one.what} as there")
    doomed = [
        pair for one in edit.findings("parameter") if one.outcome == "absent there" for pair in _owners(edit, one)
    ]
    for operation, node in doomed:
        operation["parameters"].remove(node)
        if not operation["parameters"]:
            del operation["parameters"]
    for one in edit.findings("parameter"):
        if one.outcome == "absent here":
            _added(edit, one, components)
        edit.lines.append(f"{one.about} of {one.operation} is {'new' if one.outcome == 'absent here' else 'taken out'}")


def _targets(edit: Edit, one: Finding) -> list[Any]:
    """The parameter, or copies of its own for the operations in which it is another than elsewhere."""
    shared = one.place.pointer[0] == "components"
    others = shared and (edit.apart or (edit.theirs.partial and _shared_with_others(edit, one)))
    if not one.disputed and not others:
        return [edit.bench.node(one.place)]
    return [own_parameter(edit, edit.operation(title), one.place) for title in one.operations]


def _shared_with_others(edit: Edit, one: Finding) -> bool:
    """Whether operations of which nothing is said have the parameter too."""
    users = (operation.title for operation in operations(edit.ours.document)
             if any(place == one.place for place, _ in parameters(edit, operation)))  # fmt: skip
    return any(title not in one.operations for title in users)


def _take(edit: Edit, one: Finding, node: Any) -> None:
    assert one.there is not None
    if one.what == "name":
        keep_python_name(node, str(one.before), str(one.after))
        _keep_filter(edit, one, node)
        node["name"] = styled(str(one.after))
    elif one.what == "required":
        put(node, "required", bool(one.after), ("name", "in"))
        if not one.after:
            del node["required"]
        elif "example" not in node:
            put(node, "example", _example(edit, one, node), _HEAD)
    elif one.what == "in":
        node["in"] = str(one.after)
    else:
        there = find(edit.theirs.value, one.there)
        for key in ("style", "explode"):
            if key in there:
                put(node, key, there[key], _HEAD)


def _example(edit: Edit, one: Finding, node: Any) -> Any:
    """A value that must be given now: one by which our examples have a record, or else one that is made up."""
    assert one.there is not None
    member = str(node.get("x-filter", {}).get("member", one.before if one.what == "name" else node["name"]))
    known = told(edit.ours, member, collection(edit.operation(one.operations[0])))
    schema = (*one.there, "schema")
    return sample(edit.theirs.value, schema) if known is None else fitted(edit.theirs.value, schema, known)


def _keep_filter(edit: Edit, one: Finding, node: Any) -> None:
    """Says by which member a renamed parameter filters, where its old name said it."""
    operation = edit.operation(one.operations[0])
    at = record(edit.ours, operation)
    members = flat(edit.ours.document, at).members if at else {}
    if "x-filter" in node or one.before not in members:
        return
    place = edit.ours.origins.place(members[str(one.before)])
    put(node, "x-filter", {"member": edit.names.get(place, str(one.before)), "op": "eq"}, _HEAD)
    node["x-filter"].fa.set_flow_style()


def _value(edit: Edit, one: Finding, node: Any, what: set[str], components: Components) -> None:
    assert one.there is not None
    replace_value(edit, node["schema"], one, what, components)
    if "example" in node:
        node["example"] = styled(fitted(edit.theirs.value, one.there, node["example"]))


def _owners(edit: Edit, one: Finding) -> list[tuple[Any, Any]]:
    """The operations that lack a parameter there, each with the parameter; what nothing refers to any more is left out
    of what is built."""
    found = [(edit.source_of(edit.operation(title)), edit.operation(title)) for title in one.operations]
    return [(node, own_parameter(edit, operation, one.place)) for node, operation in found if "parameters" in node]


def _added(edit: Edit, one: Finding, components: Components) -> None:
    assert one.there is not None
    operation = edit.operation(one.operation)
    node = edit.source_of(operation)
    file = edit.ours.origins.place(operation.pointer).file
    made = house_parameter(edit, one.there, components, file)
    if "parameters" not in node:
        put(node, "parameters", [{}], BEFORE_BODY)
        del node["parameters"][0]
    node["parameters"].append(styled(made))


def house_parameter(edit: Edit, at: Pointer, components: Components, file: Path) -> dict[str, Any]:
    """A parameter of the other document as our files say it."""
    path, at = str(at[1]), located(edit.theirs.value, at)
    there = find(edit.theirs.value, at)
    schema = house_schema(edit.theirs.value, (*at, "schema"), edit.source, components.for_file(file))
    made = {"name": there["name"], "in": there["in"], **({"required": True} if there.get("required") else {})}
    made |= {"description": " ".join(str(there.get("description") or UNSAID).split()), "schema": schema or {}}
    made |= {key: there[key] for key in ("style", "explode") if key in there}
    made |= {"example": _first(edit, path, at)} if there.get("required") else {}
    return {**made, "x-source": edit.source}


def _first(edit: Edit, path: str, at: Pointer) -> Any:
    """A value that must be given: of a path, the one by which an operation of ours has a record at its beginning."""
    there = find(edit.theirs.value, at)
    start = path.partition(f"{{{there['name']}}}")[0] if there["in"] == "path" else None
    for operation in operations(edit.ours.document) if start else ():
        for one in operation.value.get("parameters", ()):
            own = find(edit.ours.document, parse(one["$ref"].partition("#")[2])) if "$ref" in one else one
            if "example" in own and operation.path.startswith(f"{start}{{{own['name']}}}"):
                return fitted(edit.theirs.value, (*at, "schema"), own["example"])
    return sample(edit.theirs.value, (*at, "schema"))
