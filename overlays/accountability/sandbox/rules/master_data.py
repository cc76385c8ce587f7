"""Rules of master data: what becomes of a code that is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Rule, Search

SEARCHES = (
    Search("clients", ("clientCode",)),
    Search("suppliers", ("supplierCode",)),
    Search("employees", ("employeeCode",)),
)
_BY_CODE = {search.collection: search for search in SEARCHES}


def duplicate_code(act: Act) -> Mapping[str, Any]:
    """A code that is taken gets "1" appended, again while that one is taken too. [KB, on integrations]"""
    search = _BY_CODE.get(act.collection)
    if search is None or not act.is_new:
        return {}
    (member,) = search.members
    code = act.record.get(member)
    if not isinstance(code, str):
        return {}
    while act.first(search, code):
        code += "1"
    return {member: code}


RULES: dict[str, Rule] = {"duplicate-code-gets-1": duplicate_code}
