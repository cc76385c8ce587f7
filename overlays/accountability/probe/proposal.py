"""Write a file of corrections to start from: the differences, and what they imply for other operations."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from .. import spec
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
_WITHOUT_RESPONSE = ("untried", "absent", "forbidden", "failed")


def proposal(findings: Sequence[Finding], time: datetime) -> str:
    """Return the text of a file of corrections, which a client can load."""
    by_key = {finding.key: finding for finding in findings}
    blocks = [_PREAMBLE.format(day=f"{time.astimezone(UTC):%Y-%m-%d}")]
    for api in spec.APIS:
        api_findings = [finding for finding in findings if finding.key.startswith(f"{api}.")]
        common = find_conventions(
            api, [finding for finding in api_findings if finding.outcome not in _WITHOUT_RESPONSE]
        )
        for key, operation in spec.load(api).operations.items() if api_findings else ():
            notes, values = _entry(operation, by_key.get(key), api_findings, common)
            if notes or values:
                blocks.append(_block(key, notes, values))
    return "\n".join(blocks)


def _entry(
    operation: Operation, finding: Finding | None, api_findings: Sequence[Finding], common: Conventions
) -> tuple[list[str], dict[str, Any]]:
    """Return comments on the correction of an operation, and the correction."""
    if finding is not None and finding.outcome not in _WITHOUT_RESPONSE:
        return _notes(finding), _drop_unchanged(_observed_correction(operation, finding, common))
    values = _drop_unchanged(_inferred_correction(operation, api_findings, common))
    notes = ["not called"] if values else []
    if finding is not None and finding.outcome != "untried":
        notes.insert(0, finding.lines()[0].partition(": ")[2])
    return notes, values


def _drop_unchanged(correction: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a correction that differ from the contract."""
    return {
        name: value
        for name, value in correction.items()
        if value not in (None, {}) and (name, value) != ("first_page", 1)
    }


def _observed_correction(operation: Operation, finding: Finding, common: Conventions) -> dict[str, Any]:
    """Return the correction of an operation that was called."""
    naming, renamed_properties = common.names(operation, finding.shape.renamed)
    return {
        "path": finding.actual_path,
        "envelope": {"record": finding.record} if finding.record else finding.envelope,
        "first_page": finding.first_page,
        "charset": finding.charset,
        "naming": naming,
        "properties": renamed_properties,
        "formats": {**common.formats(operation), **finding.shape.formats},
    }


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


def _inferred_correction(operation: Operation, api_findings: Sequence[Finding], common: Conventions) -> dict[str, Any]:
    """Infer the correction of an operation that was not called from those with the same path, record or common."""
    schemas = properties_of(operation)
    contracts = spec.load(operation.api).operations
    same_tag = [
        finding for finding in api_findings if finding.key in contracts and contracts[finding.key].tag == operation.tag
    ]
    renamed = {path: new for finding in same_tag for path, new in finding.shape.renamed.items() if path in schemas}
    new_names = {path: new for path, new in renamed.items() if "".join([*path.rpartition(".")[:2], new]) not in schemas}
    naming, renamed_properties = common.names(operation, new_names)
    formats = {
        name: format for finding in same_tag for name, format in finding.shape.formats.items() if name in schemas
    }
    return {
        "path": _moved_path(operation, api_findings),
        **common.envelope_of(operation),
        "naming": naming,
        "properties": renamed_properties,
        "formats": {**common.formats(operation), **formats},
    }


def _moved_path(operation: Operation, api_findings: Sequence[Finding]) -> str | None:
    """Return the path of an operation below one that was found at another path."""
    path = None
    for finding in sorted(api_findings, key=lambda finding: len(finding.path)):
        start = finding.path.rstrip("/")
        if finding.actual_path and f"{operation.path}/".startswith(f"{start}/"):
            path = finding.actual_path.rstrip("/") + operation.path[len(start) :]
    return path


def _block(key: str, notes: Sequence[str], values: Mapping[str, Any]) -> str:
    tables = {name: value for name, value in values.items() if isinstance(value, dict) and len(value) > _ON_ONE_LINE}
    lines = [f"[{_text(key)}]" if values else f"# {key}", *(f"# {note}" for note in notes)]
    lines += [f"{name} = {_value(value)}" for name, value in values.items() if name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{_text(key)}.{name}]", *(f"{_key(path)} = {_text(new)}" for path, new in table.items())]
    return "\n".join([*lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(path)} = {_text(new)}" for path, new in value.items()) + " }"
    return _text(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
