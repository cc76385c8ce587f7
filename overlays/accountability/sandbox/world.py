"""The world that all operations act on: the records, what the contracts say of them, and the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .account import Account
from .collection import Collections
from .moment import Clock
from .occasion import Occasion
from .problem import Misfit, broken_reference, not_found
from .query import Filter
from .store import Record, Store


@dataclass(frozen=True, slots=True)
class World:
    """Records, collections and clock, with what every kind of operation does to them."""

    store: Store
    collections: Collections
    clock: Clock

    def record(self, collection: str, key: Any, belongs: Mapping[str, Any] | None = None) -> Record:
        """The record of that id.

        Args:
            collection: where to look.
            key: its id; what is no integer names no record.
            belongs: members it must have, such as its parent's id.

        Raises:
            Problem: 404, there is none, or it belongs to another parent.
        """
        record = self.store.get(collection, key) if isinstance(key, int) else None
        if record is None or any(record.get(name) != value for name, value in (belongs or {}).items()):
            under = "".join(f" with {name} {value}" for name, value in (belongs or {}).items())
            raise not_found(f"record {key} of {collection}{under}")
        return record

    def create(self, collection: str, members: Mapping[str, Any], account: Account | None) -> Record:
        """Keep a new record: the members given, what the server sets by itself where they are blank, the next id.

        Raises:
            Problem: 409, it refers to a record that does not exist.
        """
        occasion = self._occasion(account)
        by_server = {
            name: occasion.value(expression, schema)
            for name, expression, schema in self.collections[collection].defaults("x-on-create")
            if members.get(name) is None
        }
        record = {**members, **by_server}
        self._check_references(collection, record)
        return self.store.add(collection, record)

    def change(
        self,
        collection: str,
        record: Record,
        account: Account | None,
        *,
        members: Mapping[str, Any] | None = None,
        sets: Mapping[str, Any] | None = None,
    ) -> Record:
        """Keep a record changed.

        Args:
            collection: where it belongs.
            record: as it was.
            account: who changes it.
            members: new values.
            sets: expressions for new values, as in `x-sets`.

        Raises:
            Problem: 409, a new value refers to a record that does not exist.
        """
        occasion, known = self._occasion(account), self.collections[collection]
        self._check_references(collection, members or {})
        expressions = {**(sets or {}), **{name: rule for name, rule, _ in known.defaults("x-on-change")}}
        by_server = {name: occasion.value(rule, known.members.get(name, {})) for name, rule in expressions.items()}
        return self.store.put(collection, {**record, **(members or {}), **by_server})

    def _occasion(self, account: Account | None) -> Occasion:
        """Now, and the employee whose e-mail address is the account's user name; without one, the first employee."""
        email = [Filter("emailAddress", account.username)] if account else []
        found = self.store.select("employees", email, limit=1) or self.store.select("employees", limit=1)
        return Occasion(self.clock(), int(found[0]["id"]) if found else None)

    def _check_references(self, collection: str, members: Mapping[str, Any]) -> None:
        broken = [
            Misfit("body", pointer, f"There is no record {key} of {target}.")
            for pointer, target, key in self.collections[collection].references(members)
            if target in self.collections.names and self.store.get(target, key) is None
        ]
        if broken:
            raise broken_reference(broken)
