"""Judge a successful response: the outcome, the envelope, and the shape of one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import define, field

from ..corrections.correction import Envelope
from ..corrections.properties import Schema, record
from ..spec import Operation
from .envelope import Listed, listed, wrapped
from .shape import Shape, shape

__all__ = ("Outcome", "Shown", "media", "shown")

Outcome: TypeAlias = Literal["exists", "empty", "differs", "absent", "forbidden", "failed", "untried"]
_JSON = "application/json"


@define
class Shown:
    """What a response shows.

    Attributes:
        outcome: Whether it conforms to the contract.
        row: The record; of a list the first.
        reason: Details of the outcome.
        envelope: The envelope of a list, if it differs from the contract's.
        record: The property that holds a single record, if there is one.
        first_page: The number of the first page.
        shape: How the record compares with the contract.
        like: Whether it has anything in common with the contract.
    """

    outcome: Outcome
    row: Any = field(default=None, repr=False)
    reason: str | None = None
    envelope: Envelope | None = None
    record: str | None = None
    first_page: int = 1
    shape: Shape = field(factory=Shape)
    like: bool = False


def media(operation: Operation) -> str:
    """Return the media type to request: a published one before an inferred one, JSON before XML."""
    good = [each for status, each in operation.raw["responses"].items() if status.startswith("2")]
    content: Mapping[str, Schema] = operation.resolve(good[0]).get("content", {}) if good else {}
    published = sorted(media for media, each in content.items() if each.get("x-status") != "inferred")
    return (published or sorted(content) or [_JSON])[0]


def shown(operation: Operation, value: Any, *, known: bool = False) -> Shown:
    """Return what a response shows of an operation.

    Args:
        operation: The operation that was called.
        value: The decoded response.
        known: Whether a correction describes the envelope.
    """
    schema = record(operation, operation.success(media(operation)) or {})
    if operation.paging is not None:
        rows = listed(value, operation.paging)
        if rows is None:
            return Shown("differs", reason="no list is in the response")
        return _list(operation, schema, rows, known)
    rows_alone = value if isinstance(value, list) else [value]
    if not rows_alone or value is None:
        return Shown("empty")
    return _unwrapped(operation, schema, rows_alone[0])


def _unwrapped(operation: Operation, schema: Schema, value: Any) -> Shown:
    """Compare a record, or else the record inside an envelope."""
    compared = _record(operation, schema, value)
    if compared.like or not isinstance(value, Mapping) or not schema.get("properties"):
        return compared
    for path, inner in wrapped(value):
        found = _record(operation, schema, inner)
        if found.like:
            found.outcome, found.record = "differs", path
            return found
    return compared


def _list(operation: Operation, schema: Schema, came: Listed, known: bool) -> Shown:
    result = _record(operation, schema, came.rows[0]) if came.rows else Shown("empty", like=True)
    reasons = []
    if came.envelope != "array" and came.lacking and not known:
        reasons.append(f"the envelope lacks {', '.join(came.lacking)}")
    if came.page == 0:
        reasons.append("the first page is page 0")
    if len(came.rows) > 1:
        reasons.append("more rows than the requested one were returned")
    result.envelope, result.reason = came.envelope, "; ".join(reasons) or None
    result.first_page = 0 if came.page == 0 else 1
    if came.envelope or reasons:
        result.outcome = "differs"
    return result


def _record(operation: Operation, schema: Schema, row: Any) -> Shown:
    compared = shape(operation, schema, row)
    alike = bool(compared.seen or compared.renamed) and isinstance(row, Mapping)
    return Shown("differs" if compared.differs else "exists", row, shape=compared, like=alike)
