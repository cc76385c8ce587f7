"""Report the effects of adopting a file: matched and new operations, and breaking changes for callers."""

from collections import Counter
from collections.abc import Iterator

from adoption.adopt import Plan
from adoption.matching import Match
from pipeline.source.pointer import Pointer

SHOWN = 30
TITLES = {
    "similar": "matched by similarity; inferred until the overlay confirms it",
    "proposed": "writes that may match; refused until a person moves them to the overlay's actions",
    "new": "operations of the document that are new",
    "withdrawn": "operations that the document no longer describes; breaking for their callers",
    "lacking": "operations that the document lacks; they stay as they were known",
    "callers": "what cannot stay for callers",
    "kept": "edited actions of the overlay, kept",
    "orphaned": "orphaned actions of the overlay",
    "notes": "notes",
}


def text(plan: Plan, changed: list[str]) -> str:
    """Return the report as text."""
    lines = []
    if plan.theirs is not None:
        reasons = Counter(one.reason.partition(" 0")[0] for one in plan.matches)
        by = ", ".join(f"{count} by {reason}" for reason, count in reasons.items())
        lines.append(f"{len(plan.matches)} operations matched{f' ({by})' if by else ''}")
    for part, listed in _parts(plan).items():
        lines += [f"{len(listed)} {TITLES[part]}:", *(f"  {line}" for line in listed[:SHOWN])] if listed else []
        lines += [f"  ... and {len(listed) - SHOWN} more"] if len(listed) > SHOWN else []
    return "\n".join([*lines, f"files that change: {', '.join(changed) or 'none'}"])


def _parts(plan: Plan) -> dict[str, list[str]]:
    """Return the lines of each part of the report."""
    callers: dict[str, str] = {}
    for line in _for_callers(plan):
        callers.setdefault(line.partition(", line")[0], line)
    return {
        "similar": [_match(plan, one) for one in plan.matches if not one.certain],
        "proposed": [_match(plan, one, "may be") for one in plan.proposed],
        "new": [f"{one.title}, line {_line(plan, one.pointer)}" for one in plan.new],
        "withdrawn": [one.id for one in plan.withdrawn],
        "lacking": [one.id for one in plan.lacking],
        "callers": list(callers.values()),
        "kept": plan.overlay.kept,
        "orphaned": plan.overlay.gone,
        "notes": plan.notes,
    }


def _match(plan: Plan, one: Match, verb: str = "is") -> str:
    line = _line(plan, one.theirs.pointer)
    return f"{one.ours.id} {verb} {one.theirs.title}, line {line} ({one.reason})"


def _for_callers(plan: Plan) -> Iterator[str]:
    """Yield what breaks callers: changed types, then lost arguments, then lost properties."""
    for pairs in plan.pairs:
        yield from (f"{change}, line {_line(plan, right.pointer)}" for change, _, right in pairs.changed)
    for kind in ("argument", "property"):
        for match, pairs in zip(plan.matches, plan.pairs, strict=True):
            for what, near in (lost for lost in pairs.lost if lost[0].startswith(kind)):
                line = _line(plan, match.theirs.pointer)
                yield f"{what} is not in the document, line {line}{f'; perhaps {near}' if near else ''}"


def _line(plan: Plan, pointer: Pointer) -> int:
    assert plan.theirs is not None
    return plan.theirs.origins.problem(pointer, "").line
