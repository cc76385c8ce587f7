"""What an answer that is no error shows of its operation: the outcome, the envelope, and one record's shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import define, field

from .._corrections import Envelope
from .._members import Schema, record
from ..spec import Operation
from .envelope import Listed, listed
from .shape import Shape, shape

__all__ = ("Outcome", "Shown", "media", "shown")

Outcome: TypeAlias = Literal["exists", "empty", "differs", "absent", "forbidden", "failed", "untried"]
_JSON = "application/json"


@define
class Shown:
    """What an answer shows.

    Attributes:
        outcome: Whether it is as the contract has it.
        row: The record; of a list the first.
        reason: What the outcome does not tell.
        envelope: Of a list, if another than the contract's.
        shape: How the record compares.
        like: Whether it has anything in common with what the operation promises.
    """

    outcome: Outcome
    row: Any = field(default=None, repr=False)
    reason: str | None = None
    envelope: Envelope | None = None
    shape: Shape = field(factory=Shape)
    like: bool = False


def media(operation: Operation) -> str:
    """The representation to ask for: one that is published before one that is inferred, JSON before XML."""
    good = [each for status, each in operation.raw["responses"].items() if status.startswith("2")]
    content: Mapping[str, Schema] = operation.resolve(good[0]).get("content", {}) if good else {}
    published = sorted(media for media, each in content.items() if each.get("x-status") != "inferred")
    return (published or sorted(content) or [_JSON])[0]


def shown(operation: Operation, value: Any, *, bare: bool = False) -> Shown:
    """What an answer shows of the operation.

    Args:
        operation: What was asked.
        value: The answer, decoded.
        bare: Whether it is a list of which a correction says that it comes without an envelope.
    """
    schema = record(operation, operation.success(media(operation)) or {})
    if operation.paging is not None:
        came = listed(value, operation.paging)
        return (
            Shown("differs", reason="no list is in the answer")
            if came is None
            else _list(operation, schema, came, bare)
        )
    rows = value if isinstance(value, list) else [value]
    return Shown("empty") if not rows or value is None else _record(operation, schema, rows[0])


def _list(operation: Operation, schema: Schema, came: Listed, bare: bool) -> Shown:
    made = _record(operation, schema, came.rows[0]) if came.rows else Shown("empty", like=True)
    reasons = []
    if came.envelope != "array" and came.lacking and not bare:
        reasons.append(f"the envelope lacks {', '.join(came.lacking)}")
    if came.page == 0:
        reasons.append("pages are counted from 0")
    if len(came.rows) > 1:
        reasons.append("more rows came than the one that was asked for")
    made.envelope, made.reason = came.envelope, "; ".join(reasons) or None
    if came.envelope or reasons:
        made.outcome = "differs"
    return made


def _record(operation: Operation, schema: Schema, row: Any) -> Shown:
    compared = shape(operation, schema, row)
    alike = bool(compared.seen or compared.renamed) and isinstance(row, Mapping)
    return Shown("differs" if compared.differs else "exists", row, shape=compared, like=alike)
