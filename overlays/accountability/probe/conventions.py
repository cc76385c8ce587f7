"""Find what all responses of a service have in common, for the operations that a probe cannot call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

from .. import spec
from ..corrections.properties import NAMINGS, Schema, format_and_types, properties_of
from ..spec import Operation
from .finding import Finding

__all__ = ("Conventions", "find_conventions")

_ENOUGH = 3  # properties or operations that agree


@frozen
class Conventions:
    """What the responses of a service have in common.

    Attributes:
        naming: The style of all names, if it is not the contract's.
        by_class: The format of all properties of a class, such as ids.
        list_envelope: The envelope of all lists, and the number of their first page.
        record_envelope: The envelope of all single records.
    """

    naming: str | None = None
    by_class: Mapping[str, str] = field(factory=dict)
    list_envelope: Mapping[str, Any] = field(factory=dict)
    record_envelope: Mapping[str, Any] = field(factory=dict)

    def names(self, operation: Operation, renamed: Mapping[str, str]) -> tuple[str | None, dict[str, str]]:
        """Return the naming of an operation, and the names that it does not explain."""
        if self.naming is None or not _is_inferred(operation) or not properties_of(operation):
            return None, dict(renamed)
        style = NAMINGS[self.naming]
        return self.naming, {name: new for name, new in renamed.items() if style(_last(name)) != new}

    def formats(self, operation: Operation) -> dict[str, str]:
        """Return the formats of an operation's properties."""
        if not self.by_class or not _is_inferred(operation):
            return {}
        classes = {path: _class(path, schema) for path, schema in properties_of(operation).items()}
        return {path: self.by_class[kind] for path, kind in classes.items() if kind in self.by_class}

    def envelope_of(self, operation: Operation) -> Mapping[str, Any]:
        """Return the envelope of an operation that was not called."""
        if not _is_inferred(operation) or operation.success() is None:
            return {}
        return self.list_envelope if operation.paging is not None else self.record_envelope


def find_conventions(api: str, findings: Sequence[Finding]) -> Conventions:
    """Return what the responses of an API have in common, by the findings of operations with a response."""
    operations = spec.load(api).operations
    inferred = [finding for finding in findings if finding.key in operations and _is_inferred(operations[finding.key])]
    rows = [finding for finding in inferred if finding.shape.seen or finding.shape.renamed]
    lists = [finding for finding in inferred if operations[finding.key].paging is not None]
    records = [finding for finding in rows if operations[finding.key].paging is None]
    return Conventions(
        naming=_naming(rows),
        by_class=_formats(operations, rows),
        list_envelope=_common([{"envelope": finding.envelope, "first_page": finding.first_page} for finding in lists]),
        record_envelope=_common([{"envelope": finding.record and {"record": finding.record}} for finding in records]),
    )


def _is_inferred(operation: Operation) -> bool:
    return operation.status == "inferred"


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _naming(findings: Sequence[Finding]) -> str | None:
    """Return the style that explains every renamed property, if those that are not renamed have it too."""
    renamed = [(_last(path), new) for finding in findings for path, new in finding.shape.renamed.items()]
    names = {_last(path) for finding in findings for path in finding.shape.seen}
    for name, style in NAMINGS.items():
        if len(renamed) >= _ENOUGH and all(style(old) == new for old, new in renamed):
            return name if all(style(word) == word for word in names) else None
    return None


def _formats(operations: Mapping[str, Operation], findings: Sequence[Finding]) -> dict[str, str]:
    """Return the format of each class of properties in which all values have one and the same."""
    formats_by_class: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        schemas = properties_of(operations[finding.key])
        for path, kind in finding.shape.seen.items():
            # An integer is a number without digits to lose: services that write strings often leave it as it is.
            if path in schemas and kind != "null" and (kind, _class(path, schemas[path])) != ("integer", "number"):
                formats_by_class[_class(path, schemas[path])].append("")
        for path, format in finding.shape.formats.items():
            if path in schemas:
                formats_by_class[_class(path, schemas[path])].append(format)
    return {
        kind: formats[0]
        for kind, formats in formats_by_class.items()
        if formats[0] and len(formats) >= _ENOUGH and len(set(formats)) == 1
    }


def _class(path: str, schema: Schema) -> str:
    """Return the class of a property: an id, or its format and type."""
    types = format_and_types(schema)
    if "integer" in types and _last(path).lower().endswith("id"):
        return "id"
    return "date-time" if "date-time" in types else "date" if "date" in types else next(filter(None, types[1:]), "")


def _common(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return values[0] if len(values) >= _ENOUGH and all(value == values[0] for value in values) else {}
