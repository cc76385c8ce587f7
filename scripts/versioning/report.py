"""Render comparisons: text for a terminal, Markdown for a pull request, JSON for tools."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from versioning.change import Change
from versioning.comparison import Comparison

SHOWN = 60
MARKS = {"breaking": " *breaking*", "correction": " *breaking* what was inferred"}


def text(comparisons: Sequence[Comparison]) -> str:
    """Return a line for each API and each of its changes."""
    return "\n".join(
        line for comparison in comparisons for line in (_summary(comparison), *map(_line, comparison.changes))
    )


def markdown(comparisons: Sequence[Comparison]) -> str:
    """Return a section for each API, and draft lines for the change log."""
    sections = [_section(comparison) for comparison in comparisons]
    entries = [line for comparison in comparisons for line in _changelog(comparison)]
    entries[SHOWN:] = [f"- and {len(entries) - SHOWN} more"] if len(entries) > SHOWN else []
    block = "Lines for `openapi/CHANGELOG.md`:\n\n```markdown\n" + "\n".join(entries) + "\n```"
    return "\n\n".join([*sections, *([block] if entries else [])])


def as_json(comparisons: Sequence[Comparison]) -> str:
    """Return a JSON array with an object for each API."""
    return json.dumps([_plain(comparison) for comparison in comparisons], indent=2)


def _changelog(comparison: Comparison) -> Iterator[str]:
    """Yield a line for each change except annotations."""
    for change in comparison.changes:
        if change.verdict != "annotation":
            yield f"- {comparison.api}: {change.where}: {change.description}{MARKS.get(change.verdict, '')}"


def _summary(comparison: Comparison) -> str:
    names = f"{comparison.api}: {comparison.old.label} to {comparison.new.label}"
    return f"{names}: {_counts(comparison) or 'no changes'}."


def _counts(comparison: Comparison) -> str:
    verdicts = [change.verdict for change in comparison.changes]
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
    return f"  {change.verdict:10}  {change.where}: {change.description}{rule} {_users(change)}{line}"


def _users(change: Change) -> str:
    first, *rest = change.operations or ("no operation",)
    return first + (f" and {len(rest)} more" if rest else "")


def _section(comparison: Comparison) -> str:
    if not comparison.changes:
        return f"### {comparison.api}\n\nNo changes."
    rows = [
        f"| {change.verdict} | {_cell(change.where)} | {_cell(change.description)}"
        f"{f' `{change.rule}`' if change.rule else ''}"
        f" | {_users(change)} |"
        for change in comparison.changes[:SHOWN]
    ]
    rest = len(comparison.changes) - SHOWN
    table = ["| verdict | where | change | operations |", "| --- | --- | --- | --- |", *rows]
    more = [f"\nand {rest} more: `scripts/contract-diff {comparison.old.label}`"] if rest > 0 else []
    return "\n".join([f"### {comparison.api}", "", f"{_counts(comparison)}.", "", *table, *more])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _plain(comparison: Comparison) -> dict[str, object]:
    return {
        "api": comparison.api,
        "old": comparison.old.label,
        "new": comparison.new.label,
        "breaks": comparison.breaks,
        "changes": [asdict(change) for change in comparison.changes],
    }
