"""What a schema leaves of a value: its declared members, in its order. Read from the schema once, not at each value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from accountability.contract import Contract

from .members import Schema, admits_unknown, declared, nullable, types


class Shape:
    """Cuts values down to what a schema declares.

    Members that the contract does not name are left out, unless their schema admits them by itself; so is a null where
    none may be. An integer written as 5.0 becomes 5.

    Args:
        contract: what references lead into.
        schema: of the values.
    """

    def __init__(self, contract: Contract, schema: Schema) -> None:
        self._contract = contract
        self._schema = contract.resolve(schema)
        self._whole = "integer" in types(self._schema)
        self.nullable = nullable(self._schema)

    @cached_property
    def _members(self) -> dict[str, Shape]:
        return {name: Shape(self._contract, each) for name, each in declared(self._contract, self._schema).items()}

    @cached_property
    def _item(self) -> Shape:
        return Shape(self._contract, self._schema.get("items", {}))

    @cached_property
    def _is_open(self) -> bool:
        return admits_unknown(self._contract, self._schema)

    def fit(self, value: Any) -> Any:
        """The value with what is declared of it."""
        if value is None or isinstance(value, str | bool):
            return value
        if isinstance(value, dict):
            return self._object(value) if self._members else value
        if isinstance(value, list):
            return [self._item.fit(item) for item in value]
        return int(value) if self._whole else value

    def _object(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        members = self._members
        kept = {
            name: shape.fit(value[name])
            for name, shape in members.items()
            if name in value and (value[name] is not None or shape.nullable)
        }
        if self._is_open:
            kept.update({name: member for name, member in value.items() if name not in members})
        return kept
