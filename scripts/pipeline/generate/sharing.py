"""Share a class between APIs that have the same schema, and rename the classes that differ."""

from collections.abc import Iterable

from pipeline.generate.plain import PREFIX, Plain, PlainApi, references
from pipeline.source.grammar import with_holders, with_references


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


def _new_names(api: PlainApi, classes: dict[str, Plain]) -> dict[str, str]:
    differing = {name for name, plain in api.classes.items() if classes.get(name, plain) != plain}
    references_by_name = {name: references(plain) for name, plain in api.classes.items() if name in classes}
    return {name: f"{name}{api.api.capitalize()}" for name in with_holders(differing, references_by_name)}


def _rename(api: PlainApi, new_names: dict[str, str]) -> None:
    new_refs = {PREFIX + name: PREFIX + new for name, new in new_names.items()}

    def rename(value: Plain) -> Plain:
        result: Plain = with_references(value, lambda ref: new_refs.get(ref, ref))
        return result

    api.classes = {new_names.get(name, name): rename(plain) for name, plain in api.classes.items()}
    api.bodies = {name: rename(plain) for name, plain in api.bodies.items()}
    for operation in api.operations:
        operation.plain.update(rename(operation.plain))
