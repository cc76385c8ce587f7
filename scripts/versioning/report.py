"""Reports of comparisons: text for a terminal, Markdown for a pull request, JSON for tools."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from versioning.change import Change
from versioning.comparison import Comparison

SHOWN = 60
MARKS = {"breaking": " *breaking*", "correction": " *breaking* what was inferred"}


def text(comparisons: Sequence[Comparison]) -> str:
    """A line for each API and each of its changes."""
    return "\n".join(line for one in comparisons for line in (_summary(one), *map(_line, one.changes)))


def markdown(comparisons: Sequence[Comparison]) -> str:
    """A section for each API that changed, and lines to start its entry in the change log from."""
    sections = [_section(one) for one in comparisons]
    entries = [line for one in comparisons for line in changelog(one)]
    entries[SHOWN:] = [f"- and {len(entries) - SHOWN} more"] if len(entries) > SHOWN else []
    block = "Lines for `openapi/CHANGELOG.md`:\n\n```markdown\n" + "\n".join(entries) + "\n```"
    return "\n\n".join([*sections, *([block] if entries else [])])


def as_json(comparisons: Sequence[Comparison]) -> str:
    """A list with an object for each API."""
    return json.dumps([_plain(one) for one in comparisons], indent=2)


def changelog(one: Comparison) -> Iterator[str]:
    """A line for each change that somebody may have to act on or may want to use."""
    for change in one.changes:
        if change.verdict != "annotation":
            yield f"- {one.api}: {change.where}: {change.said}{MARKS.get(change.verdict, '')}"


def _summary(one: Comparison) -> str:
    names = f"{one.api}: {one.old.label} to {one.new.label}"
    if not one.changes:
        return f"{names}: no changes."
    return f"{names}: {_counts(one)}."


def _counts(one: Comparison) -> str:
    verdicts = [change.verdict for change in one.changes]
    words = {
        "breaking": "breaking",
        "correction": "breaking what was inferred",
        "addition": "added",
        "annotation": "of text, examples or status",
    }
    return ", ".join(f"{verdicts.count(verdict)} {word}" for verdict, word in words.items() if verdict in verdicts)


def _line(change: Change) -> str:
    rule = f" [{change.rule}]" if change.rule else ""
    line = f", line {change.line}" if change.line else ""
    return f"  {change.verdict:10}  {change.where}: {change.said}{rule} {_users(change)}{line}"


def _users(change: Change) -> str:
    first, *rest = change.operations or ("no operation",)
    return first + (f" and {len(rest)} more" if rest else "")


def _section(one: Comparison) -> str:
    if not one.changes:
        return f"### {one.api}\n\nNo changes."
    rows = [
        f"| {change.verdict} | {_cell(change.where)} | {_cell(change.said)}{f' `{change.rule}`' if change.rule else ''}"
        f" | {_users(change)} |"
        for change in one.changes[:SHOWN]
    ]
    rest = len(one.changes) - SHOWN
    table = ["| verdict | where | change | operations |", "| --- | --- | --- | --- |", *rows]
    more = [f"\nand {rest} more: `scripts/contract-diff {one.old.label}`"] if rest > 0 else []
    return "\n".join([f"### {one.api}", "", f"{_counts(one)}.", "", *table, *more])


def _cell(said: str) -> str:
    return said.replace("|", "\\|").replace("\n", " ")


def _plain(one: Comparison) -> dict[str, object]:
    return {
        "api": one.api,
        "old": one.old.label,
        "new": one.new.label,
        "breaks": one.breaks,
        "changes": [asdict(change) for change in one.changes],
    }
