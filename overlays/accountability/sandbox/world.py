"""The world that all operations act on: the records, what the contracts say of them, and the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .access import Limits
from .account import Account
from .collection import Collections
from .exact import read
from .moment import Clock
from .occasion import Occasion
from .problem import Misfit, broken_reference, broken_rule, not_found
from .query import Condition, Filter
from .rules import RULES, Act, Broken
from .search import Search
from .store import Record, Store

_EMPLOYEES = Search("employees", ("emailAddress",))
SEARCHES = (_EMPLOYEES,)


@dataclass(frozen=True, slots=True)
class World:
    """Records, collections and clock, with what every kind of operation does to them."""

    store: Store
    collections: Collections
    clock: Clock

    def record(
        self, collection: str, key: Any, belongs: Mapping[str, Any] | None = None, limits: Limits | None = None
    ) -> Record:
        """The record of that id; see `text`."""
        record: Record = read(self.text(collection, key, belongs, limits))
        return record

    def text(
        self, collection: str, key: Any, belongs: Mapping[str, Any] | None = None, limits: Limits | None = None
    ) -> str:
        """The record of that id as it is kept: JSON.

        Args:
            collection: where to look.
            key: its id; what is neither a number nor a text names no record.
            belongs: members it must have, such as its parent's id.
            limits: what its caller may see.

        Raises:
            Problem: 404, there is none, it belongs to another parent, or it is hidden from the caller.
        """
        conditions: list[Condition] = [Filter(name, value) for name, value in (belongs or {}).items()]
        conditions += limits.conditions(collection) if limits else []
        text = self.store.text(collection, key) if isinstance(key, int | str) else None
        if text is not None and conditions:
            text = next(iter(self.store.texts(collection, [Filter("id", key), *conditions], limit=1)), None)
        if text is None:
            under = "".join(f" with {name} {value}" for name, value in (belongs or {}).items())
            raise not_found(f"record {key} of {collection}{under}")
        return text

    def employee(self, account: Account | None) -> Record | None:
        """The employee whose e-mail address is the account's user name."""
        if account is None:
            return None
        name = account.username
        return self.store.lasting(f"employee {name}", lambda: self.store.first(_EMPLOYEES, name))

    def create(
        self, collection: str, members: Mapping[str, Any], account: Account | None, rules: Sequence[str] = ()
    ) -> Record:
        """Keep a new record: the members given, what the server sets by itself where they are blank, the next id.

        Args:
            collection: where it belongs.
            members: that were given.
            account: who creates it.
            rules: ids of the rules that hold.

        Raises:
            Problem: 409, it refers to a record that does not exist, or breaks a rule.
        """
        occasion = self._occasion(account)
        by_server = {
            name: occasion.value(expression, schema)
            for name, expression, schema in self.collections[collection].defaults("x-on-create")
            if members.get(name) is None
        }
        record = {**members, **by_server}
        self._check_references(collection, record)
        ruled = self._ruled(Act(collection, None, record, self.store, occasion), rules)
        return self.store.add(collection, ruled, self.collections[collection].identity)

    def change(
        self,
        collection: str,
        record: Record,
        account: Account | None,
        *,
        members: Mapping[str, Any] | None = None,
        sets: Mapping[str, Any] | None = None,
        rules: Sequence[str] = (),
    ) -> Record:
        """Keep a record changed.

        Args:
            collection: where it belongs.
            record: as it was.
            account: who changes it.
            members: new values.
            sets: expressions for new values, as in `x-sets`.
            rules: ids of the rules that hold.

        Raises:
            Problem: 409, a new value refers to a record that does not exist, or the change breaks a rule.
        """
        occasion, known = self._occasion(account), self.collections[collection]
        self._check_references(collection, members or {})
        expressions = {**(sets or {}), **{name: rule for name, rule, _ in known.defaults("x-on-change")}}
        by_server = {name: occasion.value(rule, known.members.get(name, {})) for name, rule in expressions.items()}
        changed = {**record, **(members or {}), **by_server}
        act = Act(collection, record, changed, self.store, occasion, changes=sets is None)
        return self.store.put(collection, self._ruled(act, rules))

    def _ruled(self, act: Act, rules: Sequence[str]) -> Record:
        """The record as the rules leave it, one after the other in the order that they are kept in."""
        for name in RULES:
            if name in rules:
                try:
                    members = RULES[name](act)
                except Broken as broken:
                    raise broken_rule(name, broken.detail, broken.member) from None
                if members:
                    act = replace(act, record={**act.record, **members})
        return dict(act.record)

    def _occasion(self, account: Account | None) -> Occasion:
        """Now, and the employee who calls; an account that is none's stands for the first employee."""
        found = self.employee(account) or next(iter(self.store.select("employees", limit=1)), None)
        return Occasion(self.clock(), found["id"] if found else None)

    def _check_references(self, collection: str, members: Mapping[str, Any]) -> None:
        broken = [
            Misfit("body", pointer, f"There is no record {key} of {target}.")
            for pointer, target, key in self.collections[collection].references(members)
            if target in self.collections.names and self.store.get(target, key) is None
        ]
        if broken:
            raise broken_reference(broken)
