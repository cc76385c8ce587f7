"""Validate the sources, with references resolved, and the built documents by openapi-spec-validator."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from openapi_spec_validator import OpenAPIV31SpecValidator
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
APIS = ("v1", "v2", "legacy")


@cache
def read(path: Path) -> dict[str, Any]:
    """Return a document, read as YAML 1.2 or JSON."""
    text = path.read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text) if path.suffix == ".json" else YAML(typ="safe").load(text)
    return loaded


def resolved(node: Any, path: Path, within: tuple[str, ...] = ()) -> Any:
    """Return a part of a document with its references resolved; in a cycle, an empty schema.

    The validator does not resolve references itself: instead of a path item it would see its $ref.
    """
    if isinstance(node, list):
        return [resolved(item, path, within) for item in node]
    if not isinstance(node, dict):
        return node
    siblings = {key: resolved(value, path, within) for key, value in node.items() if key != "$ref"}
    if not isinstance(node.get("$ref"), str):
        return {**siblings, "$ref": resolved(node["$ref"], path, within)} if "$ref" in node else siblings
    file, _, pointer = node["$ref"].partition("#")
    home = (path.parent / file).resolve() if file else path
    address = f"{home}#{pointer}"
    if address in within:
        return {}
    target: Any = read(home)
    for step in pointer.split("/")[1:]:
        target = target[unquote(step).replace("~1", "/").replace("~0", "~")]
    return {**resolved(target, home, (*within, address)), **siblings}


def extended(path: Path) -> dict[str, Any]:
    """Return a document with the parts of the file that it extends, so that those are validated too."""
    own = read(path)
    shared = read(path.parent / own["x-extends"]) if "x-extends" in own else {}
    return {**shared, **own, "paths": {**shared.get("paths", {}), **own.get("paths", {})}}


def errors(path: Path) -> list[str]:
    """Return the validator's errors in a document with their locations."""
    found = OpenAPIV31SpecValidator(resolved(extended(path), path), base_uri=path.as_uri()).iter_errors()
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in found]


def main() -> int:
    """Print a line for each document; return 1 if one has errors."""
    documents = [ROOT / "openapi" / f"{api}.yaml" for api in APIS]
    documents += [ROOT / "generated" / "accountability_api" / api / "openapi.json" for api in APIS]
    found = {path: errors(path) for path in documents}
    for path, lines in found.items():
        print(f"{path.relative_to(ROOT)}: {'valid' if not lines else ''}", *lines, sep="\n  " if lines else "")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
