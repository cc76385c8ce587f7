"""Conditions on records and indexes for them, as SQL over the stored JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeAlias

from ..clock import to_microseconds
from .json_codec import read

Comparison = Literal["eq", "ge", "le"]

_OPERATORS: dict[Comparison, str] = {"eq": "=", "ge": ">=", "le": "<="}
_MAX_INTEGER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of a record compared with a value; a list is met by any of its values.

    The format `date` compares calendar days, `date-time` points in time, any other plain values.
    """

    name: str
    value: Any
    op: Comparison = "eq"
    format: str = ""

    def sql(self) -> tuple[str, list[Any]]:
        """Return the condition with its bound values."""
        if isinstance(self.value, list):
            parts = [replace(self, value=value).sql() for value in self.value]
            return f"({' OR '.join(sql for sql, _ in parts) or '0'})", [value for _, bound in parts for value in bound]
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


Condition: TypeAlias = Filter | Clause
"""What a record has to meet."""


@dataclass(frozen=True, slots=True)
class Index:
    """An SQL index of one collection by the properties to compare, then one to order by.

    Its queries cost the same however many records there are.
    """

    collection: str
    properties: tuple[str, ...]

    @property
    def create_sql(self) -> str:
        """The statement that creates the index if it is missing."""
        columns = ", ".join(("tenant", *map(property_sql, self.properties), "id"))
        where = f"collection = {quote(self.collection)}"
        return f"CREATE INDEX IF NOT EXISTS {self._name} ON record ({columns}) WHERE {where}"

    @cache  # noqa: B019  (there are as many as the code declares)
    def select_sql(self, columns: str, count: int, suffix: str = "") -> str:
        """Return a query for the records of a tenant whose first `count` properties equal bound values."""
        # The index is named: SQLite would scan a collection rather than rely on a range of numbers being short.
        equal = [f"{property_sql(name)} = ?" for name in self.properties[:count]]
        where = " AND ".join(("tenant = ?", f"collection = {quote(self.collection)}", *equal))
        return f"SELECT {columns} FROM record INDEXED BY {self._name} WHERE {where}{suffix}"

    @property
    def _name(self) -> str:
        name = f"{self.collection} by {', '.join(self.properties)}".replace('"', '""')
        return f'"{name}"'


def quote(text: str) -> str:
    """Return an SQL string. Names of collections and properties are not bound: SQLite would not use an index then."""
    return "'" + text.replace("'", "''") + "'"


def property_sql(name: str, body: str = "body") -> str:
    """Return the SQL expression for a property of a stored record."""
    path = quote(f'$."{name}"')
    return f"json_extract({body}, {path})"


def compare(body: str, name: str, bound: str) -> int | None:
    """Return the sign of a stored number minus a bound, exactly, or None if the property is not a number."""
    value = read(body).get(name)
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return None
    number, limit = Decimal(value), Decimal(bound)
    return (number > limit) - (number < limit)
