"""Parting: where two APIs share a file and one of them is known to be as it says, the other gets one of its own.

The file is copied (`jobs.yaml` to `jobs.v2.yaml`), and the paths of the API that is edited lead to the copy. Names of
schemas may be the same in both, since each API is bundled by itself; what comes to differ is a class of its own in
Python (`JobV2`).
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from adoption.comparison import Compared
from adoption.workbench import Workbench
from pipeline.source.operation import Operation, operations
from pipeline.transform.build import Built

KNOWN = ("documented", "verified")


def to_part(built: Mapping[str, Built], api: str, compared: Compared, alone: bool) -> set[Path]:
    """The files that would change for the API that is edited, and that another API must keep as they are.

    Args:
        built: all contracts.
        api: the one that is edited.
        compared: what differs.
        alone: whether the others keep what is only inferred of them, too.
    """
    kept = {one.origins.place(operation.pointer).file for one, operation in _kept(built, api, alone)}
    return {file for file in _changing(built[api], compared) if file in kept}


def _kept(built: Mapping[str, Built], api: str, alone: bool) -> Iterator[tuple[Built, Operation]]:
    for name, one in built.items():
        for operation in operations(one.document) if name != api else ():
            if alone or operation.value.get("x-status") in KNOWN:
                yield one, operation


def _changing(ours: Built, compared: Compared) -> Iterator[Path]:
    own = {operation.title: operation for operation in operations(ours.document)}
    for one in compared.findings:
        for title in one.operations if one.differs else ():
            if (title in own and one.outcome != "absent there") or (one.what != "operation" and title in own):
                yield ours.origins.place(own[title].pointer).file
    paths = {pair.path: pair.ours.path for pair in compared.pairs}
    for _, path in compared.there:
        if path in paths:
            yield ours.origins.place(("paths", paths[path])).file


def part(root: Path, api: str, files: set[Path], at: Path) -> set[Path]:
    """Gives an API files of its own in a copy of the project; tells which files are new or another.

    Args:
        root: the project.
        api: the API.
        files: those to copy.
        at: the copy of the project, in which it is done.
    """
    listed = at / "openapi" / f"{api}.yaml"
    text = listed.read_text(encoding="utf-8")
    made = {listed}
    for file in files:
        inside = file.relative_to(root.resolve() / "openapi")
        own = inside.with_name(f"{inside.stem}.{api}{inside.suffix}")
        shutil.copyfile(file, at / "openapi" / own)
        made.add(at / "openapi" / own)
        text = text.replace(f"{inside.as_posix()}#", f"{own.as_posix()}#")
    listed.write_text(text, encoding="utf-8")
    return made | _without_what_none_takes(made - {listed}, api, at / "openapi")


def _without_what_none_takes(copies: set[Path], api: str, folder: Path) -> set[Path]:
    """Leaves each path to those of the two files whose API has it; tells which files are another."""
    bench = Workbench(folder)
    listed = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.yaml"))
    for copy in copies:
        for file in (copy, copy.with_name(copy.name.replace(f".{api}.", "."))):
            paths = bench.file(file).get("paths", {})
            for key in [key for key in paths if f'{file.relative_to(folder).as_posix()}#/paths/{key}"' not in listed]:
                del paths[key]
    changed = bench.changed()
    for file, content in changed.items():
        file.write_bytes(content)
    return {*changed}
