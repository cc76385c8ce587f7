"""Rules of master data: what becomes of a code that is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Rule

_CODES = {"clients": "clientCode", "suppliers": "supplierCode", "employees": "employeeCode"}


def duplicate_code(act: Act) -> Mapping[str, Any]:
    """A code that is taken gets "1" appended, again while that one is taken too. [KB, on integrations]"""
    member = _CODES.get(act.collection, "")
    code = act.record.get(member)
    if not act.is_new or not isinstance(code, str):
        return {}
    while act.first(act.collection, **{member: code}):
        code += "1"
    return {member: code}


RULES: dict[str, Rule] = {"duplicate-code-gets-1": duplicate_code}
