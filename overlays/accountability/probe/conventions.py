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
        return self.naming, {ours: new for ours, new in renamed.items() if style(_last(ours)) != new}

    def formats(self, operation: Operation) -> dict[str, str]:
        """Return the formats of an operation's properties."""
        if not self.by_class or not _is_inferred(operation):
            return {}
        classes = {path: _class(path, schema) for path, schema in properties_of(operation).items()}
        return {path: self.by_class[each] for path, each in classes.items() if each in self.by_class}

    def envelope_of(self, operation: Operation) -> Mapping[str, Any]:
        """Return the envelope of an operation that was not called."""
        if not _is_inferred(operation) or operation.success() is None:
            return {}
        return self.list_envelope if operation.paging is not None else self.record_envelope


def find_conventions(api: str, findings: Sequence[Finding]) -> Conventions:
    """Return what the responses of an API have in common, by the findings of operations with a response."""
    operations = spec.load(api).operations
    inferred = [each for each in findings if each.key in operations and _is_inferred(operations[each.key])]
    rows = [each for each in inferred if each.shape.seen or each.shape.renamed]
    lists = [each for each in inferred if operations[each.key].paging is not None]
    records = [each for each in rows if operations[each.key].paging is None]
    return Conventions(
        naming=_naming(rows),
        by_class=_formats(operations, rows),
        list_envelope=_common([{"envelope": each.envelope, "first_page": each.first_page} for each in lists]),
        record_envelope=_common([{"envelope": each.record and {"record": each.record}} for each in records]),
    )


def _is_inferred(operation: Operation) -> bool:
    return operation.status == "inferred"


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _naming(findings: Sequence[Finding]) -> str | None:
    """Return the style that explains every renamed property, if those that are not renamed have it too."""
    renamed = [(_last(ours), new) for each in findings for ours, new in each.shape.renamed.items()]
    same = {_last(path) for each in findings for path in each.shape.seen}
    for name, style in NAMINGS.items():
        if len(renamed) >= _ENOUGH and all(style(ours) == new for ours, new in renamed):
            return name if all(style(each) == each for each in same) else None
    return None


def _formats(operations: Mapping[str, Operation], findings: Sequence[Finding]) -> dict[str, str]:
    """Return the format of each class of properties in which all values have one and the same."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in findings:
        known = properties_of(operations[each.key])
        for path, kind in each.shape.seen.items():
            # An integer is a number without digits to lose: services that write strings often leave it as it is.
            if path in known and kind != "null" and (kind, _class(path, known[path])) != ("integer", "number"):
                found[_class(path, known[path])].append("")
        for path, format in each.shape.formats.items():
            if path in known:
                found[_class(path, known[path])].append(format)
    return {
        kind: formats[0]
        for kind, formats in found.items()
        if formats[0] and len(formats) >= _ENOUGH and len(set(formats)) == 1
    }


def _class(path: str, schema: Schema) -> str:
    """Return the class of a property: an id, or its format and type."""
    types = format_and_types(schema)
    if "integer" in types and _last(path).lower().endswith("id"):
        return "id"
    return "date-time" if "date-time" in types else "date" if "date" in types else next(filter(None, types[1:]), "")


def _common(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return values[0] if len(values) >= _ENOUGH and all(each == values[0] for each in values) else {}
