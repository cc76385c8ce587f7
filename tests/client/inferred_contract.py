"""Treat v1 and v2 as inferred, for tests of how the client treats inferred operations.

When a contract is adopted, inferred operations become verified, and the client treats those differently. With this
module the tests of inferred operations still run, on the operations that the contract has.
"""

from __future__ import annotations

import importlib
import importlib.util
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from accountability import spec
from accountability.spec import Operation
from pipeline.generate.driver import generate

APIS = ("v1", "v2")


@contextmanager
def treat_as_inferred() -> Iterator[None]:
    """Treat v1 and v2 as inferred, except the published token operation, in the contract and the generated modules."""
    known_parts = [*_known_parts()]
    with ExitStack() as stack:
        for part in known_parts:
            stack.enter_context(patch.dict(part, {"x-status": "inferred"}))
        for name, module in (_generate_modules() if known_parts else {}).items():
            definitions = {key: value for key, value in vars(module).items() if _is_defined_in(module, value)}
            stack.enter_context(patch.multiple(importlib.import_module(name), **definitions))
        yield


def _is_defined_in(module: ModuleType, value: Any) -> bool:
    return getattr(value, "__module__", None) == module.__name__


def _known_parts() -> Iterator[dict[str, Any]]:
    """Yield the operations and parameters that are documented or verified."""
    for api in APIS:
        operations = [operation for operation in spec.load(api).operations.values() if operation.tag != "Token"]
        for part in (part for operation in operations for part in _parts(operation)):
            if part.get("x-status", "inferred") != "inferred":
                yield part


def _parts(operation: Operation) -> Iterator[Any]:
    yield operation.raw
    yield from operation.parameters


@cache
def _generate_modules() -> Mapping[str, ModuleType]:
    """Return the modules of the resources, generated from the contract as it is now."""
    documents = {api: dict(spec.load(api).document) for api in spec.APIS}
    modules = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in generate(documents).items():
            path = Path(name)
            if path.parent.name in APIS and path.stem not in ("__init__", "client"):
                file = Path(folder) / f"{path.parent.name}_{path.name}"
                file.write_bytes(content)
                modules[f"accountability_api.{path.parent.name}.{path.stem}"] = _load(path, file)
    return modules


def _load(path: Path, file: Path) -> ModuleType:
    """Load a module of a resource from another file than the package's."""
    spec = importlib.util.spec_from_file_location(f"accountability_api.{path.parent.name}.inferred_{path.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
