"""Reports of a comparison: a table for people, JSON for tools."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from adoption.comparison import Compared
from adoption.document import Document
from adoption.edit import Edit
from adoption.finding import Finding, Outcome
from adoption.matching import Pair
from pipeline.source.pointer import render
from pipeline.source.positions import Origins

OUTCOMES: tuple[Outcome, ...] = ("contradicted", "absent here", "absent there", "confirmed")
_SHOWN = 3
_COUNTED = {"operation": "operations", "parameter": "parameters", "member": "members"}


def table(
    api: str, theirs: Document, compared: Compared, origins: Origins, root: Path, everything: bool = False
) -> str:
    """The comparison for people: what differs, each with where it stands on both sides, and the counts.

    Args:
        api: which contract it is.
        theirs: the other side.
        compared: what was found.
        origins: tells the lines of our files.
        root: our files are named from there.
        everything: whether to list what is confirmed, too.
    """
    lines = [f"{api} beside {theirs.name}", *_operations(compared)]
    for outcome in OUTCOMES if everything else OUTCOMES[:-1]:
        found = [one for one in compared.findings if one.outcome == outcome]
        if found:
            lines += ["", f"{outcome} ({len(found)})"]
            lines += [line for one in found for line in _row(one, theirs, origins, root)]
    return "\n".join([*lines, "", _counts(compared)])


def summary(edit: Edit, files: Iterable[Path], root: Path) -> str:
    """What an edit did, what it left, and what is to be run next."""
    origins, before = edit.ours.origins, edit.bench.folder.parent
    lines = [
        f"{edit.theirs.name} taken into {edit.api}: {len(edit.lines)} changes",
        *(f"  {one}" for one in edit.lines),
    ]
    if edit.left:
        lines += ["", f"left for you ({len(edit.left)}); the operations that they touch stay as they were known"]
        lines += [
            f"  {_line(one, origins, before)}: {one.about}: {one.message}: {why}" for one, why in edit.left.values()
        ]
    if edit.compared.here:
        lines += ["", f"not there, so as they were ({len(edit.compared.here)})"]
        lines += [f"  {one.title} ({one.method.upper()} {one.path})" for one in edit.compared.here]
    lines += ["", *(f"note: {one}" for one in edit.theirs.notes)] if edit.theirs.notes else []
    lines += ["", f"written ({len(list(files))} files): {_named(files, root)}"]
    return "\n".join([*lines, "next: scripts/regenerate, then scripts/test"])


def _named(files: Iterable[Path], root: Path) -> str:
    return ", ".join(sorted(file.relative_to(root).as_posix() for file in files)) or "none"


def as_json(api: str, theirs: Document, compared: Compared, origins: Origins, root: Path) -> str:
    """The whole comparison as JSON: operations with how each was found, and every finding, the confirmed too."""
    made = {
        "api": api,
        "document": theirs.name,
        "agrees": compared.agrees,
        "operations": [_pair(api, pair) for pair in compared.pairs],
        "findings": [_finding(api, one, theirs, origins, root) for one in compared.findings],
        "counts": {outcome: sum(one.outcome == outcome for one in compared.findings) for outcome in OUTCOMES},
    }
    return json.dumps(made, indent=2, ensure_ascii=False)


def _operations(compared: Compared) -> Iterator[str]:
    by = Counter(pair.by for pair in compared.pairs)
    found = ", ".join(f"{count} by {how}" for how, count in by.items())
    ours, there = len(compared.pairs) + len(compared.here), len(compared.pairs) + len(compared.there)
    yield f"{ours} operations here, {there} there; on both sides: {found or 'none'}"
    for pair in compared.pairs:
        if pair.by == "likeness":
            yield f"  {pair.ours.title} is taken for {pair.theirs.method.upper()} {pair.path} there, by likeness"


def _row(one: Finding, theirs: Document, origins: Origins, root: Path) -> Iterator[str]:
    yield f"  {one.about}: {one.message}" if one.message else f"  {one.about}: {one.what}"
    pointer = _pointer(one, theirs)
    there = f"there #{pointer}" if pointer is not None else f"there {theirs.name if theirs.partial else 'nothing'}"
    yield f"      here {_line(one, origins, root)} | {there}{_met_in(one)}"


def _pointer(one: Finding, theirs: Document) -> str | None:
    """Where it stands there; what is no OpenAPI document has no pointers, and the operations tell where to look."""
    return None if one.there is None or theirs.partial else render(one.there)


def _line(one: Finding, origins: Origins, root: Path) -> str:
    file, line = _place(one, origins, root)
    return f"{file}:{line}"


def _place(one: Finding, origins: Origins, root: Path) -> tuple[str, int]:
    file = one.place.file
    shown = file.relative_to(root) if file.is_relative_to(root) else file
    return shown.as_posix(), origins.sources.read(file).line(one.place.pointer)


def _met_in(one: Finding) -> str:
    titles = [title for title in one.operations if title != one.about]
    more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
    return f" | in {', '.join(titles[:_SHOWN])}{more}" if titles else ""


def _counts(compared: Compared) -> str:
    kinds: Counter[str] = Counter()
    for one in compared.findings:
        if one.outcome == "confirmed" and one.what in ("operation", "name"):
            kind = "parameter" if one.about.startswith("the parameter") else "member"
            kinds[kind if one.what == "name" else "operation"] += 1
    found = Counter(one.outcome for one in compared.findings)
    confirmed = ", ".join(f"{kinds[kind]} {many}" for kind, many in _COUNTED.items())
    others = ", ".join(f"{found[outcome]} {outcome}" for outcome in OUTCOMES[:-1])
    return f"confirmed: {confirmed}; {others}"


def _pair(api: str, pair: Pair) -> dict[str, Any]:
    return {
        "key": f"{api}.{pair.ours.title}",
        "there": f"{pair.theirs.method.upper()} {pair.path}",
        "operationId": pair.theirs.id or None,
        "found by": pair.by,
    }


def _finding(api: str, one: Finding, theirs: Document, origins: Origins, root: Path) -> dict[str, Any]:
    file, line = _place(one, origins, root)
    return {
        "outcome": one.outcome,
        "what": one.what,
        "about": one.about,
        "message": one.message,
        "here": {"file": file, "line": line, "pointer": render(one.place.pointer)},
        "there": _pointer(one, theirs),
        "operations": [f"{api}.{title}" for title in one.operations],
    }
