"""A file of corrections to start from: what was found to differ, and what that means for operations nobody asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from attrs import define, field

from .. import spec
from .._corrections import Envelope
from .._members import named
from ..spec import Operation

if TYPE_CHECKING:
    from .finding import Finding

__all__ = ("proposal",)

_ON_ONE_LINE = 3  # renamed members; more have a table of their own
_HEAD = """\
# Corrections proposed by `accountability probe` on {day}, for `corrections=` of a client.
# Paths and envelopes were seen to answer. Names of members are guessed by their likeness: check each before you rely
# on it. What is marked "not asked" follows from what was, since a probe only reads. An inferred operation stays
# inferred: a write still needs `allow=`.
"""


@define
class _Entry:
    """What to correct of one operation, and what to say of it."""

    notes: list[str] = field(factory=list)
    path: str | None = None
    envelope: Envelope | None = None
    members: dict[str, str] = field(factory=dict)

    def __bool__(self) -> bool:
        return bool(self.notes or self.path or self.envelope or self.members)


def proposal(findings: Sequence[Finding], moment: datetime) -> str:
    """The text of a file of corrections, which loads as it is.

    Args:
        findings: What was found.
        moment: When.
    """
    by_key = {each.key: each for each in findings}
    blocks = [_HEAD.format(day=f"{moment.astimezone(UTC):%Y-%m-%d}")]
    for api in spec.APIS:
        if not any(key.startswith(f"{api}.") for key in by_key):
            continue
        for key, operation in spec.load(api).operations.items():
            finding = by_key.get(key)
            asked = finding is not None and finding.outcome not in ("untried", "absent", "forbidden", "failed")
            entry = _seen(finding) if finding is not None and asked else _derived(operation, findings)
            if finding is not None and not asked and finding.outcome != "untried":
                entry.notes.insert(0, finding.lines()[0].partition(": ")[2])
            if entry:
                blocks.append(_block(key, entry))
    return "\n".join(blocks)


def _seen(finding: Finding) -> _Entry:
    shape = finding.shape
    notes = [finding.reason] if finding.reason else []
    if finding.envelope == "array":
        notes.append(
            'a bare array, asked for page by page; envelope = "all" if the service gives the whole list at once'
        )
    if shape.unknown:
        notes.append(f"unknown members: {_typed(shape.unknown)}")
    if shape.missing:
        notes.append(f"missing members: {', '.join(shape.missing)}")
    notes += [f"{name}: {seen} came where {wanted} was expected" for name, (wanted, seen) in shape.types.items()]
    return _Entry(notes, finding.found, finding.envelope, dict(shape.renamed))


def _derived(operation: Operation, findings: Sequence[Finding]) -> _Entry:
    """What follows for an operation that was not asked, from those whose path it goes on or whose record it shares."""
    made = _Entry()
    contracts = spec.load(operation.api).operations
    near = [each for each in findings if each.key in contracts]
    for finding in sorted(near, key=lambda each: len(each.path)):
        if finding.found and f"{operation.path}/".startswith(f"{finding.path.rstrip('/')}/"):
            made.path = finding.found.rstrip("/") + operation.path[len(finding.path.rstrip("/")) :]
    known = named(operation)
    for finding in near:
        if contracts[finding.key].tag == operation.tag:
            made.members |= {
                ours: theirs
                for ours, theirs in finding.shape.renamed.items()
                if ours in known and "".join([*ours.rpartition(".")[:2], theirs]) not in known
            }
    if made:
        made.notes.append("not asked")
    return made


def _block(key: str, entry: _Entry) -> str:
    lines = [f"# {note}" for note in entry.notes]
    fields = [f"path = {_text(entry.path)}"] if entry.path else []
    if isinstance(entry.envelope, Mapping):
        fields.append(f"envelope = {_table(entry.envelope)}")
    elif entry.envelope:
        fields.append(f"envelope = {_text(entry.envelope)}")
    if 0 < len(entry.members) <= _ON_ONE_LINE:
        fields.append(f"members = {_table(entry.members)}")
    elif entry.members:
        fields += ["", f"[{_text(key)}.members]"]
        fields += [f"{_key(ours)} = {_text(theirs)}" for ours, theirs in entry.members.items()]
    return "\n".join([f"[{_text(key)}]" if fields else f"# {key}", *lines, *fields, ""])


def _table(names: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_key(ours)} = {_text(theirs)}" for ours, theirs in names.items()) + " }"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _typed(members: Mapping[str, str]) -> str:
    return ", ".join(f"{name} ({kind})" for name, kind in members.items())
