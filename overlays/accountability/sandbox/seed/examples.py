"""The initial records: the examples of the contracts' responses, so that a resource new in YAML has some too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..contract.endpoint import Endpoint
from ..legacy import operations as legacy
from ..records import Records
from ..store.store import Record, Store


def load(records: Records, endpoints: Iterable[Endpoint]) -> None:
    """Store the records of the contracts' examples.

    Lists and single records of v2, then v1, then the legacy service. Of two examples with the same id the first one is
    used; a later one adds the properties that it lacks. Nothing depends on time or chance.
    """
    for endpoint in records.collections.endpoints:
        for record in _read_rest_records(endpoint):
            _merge(records.store, endpoint.collection, record)
    for endpoint in endpoints:
        if endpoint.api == legacy.API and endpoint.is_ours:
            for record in _read_legacy_records(endpoint, records):
                _merge(records.store, endpoint.collection, record)


def add(records: Records, collection: str, new_records: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Add records, each under its own id, or under the next one if it has none, and return them.

    Raises:
        ValueError: There is no such collection, or a record does not match its contract; none is added then.
    """
    endpoint = records.collections.endpoint_of(collection)
    with records.store.transaction():
        return [_add(records, endpoint, record) for record in new_records]


def _add(records: Records, endpoint: Endpoint, record: Mapping[str, Any]) -> Record:
    make_id = records.collections[endpoint.collection].id_factory
    check(endpoint, {"id": make_id(1), **record})
    derived_record = records.derive(endpoint.collection, {**record})
    if "id" in record:
        return records.store.put(endpoint.collection, derived_record)
    return records.store.add(endpoint.collection, derived_record, make_id)


def check(endpoint: Endpoint, record: Record) -> None:
    """Raise a ValueError unless a record matches its contract."""
    unknown = sorted(set(record) - set(endpoint.record_properties))
    if unknown:
        raise ValueError(f"record: {endpoint.collection} have no {', '.join(unknown)}.")
    if errors := endpoint.validators.errors(endpoint.record_schema, record, "record"):
        raise ValueError(f"record of {endpoint.collection}: {errors[0].name}: {errors[0].detail}")


def _merge(store: Store, collection: str, record: Record) -> None:
    has_id = isinstance(record.get("id"), int | str)
    existing = store.get(collection, record["id"]) if has_id else None
    if existing is not None:
        store.put(collection, {**record, **existing})
    elif has_id:
        store.put(collection, record)
    else:
        store.add(collection, record)


def records_of(collection: str, endpoints: Iterable[Endpoint]) -> list[Record]:
    """Return the examples of a collection; a record may be in it more than once."""
    collection_endpoints = [endpoint for endpoint in endpoints if endpoint.collection == collection]
    return [record for endpoint in collection_endpoints for record in _read_rest_records(endpoint)]


def _read_rest_records(endpoint: Endpoint) -> Iterator[Record]:
    if endpoint.method != "GET":
        return
    for _media, example in endpoint.examples():
        items = example.get(endpoint.paging["items"], []) if endpoint.paging else example
        for item in items if isinstance(items, list) else [items]:
            if isinstance(item, dict) and "id" in item:
                yield item


def _read_legacy_records(endpoint: Endpoint, records: Records) -> Iterator[Record]:
    if endpoint.method != "GET":
        return
    first = next(iter(endpoint.content(endpoint.success)), "")  # the other representation has the same records
    for media, example in endpoint.examples():
        if media == first:
            mapping = legacy.response_mapping(endpoint, media, records)
            for item in example if isinstance(example, list) else [example]:
                if isinstance(item, dict):
                    yield mapping.from_legacy(item)[0]
