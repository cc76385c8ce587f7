"""What `scripts/adopt` does: reads, compares, reports, and gives the exit code."""

import json
import sys
from pathlib import Path

from adoption.adopt import adopt
from adoption.comparison import compare
from adoption.corrections import read_corrections
from adoption.document import Document, Unreadable, read_document
from adoption.probe import is_probe, read_probe
from adoption.report import as_json, summary, table
from adoption.workbench import write
from pipeline.source.problem import Problem, report
from pipeline.transform.build import Built, build

AGREES, DIFFERS, UNREADABLE = 0, 1, 2


def built(root: Path, api: str) -> Built:
    """Our contract of an API, built.

    Raises:
        Unreadable: it has errors of its own.
    """
    overlay = root / "overlays" / f"{api}.overlay.yaml"
    made = build(root / "openapi" / f"{api}.yaml", overlay if overlay.exists() else None)
    if not made.sound:
        raise Unreadable(*made.problems)
    return made


def take_in(root: Path, api: str, file: Path, date: str, alone: bool = False) -> int:
    """Takes a document in, and says what was done and what is to be run next.

    Args:
        root: the project.
        api: the contract that it is about.
        file: the document.
        date: when it was received, as the source of what it says will tell.
        alone: whether the other APIs keep what is inferred of them, too.
    """
    try:
        theirs = read_any(file, built(root, api))
        edit, files = adopt(root, api, theirs, f"{theirs.name}, {theirs.date or date}", alone)
    except Unreadable as error:
        told(error.problems, root)
        print("nothing was written", file=sys.stderr)
        return UNREADABLE
    write(files)
    print(summary(edit, files, root.resolve()))
    return DIFFERS if edit.left else AGREES


def compare_only(root: Path, api: str, file: Path, as_tool: bool, everything: bool) -> int:
    """Compares and prints the report, changes nothing."""
    try:
        ours = built(root, api)
        theirs = read_any(file, ours)
    except Unreadable as error:
        return told(error.problems, root)
    found = compare(ours, theirs)
    if as_tool:
        print(as_json(api, theirs, found, ours.origins, root))
    else:
        print(table(api, theirs, found, ours.origins, root, everything))
        print("".join(f"\nnote: {one}" for one in theirs.notes), end="")
    return AGREES if found.agrees else DIFFERS


def read_any(file: Path, ours: Built) -> Document:
    """What a file says, be it corrections (TOML), a probe or an OpenAPI document.

    Raises:
        Unreadable: it is none of these.
    """
    if file.suffix.lower() == ".toml":
        return read_corrections(file, ours)
    try:
        probed = is_probe(json.loads(file.read_bytes()))
    except (OSError, ValueError):
        probed = False
    return read_probe(file, ours) if probed else read_document(file)


def told(problems: tuple[Problem, ...], root: Path) -> int:
    """Prints why something cannot be read."""
    print(report(problems, root), file=sys.stderr)
    return UNREADABLE
