"""Rows: lists filled up with invented records, for tests that need many of them.

The same seed gives the same bytes on every machine and at any time, if the records there were are the same. Nothing but
the shape is true of them: each member is drawn by itself, so no sum adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence
from difflib import get_close_matches
from functools import cache
from random import Random
from typing import Any

from . import seed
from .endpoint import Endpoint
from .invention import Inventor, Unmakeable
from .members import Schema, declared, identity, is_text
from .store import Record, Store

Progress = Callable[[str, int, int], object]  # told a collection, how many records it has, how many it is to have

_BATCH = 5000
_CHECKED = 50  # of each batch: what the contract asks is asked of every record alike


def unheard(collection: str, have: int, want: int) -> None:
    """Progress that nobody is told of."""


class Filling:
    """Fills the lists of one store.

    Args:
        store: where the records are kept.
        endpoints: of v2 and v1, the newest API first.
        chosen: any number; another one gives other records.
    """

    def __init__(self, store: Store, endpoints: Iterable[Endpoint], chosen: int = 0) -> None:
        self._store, self._endpoints, self._chosen = store, [*endpoints], chosen
        self._known = seed.described(self._endpoints)

    def fill(self, rows: Mapping[str, int], progress: Progress) -> None:
        """Add records until each collection has as many as asked; those that others refer to come first.

        It is done in batches. What was added when it is interrupted stays, and the same call then goes on from there.

        Args:
            rows: how many records each collection is to have.
            progress: told after each batch.

        Raises:
            ValueError: there is no such collection, or its records cannot be made; none of them was added.
        """
        for collection, wanted in rows.items():
            if collection not in self._known:
                raise ValueError(_unknown(collection, sorted(self._known)))
            if wanted < 0:
                raise ValueError(f"{collection}={wanted}: give how many records it is to have, 0 or more")
        for collection in self._order(rows):
            self._fill(collection, rows[collection], progress)

    def _order(self, rows: Mapping[str, int]) -> Iterable[str]:
        order: dict[str, None] = {}
        visited: set[str] = set()

        def visit(collection: str) -> None:
            visited.add(collection)
            for target in sorted(set(_targets(self._known[collection].record_schema, self._known[collection]))):
                if target in rows and target not in visited:
                    visit(target)
            order[collection] = None

        for collection in sorted(rows):
            if collection not in visited:
                visit(collection)
        return order

    def _fill(self, collection: str, wanted: int, progress: Progress) -> None:
        endpoint, ids_of = self._known[collection], cache(self._ids)
        named = identity(_id_of(endpoint))
        try:
            inventor = Inventor(endpoint.contract, collection, ids_of)
            make = inventor.record(endpoint.record_schema, [*seed.examples(collection, self._endpoints)])
        except Unmakeable as error:
            raise ValueError(f"{collection} cannot be filled: {error}") from None
        while (have := self._store.count(collection)) < wanted:

            def batch(first: int, size: int = min(_BATCH, wanted - have)) -> list[Record]:
                chance = Random(f"{self._chosen}/{collection}/{first}")
                made = [{**make(chance, key), "id": named(key)} for key in range(first, first + size)]
                for record in made[:_CHECKED]:
                    seed.check(endpoint, record)
                return made

            ids_of(collection).extend(self._store.extend(collection, batch))
            progress(collection, self._store.count(collection), wanted)

    def _ids(self, collection: str) -> MutableSequence[Any]:
        """The ids there are; numbers in little room, since there may be millions."""
        texts = collection in self._known and is_text(_id_of(self._known[collection]))
        return self._store.names(collection) if texts else self._store.ids(collection)


def _id_of(endpoint: Endpoint) -> Schema:
    return declared(endpoint.contract, endpoint.record_schema).get("id", {})


def _unknown(collection: str, known: list[str]) -> str:
    near = get_close_matches(collection, known, n=3)
    told = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    return f"there is no collection {collection!r}; {told}"


def _targets(schema: Schema, endpoint: Endpoint) -> Iterator[str]:
    """The collections that a record refers to, in whatever depth."""
    waiting, seen = [schema], set()
    while waiting:
        node = endpoint.contract.resolve(waiting.pop())
        if id(node) in seen:
            continue
        seen.add(id(node))
        if "x-references" in node:
            yield node["x-references"]
        waiting += [*node.get("properties", {}).values(), *node.get("allOf", ()), *node.get("anyOf", ())]
        waiting += [node["items"]] if "items" in node else []
