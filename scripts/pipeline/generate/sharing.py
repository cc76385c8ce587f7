"""Share a class between APIs that have the same schema, and rename the classes that differ."""

from collections.abc import Iterable
from typing import Any

from pipeline.generate.plain import PREFIX, Plain, PlainApi, references


def share(apis: Iterable[PlainApi]) -> dict[str, Plain]:
    """Return the classes of all APIs by name, renaming in place those that differ from a class of an earlier API.

    The first API keeps its names; a class that differs in a later one, in itself or in a class that it holds, is
    called after that API too: `JobV2`.
    """
    classes: dict[str, Plain] = {}
    for api in apis:
        new_names = _new_names(api, classes)
        if new_names:
            _rename(api, new_names)
        classes |= api.classes
    return dict(sorted(classes.items()))


def _new_names(api: PlainApi, taken: dict[str, Plain]) -> dict[str, str]:
    differing = {name for name, plain in api.classes.items() if taken.get(name, plain) != plain}
    grown = True
    while grown:
        more = {n for n, plain in api.classes.items() if n in taken and references(plain) & differing} - differing
        differing |= more
        grown = bool(more)
    return {name: f"{name}{api.api.capitalize()}" for name in differing}


def _rename(api: PlainApi, new_names: dict[str, str]) -> None:
    api.classes = {new_names.get(name, name): _renamed(plain, new_names) for name, plain in api.classes.items()}
    api.bodies = {name: _renamed(plain, new_names) for name, plain in api.bodies.items()}
    for operation in api.operations:
        operation.plain.update(_renamed(operation.plain, new_names))


def _renamed(value: Any, new_names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(item, new_names) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _renamed(item, new_names) for key, item in value.items()}
    if isinstance(result.get("$ref"), str):
        name = result["$ref"].removeprefix(PREFIX)
        result["$ref"] = PREFIX + new_names.get(name, name)
    return result
