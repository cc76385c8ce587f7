"""What v1 lets a caller do: the level of the caller's access group, and the own office, as the contract tells it.

The levels are published [KB user-access-group], the own office too [AAH 281]; what the API makes of them is inferred,
and stands in words in the description of v1. v2 and the legacy service are not limited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .collection import Collections
from .endpoint import Endpoint
from .problem import Problem
from .query import Clause, Condition, Filter, member_of, quoted
from .search import Search
from .store import Record, Store

LIMITED_BY = "x-access"  # names the transaction type of an operation
_FULL, _READ_ONLY, _OWN = "Full Access", "Read Only", "My Data Only"
_OFFICES = Search("offices", ("officeCode",))
SEARCHES = (_OFFICES,)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one caller may see and do of one transaction type.

    Args:
        kind: the transaction type.
        level: that the caller's access group grants of it; None for none.
        employee: the caller.
        own_office: whether only the caller's own office is open.
        store: the records.
        collections: what the contract says of them.
    """

    kind: str
    level: str | None
    employee: Record
    own_office: bool
    store: Store
    collections: Collections

    def admit(self, *, writes: bool) -> None:
        """Let the caller in.

        Args:
            writes: whether the operation would change something.

        Raises:
            Problem: 403, the group does not grant it.
        """
        if self.level not in (_FULL, _READ_ONLY, _OWN):
            raise _forbidden(f"The caller's access group does not grant {self.kind}.")
        if writes and self.level == _READ_ONLY:
            raise _forbidden(f"The caller's access group grants {self.kind} to be read only.")

    def conditions(self, collection: str) -> list[Condition]:
        """What the caller may see of a collection."""
        own, found = self.collections.own(collection), list[Condition]()
        if self.level == _OWN:
            found.append(self._named(collection, own.get("employees", ())))
        if self.own_office and "office" in own:
            found.append(self._in_office(collection, own["office"]))
        return found

    def create(self, collection: str, record: Record) -> None:
        """Let the caller keep a new record.

        Raises:
            Problem: 403, it would be hidden from its own maker.
        """
        if not self.store.texts(collection, [Filter("id", record["id"]), *self.conditions(collection)], limit=1):
            raise _forbidden(f"The caller may not create this record of {collection}: it would be hidden from them.")

    def _named(self, collection: str, paths: Sequence[str]) -> Condition:
        """A record that names the caller at one of these paths."""
        tests = [self._at(collection, path, "= ?") for path in paths]
        return Clause(f"({' OR '.join(tests) or '0'})", [self.employee.get("id")] * len(paths))

    def _in_office(self, collection: str, path: str) -> Condition:
        """A record that names no other office than the caller's: by id or by code, or none at all."""
        code = self.employee.get("officeCode")
        office = self.store.first(_OFFICES, code) or {}
        names = [name for name in (code, office.get("id")) if name is not None]
        other = f"NOT IN ({', '.join('?' * len(names))})" if names else "IS NOT NULL"
        return Clause(f"NOT ifnull({self._at(collection, path, other)}, 0)", names)

    def _at(self, collection: str, path: str, test: str, row: str = "record") -> str:
        """In SQL: a test of the value at a path, each part of which but the last names another record."""
        name, _, rest = path.partition(".")
        value = member_of(name, f"{row}.body")
        if not rest:
            return f"{value} {test}"
        target = self.collections[collection].members.get(name, {}).get("x-references", "")
        other = f"{row}_"
        found = f"{other}.collection = {quoted(target)} AND {other}.id = {value}"
        return f"EXISTS (SELECT 1 FROM record AS {other} WHERE {found} AND {self._at(target, rest, test, other)})"


def limits_of(endpoint: Endpoint, employee: Record | None, store: Store, collections: Collections) -> Limits | None:
    """The limits of a caller at an operation; None where it has none.

    Args:
        endpoint: the operation; its `x-access` names the transaction type.
        employee: the caller; one that is no employee is in no group.
        store: the records.
        collections: what the contract says of them.
    """
    kind = endpoint.operation.raw.get(LIMITED_BY)
    if kind is None:
        return None
    caller = employee or {}
    group = caller.get("userAccessGroupId") or 0
    level = store.lasting(f"rights of group {group}", lambda: _rights(store, group)).get(kind)
    return Limits(str(kind), level, caller, caller.get("ownOfficeDataOnly") is True, store, collections)


def _rights(store: Store, group: int) -> Mapping[str, str]:
    """What an access group grants: a level by transaction type."""
    access = (store.get("useraccessgroups", group) or {}).get("access") or ()
    return {each["transactionType"]: each.get("accessLevel") for each in access if "transactionType" in each}


def _forbidden(detail: str) -> Problem:
    return Problem(403, detail, kind="access")
