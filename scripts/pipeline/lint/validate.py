"""Validate the bundled sources and the built documents by openapi-spec-validator."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from pipeline.source.bundle import bundle
from pipeline.source.read import Sources
from pipeline.transform.build import render

ROOT = Path(__file__).resolve().parents[3]
APIS = ("v1", "v2", "legacy")


def documents() -> Iterator[tuple[str, Any]]:
    """Yield each document by its file: the sources with their references resolved, then what is built from them."""
    for api in APIS:
        file = ROOT / "openapi" / f"{api}.yaml"
        yield file.relative_to(ROOT).as_posix(), json.loads(render(bundle(file, Sources()).document))
    for api in APIS:
        file = ROOT / "generated" / "accountability_api" / api / "openapi.json"
        yield file.relative_to(ROOT).as_posix(), json.loads(file.read_text())


def errors(document: Any) -> list[str]:
    """Return the validator's errors in a document with their locations."""
    found = OpenAPIV31SpecValidator(document).iter_errors()
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in found]


def main() -> int:
    """Print a line for each document; return 1 if one has errors."""
    found = {name: errors(document) for name, document in documents()}
    for name, lines in found.items():
        print(f"{name}: {'valid' if not lines else ''}", *lines, sep="\n  " if lines else "")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
