"""Write a file of corrections to start from: the differences, and what they imply for other operations."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import asdict, define, field

from .. import spec
from ..corrections.correction import Envelope
from ..corrections.properties import properties_of
from ..spec import Operation
from .conventions import Conventions, find_conventions
from .finding import Finding

__all__ = ("HEAD", "proposal")

_ON_ONE_LINE = 3  # entries; a larger table is written as a table of its own
HEAD = "# Corrections proposed by `accountability probe`"
_PREAMBLE = (
    HEAD
    + """ on {day}, for `corrections=` of a client.
# Paths, envelopes and formats are from responses. Names of properties are inferred from their similarity: check each
# before you rely on it. Entries marked "not called" are inferred from operations that were called, since a probe only
# reads. An inferred operation stays inferred: a write still needs `allow=`.
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
        values = asdict(self, filter=lambda attribute, value: attribute.name != "notes" and value not in (None, {}))
        return {name: value for name, value in values.items() if (name, value) != ("first_page", 1)}


def proposal(findings: Sequence[Finding], time: datetime) -> str:
    """Return the text of a file of corrections, which a client can load.

    Args:
        findings: The results.
        time: The time of the probe.
    """
    by_key = {each.key: each for each in findings}
    blocks = [_PREAMBLE.format(day=f"{time.astimezone(UTC):%Y-%m-%d}")]
    for api in spec.APIS:
        called = [each for each in findings if each.key.startswith(f"{api}.")]
        common = find_conventions(api, [each for each in called if each.outcome not in _UNANSWERED])
        for key, operation in spec.load(api).operations.items() if called else ():
            entry = _entry(operation, by_key.get(key), called, common)
            if entry.notes or entry.values():
                blocks.append(_block(key, entry))
    return "\n".join(blocks)


def _entry(operation: Operation, finding: Finding | None, called: Sequence[Finding], common: Conventions) -> _Entry:
    if finding is not None and finding.outcome not in _UNANSWERED:
        return _observed_entry(operation, finding, common)
    entry = _inferred_entry(operation, called, common)
    if finding is not None and finding.outcome != "untried":
        entry.notes.insert(0, finding.lines()[0].partition(": ")[2])
    return entry


def _observed_entry(operation: Operation, finding: Finding, common: Conventions) -> _Entry:
    shape = finding.shape
    naming, members = common.names(operation, shape.renamed)
    envelope = {"record": finding.record} if finding.record else finding.envelope
    return _Entry(
        notes=_notes(finding),
        path=finding.found,
        envelope=envelope,
        first_page=finding.first_page,
        charset=finding.charset,
        naming=naming,
        members=members,
        formats={**common.formats(operation), **shape.formats},
    )


def _notes(finding: Finding) -> list[str]:
    shape = finding.shape
    notes = [finding.reason] if finding.reason else []
    if finding.envelope == "array":
        notes.append('a bare array, requested in pages; envelope = "all" if the service returns the whole list at once')
    if finding.charset:
        notes.append(
            f"the responses are not UTF-8; {finding.charset} is inferred: check strings with special characters"
        )
    if shape.unknown:
        notes.append(f"unknown properties: {', '.join(f'{name} ({kind})' for name, kind in shape.unknown.items())}")
    if shape.missing:
        notes.append(f"missing properties: {', '.join(shape.missing)}")
    for name, (expected, seen) in shape.types.items():
        limit = "" if name in shape.formats else "; corrections cannot express this"
        if seen.endswith("(date-time without offset)"):
            limit = "; set `timezone` to the zone of the service"
        notes.append(f"{name}: expected {expected}, got {seen}{limit}")
    return notes


def _inferred_entry(operation: Operation, called: Sequence[Finding], common: Conventions) -> _Entry:
    """Infer the correction of an operation that was not called from those with the same path, record or common."""
    entry = _Entry(path=_moved_path(operation, called), **common.envelope_of(operation))
    known = properties_of(operation)
    contracts = spec.load(operation.api).operations
    same_tag = [each for each in called if each.key in contracts and contracts[each.key].tag == operation.tag]
    renamed = {ours: new for each in same_tag for ours, new in each.shape.renamed.items() if ours in known}
    free = {ours: new for ours, new in renamed.items() if "".join([*ours.rpartition(".")[:2], new]) not in known}
    entry.naming, entry.members = common.names(operation, free)
    formats = {name: each for finding in same_tag for name, each in finding.shape.formats.items() if name in known}
    entry.formats = {**common.formats(operation), **formats}
    if entry.values():
        entry.notes.append("not called")
    return entry


def _moved_path(operation: Operation, called: Sequence[Finding]) -> str | None:
    """Return the path of an operation below one that was found at another path."""
    path = None
    for finding in sorted(called, key=lambda each: len(each.path)):
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
        lines += ["", f"[{_text(key)}.{name}]", *(f"{_key(ours)} = {_text(new)}" for ours, new in each.items())]
    return "\n".join([*lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(ours)} = {_text(new)}" for ours, new in value.items()) + " }"
    return _text(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
