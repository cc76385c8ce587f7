"""The first records: the examples of the contracts' own answers, so that a resource new in YAML has some too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .endpoint import Endpoint
from .legacy import Legacy
from .members import declared, identity
from .store import Record, Store


def lay(store: Store, rest: Iterable[Endpoint], legacy: Iterable[Endpoint], imitation: Legacy) -> None:
    """Forget all records and keep those of the examples.

    Lists and single records of v2, then v1, then the legacy service. Of two examples with the same id the first one
    holds; a later one adds the members that it lacked. Nothing depends on time or chance.
    """
    with store.transaction():
        store.replace(())
        for endpoint in rest:
            for record in _rest_records(endpoint):
                _merge(store, endpoint.collection, record)
        for endpoint in legacy:
            for record in _legacy_records(endpoint, imitation):
                _merge(store, endpoint.collection, record)


def add(
    store: Store, endpoints: Iterable[Endpoint], collection: str, records: Iterable[Mapping[str, Any]]
) -> list[Record]:
    """Keep records beside those there are: under its own id where it has one, else under the next.

    Args:
        store: where to keep them.
        endpoints: of v2 and v1, which know the collections and what their records look like.
        collection: such as `jobs`.
        records: as the newest API would answer them.

    Raises:
        ValueError: there is no such collection, or a record does not fit its contract; none is kept then.
    """
    known = described(endpoints)
    if collection not in known:
        raise ValueError(f"there is no collection {collection!r}; there are {', '.join(sorted(known))}")
    with store.transaction():
        return [_keep(store, known[collection], record) for record in records]


def described(endpoints: Iterable[Endpoint]) -> dict[str, Endpoint]:
    """The collections, each with the operation that says what its records look like; of several the first."""
    return {endpoint.collection: endpoint for endpoint in reversed([*endpoints]) if _describes(endpoint)}


def _describes(endpoint: Endpoint) -> bool:
    return endpoint.method == "GET" and bool(declared(endpoint.contract, endpoint.record_schema))


def _keep(store: Store, endpoint: Endpoint, record: Mapping[str, Any]) -> Record:
    named = identity(declared(endpoint.contract, endpoint.record_schema).get("id", {}))
    check(endpoint, {"id": named(1), **record})
    if "id" in record:
        return store.put(endpoint.collection, {**record})
    return store.add(endpoint.collection, {**record}, named)


def check(endpoint: Endpoint, record: Record) -> None:
    """Judge a record by its contract.

    Raises:
        ValueError: it does not fit.
    """
    unknown = sorted(set(record) - set(declared(endpoint.contract, endpoint.record_schema)))
    if unknown:
        raise ValueError(f"records of {endpoint.collection} have no {', '.join(unknown)}")
    if misfits := endpoint.schemas.misfits(endpoint.record_schema, record, "record"):
        raise ValueError(f"a record of {endpoint.collection}: {misfits[0].name}: {misfits[0].detail}")


def _merge(store: Store, collection: str, record: Record) -> None:
    known = store.get(collection, record["id"]) if isinstance(record.get("id"), int | str) else None
    if known is not None:
        store.put(collection, {**record, **known})
    elif isinstance(record.get("id"), int | str):
        store.put(collection, record)
    else:
        store.add(collection, record)


def examples(collection: str, endpoints: Iterable[Endpoint]) -> list[Record]:
    """The first records of a collection, as its operations show them; one may be there more than once."""
    return [record for each in endpoints if each.collection == collection for record in _rest_records(each)]


def _rest_records(endpoint: Endpoint) -> Iterator[Record]:
    if endpoint.method != "GET":
        return
    for _media, example in endpoint.examples():
        items = example.get(endpoint.paging["items"], []) if endpoint.paging else example
        for item in items if isinstance(items, list) else [items]:
            if isinstance(item, dict) and "id" in item:
                yield item


def _legacy_records(endpoint: Endpoint, imitation: Legacy) -> Iterator[Record]:
    if endpoint.method != "GET":
        return
    first = next(iter(endpoint.content(endpoint.success)), "")  # the other representation has the same rows
    for media, example in endpoint.examples():
        if media != first:
            continue
        schema = endpoint.content(endpoint.success)[media].get("schema", {})
        mapping = imitation.mapping(endpoint, endpoint.item_schema(schema))
        for item in _rows(example):
            yield mapping.kept(item)[0]


def _rows(example: Any) -> list[Any]:
    rows = example if isinstance(example, list) else [example]
    return [row for row in rows if isinstance(row, dict)]
