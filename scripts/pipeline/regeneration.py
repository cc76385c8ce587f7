"""Generate the files of `generated/` from the contract, all in memory before anything is written."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.generate.driver import generate
from pipeline.generate.formatter import format_tree
from pipeline.generate.parsed import GeneratorError
from pipeline.lock import NAME, installed_tools, lock
from pipeline.source.problem import Problem, errors
from pipeline.source.read import Sources
from pipeline.transform.build import BuiltDocument, build, render
from pipeline.transform.unused import unused_parts
from pipeline.tree import Tree

APIS = ("v1", "v2", "legacy")
PACKAGE = "accountability_api"


@dataclass(frozen=True)
class Regeneration:
    """The result of a run.

    Args:
        tree: the files of `generated/`, with the lock; empty if an error stopped the run.
        problems: the errors and warnings.
    """

    tree: Tree
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether there is a complete tree."""
        return not errors(self.problems)


def regenerate(
    root: Path, progress: Callable[[str], None] | None = None, tools: Mapping[str, str] | None = None
) -> Regeneration:
    """Generate all of `generated/` in memory.

    Args:
        root: the project.
        progress: called with a line before each step.
        tools: the versions to write in the lock; default: the installed versions.
    """
    report = progress or (lambda line: None)
    sources = Sources()
    built = []
    for api in APIS:
        report(f"building {api}")
        overlay = root / "overlays" / f"{api}.overlay.yaml"
        built.append(build(root / "openapi" / f"{api}.yaml", overlay if overlay.exists() else None, sources))
    problems = [problem for api_build in built for problem in api_build.problems]
    problems += [] if errors(problems) else _find_unreferenced(root / "openapi", built, sources)
    if errors(problems):
        return Regeneration({}, tuple(problems))
    report("generating and formatting the package")
    try:
        package = _package(root, {api_build.api: api_build.document for api_build in built})
    except GeneratorError as error:
        failed = next(api_build for api_build in built if api_build.api == error.api)
        return Regeneration({}, (*problems, *failed.with_findings(*error.findings).problems))
    except ValueError as error:  # the rendered templates are not Python
        templates = root / "scripts" / "pipeline" / "generate" / "templates"
        return Regeneration({}, (*problems, Problem(templates, 1, str(error))))
    package |= {f"{api_build.api}/openapi.json": render(api_build.document) for api_build in built}
    tree = {f"{PACKAGE}/{name}": content for name, content in sorted(package.items())}
    result = lock(root, installed_tools() if tools is None else tools, tree)
    return Regeneration({**tree, NAME: result.render()}, tuple(problems))


def _find_unreferenced(folder: Path, built: list[BuiltDocument], sources: Sources) -> list[Problem]:
    """Return a problem for each part of the sources that no API uses."""
    if any(api_build.foreign for api_build in built):
        return []  # a vendor's document replaces our schemas, so some of ours are unused
    our_builds = [api_build.our_build or api_build for api_build in built]
    documents = [our_build.document for our_build in our_builds]
    return list(unused_parts(folder, documents, [our_build.origins for our_build in our_builds], sources))


def _package(root: Path, documents: Mapping[str, dict[str, Any]]) -> Tree:
    raw = generate(documents, root / "scripts" / "pipeline" / "generate")
    with tempfile.TemporaryDirectory() as folder:
        return format_tree(raw, Path(folder))
