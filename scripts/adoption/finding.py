"""Findings: what a comparison says of one thing, and the same thing said of several operations brought together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from adoption.flat import PLAIN
from pipeline.source.pointer import Pointer
from pipeline.source.positions import Origins, Place

OF_A_VALUE = ("type", "format", "null", "values", *PLAIN[1:])
"""What a finding about a value alone may be of; `value` itself where both sides agree on all of it."""

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
        needed: of a new member, the parts in which it must be there.
        disputed: whether the other side says something else of the same place elsewhere.
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
    needed: frozenset[Side] = frozenset()
    disputed: bool = False

    @property
    def differs(self) -> bool:
        """Whether the sides do not agree."""
        return self.outcome != "confirmed"


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those that say the same of the same place as one."""
    made: dict[Any, Finding] = {}
    said: dict[Any, set[str]] = {}
    for one in findings:
        key = (one.outcome, one.what, one.place, repr(one.after), one.about if one.outcome == "absent here" else "")
        known = made.get(key, one)
        operations = tuple(dict.fromkeys([*known.operations, one.operation]))
        sides, needed = known.sides | {one.side}, known.needed | one.needed
        made[key] = replace(known, operations=operations, sides=sides, needed=needed)
        said.setdefault(_aspect(one), set()).add(repr(one.after) if one.differs else "")
    agreed = {one.place for one in made.values() if one.what == "value"}

    def disputed(one: Finding) -> bool:
        elsewhere = one.what in OF_A_VALUE and one.place in agreed
        several = one.outcome != "absent here" and len(said[_aspect(one)]) > 1
        return one.differs and (elsewhere or several)

    return [replace(one, disputed=disputed(one)) for one in made.values()]


def _aspect(one: Finding) -> tuple[Place, str, str]:
    """What of which place a finding is about; whether a thing must be there is asked of each side by itself."""
    return one.place, one.what, one.side if one.what == "required" else ""


def named(origins: Origins, at: Pointer, otherwise: str) -> str:
    """What people call a place in a schema: `Job.jobNo`, or `otherwise` where it is in no component."""
    pointer = origins.place(at).pointer
    if pointer[:2] != ("components", "schemas") or len(pointer) < 3:
        return otherwise
    steps = ["[]" if part == "items" else f".{part}" for part in pointer[3:] if part not in ("properties", "allOf")]
    return str(pointer[2]) + "".join(step for step in steps if not step[1:].isdigit())
