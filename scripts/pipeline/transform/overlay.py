"""Apply OpenAPI Overlay 1.0 files to a bundled document."""

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonpath_rfc9535 import JSONPathError
from jsonpath_rfc9535 import find as find_nodes

from pipeline.source.pointer import Pointer, find
from pipeline.source.positions import Place, problem_at
from pipeline.source.problem import Problem
from pipeline.source.read import Sources


@dataclass(frozen=True)
class OverlayResult:
    """The document with an overlay applied, the sources of its new parts, and the problems."""

    document: dict[str, Any]
    places: dict[Pointer, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def overlay(document: dict[str, Any], file: Path, sources: Sources) -> OverlayResult:
    """Apply the actions of an overlay file in order.

    An action must have a reason (`description`) and match something. `update` merges objects recursively, appends to a
    target list, and extends a list with the entries of another; `remove` deletes the matches of the target.
    """
    applier = _Applier(copy_unshared(document), Place(file.resolve()), sources)
    return applier.run()


@dataclass
class _Applier:
    document: dict[str, Any]
    file: Place
    sources: Sources
    places: dict[Pointer, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def run(self) -> OverlayResult:
        source = self.sources.read(self.file.file)
        self.problems.extend(source.problems)
        actions = source.value.get("actions") if isinstance(source.value, dict) else None
        if not source.problems and not self._is_overlay(source.value):
            self._problem(
                self.file, "the file is not an OpenAPI overlay", "begin it with `overlay: 1.0.0`; list actions"
            )
        elif isinstance(actions, list):
            for index, action in enumerate(actions):
                self._apply(action, self.file.inside("actions", index))
        return OverlayResult(self.document, self.places, tuple(self.problems))

    def _is_overlay(self, value: Any) -> bool:
        versioned = isinstance(value, dict) and str(value.get("overlay", "")).startswith("1.0")
        return versioned and isinstance(value.get("actions"), list)

    def _apply(self, action: Any, place: Place) -> None:
        if not isinstance(action, dict) or not isinstance(action.get("target"), str):
            self._problem(place, "the action has no target", "name one by a JSONPath")
            return
        if not action.get("description"):
            self._problem(
                place, f"the action on {action['target']} has no description", "write the reason in its description"
            )
        removes = action.get("remove") is True
        if removes == ("update" in action):
            self._problem(place, f"the action on {action['target']} must either update or remove", "give one of them")
            return
        locations = self._matches(action["target"], place)
        for location in locations if not removes else sorted(locations, key=_last_first):
            if removes:
                self._remove(location, place)
            else:
                self._update(location, action["update"], place.inside("update"))

    def _matches(self, target: str, place: Place) -> list[Pointer]:
        try:
            locations: list[Pointer] = [node.location for node in find_nodes(target, self.document)]
        except JSONPathError as error:
            self._problem(place.inside("target"), f"the target {target} is not a JSONPath: {error}", "see RFC 9535")
            return []
        if not locations:
            hint = "correct the target, or remove the action if it is not needed"
            self._problem(place.inside("target"), f"the target {target} matches nothing", hint)
        return locations

    def _remove(self, location: Pointer, place: Place) -> None:
        if not location:
            self._problem(place, "the action removes the whole document", "name a part of it")
            return
        parent = find(self.document, location[:-1])
        del parent[location[-1]]

    def _update(self, location: Pointer, update: Any, place: Place) -> None:
        target = find(self.document, location)
        if isinstance(target, list):
            self.places[(*location, len(target))] = place
            target.append(deepcopy(update))
        elif isinstance(target, dict) and isinstance(update, dict):
            self._merge(target, update, location, place)
        else:
            self._problem(place, "an update requires an object to merge, or a list to append to", "target its parent")

    def _merge(self, target: dict[str, Any], update: dict[str, Any], location: Pointer, place: Place) -> None:
        for key, value in update.items():
            at, key_place, old = (*location, key), place.inside(key), target.get(key)
            if isinstance(old, dict) and isinstance(value, dict):
                self._merge(old, value, at, key_place)
            elif isinstance(old, list) and isinstance(value, list):
                self.places |= {(*at, len(old) + index): key_place.inside(index) for index in range(len(value))}
                old.extend(deepcopy(value))
            else:
                self.places[at] = key_place
                target[key] = deepcopy(value)

    def _problem(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(problem_at(self.sources, place, message, hint))


def copy_unshared(value: Any) -> Any:
    """Return a deep copy without shared parts, so that an action changes only its target."""
    if isinstance(value, dict):
        return {key: copy_unshared(item) for key, item in value.items()}
    return [copy_unshared(item) for item in value] if isinstance(value, list) else value


def _last_first(location: Pointer) -> tuple[int, ...]:
    """Return a key that sorts later items of a list before earlier ones, and parts before what contains them."""
    return (-len(location), *(-part if isinstance(part, int) else 0 for part in location))
