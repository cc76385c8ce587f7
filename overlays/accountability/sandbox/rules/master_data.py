"""Rules of master data: codes that are already used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rule import Change, Index, Rule

INDEXES = (
    Index("clients", ("clientCode",)),
    Index("suppliers", ("supplierCode",)),
    Index("employees", ("employeeCode",)),
)
_BY_COLLECTION = {index.collection: index for index in INDEXES}


def duplicate_code(change: Change) -> Mapping[str, Any]:
    """Append "1" to a code that is already used, until it is unique. [KB, on integrations]"""
    index = _BY_COLLECTION.get(change.collection)
    if index is None or not change.is_new:
        return {}
    (name,) = index.properties
    code = change.record.get(name)
    if not isinstance(code, str):
        return {}
    while change.first(index, code):
        code += "1"
    return {name: code}


RULES: dict[str, Rule] = {"duplicate-code-gets-1": duplicate_code}
