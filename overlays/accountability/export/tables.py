"""Records as Arrow tables with the contract's types: exact decimals, dates, datetimes in UTC."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import pyarrow as pa

from accountability import AccountabilityError

from .resources import Resource

__all__ = ("SCALES", "ExportError", "Tables")

SCALES: Mapping[str, int] = {"money": 4, "rate": 6, "percent": 4, "units": 6, "hours": 4}
"""Digits after the point of each kind of number. A value with more is an error, never rounded."""
_SCALE_OF_OTHERS = 14
_PRECISION = 38  # the most that DuckDB and Arrow's decimal128 hold


class ExportError(AccountabilityError):
    """An export cannot go on: a value does not fit its column, or a package cannot be loaded."""


class Tables:
    """Makes Arrow tables of a resource's records.

    Args:
        resource: the resource.
        scales: digits after the point by kind of number, in place of those of `SCALES`.
    """

    def __init__(self, resource: Resource, scales: Mapping[str, int] | None = None) -> None:
        self._resource = resource
        scales = {**SCALES, **(scales or {})}
        self._columns = {name: _column(schema, scales) for name, schema in resource.columns.items()}
        self.schema = pa.schema(
            pa.field(name, kind, nullable=name not in resource.required) for name, (kind, _) in self._columns.items()
        )

    def table(self, records: Sequence[Mapping[str, Any]]) -> Any:
        """Return records, as JSON has them, as a table.

        A property that the contract lacks becomes a column of strings, a nested value JSON.

        Raises:
            ExportError: a value is not one that its column can hold exactly.
        """
        arrays = [self._array(name, records) for name in self._columns]
        fields = list(self.schema)
        for name in dict.fromkeys(name for record in records for name in record if name not in self._columns):
            arrays.append(_array([record.get(name) for record in records], pa.string(), _text))
            fields.append(pa.field(name, pa.string()))
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields))

    def _array(self, name: str, records: Sequence[Mapping[str, Any]]) -> Any:
        column = self._columns[name]
        try:
            return _array([record.get(name) for record in records], *column)
        except _INVALID:
            invalid = next(record for record in records if not _fits(record.get(name), *column))
        raise ExportError(
            f"{self._resource.name} {invalid.get('id')}: {name}: expected a value of {column[0]}, got "
            f"{invalid[name]!r}. Nothing was rounded; for more digits pass scales= (--scale)."
        )


_INVALID = (pa.ArrowException, TypeError, ValueError, OverflowError)


def _array(values: Sequence[Any], kind: Any, convert: Callable[[Any], Any]) -> Any:
    return pa.array([None if value is None else convert(value) for value in values], kind)


def _fits(value: Any, kind: Any, convert: Callable[[Any], Any]) -> bool:
    try:
        _array([value], kind, convert)
    except _INVALID:
        return False
    return True


def _column(schema: Mapping[str, Any], scales: Mapping[str, int]) -> tuple[Any, Callable[[Any], Any]]:
    """Return the Arrow type for a schema, and the function that converts a value of JSON to it."""
    types = schema.get("type", ())
    types = {types} if isinstance(types, str) else {*types}
    if "number" in types:
        return pa.decimal128(_PRECISION, scales.get(str(schema.get("x-scalar")), _SCALE_OF_OTHERS)), _unchanged
    if "integer" in types:
        return pa.int64(), _not_decimal
    if "boolean" in types:
        return pa.bool_(), _unchanged
    if "string" in types and schema.get("format") == "date":
        return pa.date32(), datetime.date.fromisoformat
    if "string" in types and schema.get("format") == "date-time":
        return pa.timestamp("us", "UTC"), datetime.datetime.fromisoformat
    return pa.string(), _text


def _unchanged(value: Any) -> Any:
    return value


def _not_decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        raise TypeError("expected an integer, to which Arrow truncates a decimal number")
    return value


def _text(value: Any) -> str:
    """Return a string as it is, anything else as JSON."""
    return value if isinstance(value, str) else msgspec.json.Encoder(decimal_format="number").encode(value).decode()
