"""Write a file of corrections to start from: what was found to differ, and what follows for the other operations."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import define, field

from .. import spec
from ..corrections.correction import Envelope
from ..corrections.properties import named
from ..spec import Operation
from .finding import Finding
from .manner import Manner, manner_of

__all__ = ("HEAD", "proposal")

_ON_ONE_LINE = 3  # entries; a larger table is written as a table of its own
HEAD = "# Corrections proposed by `accountability probe`"
_PREAMBLE = (
    HEAD
    + """ on {day}, for `corrections=` of a client.
# Paths, envelopes and formats were seen. Names of members are inferred from their likeness: check each before you rely
# on it. What is marked "not asked" follows from the operations that were, since a probe only reads. An inferred
# operation stays inferred: a write still needs `allow=`.
"""
)
_UNANSWERED = ("untried", "absent", "forbidden", "failed")


@define
class _Entry:
    """The correction of one operation, and comments on it."""

    notes: list[str] = field(factory=list)
    path: str | None = None
    envelope: Envelope | None = None
    first_page: int = 1
    charset: str | None = None
    naming: str | None = None
    members: dict[str, str] = field(factory=dict)
    formats: dict[str, str] = field(factory=dict)

    def values(self) -> dict[str, Any]:
        """Return the keys of the correction that are set."""
        first_page = self.first_page if self.first_page != 1 else None
        values = {
            "path": self.path,
            "envelope": self.envelope,
            "first_page": first_page,
            "charset": self.charset,
            "naming": self.naming,
            "members": self.members or None,
            "formats": self.formats or None,
        }
        return {name: value for name, value in values.items() if value is not None}


def proposal(findings: Sequence[Finding], moment: datetime) -> str:
    """Return the text of a file of corrections, which a client can load.

    Args:
        findings: What was found.
        moment: When it was found.
    """
    by_key = {each.key: each for each in findings}
    blocks = [_PREAMBLE.format(day=f"{moment.astimezone(UTC):%Y-%m-%d}")]
    for api in spec.APIS:
        asked = [each for each in findings if each.key.startswith(f"{api}.")]
        manner = manner_of(api, [each for each in asked if each.outcome not in _UNANSWERED])
        for key, operation in spec.load(api).operations.items() if asked else ():
            entry = _entry(operation, by_key.get(key), asked, manner)
            if entry.notes or entry.values():
                blocks.append(_block(key, entry))
    return "\n".join(blocks)


def _entry(operation: Operation, finding: Finding | None, asked: Sequence[Finding], manner: Manner) -> _Entry:
    if finding is not None and finding.outcome not in _UNANSWERED:
        return _seen(operation, finding, manner)
    entry = _derived(operation, asked, manner)
    if finding is not None and finding.outcome != "untried":
        entry.notes.insert(0, finding.lines()[0].partition(": ")[2])
    return entry


def _seen(operation: Operation, finding: Finding, manner: Manner) -> _Entry:
    shape = finding.shape
    naming, members = manner.names(operation, shape.renamed)
    envelope = {"record": finding.record} if finding.record else finding.envelope
    return _Entry(
        notes=_notes(finding),
        path=finding.found,
        envelope=envelope,
        first_page=finding.first_page,
        charset=finding.charset,
        naming=naming,
        members=members,
        formats={**manner.formats(operation), **shape.formats},
    )


def _notes(finding: Finding) -> list[str]:
    shape = finding.shape
    notes = [finding.reason] if finding.reason else []
    if finding.envelope == "array":
        notes.append('a bare array, requested in pages; envelope = "all" if the service returns the whole list at once')
    if finding.charset:
        notes.append(f"the responses are not UTF-8; {finding.charset} is a guess, check a text with special characters")
    if shape.unknown:
        notes.append(f"unknown members: {', '.join(f'{name} ({kind})' for name, kind in shape.unknown.items())}")
    if shape.missing:
        notes.append(f"missing members: {', '.join(shape.missing)}")
    for name, (expected, seen) in shape.types.items():
        limit = "" if name in shape.formats else "; corrections cannot express this"
        notes.append(f"{name}: expected {expected}, got {seen}{limit}")
    return notes


def _derived(operation: Operation, asked: Sequence[Finding], manner: Manner) -> _Entry:
    """Infer the correction of an operation that was not asked from those with the same path, record or manner."""
    entry = _Entry(path=_moved(operation, asked), **manner.envelope_of(operation))
    known = named(operation)
    contracts = spec.load(operation.api).operations
    alike = [each for each in asked if each.key in contracts and contracts[each.key].tag == operation.tag]
    renamed = {ours: theirs for each in alike for ours, theirs in each.shape.renamed.items() if ours in known}
    free = {ours: new for ours, new in renamed.items() if "".join([*ours.rpartition(".")[:2], new]) not in known}
    entry.naming, entry.members = manner.names(operation, free)
    formats = {name: each for finding in alike for name, each in finding.shape.formats.items() if name in known}
    entry.formats = {**manner.formats(operation), **formats}
    if entry.values():
        entry.notes.append("not asked")
    return entry


def _moved(operation: Operation, asked: Sequence[Finding]) -> str | None:
    """Return the path of an operation below one that was found at another path."""
    path = None
    for finding in sorted(asked, key=lambda each: len(each.path)):
        start = finding.path.rstrip("/")
        if finding.found and f"{operation.path}/".startswith(f"{start}/"):
            path = finding.found.rstrip("/") + operation.path[len(start) :]
    return path


def _block(key: str, entry: _Entry) -> str:
    values = entry.values()
    tables = {name: each for name, each in values.items() if isinstance(each, dict) and len(each) > _ON_ONE_LINE}
    lines = [f"[{_text(key)}]" if values else f"# {key}", *(f"# {note}" for note in entry.notes)]
    lines += [f"{name} = {_value(each)}" for name, each in values.items() if name not in tables]
    for name, each in tables.items():
        lines += ["", f"[{_text(key)}.{name}]", *(f"{_key(ours)} = {_text(theirs)}" for ours, theirs in each.items())]
    return "\n".join([*lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(ours)} = {_text(theirs)}" for ours, theirs in value.items()) + " }"
    return _text(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
