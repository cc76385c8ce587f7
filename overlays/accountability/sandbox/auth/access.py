"""Access groups, which limit what a caller may see and change in v1.

The levels are published [KB user-access-group], and so is access to one's own office only [AAH 281]. How the API
enforces them is inferred; the description of v1 states it. v2 and the legacy service have no such limits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..contract.collection import Collections
from ..contract.endpoint import Endpoint
from ..http.problem import Problem, rule_problem
from ..store.query import Clause, Condition, Filter, Index, property_sql, quote
from ..store.store import Record, Store
from .account import Account

_FULL, _READ_ONLY, _MY_DATA_ONLY = "Full Access", "Read Only", "My Data Only"
_RIGHTS = ("userAccessGroupId", "ownOfficeDataOnly")  # what an employee's record says about their access
_OFFICES = Index("offices", ("officeCode",))
INDEXES = (_OFFICES,)


@dataclass(frozen=True, slots=True)
class Access:
    """What one caller may see and change, by the level that their access group grants for each transaction type."""

    rights: Mapping[str, str]
    employee: Record
    store: Store
    collections: Collections

    def check(self, endpoint: Endpoint) -> None:
        """Raise a problem (403) unless the group grants an operation."""
        type_ = str(endpoint.access_type)
        level = self.rights.get(type_)
        if level not in (_FULL, _READ_ONLY, _MY_DATA_ONLY):
            raise _forbidden_problem(f"The caller's access group does not grant {type_}.")
        if endpoint.method != "GET" and level == _READ_ONLY:
            raise _forbidden_problem(f"The caller's access group grants {type_} as read only.")

    def conditions(self, collection: str) -> list[Condition]:
        """Return the conditions that a record has to meet for the caller to see it."""
        if collection not in self.collections.access_types:
            return []
        level = self.rights.get(self.collections.access_types[collection])
        if level not in (_FULL, _READ_ONLY, _MY_DATA_ONLY):
            return [Clause("0")]
        ownership, conditions = self.collections[collection].ownership, list[Condition]()
        if level == _MY_DATA_ONLY:
            conditions.append(self._require_caller(collection, ownership.get("employees", ())))
        if self.employee.get("ownOfficeDataOnly") is True and "office" in ownership:
            conditions.append(self._require_office(collection, ownership["office"]))
        return conditions

    def sees(self, collection: str, key: Any) -> bool:
        """Return whether the caller may see a record, which is also False if there is none."""
        conditions = [Filter("id", key), *self.conditions(collection)]
        return bool(self.store.select_json(collection, conditions, limit=1))

    def check_result(self, collection: str, record: Record) -> None:
        """Raise a problem (403) unless the caller sees what they have written."""
        if not self.sees(collection, record["id"]):
            detail = f"The caller may not write this record of {collection}: it would be hidden from them."
            raise _forbidden_problem(detail)

    def check_rights(self, collection: str, record: Record, changes: Mapping[str, Any]) -> None:
        """Raise a problem if callers change their own rights: 409, since the request itself is valid."""
        if collection == "employees" and record["id"] == self.employee.get("id"):
            changed_rights = [name for name in _RIGHTS if name in changes and changes[name] != record.get(name)]
            if changed_rights:
                raise rule_problem("own-access", f"The caller may not change their own {', '.join(changed_rights)}.")

    def _require_caller(self, collection: str, paths: Sequence[str]) -> Condition:
        """Return the condition that one of these paths leads to the caller."""
        tests = [self._build_test(collection, path, "= ?") for path in paths]
        return Clause(f"({' OR '.join(tests) or '0'})", [self.employee.get("id")] * len(paths))

    def _require_office(self, collection: str, path: str) -> Condition:
        """Return the condition that a path leads to the caller's office, by id or by code, or to none."""
        code = self.employee.get("officeCode")
        office = self.store.first(_OFFICES, code) or {}
        names = [name for name in (code, office.get("id")) if name is not None]
        test = f"NOT IN ({', '.join('?' * len(names))})" if names else "IS NOT NULL"
        return Clause(f"NOT ifnull({self._build_test(collection, path, test)}, 0)", names)

    def _build_test(self, collection: str, path: str, test: str, row: str = "record") -> str:
        """Return SQL that tests the value at a path, each part of which but the last names another record."""
        name, _, rest = path.partition(".")
        value = property_sql(name, f"{row}.body")
        if not rest:
            return f"{value} {test}"
        target = self.collections[collection].properties.get(name, {}).get("x-references", "")
        alias = f"{row}_"
        join = f"{alias}.tenant = {row}.tenant AND {alias}.collection = {quote(target)} AND {alias}.id = {value}"
        target_test = self._build_test(target, rest, test, alias)
        return f"EXISTS (SELECT 1 FROM record AS {alias} WHERE {join} AND {target_test})"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request: their account, unless the operation is open to anyone, their employee, and their limits."""

    account: Account | None = None
    employee: Record | None = None
    access: Access | None = None


def load_access(employee: Record | None, store: Store, collections: Collections) -> Access:
    """Return the access of a caller. One who is not an employee is in no group."""
    employee = employee or {}
    group = store.get("useraccessgroups", employee.get("userAccessGroupId") or 0) or {}
    grants = group.get("access") or ()
    rights = {grant["transactionType"]: grant.get("accessLevel") for grant in grants if "transactionType" in grant}
    return Access(rights, employee, store, collections)


def _forbidden_problem(detail: str) -> Problem:
    return Problem(403, detail, type="access")
