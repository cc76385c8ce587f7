"""Generate the files of `generated/` from the contract, all in memory before anything is written."""

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.generate.driver import generate
from pipeline.generate.formatter import formatted
from pipeline.generate.parsed import GeneratorError
from pipeline.lock import NAME, installed_tools, lock
from pipeline.source.operation import operations
from pipeline.source.problem import Problem, errors
from pipeline.source.read import Sources
from pipeline.source.unreferenced import unreferenced_parts
from pipeline.transform.build import Built, build, render
from pipeline.transform.rules import unnamed
from pipeline.tree import Tree

APIS = ("v1", "v2", "legacy")
PACKAGE = "accountability_api"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Regenerated:
    """The result of a run.

    Args:
        tree: the files of `generated/`, with the lock; empty if an error stopped the run.
        problems: the errors and warnings.
        operations: the number of operations of each API.
    """

    tree: Tree
    problems: tuple[Problem, ...]
    operations: Mapping[str, int]

    @property
    def sound(self) -> bool:
        """Whether there is a complete tree."""
        return not errors(self.problems)


def regenerate(root: Path, progress: Progress, tools: Mapping[str, str] | None = None) -> Regenerated:
    """Generate all of `generated/` in memory.

    Args:
        root: the project.
        progress: called with a line for each step.
        tools: the versions to write in the lock; default: the installed versions.
    """
    sources = Sources()
    built = _built(root, sources, progress)
    problems = [problem for one in built for problem in one.problems]
    problems += [] if errors(problems) else _unreferenced(root / "openapi", built, sources)
    if errors(problems):
        return Regenerated({}, tuple(problems), {})
    counts = {one.api: len(list(operations(one.document))) for one in built}
    try:
        package = _package(root, {one.api: one.document for one in built}, progress)
    except GeneratorError as error:
        failed = next(one for one in built if one.api == error.api)
        return Regenerated({}, (*problems, *failed.with_findings(*error.findings).problems), counts)
    except ValueError as error:  # the rendered templates are not Python
        templates = root / "scripts" / "pipeline" / "generate" / "templates"
        return Regenerated({}, (*problems, Problem(templates, 1, str(error))), counts)
    package |= {f"{one.api}/openapi.json": render(one.document) for one in built}
    tree = {f"{PACKAGE}/{name}": content for name, content in sorted(package.items())}
    result = lock(root, installed_tools() if tools is None else tools, tree)
    return Regenerated({**tree, NAME: result.render()}, tuple(problems), counts)


def _built(root: Path, sources: Sources, progress: Progress) -> list[Built]:
    result = []
    for api in APIS:
        start = time.perf_counter()
        overlay = root / "overlays" / f"{api}.overlay.yaml"
        result.append(build(root / "openapi" / f"{api}.yaml", overlay if overlay.exists() else None, sources))
        progress(f"built {api} ({time.perf_counter() - start:.1f} s)")
    return result


def _unreferenced(folder: Path, built: list[Built], sources: Sources) -> list[Problem]:
    """Return a problem for each part of the sources that no API uses."""
    if any(one.foreign for one in built):
        return []  # a vendor's document replaces our schemas, so some of ours are unused
    own = [one.own or one for one in built]
    found = [*unnamed(folder, (one.document for one in own), sources)]
    return [*found, *unreferenced_parts(folder, (one.origins for one in own), sources)]


def _package(root: Path, documents: Mapping[str, dict[str, Any]], progress: Progress) -> Tree:
    start = time.perf_counter()
    raw = generate(documents, root / "scripts" / "pipeline" / "generate")
    progress(f"generated {len(raw)} files ({time.perf_counter() - start:.1f} s)")
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        result = formatted(raw, Path(folder))
    progress(f"formatted ({time.perf_counter() - start:.1f} s)")
    return result


def figures(result: Regenerated) -> str:
    """Return the numbers of operations and lines; the runtime's lines are counted separately."""
    python = {name: content.count(b"\n") for name, content in result.tree.items() if name.endswith(".py")}
    runtime = sum(lines for name, lines in python.items() if name.startswith(f"{PACKAGE}/_runtime/"))
    total, operations = sum(python.values()), sum(result.operations.values())
    each = ", ".join(f"{api} {count}" for api, count in result.operations.items())
    per = (total - runtime) / operations if operations else 0.0
    return (
        f"{operations} operations ({each}): {total} lines of Python in {len(python)} files; without the runtime's "
        f"{runtime}, {per:.0f} lines an operation, models included; with it, {total / (operations or 1):.0f}"
    )
