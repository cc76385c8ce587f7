"""The result of one operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ..corrections.correction import Envelope
from .answer import Outcome
from .shape import Shape

__all__ = ("Finding", "Outcome")


@define(kw_only=True)
class Finding:
    """The result of one operation; the attributes are those of its entry in `probe.json`."""

    key: str
    method: str
    path: str
    outcome: Outcome
    status: int | None = None
    reason: str | None = None
    found: str | None = None
    envelope: Envelope | None = None
    record: str | None = None
    first_page: int = 1
    charset: str | None = None
    shape: Shape = field(factory=Shape)

    def as_dict(self) -> dict[str, Any]:
        shape = self.shape
        return {
            "key": self.key,
            "method": self.method,
            "path": self.path,
            "outcome": self.outcome,
            "status": self.status,
            "reason": self.reason,
            "found": self.found,
            "envelope": dict(self.envelope) if isinstance(self.envelope, Mapping) else self.envelope,
            "record": self.record,
            "first_page": self.first_page,
            "charset": self.charset,
            "seen": shape.seen,
            "unseen": shape.unseen,
            "unknown": shape.unknown,
            "missing": shape.missing,
            "types": {name: {"expected": wanted, "seen": seen} for name, (wanted, seen) in shape.types.items()},
            "renamed": shape.renamed,
            "formats": shape.formats,
        }

    def lines(self) -> list[str]:
        """Return the result as lines of text; the first has the outcome."""
        shape = self.shape
        status = f" ({self.status})" if self.status is not None and self.status // 100 != 2 else ""
        lines = [f"{self.key}: {self.outcome}{status}" + (f": {self.reason}" if self.reason else "")]
        lines += [f"  found at {self.found}"] if self.found else []
        lines += [f"  envelope: {_names(self.envelope)}"] if self.envelope else []
        lines += [f"  the record is in {self.record}"] if self.record else []
        lines += [f"  charset: probably {self.charset}"] if self.charset else []
        lines += [f"  {ours} is probably {theirs}" for ours, theirs in shape.renamed.items()]
        lines += [f"  {name}: expected {wanted}, got {seen}" for name, (wanted, seen) in shape.types.items()]
        lines += [f"  {name}: missing" for name in shape.missing]
        lines += [f"  {name}: unknown ({kind})" for name, kind in shape.unknown.items()]
        return lines


def _names(envelope: Envelope) -> str:
    if isinstance(envelope, str):
        return f"a bare {envelope}"
    return ", ".join(f"{ours} is {theirs}" for ours, theirs in envelope.items())
