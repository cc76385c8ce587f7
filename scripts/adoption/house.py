"""House style: a schema of another document as ours would say it.

Titles, examples and x-members of others are left out; an enumeration of texts is open; what is a record of its own
there is one here.
"""

from collections.abc import Callable
from typing import Any

from adoption.flat import PLAIN, Flat, flat
from pipeline.source.pointer import Pointer, find

UNSAID = "Not described there."
Component = Callable[[Pointer], str]
"""Gives the `$ref` to what is a component here, for where it stands there."""


def house_schema(document: dict[str, Any], at: Pointer, source: str, component: Component) -> dict[str, Any]:
    """The schema at a place of another document, as our files say it.

    Args:
        document: the other document.
        at: where the schema stands in it.
        source: what to name as the source of its members.
        component: tells where a component of theirs stands here.
    """
    said = flat(document, at)
    target = _target(document, at)
    if target is not None and (said.members or said.values):
        made: dict[str, Any] = {"$ref": component(target)}
        return {"oneOf": [made, {"type": "null"}]} if said.nullable else made
    if said.members:
        return _object(document, said, source, component)
    if said.item is not None:
        return {**value_of(said), "items": house_schema(document, said.item, source, component)}
    return value_of(said)


def house_member(document: dict[str, Any], at: Pointer, source: str, component: Component) -> dict[str, Any]:
    """The same for a member, with its description and source."""
    made = house_schema(document, at, source, component)
    said = flat(document, at)
    about = {"description": said.description or UNSAID, "x-source": source}
    return {**made, **about, **dict.fromkeys(sorted(said.marks), True)}


def _object(document: dict[str, Any], said: Flat, source: str, component: Component) -> dict[str, Any]:
    required = [name for name in said.members if name in said.required]
    return {
        **value_of(said),
        **({"required": required} if required else {}),
        "properties": {name: house_member(document, at, source, component) for name, at in said.members.items()},
    }


def value_of(said: Flat) -> dict[str, Any]:
    """The keywords that say what a value may be, without those of what is inside it."""
    types = sorted(said.types)
    made: dict[str, Any] = {}
    if types:
        several = [*types, "null"] if said.nullable else types
        made["type"] = several[0] if len(several) == 1 else several
    made |= {key: said.keywords[key] for key in PLAIN if key in said.keywords}
    if "number" in said.types and made.get("format") in ("float", "double", "decimal"):
        del made["format"]
    if said.values and types == ["string"]:
        made["x-open-enum"] = [{"value": value, "description": UNSAID} for value in said.values]
    return made


def _target(document: dict[str, Any], at: Pointer) -> Pointer | None:
    """The component that a schema is nothing but a reference to, perhaps or null."""
    schema = find(document, at)
    if not isinstance(schema, dict):
        return None
    ref = schema.get("$ref")
    if isinstance(ref, str):
        parts = ref.split("/")
        return tuple(parts[1:]) if len(parts) == 4 else None
    for key in ("allOf", "oneOf", "anyOf"):
        others = [index for index, part in enumerate(schema.get(key, ())) if part != {"type": "null"}]
        if len(others) == 1 and "properties" not in schema:
            return _target(document, (*at, key, others[0]))
    return None
