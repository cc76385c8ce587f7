"""Run the command of an operation: build the call, send it, print the response."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accountability.spec import Operation

from .output import Output
from .report import note, show_warnings

if TYPE_CHECKING:
    from accountability import Accountability

__all__ = ("Settings", "execute", "fetch")

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
    call = _build(operation, options, settings)
    if settings.dry_run:
        from .dry_run import show

        show(operation, call)
        return
    show_warnings()
    from accountability import Accountability

    with Accountability.from_env(allow={operation.key} if settings.allow else ()) as client:
        result = _Result(client, operation, call, settings)
        if result.is_list:
            output.records(result)
        elif (record := result.record()) is not None:
            output.record(record)
    if result.note:
        note(result.note)


@dataclass(frozen=True)
class Fetched:
    """The value that an operation returned, and the number of omitted records."""

    value: Any
    note: str


def fetch(client: Accountability, operation: Operation, options: Mapping[str, Any], settings: Settings) -> Fetched:
    """Call an operation and return its records, or its record.

    Args:
        client: sends the call.
        operation: the operation.
        options: its own arguments by Python name.
        settings: the options of all commands.
    """
    result = _Result(client, operation, _build(operation, options, settings), settings)
    value = list(result) if result.is_list else result.record()
    return Fetched(value, result.note)


def _build(operation: Operation, options: Mapping[str, Any], settings: Settings) -> Any:
    from .calls import build_call

    return build_call(operation, _with_page_size(operation, options, settings), settings.data)


def _properties(record: Any) -> Any:
    return _with_iso_dates(record.to_dict()) if hasattr(record, "to_dict") else record


def _with_iso_dates(value: Any) -> Any:
    """Return a JSON value whose WCF dates, `/Date(1741363200000)/`, are written as other APIs write datetimes."""
    if isinstance(value, dict):
        return {name: _with_iso_dates(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_iso_dates(each) for each in value]
    if isinstance(value, str) and value.startswith("/Date("):
        from accountability import wcf

        try:
            return wcf.parse_date(value).isoformat()
        except (ValueError, OverflowError):
            return value
    return value


def _with_page_size(operation: Operation, options: Mapping[str, Any], settings: Settings) -> Mapping[str, Any]:
    """Return the options with a page size that needs the fewest calls, unless the caller chose one."""
    from .parameters import arguments

    paging = operation.paging or {}
    size = next((each for each in arguments(operation) if each.wire == paging.get("sizeParameter")), None)
    if size is None or options.get(size.name) is not None:
        return options
    largest = int(size.schema.get("maximum", 100))
    wanted = largest if settings.everything else min(settings.limit or PAGE_LIMIT, largest)
    return {**options, size.name: wanted}


class _Result:
    """What a call returns: a record, or records up to a limit, each page fetched when it is reached."""

    def __init__(self, client: Accountability, operation: Operation, call: Any, settings: Settings) -> None:
        self._client = client
        self._call = call
        self._paging = operation.paging
        self._value: Any = None if self._paging else client.send(call)
        self.is_list = self._paging is not None or isinstance(self._value, list)
        self._limit = None if settings.everything else settings.limit or (PAGE_LIMIT if operation.paging else None)
        self._shown = 0
        self._total: int | None = None

    def record(self) -> Any:
        """Return the record; None for a response without a body."""
        return _properties(self._value)

    def __iter__(self) -> Iterator[Any]:
        for records in self._pages():
            for record in records:
                if self._shown == self._limit:
                    return
                self._shown += 1
                yield _properties(record)
            if self._shown == self._limit:
                return

    def _pages(self) -> Iterator[list[Any]]:
        from accountability import Items

        if self._paging is None:
            self._total = len(self._value)
            yield self._value
            return
        for page in Items(self._client.send, self._call).pages():
            self._total = page.total_count
            yield page.items
            if self._paging["parameter"] in self._call.query:  # the call requests one page
                return

    @property
    def note(self) -> str:
        """How many records were left out, so that no list is cut in silence; empty where none was."""
        if self._total is not None and self._total > self._shown:
            return f"{self._shown} of {self._total} shown; --all shows every record, --limit N the first N."
        if self._total is None and self._shown == self._limit:
            return f"{self._shown} shown, and there may be more; --all shows every record, --limit N the first N."
        return ""
