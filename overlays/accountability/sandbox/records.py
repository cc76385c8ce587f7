"""Read and write the records of a tenant as the contracts and the domain rules state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .auth.access import Access, Caller
from .auth.account import Account
from .clock import Clock
from .contract.collection import Collections
from .http.problem import FieldError, not_found_problem, reference_problem, rule_problem
from .rules import RULES, Change, Context, RuleViolationError
from .store.query import Condition, Filter, Index
from .store.store import Record, Store

_EMPLOYEES = Index("employees", ("emailAddress",))
INDEXES = (_EMPLOYEES,)


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one tenant."""

    store: Store
    collections: Collections
    clock: Clock

    def get_json(
        self, collection: str, key: Any, parents: Mapping[str, Any] | None = None, access: Access | None = None
    ) -> str:
        """Return the JSON of the record of an id, which has the properties of `parents`.

        Raises:
            Problem: 404 if there is none, or it is hidden from the caller.
        """
        text = self.store.get_json(collection, key) if isinstance(key, int | str) else None
        conditions: list[Condition] = [Filter(name, value) for name, value in parents.items()] if parents else []
        conditions += access.conditions(collection) if access else ()
        if text is not None and conditions:
            text = next(iter(self.store.select_json(collection, [Filter("id", key), *conditions], limit=1)), None)
        if text is None:
            suffix = "".join(f" with {name} {value}" for name, value in (parents or {}).items())
            raise not_found_problem(f"record {key} of {collection}{suffix}")
        return text

    def find_employee(self, account: Account | None) -> Record | None:
        """Return the employee whose e-mail address is the account's username."""
        return None if account is None else self.store.first(_EMPLOYEES, account.username)

    def create(
        self, collection: str, properties: Mapping[str, Any], caller: Caller, rules: tuple[str, ...] = ()
    ) -> Record:
        """Store a new record under the next id, with what the server sets if it is blank, and return it.

        Raises:
            Problem: 409 if it refers to a record that does not exist for the caller, or violates a rule.
        """
        self._check_references(collection, properties, caller.access)
        context = self._build_context(caller)
        server_values = {
            name: context.evaluate(expression, schema)
            for name, expression, schema in self.collections[collection].server_values("x-on-create")
            if properties.get(name) is None
        }
        change = Change(collection, None, {**properties, **server_values}, self.store, context)
        record = self.derive(collection, _apply_rules(change, rules))
        return self.store.add(collection, record, self.collections[collection].id_factory)

    def update(
        self,
        collection: str,
        record: Record,
        caller: Caller,
        *,
        properties: Mapping[str, Any] | None = None,
        sets: Mapping[str, Any] | None = None,
        rules: tuple[str, ...] = (),
    ) -> Record:
        """Store a record with changed properties, and those that the operation's `x-sets` sets, and return it.

        Raises:
            Problem: 409 if a new value refers to a record that does not exist for the caller, or a rule is violated.
        """
        self._check_references(collection, properties or {}, caller.access, record)
        context, definition = self._build_context(caller), self.collections[collection]
        expressions = {**(sets or {}), **{name: value for name, value, _ in definition.server_values("x-on-change")}}
        server_values = {
            name: context.evaluate(expression, definition.properties.get(name, {}))
            for name, expression in expressions.items()
        }
        changed_record = {**record, **(properties or {}), **server_values}
        change = Change(collection, record, changed_record, self.store, context, is_transition=sets is not None)
        result = self.store.put(collection, self.derive(collection, _apply_rules(change, rules), record))
        self._update_dependents(collection, record, result)
        return result

    def derive(self, collection: str, record: Record, before: Record | None = None) -> Record:
        """Return a record with the codes and names that follow from its ids, such as `officeName` from `officeId`.

        Values that a new record has are kept; of a stored one (`before`) only changed ids count.
        """
        derived_values: dict[str, Any] = {}
        for derived_property in self.collections.derived.get(collection, ()):
            key = record.get(derived_property.reference)
            if before:
                is_unchanged = key == before.get(derived_property.reference)
            else:
                is_unchanged = key is None or record.get(derived_property.name) is not None
            if not is_unchanged:
                source = self.store.get(derived_property.target, key) if isinstance(key, int | str) else None
                derived_values[derived_property.name] = (source or {}).get(derived_property.name)
        return {**record, **derived_values} if derived_values else record

    def _update_dependents(self, collection: str, before: Record, after: Record) -> None:
        """Update the codes and names that other records take from a changed record."""
        for dependent, derived_property in self.collections.dependents.get(collection, ()):
            name = derived_property.name
            if before.get(name) != after.get(name):
                for record in self.store.select(dependent, [Filter(derived_property.reference, after["id"])]):
                    if record.get(name) == before.get(name):
                        self.store.put(dependent, {**record, name: after.get(name)})

    def _build_context(self, caller: Caller) -> Context:
        """Return the time and the caller; an account without an employee acts as the first employee."""
        employee = caller.employee or next(iter(self.store.select("employees", limit=1)), None)
        return Context(self.clock(), employee["id"] if employee else None)

    def _check_references(
        self, collection: str, properties: Mapping[str, Any], access: Access | None, before: Record | None = None
    ) -> None:
        """Check the references of a request, except those that the stored record has: sending them changes nothing."""
        definition = self.collections[collection]
        stored_references = {*definition.references(before)} if before else set()
        errors = [
            FieldError("body", pointer, f"There is no record {key} of {target}.")
            for pointer, target, key in definition.references(properties)
            if target in self.collections.names and (pointer, target, key) not in stored_references
            if not self._exists(target, key, access)
        ]
        if errors:
            raise reference_problem(errors)

    def _exists(self, collection: str, key: Any, access: Access | None) -> bool:
        """Return whether a record exists for a caller: a hidden one must not differ from an absent one."""
        return access.sees(collection, key) if access else self.store.get_json(collection, key) is not None


@cache
def _sort_rules(rules: tuple[str, ...]) -> list[str]:
    """Return the rules that are enforced, in the order in which they apply."""
    return [name for name in RULES if name in rules]


def _apply_rules(change: Change, rules: tuple[str, ...]) -> Record:
    """Return the record as the rules leave it, applied in their own order; each sees what those before it have set."""
    for name in _sort_rules(rules):
        try:
            change.record.update(RULES[name](change))
        except RuleViolationError as violation:
            raise rule_problem(name, violation.detail, violation.property) from None
    return change.record
