"""Conditions on records: what a list's filters mean, in SQL over the stored JSON text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Protocol

from .exact import read
from .moment import instant

Comparison = Literal["eq", "ge", "le"]

_OPERATORS: dict[Comparison, str] = {"eq": "=", "ge": ">=", "le": "<="}
_LARGEST = 2**63 - 1


class Condition(Protocol):
    """What a record has to meet."""

    def sql(self) -> tuple[str, Sequence[Any]]:
        """The condition on a row of `record`, with its bound values."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: a member of the record compared with a value.

    Args:
        member: the member's name in the store.
        op: equal, at least, at most.
        value: a text, number or truth value; a list is met by any of its values.
        format: `date` compares calendar days, `date-time` moments, anything else plain values.
    """

    member: str
    value: Any
    op: Comparison = "eq"
    format: str = ""

    def sql(self) -> tuple[str, list[Any]]:
        """The condition with its bound values."""
        if isinstance(self.value, list):
            return _any(Filter(self.member, value, self.op, self.format).sql() for value in self.value)
        member, operator = member_of(self.member), _OPERATORS[self.op]
        if self.format == "date":
            return f"substr({member}, 1, 10) {operator} ?", [self.value]
        if self.format == "date-time":
            return f"instant({member}) {operator} ?", [instant(self.value)]
        if isinstance(self.value, Decimal) or (isinstance(self.value, int) and abs(self.value) > _LARGEST):
            return f"compare(body, ?, ?) {operator} 0", [self.member, str(self.value)]
        if self.member == "id" and isinstance(self.value, int):
            return f"id {operator} ?", [self.value]
        return f"{member} {operator} ?", [self.value]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition that stands in SQL already.

    Args:
        text: on a row of `record`.
        values: bound in it.
    """

    text: str
    values: Sequence[Any]

    def sql(self) -> tuple[str, Sequence[Any]]:
        """The condition with its bound values."""
        return self.text, self.values


def _any(conditions: Iterable[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    parts = list(conditions)
    return f"({' OR '.join(sql for sql, _ in parts) or '0'})", [value for _, values in parts for value in values]


def quoted(text: str) -> str:
    """A text in SQL. Names of collections and members stand so, not bound: or SQLite would know no index by them."""
    return "'" + text.replace("'", "''") + "'"


def member_of(name: str, body: str = "body") -> str:
    """A member of a stored record, in SQL."""
    path = quoted(f'$."{name}"')
    return f"json_extract({body}, {path})"


def where(collection: str, conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    """The WHERE clause that selects a collection's records that meet all conditions."""
    clause = f"collection = {quoted(collection)}"
    values: list[Any] = []
    for each in conditions:
        sql, bound = each.sql()
        clause, values = f"{clause} AND {sql}", [*values, *bound]
    return clause, values


def compare(body: str, member: str, bound: str) -> int | None:
    """Sign of a stored number minus the bound, by exact arithmetic; None where there is no number."""
    value = read(body).get(member)
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return None
    number, limit = Decimal(value), Decimal(bound)
    return (number > limit) - (number < limit)
