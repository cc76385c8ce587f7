"""Records as Arrow tables with the contract's types: exact decimals, dates, datetimes in UTC."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import pyarrow as pa

from .errors import ExportError
from .resources import Resource

__all__ = ("SCALES", "Tables")

SCALES: Mapping[str, int] = {"money": 4, "rate": 6, "percent": 4, "units": 6, "hours": 4}
"""Digits after the point of each kind of number. A value with more is an error, never rounded."""
_SCALE_OF_OTHERS = 14
_PRECISION = 38  # the most that DuckDB and Arrow's decimal128 hold


class Tables:
    """Makes Arrow tables of a resource's records.

    Args:
        resource: the resource.
        scales: digits after the point by kind of number, in place of those of `SCALES`.
    """

    def __init__(self, resource: Resource, scales: Mapping[str, int] | None = None) -> None:
        self._resource = resource
        scales = {**SCALES, **(scales or {})}
        self._types = {name: _type(schema, scales) for name, schema in resource.columns.items()}
        self.schema = pa.schema(
            pa.field(name, kind, nullable=name not in resource.required) for name, kind in self._types.items()
        )

    def table(self, records: Sequence[Mapping[str, Any]]) -> Any:
        """Return records, as JSON has them, as a table.

        A property that the contract lacks becomes a column of strings, a nested value JSON.

        Raises:
            ExportError: a value is not one that its column can hold exactly.
        """
        arrays = [self._array(name, records) for name in self._types]
        fields = list(self.schema)
        for name in dict.fromkeys(name for record in records for name in record if name not in self._types):
            arrays.append(pa.array([_text(record.get(name)) for record in records], pa.string()))
            fields.append(pa.field(name, pa.string()))
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields))

    def _array(self, name: str, records: Sequence[Mapping[str, Any]]) -> Any:
        kind = self._types[name]
        convert = _converter(kind)
        values = [record.get(name) for record in records]
        try:
            return pa.array([None if value is None else convert(value) for value in values], kind)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            raise self._error(name, kind, convert, records) from None

    def _error(
        self, name: str, kind: Any, convert: Callable[[Any], Any], records: Sequence[Mapping[str, Any]]
    ) -> ExportError:
        """Return the error that names the first record whose value does not fit."""
        for record in records:
            value = record.get(name)
            try:
                pa.array([None if value is None else convert(value)], kind)
            except (pa.ArrowException, TypeError, ValueError, OverflowError):
                return ExportError(
                    f"{self._resource.name} {record.get('id')}: {name}: expected a value of {kind}, got {value!r}. "
                    "Nothing was rounded; for more digits pass scales= (--scale)."
                )
        return ExportError(f"{self._resource.name}: {name}: expected values of {kind}.")


def _type(schema: Mapping[str, Any], scales: Mapping[str, int]) -> Any:
    types = schema.get("type", ())
    types = {types} if isinstance(types, str) else {*types}
    if "number" in types:
        return pa.decimal128(_PRECISION, scales.get(str(schema.get("x-scalar")), _SCALE_OF_OTHERS))
    if "integer" in types:
        return pa.int64()
    if "boolean" in types:
        return pa.bool_()
    if "string" in types:
        return {"date": pa.date32(), "date-time": pa.timestamp("us", "UTC")}.get(str(schema.get("format")), pa.string())
    return pa.string()


def _converter(kind: Any) -> Callable[[Any], Any]:
    if pa.types.is_decimal(kind):
        return _decimal
    if pa.types.is_date(kind):
        return datetime.date.fromisoformat
    if pa.types.is_timestamp(kind):
        return datetime.datetime.fromisoformat
    if pa.types.is_integer(kind):
        return _integer
    if pa.types.is_boolean(kind):
        return _boolean
    return _text


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError("not a number")
    return Decimal(value)


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("not an integer")
    return value


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("not a boolean")
    return value


def _text(value: Any) -> str | None:
    """Return a string as it is, anything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    return msgspec.json.Encoder(decimal_format="number").encode(value).decode()
