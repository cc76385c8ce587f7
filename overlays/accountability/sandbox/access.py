"""What v1 lets a caller do: the level of the caller's access group, and the own office, as the contract tells it.

The levels are published [KB user-access-group], the own office too [AAH 281]; what the API makes of them is inferred,
and stands in words in the description of v1. v2 and the legacy service are not limited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .collection import Collections
from .endpoint import Endpoint
from .problem import Problem
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

    @property
    def hides(self) -> bool:
        """Whether some records may be hidden."""
        return self.level == _OWN or self.own_office

    def shows(self, collection: str, record: Record) -> bool:
        """Whether the caller may see a record."""
        own = self.collections.own(collection)
        return self._is_own(own, collection, record) and self._is_of_office(own, collection, record)

    def create(self, collection: str, record: Record) -> None:
        """Let the caller keep a new record.

        Raises:
            Problem: 403, it would be hidden from its own maker.
        """
        if not self.shows(collection, record):
            raise _forbidden(f"The caller may not create this record of {collection}: it would be hidden from them.")

    def _is_own(self, own: Mapping[str, Any], collection: str, record: Record) -> bool:
        if self.level != _OWN:
            return True
        named = [self._at(collection, record, path) for path in own.get("employees", ())]
        return self.employee.get("id") in [each for each in named if each is not None]

    def _is_of_office(self, own: Mapping[str, Any], collection: str, record: Record) -> bool:
        if not self.own_office or "office" not in own:
            return True
        office = self._at(collection, record, own["office"])
        return office is None or office == self._office(office)

    def _office(self, like: Any) -> Any:
        """The caller's office as a record names it: by id, or by code."""
        code = self.employee.get("officeCode")
        if not isinstance(like, int):
            return code
        return (self.store.first(_OFFICES, code) or {}).get("id")

    def _at(self, collection: str, record: Record, path: str) -> Any:
        """The value at a path, each part of which but the last names another record."""
        name, _, rest = path.partition(".")
        value = record.get(name)
        if not rest or value is None:
            return value
        target = self.collections[collection].members.get(name, {}).get("x-references", "")
        other = self.store.get(target, value) if target else None
        return self._at(target, other, rest) if other else None


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
    group = store.get("useraccessgroups", caller.get("userAccessGroupId") or 0) or {}
    rights = {each.get("transactionType"): each.get("accessLevel") for each in group.get("access") or ()}
    own_office = caller.get("ownOfficeDataOnly") is True
    return Limits(str(kind), rights.get(kind), caller, own_office, store, collections)


def _forbidden(detail: str) -> Problem:
    return Problem(403, detail, kind="access")
