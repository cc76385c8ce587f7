"""Leave out of a built document what it does not use, and find what no API uses."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.source.grammar import find_reachable, walk
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Origins, Place, problem_at
from pipeline.source.problem import Problem
from pipeline.source.read import Sources
from pipeline.transform.derive.step import Step

RULES = "rules.yaml"
_KINDS = ("schemas", "parameters", "headers", "responses")
_ALWAYS = "securitySchemes"


def without_unused(document: dict[str, Any]) -> Step:
    """Return the document with only the components that its paths reach, and the rules of the domain that they name."""
    used = find_reachable(document, {key: value for key, value in document.items() if key != "components"})
    components = {
        kind: items if kind == _ALWAYS else {name: item for name, item in items.items() if (kind, name) in used}
        for kind, items in document.get("components", {}).items()
    }
    info = dict(document.get("info", {}))
    names = _named_rules(document)
    rules = {name: rule for name, rule in info.pop("x-rules", {}).items() if name in names}
    info |= {"x-rules": rules} if rules else {}
    return Step({**document, "info": info, "components": {kind: items for kind, items in components.items() if items}})


def _named_rules(document: dict[str, Any]) -> set[str]:
    """Return the ids of rules that the operations and properties of a document name."""
    nodes = (node for node in walk(document) if node.kind in ("operation", "property"))
    return {str(name) for node in nodes for name in node.value.get("x-rules", ())}


def unused_parts(
    folder: Path, documents: Sequence[dict[str, Any]], all_origins: Iterable[Origins], sources: Sources
) -> Iterator[Problem]:
    """Yield a problem for each path item, component and rule in the folder that no built document has taken."""
    rule_ids = {name for document in documents for name in _named_rules(document)}
    rules = sources.read(folder / RULES).value if (folder / RULES).exists() else None
    for name in (rules or {}).get("rules", {}):
        if name not in rule_ids:
            hint = "name it under x-rules where it applies, or remove it"
            yield problem_at(sources, Place(folder / RULES, ("rules", name)), f"no API names the rule {name}", hint)
    used_places = {place for origins in all_origins for place in origins.places.values()}
    for file in sorted(folder.rglob("*.yaml")):
        if (file.parent == folder and file.stem != "common") or file.parent.name == "vendor":
            continue
        for pointer in _parts(sources.read(file).value):
            place = Place(file.resolve(), pointer)
            if place not in used_places:
                yield problem_at(sources, place, f"no API uses {pointer[-1]}", "refer to it, or remove it")


def _parts(value: object) -> Iterator[Pointer]:
    if not isinstance(value, dict):
        return
    yield from (("paths", name) for name in value.get("paths", {}))
    for kind in _KINDS:
        yield from (("components", kind, name) for name in value.get("components", {}).get(kind, {}))
