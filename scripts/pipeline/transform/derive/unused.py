"""Remove unused components and rules from the built document."""

from typing import Any

from pipeline.source.grammar import SINGULARS, component, references
from pipeline.transform.derive.step import Step
from pipeline.transform.rules import with_named_rules

_ALWAYS = "securitySchemes"


def without_unused(document: dict[str, Any]) -> Step:
    """Return the document with only the components that its paths reach, and the rules that they name."""
    components = document.get("components", {})
    reached: set[tuple[str, str]] = set()
    rest = {key: value for key, value in document.items() if key != "components"}
    todo = [(rest, "document")]
    while todo:
        value, kind = todo.pop()
        for _, target in references(value, kind):
            found = component(target)
            if found and found not in reached and found[1] in components.get(found[0], {}):
                reached.add(found)
                todo.append((components[found[0]][found[1]], SINGULARS[found[0]]))
    kept = {
        kind: named if kind == _ALWAYS else {name: item for name, item in named.items() if (kind, name) in reached}
        for kind, named in components.items()
    }
    result = {**document, "components": {kind: named for kind, named in kept.items() if named}}
    return Step(with_named_rules(result))
