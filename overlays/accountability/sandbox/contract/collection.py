"""Collections: what the contracts state about the records of one kind, across all their operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accountability.spec import Contract, near

from .endpoint import Endpoint
from .schema import Key, Schema, id_factory, properties


@dataclass(frozen=True, slots=True)
class DerivedProperty:
    """A property that a record takes from another one: `officeName` from that of `offices` which `officeId` names."""

    name: str
    reference: str
    target: str


class Collection:
    """The records of one kind, as the operations of v1 and v2 return them; the newest API that does describes them."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self._endpoints = endpoints
        endpoint = next((endpoint for endpoint in endpoints if endpoint.record_properties), None)
        contract, schema = (endpoint.contract, endpoint.record_schema) if endpoint else (Contract("", {}), {})
        self.properties = properties(contract, schema)
        self.required_on_create: Sequence[str] = contract.resolve(schema).get("x-required-on-create", ())
        references = _References(contract, self.properties)
        self.references, self.targets = references.of, references.targets
        self.id_factory = id_factory(self.properties.get("id", {}))

    def server_values(self, keyword: str) -> Iterator[tuple[str, Any, Schema]]:
        """Yield what the server sets (`x-on-create`, `x-on-change`): property, expression, schema."""
        for name, schema in self.properties.items():
            if keyword in schema:
                yield name, schema[keyword], schema

    @cached_property
    def ownership(self) -> Mapping[str, Any]:
        """The resource's `x-own`: the properties that hold its employees and its office."""
        schemas = [endpoint.operation.resolve(endpoint.record_schema) for endpoint in self._endpoints]
        return next((schema["x-own"] for schema in schemas if "x-own" in schema), {})

    @cached_property
    def settable(self) -> frozenset[str]:
        """The properties that some request can set."""
        bodies = [(endpoint.contract, schema) for endpoint in self._endpoints for schema in endpoint.requests.values()]
        return frozenset(name for contract, schema in bodies for name in properties(contract, schema))


class _References:
    """The places of an object where ids of other records are; read from the schemas once."""

    def __init__(self, contract: Contract, properties: Mapping[str, Schema]) -> None:
        self._contract, self._properties = contract, properties

    def of(self, value: Mapping[str, Any], pointer: str = "") -> Iterator[tuple[str, str, Key]]:
        """Yield every such id in an object: its JSON pointer, the collection, the id."""
        for name, target, references in self._places:
            part = value.get(name)
            if part is None:
                continue
            for position, item in enumerate(part if isinstance(part, list) else [part]):
                place = f"{pointer}/{name}" + (f"/{position}" if isinstance(part, list) else "")
                if target and isinstance(item, int | str):
                    yield place, target, item
                elif isinstance(item, dict):
                    yield from references.of(item, place)

    def targets(self, depth: int = 3) -> set[str]:
        """Return the collections that the ids name, in objects up to a depth."""
        nested = [references.targets(depth - 1) for _, _, references in self._places] if depth else []
        return {target for _, target, _ in self._places if target}.union(*nested)

    @cached_property
    def _places(self) -> list[tuple[str, str | None, _References]]:
        places = []
        for name, schema in self._properties.items():
            item = self._contract.resolve(schema.get("items", schema))
            target, schemas = schema.get("x-references") or item.get("x-references"), properties(self._contract, item)
            if target or schemas:
                places.append((name, target, _References(self._contract, schemas)))
        return places


class Collections:
    """All collections of v1 and v2, whose operations are passed with those of the newest API first."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self.endpoints = tuple(endpoints)
        self._collections: dict[str, Collection] = {}
        self.names = frozenset(endpoint.collection for endpoint in self.endpoints)
        self._collections_by_path = {
            (endpoint.api, _remove_names(endpoint.path)): endpoint.collection
            for endpoint in self.endpoints
            if endpoint.method == "GET" and endpoint.path.endswith("}")
        }

    def __getitem__(self, name: str) -> Collection:
        if name not in self._collections:
            endpoints = [endpoint for endpoint in self.endpoints if endpoint.collection == name]
            self._collections[name] = Collection(endpoints)
        return self._collections[name]

    @cached_property
    def readable(self) -> Mapping[str, Endpoint]:
        """The collections whose records can be read, each with the first operation that describes them."""
        reads = [endpoint for endpoint in self.endpoints if endpoint.method == "GET" and endpoint.record_properties]
        return {endpoint.collection: endpoint for endpoint in reversed(reads)}

    def endpoint_of(self, name: str) -> Endpoint:
        """Return the operation that describes a collection's records.

        Raises:
            ValueError: There is no such collection.
        """
        if name not in self.readable:
            similar = " or ".join(near(name, self.readable))
            hint = f"Did you mean {similar}?" if similar else f"Expected one of {', '.join(sorted(self.readable))}."
            raise ValueError(f"There is no collection {name!r}. {hint}")
        return self.readable[name]

    @cached_property
    def access_types(self) -> Mapping[str, str]:
        """The transaction type that governs reading a collection (`x-access`), for those that have one."""
        reads_last = sorted(self.endpoints, key=lambda endpoint: endpoint.method == "GET")
        return {
            endpoint.collection: endpoint.access_type for endpoint in reads_last if endpoint.access_type is not None
        }

    @cached_property
    def derived(self) -> Mapping[str, list[DerivedProperty]]:
        """For each collection, the properties that its records take from records which they name.

        The contract shows them so: no request can set them, and a reference has their prefix and leads to a record
        with a property of the same name, such as `officeName` next to `officeId`.
        """
        return {name: [*self._find_derived(name)] for name in self.names}

    def _find_derived(self, name: str) -> Iterator[DerivedProperty]:
        for property, schema in self[name].properties.items():
            is_set = property == "id" or property in self[name].settable or "x-references" in schema
            if (schema.get("readOnly") or not is_set) and (derived_property := self.source_of(name, property)):
                yield derived_property

    def source_of(self, name: str, property: str) -> DerivedProperty | None:
        """Return where a code or name next to an id comes from, whether or not the contract lists it."""
        for reference, schema in self[name].properties.items():
            target, stem = schema.get("x-references"), reference.removesuffix("Id")
            has_stem = stem != reference and property.startswith(stem) and property != reference
            if target and has_stem and property in self[target].properties:
                return DerivedProperty(property, reference, target)
        return None

    @cached_property
    def dependents(self) -> Mapping[str, list[tuple[str, DerivedProperty]]]:
        """For each collection, the collections whose records take properties from its own."""
        dependents: dict[str, list[tuple[str, DerivedProperty]]] = {}
        for name, derived_properties in self.derived.items():
            for derived_property in derived_properties:
                dependents.setdefault(derived_property.target, []).append((name, derived_property))
        return dependents

    def parent(self, endpoint: Endpoint, parameter: str) -> str | None:
        """Return the collection of the record that a path parameter names, if the contract states it.

        It states it by an operation that gets the record by the same beginning of the path, or by the `x-references`
        of the property of that name.
        """
        beginning = endpoint.path.partition(f"{{{parameter}}}")[0] + "{}"
        collection = self._collections_by_path.get((endpoint.api, _remove_names(beginning)))
        return collection or self[endpoint.collection].properties.get(parameter, {}).get("x-references")


def _remove_names(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
