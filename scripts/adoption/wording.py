"""Wording: descriptions there take the place of ours; where there are none, ours stay."""

from typing import Any

from adoption.edit import Edit
from adoption.flat import flat
from adoption.workbench import put
from pipeline.source.pointer import Pointer, find
from pipeline.source.positions import Place

_HEAD = ("operationId", "tags", "summary", "name", "in", "required", "$ref", "type")


def edit_wording(edit: Edit) -> None:
    """Takes in what operations, parameters and members are said to be, where it is not what we say."""
    for pair in edit.compared.pairs:
        for key in ("summary", "description"):
            _say(
                edit,
                edit.ours.origins.place(pair.ours.pointer),
                key,
                pair.ours.value.get(key),
                pair.theirs.value.get(key),
            )
    for one in edit.compared.findings:
        if one.what == "name" and one.there is not None:
            ours, theirs = (
                _said(document, at) for document, at in ((edit.ours.document, one.here), (edit.theirs.value, one.there))
            )
            _say(edit, one.place, "description", ours, theirs)


def _said(document: dict[str, Any], at: Pointer) -> str:
    value = find(document, at)
    return str(value.get("description", "")) if "in" in value and "name" in value else flat(document, at).description


def _say(edit: Edit, place: Place, key: str, ours: Any, theirs: Any) -> None:
    said = " ".join(str(theirs or "").split())
    if said and said != " ".join(str(ours or "").split()):
        put(edit.bench.node(place), key, said, _HEAD)
