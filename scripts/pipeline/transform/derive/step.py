"""A step of a derivation: the new document, the sources of its new parts, and the findings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.source.operation import Operation, operations
from pipeline.source.pointer import Pointer
from pipeline.source.problem import Finding


@dataclass(frozen=True)
class Step:
    """A document and how it was derived.

    Args:
        document: the document after the step; never mutated.
        aliases: pointers of new parts, each with the pointer of the part that it is derived from, in steps.
        findings: the problems found.
    """

    document: dict[str, Any]
    aliases: tuple[dict[Pointer, Pointer], ...] = ()
    findings: tuple[Finding, ...] = ()

    def then(self, derive: Callable[[dict[str, Any]], "Step"]) -> "Step":
        """Return the next step."""
        after = derive(self.document)
        return Step(after.document, (*self.aliases, *after.aliases), (*self.findings, *after.findings))


def with_operations(document: dict[str, Any], change: Callable[[Operation], dict[str, Any]]) -> dict[str, Any]:
    """Return the document with each operation replaced by what `change` returns for it."""
    paths = {path: dict(item) if isinstance(item, dict) else item for path, item in document.get("paths", {}).items()}
    for operation in operations(document):
        paths[operation.path][operation.method] = change(operation)
    return {**document, "paths": paths}


def schemas(document: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas by name."""
    components = document.get("components", {}).get("schemas", {})
    return components if isinstance(components, dict) else {}


def with_schemas(document: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Return the document with further schemas, ordered by name."""
    schemas_by_name = dict(sorted({**schemas(document), **added}.items()))
    return {**document, "components": {**document.get("components", {}), "schemas": schemas_by_name}}


def with_derived(
    before: dict[str, Any],
    after: dict[str, Any],
    derived: dict[str, Any],
    bases: dict[str, str],
    aliases: dict[Pointer, Pointer] | None = None,
) -> Step:
    """Return the step that adds derived schemas, with a finding for each name that a schema of the source has.

    Args:
        before: the document before the step.
        after: the document with references to the derived schemas.
        derived: the derived schemas.
        bases: the name of each derived schema, with the name of the schema that it is derived from.
        aliases: the sources of the derived schemas and of their parts; default: the schemas in `bases`.
    """
    at = ("components", "schemas")
    sources = {(*at, name): (*at, bases[name]) for name in derived} if aliases is None else aliases
    findings = (
        Finding((*at, name), f"{name} is the name of a schema derived from {base}", "rename it")
        for name, base in bases.items()
        if name in schemas(before)
    )
    new_sources = {new: old for new, old in sources.items() if new[2] not in schemas(before)}
    return Step(with_schemas(after, derived) if derived else after, (new_sources,), tuple(findings))


def replace_part(value: Any, pointer: Pointer, part: Any) -> Any:
    """Return a copy with the part at `pointer` replaced; all other parts are shared."""
    if not pointer:
        return part
    key, inner_pointer = pointer[0], pointer[1:]
    if isinstance(value, list):
        index = int(key)
        return [*value[:index], replace_part(value[index], inner_pointer, part), *value[index + 1 :]]
    return {**value, key: replace_part(value.get(key), inner_pointer, part)}


def ref(name: str) -> str:
    """Return the reference to a schema."""
    return f"#/components/schemas/{name}"


def ref_name(value: Any) -> str:
    """Return the name of the schema that a schema only refers to; empty if it is not a reference."""
    target = value.get("$ref", "") if isinstance(value, dict) else ""
    return str(target).removeprefix("#/components/schemas/") if str(target).startswith("#/components/schemas/") else ""
