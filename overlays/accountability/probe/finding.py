"""The result of one operation: how its response compares with the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import asdict, define, field

from ..corrections.correction import Envelope
from ..corrections.properties import Schema, record_schema
from ..spec import Operation
from .envelope import Rows, find_rows, inner_objects
from .shape import Shape, shape

__all__ = ("Finding", "Outcome", "compare_response", "is_similar", "media_type")

Outcome: TypeAlias = Literal["exists", "empty", "differs", "absent", "forbidden", "failed", "untried"]
_JSON = "application/json"


@define(kw_only=True)
class Finding:
    """The result of one operation; the attributes are those of its entry in `probe.json`.

    Attributes:
        reason: Details of the outcome.
        actual_path: The other path at which the operation was found.
        envelope: The envelope of a list, if it differs from the contract's.
        record: The property that holds a single record, if there is one.
        first_page: The number of the first page.
        charset: The probable encoding, if it is not UTF-8.
        shape: How the record compares with the contract.
    """

    key: str
    method: str
    path: str
    outcome: Outcome
    status: int | None = None
    reason: str | None = None
    actual_path: str | None = None
    envelope: Envelope | None = None
    record: str | None = None
    first_page: int = 1
    charset: str | None = None
    shape: Shape = field(factory=Shape)

    @classmethod
    def of(
        cls, operation: Operation, outcome: Outcome = "exists", status: int | None = None, reason: str | None = None
    ) -> Finding:
        return cls(
            key=operation.key, method=operation.method, path=operation.path,
            outcome=outcome, status=status, reason=reason,
        )  # fmt: skip

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
        lines += [f"  found at {self.actual_path}"] if self.actual_path else []
        lines += [f"  envelope: {_names(self.envelope)}"] if self.envelope else []
        lines += [f"  the record is in {self.record}"] if self.record else []
        lines += [f"  charset: probably {self.charset}"] if self.charset else []
        lines += [f"  {path} is probably {name}" for path, name in shape.renamed.items()]
        lines += [f"  {name}: expected {expected}, got {seen}" for name, (expected, seen) in shape.types.items()]
        lines += [f"  {name}: missing" for name in shape.missing]
        lines += [f"  {name}: unknown ({kind})" for name, kind in shape.unknown.items()]
        return lines


def _names(envelope: Envelope) -> str:
    if isinstance(envelope, str):
        return f"a bare {envelope}"
    return ", ".join(f"{key} is {name}" for key, name in envelope.items())


def media_type(operation: Operation) -> str:
    """Return the media type to request: a published one before an inferred one, JSON before XML."""
    content = operation.success_content
    published = sorted(media for media, part in content.items() if part.get("x-status") != "inferred")
    return (published or sorted(content) or [_JSON])[0]


def compare_response(finding: Finding, operation: Operation, value: Any, *, has_known_envelope: bool = False) -> Any:
    """Add to a finding how a response compares with the contract, and return its record; of a list the first."""
    schema = record_schema(operation, operation.success(media_type(operation)) or {})
    if operation.paging is not None:
        rows = find_rows(value, operation.paging)
        if rows is not None:
            return _compare_list(finding, operation, schema, rows, has_known_envelope)
        finding.outcome, finding.reason = "differs", "no list is in the response"
        return None
    records = value if isinstance(value, list) else [value]
    if records and value is not None:
        return _compare_record(finding, operation, schema, records[0])
    finding.outcome = "empty"
    return None


def is_similar(operation: Operation, value: Any) -> bool:
    """Return whether a response has a property of the contract, or is a list without records."""
    rows = find_rows(value, operation.paging) if operation.paging is not None else None
    finding = Finding.of(operation)
    compare_response(finding, operation, value)
    return finding.shape.is_similar or (rows is not None and not rows.rows)


def _compare_record(finding: Finding, operation: Operation, schema: Schema, value: Any) -> Any:
    """Compare a record, or else the record inside an envelope."""
    finding.shape = shape(operation, schema, value)
    finding.outcome = "differs" if finding.shape.differs else "exists"
    if finding.shape.is_similar or not isinstance(value, Mapping) or not schema.get("properties"):
        return value
    for path, inner in inner_objects(value):
        compared = shape(operation, schema, inner)
        if compared.is_similar:
            finding.outcome, finding.record, finding.shape = "differs", path, compared
            return inner
    return value


def _compare_list(finding: Finding, operation: Operation, schema: Schema, rows: Rows, has_known_envelope: bool) -> Any:
    row = rows.rows[0] if rows.rows else None
    if rows.rows:
        finding.shape = shape(operation, schema, row)
    reasons = []
    if rows.envelope != "array" and rows.lacking and not has_known_envelope:
        reasons.append(f"the envelope lacks {', '.join(rows.lacking)}")
    if rows.page == 0:
        reasons.append("the first page is page 0")
    if len(rows.rows) > 1:
        reasons.append("more rows than the requested one were returned")
    finding.envelope, finding.reason = rows.envelope, "; ".join(reasons) or None
    finding.first_page = 0 if rows.page == 0 else 1
    if rows.envelope or reasons or finding.shape.differs:
        finding.outcome = "differs"
    elif not rows.rows:
        finding.outcome = "empty"
    return row
