"""Members taken in: names, what is new, what is gone, what must be there, and what a value may be."""

from typing import Any

from adoption.components import Components
from adoption.edit import Edit
from adoption.examples import fitted
from adoption.finding import OF_A_VALUE, Finding, Side
from adoption.flat import PLAIN, Flat, flat
from adoption.house import house_member, house_schema, value_of
from adoption.relations import rename_in_relations, sets_of
from adoption.workbench import put, rename_key, styled
from pipeline.source.positions import Place
from pipeline.transform import names
from pipeline.transform.derive.variant import MARKS

LISTS = ("required", *MARKS)
HEAD = ("$ref", "type", "anyOf", "oneOf")
_REPLACED = ("$ref", "type", "anyOf", "oneOf", "allOf", "enum", "x-open-enum", "items", "properties", "required",
             "additionalProperties", "x-scalar", "x-references", *PLAIN)  # fmt: skip


def is_member(place: Place) -> bool:
    """Whether a place is that of a member of a schema."""
    return len(place.pointer) > 2 and place.pointer[-2] == "properties"


def edit_members(edit: Edit, components: Components) -> None:
    """Takes in what differs in the members of schemas."""
    for one in list(edit.findings(*OF_A_VALUE)):
        if is_member(one.place) or one.place.pointer[-1] == "items":
            _value(edit, one, components)
    for one in list(edit.findings("member")):
        (_gone if one.outcome == "absent there" else _added)(edit, one, components)
    for one in list(edit.findings("required")):
        if is_member(one.place):
            _required(edit, one)
    for one in list(edit.findings("name")):
        if is_member(one.place):
            rename_member(edit, one, one.place)
    for place, name in edit.names.items():
        owner = edit.bench.node(Place(place.file, place.pointer[:-1]))
        rename_key(owner, str(place.pointer[-1]), name)


def rename_member(edit: Edit, one: Finding, place: Place) -> None:
    """Gives a member its name there; the key itself changes last, since all else is found by it.

    Args:
        one: what was found.
        place: the member, which may be in a copy of the schema that was compared.
    """
    if one.disputed and place == one.place:
        edit.leave(one, "it has this name in some operations there and another one in others")
        return
    old, new = str(one.before), str(one.after)
    schema = edit.bench.node(Place(place.file, place.pointer[:-2]))
    member = schema["properties"][old]
    if "x-envelope" not in schema and "allOf" not in place.pointer:  # a page has names of its own in Python
        keep_python_name(member, old, new)
    for key in LISTS:
        if old in schema.get(key, ()):
            schema[key][list(schema[key]).index(old)] = new
    edit.names[place] = new
    edit.lines.append(f"{one.about} is {new}")
    rename_in_relations(edit, Place(place.file, place.pointer[:-2]), old, new)


def keep_python_name(node: Any, old: str, new: str) -> None:
    """Writes down the name in Python, where it would follow from the new name to be another."""
    before = names.attribute(old, node)
    if "x-python-name" not in node and names.identifier(new) != before:
        put(node, "x-python-name", before, ("name", "in", "required", "$ref", "type", "description"))


def _value(edit: Edit, one: Finding, components: Components) -> None:
    if one.disputed:
        edit.leave(one, "it may be one thing in an answer there and another in a body, or in one operation and another")
        return
    if one.place in edit.values or one.there is None:
        return
    edit.values[one.place] = one.there
    what = {other.what for other in edit.findings(*OF_A_VALUE) if other.place == one.place}
    node = edit.bench.node(one.place)
    replace_value(edit, node, one, what, components)
    for rule in ("x-on-create", "x-on-change"):
        _set_as_there(edit, one, node, rule)
    for sets in sets_of(edit, Place(one.place.file, one.place.pointer[:-2])):
        _set_as_there(edit, one, sets, str(one.place.pointer[-1]))
    edit.lines.append(f"{one.about}: {', '.join(sorted(what))} as there")


def _set_as_there(edit: Edit, one: Finding, node: Any, key: str) -> None:
    """Says what the server sets by itself as the value is described there; `$now` and its like say what they are."""
    assert one.there is not None
    if key in node and not str(node[key]).startswith("$"):
        node[key] = styled(fitted(edit.theirs.value, one.there, node[key]))


def replace_value(edit: Edit, node: Any, one: Finding, what: set[str], components: Components) -> None:
    """Makes a schema of ours say of a value what the one there does, and nothing else than that.

    Args:
        node: ours, open.
        one: a finding about it, which tells where the other one stands.
        what: in what they differ.
    """
    assert one.there is not None
    document = edit.theirs.value
    said = flat(document, one.there)
    if what <= set(PLAIN[1:]):
        for key in what:
            put(node, key, said.keywords[key], HEAD)
        return
    if what == {"null"} and _null_alone(edit, node, one, said):
        return
    refer = components.for_file(one.place.file)
    made = house_schema(document, one.there, edit.source, refer) if said.members or said.item else value_of(said)
    keep = {"x-open-enum": node["x-open-enum"]} if "x-open-enum" in node and "values" not in what else {}
    if "x-references" in node and "integer" in said.types:
        keep["x-references"] = node["x-references"]
    if "values" in what and "x-open-enum" in node:
        known = {str(entry["value"]): entry for entry in node["x-open-enum"]}
        made["x-open-enum"] = [known.get(value["value"], value) for value in made.get("x-open-enum", ())]
    for key in [key for key in node if key in _REPLACED]:
        del node[key]
    for at, (key, value) in enumerate({**made, **keep}.items()):
        node.insert(at, key, styled(value))


def _null_alone(edit: Edit, node: Any, one: Finding, said: Flat) -> bool:
    """Lets null in or out where that is a matter of one word; tells whether it was."""
    ref = str(node.get("$ref", ""))
    other = ref.removesuffix("OrNull") if ref.endswith("OrNull") else f"{ref}OrNull"
    if ref and _exists(edit, one.place, other):
        node["$ref"] = styled(other)
        return True
    types = node.get("type")
    if ref or not types or ("x-open-enum" in node and said.nullable):
        return False
    listed = [types] if isinstance(types, str) else [name for name in types if name != "null"]
    listed += ["null"] if said.nullable else []
    put(node, "type", listed[0] if len(listed) == 1 else listed)
    return True


def _exists(edit: Edit, place: Place, ref: str) -> bool:
    path, _, fragment = ref.partition("#")
    file = (place.file.parent / path).resolve() if path else place.file
    try:
        edit.bench.node(Place(file, tuple(fragment.strip("/").split("/"))))
    except (LookupError, TypeError):
        return False
    return file.is_file()


def _sides(edit: Edit, place: Place) -> tuple[frozenset[Side], frozenset[Side]]:
    """The parts of operations in which a schema was met, and those in which one of its members was found there."""
    schema = (place.file, place.pointer[:-2])
    met: frozenset[Side] = frozenset()
    found: frozenset[Side] = frozenset()
    for one in edit.compared.findings:
        owner = one.place.pointer[:-2] if is_member(one.place) else one.place.pointer
        if one.what in ("name", "member") and (one.place.file, owner) == schema:
            met |= one.sides
            found |= one.sides if one.what == "name" and one.place == place else frozenset()
    return met, found


def _gone(edit: Edit, one: Finding, components: Components) -> None:
    schema, name = edit.bench.node(Place(one.place.file, one.place.pointer[:-2])), str(one.place.pointer[-1])
    met, kept = _sides(edit, one.place)
    body = met - {"answer"}
    if not kept:
        remove_member(edit, one.place)
        edit.lines.append(f"{one.about} is taken out")
    elif "answer" in kept and not kept & body:
        put(schema["properties"][name], "readOnly", True, (*HEAD, "description"))
        _unlist(schema, name, *LISTS[1:])
        edit.hidden |= {(one.place, "create"), (one.place, "update")}
        edit.lines.append(f"{one.about} is read only")
    elif kept == {"answer", "create"}:
        _list(schema, name, "x-create-only")
        edit.hidden.add((one.place, "update"))
        edit.lines.append(f"{one.about} can be given on creation only")
    elif "answer" not in kept and kept == body:
        put(schema["properties"][name], "writeOnly", True, (*HEAD, "description"))
        edit.hidden.add((one.place, "answer"))
        edit.lines.append(f"{one.about} is sent only")
    else:
        edit.leave(one, f"it is met in {', '.join(sorted(kept))} there, which one schema cannot say")


def remove_member(edit: Edit, place: Place) -> None:
    """Takes a member out of its schema."""
    schema, name = edit.bench.node(Place(place.file, place.pointer[:-2])), str(place.pointer[-1])
    del schema["properties"][name]
    _unlist(schema, name, *LISTS)
    edit.gone.add(place)


def _added(edit: Edit, one: Finding, components: Components) -> None:
    assert one.there is not None
    schema, name = edit.bench.node(one.place), str(one.after)
    members = schema["properties"]
    made = house_member(edit.theirs.value, one.there, edit.source, components.for_file(one.place.file))
    met, _ = _sides(edit, one.place.inside("properties", name))
    here = frozenset().union(*(other.sides for other in edit.findings("member") if _same(other, one)))
    body = met - {"answer"}
    if here == {"answer"} and any(mark in schema for mark in MARKS):
        made["readOnly"] = True
    elif here <= body:
        made["writeOnly"] = True
    elif "update" in body and "update" not in here:
        _list(schema, name, "x-create-only")
    if name in members:
        return
    put(members, name, made, _before(edit, one, members))
    for side in one.needed:
        resource = any(mark in schema for mark in MARKS)
        _list(schema, name, "x-required-on-create" if side == "create" and resource else "required")
        edit.must[one.place, name, side] = one.there
    edit.lines.append(f"{one.about} is new")


def _same(other: Finding, one: Finding) -> bool:
    return other.outcome == one.outcome and other.place == one.place and other.after == one.after


def _before(edit: Edit, one: Finding, members: Any) -> list[str]:
    """Our members that stand before a new one there."""
    assert isinstance(one.before, Flat)
    order = list(one.before.members)
    return [name for name in members if name in order[: order.index(str(one.after))]]


def _required(edit: Edit, one: Finding) -> None:
    schema, name = edit.bench.node(Place(one.place.file, one.place.pointer[:-2])), str(one.place.pointer[-1])
    if one.disputed:
        edit.leave(one, "it is required in some operations there and optional in others")
        return
    resource = any(mark in schema for mark in MARKS)
    for side in one.sides:
        key = "x-required-on-create" if side == "create" and resource else "required"
        (_list if one.after else _unlist)(schema, name, key)
        if one.after and one.there is not None:
            edit.must[Place(one.place.file, one.place.pointer[:-2]), _now(edit, one, name), side] = one.there
    edit.lines.append(f"{one.about} is {'required' if one.after else 'optional'}")


def _now(edit: Edit, one: Finding, name: str) -> str:
    """A member's name there."""
    renamed = (str(other.after) for other in edit.findings("name") if other.place == one.place)
    return next(renamed, name)


def _list(schema: Any, name: str, key: str) -> None:
    if name not in schema.get(key, ()):
        put(schema, key, [*schema.get(key, ()), name], ("type", "description", "required"))


def _unlist(schema: Any, name: str, *keys: str) -> None:
    for key in keys:
        if name in schema.get(key, ()):
            schema[key].remove(name)
            if not schema[key] and key == "required":
                del schema[key]
