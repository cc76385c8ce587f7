"""Bodies and answers taken in: statuses, media types, and what is new or gone.

How errors look is a convention of ours, said once in `common.yaml`, and the client reads them in other shapes too. So
their contents stay as they are; which of them an operation answers is taken in.
"""

from typing import Any

from adoption.components import Components
from adoption.edit import BEFORE_BODY, Edit, reference
from adoption.examples import sample
from adoption.finding import Finding
from adoption.house import house_schema
from adoption.notes import located
from adoption.workbench import put, rename_key, styled
from pipeline.source.operation import operations
from pipeline.source.pointer import Pointer, find
from pipeline.source.positions import Place

CONVENTION = "how errors look is a convention of ours (common.yaml); the client reads them in other shapes too"


def edit_content(edit: Edit, components: Components) -> None:
    """Takes in what differs in bodies and answers; keys change last, since all else is found by them."""
    for one in edit.findings("body"):
        _body(edit, one, components)
    for one in edit.findings("answer"):
        (_without if one.outcome == "absent there" else _answer)(edit, one, components)
    for one in list(edit.findings("header")):
        edit.leave(one, "headers are not taken in")
    for one in list(edit.findings("media type")):
        _media(edit, one, components)
    for one in edit.findings("status"):
        _rename(edit, one)


def _rename(edit: Edit, one: Finding) -> None:
    owner = edit.bench.node(Place(one.place.file, one.place.pointer[:-1]))
    rename_key(owner, str(one.before), str(one.after))
    edit.lines.append(f"{one.about} of {one.operation} is {one.after}")


def _is_error(place: Place) -> bool:
    in_operation = [
        part for part, before in zip(place.pointer[1:], place.pointer, strict=False) if before == "responses"
    ]
    return bool(in_operation) and not str(in_operation[0]).startswith("2")


def _media(edit: Edit, one: Finding, components: Components) -> None:
    if _is_error(one.place):
        edit.leave(one, CONVENTION)
    elif one.disputed:
        edit.leave(one, "it is of this media type in some operations there, and of another in others")
    elif one.outcome == "contradicted":
        _rename(edit, one)
    elif one.outcome == "absent there":
        content = edit.bench.node(Place(one.place.file, one.place.pointer[:-1]))
        del content[one.place.pointer[-1]]
        if not content:
            owner = edit.bench.node(Place(one.place.file, one.place.pointer[:-2]))
            del owner["content"]
        edit.lines.append(f"{one.about} of {one.operation} is no {one.before}")
    else:
        assert one.there is not None
        owner = edit.bench.node(one.place)
        put(owner, "content", owner.get("content", {}), ("description", "required"))
        owner["content"][str(one.after)] = styled(house_media(edit, one.there, components, one.place))
        edit.lines.append(f"{one.about} of {one.operation} may be {one.after}")


def _body(edit: Edit, one: Finding, components: Components) -> None:
    operation = edit.source_of(edit.operation(one.operation))
    edit.lines.append(f"{one.about} of {one.operation} is {'taken out' if one.outcome == 'absent there' else 'new'}")
    if one.outcome == "absent there":
        del operation["requestBody"]
        return
    assert one.there is not None
    there = find(edit.theirs.value, one.there)
    place = edit.ours.origins.place(edit.operation(one.operation).pointer)
    made = {"required": True} if there.get("required") else {}
    content = house_content(edit, one.there, components, place)
    put(operation, "requestBody", {**made, "content": content}, BEFORE_BODY)


def _without(edit: Edit, one: Finding, components: Components) -> None:
    try:
        owner = edit.bench.node(Place(one.place.file, one.place.pointer[:-1]))
        del owner[one.place.pointer[-1]]
    except LookupError:
        edit.leave(one, "an overlay adds it to every operation of its kind")
        return
    edit.lines.append(f"{one.about} of {one.operation} is taken out")


def _answer(edit: Edit, one: Finding, components: Components) -> None:
    assert one.there is not None
    operation = edit.operation(one.operation)
    place = edit.ours.origins.place(operation.pointer)
    made = house_answer(edit, one.there, str(one.after), components, place)
    if made is None:
        edit.leave(one, "an answer for all other statuses says nothing that ours do not")
        return
    answers = edit.source_of(operation)["responses"]
    put(answers, str(one.after), made, sorted(status for status in answers if str(status) < str(one.after)))
    edit.lines.append(f"{one.about} of {one.operation} is new")


def house_answer(edit: Edit, at: Pointer, status: str, components: Components, place: Place) -> dict[str, Any] | None:
    """An answer of the other document as our files say it: an error by reference, where one of that status is known.

    None for one that is for no status in particular.
    """
    at = located(edit.theirs.value, at)
    there = find(edit.theirs.value, at)
    if not status.isdigit():
        return None
    if not status.startswith("2"):
        known = _known_errors(edit).get(status)
        if known:
            return {"$ref": reference(place.file, known)}
        return {"description": there.get("description") or f"Status {status}."}
    content = house_content(edit, at, components, place)
    return {"description": there.get("description") or "Success.", **({"content": content} if content else {})}


def house_content(edit: Edit, at: Pointer, components: Components, place: Place) -> dict[str, Any]:
    """What a body or an answer of the other document holds, as our files say it."""
    at = located(edit.theirs.value, at)
    content = find(edit.theirs.value, at).get("content", {})
    kept = ["application/json"] if "application/json" in content else list(content)
    return {media: house_media(edit, (*at, "content", media), components, place) for media in kept}


def house_media(edit: Edit, at: Pointer, components: Components, place: Place) -> dict[str, Any]:
    """A media type of the other document as our files say it, with an example: theirs, or a made one."""
    there = find(edit.theirs.value, at)
    if "schema" not in there:
        return {}
    schema = house_schema(edit.theirs.value, (*at, "schema"), edit.source, components.for_file(place.file))
    named = [one.get("value") for one in there.get("examples", {}).values() if isinstance(one, dict)]
    example = there.get("example", named[0] if named else None)
    return {"schema": schema, "example": example if example is not None else sample(edit.theirs.value, (*at, "schema"))}


def _known_errors(edit: Edit) -> dict[str, Place]:
    """Where the answer of each error status is described, as our operations refer to it."""
    found: dict[str, Place] = {}
    for operation in operations(edit.ours.document):
        for _, status, answer in operation.answers():
            ref = str(answer.get("$ref", ""))
            if ref and status not in found and status[0] in "45":
                found[status] = edit.ours.origins.place(tuple(ref.split("/")[1:]))
    return {status: place for status, place in found.items() if place.pointer[:2] == ("components", "responses")
            and place.file.suffix == ".yaml" and "overlay" not in place.file.name}  # fmt: skip
