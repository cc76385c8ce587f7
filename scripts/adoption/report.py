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
    if plan.vendor_build is not None:
        reasons = Counter(match.reason.partition(" 0")[0] for match in plan.matches)
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
        "similar": [_match(plan, match) for match in plan.matches if not match.certain],
        "proposed": [_match(plan, match, "may be") for match in plan.proposed],
        "new": [f"{operation.title}, line {_line(plan, operation.pointer)}" for operation in plan.new],
        "withdrawn": [operation.id for operation in plan.withdrawn],
        "lacking": [operation.id for operation in plan.lacking],
        "callers": list(callers.values()),
        "kept": plan.overlay.edited_targets,
        "orphaned": plan.overlay.removed_targets,
        "notes": plan.notes,
    }


def _match(plan: Plan, match: Match, verb: str = "is") -> str:
    line = _line(plan, match.vendor_operation.pointer)
    return f"{match.our_operation.id} {verb} {match.vendor_operation.title}, line {line} ({match.reason})"


def _for_callers(plan: Plan) -> Iterator[str]:
    """Yield what breaks callers: changed types, then lost arguments, then lost properties."""
    for pairs in plan.pairs:
        yield from (f"{change}, line {_line(plan, right.pointer)}" for change, _, right in pairs.changed)
    for kind in ("argument", "property"):
        for match, pairs in zip(plan.matches, plan.pairs, strict=True):
            for name, similar_name in (lost for lost in pairs.lost if lost[0].startswith(kind)):
                line = _line(plan, match.vendor_operation.pointer)
                yield f"{name} is not in the document, line {line}{f'; perhaps {similar_name}' if similar_name else ''}"


def _line(plan: Plan, pointer: Pointer) -> int:
    assert plan.vendor_build is not None
    return plan.vendor_build.origins.problem(pointer, "").line
