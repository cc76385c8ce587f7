"""Adopting: all that differs is taken into `openapi/`, tried, and put in place as a whole or not at all.

v1 and v2 share their resources, because all that is known says that they are alike. So what becomes known of one is
the best witness for the other: a shared path item, schema or parameter is changed for both, and the operation says of
itself `x-status: {v1: inferred, v2: documented}`. Nothing else needs a second name, callers keep one class per record,
and the sandbox one store. What is new (an operation on a path of its own) is added to the API that it is known of.

Each change is made where the thing is described, if all who use it there agree. What only some have is copied for
these: a parameter into the operation, a page's envelope beside the resource. What one description cannot say is left
to a person, with the reason, and the operations that it touches stay as they were known.
"""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from adoption.adding import add_operations
from adoption.comparison import compare
from adoption.components import Components
from adoption.document import Document, Unreadable
from adoption.edit import Edit
from adoption.edit_content import edit_content
from adoption.edit_members import edit_members
from adoption.edit_parameters import edit_parameters
from adoption.edit_paths import edit_paths
from adoption.envelope import edit_envelopes
from adoption.examples import edit_examples
from adoption.standing import edit_standing
from adoption.wording import edit_wording
from adoption.workbench import Workbench
from pipeline.build import Built, build
from pipeline.problem import errors
from pipeline.regeneration import APIS
from pipeline.source import Sources


def build_all(root: Path) -> dict[str, Built]:
    """Our contracts by name, built from the files below a folder.

    Raises:
        Unreadable: one of them has errors.
    """
    sources, made = Sources(), {}
    for api in APIS:
        overlay = root / "overlays" / f"{api}.overlay.yaml"
        if (root / "openapi" / f"{api}.yaml").exists():
            made[api] = build(root / "openapi" / f"{api}.yaml", overlay if overlay.exists() else None, sources)
    problems = [problem for one in made.values() for problem in errors(one.problems)]
    if problems:
        raise Unreadable(*problems)
    return made


def adopt(root: Path, api: str, theirs: Document, source: str) -> tuple[Edit, dict[Path, bytes]]:
    """Takes a document in; gives the edit and the files that it changes, which are not written yet.

    Args:
        root: the project.
        api: the contract that it is about.
        theirs: the document.
        source: what to name as the source.

    Raises:
        Unreadable: our contract has errors, before or after.
    """
    built = build_all(root)
    edit = Edit(Workbench(root / "openapi"), built, api, theirs, compare(built[api], theirs), source)
    components = Components(edit)
    edit_wording(edit)
    edit_envelopes(edit)
    edit_members(edit, components)
    edit_parameters(edit, components)
    edit_examples(edit)
    edit_standing(edit)
    edit_content(edit, components)
    add_operations(edit, components)
    edit_paths(edit)
    files = edit.bench.changed()
    try_out(root, files)
    return edit, files


def try_out(root: Path, files: dict[Path, bytes]) -> None:
    """Builds the contracts with some files changed, beside the project.

    Raises:
        Unreadable: they have errors.
    """
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name).resolve()
        for folder in ("openapi", "overlays"):
            ignore = shutil.ignore_patterns("*.py", "__pycache__")
            shutil.copytree(root / folder, trial / folder, ignore=ignore)
        for file, content in files.items():
            place = trial / file.relative_to(root.resolve())
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        try:
            build_all(trial)
        except Unreadable as error:
            here = [replace(one, file=root / one.file.relative_to(trial)) for one in error.problems]
            raise Unreadable(*here) from None
