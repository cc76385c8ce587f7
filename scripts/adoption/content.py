"""Bodies and answers side by side: statuses, media types, headers, and what they hold."""

from typing import Any

from adoption.finding import Side
from adoption.flat import flat
from adoption.members import compare_schemas
from adoption.notes import Notes, below, located
from pipeline.source.pointer import Pointer, find

_SAME_AS_JSON = ("text/json", "application/*+json", "text/plain")


def compare_bodies(notes: Notes, here: Pointer, there: Pointer) -> None:
    """Compares the bodies of two operations."""
    mine = _at(notes.ours.document, (*here, "requestBody"))
    its = _at(notes.theirs.value, (*there, "requestBody"))
    if mine is None or its is None:
        if mine is not None:
            notes.tell("absent there", "body", "the body", "there is no body there", (*here, "requestBody"), there)
        elif its is not None:
            notes.tell("absent here", "body", "the body", "there is no body here", here, its)
        return
    ours, theirs = notes.values(mine, its)
    notes.required("the body", mine, its, ours.get("required") is True, theirs.get("required") is True)
    _content(notes, mine, its, "create", "the body")


def compare_answers(notes: Notes, here: Pointer, there: Pointer) -> None:
    """Compares the answers of two operations; a good one of another status is the same answer."""
    mine = below(notes.ours.document, (*here, "responses"))
    its = below(notes.theirs.value, (*there, "responses"))
    listed = any(not status.startswith("2") for status in its)
    for status in [status for status in mine if status in its]:
        _answer(notes, status, mine.pop(status), its.pop(status))
    for status, other in zip(
        [one for one in mine if one[0] == "2"], [one for one in its if one[0] == "2"], strict=False
    ):
        message = f"success is {other} there, {status} here"
        at = (*here, "responses", status)
        notes.tell("contradicted", "status", f"the answer {status}", message, at, its[other], status, other)
        _answer(notes, status, mine.pop(status), its.pop(other))
    for status, at in mine.items():
        published = find(notes.ours.document, at).get("x-status") in ("documented", "verified")
        if status.startswith("2") or (listed and not published):
            message = f"the answer {status} is not there"
            notes.tell("absent there", "answer", f"the answer {status}", message, (*here, "responses", status), there)
    for status, at in its.items():
        message = f"the answer {status} is not here"
        notes.tell("absent here", "answer", f"the answer {status}", message, here, at, after=status)


def _answer(notes: Notes, status: str, here: Pointer, there: Pointer) -> None:
    _content(notes, here, there, "answer", f"the answer {status}")
    mine = {name.lower(): at for name, at in below(notes.ours.document, (*here, "headers")).items()}
    its = {name.lower(): at for name, at in below(notes.theirs.value, (*there, "headers")).items()}
    for name in sorted(its.keys() - mine.keys()):
        about = f"the header {name} of the answer {status}"
        notes.tell("absent here", "header", about, "the header is not here", here, its[name], after=name)
    for name in sorted(mine.keys() - its.keys()) if its else ():
        about = f"the header {name} of the answer {status}"
        notes.tell("absent there", "header", about, "the header is not there", mine[name], there)


def _content(notes: Notes, here: Pointer, there: Pointer, side: Side, about: str) -> None:
    mine = _media(notes.ours.document, here)
    its = _without_synonyms(notes.theirs.value, _media(notes.theirs.value, there))
    pairs = {media: media for media in mine if media in its}
    left = [media for media in mine if media not in pairs], [media for media in its if media not in pairs]
    for one, other in zip(*left, strict=False):
        pairs[one] = other
        message = f"it is {other} there, {one} here"
        notes.tell("contradicted", "media type", about, message, mine[one], its[other], one, other)
    silent = not its and not about.startswith(("the answer 2", "the body"))  # an error of which no more is said
    for media in sorted(mine.keys() - pairs.keys()) if not silent else ():
        message = f"{media} is not there" if its else f"there is no content there, {media} here"
        notes.tell("absent there", "media type", about, message, mine[media], there, media)
    for media in sorted(its.keys() - set(pairs.values())):
        message = f"{media} is not here" if mine else f"there is no content here, {media} there"
        notes.tell("absent here", "media type", about, message, here, its[media], after=media)
    for one, other in pairs.items():
        part: Side = "update" if side == "create" and _changes(notes, one, mine[one]) else side
        _top(notes, (*mine[one], "schema"), (*its[other], "schema"), part, f"{about} as {one}")


def _changes(notes: Notes, media: str, at: Pointer) -> bool:
    schema = find(notes.ours.document, at).get("schema", {})
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return media == "application/merge-patch+json" or name.endswith("Update")


def _top(notes: Notes, here: Pointer, there: Pointer, side: Side, about: str) -> None:
    """Compares what a body or an answer holds; a page there may be a bare array."""
    mine, its = flat(notes.ours.document, here), flat(notes.theirs.value, there)
    paging = _enclosing(notes.ours.document, here).get("x-paging")
    if side == "answer" and paging and its.types == {"array"} and "array" not in mine.types:
        message = "it is a bare array there, a page here"
        notes.tell("contradicted", "envelope", about, message, here, there, "page", "array", side)
        rows = flat(notes.ours.document, mine.members[paging["items"]]).item
        if rows and its.item:
            compare_schemas(notes, rows, its.item, side, "a row")
        return
    compare_schemas(notes, here, there, side, about)


def _at(document: dict[str, Any], at: Pointer) -> Pointer | None:
    try:
        return located(document, at)
    except LookupError:
        return None


def _media(document: dict[str, Any], at: Pointer) -> dict[str, Pointer]:
    content = find(document, at).get("content", {})
    return {media.partition(";")[0].strip().lower(): (*at, "content", media) for media in content}


def _without_synonyms(document: dict[str, Any], media: dict[str, Pointer]) -> dict[str, Pointer]:
    """Media types without those that some servers list beside JSON, and that say the same as it."""
    whole = media.get("application/json")
    if whole is None:
        return media
    said = find(document, whole).get("schema")
    same = {name for name in _SAME_AS_JSON if name in media and find(document, media[name]).get("schema") == said}
    return {name: at for name, at in media.items() if name not in same}


def _enclosing(document: dict[str, Any], at: Pointer) -> dict[str, Any]:
    """The operation that a place belongs to."""
    found = find(document, at[:3]) if at[:1] == ("paths",) else {}
    return found if isinstance(found, dict) else {}
