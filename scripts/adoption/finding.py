"""Findings: what a comparison says of one thing, and the same thing said of several operations brought together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.origin import Origins, Place
from pipeline.pointer import Pointer

Outcome = Literal["confirmed", "contradicted", "absent here", "absent there"]
Side = Literal["answer", "create", "update", "call"]
"""Where a thing was met: in an answer, in a body that creates or changes a record, or elsewhere in an operation."""


@dataclass(frozen=True)
class Finding:
    """What is said of one thing.

    Args:
        outcome: whether both sides say the same.
        what: which thing of its kind: `path`, `parameter`, `member`, `name`, `required`, `type` and so on.
        about: what people call it: `Job.jobNo`, `the parameter page`.
        message: how the sides differ; empty where they agree.
        here: where it stands in our built document, or what it would stand in.
        place: the same in our sources.
        there: where it stands in the other document.
        operation: the operation in which it was met.
        side: in which part of it.
        before: what we say.
        after: what the other side says.
        operations: all operations in which it was met.
        sides: all parts in which it was met.
    """

    outcome: Outcome
    what: str
    about: str
    message: str
    here: Pointer
    place: Place
    there: Pointer | None
    operation: str
    side: Side
    before: Any = None
    after: Any = None
    operations: tuple[str, ...] = ()
    sides: frozenset[Side] = frozenset()

    @property
    def differs(self) -> bool:
        """Whether the sides do not agree."""
        return self.outcome != "confirmed"


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those that say the same of the same place as one; a place is confirmed only where nothing else is
    said of it."""
    made: dict[Any, Finding] = {}
    for one in findings:
        key = (one.outcome, one.what, one.place, repr(one.after), one.about if one.outcome == "absent here" else "")
        known = made.get(key, one)
        operations = tuple(dict.fromkeys([*known.operations, one.operation]))
        made[key] = replace(known, operations=operations, sides=known.sides | {one.side})
    differing = {(one.what, one.place) for one in made.values() if one.differs}
    return [one for one in made.values() if one.differs or (one.what, one.place) not in differing]


def named(origins: Origins, at: Pointer, otherwise: str) -> str:
    """What people call a place in a schema: `Job.jobNo`, or `otherwise` where it is in no component."""
    pointer = origins.place(at).pointer
    if pointer[:2] != ("components", "schemas") or len(pointer) < 3:
        return otherwise
    steps = ["[]" if part == "items" else f".{part}" for part in pointer[3:] if part not in ("properties", "allOf")]
    return str(pointer[2]) + "".join(step for step in steps if not step[1:].isdigit())
