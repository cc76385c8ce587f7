"""Between a legacy record and the record in the store: names, dates, and codes in place of ids.

A legacy member stands for the member of the same name in camel case, or the one its `x-member` names. A path there
follows a reference: `clientId.clientCode` is the code of the client that the record's `clientId` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from accountability import wcf
from accountability.spec import Contract

from .collection import Collections
from .members import Schema, admits_unknown, declared, typed, types
from .moment import instant, timestamp
from .problem import Misfit
from .search import Search
from .store import Record, Store

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_DATES = ("wcf-date", "xml-local-date-time")
_DAY_ONE = datetime(1, 1, 1, tzinfo=UTC)


def camel(name: str) -> str:
    """A legacy name as v1 and v2 have it: `FXRate` is fxRate, `ClientID` clientId, `IDKey` id."""
    if name == "IDKey":
        return "id"
    words = _WORDS.findall(name) or [name]
    return str(words[0]).lower() + "".join(word.capitalize() for word in words[1:])


class RecordMapping:
    """Maps records of one collection to and from one legacy type.

    Args:
        contract: the legacy contract.
        schema: the legacy type.
        collection: where its records are kept.
        collections: what v1 and v2 say of the store's records.
        store: where codes and names are looked up.
    """

    def __init__(
        self, contract: Contract, schema: Schema, collection: str, collections: Collections, store: Store
    ) -> None:
        self._contract, self._schema, self._collection = contract, schema, collection
        self._collections, self._store = collections, store
        self._members = declared(contract, schema)
        self._references = {
            _path(name, member): member["x-references"]
            for name, member in self._members.items()
            if "x-references" in member
        }

    def shown(self, record: Record) -> dict[str, Any]:
        """The legacy record, in its JSON form and the type's own order; members that the store lacks are absent."""
        return dict(self._shown(self._schema, record))

    def _shown(self, schema: Schema, record: Record) -> Iterator[tuple[str, Any]]:
        for name, member in declared(self._contract, schema).items():
            path = _path(name, member)
            value, found = self._follow(record, self._collection, path.split("."))
            if not found and camel(name) in record:
                value, found = record[camel(name)], True
            if found:
                yield name, self._legacy_value(member, value)

    def _legacy_value(self, member: Schema, value: Any) -> Any:
        if isinstance(value, dict):
            return dict(self._shown(member, value))
        if isinstance(value, list):
            item = self._contract.resolve(member.get("items", {}))
            return [self._legacy_value(item, each) for each in value]
        if member.get("format") in _DATES:
            return _wcf_date(value)
        return _of_type(types(member), value)

    def _follow(self, record: Record, collection: str, path: list[str]) -> tuple[Any, bool]:
        """The value at a path, and whether there is one; each part but the last names another record."""
        if path[0] not in record:
            return None, False
        value = record[path[0]]
        if len(path) == 1 or value is None:
            return value, True
        target = self._target(collection, path[0])
        if not target or not isinstance(value, int):
            return None, False
        other = self._store.get(target, value)
        return self._follow(other, target, path[1:]) if other else (None, False)

    def _target(self, collection: str, member: str) -> str | None:
        known = self._collections[collection].members.get(member, {}).get("x-references")
        return known or (self._references.get(member) if collection == self._collection else None)

    def kept(self, legacy: Mapping[str, Any]) -> tuple[Record, list[Misfit]]:
        """The members to keep of a legacy record, and the codes that name no record.

        A code or name whose collection no contract serves is kept as it is.
        """
        members = self._members
        paths = {name: _path(name, members.get(name, {})) for name in legacy}
        if not admits_unknown(self._contract, self._schema):
            paths = {name: path for name, path in paths.items() if name in members}
        plain = {
            path: self._store_value(members.get(name, {}), self._format(path), legacy[name])
            for name, path in paths.items()
            if "." not in path
        }
        misfits: list[Misfit] = []
        for name, path in paths.items():
            if "." in path and legacy[name] is not None:
                misfits += self._look_up(name, path.split("."), legacy[name], plain)
        return plain, misfits

    def _look_up(self, name: str, path: list[str], value: Any, record: Record) -> list[Misfit]:
        """Put the id that a code or name stands for into the record, unless a sibling has done so."""
        member, search = path[0], self._search(path)
        if search is None:
            record.setdefault(camel(name), value)
        elif len(path) == 2 and isinstance(value, str) and record.get(member) is None:
            found = self._store.first(search, value)
            if found is None:
                told = f"There is no record of {search.collection} whose {path[1]} this is."
                return [Misfit("body", f"/{name}", told)]
            record[member] = found["id"]
        return []

    def _search(self, path: list[str]) -> Search | None:
        """What finds the record that a code or name stands for; None where no contract serves such records."""
        target = self._target(self._collection, path[0])
        return Search(target, (path[1],)) if target in self._collections.names and target else None

    def searches(self) -> Iterator[Search]:
        """What finds the records that codes and names stand for."""
        for name, member in self._members.items():
            path = _path(name, member).split(".")
            if len(path) == 2 and (search := self._search(path)):
                yield search

    def _format(self, member: str) -> str:
        return str(self._collections[self._collection].members.get(member, {}).get("format", ""))

    def _store_value(self, member: Schema, form: str, value: Any) -> Any:
        if isinstance(value, dict):
            inner = declared(self._contract, member)
            return {
                _path(name, inner.get(name, {})): self._store_value(inner.get(name, {}), "", each)
                for name, each in value.items()
            }
        if isinstance(value, list):
            item = self._contract.resolve(member.get("items", {}))
            return [self._store_value(item, "", each) for each in value]
        if member.get("format") in _DATES and isinstance(value, str):
            return _store_date(value, form)
        return value


def _path(name: str, member: Schema) -> str:
    return str(member.get("x-member") or camel(name))


def _wcf_date(value: Any) -> str | None:
    """A stored date or moment as `/Date(...)/`; None for one that this form cannot say."""
    microseconds = instant(value)
    if microseconds is None:
        return None
    try:
        return wcf.format_date(_DAY_ONE + timedelta(days=-1, microseconds=microseconds))
    except OverflowError:
        return None


def _store_date(text: str, form: str) -> str:
    """A legacy date as the store has it: a day in the writer's own zone, or a moment."""
    moment = wcf.parse_date(text) if text.startswith("/") else datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.date().isoformat() if form == "date" else timestamp(moment)


def _of_type(wanted: tuple[str, ...], value: Any) -> Any:
    """A stored value as a legacy type has it; None where it cannot be said in that type."""
    if "string" in wanted:
        return value if value is None or isinstance(value, str) else str(value)
    if "boolean" in wanted:
        return value if isinstance(value, bool) else None
    if "integer" in wanted or "number" in wanted:
        value = typed(value, {"type": wanted}) if isinstance(value, str) else value
        return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    return value
