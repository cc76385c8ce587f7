"""Collections: what the contracts say of the records of one kind, over all their operations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from accountability.spec import Contract

from .endpoint import Endpoint
from .members import Key, Schema, declared, identity


class Collection:
    """The records of one kind, as the operations of v1 and v2 answer them.

    Args:
        name: the collection's name in the store.
        contract: what its members' references are followed in.
        schema: one record.
    """

    def __init__(self, name: str, contract: Contract, schema: Schema) -> None:
        self.name = name
        self.members = declared(contract, schema)
        self._references = _References(contract, self.members)

    @property
    def identity(self) -> Callable[[int], Key]:
        """How its n-th record is called."""
        return identity(self.members.get("id", {}))

    def defaults(self, rule: str) -> Iterator[tuple[str, Any, Schema]]:
        """The members that the server sets itself, each with its expression and schema.

        Args:
            rule: `x-on-create` or `x-on-change`.
        """
        for name, schema in self.members.items():
            if rule in schema:
                yield name, schema[rule], schema

    def references(self, value: Mapping[str, Any]) -> Iterator[tuple[str, str, Key]]:
        """Every id in a record that names another record: its JSON pointer, the collection, the id."""
        return self._references.of(value, "")


class _References:
    """Where ids of other records stand in an object. Read from the schemas once, not at each value.

    Args:
        contract: what references of schemas are followed in.
        members: the schema of each of the object's members.
    """

    def __init__(self, contract: Contract, members: Mapping[str, Schema]) -> None:
        self._contract, self._members = contract, members

    def of(self, value: Mapping[str, Any], pointer: str) -> Iterator[tuple[str, str, Key]]:
        """Every such id in an object: its JSON pointer, the collection, the id."""
        for name, target, inner in self._places:
            part = value.get(name)
            if part is None:
                continue
            for position, item in enumerate(part if isinstance(part, list) else [part]):
                place = f"{pointer}/{name}" + (f"/{position}" if isinstance(part, list) else "")
                if target and isinstance(item, int | str):
                    yield place, target, item
                elif isinstance(item, dict):
                    yield from inner.of(item, place)

    @cached_property
    def _places(self) -> list[tuple[str, str | None, _References]]:
        """The members in which an id may stand, each with the collection it is of and what stands in its objects."""
        found = []
        for name, schema in self._members.items():
            item = self._contract.resolve(schema.get("items", schema))
            target, inner = schema.get("x-references") or item.get("x-references"), declared(self._contract, item)
            if target or inner:
                found.append((name, target, _References(self._contract, inner)))
        return found


class Collections:
    """All collections that v1 and v2 know.

    Args:
        endpoints: their operations, the newest API first: where two describe a collection, the first is heard.
    """

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._endpoints = tuple(endpoints)
        self._known: dict[str, Collection] = {}
        self._own: dict[str, Mapping[str, Any]] = {}
        self.names = frozenset(endpoint.collection for endpoint in self._endpoints)
        self._addressed = {
            (endpoint.contract.api, _shape(endpoint.path)): endpoint.collection
            for endpoint in self._endpoints
            if endpoint.method == "GET" and endpoint.path.endswith("}")
        }

    def __getitem__(self, name: str) -> Collection:
        if name not in self._known:
            self._known[name] = self._describe(name)
        return self._known[name]

    def _describe(self, name: str) -> Collection:
        for endpoint in self._endpoints:
            if endpoint.collection == name and declared(endpoint.contract, endpoint.record_schema):
                return Collection(name, endpoint.contract, endpoint.record_schema)
        return Collection(name, Contract("", {}), {})

    def own(self, name: str) -> Mapping[str, Any]:
        """By what v1's limits know whose a record is, and of which office: `x-own` of the resource."""
        if name not in self._own:
            told = [each for each in self._endpoints if each.collection == name]
            schemas = [each.operation.resolve(each.record_schema) for each in told]
            self._own[name] = next((schema["x-own"] for schema in schemas if "x-own" in schema), {})
        return self._own[name]

    def parent(self, endpoint: Endpoint, parameter: str) -> str | None:
        """The collection that a path parameter addresses a record of, where the contract tells.

        It tells by an operation that gets the record by the same beginning of the path, or by the `x-references` of
        the member of that name.
        """
        beginning = endpoint.path.partition(f"{{{parameter}}}")[0] + "{}"
        found = self._addressed.get((endpoint.contract.api, _shape(beginning)))
        member = self[endpoint.collection].members.get(parameter, {})
        return found or member.get("x-references")


def _shape(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
