"""The imports follow the layers: no cycles, and only the allowed directions (imports under TYPE_CHECKING included)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "overlays", ROOT / "generated", ROOT / "scripts")
EXTRAS = ("sandbox", "conformance", "cli", "probe", "export")
# What each extra may import besides itself: the client's public names, and other extras' package-level names.
ALLOWED = {
    "sandbox": set(),
    "conformance": {"sandbox"},
    "probe": set(),
    "export": set(),
    "cli": {"sandbox", "conformance", "probe", "export"},
}


def module_files() -> dict[str, Path]:
    """Return every module of ours by its full name."""
    files = {path: base for base in SOURCES for path in base.rglob("*.py")}
    names = {".".join(path.relative_to(base).with_suffix("").parts): path for path, base in files.items()}
    return {name.removesuffix(".__init__"): path for name, path in names.items()}


MODULES = module_files()


def imports_of(name: str) -> Iterator[tuple[str, int]]:
    """Yield the modules of ours that a module imports anywhere, with the line of each import."""
    path = MODULES[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            imported = [_target(base, alias.name) for alias in node.names]
        else:
            continue
        yield from ((target, node.lineno) for target in imported if target in MODULES and target != name)


def _target(base: str, name: str) -> str:
    """Return the module that `from base import name` refers to; a name that a package exports is not its module."""
    module = f"{base}.{name}"
    return module if module in MODULES and name not in _exports(base) else base


@cache
def _exports(package: str) -> frozenset[str]:
    """Return the names that a package's own import statements bind."""
    if package not in MODULES:
        return frozenset()
    nodes = ast.parse(MODULES[package].read_text()).body
    statements = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return frozenset(alias.asname or alias.name for node in statements for alias in node.names)


GRAPH = {name: dict(imports_of(name)) for name in MODULES}


def violations(importers: list[str], is_forbidden: object) -> list[str]:
    """Return the forbidden imports as `module:line imports module`."""
    assert callable(is_forbidden)
    return [
        f"{name}:{line} imports {target}"
        for name in importers
        for target, line in GRAPH[name].items()
        if is_forbidden(target)
    ]


def part_of(name: str) -> str:
    """Return the extra that a module of `accountability` belongs to, or an empty string for the client."""
    parts = name.split(".")
    return parts[1] if parts[0] == "accountability" and len(parts) > 1 and parts[1] in EXTRAS else ""


def test_no_module_imports_itself_through_others() -> None:
    # A package's own modules import the package for its public names only at run time inside functions, if at all.
    graph = {
        name: [target for target in targets if not name.startswith(f"{target}.")] for name, targets in GRAPH.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_generated_code_imports_no_hand_written_code() -> None:
    importers = [name for name in GRAPH if name.startswith("accountability_api")]
    assert len(importers) > 50
    assert violations(importers, lambda target: not target.startswith("accountability_api")) == []


def test_the_pipeline_and_adoption_do_not_import_the_package_they_generate() -> None:
    importers = [name for name in GRAPH if name.split(".")[0] in ("pipeline", "adoption", "versioning")]
    assert importers
    assert violations(importers, lambda target: target.split(".")[0].startswith("accountability")) == []


def test_the_client_does_not_import_its_extras() -> None:
    importers = [
        name
        for name in GRAPH
        if name.split(".")[0] == "accountability" and not part_of(name) and name != "accountability.__main__"
    ]
    assert importers
    assert violations(importers, lambda target: bool(part_of(target))) == []


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_imports_public_names_only(extra: str) -> None:
    importers = [name for name in GRAPH if part_of(name) == extra]

    def is_forbidden(target: str) -> bool:
        if target.split(".")[0] != "accountability" or part_of(target) == extra:
            return False
        if other := part_of(target):
            return other not in ALLOWED[extra] or target != f"accountability.{other}"
        return any(part.startswith("_") for part in target.split("."))

    assert importers
    assert violations(importers, is_forbidden) == []
