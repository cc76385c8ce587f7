"""Probes: what a real service was seen to answer, read as a document about the operations that answered.

An operation is `verified` where it answered as the contract says, or where all that differs is taken in. One that
answered no rows is not: no record was seen. Names that the probe proposes by likeness are nobody's word yet; they
stand in the corrections file beside it, to be looked at and taken in from there.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from adoption.document import Document, Unreadable
from adoption.retold import Retold, change_envelope, members_at
from pipeline.source.problem import Problem
from pipeline.transform.build import Built

FORMAT = "accountability-probe/1"


def is_probe(value: Any) -> bool:
    """Whether a JSON value is what a probe wrote."""
    return isinstance(value, dict) and str(value.get("format", "")).startswith("accountability-probe/")


def read_probe(file: Path, ours: Built) -> Document:
    """Reads a probe as a document.

    Raises:
        Unreadable: it is of another version, or asked of operations that we do not have.
    """
    probe = json.loads(file.read_text(encoding="utf-8"))
    if probe["format"] != FORMAT:
        raise Unreadable(Problem(file, 1, f"this is {probe['format']}; {FORMAT} is read here"))
    retold, notes, seen = Retold(ours), [], []
    for one in probe.get("operations", ()):
        api, _, name = str(one.get("key", "")).partition(".")
        if api != ours.api:
            continue
        try:
            told = _note(one)
            if one["outcome"] in ("exists", "differs"):
                told = [*told, *_retell(retold, name, one)]
        except (KeyError, AttributeError):
            message = f"{one.get('key')} is not in the contract, or not told as {FORMAT} does"
            raise Unreadable(Problem(file, 1, message)) from None
        notes += [f"{one['key']}: {text}" for text in told]
        if one["outcome"] == "exists" or (one["outcome"] == "differs" and not told):
            seen.append(name)
    made = Document(retold.document, file.name, partial=True, status="verified", notes=tuple(notes))
    return made.about(seen, str(probe.get("made", ""))[:10])


def _note(one: Mapping[str, Any]) -> list[str]:
    if one["outcome"] in ("exists", "differs"):
        return [
            f"{ours} may be {theirs}: take it in from the corrections file" for ours, theirs in one["renamed"].items()
        ]
    why = one.get("reason") or ("it answered no rows" if one["outcome"] == "empty" else one.get("status"))
    return [f"{one['outcome']}{f' ({why})' if why else ''}; it stays as it was known"]


def _retell(retold: Retold, name: str, one: Mapping[str, Any]) -> Iterator[str]:
    """Adds an operation as it was seen; gives what cannot be said in the contract."""
    value = retold.operation(name, one.get("found"), None)
    for schema in retold.schemas(name, value):
        for path, kind in one.get("unknown", {}).items():
            _add(retold, schema, path, kind)
        for path, kinds in one.get("types", {}).items():
            found = members_at(retold, schema, path)
            if found:
                found[0]["properties"][found[1]] = _kind(kinds["seen"], found[0]["properties"][found[1]])
        for path in one.get("missing", ()):
            found = members_at(retold, schema, path)
            if found and found[1] in found[0].get("required", ()):
                found[0]["required"].remove(found[1])
    if one.get("envelope") is not None and not change_envelope(retold, value, one["envelope"]):
        yield f"rows further inside ({one['envelope']}) cannot be said in the contract"


def _add(retold: Retold, schema: dict[str, Any], path: str, kind: str) -> None:
    *before, last = path.split(".")
    for name in before:
        schema = retold.resolve(schema.get("properties", {}).get(name, {}))
        while "items" in schema:
            schema = retold.resolve(schema["items"])
    if "properties" in schema:
        schema["properties"][last] = _kind(kind, {})


def _kind(seen: str, ours: Mapping[str, Any]) -> dict[str, Any]:
    """A schema of what was seen: `string (date-time)` is a text of that format. Whether null may be was not seen."""
    name, _, form = seen.partition(" (")
    about = {"description": ours["description"]} if "description" in ours else {}
    if name == "null":
        return about
    return {"type": [name, "null"], **({"format": form.rstrip(")")} if form else {}), **about}
