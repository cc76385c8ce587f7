"""The result of one operation."""

from __future__ import annotations

from typing import Any

from attrs import asdict, define, field

from ..corrections.correction import Envelope
from .comparison import Outcome
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
        """Return the entry in `probe.json`."""
        entry = asdict(self)
        shape = entry.pop("shape")
        shape["types"] = {
            name: {"expected": expected, "seen": seen} for name, (expected, seen) in shape["types"].items()
        }
        return {**entry, **shape}

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
        lines += [f"  {name}: expected {expected}, got {seen}" for name, (expected, seen) in shape.types.items()]
        lines += [f"  {name}: missing" for name in shape.missing]
        lines += [f"  {name}: unknown ({kind})" for name, kind in shape.unknown.items()]
        return lines


def _names(envelope: Envelope) -> str:
    if isinstance(envelope, str):
        return f"a bare {envelope}"
    return ", ".join(f"{ours} is {theirs}" for ours, theirs in envelope.items())
