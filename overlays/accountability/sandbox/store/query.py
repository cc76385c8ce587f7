"""Conditions on records and indexes for them, as SQL over the stored JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Protocol

from ..clock import to_microseconds
from .json_codec import read

Comparison = Literal["eq", "ge", "le"]

_OPERATORS: dict[Comparison, str] = {"eq": "=", "ge": ">=", "le": "<="}
_MAX_INTEGER = 2**63 - 1


class Condition(Protocol):
    """What a record has to meet."""

    def sql(self) -> tuple[str, Sequence[Any]]:
        """Return the condition on a row of `record`, with its bound values."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of the record compared with a value.

    Args:
        name: The property's name in the store.
        value: A string, number or boolean; a list is met by any of its values.
        op: Equal, at least, at most.
        format: `date` compares calendar days, `date-time` points in time, anything else plain values.
    """

    name: str
    value: Any
    op: Comparison = "eq"
    format: str = ""

    def sql(self) -> tuple[str, list[Any]]:
        """Return the condition with its bound values."""
        if isinstance(self.value, list):
            return _any(Filter(self.name, value, self.op, self.format).sql() for value in self.value)
        column, operator = property_sql(self.name), _OPERATORS[self.op]
        if self.format == "date":
            return f"substr({column}, 1, 10) {operator} ?", [self.value]
        if self.format == "date-time":
            return f"to_microseconds({column}) {operator} ?", [to_microseconds(self.value)]
        if isinstance(self.value, Decimal) or (isinstance(self.value, int) and abs(self.value) > _MAX_INTEGER):
            return f"compare(body, ?, ?) {operator} 0", [self.name, str(self.value)]
        if self.name == "id" and isinstance(self.value, int):
            return f"id {operator} ?", [self.value]
        return f"{column} {operator} ?", [self.value]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition written in SQL, on a row of `record`, with its bound values."""

    text: str
    values: Sequence[Any] = ()

    def sql(self) -> tuple[str, Sequence[Any]]:
        """Return the condition with its bound values."""
        return self.text, self.values


def _any(conditions: Iterable[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    parts = list(conditions)
    return f"({' OR '.join(sql for sql, _ in parts) or '0'})", [value for _, values in parts for value in values]


@dataclass(frozen=True, slots=True)
class Index:
    """An SQL index of one collection by some properties; its queries cost the same however many records there are.

    Args:
        collection: The collection.
        properties: The properties to compare, then one to order by.
    """

    collection: str
    properties: tuple[str, ...]

    @property
    def create_sql(self) -> str:
        """The statement that creates the index if it is missing."""
        columns = ", ".join(("tenant", *map(property_sql, self.properties), "id"))
        where = f"collection = {quoted(self.collection)}"
        return f"CREATE INDEX IF NOT EXISTS {self._name} ON record ({columns}) WHERE {where}"

    @cache  # noqa: B019  (there are as many as the code declares)
    def select_sql(self, columns: str, count: int, rest: str = "") -> str:
        """Return a query for the records of a tenant whose first `count` properties equal bound values.

        Args:
            columns: What it selects.
            count: The number of bound values.
            rest: What follows the conditions.
        """
        # The index is named: SQLite would scan a collection rather than rely on a range of numbers being short.
        equal = [f"{property_sql(name)} = ?" for name in self.properties[:count]]
        where = " AND ".join(("tenant = ?", f"collection = {quoted(self.collection)}", *equal))
        return f"SELECT {columns} FROM record INDEXED BY {self._name} WHERE {where}{rest}"

    @property
    def _name(self) -> str:
        name = f"{self.collection} by {', '.join(self.properties)}".replace('"', '""')
        return f'"{name}"'


def quoted(text: str) -> str:
    """Return an SQL string. Names of collections and properties are not bound: SQLite would not use an index then."""
    return "'" + text.replace("'", "''") + "'"


def property_sql(name: str, body: str = "body") -> str:
    """Return the SQL expression for a property of a stored record."""
    path = quoted(f'$."{name}"')
    return f"json_extract({body}, {path})"


def compare(body: str, name: str, bound: str) -> int | None:
    """Return the sign of a stored number minus a bound, exactly, or None if the property is not a number."""
    value = read(body).get(name)
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return None
    number, limit = Decimal(value), Decimal(bound)
    return (number > limit) - (number < limit)
