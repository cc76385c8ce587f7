"""Remove unused components and rules from the built document."""

from typing import Any

from pipeline.source.grammar import reached
from pipeline.transform.derive.step import Step
from pipeline.transform.rules import with_named_rules

_ALWAYS = "securitySchemes"


def without_unused(document: dict[str, Any]) -> Step:
    """Return the document with only the components that its paths reach, and the rules that they name."""
    components = document.get("components", {})
    used = reached(document, {key: value for key, value in document.items() if key != "components"})
    kept = {
        kind: named if kind == _ALWAYS else {name: item for name, item in named.items() if (kind, name) in used}
        for kind, named in components.items()
    }
    result = {**document, "components": {kind: named for kind, named in kept.items() if named}}
    return Step(with_named_rules(result))
