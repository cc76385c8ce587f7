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
    validator = OpenAPIV31SpecValidator(document)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in validator.iter_errors()]


def main() -> int:
    """Print a line for each document; return 1 if one has errors."""
    errors_by_name = {name: errors(document) for name, document in documents()}
    for name, lines in errors_by_name.items():
        print(f"{name}: {'valid' if not lines else ''}", *lines, sep="\n  " if lines else "")
    return 1 if any(errors_by_name.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
