"""Compare a successful response with the contract: the outcome, the envelope, and the shape of one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import define, field

from ..corrections.correction import Envelope
from ..corrections.properties import Schema, record_schema
from ..spec import Operation
from .envelope import Rows, find_rows, inner_objects
from .shape import Shape, shape

__all__ = ("Comparison", "Outcome", "compare_response", "media_type")

Outcome: TypeAlias = Literal["exists", "empty", "differs", "absent", "forbidden", "failed", "untried"]
_JSON = "application/json"


@define
class Comparison:
    """How a response compares with the contract.

    Attributes:
        outcome: Whether it conforms to the contract.
        row: The record; of a list the first.
        reason: Details of the outcome.
        envelope: The envelope of a list, if it differs from the contract's.
        record: The property that holds a single record, if there is one.
        first_page: The number of the first page.
        shape: How the record compares with the contract.
        is_similar: Whether it has a property of the contract.
    """

    outcome: Outcome
    row: Any = field(default=None, repr=False)
    reason: str | None = None
    envelope: Envelope | None = None
    record: str | None = None
    first_page: int = 1
    shape: Shape = field(factory=Shape)
    is_similar: bool = False


def media_type(operation: Operation) -> str:
    """Return the media type to request: a published one before an inferred one, JSON before XML."""
    content = operation.success_content
    published = sorted(media for media, each in content.items() if each.get("x-status") != "inferred")
    return (published or sorted(content) or [_JSON])[0]


def compare_response(operation: Operation, value: Any, *, has_known_envelope: bool = False) -> Comparison:
    """Compare a response with the contract of its operation.

    Args:
        operation: The operation that was called.
        value: The decoded response.
        has_known_envelope: Whether a correction describes the envelope.
    """
    schema = record_schema(operation, operation.success(media_type(operation)) or {})
    if operation.paging is not None:
        rows = find_rows(value, operation.paging)
        if rows is None:
            return Comparison("differs", reason="no list is in the response")
        return _list(operation, schema, rows, has_known_envelope)
    records = value if isinstance(value, list) else [value]
    if not records or value is None:
        return Comparison("empty")
    return _unwrapped(operation, schema, records[0])


def _unwrapped(operation: Operation, schema: Schema, value: Any) -> Comparison:
    """Compare a record, or else the record inside an envelope."""
    compared = _record(operation, schema, value)
    if compared.is_similar or not isinstance(value, Mapping) or not schema.get("properties"):
        return compared
    for path, inner in inner_objects(value):
        found = _record(operation, schema, inner)
        if found.is_similar:
            found.outcome, found.record = "differs", path
            return found
    return compared


def _list(operation: Operation, schema: Schema, rows: Rows, has_known_envelope: bool) -> Comparison:
    result = _record(operation, schema, rows.rows[0]) if rows.rows else Comparison("empty", is_similar=True)
    reasons = []
    if rows.envelope != "array" and rows.lacking and not has_known_envelope:
        reasons.append(f"the envelope lacks {', '.join(rows.lacking)}")
    if rows.page == 0:
        reasons.append("the first page is page 0")
    if len(rows.rows) > 1:
        reasons.append("more rows than the requested one were returned")
    result.envelope, result.reason = rows.envelope, "; ".join(reasons) or None
    result.first_page = 0 if rows.page == 0 else 1
    if rows.envelope or reasons:
        result.outcome = "differs"
    return result


def _record(operation: Operation, schema: Schema, row: Any) -> Comparison:
    compared = shape(operation, schema, row)
    is_similar = bool(compared.seen or compared.renamed) and isinstance(row, Mapping)
    return Comparison("differs" if compared.differs else "exists", row, shape=compared, is_similar=is_similar)
