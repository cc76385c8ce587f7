"""Report the effects of adopting a file: matched and new operations, and breaking changes for callers."""

import json
from collections import Counter
from collections.abc import Iterator

from adoption.adopt import Plan
from pipeline.source.operation import Operation
from pipeline.source.pointer import Pointer

SHOWN = 30


def text(plan: Plan, withdrawn: list[Operation], changed: list[str]) -> str:
    """Return the report as text."""
    return "\n".join(_lines(plan, withdrawn, changed))


def as_json(plan: Plan, withdrawn: list[Operation], changed: list[str]) -> str:
    """Return the report as JSON."""
    return json.dumps(
        {
            "files": changed,
            "matches": [
                {
                    "operation": one.ours.id,
                    "document": one.theirs.title,
                    "by": one.reason,
                    "line": _line(plan, one.theirs),
                }
                for one in plan.matches
            ],
            "proposed": [
                {"operation": one.ours.id, "document": one.theirs.title, "by": one.reason} for one in plan.proposed
            ],
            "new": [one.title for one in plan.new],
            "lacking": [one.id for one in plan.lacking],
            "withdrawn": [one.id for one in withdrawn],
            "callers": list(_for_callers(plan)),
            "overlay": {"kept": plan.overlay.kept, "orphaned": plan.overlay.gone, "new": plan.overlay.new},
            "notes": plan.notes,
        },
        indent=2,
    )


def _lines(plan: Plan, withdrawn: list[Operation], changed: list[str]) -> Iterator[str]:
    if plan.theirs is not None:
        reasons = Counter(one.reason.partition(" 0")[0] for one in plan.matches)
        by = ", ".join(f"{count} by {reason}" for reason, count in reasons.items())
        yield f"{len(plan.matches)} operations matched{f' ({by})' if by else ''}"
        yield from _listed(
            "matched by similarity; inferred until the overlay confirms it",
            [
                f"{one.ours.id} is {one.theirs.title}, line {_line(plan, one.theirs)} ({one.reason})"
                for one in plan.matches
                if not one.certain
            ],
        )
        yield from _listed(
            "writes that may match; refused until a person moves them to the overlay's actions",
            [
                f"{one.ours.id} may be {one.theirs.title}, line {_line(plan, one.theirs)} ({one.reason})"
                for one in plan.proposed
            ],
        )
        yield from _listed(
            "operations of the document that are new", [f"{one.title}, line {_line(plan, one)}" for one in plan.new]
        )
        yield from _listed(
            "operations that the document no longer describes; breaking for their callers",
            [one.id for one in withdrawn],
        )
        gone = {one.id for one in withdrawn}
        yield from _listed(
            "operations that the document lacks; they stay as they were known",
            [one.id for one in plan.lacking if one.id not in gone],
        )
        yield from _listed("what cannot stay for callers", list(_for_callers(plan)))
        overlay = plan.overlay
        yield f"overlay: {len(overlay.kept)} edited actions kept, {len(overlay.gone)} orphaned, {len(overlay.new)} new"
        yield from _listed("orphaned", overlay.gone)
    yield from _listed("notes", plan.notes)
    yield f"files that change: {', '.join(changed) or 'none'}"


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{len(lines)} {title}:"
    yield from (f"  {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  ... and {len(lines) - SHOWN} more"


def _for_callers(plan: Plan) -> Iterator[str]:
    """Yield each breaking change once: changed types, then lost arguments, then lost properties."""
    matched = list(zip(plan.matches, plan.pairs, strict=True))
    types = [
        f"{change}, line {_line_at(plan, right.pointer)}" for _, one in matched for change, _, right in one.changed
    ]
    lost = [(what, f"line {_line(plan, match.theirs)}", near) for match, one in matched for what, near in one.lost]
    lines = [f"{what} is not in the document, {line}{f'; perhaps {near}' if near else ''}" for what, line, near in lost]
    reported: set[str] = set()
    for line in [*types, *sorted(lines, key=lambda line: not line.startswith("argument"))]:
        about = line.partition(", line")[0]
        if about not in reported:
            reported.add(about)
            yield line


def _line(plan: Plan, operation: Operation) -> int:
    return _line_at(plan, operation.pointer)


def _line_at(plan: Plan, pointer: Pointer) -> int:
    assert plan.theirs is not None
    return plan.theirs.origins.problem(pointer, "").line
