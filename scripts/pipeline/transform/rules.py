"""Select the rules of the domain that an API names, and find rules that no API names."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.source.grammar import Node, walk
from pipeline.source.positions import Place, problem_at
from pipeline.source.problem import Problem
from pipeline.source.read import Sources

FILE = "rules.yaml"


def named(document: dict[str, Any]) -> set[str]:
    """Return the ids that the operations and properties of a document name."""
    nodes: Iterator[Node] = (node for node in walk(document) if node.kind in ("operation", "member"))
    return {str(name) for node in nodes for name in node.value.get("x-rules", ())}


def with_named_rules(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with only the rules that it names in `info.x-rules`."""
    info = document.get("info", {})
    if "x-rules" not in info:
        return document
    names = named(document)
    kept = {name: rule for name, rule in info["x-rules"].items() if name in names}
    rest = {key: value for key, value in info.items() if key != "x-rules"}
    return {**document, "info": {**rest, "x-rules": kept} if kept else rest}


def unnamed(folder: Path, documents: Iterable[dict[str, Any]], sources: Sources) -> Iterator[Problem]:
    """Yield a problem for each rule of `rules.yaml` that no API names.

    Args:
        folder: the folder of the contracts' sources.
        documents: the built documents of all APIs.
        sources: reads the file.
    """
    defined = sources.read(folder / FILE).value if (folder / FILE).exists() else None
    names = {name for document in documents for name in named(document)}
    for name in (defined or {}).get("rules", {}):
        if name not in names:
            hint = "name it under x-rules where it applies, or remove it"
            yield problem_at(sources, Place(folder / FILE, ("rules", name)), f"no API names the rule {name}", hint)
