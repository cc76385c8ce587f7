"""Run the command of an operation: build the call, send it, print the response."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from accountability.spec import Operation

from .errors import did_you_mean
from .output import Output
from .parameters import Argument, arguments, read_json
from .report import note, show_warnings

if TYPE_CHECKING:
    from accountability import Accountability

__all__ = ("Result", "Settings", "build_call", "execute")

PAGE_LIMIT = 30


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The options that every operation's command has."""

    format: str | None = None
    fields: str | None = None
    query: str | None = None
    dry_run: bool = False
    limit: int | None = None
    everything: bool = False
    data: str | None = None
    allow: bool = False


def execute(operation: Operation, options: Mapping[str, Any], settings: Settings) -> None:
    """Run an operation's command.

    Args:
        operation: the operation.
        options: its own arguments by Python name.
        settings: the options of all commands.
    """
    columns = list(operation.record_schema.get("properties", {}))
    output = Output(settings.format, settings.fields, settings.query, columns)
    call = build_call(operation, options, settings)
    if settings.dry_run:
        from .dry_run import print_request

        print_request(lambda client: client.raw(call), operation.api)
        if operation.status == "inferred" and operation.method != "GET":
            note(f"{operation.key} is inferred: sending this request takes --allow.")
        return
    show_warnings()
    from accountability import Accountability

    with Accountability.from_env(allow={operation.key} if settings.allow else ()) as client:
        result = Result(client, call, settings)
        if result.is_list:
            output.records(result)
        elif result.record is not None:
            output.record(result.record)
    if result.note:
        note(result.note)


def build_call(operation: Operation, options: Mapping[str, Any], settings: Settings) -> Any:
    """Return the call of an operation, built by its generated method but not sent.

    Args:
        operation: the operation.
        options: values by Python name, which win over those of --data; None and empty tuples are left out.
        settings: the options of all commands.

    Raises:
        click.UsageError: an argument is missing, unknown or has an invalid value.
    """
    declared = list(arguments(operation))
    body = _from_data(declared, settings.data) if settings.data is not None else {}
    options_set = {name: value for name, value in options.items() if value is not None and value != ()}
    values = body | {name: list(value) if isinstance(value, tuple) else value for name, value in options_set.items()}
    missing = [argument for argument in declared if argument.required and argument.name not in values]
    if missing:
        raise click.UsageError(f"Missing option {', '.join(repr(argument.flag) for argument in missing)}.")
    try:
        result = _method(operation)(**values)
    except (TypeError, ValueError) as error:
        raise click.UsageError(f"{operation.key}: {error}.") from None
    return _with_page_size(getattr(result, "call", result), settings)


def _from_data(declared: list[Argument], data: str) -> dict[str, Any]:
    document = read_json(data, "--data")
    if not isinstance(document, dict):
        raise click.UsageError(f"--data: expected a JSON object, got {type(document).__name__}.")
    by_wire = {argument.wire: argument for argument in declared if argument.place == "body"}
    for name in document:
        if name not in by_wire:
            hint = did_you_mean(name, by_wire) or " `accountability api` sends any body."
            raise click.UsageError(f"--data: {name!r} is not a property of this body.{hint}")
    return {by_wire[name].name: by_wire[name].value(value) for name, value in document.items()}


def _method(operation: Operation) -> Any:
    """Return the method of the generated resource, with a sender that returns the call."""
    api, *path = operation.python.split(".")
    package = import_module(f"accountability_api.{api}")
    attribute = getattr(package, api.upper() if api != "legacy" else "Legacy")(lambda call: call)
    for name in path:
        attribute = getattr(attribute, name)
    return attribute


def _with_page_size(call: Any, settings: Settings) -> Any:
    """Return the call of a list with the page size that needs the fewest calls, unless the caller chose one."""
    paging = call.paging
    if paging is None or paging.max_page_size is None or paging.size_parameter in call.query:
        return call
    from attrs import evolve

    limit = paging.max_page_size if settings.everything else settings.limit or PAGE_LIMIT
    size = min(limit, paging.max_page_size)
    return evolve(call, query={**call.query, paging.size_parameter: size})


class Result:
    """What a call returns: a record, or records up to a limit, each page fetched when it is reached.

    Args:
        client: sends the call.
        call: the call of an operation.
        settings: the options of all commands.
    """

    def __init__(self, client: Accountability, call: Any, settings: Settings) -> None:
        from accountability import Items

        self._pages = Items(client.send, call).pages() if call.paging else None
        value = client.send(call) if self._pages is None else None
        self._records = value if isinstance(value, list) else None
        self._limit = None if settings.everything else settings.limit or (PAGE_LIMIT if call.paging else None)
        self._shown = 0
        self._total = None if self._records is None else len(self._records)
        self.is_list = call.paging is not None or self._records is not None
        self.record = None if self.is_list else _properties(value)
        """The record; None for a response without a body."""

    def __iter__(self) -> Iterator[Any]:
        for record in self._received():
            self._shown += 1
            yield _properties(record)
            if self._shown == self._limit:
                return

    def _received(self) -> Iterator[Any]:
        yield from self._records or ()
        for page in self._pages or ():
            self._total = page.total_count
            yield from page.items

    @property
    def note(self) -> str:
        """How many records were left out, so that no list is cut in silence; empty where none was."""
        if self._total is not None and self._total > self._shown:
            return f"{self._shown} of {self._total} shown; --all shows every record, --limit N the first N."
        if self._total is None and self._shown == self._limit:
            return f"{self._shown} shown, and there may be more; --all shows every record, --limit N the first N."
        return ""


def _properties(record: Any) -> Any:
    return _with_iso_dates(record.to_dict()) if hasattr(record, "to_dict") else record


def _with_iso_dates(value: Any) -> Any:
    """Return a JSON value whose WCF dates, `/Date(1741363200000)/`, are written as other APIs write datetimes."""
    if isinstance(value, dict):
        return {name: _with_iso_dates(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_iso_dates(item) for item in value]
    if isinstance(value, str) and value.startswith("/Date("):
        from accountability import wcf

        try:
            return wcf.parse_date(value).isoformat()
        except (ValueError, OverflowError):
            return value
    return value
