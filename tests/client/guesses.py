"""The client as if nothing of v1 and v2 were known, for tests of how it treats a guess.

When a contract is adopted its guesses become facts, and the client treats facts otherwise. How it treats guesses is
tested all the same, by the operations that the contract has.
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

GUESSED = ("v1", "v2")


@contextmanager
def guesses() -> Iterator[None]:
    """Within it all of v1 and v2 is inferred but the token, which is published: the contract, and what is generated."""
    known = [*_known()]
    with ExitStack() as stack:
        for each in known:
            stack.enter_context(patch.dict(each, {"x-status": "inferred"}))
        for name, guessed in (_generated() if known else {}).items():
            own = {key: value for key, value in vars(guessed).items() if _is_of(guessed, value)}
            stack.enter_context(patch.multiple(importlib.import_module(name), **own))
        yield


def _is_of(module: ModuleType, value: Any) -> bool:
    return getattr(value, "__module__", None) == module.__name__


def _known() -> Iterator[dict[str, Any]]:
    """Operations and parameters that are said to be known."""
    for api in GUESSED:
        operations = [each for each in spec.load(api).operations.values() if each.tag != "Token"]
        for each in (part for operation in operations for part in _parts(operation)):
            if each.get("x-status", "inferred") != "inferred":
                yield each


def _parts(operation: Operation) -> Iterator[Any]:
    yield operation.raw
    yield from operation.parameters


@cache
def _generated() -> Mapping[str, ModuleType]:
    """The modules of the resources, made anew of the contract as it is now."""
    documents = {api: dict(spec.load(api).document) for api in spec.APIS}
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in generate(documents).items():
            place = Path(name)
            if place.parent.name in GUESSED and place.stem not in ("__init__", "client"):
                file = Path(folder) / f"{place.parent.name}_{place.name}"
                file.write_bytes(content)
                made[f"accountability_api.{place.parent.name}.{place.stem}"] = _loaded(place, file)
    return made


def _loaded(place: Path, file: Path) -> ModuleType:
    """A module of a resource, from another file than the package's."""
    spec = importlib.util.spec_from_file_location(f"accountability_api.{place.parent.name}.guessed_{place.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
