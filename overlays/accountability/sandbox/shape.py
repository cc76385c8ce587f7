"""What a schema leaves of a value: its declared members, in its order. Read from the schema once, not at each value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from accountability.spec import Contract

from .exact import read, write
from .members import Schema, admits_unknown, declared, is_text, nullable, typed, types


@lru_cache(maxsize=2048)
def shown(shape: Shape, text: str) -> msgspec.Raw:
    """The JSON that a shape leaves of a record's JSON. What was made of the same text is kept, and cannot be outdated.

    Args:
        shape: what is declared of it.
        text: the whole record as it is stored.
    """
    return msgspec.Raw(write(shape.fit(read(text))))


class Shape:
    """Cuts values down to what a schema declares.

    Members that the contract does not name are left out, unless their schema admits them by itself; so is a null where
    none may be. An integer written as 5.0 becomes 5. A number and its text are each shown as the schema has it, since a
    record may hold what another operation took, whose contract spells it otherwise.

    Args:
        contract: what references lead into.
        schema: of the values.
    """

    def __init__(self, contract: Contract, schema: Schema) -> None:
        self._contract = contract
        self._schema = contract.resolve(schema)
        self._whole = "integer" in types(self._schema)
        self._is_text = is_text(self._schema)
        self._is_number = {*types(self._schema)} - {"null"} in ({"number"}, {"integer"}, {"integer", "number"})
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

    @cached_property
    def _plan(self) -> list[tuple[str, bool, Shape, bool, tuple[type, ...]]]:
        """Each member: its name, whether it may be null, its shape, whether that may cut something off, and the types
        of values that it spells in another way."""
        return [(name, shape.nullable, shape, shape._cuts, shape._respells) for name, shape in self._members.items()]

    @cached_property
    def _respells(self) -> tuple[type, ...]:
        return (int, Decimal) if self._is_text else (str,) if self._is_number else ()

    @cached_property
    def _cuts(self) -> bool:
        return bool(self._whole or self._members or "items" in self._schema)

    def fit(self, value: Any) -> Any:
        """The value with what is declared of it."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return typed(value, self._schema) if self._is_number else value
        if isinstance(value, dict):
            return self._object(value) if self._members else value
        if isinstance(value, list):
            return [self._item.fit(item) for item in value]
        if self._is_text:
            return str(value)
        return int(value) if self._whole else value

    def _object(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        kept: dict[str, Any] = {}
        for name, may_be_null, shape, cuts, respells in self._plan:
            if name in value:
                member = value[name]
                if member is not None:
                    kind = type(member)
                    fits = kind not in respells and (not cuts or kind is int)
                    kept[name] = member if fits else shape.fit(member)
                elif may_be_null:
                    kept[name] = None
        if self._is_open:
            kept.update({name: member for name, member in value.items() if name not in self._members})
        return kept
