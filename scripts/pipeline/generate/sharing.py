"""One class per schema: what several APIs describe alike is one class; what they describe otherwise gets two names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.generate.kind import Class, Kind, named, renamed, renamed_kind
from pipeline.generate.view import ApiView, View


@dataclass(frozen=True)
class Shared:
    """The classes of all APIs, and the views that name them."""

    classes: dict[str, Class]
    views: tuple[ApiView, ...]


def shared(views: Iterable[ApiView]) -> Shared:
    """Brings the classes of the APIs together. The first API keeps its names; a class that is not the same in a later
    one is called after that API too: `JobV2`."""
    classes: dict[str, Class] = {}
    made: list[ApiView] = []
    for view in views:
        names = _other_names(view, classes)
        for item in view.reading.classes.values():
            own = renamed(item, names)
            classes[own.name] = own
        made.append(_renamed_view(view, names))
    return Shared(dict(sorted(classes.items())), tuple(made))


def _other_names(view: ApiView, taken: dict[str, Class]) -> dict[str, str]:
    """New names for the classes that differ from those taken, in themselves or in what they hold."""
    own = view.reading.classes
    differing = {name for name, item in own.items() if taken.get(name, item) != item}
    grown = True
    while grown:
        more = {name for name in own if name in taken and named(own[name]) & differing} - differing
        differing |= more
        grown = bool(more)
    return {name: f"{name}{view.api.capitalize()}" for name in differing}


def _renamed_view(view: ApiView, names: dict[str, str]) -> ApiView:
    if not names:
        return view
    return replace(view, operations=tuple(_renamed_operation(one, names) for one in view.operations))


def _renamed_operation(one: View, names: dict[str, str]) -> View:
    def kind(old: Kind) -> Kind:
        return renamed_kind(old, names)

    arguments = tuple(replace(a, member=replace(a.member, kind=kind(a.member.kind))) for a in one.arguments)
    answers = tuple(replace(a, kind=kind(a.kind) if a.kind else None) for a in one.answers)
    return replace(one, arguments=arguments, answers=answers, item=kind(one.item) if one.item else None)
