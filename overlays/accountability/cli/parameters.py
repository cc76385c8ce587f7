"""An operation's parameters and body properties as arguments and options of a command."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from accountability.spec import Operation

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:
    ParamType = click.ParamType  # not generic before click 8.2

__all__ = ("Argument", "arguments", "read_json")


@dataclass(frozen=True)
class Argument:
    """An argument of an operation's method.

    Args:
        name: in Python, such as `client_id`.
        wire: on the wire, such as `clientId`.
        place: `path`, `query`, `header` or `body`.
        required: whether a call needs it.
        schema: its schema, references followed.
        description: one or more sentences.
    """

    name: str
    wire: str
    place: str
    required: bool
    schema: Mapping[str, Any]
    description: str

    @property
    def flag(self) -> str:
        """The option that sets it, such as `--client-id`."""
        option = f"--{self.name.strip('_').replace('_', '-')}"
        return f"--arg{option[1:]}" if option in _RESERVED else option

    def option(self) -> click.Parameter:
        """Return the click parameter that reads it from the command line."""
        kind = value_type(self.schema)
        if self.place == "path":
            return click.Argument([self.name], type=kind, required=True)
        help = self.description + (" Required." if self.required else "")
        if kind is click.BOOL:
            return click.Option([f"{self.flag}/--no{self.flag[1:]}", self.name], default=None, help=help)
        many = _is_list(self.schema) and not isinstance(kind, Json)
        return click.Option([self.flag, self.name], type=kind, multiple=many, default=None, help=help)

    def value(self, raw: Any) -> Any:
        """Return a value of a JSON body as the method takes it: dates as dates, datetimes as datetimes."""
        kind = value_type(self.schema)
        return kind.convert(raw, None, None) if kind in (_DATE, _DATETIME) else raw


_RESERVED = frozenset(
    ("--output", "--fields", "--query", "--limit", "--all", "--data", "--allow", "--dry-run", "--profile", "--help")
)


def arguments(operation: Operation) -> Iterator[Argument]:
    """Yield the arguments of an operation's method: path, query and header parameters, then body properties."""
    names: Mapping[str, Mapping[str, str]] = operation.raw["x-python"]["arguments"]
    for parameter in operation.parameters:
        wire, place = str(parameter["name"]), str(parameter["in"])
        if wire in names.get(place, {}):
            schema = operation.resolve(parameter.get("schema", {}))
            description = _one_line(parameter.get("description", ""))
            yield Argument(names[place][wire], wire, place, parameter.get("required") is True, schema, description)
    body = _body_schema(operation)
    for wire, property in body.get("properties", {}).items():
        if wire in names.get("body", {}):
            schema = operation.resolve(property)
            description = _one_line(property.get("description", schema.get("description", "")))
            yield Argument(names["body"][wire], wire, "body", wire in body.get("required", ()), schema, description)


def _body_schema(operation: Operation) -> Mapping[str, Any]:
    media = min(operation.request_content, key=lambda name: "json" not in name, default="")
    return operation.resolve(operation.request_schema(media) or {})


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_list(schema: Mapping[str, Any]) -> bool:
    return "array" in _types(schema)


def _types(schema: Mapping[str, Any]) -> set[str]:
    types = schema.get("type", ())
    return {types} if isinstance(types, str) else {*types}


def value_type(schema: Mapping[str, Any]) -> ParamType:
    """Return the click type for a schema; JSON where no simpler type fits."""
    types = _types(schema)
    if "enum" in schema:
        return click.Choice([str(value) for value in schema["enum"] if value is not None])
    if _is_list(schema):
        return value_type(schema.get("items", {}))
    if "string" in types:
        return _STRINGS.get(str(schema.get("format")), click.STRING)
    for name, kind in _SCALARS.items():
        if name in types:
            return kind
    return Json()


class Parsed(ParamType):
    """A value that a function parses.

    Args:
        name: shown in the help in place of the value.
        parse: returns the value, and raises ValueError or ArithmeticError if it is invalid.
        expected: what it accepts, for messages.
    """

    def __init__(self, name: str, parse: Callable[[Any], Any], expected: str) -> None:
        self.name = name
        self._parse = parse
        self._expected = expected

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self._parse(value) if isinstance(value, str) else value
        except (ValueError, ArithmeticError):
            return self.fail(f"expected {self._expected}, got {value!r}.", param, ctx)


def _datetime(text: str) -> datetime.datetime:
    """Return a datetime; one without a zone is in the local time zone."""
    read = datetime.datetime.fromisoformat(text)
    return read if read.utcoffset() is not None else read.astimezone()


def _number(text: str) -> Decimal:
    """Return a finite decimal number with all its digits."""
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError
    return number


class Json(ParamType):
    """A JSON value, or @FILE with one."""

    name = "JSON|@FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return read_json(value, str(param.opts[0]) if param else "--data") if isinstance(value, str) else value


_DATE = Parsed("YYYY-MM-DD", datetime.date.fromisoformat, "a date such as 2026-03-02")
_DATETIME = Parsed("DATETIME", _datetime, "a datetime such as 2026-03-02T09:00:00Z")
_STRINGS: dict[str, ParamType] = {
    "date": _DATE,
    "date-time": _DATETIME,
    "wcf-date": _DATETIME,
    "xml-local-date-time": _DATETIME,
}
_SCALARS: dict[str, ParamType] = {
    "integer": click.INT,
    "number": Parsed("NUMBER", _number, "a number such as 12.50"),
    "boolean": click.BOOL,
}


def read_json(text: str, option: str) -> Any:
    """Return a JSON value, numbers with a point as Decimals.

    Args:
        text: the JSON itself, `@FILE`, or `-` for standard input.
        option: the option it was given by, for messages.

    Raises:
        click.UsageError: the file cannot be read, or its content is not JSON.
    """
    try:
        if text == "-":
            content = sys.stdin.read()
        elif text.startswith("@"):
            with open(text[1:], encoding="utf-8-sig") as file:
                content = file.read()
        else:
            content = text
        return json.loads(content, parse_float=Decimal)
    except OSError as error:
        raise click.UsageError(f"{option}: {text[1:]} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise click.UsageError(f"{option}: expected JSON, @FILE or -, got text that is not JSON: {error}.") from None
