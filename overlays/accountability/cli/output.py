"""Write records to standard output: as a table, JSON, JSON lines, CSV, TSV or YAML."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import click

from .columns import align, count_fitting
from .errors import did_you_mean
from .report import note

__all__ = ("Output", "encode_json")


_DIALECTS = {"csv": "excel", "tsv": "excel-tab"}


class Output:
    """Writes records in one format.

    Args:
        format: the format; None for a table on a terminal and JSON elsewhere.
        fields: names of properties, separated by commas; None for all.
        query: a JMESPath expression, applied to the whole result.
        columns: the properties that the contract has, in its order.

    Raises:
        click.UsageError: the query is invalid.
    """

    def __init__(self, format: str | None, fields: str | None, query: str | None, columns: Sequence[str]) -> None:
        self._format = format or ("table" if sys.stdout.isatty() else "json")
        self._query = _compile_query(query) if query else None
        self._fields = _chosen(fields, columns) if fields else None
        self._columns = self._fields or list(columns)
        self._unconfirmed = {name for name in self._fields or () if columns and name not in columns}
        self._unknown: dict[str, None] = {}
        self._has_records = False

    def records(self, records: Iterable[Any]) -> None:
        """Write a list of records, each as it is received if the format allows that."""
        selected = map(self._select, records)
        if self._query is None:
            self._write_list(selected)
        else:
            self._value(self._query(list(selected)))
        self._check_names()

    def record(self, record: Any) -> None:
        """Write one record."""
        record = self._select(record)
        self._value(record if self._query is None else self._query(record))
        self._check_names()

    def _value(self, value: Any) -> None:
        """Write any JSON value: an object, a list, or one scalar."""
        if self._format in ("json", "yaml"):
            click.echo(_indented(value) if self._format == "json" else _yaml(value).rstrip("\n"))
        elif isinstance(value, list):
            self._columns = self._result_columns(value)
            self._write_list(item if isinstance(item, Mapping) else {"value": item} for item in value)
        elif not isinstance(value, Mapping):
            click.echo(_cell(value))
        elif self._format == "table":
            cells = [(name, _cell(item)) for name, item in value.items()]
            click.echo(align([("property", "value"), *cells]))
        else:
            self._columns = self._result_columns([value])
            self._write_list([value])

    def _result_columns(self, values: Sequence[Any]) -> list[str]:
        """Return the columns of a result: the chosen fields, or those of a query's result."""
        if self._fields and self._query is None:
            return self._fields
        return list(dict.fromkeys(name for record in values if isinstance(record, Mapping) for name in record)) or [
            "value"
        ]

    def _write_list(self, records: Iterable[Any]) -> None:
        if self._format == "table":
            self._write_table(records)
        elif self._format in _DIALECTS:
            self._write_csv(records, _DIALECTS[self._format])
        elif self._format == "jsonl":
            for record in records:
                click.echo(encode_json(record))
        else:
            self._write_array(records)

    def _select(self, record: Any) -> Any:
        """Return a record with the chosen fields, or with all in the contract's order and then those it lacks."""
        if not isinstance(record, Mapping):
            return record
        self._has_records = True
        self._unconfirmed -= record.keys()
        if self._fields:
            return {name: record.get(name) for name in self._fields}
        return {**{name: record.get(name) for name in self._columns}, **record}

    def _write_array(self, records: Iterable[Any]) -> None:
        """Write JSON or YAML, each record as it is received."""
        empty = True
        for record in records:
            if self._format == "yaml":
                click.echo(_yaml([record]), nl=False)
            else:
                text = _indented(record).replace("\n", "\n  ")
                click.echo(f"{'[' if empty else ','}\n  {text}", nl=False)
            empty = False
        if empty:
            click.echo("[]")
        elif self._format == "json":
            click.echo("\n]")

    def _write_csv(self, records: Iterable[Any], dialect: str) -> None:
        # newline="" of the csv module does not apply to standard output, so the line end is set here.
        writer = csv.writer(sys.stdout, dialect, lineterminator="\n")
        writer.writerow(self._columns)
        writer.writerows(self._row(record) for record in records)

    def _write_table(self, records: Iterable[Any]) -> None:
        rows = [self._row(record) for record in records]
        columns = self._columns if self._fields else _with_values(self._columns, rows)
        table = [columns, *([row[self._columns.index(name)] for name in columns] for row in rows)]
        shown = count_fitting(table)
        head, _, body = align([row[:shown] for row in table]).partition("\n")
        click.echo(click.style(head, bold=True), color=False if os.environ.get("NO_COLOR") else None)
        if body:
            click.echo(body)
        if shown < len(self._columns):
            note(f"{shown} of {len(self._columns)} columns shown; --fields chooses, -o json shows all.")

    def _row(self, record: Any) -> list[str]:
        self._unknown |= dict.fromkeys(name for name in record if name not in self._columns)
        return [_cell(record.get(name)) for name in self._columns]

    def _check_names(self) -> None:
        """Report properties that a table leaves out; reject fields that neither the contract nor a record has.

        Raises:
            click.UsageError: there are such fields.
        """
        if self._unknown:
            names = ", ".join(self._unknown)
            note(f"Left out, since the contract lacks them: {names}. -o json or --fields shows them.")
        if self._has_records and self._unconfirmed:
            raise click.UsageError(f"--fields: no record has {', '.join(sorted(self._unconfirmed))}.")


def _chosen(fields: str, columns: Sequence[str]) -> list[str]:
    names = [name.strip() for name in fields.split(",") if name.strip()]
    for name in names:
        if columns and name not in columns:
            hint = did_you_mean(name, columns) or f" Known are {', '.join(columns)}."
            note(f"Warning: --fields: the contract has no property {name!r}.{hint}")
    return names


def _compile_query(expression: str) -> Any:
    """Return a function that applies a JMESPath expression to a JSON value with Decimals.

    Raises:
        click.UsageError: the expression is invalid.
    """
    import jmespath
    from jmespath import exceptions, functions

    functions.TYPES_MAP["Decimal"] = "number"  # else sum() and max() reject Decimals
    functions.REVERSE_TYPES_MAP["number"] = (*functions.REVERSE_TYPES_MAP["number"], "Decimal")
    try:
        compiled = jmespath.compile(expression)
    except exceptions.JMESPathError as error:
        raise _query_error(expression, error) from None

    def apply(value: Any) -> Any:
        try:
            return compiled.search(value)
        except exceptions.JMESPathError as error:
            raise _query_error(expression, error) from None

    return apply


def _query_error(expression: str, error: Exception) -> click.UsageError:
    reason = str(error).splitlines()[0].rstrip(":.")  # the lines below it point into the expression
    return click.UsageError(f"--query: expected a JMESPath expression that fits, got {expression!r}: {reason}.")


def encode_json(value: Any) -> str:
    import msgspec

    return msgspec.json.Encoder(decimal_format="number").encode(value).decode()


def _indented(value: Any) -> str:
    import msgspec

    return msgspec.json.format(encode_json(value), indent=2)


def _yaml(value: Any) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes Decimals as numbers with all their digits."""

    def represent(dumper: yaml.SafeDumper, number: Decimal) -> yaml.Node:
        text = format(number, "f")
        return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)

    Dumper.add_representer(Decimal, represent)
    text: str = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return text.removesuffix("...\n")


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case str():
            return value
        case int():
            return str(value)
    return encode_json(value)


def _with_values(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the columns that have a value in some row; all of them if `rows` is empty."""
    return [name for position, name in enumerate(columns) if not rows or any(row[position] for row in rows)]
