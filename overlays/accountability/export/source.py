"""The dlt source: a resource for each list, resumable page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

import dlt

from accountability import ConfigurationError, FilterIgnoredError, ForbiddenError, Items, UnknownOperationError

from .resources import Resource, select
from .tables import SCALES, Tables

if TYPE_CHECKING:
    from dlt.extract import DltResource, DltSource

    from accountability import Accountability

__all__ = ("Settings", "source")

OVERLAP = timedelta(minutes=5)
_LOADING: dict[str, Any] = {
    "primary_key": "id",
    "write_disposition": "merge",
    "schema_contract": {"tables": "evolve", "columns": "evolve", "data_type": "freeze"},
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How resources are read.

    Args:
        api: `v1` or `v2`.
        overlap: how far before the last change that was seen the next run starts, for clocks that differ.
        full: whether to read every record, also those that were read before.
        scales: digits after the point by kind of number; see `accountability.export.tables.SCALES`.
        pages: the most pages that one run reads of a list; the next one goes on from there. None for all.
        skip: gets the name of a list that is forbidden or does not exist, and why; None to raise that error.
        notify: gets a resource's name and what there is to say of it.
        observe: gets a resource's name, the number of records of a page and how many are left, if that is known.
    """

    api: str = "v2"
    overlap: timedelta = OVERLAP
    full: bool = False
    scales: Mapping[str, int] | None = None
    pages: int | None = None
    skip: Callable[[str, str], None] | None = None
    notify: Callable[[str, str], None] = lambda name, message: None
    observe: Callable[[str, int, int | None], None] = lambda name, count, left: None

    def __post_init__(self) -> None:
        for kind in self.scales or ():
            if kind not in SCALES:
                raise ConfigurationError(f"scales: expected one of {', '.join(SCALES)}, got {kind!r}.")


def source(client: Accountability, names: Iterable[str] | None = None, **settings: Any) -> DltSource:
    """Return a dlt source of the API's lists.

    Each list is a resource with `id` as its primary key. One that has `modifiedSince` is incremental: a later run reads
    what was changed since the run before. The page that a walk has reached is in the resource's state, so that a
    pipeline that is interrupted goes on from the last page that was loaded.

    Args:
        client: sends the calls, within its rate limit.
        names: resources such as `jobs`, `time_entries`; None for all.
        settings: as for `Settings`.

    Raises:
        ConfigurationError: a name is not that of a resource.
    """
    options = Settings(**settings)
    chosen = select(names, options.api)
    return dlt.source(lambda: _resources(client, chosen, options), name="accountability")()


def _resources(client: Accountability, chosen: Iterable[Resource], settings: Settings) -> Iterator[DltResource]:
    """Yield the resources.

    What is listed by its parent has a walk over the parents of its own, which is not loaded: the parents' own walk may
    have passed a record long before its children are exported for the first time.
    """
    for resource in chosen:
        if resource.parent is None:
            yield _list_resource(client, resource, resource.name, settings)
            continue
        (parent,) = select([resource.parent], settings.api)
        parents = _list_resource(client, parent, resource.walk, settings, selected=False)
        yield parents
        yield _child_resource(client, resource, parents, settings)


def _list_resource(
    client: Accountability, resource: Resource, name: str, settings: Settings, *, selected: bool = True
) -> DltResource:
    tables = Tables(resource, settings.scales)

    def walk() -> Iterator[Any]:
        yield from _Walk(client, resource, settings, dlt.current.resource_state(), tables).tables()

    return dlt.resource(walk, name=name, selected=selected, **_LOADING)


def _child_resource(client: Accountability, resource: Resource, parents: Any, settings: Settings) -> DltResource:
    tables = Tables(resource, settings.scales)

    def children(table: Any) -> Iterator[Any]:
        for key in table.column("id").to_pylist():
            yield from (tables.table(page) for page in _pages_of(client, resource, settings, key))

    loaded: DltResource = dlt.transformer(children, data_from=parents, name=resource.name, **_LOADING)
    loaded.apply_hints(merge_key=resource.parent_column)  # a child that its parent no longer has is removed
    return loaded


def _pages_of(
    client: Accountability, resource: Resource, settings: Settings, key: Any
) -> Iterator[list[dict[str, Any]]]:
    """Yield the children of one parent, page by page."""
    call = build_call(resource, key)
    for page in Items(client.send, call).pages():
        records = [record.to_dict() for record in page.items]
        settings.observe(resource.name, len(records), None)
        if records:
            yield [{**record, str(resource.parent_column): key} for record in records]


@dataclass
class _Walk:
    """A walk over a list that can be interrupted: its page, and what it starts from, are in the resource's state.

    State: `cursor`, the last change that a finished walk has seen; `walk`, that of the walk under way.

    Args:
        client: sends the calls.
        resource: the list.
        settings: how it is read.
        state: of the resource, stored by dlt.
        converter: makes tables of records.
    """

    client: Accountability
    resource: Resource
    settings: Settings
    state: dict[str, Any]
    converter: Tables

    def tables(self) -> Iterator[Any]:
        """Yield a table for each page, and advance the state."""
        try:
            yield from self._read()
        except (ForbiddenError, UnknownOperationError) as error:
            if self.settings.skip is None:
                raise
            self.settings.skip(self.resource.name, str(error))
            self.state["walk"] = None
        except FilterIgnoredError:
            self.settings.notify(self.resource.name, "the service ignores modifiedSince; reading every record")
            self.state["walk"] = self._fresh(since=None)
            yield from self._read()

    def _read(self) -> Iterator[Any]:
        walk = self.state.get("walk") or self._fresh(since=self._since())
        self.state["walk"] = walk
        since = datetime.fromisoformat(walk["since"]) if walk["since"] else None
        pages = self.settings.pages
        while pages is None or pages > 0:
            call = build_call(self.resource, page=walk["page"], modified_since=since)
            page = self.client.send(call)
            records = [record.to_dict() for record in page.items]
            left = None if page.total_count is None else max(0, page.total_count - walk["seen"] - page.received)
            self.settings.observe(self.resource.name, len(records), left)
            if self._has_shrunk(walk, page.total_count):
                continue
            if records:
                yield self.converter.table(records)
            walk["seen"] += page.received
            walk["newest"] = max([walk["newest"], *self._changes(records)])
            if not page.received or walk["seen"] == page.total_count:
                self._finish(walk)
                return
            walk["page"] += 1
            pages = None if pages is None else pages - 1

    def _has_shrunk(self, walk: dict[str, Any], total: int | None) -> bool:
        """Go back by the pages that may have moved forward, where records were removed during the walk."""
        before, walk["total"] = walk["total"], total
        if total is None or before is None or total >= before or walk["page"] == 1:
            return False
        pages = min(walk["page"] - 1, -((total - before) // self.resource.largest_page))
        walk["page"] -= pages
        walk["seen"] -= pages * self.resource.largest_page
        self.settings.notify(self.resource.name, f"{before - total} records were removed meanwhile; reading again")
        return True

    def _changes(self, records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        """Yield the times of change in UTC, in a form whose order as strings is their order in time."""
        for record in records:
            if isinstance(changed := record.get("modifiedDate"), str):
                yield datetime.fromisoformat(changed).astimezone(UTC).isoformat(timespec="microseconds")

    def _since(self) -> datetime | None:
        cursor = self.state.get("cursor")
        if self.settings.full or cursor is None or not self.resource.is_incremental:
            return None
        return datetime.fromisoformat(cursor) - self.settings.overlap

    def _fresh(self, since: datetime | None) -> dict[str, Any]:
        return {
            "page": 1,
            "seen": 0,
            "total": None,
            "newest": "",
            "since": since.isoformat() if since else None,
            "started": datetime.now(UTC).isoformat(timespec="microseconds"),
        }

    def _finish(self, walk: dict[str, Any]) -> None:
        """End the walk. The next run reads what was changed after it began: its page may be read already."""
        if walk["newest"]:
            self.state["cursor"] = max(self.state.get("cursor") or "", min(walk["newest"], walk["started"]))
        self.state["walk"] = None
        self.state["finished"] = walk["started"]


def build_call(
    resource: Resource,
    *path: Any,
    page: int | None = None,
    page_size: int | None = None,
    modified_since: datetime | None = None,
) -> Any:
    """Return the call of a resource's list, not sent.

    Args:
        resource: the list.
        path: values of the path's parameters.
        page: only this page.
        page_size: records of a page; by default the most that the contract allows.
        modified_since: only records that were changed then or later.
    """
    paging = resource.paging
    names = resource.operation.raw["x-python"]["arguments"].get("query", {})
    wire = {
        paging.get("parameter"): page,
        paging.get("sizeParameter"): page_size or resource.largest_page,
        "modifiedSince": modified_since,
    }
    arguments = {names[name]: value for name, value in wire.items() if value is not None and name in names}
    package = import_module(f"accountability_api.{resource.operation.api}")
    methods = getattr(package, resource.operation.api.upper())(lambda call: call)
    return getattr(methods, resource.name).list(*path, **arguments).call
