"""Adopting: all that differs is taken into `openapi/`, tried, and put in place as a whole or not at all.

v1 and v2 share their resources, because all that is known says that they are alike. So what becomes known of one is
the best witness for the other: a shared path item, schema or parameter is changed for both, and the operation says of
itself `x-status: {v1: inferred, v2: documented}`. Nothing else needs a second name, callers keep one class per record,
and the sandbox one store. What is new (an operation on a path of its own) is added to the API that it is known of.

Only where the other API is documented or verified itself (or with `--alone`) do they part: the file is copied, and the
API that is edited goes on with the copy (see `parting`).

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
from adoption.edit_members import edit_members, is_member
from adoption.edit_parameters import edit_parameters
from adoption.edit_paths import edit_paths
from adoption.envelope import edit_envelopes
from adoption.examples import edit_examples
from adoption.parting import part, to_part
from adoption.standing import edit_standing
from adoption.wording import edit_wording
from adoption.workbench import Workbench
from pipeline.regeneration import APIS
from pipeline.source.positions import Place
from pipeline.source.problem import errors
from pipeline.source.read import Sources
from pipeline.transform.build import Built, build


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


def adopt(root: Path, api: str, theirs: Document, source: str, alone: bool = False) -> tuple[Edit, dict[Path, bytes]]:
    """Takes a document in; gives the edit and the files that it changes, which are not written yet.

    Args:
        root: the project.
        api: the contract that it is about.
        theirs: the document.
        source: what to name as the source.
        alone: whether the other APIs keep what is inferred of them, too.

    Raises:
        Unreadable: our contract has errors, before or after.
    """
    root = root.resolve()
    built = build_all(root)
    compared = compare(built[api], theirs)
    apart = to_part(built, api, compared, alone)
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name).resolve()
        for folder in ("openapi", "overlays"):
            shutil.copytree(root / folder, trial / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        made, home = set[Path](), root
        if apart:
            made, home = part(root, api, apart, trial), trial
            built = build_all(trial)
            compared = compare(built[api], theirs)
        edit = Edit(Workbench(home / "openapi"), built, api, theirs, compared, source, apart=bool(apart))
        _take_in(edit)
        changed = {trial / file.relative_to(home): content for file, content in edit.bench.changed().items()}
        for file, content in changed.items():
            file.write_bytes(content)
        try_out(root, trial)
        return edit, {root / file.relative_to(trial): file.read_bytes() for file in {*made, *changed}}


def _take_in(edit: Edit) -> None:
    components = Components(edit)
    leave_what_is_kept(edit)
    edit_wording(edit)
    edit_envelopes(edit)
    edit_members(edit, components)
    edit_parameters(edit, components)
    edit_examples(edit)
    edit_standing(edit)
    edit_content(edit, components)
    add_operations(edit, components)
    edit_paths(edit)


def leave_what_is_kept(edit: Edit) -> None:
    """Leaves to a person what all APIs have in common and one of them must keep, but for what can be copied."""
    for one in list(edit.compared.findings):
        in_common = one.place.file == edit.bench.folder / "common.yaml" and one.place.pointer[1] != "parameters"
        envelope = is_member(one.place) and "x-envelope" in edit.bench.node(
            Place(one.place.file, one.place.pointer[:-2])
        )
        if edit.apart and one.differs and in_common and not envelope:
            edit.leave(one, "other APIs have it in common, and are known to have it as it is")


def try_out(root: Path, trial: Path) -> None:
    """Builds the contracts of a copy of the project.

    Raises:
        Unreadable: they have errors, told as if they were the project's own.
    """
    try:
        build_all(trial)
    except Unreadable as error:
        raise Unreadable(*(replace(one, file=root / one.file.relative_to(trial)) for one in error.problems)) from None
