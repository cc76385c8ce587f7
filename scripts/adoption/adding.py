"""Operations that are new: each resource of them in a file of its own, with its paths and a tag in the API's file."""

import re
from pathlib import Path
from typing import Any

from adoption.components import Components
from adoption.document import server_path
from adoption.edit import Edit
from adoption.edit_content import house_answer, house_content
from adoption.edit_parameters import house_parameter
from adoption.house import UNSAID
from adoption.notes import located
from adoption.workbench import put, styled
from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import find
from pipeline.source.positions import Place
from pipeline.transform import names
from pipeline.transform.foreign import derived_id, first_segment


def add_operations(edit: Edit, components: Components) -> None:
    """Takes in the operations that are there and not here."""
    before = server_path(edit.ours.document)
    ours = {pair.path: pair.ours.path for pair in edit.compared.pairs}
    for operation, path in edit.compared.there:
        _add(edit, components, operation, ours.get(path, path.removeprefix(before)))


def _add(edit: Edit, components: Components, operation: Operation, path: str) -> None:
    tag = _tag(edit, operation, path)
    item, file = _item(edit, path, tag)
    made = _operation(edit, components, operation, path, tag, file)
    if operation.method in item:
        edit.lines.append(f"{operation.title} is left: {operation.method.upper()} {path} is here already")
        return
    put(item, operation.method, made)
    _share(edit, item[operation.method], path)
    edit.lines.append(f"{made['operationId']} ({operation.method.upper()} {path}) is new, in {file.name}")


def _share(edit: Edit, node: Any, path: str) -> None:
    """Says of an operation that another API has now too, since they share the path, that it is only inferred there."""
    if path not in edit.ours.document["paths"]:
        return
    place = edit.ours.origins.place(("paths", path))
    apis = [api for api, one in edit.built.items() for each in one.document["paths"]
            if one.origins.place(("paths", each)) == place]  # fmt: skip
    if len(apis) > 1:
        known = {api: edit.status if api == edit.api else "inferred" for api in apis}
        sources = {api: edit.source if api == edit.api else f"as in {edit.api}: {edit.source}" for api in apis}
        put(node, "x-status", known)
        put(node, "x-source", sources)


def _tag(edit: Edit, operation: Operation, path: str) -> str:
    """Ours where there is one like it, else theirs, as the name of a controller."""
    said = operation.tag or first_segment(path)
    known = {names.resource(str(tag["name"])): str(tag["name"]) for tag in edit.ours.document.get("tags", ())}
    return known.get(names.resource(said)) or _pascal(said)


def _item(edit: Edit, path: str, tag: str) -> tuple[Any, Path]:
    """The path item of a path, made where there is none, and the file that it is in."""
    api = edit.bench.file(edit.bench.folder / f"{edit.api}.yaml")
    if path in edit.ours.document["paths"]:
        place = edit.ours.origins.place(("paths", path))
        return edit.bench.node(place), place.file
    kind = "legacy" if edit.api == "legacy" else "resources"
    file = edit.bench.folder / kind / f"{re.sub('[^a-z0-9]', '', tag.lower())}.yaml"
    whole = edit.bench.file(file)
    put(whole, "paths", whole.get("paths", {}))
    key = _key(path, whole["paths"])
    if path in api["paths"]:
        return whole["paths"][str(api["paths"][path]["$ref"]).rpartition("/")[2]], file
    put(whole["paths"], key, {})
    api["paths"][path] = styled({"$ref": f"{kind}/{file.name}#/paths/{key}"})
    if tag not in [one["name"] for one in api.get("tags", ())]:
        told: dict[str, Any] = next((one for one in edit.theirs.value.get("tags", ()) if one["name"] == tag), {})
        api["tags"].append(styled({"name": tag, "description": told.get("description") or f"{tag}, {UNSAID.lower()}"}))
    return whole["paths"][key], file


def _key(path: str, taken: Any) -> str:
    """A short key for a path: `regions`, `region` for what is below it by id, or the words of it."""
    parts = [part for part in path.split("/") if part and not re.fullmatch(r"v\d+", part)]
    words = [part for part in parts if not part.startswith("{")] or ["root"]
    name = _camel(words[-1])
    if parts and parts[-1].startswith("{"):
        name = names.singular(name) if names.singular(name) != name else f"{name}One"
    free, number = name, 2
    while free in taken:
        free, number = f"{name}{number}", number + 1
    return free


def _operation(
    edit: Edit, components: Components, operation: Operation, path: str, tag: str, file: Path
) -> dict[str, Any]:
    value, place = operation.value, Place(file)
    made: dict[str, Any] = {"operationId": _id(edit, operation, path, tag), "tags": [tag]}
    made["summary"] = value.get("summary") or f"{operation.method.upper()} {path}."
    made["description"] = value.get("description") or value.get("summary") or UNSAID
    made |= {"x-status": edit.status, "x-source": edit.source}
    at = operation.pointer
    given = [
        house_parameter(edit, (*at, "parameters", index), components, file)
        for index in range(len(value.get("parameters", ())))
    ]
    made |= {"parameters": given} if given else {}
    if "requestBody" in value:
        body = find(edit.theirs.value, located(edit.theirs.value, (*at, "requestBody")))
        required = {"required": True} if body.get("required") else {}
        made["requestBody"] = {**required, "content": house_content(edit, (*at, "requestBody"), components, place)}
    answers = {
        str(status): house_answer(edit, (*at, "responses", status), str(status), components, place)
        for status in value.get("responses", {})
    }
    return {**made, "responses": {status: answer for status, answer in answers.items() if answer}}


def _id(edit: Edit, operation: Operation, path: str, tag: str) -> str:
    taken = {one.id for one in operations(edit.ours.document)}
    wanted = operation.id if re.fullmatch(r"[A-Za-z]\w*_\w+", operation.id) else derived_id(operation, tag)
    return wanted if wanted not in taken else f"{wanted}2"


def _camel(text: str) -> str:
    made = _pascal(text)
    return made[:1].lower() + made[1:]


def _pascal(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", text))
