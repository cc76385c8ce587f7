"""Adopt a vendor's document: plan the overlay, validate it in a copy of the project, then write all or nothing."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from adoption import actions
from adoption.actions import Action, jsonpath
from adoption.matching import Match, match_operations
from adoption.overlay import Overlay, places
from adoption.pairs import Pairs, Records, pair
from pipeline.regeneration import Regeneration, regenerate
from pipeline.source.operation import Operation, operations
from pipeline.source.problem import Problem, errors
from pipeline.source.read import read
from pipeline.transform import vendor
from pipeline.transform.build import AMENDMENTS, BuiltDocument, build, prepare_vendor
from pipeline.transform.vendor import base_path, is_vendor_operation


class AdoptionError(Exception):
    """A file or the result of adopting it is invalid; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass
class Plan:
    """The files that adopting a file writes, and its effects for callers.

    Args:
        files: the content of each file to write, by its path in the project; None to remove the file.
        matches: our operations with their counterparts in the document.
        proposed: matched writes that a person must confirm.
        new: operations of the document that our contract lacks.
        withdrawn: operations of the vendor's previous document that this one lacks.
        lacking: our other operations that the document lacks.
        pairs: the paired arguments and properties of each match.
        overlay: the overlay to write.
        vendor_build: the vendor's document.
        notes: further messages for the report.
    """

    files: dict[str, bytes | None]
    matches: list[Match] = field(default_factory=list)
    proposed: list[Match] = field(default_factory=list)
    new: list[Operation] = field(default_factory=list)
    withdrawn: list[Operation] = field(default_factory=list)
    lacking: list[Operation] = field(default_factory=list)
    pairs: list[Pairs] = field(default_factory=list)
    overlay: Overlay = field(default_factory=Overlay)
    vendor_build: BuiltDocument | None = None
    notes: list[str] = field(default_factory=list)


def build_current(root: Path, api: str, amendments: tuple[str, ...] = AMENDMENTS) -> BuiltDocument:
    """Return our current contract of an API, with the kinds of overlays that amend it.

    Raises:
        AdoptionError: the contract has errors.
    """
    overlay = root / "overlays" / f"{api}.overlay.yaml"
    built = build(root / "openapi" / f"{api}.yaml", overlay if overlay.exists() else None, amendments=amendments)
    if not built.sound:
        raise AdoptionError(*errors(built.problems))
    return built


def plan_document(root: Path, api: str, file: Path, date: str) -> Plan:
    """Plan the adoption of a vendor's document of an API, received on a date.

    Raises:
        AdoptionError: the document cannot be read.
    """
    vendor_build = prepare_vendor(file.resolve())
    if not vendor_build.sound:
        raise AdoptionError(*errors(vendor_build.problems))
    current_build = build_current(root, api)
    our_build = current_build.our_build or current_build
    api_file = root / "openapi" / f"{api}.yaml"
    path = vendor.overlay_file(api_file)
    before = Overlay.of(read(path).value if path.exists() else None)
    plan = Plan({}, vendor_build=vendor_build)
    base = base_path(vendor_build.document)
    listed = [(operation, base + operation.path) for operation in operations(vendor_build.document)]
    chosen = before.find_chosen(vendor_build.document)
    matches = match_operations(operations(our_build.document), listed, chosen, before.rejected)
    plan.matches = [match for match in matches if not match.is_proposed]
    plan.proposed = [match for match in matches if match.is_proposed]
    pinned = _match_pinned(current_build, our_build, vendor_build, plan.matches, before)
    plan.pairs = _pairs(our_build, vendor_build, plan.matches)
    old = _pairs(current_build, vendor_build, pinned)
    planned_actions = list(_actions(plan, pinned, old, vendor_build, our_build))
    proposed = list(_proposals(plan.proposed, vendor_build, our_build))
    plan.overlay = before.reconcile(
        planned_actions, proposed, lambda target: bool(places(target, vendor_build.document))
    )
    matched_pointers = {match.vendor_operation.pointer for match in plan.matches}
    plan.new = [operation for operation, _ in listed if operation.pointer not in matched_pointers]
    matched_ids = {match.our_operation.id for match in (*plan.matches, *pinned)}
    unmatched = (operation for operation in operations(current_build.document) if operation.id not in matched_ids)
    plan.withdrawn = [operation for operation in unmatched if is_vendor_operation(operation, current_build.origins)]
    known_ids = {*matched_ids, *(operation.id for operation in plan.withdrawn)}
    plan.lacking = [operation for operation in operations(our_build.document) if operation.id not in known_ids]
    _store(plan, root, api_file, file, date, before)
    return plan


def _match_pinned(
    current_build: BuiltDocument,
    our_build: BuiltDocument,
    vendor_build: BuiltDocument,
    matches: list[Match],
    before: Overlay,
) -> list[Match]:
    """Match the operations that only the vendor's previous document describes with those of the new one."""
    ids = {operation.id for operation in operations(our_build.document)}
    matched_pointers = {match.vendor_operation.pointer for match in matches}
    current_operations = operations(current_build.document) if current_build.our_build else ()
    left = [operation for operation in current_operations if operation.id not in ids]
    base = base_path(vendor_build.document)
    new_operations = (item for item in operations(vendor_build.document) if item.pointer not in matched_pointers)
    free = [(operation, base + operation.path) for operation in new_operations]
    pinned = match_operations(left, free, before.find_chosen(vendor_build.document), before.rejected)
    return [match for match in pinned if match.certain]


def _actions(
    plan: Plan, pinned: list[Match], old: list[Pairs], vendor_build: BuiltDocument, our_build: BuiltDocument
) -> Iterable[Action]:
    document = vendor_build.document
    for match, pairs in zip(plan.matches, plan.pairs, strict=True):
        yield from actions.of_operation(match, pairs, document, pinned=False)
    for match, pairs in zip(pinned, old, strict=True):
        yield from actions.of_operation(match, pairs, document, pinned=True)
    yield from actions.of_lists(document, {match.vendor_operation.pointer for match in plan.matches})
    yield from actions.of_classes(plan.pairs, document)
    yield from actions.of_properties(plan.pairs)
    yield from actions.of_responses(document, our_build.document)


def _pairs(our_build: BuiltDocument, vendor_build: BuiltDocument, matches: list[Match]) -> list[Pairs]:
    compared: set[Records] = set()
    return [pair(our_build.document, vendor_build.document, match, compared) for match in matches]


def _proposals(matches: list[Match], vendor_build: BuiltDocument, our_build: BuiltDocument) -> Iterable[Action]:
    """Yield the actions that confirm proposed matches."""
    certain = [replace(match, certain=True) for match in matches]
    for match, pairs in zip(certain, _pairs(our_build, vendor_build, certain), strict=True):
        for action in actions.of_operation(match, pairs, vendor_build.document, pinned=False):
            yield replace(action, digest="")


def _store(plan: Plan, root: Path, api_file: Path, file: Path, date: str, before: Overlay) -> None:
    content = file.read_bytes()
    suffix = ".json" if file.suffix.lower() == ".json" else ".yaml"
    stored = api_file.parent / vendor.FOLDER / f"{api_file.stem}{suffix}"
    digest = hashlib.sha256(content).hexdigest()
    received = before.vendor.get("received", date) if before.vendor.get("sha256") == digest else date
    name = before.vendor.get("name", file.name) if file.resolve() == stored.resolve() else file.name
    plan.overlay.vendor = {"name": name, "received": received, "sha256": digest}
    old = vendor.vendor_file(api_file)
    if old is not None and old != stored:
        plan.files[_relative(old, root)] = None
    plan.files[_relative(stored, root)] = content
    title = f"What the vendor's document of {api_file.stem} does not say"
    plan.files[_relative(vendor.overlay_file(api_file), root)] = plan.overlay.render(title, stored.name)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def changed_files(root: Path, plan: Plan) -> list[str]:
    """Return the files that the plan changes."""
    return [name for name, content in plan.files.items() if _content(root / name) != content]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def try_plan(root: Path, api: str, plan: Plan, file: Path, date: str) -> Regeneration:
    """Write the plan and regenerate in a copy of the project.

    Raises:
        AdoptionError: regenerating fails, or planning the same file again finds a difference.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve()
        for name in ("openapi", "scripts/pipeline"):
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "overlays").mkdir()
        for overlay in (root / "overlays").glob("*.overlay.yaml"):
            shutil.copy(overlay, copy / "overlays")
        write(copy, plan)
        regenerated = regenerate(copy)
        received_files = {copy / name: file for name in plan.files if vendor.FOLDER in name and ".overlay." not in name}
        problems = [
            replace(problem, file=received_files.get(problem.file, root / problem.file.relative_to(copy)))
            for problem in regenerated.problems
        ]
        if not regenerated.sound:
            raise AdoptionError(*errors(problems))
        if plan.vendor_build is not None:
            _verify(copy, api, plan, file, date)
        return regenerated


def _verify(copy: Path, api: str, plan: Plan, file: Path, date: str) -> None:
    """Raise AdoptionError if the result deviates from the document, or renames what callers use."""
    problems = list(_differences(build_current(copy, api), plan, file))
    again = plan_document(copy, api, file, date)
    if changed_files(copy, again):
        message = f"comparing the document again finds a difference in {', '.join(changed_files(copy, again))}"
        problems.append(Problem(file, 1, message))
    if problems:
        raise AdoptionError(*problems)


def _differences(built: BuiltDocument, plan: Plan, file: Path) -> Iterable[Problem]:
    """Yield a problem for each match whose method, path or Python names are wrong in the built contract."""
    assert plan.vendor_build is not None
    operations_by_id = {operation.id: operation for operation in operations(built.document)}
    base = base_path(plan.vendor_build.document)
    edited = set(plan.overlay.edited_targets)
    for match, pairs in zip(plan.matches, plan.pairs, strict=True):
        if any(target.startswith(jsonpath(match.vendor_operation.pointer)) for target in edited):
            continue  # a person decides
        line = plan.vendor_build.origins.problem(match.vendor_operation.pointer, "").line
        result = operations_by_id.get(match.our_operation.id)
        vendor_operation = match.vendor_operation
        address = vendor_operation.method, base + vendor_operation.path
        if result is None or (result.method, result.path) != address:
            message = f"{match.our_operation.id} would not be {vendor_operation.title} of the document"
            yield Problem(file, line, message)
            continue
        python, before = result.value["x-python"], match.our_operation.value["x-python"]
        if python["path"] != before["path"]:
            yield Problem(file, line, f"{before['path']} would be called {python['path']} in Python")
        for left, right in pairs.arguments:
            name = python["arguments"].get(right.where, {}).get(right.wire)
            if name != left.python and right.where != "path":
                yield Problem(file, line, f"the argument {left.python} of {before['path']} would be called {name}")


def write(root: Path, plan: Plan) -> None:
    """Write each file of the plan atomically; restore all of them if one fails."""
    before = {name: _content(root / name) for name in plan.files}
    try:
        for name, content in plan.files.items():
            _put(root / name, content)
    except BaseException:
        for name, content in before.items():
            _put(root / name, content)
        raise


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
