"""Bundle an API's file and the files that it refers to into one self-contained document."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.source import pointer
from pipeline.source.grammar import PLURALS, SINGULARS, child, entries
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Origins, Place, problem_at
from pipeline.source.problem import Problem, Severity
from pipeline.source.read import Sources

OPEN_APIS = frozenset({"v2"})
"""APIs that access groups do not limit, according to the documentation; extensions of access are removed."""
OF_ACCESS = ("x-access", "x-own")

PER_API = ("x-status", "x-source")
EXTENDS = "x-extends"
"""In an API's file: the file with the lists and maps that it has in common with other APIs."""


@dataclass(frozen=True)
class Bundle:
    """A bundled document, the sources of its parts, and the problems found."""

    document: dict[str, Any]
    origins: Origins
    problems: tuple[Problem, ...]


def bundle(api_file: Path, sources: Sources) -> Bundle:
    """Bundle the API that its file is named after: path items are inlined, other `$ref`s name local components."""
    return _Bundler(api_file.resolve(), sources).run()


def is_foreign(document: dict[str, Any]) -> bool:
    """Return whether a document is not one of our sources; then the house rules are warnings."""
    info = document.get("info")
    return not isinstance(info, dict) or "x-contract" not in info


@dataclass
class _Bundler:
    """The state of one bundling: components by kind and name, the source position of each, and those to bundle."""

    file: Path
    sources: Sources
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    component_places: dict[tuple[str, str], Place] = field(default_factory=dict)
    pending: list[tuple[str, str]] = field(default_factory=list)
    places: dict[Pointer, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[Path, None] = field(default_factory=dict)
    walking: list[Place] = field(default_factory=list)

    def run(self) -> Bundle:
        root_place = Place(self.file)
        self.places[()] = root_place
        root = self._read(self.file)
        document: dict[str, Any] = {}
        if isinstance(root, dict):
            shared = self._read_shared(root, root_place)
            for key, value in root.items():
                if key == EXTENDS:
                    document |= {name: type(part)() for name, (_, part) in shared.items()}
                elif key != "components":
                    document[key] = self._part(value, child("document", key), root_place.inside(key), (key,))
            for key, (place, part) in shared.items():
                self._extend(document, key, part, place)
            document["components"] = self._all_components(root.get("components"))
        elif root is not None:
            self._problem(root_place, "the file holds no OpenAPI document", "it begins with `openapi: 3.1.0`")
        source_problems = [problem for file in self.files for problem in self.sources.read(file).problems]
        if is_foreign(document):
            source_problems = [problem.as_warning() if problem.tolerable else problem for problem in source_problems]
        return Bundle(document, Origins(self.sources, self.places), (*source_problems, *self.problems))

    def _read_shared(self, root: dict[str, Any], root_place: Place) -> dict[str, tuple[Place, Any]]:
        """Return the parts of the file that the document extends, by key, with their positions."""
        place = root_place.inside(EXTENDS)
        target = self._target(str(root[EXTENDS]), place) if EXTENDS in root else None
        parts = dict(entries(self._value(target))) if target else {}
        if target and not (parts and all(isinstance(part, list | dict) for part in parts.values())):
            self._problem(place, f"{target.file.name} is not a map of lists and maps", "write `tags`, `paths` and such")
            return {}
        return {str(key): (target.inside(key), part) for key, part in parts.items() if target}

    def _extend(self, document: dict[str, Any], key: str, part: Any, place: Place) -> None:
        """Add shared entries after the document's own, which take precedence; `/jobs` becomes `/v2/jobs` in v2."""
        container = document[key]
        for name, item in entries(part):
            to: str | int = name
            if isinstance(container, list):
                to = len(container)
            elif key == "paths":
                to = f"/{self.file.stem}{name}"
            if isinstance(container, dict) and to in container:
                continue
            at = (key, to)
            self.places[at] = place.inside(name)
            value = self._part(item, child(child("document", key), name), self.places[at], at)
            container.append(value) if isinstance(container, list) else container.update({to: value})

    def _all_components(self, declared: Any) -> dict[str, Any]:
        declared = declared if isinstance(declared, dict) else {}
        schemes = declared.get("securitySchemes")
        if isinstance(schemes, dict) and schemes:
            place = Place(self.file).inside("components", "securitySchemes")
            at = ("components", "securitySchemes")
            self.components["securitySchemes"] = self._part(schemes, "securityScheme*", place, at)
        while self.pending:  # not by recursion, because chains of references may be longer than Python's stack
            kind, name = self.pending.pop()
            target = self.component_places[kind, name]
            part = self._part(self._value(target), SINGULARS[kind], target, ("components", kind, name))
            self.components[kind][name] = part
        self._warn_of_unreferenced(declared)
        return {kind: dict(sorted(components.items())) for kind, components in sorted(self.components.items())}

    def _warn_of_unreferenced(self, declared: dict[str, Any]) -> None:
        used_places = set(self.component_places.values())
        for kind, components in declared.items():
            for name in components if isinstance(components, dict) and kind != "securitySchemes" else ():
                place = Place(self.file).inside("components", kind, name)
                if place not in used_places:
                    self._problem(place, f"the component {name} is not used; it is left out", "", "warning")

    def _part(self, value: Any, kind: str, place: Place, at: Pointer) -> Any:
        """Return a copy of a part with local references; `at` is its pointer in the bundle."""
        if not kind:
            return value
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            if kind == "rule*":
                return self._in_place(self._target(value["$ref"], place.inside("$ref")), kind, at)
            if kind in PLURALS:
                return self._reference(value, kind, place, at)
        if isinstance(value, list):
            return [
                self._part(item, child(kind, index), place.inside(index), (*at, index))
                for index, item in enumerate(value)
            ]
        if not isinstance(value, dict):
            return value
        if kind == "discriminator":
            return self._discriminator(value, place)
        result = {key: self._part(item, child(kind, key), place.inside(key), (*at, key)) for key, item in value.items()}
        return self._for_this_api(result, kind, place)

    def _for_this_api(self, value: dict[str, Any], kind: str, place: Place) -> dict[str, Any]:
        api = self.file.stem
        for key in OF_ACCESS if api in OPEN_APIS and not kind.endswith("*") else ():
            value.pop(key, None)
        for key in PER_API:
            by_api = value.get(key)
            if isinstance(by_api, dict) and not kind.endswith("*"):
                value[key] = by_api.get(api)
                if api not in by_api:
                    self._problem(place.inside(key), f"{key} has no entry for {api}", f"add `{api}: ...`")
        return value

    def _reference(self, value: dict[str, Any], kind: str, place: Place, at: Pointer) -> Any:
        target = self._target(value["$ref"], place.inside("$ref"))
        siblings = {key: item for key, item in value.items() if key != "$ref"}
        if kind == "pathItem":
            return self._path_item(target, siblings, place, at)
        name = self._component(target, PLURALS[kind], place) if target else None
        result = {"$ref": f"#/components/{PLURALS[kind]}/{name}"} if name else {}
        for key, item in siblings.items():
            result[key] = self._part(item, child(kind, key), place.inside(key), (*at, key))
        return self._for_this_api(result, kind, place)

    def _path_item(self, target: Place | None, siblings: dict[str, Any], place: Place, at: Pointer) -> Any:
        for key in siblings:
            hint = "bundlers drop the siblings of a path's $ref: move it into the path item"
            self._problem(place.inside(key), f"{key} is next to the $ref of {at[-1]}", hint)
        return self._in_place(target, "pathItem", at)

    def _in_place(self, target: Place | None, kind: str, at: Pointer) -> Any:
        """Return the target of a reference, inlined at the position of the reference."""
        if target is None:
            return {}
        self.places[at] = target
        return self._part(self._value(target), kind, target, at)

    def _discriminator(self, value: dict[str, Any], place: Place) -> dict[str, Any]:
        mapping = value.get("mapping")
        if not isinstance(mapping, dict):
            return value
        result = {}
        for key, ref in mapping.items():
            key_place = place.inside("mapping", key)
            name = str(ref)
            target = self._target(ref if "#" in name or "." in name else f"#/components/schemas/{ref}", key_place)
            result[key] = f"#/components/schemas/{self._component(target, 'schemas', key_place)}" if target else ref
        return {**value, "mapping": result}

    def _target(self, ref: str, place: Place) -> Place | None:
        """Return the target of a chain of references; None, with a problem, if there is none."""
        seen = {place}
        while True:
            target = self._follow(ref, place)
            if target is None:
                return None
            if target in seen:
                self._problem(place, f"the reference {ref} leads back to itself", "let it end at a component")
                return None
            value = self._value(target)
            if not (isinstance(value, dict) and set(value) == {"$ref"} and isinstance(value["$ref"], str)):
                return target
            seen.add(target)
            ref, place = value["$ref"], target.inside("$ref")

    def _follow(self, ref: str, place: Place) -> Place | None:
        path, _, fragment = ref.partition("#")
        if "://" in path:
            self._problem(place, f"the reference {ref} is a remote reference", "keep a copy next to this file")
            return None
        file = (place.file.parent / path).resolve() if path else place.file
        if not file.is_relative_to(self.file.parent):
            hint = f"references stay inside {self.file.parent.name}/; bundle the document into one file"
            self._problem(place, f"the reference {ref} leads out of the contract's folder", hint)
            return None
        if not file.is_file():
            self._problem(place, f"the reference {ref} has no target: {path} does not exist", "correct the path")
            return None
        target = self._walk(Place(file), pointer.parse(fragment))
        if target is None and not self.sources.read(file).problems:
            message = f"the reference {ref} has no target: {file.name} has no #{fragment}"
            self._problem(place, message, "correct the name")
        return target

    def _walk(self, place: Place, path: Pointer) -> Place | None:
        """Return the place at a pointer, through the references on the way; None if there is none."""
        value = self._read(place.file)
        for index, part in enumerate(path):
            if isinstance(value, list) and str(part).isdecimal() and int(part) < len(value):
                place, value = place.inside(int(part)), value[int(part)]
            elif isinstance(value, dict) and part in value:
                place, value = place.inside(part), value[part]
            elif isinstance(value, dict) and isinstance(value.get("$ref"), str) and place not in self.walking:
                self.walking.append(place)
                target = self._target(value["$ref"], place.inside("$ref"))
                end = self._walk(Place(target.file), (*target.pointer, *path[index:])) if target else None
                self.walking.pop()
                return end
            else:
                return None
        return None if value is None else place

    def _component(self, target: Place, kind: str, user: Place) -> str | None:
        base = name = _name(target)
        number = 2
        while len(target.pointer) > 3 and self.component_places.get((kind, name), target) != target:
            name, number = f"{base}{number}", number + 1  # a part of another part has no name of its own
        existing = self.component_places.get((kind, name))
        if existing is None:
            self.component_places[kind, name] = target
            self.places["components", kind, name] = target
            self.components.setdefault(kind, {})[name] = {}
            self.pending.append((kind, name))
        elif existing != target:
            target_line, existing_line = (f"{at.file.name}, line {self._line(at)}" for at in (target, existing))
            sources = f"the one referred to here ({target_line}) and the one of {existing_line}"
            message = f"two {kind} are called {name}: {sources}"
            self._problem(user, message, "rename one of them")
        return name

    def _read(self, file: Path) -> Any:
        self.files[file] = None
        return self.sources.read(file).value

    def _value(self, place: Place) -> Any:
        return pointer.find(self.sources.read(place.file).value, place.pointer)

    def _line(self, place: Place) -> int:
        return self.sources.read(place.file).line(place.pointer)

    def _problem(self, place: Place, message: str, hint: str, severity: Severity = "error") -> None:
        self.problems.append(problem_at(self.sources, place, message, hint, severity))


def _name(place: Place) -> str:
    """Return the name of a component: its key, or all keys of its pointer joined, or the stem of its file."""
    keys = [str(part) for part in place.pointer]
    if not keys:
        return place.file.stem
    if len(keys) <= 3:
        return keys[-1]
    return "".join(key[:1].upper() + key[1:] for key in keys[2:] if key.isalnum())
