"""One operation's command, run: build the call, send it, print what it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accountability.spec import Operation

from .output import Output
from .report import note, show_warnings

if TYPE_CHECKING:
    from accountability import Accountability

__all__ = ("Settings", "execute")

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
    from .calls import build_call

    output = Output(settings.format, settings.fields, settings.query, columns(operation))
    chosen = _with_page_size(operation, options, settings)
    call = build_call(operation, chosen, settings.data)
    if settings.dry_run:
        from .dry_run import show

        show(operation, call)
        return
    show_warnings()
    from accountability import Accountability

    with Accountability.from_env(allow={operation.key} if settings.allow else ()) as client:
        if operation.paging is not None:
            _print_list(client, operation, call, settings, output)
            return
        result = client.send(call)
    if isinstance(result, list):
        limit = None if settings.everything else settings.limit
        output.records([_properties(each) for each in result[:limit]])
        _note_rest(min(len(result), limit or len(result)), len(result))
    elif result is not None:
        output.record(_properties(result))


def columns(operation: Operation) -> list[str]:
    """Return the properties of the records that an operation returns, in the contract's order."""
    schema = operation.resolve(operation.success(_media(operation)) or {})
    if operation.paging is not None:
        schema = operation.resolve(schema.get("properties", {}).get(operation.paging["items"], {}))
    if "items" in schema:
        schema = operation.resolve(schema["items"])
    return list(schema.get("properties", {}))


def _media(operation: Operation) -> str:
    responses = operation.raw.get("responses", {})
    success = next((operation.resolve(responses[status]) for status in responses if status.startswith("2")), {})
    content = success.get("content", {})
    return min(content, key=lambda name: "json" not in name, default="")


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


def _print_list(client: Accountability, operation: Operation, call: Any, settings: Settings, output: Output) -> None:
    walk = _Walk(client, call, None if settings.everything else settings.limit or PAGE_LIMIT, operation)
    output.records(walk)
    _note_rest(walk.shown, walk.total, more=walk.more)


class _Walk:
    """The records of a list up to a limit; it knows afterwards how many there are."""

    def __init__(self, client: Accountability, call: Any, limit: int | None, operation: Operation) -> None:
        self._client = client
        self._call = call
        self._limit = limit
        self._one_page = (operation.paging or {}).get("parameter") in call.query
        self.shown = 0
        self.total: int | None = None
        self.more = False

    def __iter__(self) -> Iterator[Any]:
        from accountability import Items

        for page in Items(self._client.send, self._call).pages():
            self.total = page.total_count
            for record in page.items:
                if self._limit is not None and self.shown >= self._limit:
                    self.more = True
                    return
                self.shown += 1
                yield _properties(record)
            if self._one_page or self._reached(page):
                self.more = self.total is None and bool(page.items)
                return

    def _reached(self, page: Any) -> bool:
        return self._limit is not None and self.shown >= self._limit and (self.total is None or self.total > self.shown)


def _note_rest(shown: int, total: int | None, *, more: bool = False) -> None:
    """Print how many records were left out, so that no list is cut in silence."""
    if total is not None and total > shown:
        note(f"{shown} of {total} shown; --all shows every record, --limit N the first N.")
    elif more:
        note(f"{shown} shown, and there may be more; --all shows every record, --limit N the first N.")
